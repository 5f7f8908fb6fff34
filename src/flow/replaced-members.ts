import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { isAccess } from '../syntax/accesses.js';
import { areInOneFunction, functionAround, givenParameters, isAsync } from '../syntax/functions.js';
import { outermostOf } from '../syntax/outer.js';
import { replacementAt } from '../syntax/writes.js';
import { namesLeadingTo, writtenName } from '../syntax/names.js';
import { remembered } from '../model/remembered.js';
import { calleeName } from '../program/syntax-index.js';
import type { Evaluation } from '../values/evaluation.js';
import { namesOf } from '../values/function-names.js';
import { onlyNameText } from '../values/objects.js';
import { EMPTY_CONTEXT, knownText } from '../values/value.js';
import { memberShape, pathOf, withoutMembers, type Shape } from '../clients/shape.js';
import { mergedAt } from './alternatives.js';
import { doubted, type Position } from './position.js';
import { declaredSymbol, functionSeeing } from './references.js';

/** Functions that put the members of all other arguments into the first. */
const FILLERS: ReadonlySet<string> = new Set(['assign', 'extend', 'merge']);
const FILLERS_OF: ReadonlySet<string> = new Set(['Object', '_', 'lodash', '$', 'jQuery']);

/** Code that gives members of an object other values: `me.email = user.email`, `Object.assign(me, user)`. */
interface Replacement {
  /** The mention of the object. */
  readonly mention: ts.Expression;
  /** The members; of a member, with the names that lead to it. */
  readonly members: readonly (readonly string[])[];
  /** The member, empty for the object itself, that gets members of things nobody knows the members of. */
  readonly merged: readonly string[] | null;
  /** The statement that does it; null where it is a part of one that may not. */
  readonly statement: ts.Node | null;
  /** What is put there. */
  readonly values: readonly ts.Expression[];
}

/** All that gives members of one object other values, and their places in the order of the mentions. */
interface Replacements {
  readonly all: ReadonlyMap<Replacement, number>;
  /** By the first name that leads to a member. */
  readonly byMember: ReadonlyMap<string, readonly Replacement[]>;
  /** Those after which the object may have members that nobody knows. */
  readonly merging: readonly Replacement[];
  /** The functions, or files outside of functions, that they stand in. */
  readonly scopes: ReadonlySet<ts.Node>;
}

/** What members of an object are given other values, where it is mentioned. */
export interface Replaced {
  /** The same position at a mention, without what is surely replaced before it is come to. */
  at(mention: ts.Node, position: Position): Position;
  /** The same for code of which no more is known than that it gets the object in another function, in each way it may. */
  elsewhere(position: Position): readonly Position[];
}

const NONE: Replaced = { at: (_, position) => position, elsewhere: (position) => [position] };

/** What gives members of each variable other values, by the function or the file that sees it. */
type ReplacementsOfVariables = Map<ts.Symbol, Map<ts.Node, Replacements>>;

/** Found once for each variable, as thousands of its members may be given a value. */
const replacedKnown = new WeakMap<ts.TypeChecker, ReplacementsOfVariables>();

/**
 * The members of a variable that are given other values after the variable got its own.
 *
 * @param name where the variable gets its value
 */
export function replacedInVariable(name: ts.Identifier, evaluation: Evaluation): Replaced {
  const symbol = declaredSymbol(name, evaluation);
  if (!symbol) return NONE;
  const known = remembered(replacedKnown, evaluation.checker, (): ReplacementsOfVariables => new Map());
  const ofSymbol = remembered(known, symbol, () => new Map<ts.Node, Replacements>());
  const scope = functionSeeing(symbol) ?? name.getSourceFile();
  const found = remembered(ofSymbol, scope, () =>
    inOrder(changesWithin(scope, name, evaluation).flatMap((each) => replacementOf(each, evaluation, 0) ?? [])),
  );
  return replacedBy(found, name, ({ mention }) => mention.pos > name.pos);
}

/**
 * The same of what is held by a member: `req.user`, `this.me`.
 *
 * @param mentions where the member is read
 * @param keep where it gets its value
 */
export function replacedAmong(mentions: readonly ts.Expression[], keep: ts.Node, evaluation: Evaluation): Replaced {
  const found = mentions.flatMap((each) => (each === keep ? [] : (replacementOf(each, evaluation, 0) ?? [])));
  return replacedBy(inOrder(found), keep, () => true);
}

