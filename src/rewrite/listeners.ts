import type { ts } from 'ts-morph';
import { appendAll } from '../model/append.js';
import { constantValue, declaredSymbol, isSameSymbol } from '../flow/references.js';
import { tsc } from '../syntax/compiler.js';
import { innerOf } from '../syntax/outer.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT, type Placed } from '../values/value.js';

/** Methods that call whoever listens: https://nodejs.org/api/events.html, https://nodejs.org/api/diagnostics_channel.html */
const PUBLISHING: ReadonlySet<string> = new Set(['emit', 'publish', 'dispatch', 'dispatchEvent', 'next', 'notify']);

/** Methods by which a function listens. */
const LISTENING = ['on', 'once', 'addListener', 'prependListener', 'addEventListener', 'subscribe'];

/**
 * What the program listens with where a call publishes something: under the same name, as in `on('asked', count)` for
 * `emit('asked')`, or on the same object where there is no name.
 *
 * @returns nothing where the call publishes nothing
 */
export function listeningTo(call: ts.CallExpression, evaluation: Evaluation): readonly Placed[] {
  const { expression } = call;
  if (!tsc.isPropertyAccessExpression(expression) || !PUBLISHING.has(expression.name.text)) return [];
  const publisher = innerOf(expression.expression);
  const named = new Set([...call.arguments, ...makerOf(publisher, evaluation)].flatMap(textsIn));
  const listening = LISTENING.flatMap((name) => callsOfMethod(name, evaluation));
  return listening
    .filter(({ receiver, call: { arguments: given } }) => {
      const [event] = given;
      return event && tsc.isStringLiteralLike(event)
        ? named.has(event.text)
        : isSameVariable(publisher, receiver, evaluation);
    })
    .flatMap((each) => each.call.arguments.map((node) => ({ node, context: EMPTY_CONTEXT })));
}

/** A call of a method, and what it is called on. */
interface MethodCall {
  readonly receiver: ts.Expression;
  readonly call: ts.CallExpression;
}

function callsOfMethod(name: string, { index }: Evaluation): readonly MethodCall[] {
  return index.identifiers(name).flatMap(({ parent }) => {
    const isMethod = tsc.isPropertyAccessExpression(parent) && parent.name.text === name;
    const call = isMethod && tsc.isCallExpression(parent.parent) ? parent.parent : null;
    return isMethod && call?.expression === parent ? [{ receiver: innerOf(parent.expression), call }] : [];
  });
}

/** `channel('asked')` of `const asked = channel('asked')`. */
function makerOf(publisher: ts.Expression, evaluation: Evaluation): readonly ts.Node[] {
  if (!tsc.isIdentifier(publisher)) return [publisher];
  return [constantValue(publisher, evaluation)].flatMap((each) => each ?? []);
}

function textsIn(node: ts.Node): readonly string[] {
  if (tsc.isStringLiteralLike(node)) return [node.text];
  const texts: string[] = [];
  tsc.forEachChild(node, (child) => appendAll(texts, textsIn(child)));
  return texts;
}

function isSameVariable(one: ts.Expression, other: ts.Expression, evaluation: Evaluation): boolean {
  const [left, right] = [one, other].map(lastName).map((name) => name && declaredSymbol(name, evaluation));
  return left !== undefined && left !== null && isSameSymbol(left, right ?? undefined);
}

function lastName(node: ts.Expression): ts.Identifier | null {
  if (tsc.isIdentifier(node)) return node;
  return tsc.isPropertyAccessExpression(node) && tsc.isIdentifier(node.name) ? node.name : null;
}
