import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import { functionAround, givenParameters } from '../syntax/functions.js';
import { innerOf, outermostOf } from '../syntax/outer.js';
import { sourceOf } from '../program/program.js';
import { calleeName, type MemberAssignment } from '../program/syntax-index.js';
import { grown } from './builders.js';
import { dottedName } from './environment.js';
import type { Evaluation } from './evaluation.js';
import { enter } from './functions.js';
import { shortName } from './literals.js';
import { symbolOf } from './names.js';
import { siteAt } from './call-sites.js';
import { EMPTY_CONTEXT, memberOfUnknown, type Context, type Value, type ValueOf, type Values } from './value.js';

/** How many functions an object is followed through that hand it on. */
const MAXIMUM_LEVELS = 4;

/** Functions that fill their first argument with what the others hold, and answer it. */
const FILLING: ReadonlySet<string> = new Set([
  'Object.assign',
  ...['lodash', 'underscore'].flatMap((library) =>
    ['assign', 'extend', 'merge', 'defaults'].map((name) => `${library}.${name}`),
  ),
  'jquery.extend',
  '$.extend',
  'util._extend',
]);

/** The last names of these functions. */
export const FILLING_NAMES: readonly string[] = [
  ...new Set([...FILLING].map((name) => name.slice(name.lastIndexOf('.') + 1))),
];

/** Whether a call fills its first argument with what the others hold. */
export function fillsFirst(call: ts.CallExpression, evaluation: Evaluation): boolean {
  if (!FILLING_NAMES.includes(calleeName(call.expression) ?? '')) return false;
  const callees = evaluation.evaluate(call.expression, EMPTY_CONTEXT);
  return callees.some((callee) => callee.kind === 'external' && FILLING.has(dottedName(callee)));
}

/** A member of an object that is asked for, and where the code stands that may set it. */
interface Filling {
  readonly name: string;
  readonly context: Context;
  readonly level: number;
  /** Whether what only callers know counts: it takes the place of nothing, and not that of a value that is written. */
  readonly isOpen: boolean;
}

/**
 * What a member of an object is set to after the object was made: `options.url = …`, in the code that makes the object or
 * in a function that it is handed to.
 *
 * @param holder an object that does not say by itself what its member is
 * @param isPlaceholder whether what it says of the member, if anything, only holds the place of that
 */
export function assignedLater(
  holder: ValueOf<'object'>,
  name: string,
  evaluation: Evaluation,
  isPlaceholder = true,
): Values {
  const assignments = evaluation.index
    .assignmentsTo(name)
    .filter(({ target }) => isSameObject(evaluation.evaluate(target.expression, EMPTY_CONTEXT), holder, evaluation));
  const values = assignments.flatMap(({ value }) => evaluation.evaluate(value, holder.context));
  const assigned = withGrowth(values, assignments, holder.node);
  if (!tsc.isObjectLiteralExpression(holder.node)) return assigned;
  return [
    ...assigned,
    ...filled(holder.node, { name, context: holder.context, level: 0, isOpen: isPlaceholder }, evaluation),
    ...filledElsewhere(holder, name, evaluation),
  ];
}

/** Whether anything but some assignments sets a member of an object after it was made. */
export function isSetByOthers(
  holder: ValueOf<'object'>,
  name: string,
  known: readonly MemberAssignment[],
  evaluation: Evaluation,
): boolean {
  if (!tsc.isObjectLiteralExpression(holder.node)) return true;
  const others = evaluation.index.assignmentsTo(name).filter((each) => !known.includes(each));
  return (
    others.some(({ target }) =>
      isSameObject(evaluation.evaluate(target.expression, EMPTY_CONTEXT), holder, evaluation),
    ) ||
    filled(holder.node, { name, context: holder.context, level: 0, isOpen: false }, evaluation).length > 0 ||
    filledElsewhere(holder, name, evaluation).length > 0
  );
}

/**
 * What a member holds after some assignments, and after more of them where they may put text behind text again and again:
 * one of several that follow each other, or one that may run again on the same object.
 *
 * @param made where the object is made
 */
function withGrowth(values: Values, assignments: readonly MemberAssignment[], made: ts.Node | null): Values {
  const growing = assignments.filter(isMadeOfBefore);
  const [first] = growing;
  if (!first || (growing.length === 1 && made && !mayRunAgain(first.node, made))) return values;
  return [...values, ...values.flatMap((value) => grown(value, shortName(first.target), first.node))];
}