function inOrder(all: readonly Replacement[]): Replacements {
  const byMember = new Map<string, Replacement[]>();
  for (const each of all)
    for (const name of new Set(each.members.map(([first = '']) => first)))
      remembered(byMember, name, (): Replacement[] => []).push(each);
  return {
    all: new Map(all.map((each, index) => [each, index])),
    byMember,
    merging: all.filter(({ merged }) => merged !== null),
    scopes: new Set(all.map(({ mention }) => scopeOf(mention))),
  };
}

/** The function, or the file, that code stands in. */
function scopeOf(node: ts.Node): ts.Node {
  return functionAround(node) ?? node.getSourceFile();
}

function replacedBy(found: Replacements, keep: ts.Node, counts: (replacement: Replacement) => boolean): Replaced {
  if (!found.all.size) return NONE;
  return {
    at: (mention, position) =>
      heldAt(mention, mattering(found, mention, position.shape).filter(counts), keep, position),
    elsewhere: (position) => heldElsewhere([...found.all.keys()].filter(counts), keep, position),
  };
}

/** The replacements without those, maybe thousands, that can neither change nor put in doubt what a mention holds. */
function mattering(found: Replacements, mention: ts.Node, shape: Shape): readonly Replacement[] {
  const { all, byMember, merging } = found;
  const names = namesMattering(found, mention, shape);
  if (!names) return [...all.keys()];
  const those = new Set([...merging, ...names.flatMap((name) => byMember.get(name) ?? [])]);
  return [...those].sort((left, right) => (all.get(left) ?? 0) - (all.get(right) ?? 0));
}

/** The members whose replacements matter where an object is mentioned; null for those of all. */
function namesMattering({ scopes }: Replacements, mention: ts.Node, shape: Shape): readonly string[] | null {
  const { parent: access } = mention;
  const isRead = isAccess(access) && access.expression === mention;
  // As a whole, it is doubted for each member that other code sets.
  if (!isRead && !(scopes.size === 1 && scopes.has(scopeOf(mention)))) return null;
  const read = isRead && tsc.isPropertyAccessExpression(access) ? [access.name.text] : [];
  if (shape.kind === 'holder') return [...read, ...Object.keys(shape.members)];
  return shape.kind === 'body' ? null : read;
}

function heldElsewhere(replacements: readonly Replacement[], keep: ts.Node, position: Position): readonly Position[] {
  const sure = replacements.filter((each) => isBeforeOthers(each, null, keep));
  const held = withAllReplaced(position, sure);
  const others = replacements.filter((each) => !isBeforeOthers(each, null, keep) && isSetByAnother(each, keep));
  const [other] = others;
  if (!other) return [held];
  return [withAllReplaced(held, others), doubted(held, other.mention, OTHER_CODE)];
}

/** What is left of an object, once members of it have other values. */
function withAllReplaced(position: Position, replacements: readonly Replacement[]): Position {
  let held = position;
  let replaced: string[] = [];
  const withoutReplaced = (): Position => ({ ...held, shape: withoutMembers(held.shape, replaced) });
  for (const { merged, members } of replacements) {
    const paths = members.map((each) => each.join('.'));
    if (!merged) {
      replaced.push(...paths);
      continue;
    }
    held = withoutReplaced();
    const path = pathAt(held.shape, merged);
    replaced = paths;
    held = withoutReplaced();
    replaced = [];
    if (path) held = mergedAt(held, path);
  }
  return withoutReplaced();
}

/** The mentions of a variable behind the place where it gets its value, in the function that sees it. */
function mentionsBehind(name: ts.Identifier, evaluation: Evaluation): readonly ts.Identifier[] {
  const symbol = declaredSymbol(name, evaluation);
  if (!symbol) return [];
  const scope = functionSeeing(symbol) ?? name.getSourceFile();
  return changesWithin(scope, name, evaluation).filter(({ pos }) => pos > name.pos);
}

/** The mentions of a variable around which members of it may get other values. */
function changesWithin(scope: ts.Node, name: ts.Identifier, evaluation: Evaluation): readonly ts.Identifier[] {
  const symbol = declaredSymbol(name, evaluation);
  return evaluation.index
    .identifiersWithin(scope, name.text)
    .filter((each) => mayReplace(each) && declaredSymbol(each, evaluation) === symbol);
}

/** Whether the code around a mention can give members of it other values, before the compiler is asked what it names. */
function mayReplace(mention: ts.Node): boolean {
  const { parent } = mention;
  return (isAccess(parent) && parent.expression === mention) || isArgument(mention, parent);
}

