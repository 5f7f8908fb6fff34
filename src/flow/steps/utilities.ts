import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { utilityNamed, type Utility, type UtilityAnswer } from '../../libraries/utilities.js';
import { externalName } from '../../values/external.js';
import { EMPTY_CONTEXT, knownText } from '../../values/value.js';
import { move, type Following } from '../following.js';
import type { Position } from '../position.js';
import { awaited, elementShape, memberShape, withoutMembers, type Shape } from '../../clients/shape.js';
import { enterCallback, same } from './callbacks.js';
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
  if (found.isDataLast ? !isLast : index !== 0) return false;
  const given = found.isDataLast ? parent.arguments.slice(0, index) : parent.arguments.slice(1);
  return used(found, given, position, parent, following);
}

/** What becomes of a value that a function of a package is given. */
export function used(
  { answer, before }: Utility,
  given: readonly ts.Expression[],
  position: Position,
  parent: ts.CallExpression,
  following: Following,
): boolean {
  const { shape } = position;
  const path = given[before];
  if (answer === 'member') return path !== undefined && readPath(position, parent, path, following);
  if (answer === 'compared') return equalled(given, position, following);
  if (answer === 'chosen' || answer === 'all but chosen') return chosen(position, parent, given, answer, following);
  if (answer === 'same') move(position, parent, shape, following);
  else if (answer === 'awaited') move(position, parent, awaited(shape), following);
  else if (answer === 'element') move(position, parent, elementShape(shape), following);
  else if (answer === 'table') move(position, parent, tableOf(shape), following);
  enterIteratee(position, parent, given[0], answer === 'mapped', following);
  return true;
}

/** The function of a package that a callee is; null for any other. */
export function utilityAt(callee: ts.Expression, { evaluation }: Following): Utility | null {
  const names = evaluation.evaluate(callee, EMPTY_CONTEXT).map(externalName);
  return names.map((each) => each && utilityNamed(each)).find((each) => each !== null) ?? null;
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

function readPath(position: Position, parent: ts.CallExpression, path: ts.Expression, following: Following): boolean {
  move(position, parent, shapeAtPath(position, path, following), following);
  following.settle();
  return true;
}

/** What stands at a path of the value, each member of which is read; null for nothing of the answer. */
function shapeAtPath(position: Position, path: ts.Expression, following: Following): Shape | null {
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
): boolean {
  const nodes = given.flatMap((each) => (tsc.isArrayLiteralExpression(each) ? [...each.elements] : [each]));
  if (!nodes.every((each) => tsc.isStringLiteralLike(each))) return false;
  following.ledger.escape(position, 'spread');
  if (how === 'all but chosen') {
    const names = nodes.map(({ text }) => text);
    move(position, parent, withoutMembers(position.shape, names), following);
    return true;
  }
  for (const node of nodes) {
    const shape = memberShape(position.shape, node.text);
    if (!shape) continue;
    if (position.shape.kind === 'body') following.ledger.read(position, shape, spanOfText(node));
    move(position, parent, { kind: 'holder', members: { [node.text]: shape }, methods: {}, fluent: false }, following);
  }
  return true;
}

function tableOf(shape: Shape): Shape | null {
  const of = elementShape(shape);
  return of && { kind: 'table', of };
}

function enterIteratee(
  position: Position,
  parent: ts.CallExpression,
  callback: ts.Expression | undefined,
  returns: boolean,
  following: Following,
): void {
  const element = elementShape(position.shape);
  if (!callback || !element || !tsc.isFunctionLike(callback)) return;
  const wrap = returns ? (of: Shape): Shape => ({ kind: 'list', of }) : same;
  enterCallback({ callback, parameters: [element], call: parent, wrap, returns }, position, following);
}
