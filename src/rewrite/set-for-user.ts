import type { ts } from 'ts-morph';
import { declaredSymbol } from '../flow/references.js';
import { isAccess, wholeAccess, type Access } from '../syntax/accesses.js';
import { tsc } from '../syntax/compiler.js';
import { holds } from '../syntax/holds.js';
import { literalText } from '../syntax/literal-text.js';
import { innerOf, outermostOf } from '../syntax/outer.js';
import { transferOf } from '../syntax/transfer.js';
import { givenParameters } from '../syntax/functions.js';
import { appendAll } from '../model/append.js';
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
  /** The members that lead to what the name stands for, where it is another name for a part of something: `const { users } = state`. */
  readonly above?: readonly (string | null)[];
}

/** What a second request reads again. */
export interface ReadAgain {
  /** The call that leads to the request. */
  readonly call: ts.CallExpression;
  /** The parts of it that are evaluated twice. */
  readonly repeated: readonly ts.Expression[];
  /** The functions of the program that run whenever the request is made. */
  readonly run: readonly ts.Node[];
  /** Those of them that the request enters anew, so that what they declare is its own. */
  readonly entering: readonly ts.Node[];
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
export function setForUser(read: ReadAgain, known: Known): string | null {
  const { call, repeated, shared } = read;
  const { evaluation, callers } = known;
  const entered = new Set<ts.Node>();
  let leading: Leading | undefined;
  const reads = readsOf(read, evaluation);
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

  /**
   * What is filled, however deep, of the objects that expressions hold as they are.
   *
   * @param depth how many members were taken off the objects: what is put into a list does not change an entry that was read
   */
  function findBehind(held: readonly ts.Expression[], depth = 0): string | null {
    for (const each of held) {
      if (entered.has(each)) continue;
      entered.add(each);
      const parts = mentionsIn(each).filter(({ access }) => levelsCopied(access, each) !== null);
      const found = find(parts, isFilledBehind(each, depth)) ?? findAbove(parts, depth);
      if (found) return found;
    }
    return null;
  }

  /** The same, of what the variables of expressions are given. */
  function findAbove(parts: readonly Mention[], depth: number): string | null {
    for (const part of parts) {
      for (const value of valuesOf(part)) {
        const inner = innerOf(value);
        const isNamed = tsc.isIdentifier(inner) || isAccess(inner);
        const found = findBehind([value], isNamed ? depth + membersOf(part).length : 0);
        if (found) return found;
      }
    }
    return null;
  }

  /** What a variable, or the parameter of a function, is given. */
  function valuesOf({ name }: Mention): readonly ts.Expression[] {
    const declaration = tsc.isIdentifier(name) ? declaredSymbol(name, evaluation)?.valueDeclaration : undefined;
    const owner = tsc.findAncestor(declaration, (each) => tsc.isParameter(each) || tsc.isVariableDeclaration(each));
    if (!owner) return [];
    if (tsc.isVariableDeclaration(owner)) return owner.initializer ? [owner.initializer] : [];
    const scope = owner.parent as ts.FunctionLikeDeclaration;
    const index = givenParameters(scope).indexOf(owner);
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

/** The mentions of what no function declares that runs for the request: what one declares is made anew each time. */
function readsOf({ repeated, run, entering, shared }: ReadAgain, evaluation: Evaluation): readonly Mention[] {
  return [...repeated.flatMap((each) => outside(each, shared)), ...run.flatMap((each) => outside(each, []))];

  function outside(code: ts.Node, without: readonly ts.Node[]): readonly Mention[] {
    return mentionsIn(code, without).filter(({ name }) => {
      const declaration = tsc.isIdentifier(name) ? declaredSymbol(name, evaluation)?.valueDeclaration : undefined;
      return !declaration || ![code, ...entering].some((each) => holds(each, declaration));
    });
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
  const mentions: Mention[] = names.map((name) => ({ name, access: accessAt(name) }));
  const own = mentions.length;
  const named = new Set<ts.Node>();
  // The list grows while it is gone through: another name may get another one.
  for (const mention of mentions) appendAll(mentions, byOtherNames(mention, named, evaluation));
  const all = mentions.map(({ access }) => access);
  const changes = mentions.filter(
    // Another name can be given another value by itself.
    ({ name, access }, index) => (index < own || access !== name) && isChange(access, all, evaluation),
  );
  changesKnown.set(names, changes);
  return changes;
}

function accessAt(name: Mention['name']): ts.Expression {
  return wholeAccess(isMemberName(name) ? name.parent : name);
}

/** The mentions of the names that a variable gives to an object, or to parts of it: `const list = tokens`, `const { users } = state`. */
function byOtherNames(mention: Mention, named: Set<ts.Node>, evaluation: Evaluation): readonly Mention[] {
  const { parent } = outermostOf(mention.access);
  if (!tsc.isVariableDeclaration(parent) || !parent.initializer || named.has(parent)) return [];
  if (innerOf(parent.initializer) !== innerOf(mention.access)) return [];
  named.add(parent);
  return bindingsOf(parent.name, membersOf(mention)).flatMap(({ name, above }) =>
    mentionsOf(name, evaluation).flatMap((each) =>
      each === name ? [] : [{ name: each, access: accessAt(each), above }],
    ),
  );
}

/** A name that a variable declares, and the members that lead to what it stands for. */
interface Binding {
  readonly name: ts.Identifier;
  readonly above: readonly (string | null)[];
}

function bindingsOf(name: ts.BindingName, above: readonly (string | null)[]): readonly Binding[] {
  if (tsc.isIdentifier(name)) return [{ name, above }];
  if (tsc.isArrayBindingPattern(name)) return [];
  return name.elements.flatMap((element) => {
    const { propertyName, dotDotDotToken } = element;
    const member = propertyName ?? element.name;
    if (dotDotDotToken || !tsc.isIdentifier(member)) return [];
    return bindingsOf(element.name, [...above, member.text]);
  });
}

/** Whether a write to one of two mentions of a name is seen where the other is read. */
function overlaps(read: Mention, written: Mention): boolean {
  const [shorter, longer] = [membersOf(read), membersOf(written)].sort((left, right) => left.length - right.length);
  // A key that is computed may be any.
  return (
    shorter?.every((member, index) => {
      const other = longer?.[index];
      return member === null || other === null || member === other;
    }) ?? false
  );
}

/** Whether a write fills an object that an argument holds as it is: `headers.token = …` for `{ headers }`, not for `{ ...headers }`. */
function isFilledBehind(argument: ts.Expression, depth: number): (read: Mention, written: Mention) => boolean {
  return (read, written) => {
    const copied = levelsCopied(read.access, argument);
    return copied !== null && overlaps(read, written) && levelsTo(written) > membersOf(read).length + copied + depth;
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
function membersOf({ name, access, above = [] }: Mention): readonly (string | null)[] {
  const members: (string | null)[] = [];
  for (let each = access; isAccess(each) && !isNameOf(each, name); each = each.expression)
    members.unshift(memberOf(each));
  return [...above, ...(isCallee(access) ? members.slice(0, -1) : members)];
}

function isNameOf(access: Access, name: Mention['name']): boolean {
  return tsc.isPropertyAccessExpression(access) && access.name === name;
}

/** Null for a key that is computed. */
function memberOf(access: Access): string | null {
  if (tsc.isPropertyAccessExpression(access)) return access.name.text;
  const key = access.argumentExpression;
  return tsc.isNumericLiteral(key) ? key.text : literalText(key);
}

/** What a function that is called with an object changes is inside of the object. */
function isArgumentOf({ parent }: ts.Node): boolean {
  return tsc.isCallExpression(parent);
}
