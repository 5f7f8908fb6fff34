import type { ts } from 'ts-morph';
import { utilityAnswer, type UtilityAnswer } from '../../libraries/utilities.js';
import { tsc } from '../../syntax/compiler.js';
import { EMPTY_CONTEXT, knownText, type Value } from '../../values/value.js';
import { move, type Following } from '../following.js';
import type { Position } from '../position.js';
import { elementShape, memberShape, withoutMembers, type Shape } from '../../clients/shape.js';
import { enterCallback, same } from './callbacks.js';
import { spanOfText } from './comparisons.js';

/**
 * `_.get(me, 'data.email')`, `pick(me.data, ['email'])`, `keyBy(users, 'email')`
 *
 * @returns whether the call is one of a package that is known
 */
export function utility(position: Position, parent: ts.CallExpression, index: number, following: Following): boolean {
  const answers = following.evaluation.evaluate(parent.expression, EMPTY_CONTEXT).map(answerOf);
  const answer = answers.find((each) => each !== null);
  if (!answer || index !== 0) return false;
  const { shape } = position;
  const second = parent.arguments[1];
  if (answer === 'member') return second !== undefined && readPath(position, parent, second, following);
  if (answer === 'chosen' || answer === 'all but chosen') return chosen(position, parent, answer, following);
  if (answer === 'same') move(position, parent, shape, following);
  else if (answer === 'element') move(position, parent, elementShape(shape), following);
  else if (answer === 'table') move(position, parent, tableOf(shape), following);
  enterIteratee(position, parent, answer === 'mapped', following);
  return true;
}

/** What the function that a value is answers of its argument; null for what is of no such package. */
function answerOf(value: Value): UtilityAnswer | null {
  if (value.kind !== 'external' || !('module' in value.root)) return null;
  const [step] = value.steps;
  return utilityAnswer(value.root.module, step?.kind === 'member' ? step.name : null);
}

function readPath(position: Position, parent: ts.CallExpression, path: ts.Expression, following: Following): boolean {
  const parts = partsOf(path, following);
  if (!parts) {
    following.ledger.escape(position, 'read by a name that is only known at run time');
    return true;
  }
  let shape: Shape | null = position.shape;
  for (const { name, node } of parts) {
    const { kind }: Shape = shape;
    shape = memberShape(shape, name);
    if (!shape) return true;
    if (kind === 'body') following.ledger.read(position, shape, spanOfText(node));
  }
  move(position, parent, shape, following);
  return true;
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
function chosen(position: Position, parent: ts.CallExpression, how: UtilityAnswer, following: Following): boolean {
  const [, ...given] = parent.arguments;
  const nodes = given.flatMap((each) => (tsc.isArrayLiteralExpression(each) ? [...each.elements] : [each]));
  if (!nodes.every((each) => tsc.isStringLiteralLike(each))) return false;
  following.ledger.escape(position, 'spread into another object');
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

function enterIteratee(position: Position, parent: ts.CallExpression, returns: boolean, following: Following): void {
  const callback = parent.arguments[1];
  const element = elementShape(position.shape);
  if (!callback || !element || !tsc.isFunctionLike(callback)) return;
  const wrap = returns ? (of: Shape): Shape => ({ kind: 'list', of }) : same;
  enterCallback({ callback, parameters: [element], call: parent, wrap, returns }, position, following);
}