/** `options.path += id`, `options.path = `${options.path}/${id}``: a member is made of what it held. */
function isMadeOfBefore({ node, target, value }: MemberAssignment): boolean {
  if (value === node) return true;
  const text = target.getText();
  return contains(value, (each) => each.kind === target.kind && each.getText() === text);
}

/** Whether code may run more than once for one object: it is in another function, or in a loop. */
function mayRunAgain(node: ts.Node, made: ts.Node): boolean {
  const around = functionAround(made);
  if (functionAround(node) !== around) return true;
  const loop = tsc.findAncestor(node, (each) => each === around || tsc.isIterationStatement(each, false));
  return loop !== undefined && loop !== around && !contains(loop, (each) => each === made);
}

/** What other files fill an object with: `Object.assign(settings, { … })` of imported `settings`. */
function filledElsewhere(holder: ValueOf<'object'>, name: string, evaluation: Evaluation): Values {
  return FILLING_NAMES.flatMap((method) => evaluation.index.callsNamed(method)).flatMap((call) => {
    const target = call.arguments?.[0];
    if (!target || sourceOf(call) === sourceOf(holder.node)) return [];
    if (!isSameObject(evaluation.evaluate(target, EMPTY_CONTEXT), holder, evaluation)) return [];
    return filledByCall(target, { name, context: EMPTY_CONTEXT, level: 0, isOpen: false }, evaluation);
  });
}

/** What calls set a member to that an expression is handed to, by itself or under a name. */
function filled(made: ts.Expression, filling: Filling, evaluation: Evaluation): Values {
  if (filling.level > MAXIMUM_LEVELS) return [];
  return [made, ...namedUses(made, evaluation)].flatMap((use) => filledByCall(use, filling, evaluation));
}

/** The uses of the variable that an expression is the value of. */
export function namedUses(made: ts.Expression, evaluation: Evaluation): readonly ts.Identifier[] {
  const outer = outermostOf(made);
  const { parent } = outer;
  const isDeclared = (tsc.isVariableDeclaration(parent) || tsc.isParameter(parent)) && parent.initializer === outer;
  const isAssigned =
    tsc.isBinaryExpression(parent) &&
    parent.right === outer &&
    parent.operatorToken.kind === tsc.SyntaxKind.EqualsToken;
  const name = isDeclared ? parent.name : isAssigned ? parent.left : null;
  return name && tsc.isIdentifier(name) ? usesOf(name, evaluation) : [];
}

/** Where a name is used in its file, other than where it is declared. */
export function usesOf(name: ts.Identifier, evaluation: Evaluation): readonly ts.Identifier[] {
  const symbol = symbolOf(name, evaluation.checker);
  return evaluation.index
    .identifiersIn(name.getSourceFile(), name.text)
    .filter((use) => use !== name && symbolOf(use, evaluation.checker) === symbol);
}

/** What a member is set to by code that copies all members of another thing; who calls may say what those are. */
function copied(from: ts.Expression, { name, context, isOpen }: Filling, evaluation: Evaluation): Values {
  return evaluation.evaluate(from, context).flatMap((each) => {
    if (each.kind === 'unknown') return isOpen && each.opens ? [memberOfUnknown(each, name)] : [];
    return evaluation.member(each, name).filter(({ kind }) => kind !== 'nothing');
  });
}

/**
 * What a loop copies from, member by member: `o` of `for (var key in o) settings[key] = o[key]`,
 * `Object.keys(o).forEach((key) => { settings[key] = o[key]; })`, `for (const [key, value] of Object.entries(o)) settings[key] = value`.
 */
function copiedFrom(target: ts.Expression, evaluation: Evaluation): ts.Expression | null {
  const { parent: access } = target;
  if (!tsc.isElementAccessExpression(access) || access.expression !== target) return null;
  const { parent: write } = access;
  const isSet =
    tsc.isBinaryExpression(write) && write.left === access && write.operatorToken.kind === tsc.SyntaxKind.EqualsToken;
  const key = access.argumentExpression;
  if (!isSet || !tsc.isIdentifier(key)) return null;
  const symbol = symbolOf(key, evaluation.checker);
  const from = innerOf(write.right);
  const isSameKey =
    tsc.isElementAccessExpression(from) &&
    tsc.isIdentifier(from.argumentExpression) &&
    symbolOf(from.argumentExpression, evaluation.checker) === symbol;
  if (isSameKey) return from.expression;
  return tsc.isIdentifier(from) ? entriesBehind(symbol, symbolOf(from, evaluation.checker)) : null;
}

