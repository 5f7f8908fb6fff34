import type { ts } from 'ts-morph';
import { declaredSymbol } from '../flow/references.js';
import { isAccess, wholeAccess, type Access } from '../syntax/accesses.js';
import { functionAround } from '../syntax/functions.js';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import { holds } from '../syntax/holds.js';
import { namesLeadingTo } from '../syntax/names.js';
import { isPromiseMethod } from '../syntax/promises.js';
import { transferOf } from '../syntax/transfer.js';
import { replacementAt } from '../syntax/writes.js';
import type { Callers } from '../values/callers.js';
import type { Evaluation } from '../values/evaluation.js';
import { rootOf } from './run-code.js';
import { isMemberName, mentionsOf } from './set-by-request.js';

/** Methods that set something on their object: `setHeader`, `set`, `append`, `ajaxSetup`. */
const SETTERS = /^(?:set|append$|ajaxSetup$)/;

/** A mention of a variable with the members that are read off it: `session.token`. */
interface Mention {
  readonly name: ts.Identifier | ts.PrivateIdentifier;
  readonly access: ts.Expression;
}

/**
 * Finds a variable, or a member of an object, that outlives a sign-in, that a request reads, and that code sets for the
 * user at hand: `token = given`, `axios.defaults.headers.common.Authorization = …`.
 *
 * While the program waits for its first request, the sign-in of another user may set it, and a second request would get
 * the record of that user.
 *
 * @param code what runs whenever the request is made: the call itself, and the functions on its way
 * @param shared the argument that both requests are given; it is computed once, but an object in it may be filled again
 * @returns how the code writes what is set; null where there is none
 */
export function setForUser(
  code: readonly ts.Node[],
  shared: ts.Expression | null,
  evaluation: Evaluation,
  callers: Callers,
): string | null {
  return find(code.flatMap(mentionsIn), overlaps) ?? (shared && find(mentionsIn(shared), isFilledBehind(shared)));

  function find(reads: readonly Mention[], isSeen: (read: Mention, written: Mention) => boolean): string | null {
    const seen = new Set<string>();
    for (const read of reads) {
      const key = read.access.getText();
      if (seen.has(key)) continue;
      seen.add(key);
      const written = setForUserOf(mentionsOf(read.name, evaluation), evaluation, callers).find(
        (each) => each.name !== read.name && isSeen(read, each),
      );
      if (written) return written.access.getText();
    }
    return null;
  }
}

