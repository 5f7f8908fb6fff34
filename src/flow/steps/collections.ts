import type { ts } from 'ts-morph';
import type { Call } from '../../syntax/transfer.js';
import { tsc } from '../../syntax/compiler.js';
import { namesLeadingTo } from '../../syntax/names.js';
import { move, type Following } from '../following.js';
import { doubted, type Position } from '../position.js';
import {
  elementShape,
  flatListOf,
  holder,
  holdsId,
  holdsWhole,
  listOf,
  memberShape,
  withoutMembers,
  type Shape,
} from '../../clients/shape.js';
import { onlyNameText } from '../../values/objects.js';
import { EMPTY_CONTEXT, knownText } from '../../values/value.js';
import { besideOwn, hasOwnElements, mergedWith } from '../alternatives.js';
import { enterCallback } from './callbacks.js';
import { fillObject } from './filling.js';
import { assign, keepMember, noteAssignedKey } from './keeping.js';
import { holdsOwnThings } from './other-contents.js';

/** `chunks.push(chunk)`, `seen.add(me)`, `byMail.set(mail, me)`: into a collection of the program's own. */
export function collected(position: Position, parent: Call, index: number, following: Following): boolean {
  const callee = parent.expression;
  if (!tsc.isPropertyAccessExpression(callee)) return false;
  const name = callee.name.text;
  if (name === 'push' || name === 'unshift') return intoList(position, callee.expression, following);
  if (name === 'concat' && tsc.isCallExpression(parent))
    return behindList(position, parent, callee.expression, following);
  const made = collectionOf(callee.expression, following);
  if (name === 'add' && made === 'Set') return intoList(position, callee.expression, following);
  if (name !== 'set' || made !== 'Map' || index !== 1) return false;
  const kept = doubted(position, parent, 'stored under a key that is only known at run time');
  following.ledger.escapeTo(position, 'kept in', callee.expression);
  const all = besideOwn(kept, holdsOwnThings(callee.expression, following.evaluation));
  assign(callee.expression, { ...all, shape: { kind: 'table', of: position.shape } }, following);
  return true;
}

/** `new Map(entries)`, `new Set(list)`, `Object.fromEntries(entries)`: the collection; null for any other call. */
export function collectionShape(parent: Call, shape: Shape): Shape | null {
  const name = namesLeadingTo(parent.expression).join('.');
  const entry = shape.kind === 'list' ? shape.of : null;
  if (name === 'Set' || (name === 'Array.from' && parent.arguments?.length === 1)) return shape;
  if (name !== 'Map' && name !== 'Object.fromEntries') return null;
  const value = entry && memberShape(entry, '1');
  return value && { kind: 'table', of: value };
}

/** `Array.from(list, (each) => …)`: a list of what the function makes of each element. */
export function mappedFrom(position: Position, parent: Call, index: number, following: Following): boolean {
  const [, callback] = parent.arguments ?? [];
  if (index !== 0 || !callback || namesLeadingTo(parent.expression).join('.') !== 'Array.from') return false;
  const element = elementShape(position.shape);
  if (!element) return false;
  const handover = { callback, parameters: [element], call: parent, wrap: listOf, returns: true };
  enterCallback(handover, position, following);
  return true;
}

const CONTENTS: ReadonlySet<string> = new Set(['Object.values', 'Object.entries']);

/** `Object.values(seat)`, `Object.entries(seat)` of an object that the program made: a list of what it holds. */
export function contentsOf(name: string, shape: Shape): Shape | null {
  // What is in an object is looked for only where it is asked for: its other members may be thousands.
  if (!CONTENTS.has(name) || (shape.kind !== 'holder' && shape.kind !== 'table')) return null;
  const of = shape.kind === 'table' ? shape.of : elementShape(shape);
  if (!of) return null;
  if (name === 'Object.values') return listOf(of);
  return listOf(holder({ 1: of }));
}

/**
 * `Object.assign(target, me.data)`: the members go into the target, and the target is the answer. As the target, the answer
 * gets other members: `Object.assign(me, saved)`.
 */
