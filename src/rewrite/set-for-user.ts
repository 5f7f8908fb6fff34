import type { ts } from 'ts-morph';
import { declaredSymbol } from '../flow/references.js';
import { isAccess, wholeAccess, type Access } from '../syntax/accesses.js';
import { tsc } from '../syntax/compiler.js';
import { holds } from '../syntax/holds.js';
import { transferOf } from '../syntax/transfer.js';
import { isOfTests } from '../model/test-files.js';
import { fileOf } from '../program/program.js';
import type { Callers } from '../values/callers.js';
import type { Evaluation } from '../values/evaluation.js';
import { changedAt } from './changed-objects.js';
import { isCallee, isChange } from './changes.js';
import { isMemberName, mentionsOf } from './set-by-request.js';
import { leadingTo, runsWhileWaiting, type Leading } from './while-waiting.js';

/** A mention of a variable with the members that are read off it: `session.token`. */
interface Mention {
  readonly name: ts.Identifier | ts.PrivateIdentifier;
  readonly access: ts.Expression;
}

/** What a second request reads again. */
export interface ReadAgain {
  /** The call that leads to the request. */
  readonly call: ts.CallExpression;
  /** The parts of it that are evaluated twice. */
  readonly repeated: readonly ts.Expression[];
  /** The functions of the program that run whenever the request is made. */
  readonly run: readonly ts.Node[];
  /** What both requests are given; it is computed once, but an object in it may be filled again. */
  readonly shared: readonly ts.Expression[];
}

/** What is known of the program. */
interface Known {
  readonly evaluation: Evaluation;
  readonly callers: Callers;
}

/**
 * Finds a variable, or a member of an object, that a second request reads again, and that other code may change while the
 * program waits for the first: `token = given`, `axios.defaults.headers.common.Authorization = …`.
 *
 * The sign-in of another user may set it, a sign-out may clear it, and the second request would get another record, or
 * none.
 *
 * @returns how the code writes what is set; null where there is none
 */
export function setForUser({ call, repeated, run, shared }: ReadAgain, known: Known): string | null {
  const { evaluation, callers } = known;
  const entered = new Set<ts.Node>();
  let leading: Leading | undefined;
  const again = repeated.flatMap((each) => mentionsIn(each, shared));
  const reads = [...again, ...run.flatMap(mentionsOfOthers)];
  return find(reads, overlaps) ?? findBehind([...repeated, ...shared]);

  function find(mentioned: readonly Mention[], isSeen: (read: Mention, written: Mention) => boolean): string | null {
    const seen = new Set<string>();
    for (const read of mentioned) {
      const key = read.access.getText();
      if (seen.has(key)) continue;
      seen.add(key);
      const written = changesOf(mentionsOf(read.name, evaluation), evaluation).find(
        (each) => each.name !== read.name && !isSetByTest(each) && isSeen(read, each) && isChangedBetween(each),
      );
      if (written) return written.access.getText();
    }
    return null;
  }

  /** What is filled, however deep, of the objects that expressions hold as they are. */
  function findBehind(held: readonly ts.Expression[]): string | null {
    for (const each of held) {
      if (entered.has(each)) continue;
      entered.add(each);
      const parts = mentionsIn(each).filter(({ access }) => levelsCopied(access, each) !== null);
      const found = find(parts, isFilledBehind(each)) ?? findBehind(parts.flatMap(valuesOf));
      if (found) return found;
    }
    return null;
  }

  /** The mentions of what a function does not declare itself. */
  function mentionsOfOthers(scope: ts.Node): readonly Mention[] {
    return mentionsIn(scope).filter(({ name }) => {
      const declaration = tsc.isIdentifier(name) ? declaredSymbol(name, evaluation)?.valueDeclaration : undefined;
      return !declaration || !holds(scope, declaration);
    });
  }

  /** What a variable, or the parameter of a function, is given. */
  function valuesOf({ name }: Mention): readonly ts.Expression[] {
    const declaration = tsc.isIdentifier(name) ? declaredSymbol(name, evaluation)?.valueDeclaration : undefined;
    const owner = tsc.findAncestor(declaration, (each) => tsc.isParameter(each) || tsc.isVariableDeclaration(each));
    if (!owner) return [];
    if (tsc.isVariableDeclaration(owner)) return owner.initializer ? [owner.initializer] : [];
    const scope = owner.parent as ts.FunctionLikeDeclaration;
    const index = scope.parameters.indexOf(owner);
    return callers.of(scope, false).flatMap(({ site }) => site.node?.arguments?.[index] ?? []);
  }

  /** A test sets what the program uses for itself, and waits for the program. */
  function isSetByTest({ access }: Mention): boolean {
    return isOfTests(fileOf(access)) && !isOfTests(fileOf(call));
  }

  function isChangedBetween({ name, access }: Mention): boolean {
    leading ??= leadingTo(call, callers);
    const isVariable = access === name && !isArgumentOf(access);
    return runsWhileWaiting(access, changedAt(access, isVariable, evaluation), leading, known);
  }
}