/** `o` of `[key, value]` out of `Object.entries(o)`, which a loop or a function goes through. */
function entriesBehind(key: ts.Symbol | undefined, value: ts.Symbol | undefined): ts.Expression | null {
  const [first, second] = [key?.valueDeclaration, value?.valueDeclaration];
  const pattern = first?.parent;
  if (!pattern || second?.parent !== pattern || !tsc.isArrayBindingPattern(pattern)) return null;
  const { parent: holder } = pattern;
  const scope = holder.parent;
  const goneThrough = tsc.isVariableDeclaration(holder)
    ? tsc.isForOfStatement(scope.parent) && scope.parent.expression
    : tsc.isCallExpression(scope.parent) &&
      tsc.isPropertyAccessExpression(scope.parent.expression) &&
      scope.parent.expression.expression;
  if (!goneThrough || !tsc.isCallExpression(goneThrough)) return null;
  return goneThrough.expression.getText() === 'Object.entries' ? (goneThrough.arguments[0] ?? null) : null;
}

function filledByCall(use: ts.Expression, filling: Filling, evaluation: Evaluation): Values {
  const from = copiedFrom(use, evaluation);
  if (from) return copied(from, filling, evaluation);
  const outer = outermostOf(use);
  const call = outer.parent;
  if (!tsc.isCallExpression(call) || call.expression === outer) return [];
  const place = call.arguments.indexOf(outer as ts.Expression);
  return evaluation
    .evaluate(call.expression, filling.context)
    .flatMap((callee) => filledBy(callee, call, place, filling, evaluation));
}

function filledBy(
  callee: Value,
  call: ts.CallExpression,
  place: number,
  filling: Filling,
  evaluation: Evaluation,
): Values {
  if (callee.kind === 'external') {
    if (place !== 0 || !FILLING.has(dottedName(callee))) return [];
    const set = call.arguments.slice(1).flatMap((each) => copied(each, filling, evaluation));
    return [...set, ...filled(call, deeper(filling, filling.context), evaluation)];
  }
  const parameter = callee.kind === 'function' ? givenParameters(callee.node)[place + callee.bound.length] : undefined;
  if (callee.kind !== 'function' || !parameter || !tsc.isIdentifier(parameter.name)) return [];
  const inside = deeper(filling, enter(callee, siteAt(call, filling.context)));
  const uses = usesOf(parameter.name, evaluation);
  return [
    ...setOn(parameter.name, inside, evaluation),
    ...uses.flatMap((use) => (inside.level > MAXIMUM_LEVELS ? [] : filledByCall(use, inside, evaluation))),
    ...(answersIt(callee.node, uses, evaluation) ? filled(call, deeper(filling, filling.context), evaluation) : []),
  ];
}

function deeper(filling: Filling, context: Context): Filling {
  return { ...filling, context, level: filling.level + 1 };
}

/** What a function sets a member of its parameter to. */
function setOn(parameter: ts.Identifier, { name, context }: Filling, evaluation: Evaluation): Values {
  const symbol = symbolOf(parameter, evaluation.checker);
  const assignments = evaluation.index
    .assignmentsTo(name)
    .filter(
      ({ target, source }) =>
        source === parameter.getSourceFile() &&
        tsc.isIdentifier(target.expression) &&
        symbolOf(target.expression, evaluation.checker) === symbol,
    );
  const values = assignments.flatMap(({ value }) => evaluation.evaluate(value, context));
  return withGrowth(values, assignments, null);
}

/** Whether a function answers the object that it was handed. */
function answersIt(node: ts.FunctionLikeDeclaration, uses: readonly ts.Identifier[], evaluation: Evaluation): boolean {
  return evaluation.index.returnsOf(node).some((returned) => uses.some((use) => outermostOf(use) === returned));
}

function isSameObject(values: Values, holder: ValueOf<'object'>, evaluation: Evaluation): boolean {
  return values.some((value) => {
    // `exports.name = …` beside `module.exports = { … }`.
    if (value.kind === 'module')
      return evaluation.exported(value.file, 'module.exports').some((each) => isObject(each, holder));
    return isObject(value, holder);
  });
}

function isObject(value: Value, holder: ValueOf<'object'>): boolean {
  return value.kind === 'object' && value.node === holder.node;
}
