import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { chainMethod, chainNamed, utilityNamed, type Utility, type UtilityAnswer } from '../../libraries/utilities.js';
import { spanOf } from '../../program/program.js';
import { writtenName } from '../../syntax/names.js';
import { externalName, knownExternally } from '../../values/external.js';
import { EMPTY_CONTEXT, knownText } from '../../values/value.js';
import { move, type Following } from '../following.js';
import type { Position } from '../position.js';
import {
  awaited,
  eachOf,
  elementShape,
  flatListOf,
  holder,
  listOf,
  memberShape,
  promise,
  withoutMembers,
  type Shape,
} from '../../clients/shape.js';
import { enterCallback, enterThis, isFunction, same } from './callbacks.js';
import { contentsOf } from './collections.js';
import { spanOfText, textsOf } from './comparisons.js';

/**
 * `_.get(me, 'data.email')`, `pick(me.data, ['email'])`, `keyBy(users, 'email')`, `prop('email')(me.data)`
 *
 * @returns whether the call is one of a package that is known
 */
export function utility(position: Position, parent: ts.CallExpression, index: number, following: Following): boolean {
  const callee = parent.expression;
  const made = tsc.isCallExpression(callee) ? utilityAt(callee.expression, following) : null;
  if (made?.isDataLast && index === 0 && tsc.isCallExpression(callee))
    return used(made, callee.arguments, position, parent, following);
  const found = utilityAt(callee, following);
  if (!found) return false;
  const isLast = index > 0 && index === parent.arguments.length - 1;
  if (found.isDataLast ? !isLast : index !== 0 && found.answer !== 'joined') return false;
  const given = found.isDataLast ? parent.arguments.slice(0, index) : parent.arguments.slice(1);
  return used(found, given, position, parent, following);
}

/**
 * What becomes of a value that a function of a package is given.
 *
 * @param wrap what holds what the function answers
 */
export function used(
  utility: Utility,
  given: readonly ts.Expression[],
  position: Position,
  parent: ts.CallExpression,
  following: Following,
  wrap: (shape: Shape) => Shape = same,
): boolean {
  const { answer, before } = utility;
  const path = given[before];
  if (answer === 'member') return path !== undefined && readPath(position, parent, path, following, wrap);
  if (answer === 'compared') return equalled(given, position, following);
  if (answer === 'chosen' || answer === 'all but chosen')
    return chosen(position, parent, given, answer, following, wrap);
  const answered = answeredBy(answer, position.shape);
  move(position, parent, answered && wrap(answered), following);
  following.settle();
  enterIteratee(utility, given[0], position, parent, following, wrap);
  return true;
}

/** What a function answers that makes no use of other functions; null for nothing of the answer. */
function answeredBy(answer: UtilityAnswer, shape: Shape): Shape | null {
  const element = elementShape(shape);
  switch (answer) {
    case 'same':
    case 'joined':
      return shape;
    case 'awaited':
      return awaited(shape);
    case 'settled':
      return promise(eachOf(shape, awaited));
    case 'element':
      return element;
    case 'table':
      return element && { kind: 'table', of: element };
    case 'grouped':
      return element && { kind: 'table', of: listOf(element) };
    case 'flattened':
      return flatListOf(element ?? shape);
    case 'contents':
      return contentsOf('Object.values', shape);
    default:
      return null;
  }
}

/** The function of a package that a callee is; null for any other. */
export function utilityAt(callee: ts.Expression, { evaluation }: Following): Utility | null {
  return knownExternally(callee, evaluation, utilityNamed);
}

/** `propEq('teacher', 'type', me)`; older releases take the name first. */
function equalled(given: readonly ts.Expression[], position: Position, following: Following): boolean {
  const [first, second] = given;
  if (!first || !second) return false;
  for (const [name, value] of [
    [first, second],
    [second, first],
  ] as const) {
    const shape = shapeAtPath(position, name, following);
    const literals = textsOf(value, following);
    if (shape?.kind === 'body' && literals.length)
      following.ledger.use({ ...position, shape }, { kind: 'compare', literals, comparison: null, branches: [] });
  }
  return true;
}

function readPath(
  position: Position,
  parent: ts.CallExpression,
  path: ts.Expression,
  following: Following,
  wrap: (shape: Shape) => Shape,
): boolean {
  const shape = shapeAtPath(position, path, following);
  move(position, parent, shape && wrap(shape), following);
  following.settle();
  return true;
}

/** What stands at a path of the value, each member of which is read; null for nothing of the answer. */
export function shapeAtPath(position: Position, path: ts.Expression, following: Following): Shape | null {
  const parts = partsOf(path, following);
  if (!parts) following.ledger.escape(position, 'read by unknown name');
  let shape: Shape | null = parts && position.shape;
  for (const { name, node } of parts ?? []) {
    const kind: Shape['kind'] | undefined = shape?.kind;
    shape = shape && memberShape(shape, name);
    if (shape && kind === 'body') following.ledger.read(position, shape, spanOfText(node));
  }
  return shape;
}