/** The variables that code mentions, and the members that it reads off them. */
function mentionsIn(code: ts.Node, without: readonly ts.Node[] = []): readonly Mention[] {
  const found: Mention[] = [];
  visit(code);
  return found;

  function visit(node: ts.Node): void {
    if (without.includes(node)) return;
    const mention = mentionAt(node);
    if (mention) found.push(mention);
    tsc.forEachChild(node, visit);
  }
}

/** `token`, `session.token` at `session`, and `this.token` at `token`. */
function mentionAt(node: ts.Node): Mention | null {
  const { parent } = node;
  if (tsc.isIdentifier(node) && !isNameIn(parent, node)) return { name: node, access: wholeAccess(node) };
  const isOwn = tsc.isPropertyAccessExpression(node) && node.expression.kind === tsc.SyntaxKind.ThisKeyword;
  return isOwn ? { name: node.name, access: wholeAccess(node) } : null;
}

/** Whether an identifier only names a member, or what is declared. */
function isNameIn(parent: ts.Node, node: ts.Identifier): boolean {
  if (tsc.isShorthandPropertyAssignment(parent)) return false;
  return 'name' in parent && parent.name === node;
}

/** Changes, by the mentions that are looked at: what all requests read is looked at once. */
const changesKnown = new WeakMap<readonly Mention['name'][], readonly Mention[]>();

/** Those mentions of a variable, or of a member of an object, where code may change it. */
function changesOf(names: readonly Mention['name'][], evaluation: Evaluation): readonly Mention[] {
  const known = changesKnown.get(names);
  if (known) return known;
  const mentions = names.map((name) => ({ name, access: wholeAccess(isMemberName(name) ? name.parent : name) }));
  const all = mentions.map(({ access }) => access);
  const changes = mentions.filter(({ access }) => isChange(access, all, evaluation));
  changesKnown.set(names, changes);
  return changes;
}

/** Whether a write to one of two mentions of a name is seen where the other is read. */
function overlaps(read: Mention, written: Mention): boolean {
  const [shorter, longer] = [membersOf(read), membersOf(written)].sort((left, right) => left.length - right.length);
  return shorter?.every((member, index) => member === longer?.[index]) ?? false;
}

/** Whether a write fills an object that an argument holds as it is: `headers.token = …` for `{ headers }`, not for `{ ...headers }`. */
function isFilledBehind(argument: ts.Expression): (read: Mention, written: Mention) => boolean {
  return (read, written) => {
    const copied = levelsCopied(read.access, argument);
    return copied !== null && overlaps(read, written) && levelsTo(written) > membersOf(read).length + copied;
  };
}

/** How many levels of an object an argument has a copy of; null where it has what is computed of the object. */
function levelsCopied(node: ts.Expression, argument: ts.Expression): number | null {
  if (node === argument) return 0;
  const transfer = transferOf(node);
  switch (transfer.kind) {
    case 'same':
    case 'choice':
    case 'member':
    case 'element':
      return levelsCopied(transfer.to, argument);
    case 'spread': {
      const around = levelsCopied(transfer.to, argument);
      return around === null ? null : around + 1;
    }
    default:
      return null;
  }
}

/** How deep a write goes: a method that sets something does so inside of what it is called on. */
function levelsTo(written: Mention): number {
  return membersOf(written).length + Number(tsc.isCallExpression(written.access.parent));
}

/** `['headers', 'token']` of `options.headers.token`; a method that is called may read all that its object has. */
function membersOf({ name, access }: Mention): readonly string[] {
  const members: string[] = [];
  for (let each = access; isAccess(each) && !isNameOf(each, name); each = each.expression)
    members.unshift(memberOf(each));
  return isCallee(access) ? members.slice(0, -1) : members;
}

function isNameOf(access: Access, name: Mention['name']): boolean {
  return tsc.isPropertyAccessExpression(access) && access.name === name;
}

function memberOf(access: Access): string {
  return tsc.isPropertyAccessExpression(access) ? access.name.text : literalText(access.argumentExpression);
}

function literalText(node: ts.Expression): string {
  return tsc.isStringLiteralLike(node) ? node.text : node.getText();
}

/** What a function that is called with an object changes is inside of the object. */
function isArgumentOf({ parent }: ts.Node): boolean {
  return tsc.isCallExpression(parent);
}
