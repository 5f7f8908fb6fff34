import type { ExternalName } from './external-name.js';

/** Functions of the runtime that make a plain value of one, so that nothing can be read of it any more. */
const PLAIN: ReadonlySet<string> = new Set(['Boolean', 'Number', 'String', 'parseInt', 'isNaN', 'Array.isArray']);

/** The classes of errors: https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Error */
const ERRORS: ReadonlySet<string> = new Set([
  'Error',
  'AggregateError',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
]);

/** Whether it makes a number, a text or a truth of what it is given. */
export function isPlainFunction({ root, isGlobal, members }: ExternalName): boolean {
  return isGlobal && PLAIN.has([root, ...members].join('.'));
}

/** Whether it is a class of errors, which say to people what they are given. */
export function isErrorClass({ root, isGlobal, members }: ExternalName): boolean {
  return isGlobal && !members.length && ERRORS.has(root);
}

/** What keeps values of the program, or gives them out, by a name or a number. */
const CONTAINERS: ReadonlySet<string> = new Set(['Array', 'Map', 'Object', 'Reflect', 'Set', 'WeakMap']);

/** Whether a thing came out of what the runtime keeps for the program: `providers.get(name)` of a `Map`. */
export function isKeptValue({ root, isGlobal }: ExternalName): boolean {
  return isGlobal && CONTAINERS.has(root);
}