function isArgument(node: ts.Node, parent: ts.Node): parent is ts.CallExpression {
  return tsc.isCallExpression(parent) && parent.expression !== node;
}

/** What the code around a mention of an object does to members of it; null where it gives none another value. */
function replacementOf(mention: ts.Expression, evaluation: Evaluation, calls: number): Replacement | null {
  const path: string[] = [];
  let node: ts.Expression = mention;
  for (;;) {
    const { parent } = node;
    if (isArgument(node, parent)) return replacementByCall(mention, node, path, parent, evaluation, calls);
    if (!isAccess(parent) || parent.expression !== node) return null;
    const name = nameOfAccess(parent, evaluation);
    if (name === null) return null;
    path.push(name);
    node = parent;
    const replacement = replacementAt(node);
    if (!replacement) continue;
    const values = tsc.isBinaryExpression(replacement) ? [replacement.right] : [];
    return { mention, members: [path], merged: null, statement: statementOf(replacement), values };
  }
}

function nameOfAccess(access: ts.PropertyAccessExpression | ts.ElementAccessExpression, evaluation: Evaluation) {
  if (tsc.isPropertyAccessExpression(access)) return access.name.text;
  const key = access.argumentExpression;
  if (tsc.isStringLiteralLike(key)) return key.text;
  if (replacementAt(access) === null) return null;
  const [name, ...others] = evaluation.evaluate(key, EMPTY_CONTEXT).map(knownText);
  return typeof name === 'string' && !others.length ? name : null;
}

/** The statement that an expression is, by itself or awaited. */
function statementOf(node: ts.Node): ts.Node | null {
  const outer = outermostOf(node);
  const { parent } = tsc.isAwaitExpression(outer.parent) ? outer.parent : outer;
  return tsc.isExpressionStatement(parent) ? parent : null;
}

/** `Object.assign(me, user)`, and `fill(me, user)` of a function of the program that sets members. */
function replacementByCall(
  mention: ts.Expression,
  given: ts.Expression,
  path: readonly string[],
  call: ts.CallExpression,
  evaluation: Evaluation,
  calls: number,
): Replacement | null {
  const index = call.arguments.indexOf(given);
  const found = { mention, statement: statementOf(call), values: call.arguments.filter((each) => each !== given) };
  if (index === 0 && isFiller(call.expression)) {
    const names = found.values.flatMap((each) => namesIn(each, evaluation) ?? []);
    const isOpen = found.values.some((each) => namesIn(each, evaluation) === null);
    return { ...found, members: names.map((each) => [...path, each]), merged: isOpen ? path : null };
  }
  // Functions that call functions are not gone into any deeper.
  if (calls > 0 || tsc.isFunctionLike(given)) return null;
  const [value, ...others] = evaluation.evaluate(call.expression, EMPTY_CONTEXT);
  const scope = value?.kind === 'function' && !others.length ? value.node : null;
  const inside = scope ? replacementsInside(scope, index, evaluation) : [];
  if (!inside.length || (scope && isAsync(scope) && !tsc.isAwaitExpression(call.parent))) return null;
  const members = inside.flatMap((each) => each.members).map((each) => [...path, ...each]);
  const merged = inside.find((each) => each.merged)?.merged;
  return { ...found, members, merged: merged ? [...path, ...merged] : null };
}

function isFiller(callee: ts.Expression): boolean {
  const [owner = '', name = '', ...others] = namesLeadingTo(callee);
  return FILLERS_OF.has(owner) && FILLERS.has(name) && !others.length;
}

/** The members of an object whose names are all written out; null for any other. */
function namesIn(node: ts.Expression, evaluation: Evaluation): readonly string[] | null {
  if (!tsc.isObjectLiteralExpression(node)) return null;
  const names = node.properties.map(({ name }) => name && onlyNameText(name, evaluation, EMPTY_CONTEXT));
  return names.every((each) => typeof each === 'string') ? names : null;
}

/** What a function always does to members of what it is handed. */
function replacementsInside(
  scope: ts.FunctionLikeDeclaration,
  index: number,
  evaluation: Evaluation,
): readonly Replacement[] {
  const name = givenParameters(scope)[index]?.name;
  const { body } = scope;
  if (!name || !tsc.isIdentifier(name) || !body || !tsc.isBlock(body)) return [];
  const [left] = evaluation.index.returnsOf(scope);
  return mentionsBehind(name, evaluation)
    .flatMap((each) => replacementOf(each, evaluation, 1) ?? [])
    .filter(({ statement }) => statement?.parent === body && (!left || statement.end <= left.pos));
}