/** The members of a path and where each is written. */
function partsOf(
  path: ts.Expression,
  { evaluation }: Following,
): readonly { readonly name: string; readonly node: ts.Node }[] | null {
  if (tsc.isArrayLiteralExpression(path)) {
    if (!path.elements.every((each) => tsc.isStringLiteralLike(each))) return null;
    return path.elements.map((node) => ({ name: (node as ts.StringLiteralLike).text, node }));
  }
  const [text, ...others] = evaluation.evaluate(path, EMPTY_CONTEXT).map(knownText);
  if (others.length || typeof text !== 'string') return null;
  const names = text.split(/[.[\]]+/).filter(Boolean);
  return names.map((name) => ({ name: /^\d+$/.test(name) ? '[]' : name, node: path }));
}

/** `pick(me.data, ['email'])` has these members only, `omit` all others. */
function chosen(
  position: Position,
  parent: ts.CallExpression,
  given: readonly ts.Expression[],
  how: UtilityAnswer,
  following: Following,
  wrap: (shape: Shape) => Shape,
): boolean {
  const nodes = given.flatMap((each) => (tsc.isArrayLiteralExpression(each) ? [...each.elements] : [each]));
  if (!nodes.every((each) => tsc.isStringLiteralLike(each))) return false;
  following.ledger.escape(position, 'spread');
  if (how === 'all but chosen') {
    const names = nodes.map(({ text }) => text);
    move(position, parent, wrap(withoutMembers(position.shape, names)), following);
    return true;
  }
  for (const node of nodes) {
    const shape = memberShape(position.shape, node.text);
    if (!shape) continue;
    if (position.shape.kind === 'body') following.ledger.read(position, shape, spanOfText(node));
    move(position, parent, wrap(holder({ [node.text]: shape })), following);
  }
  return true;
}

/** The function that is handed each element, or the name of a member in its place. */
function enterIteratee(
  { answer, element: place, isThis }: Utility,
  iteratee: ts.Expression | undefined,
  position: Position,
  parent: ts.CallExpression,
  following: Following,
  wrap: (shape: Shape) => Shape,
): void {
  const element = answer === 'passed' ? position.shape : elementShape(position.shape);
  if (!iteratee || !element) return;
  const isMapped = answer === 'mapped' || answer === 'flat mapped';
  if (!isFunction(iteratee, following)) {
    const read = readByName(iteratee, { ...position, shape: element }, following);
    if (isMapped && read) move(position, parent, wrap(listOf(read)), following);
    else if (isMapped) following.ledger.escapeTo(position, 'passed to', parent.expression);
    return;
  }
  const before = Array<null>(answer === 'reduced' ? 1 : place).fill(null);
  const made = answer === 'mapped' ? listOf : answer === 'flat mapped' ? flatListOf : same;
  const handover = { callback: iteratee, parameters: [...before, element], call: parent };
  const returns = isMapped || answer === 'reduced' || answer === 'passed';
  enterCallback({ ...handover, wrap: (returned) => wrap(made(returned)), returns }, position, following);
  if (isThis) enterThis(iteratee, { ...position, shape: element }, following);
}

/** `_.map(users, 'data.email')`, `_.filter(users, { type: 'teacher' })`: the one member that is named, where it is one. */
function readByName(iteratee: ts.Expression, element: Position, following: Following): Shape | null {
  if (tsc.isStringLiteralLike(iteratee)) return shapeAtPath(element, iteratee, following);
  if (!tsc.isObjectLiteralExpression(iteratee)) return null;
  for (const { name } of iteratee.properties) {
    const text = name && writtenName(name);
    const shape = text ? memberShape(element.shape, text) : null;
    if (name && shape && element.shape.kind === 'body') following.ledger.read(element, shape, spanOf(name));
  }
  return null;
}

/**
 * `_.chain(users)`, `_(users)`: an object whose methods are the functions of the package.
 *
 * @returns whether the call makes such an object
 */
export function chainOf(position: Position, parent: ts.CallExpression, index: number, following: Following): boolean {
  const names = index === 0 ? following.evaluation.evaluate(parent.expression, EMPTY_CONTEXT).map(externalName) : [];
  const isExplicit = names.map((each) => each && chainNamed(each)).find((each) => each !== null);
  if (isExplicit === undefined || isExplicit === null) return false;
  move(position, parent, chained(position.shape, isExplicit), following);
  return true;
}

/** A value in such an object. */
function chained(of: Shape, isExplicit: boolean): Shape {
  const methods = { value: of, valueOf: of, toJSON: of };
  return { kind: 'holder', members: {}, methods, fluent: false, chain: { of, isExplicit } };
}

/** Functions that end a chain which nothing began, because they answer one thing. */
const ENDING: ReadonlySet<UtilityAnswer> = new Set<UtilityAnswer>(['element', 'member', 'reduced']);

/**
 * `_.chain(users).map((user) => …)`
 *
 * @returns whether it is a method of such an object that is known
 */
export function chainedMethod(
  position: Position,
  call: ts.CallExpression,
  name: string,
  following: Following,
): boolean {
  const chain = position.shape.kind === 'holder' ? position.shape.chain : undefined;
  const utility = chain && chainMethod(name);
  if (!chain || !utility) return false;
  const isOver = !chain.isExplicit && ENDING.has(utility.answer);
  const wrap = isOver ? same : (shape: Shape): Shape => chained(shape, chain.isExplicit);
  return used(utility, call.arguments, { ...position, shape: chain.of }, call, following, wrap);
}
