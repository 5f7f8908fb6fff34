import type { ts } from 'ts-morph';
import { remembered } from '../model/remembered.js';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from '../values/evaluation.js';

/** Methods by which a program takes a part out of a text. */
const TAKING: ReadonlySet<string> = new Set([
  'at',
  'match',
  'matchAll',
  'replace',
  'replaceAll',
  'slice',
  'split',
  'substr',
  'substring',
]);

/** Functions and methods that read what a text says: `/id (\\w+)/.exec(error.message)`. */
const READING: ReadonlySet<string> = new Set(['exec', 'parse', 'get', 'has', 'Number', 'URL']);

const known = new WeakMap<ts.TypeChecker, boolean>();

/** Whether the program takes something out of the words of an error, so that they are for more than people. */
export function takesErrorsApart({ checker, index }: Evaluation): boolean {
  return remembered(known, checker, () => index.identifiers('message').some(isTakenApart));
}

/** `error.message.split(' ')`, `const { message } = error; JSON.parse(message)` */
function isTakenApart(name: ts.Identifier): boolean {
  const isMember = tsc.isPropertyAccessExpression(name.parent) && name.parent.name === name;
  const text: ts.Expression = isMember ? name.parent : name;
  const { parent } = text;
  if (tsc.isPropertyAccessExpression(parent))
    return parent.expression === text && TAKING.has(parent.name.text) && tsc.isCallExpression(parent.parent);
  if (!tsc.isCallExpression(parent) && !tsc.isNewExpression(parent)) return false;
  if (parent.expression === text) return false;
  const { expression: callee } = parent;
  const called = tsc.isPropertyAccessExpression(callee) ? callee.name : callee;
  return tsc.isIdentifier(called) && READING.has(called.text);
}