/** The variables that code mentions, and the members that it reads off them. */
function mentionsIn(code: ts.Node): readonly Mention[] {
  const found: Mention[] = [];
  visit(code);
  return found;

  function visit(node: ts.Node): void {
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

/** Writes for the user at hand, by the mentions that are looked at: what all requests read is looked at once. */
const writesKnown = new WeakMap<Callers, WeakMap<readonly Mention['name'][], readonly Mention[]>>();

/** Those mentions of a variable, or of a member of an object, where code sets it for the user at hand. */
function setForUserOf(names: readonly Mention['name'][], evaluation: Evaluation, callers: Callers): readonly Mention[] {
  const known = writesKnown.get(callers) ?? new WeakMap<typeof names, readonly Mention[]>();
  writesKnown.set(callers, known);
  const writes =
    known.get(names) ??
    names
      .map((name) => ({ name, access: wholeAccess(isMemberName(name) ? name.parent : name) }))
      .filter((each) => isSetForUser(each, evaluation, callers));
  known.set(names, writes);
  return writes;
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
  const isInside = isCallee(written.access) || assignedTo(written.access) !== null;
  return membersOf(written).length + Number(isInside);
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

function isCallee(node: ts.Expression): boolean {
  return tsc.isCallExpression(node.parent) && node.parent.expression === node;
}

/** Whether code sets what is mentioned to something that it was called with, where that is kept from one sign-in to the next. */
function isSetForUser({ access }: Mention, evaluation: Evaluation, callers: Callers): boolean {
  const scope = functionAround(access);
  const values = scope ? valuesSet(access) : [];
  if (!scope || !values.some((value) => isGiven(value, evaluation))) return false;
  if (isKeyed(access, evaluation) || !outlivesCall(rootOf(access), evaluation, callers)) return false;
  const calls = callers.of(scope, false);
  // What only the start of the program sets is a setting.
  return !calls.length || calls.some(({ site }) => site.node === null || functionAround(site.node) !== undefined);
}

/** What a write, or the call of a method that sets something, puts there. */
function valuesSet(access: ts.Expression): readonly ts.Expression[] {
  const replacement = replacementAt(access);
  if (replacement) return tsc.isBinaryExpression(replacement) ? [replacement.right] : [];
  const assignment = assignedTo(access);
  if (assignment) return assignment.arguments.slice(1);
  const isSetter = isCallee(access) && tsc.isPropertyAccessExpression(access) && SETTERS.test(access.name.text);
  return isSetter ? (access.parent as ts.CallExpression).arguments : [];
}

/** `Object.assign(config.headers, …)` around `config.headers`; null for anything else. */
function assignedTo(node: ts.Expression): ts.CallExpression | null {
  const { parent } = node;
  if (!tsc.isCallExpression(parent) || namesLeadingTo(parent.expression).join('.') !== 'Object.assign') return null;
  return parent.arguments[0] === node ? parent : null;
}

/** `tokens[user] = token`, `tokens.set(user, token)`: each user has an entry. */
function isKeyed(access: ts.Expression, evaluation: Evaluation): boolean {
  if (isCallee(access)) {
    const [key, value] = (access.parent as ts.CallExpression).arguments;
    return key !== undefined && value !== undefined && isGiven(key, evaluation);
  }
  if (tsc.isElementAccessExpression(access) && !isWrittenOut(access.argumentExpression)) return true;
  return isAccess(access) && isKeyed(access.expression, evaluation);
}

function isWrittenOut(key: ts.Expression): boolean {
  return tsc.isStringLiteralLike(key) || tsc.isNumericLiteral(key);
}

/** Whether a value is made of what the function around it is called with. */
function isGiven(value: ts.Node, evaluation: Evaluation, seen = new Set<ts.Node>()): boolean {
  return contains(value, (node) => {
    if (!tsc.isIdentifier(node)) return false;
    const declaration = declaredSymbol(node, evaluation)?.valueDeclaration;
    if (!declaration || seen.has(declaration) || holds(value, declaration)) return false;
    seen.add(declaration);
    const source = sourceOf(declaration);
    return source === 'caller' || (source !== null && isGiven(source, evaluation, seen));
  });
}

/** What gives a name its value: the caller of its function, or an expression; null where that says nothing of a user. */
function sourceOf(declaration: ts.Declaration): ts.Node | 'caller' | null {
  const owner = tsc.findAncestor(declaration, (each) => tsc.isParameter(each) || tsc.isVariableDeclaration(each));
  if (!owner || functionAround(owner) === undefined) return null;
  if (tsc.isVariableDeclaration(owner)) return owner.initializer ?? null;
  const call = owner.parent.parent;
  // `login().then((answer) => …)` hands on what the promise resolves to.
  return tsc.isCallExpression(call) && isPromiseMethod(call.expression) ? call.expression.expression : 'caller';
}

/** Whether what an expression begins with is there before, and after, the function that mentions it runs. */
function outlivesCall(root: ts.Expression, evaluation: Evaluation, callers: Callers): boolean {
  if (root.kind === tsc.SyntaxKind.ThisKeyword) return isSharedObject(root, callers);
  if (!tsc.isIdentifier(root)) return false;
  const declaration = declaredSymbol(root, evaluation)?.valueDeclaration;
  const maker = declaration && functionAround(declaration);
  return !maker || (!tsc.isParameter(declaration) && isCalledAtStart(maker, callers));
}

/** Whether one object of a class serves several sign-ins; one that is made by nobody in sight may. */
function isSharedObject(self: ts.Expression, callers: Callers): boolean {
  const scope = functionAround(self);
  const owner = tsc.findAncestor(self, tsc.isClassLike);
  if (!owner || (scope && tsc.isConstructorDeclaration(scope))) return false;
  return callers.of(owner, false).length === 0 || isCalledAtStart(owner, callers);
}

/** Whether a function is called, or an object of a class made, outside of all functions. */
function isCalledAtStart(scope: ts.FunctionLikeDeclaration | ts.ClassLikeDeclaration, callers: Callers): boolean {
  return callers.of(scope, false).some(({ site }) => site.node !== null && functionAround(site.node) === undefined);
}