export function assignedTo(position: Position, parent: Call, index: number, following: Following): void {
  const [target, ...sources] = parent.arguments ?? [];
  if (index === 0) noteOverwritten(position, sources, parent, following);
  if (!target || index === 0) return move(position, parent, position.shape, following);
  const later = sources.slice(index).flatMap((each) => namesIn(each, following));
  const shape = withoutMembers(position.shape, later);
  following.ledger.escape(position, 'spread');
  noteAssignedKey(target, position, following);
  const others = [target, ...sources.filter((_, at) => at !== index - 1)];
  const merged = mergedWith(position, others, following.evaluation);
  move(merged, parent, shape, following);
  if (target.kind === tsc.SyntaxKind.ThisKeyword) return fillThis(target, { ...merged, shape }, following);
  if (tsc.isIdentifier(target) || tsc.isPropertyAccessExpression(target))
    assign(target, { ...merged, shape }, following);
}

/** `Object.assign(this, { user: me.data })` sets each member; `Object.assign(this, me.data)` makes `this` hold all of it. */
function fillThis(target: ts.Expression, position: Position, following: Following): void {
  if (position.shape.kind !== 'holder') return fillObject(target, position, following);
  for (const [name, shape] of Object.entries(position.shape.members))
    keepMember(target, name, target, { ...position, shape }, following);
}

function noteOverwritten(
  position: Position,
  sources: readonly ts.Expression[],
  call: Call,
  following: Following,
): void {
  if (position.shape.kind !== 'body') return;
  if (!sources.every(isWrittenOut)) return following.ledger.escapeTo(position, 'changed by', call);
  for (const name of sources.flatMap((each) => namesIn(each, following))) {
    const shape = memberShape(position.shape, name);
    if (shape) following.ledger.change(position, shape, 'changed by', call);
  }
}

/** Whether an expression is an object whose members are all written out. */
function isWrittenOut(node: ts.Expression): boolean {
  return (
    tsc.isObjectLiteralExpression(node) &&
    node.properties.every((each) => each.name && !tsc.isComputedPropertyName(each.name))
  );
}

function intoList(position: Position, list: ts.Expression, following: Following): boolean {
  if (!tsc.isIdentifier(list) && !tsc.isPropertyAccessExpression(list)) return false;
  if (holdsId(position.shape)) following.ledger.escape(position, 'kept in a list');
  const isSpread = tsc.isSpreadElement(position.node);
  const all = besideOwn(position, holdsOwnThings(list, following.evaluation));
  assign(list, { ...all, shape: isSpread ? position.shape : listOf(position.shape) }, following);
  return true;
}

/** `students.concat(body.data)`: a list with what was in it before, and the elements of the argument, or the argument. */
function behindList(position: Position, call: ts.CallExpression, list: ts.Expression, following: Following): boolean {
  const { shape } = position;
  if (!holdsWhole(shape) && !holdsId(shape) && shape.kind !== 'list') return false;
  if (isText(list, following)) return false;
  if (holdsId(shape)) following.ledger.escape(position, 'kept in a list');
  const joined = besideOwn(position, hasOwnElements([list], following.evaluation));
  const isSpread = tsc.isSpreadElement(position.node);
  for (const each of isSpread ? [flatListOf(elementShape(shape) ?? shape)] : listsFor(shape))
    move(joined, call, each, following);
  return true;
}

/** What a list comes to hold behind it: the records of a page, or the data of one answer. */
function listsFor(shape: Shape): readonly Shape[] {
  if (shape.kind === 'list') return [shape];
  if (shape.kind === 'holder' && Object.keys(shape.members).every((each) => /^\d+$|^\[\]$/.test(each))) return [shape];
  const isData = shape.kind === 'body' && shape.path.at(-1) === 'data';
  return isData ? [shape, listOf(shape)] : [listOf(shape)];
}

/** Whether an expression is a text, whose `concat` makes a longer text. */
function isText(node: ts.Expression, { evaluation }: Following): boolean {
  return evaluation.evaluate(node, EMPTY_CONTEXT).some((value) => knownText(value) !== null);
}

/** `Map` for a variable that was given a new one. */
function collectionOf(node: ts.Expression, { evaluation }: Following): string | null {
  const [value] = evaluation.evaluate(node, EMPTY_CONTEXT);
  if (value?.kind !== 'external' || !('global' in value.root)) return null;
  const [step] = value.steps;
  return step?.kind === 'call' && step.construct ? value.root.global : null;
}

function namesIn(node: ts.Expression, { evaluation }: Following): readonly string[] {
  if (!tsc.isObjectLiteralExpression(node)) return [];
  return node.properties
    .map((each) => (each.name ? onlyNameText(each.name, evaluation, EMPTY_CONTEXT) : null))
    .filter((each) => each !== null);
}
