import type { ts } from 'ts-morph';
import { ASKING_FOR_PART } from '../../flow/method-names.js';
import { readsOf } from '../../flow/references.js';
import { tsc } from '../../syntax/compiler.js';
import { namesLeadingTo } from '../../syntax/names.js';
import { transferOf, type Call, type TransferOf } from '../../syntax/transfer.js';
import type { Evaluation } from '../../values/evaluation.js';

/** A place where a text is one of those that a value is compared with. */
export interface Choice {
  /** The value: `event.type`. */
  readonly subject: ts.Expression;
  /** The comparison, where there is one alone. */
  readonly comparison: ts.BinaryExpression | null;
  /** The switch, list or table that holds the text with others. */
  readonly among: ts.Node | null;
}

/** Methods that ask a collection for a value. */
export const LOOK_UPS: ReadonlySet<string> = new Set(['includes', 'indexOf', 'has', 'get', 'hasOwnProperty']);

/**
 * Finds what a text is compared with: directly, as a case, as an item of a list, or as a key of a table.
 *
 * @param text the expression that spells it, or the key of an object
 */
export function choicesOf(text: ts.Node, evaluation: Evaluation): readonly Choice[] {
  const seen = new Set<ts.Node>();
  return follow(text, null);

  function follow(node: ts.Node, among: ts.Node | null): readonly Choice[] {
    if (seen.has(node)) return [];
    seen.add(node);
    const transfer = transferOf(node);
    switch (transfer.kind) {
      case 'same':
      case 'choice':
        return follow(transfer.to, among);
      case 'compared':
        return inComparison(transfer);
      case 'searched':
        return transfer.to.right === node ? [{ subject: transfer.to.left, comparison: null, among }] : [];
      case 'case':
        return inCase(transfer.clause);
      case 'read':
        return inLookUp(transfer.access, among);
      case 'member':
      case 'enumerated':
        return inNamed(transfer.member);
      case 'written name':
        return follow(transfer.member.parent, transfer.member.parent);
      case 'bound':
        return [...inDefault(transfer), ...inReads(transfer, among)];
      case 'element':
        return follow(transfer.to, outermost(transfer.to, among));
      case 'argument':
        return isCollectionOf(transfer.call) ? follow(transfer.call, among) : inTest(transfer.call);
      default:
        return [];
    }
  }

  function inReads({ name }: TransferOf<'bound'>, among: ts.Node | null): readonly Choice[] {
    return tsc.isIdentifier(name) ? readsOf(name, evaluation).flatMap((read) => follow(read, among)) : [];
  }

  /** `{ CREATED: 'students.created' }` as names. */
  function inNamed(member: ts.ObjectLiteralElement | ts.EnumMember): readonly Choice[] {
    const holder = tsc.isEnumMember(member) ? member.parent.name : nameOf(member.parent);
    if (!holder || !member.name || !tsc.isIdentifier(member.name)) return [];
    const { text: name } = member.name;
    return readsOf(holder, evaluation)
      .map(({ parent }) => parent)
      .filter((access) => tsc.isPropertyAccessExpression(access) && access.name.text === name)
      .flatMap((access) => follow(access, null));
  }
}

/** `event.type.startsWith('students.')` */
function inTest({ expression: method }: Call): readonly Choice[] {
  if (!tsc.isPropertyAccessExpression(method) || !ASKING_FOR_PART.has(method.name.text)) return [];
  return [{ subject: method.expression, comparison: null, among: null }];
}

/** `function on(type = 'students.created')`: what a parameter is where nobody says anything else. */
function inDefault({ name, declaration }: TransferOf<'bound'>): readonly Choice[] {
  const isDefault = tsc.isParameter(declaration) || tsc.isBindingElement(declaration);
  return isDefault && tsc.isIdentifier(name) ? [{ subject: name, comparison: null, among: null }] : [];
}

function inComparison({ to, other, isEquality }: TransferOf<'compared'>): readonly Choice[] {
  return isEquality ? [{ subject: other, comparison: to, among: null }] : [];
}

function inCase({ parent: block }: ts.CaseClause): readonly Choice[] {
  return [{ subject: block.parent.expression, comparison: null, among: block }];
}

/** `TYPES.includes(event.type)`, `TYPES[event.type]` */
function inLookUp(
  access: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  among: ts.Node | null,
): readonly Choice[] {
  if (tsc.isElementAccessExpression(access)) return [{ subject: access.argumentExpression, comparison: null, among }];
  const call = access.parent;
  if (!LOOK_UPS.has(access.name.text) || !tsc.isCallExpression(call) || call.expression !== access) return [];
  const [subject] = call.arguments;
  return subject ? [{ subject, comparison: null, among }] : [];
}

/** `Object.freeze({ … })`, `new Set([ … ])`: what holds the same as what it is made of. */
function isCollectionOf(call: Call): boolean {
  const name = namesLeadingTo(call.expression).join('.');
  return tsc.isNewExpression(call) ? name === 'Set' || name === 'Map' : name === 'Object.freeze';
}

/** Of `[['students.created', handle]]`, the whole. */
function outermost(list: ts.ArrayLiteralExpression, among: ts.Node | null): ts.Node {
  if (among) return among;
  return tsc.isArrayLiteralExpression(list.parent) ? list.parent : list;
}

/** The variable that holds an object. */
function nameOf(literal: ts.Node): ts.Identifier | null {
  const transfer = transferOf(literal);
  if (transfer.kind === 'same') return nameOf(transfer.to);
  if (transfer.kind === 'argument') return isCollectionOf(transfer.call) ? nameOf(transfer.call) : null;
  return transfer.kind === 'bound' && tsc.isIdentifier(transfer.name) ? transfer.name : null;
}
