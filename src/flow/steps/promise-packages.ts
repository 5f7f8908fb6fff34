import type { ts } from 'ts-morph';
import { promiseFunctionNamed, promiseMethodNamed } from '../../libraries/promises.js';
import { tsc } from '../../syntax/compiler.js';
import type { Call } from '../../syntax/transfer.js';
import type { Evaluation } from '../../values/evaluation.js';
import { knownExternally } from '../../values/external.js';
import { move, type Following } from '../following.js';
import { doubted, type Position } from '../position.js';
import {
  awaited,
  elementShape,
  eachOf,
  listOf,
  memberShape,
  methodShape,
  promise,
  type Shape,
} from '../../clients/shape.js';
import { enterCallback, isFunction } from './callbacks.js';
import { spanOfText } from './comparisons.js';

/** As many parameters of the function that `spread` calls may hold an element. */
const SPREAD_PARAMETERS = 8;

/** `all` of `Q.all(…)`, of `Bluebird.all(…)`; null for what is no function of such a package. */
export function promiseFunctionAt(callee: ts.Expression, evaluation: Evaluation): string | null {
  return knownExternally(callee, evaluation, promiseFunctionNamed);
}

/**
 * `Bluebird.map(ids, load)`, `Bluebird.join(me, other, (me, other) => …)`
 *
 * @returns whether it is a call of such a function
 */
export function promiseFunction(position: Position, parent: Call, index: number, following: Following): boolean {
  const given = parent.arguments ?? [];
  const callback = given.at(-1);
  if (!callback || given.length < 2 || index === given.length - 1 || !tsc.isCallExpression(parent)) return false;
  const name = promiseFunctionAt(parent.expression, following.evaluation);
  if (name === null) return false;
  if (name === 'join') {
    const parameters = [...Array<null>(index).fill(null), awaited(position.shape)];
    enterCallback({ callback, parameters, call: parent, wrap: promiseOf, returns: true }, position, following);
    return true;
  }
  const [, iteratee] = given;
  return index === 0 && iteratee !== undefined && goThrough(name, iteratee, parent, position, following);
}

/**
 * `.spread((me) => …)`, `.get('data')`, `.map((student) => …)`: methods that promises of the runtime do not have. Nobody
 * can see that the promise is one of such a package.
 *
 * @returns whether the method is known
 */
export function promisePackageMethod(
  position: Position,
  call: ts.CallExpression,
  name: string,
  following: Following,
): boolean {
  const { shape } = position;
  if (shape.kind !== 'promise' || (shape.holder && methodShape(shape.holder, name))) return false;
  const method = promiseMethodNamed(name);
  const [given] = call.arguments;
  if (method === null) return false;
  const likely = doubted(position, call, `this tool cannot see what \`${name}\` does`);
  const value = awaited(shape.of);
  if (method === 'settled') {
    if (given) return false;
    move(likely, call, promise(eachOf(value, awaited)), following);
  } else if (method === 'member') {
    if (!given || !tsc.isStringLiteralLike(given)) return false;
    const member = memberShape(value, given.text);
    if (member && value.kind === 'body') following.ledger.read(likely, member, spanOfText(given));
    move(likely, call, member && promise(member), following);
  } else {
    if (!given || !isFunction(given, following)) return false;
    if (method === 'spread') spread(given, call, value, likely, following);
    else if (!goThrough(name, given, call, likely, following)) return false;
  }
  following.ledger.escapeTo(position, 'passed to', call.expression);
  following.settle();
  return true;
}

/** What is handed to the function, element by element; the body behind the response, for that of `request`. */
function spread(
  callback: ts.Expression,
  call: ts.CallExpression,
  value: Shape,
  position: Position,
  following: Following,
): void {
  const body = value.kind === 'holder' && !memberShape(value, '0') ? memberShape(value, 'body') : null;
  const parameters = body
    ? [value, body]
    : Array.from({ length: SPREAD_PARAMETERS }, (_, index) =>
        value.kind === 'holder' ? memberShape(value, String(index)) : elementShape(value),
      );
  enterCallback({ callback, parameters, call, wrap: promiseOf, returns: true }, position, following);
}

/** What a function is handed of a list, and what the call that hands it answers. */
function goThrough(
  name: string,
  callback: ts.Expression,
  call: ts.CallExpression,
  position: Position,
  following: Following,
): boolean {
  const method = promiseMethodNamed(name);
  const list = awaited(position.shape);
  const element = elementShape(list);
  if (!element || (method !== 'mapped' && method !== 'each' && method !== 'reduced')) return false;
  const one = awaited(element);
  const parameters = method === 'reduced' ? [null, one] : [one];
  const wrap = method === 'mapped' ? (made: Shape): Shape => promise(listOf(awaited(made))) : promiseOf;
  enterCallback({ callback, parameters, call, wrap, returns: method !== 'each' }, position, following);
  if (method === 'each') move(position, call, promise(eachOf(list, awaited)), following);
  return true;
}

/**
 * What a call of such a package answers whose function answers something for each element: `Bluebird.map(ids, load)`.
 *
 * @returns null for any other call
 */
export function listAnswered(call: ts.CallExpression, answered: Shape, evaluation: Evaluation): Shape | null {
  const name = promiseFunctionAt(call.expression, evaluation);
  if (name === null || promiseMethodNamed(name) !== 'mapped') return null;
  return promise(listOf(awaited(answered)));
}

function promiseOf(returned: Shape): Shape {
  return promise(awaited(returned));
}