const OTHER_CODE = 'other code may have given members of it other values before';

/** A position at a mention of an object, some of whose members are given other values. */
function heldAt(mention: ts.Node, replacements: readonly Replacement[], keep: ts.Node, given: Position): Position {
  const others = replacements.filter((each) => each.mention !== mention);
  const before = others.filter((each) => isBefore(each, mention, keep));
  const isSure = new Set(before);
  return others
    .filter((each) => !isSure.has(each) && !areInOneFunction(mention, each.mention) && mayBeRead(each, mention))
    .reduce((held, each) => doubted(held, each.mention, OTHER_CODE), withAllReplaced(given, before));
}

function pathAt(shape: Shape, names: readonly string[]): readonly string[] | null {
  const held = names.reduce<Shape | null>((each, name) => each && memberShape(each, name), shape);
  return held && pathOf(held);
}

/** Whether members have always been given other values where a mention of their object is come to. */
function isBefore(replacement: Replacement, mention: ts.Node, keep: ts.Node): boolean {
  const { mention: replaced, statement } = replacement;
  if (!statement) return false;
  if (areInOneFunction(mention, replaced))
    return statement.end <= mention.pos && statement.parent.pos <= mention.pos && mention.end <= statement.parent.end;
  return isBeforeOthers(replacement, functionAround(mention) ?? null, keep);
}

/** Whether the function that keeps an object changes it right away, before another function comes to it. */
function isBeforeOthers(
  { mention, statement }: Replacement,
  reader: ts.FunctionLikeDeclaration | null,
  keep: ts.Node,
): boolean {
  const scope = functionAround(mention);
  if (!scope || !statement || !areInOneFunction(keep, mention)) return false;
  const { parent: block } = statement;
  if (keep.pos >= statement.pos || keep.pos < block.pos || keep.end > block.end) return false;
  return !isReachedBetween(reader, keep, statement, scope);
}

/** Whether a function is called that mentions the object, or one that nobody knows, before members of it get other values. */
function isReachedBetween(
  reader: ts.FunctionLikeDeclaration | null,
  keep: ts.Node,
  statement: ts.Node,
  scope: ts.FunctionLikeDeclaration,
): boolean {
  const names = new Set(reader ? namesOf(reader) : []);
  const own = new Set(scope.parameters.flatMap(({ name }) => writtenName(name) ?? []));
  const nodes: ts.Node[] = [statement.parent];
  for (const node of nodes) {
    const isBetween = node.pos >= keep.end && node.end <= statement.pos;
    if (isBetween && tsc.isCallExpression(node)) {
      const callee = calleeName(node.expression);
      if (callee !== null && (names.has(callee) || (tsc.isIdentifier(node.expression) && own.has(callee)))) return true;
    }
    tsc.forEachChild(node, (child) => {
      if (child.end > keep.end && child.pos < statement.pos) nodes.push(child);
    });
  }
  return false;
}

/** Whether a mention of an object reads what is replaced, and that is more than what the object has already. */
function mayBeRead(replacement: Replacement, mention: ts.Node): boolean {
  const { members, merged } = replacement;
  return (merged !== null || members.some((each) => leadsTo(mention, each))) && !isMadeOfItself(replacement);
}

/** Whether a function other than the one that keeps an object puts something else into it. */
function isSetByAnother(replacement: Replacement, keep: ts.Node): boolean {
  return !areInOneFunction(replacement.mention, keep) && !isMadeOfItself(replacement);
}

/** `if (me.email) me.email = me.email.trim()` is still what Clever said. */
function isMadeOfItself({ mention, members, values }: Replacement): boolean {
  const texts = members.map((each) => [mention.getText(), ...each].join('.'));
  return values.some((each) => texts.some((text) => each.getText().includes(text)));
}

/** Whether what is read off a mention is a member, as far as the code right around it says. */
function leadsTo(mention: ts.Node, members: readonly string[]): boolean {
  let node = mention;
  for (const name of members) {
    const { parent } = node;
    if (!tsc.isPropertyAccessExpression(parent) || parent.expression !== node) return !isAccess(parent);
    if (parent.name.text !== name) return false;
    node = parent;
  }
  return true;
}
