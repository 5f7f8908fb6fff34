import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import type { Evaluation } from '../values/evaluation.js';
import { rootOf, type RunCode } from './run-code.js';

/** Methods that answer what the runtime noted: https://developer.mozilla.org/en-US/docs/Web/API/Performance */
const READING = ['getEntries', 'getEntriesByType', 'getEntriesByName'];

/** Methods by which code has something noted. */
const NOTING: ReadonlySet<string> = new Set(['mark', 'measure']);

/** Types of what is noted for no request. */
const OTHER_TYPES: ReadonlySet<string> = new Set([
  'mark',
  'measure',
  'navigation',
  'paint',
  'longtask',
  'function',
  'gc',
]);

/**
 * Finds code that reads the list in which the runtime notes each request, and each mark.
 *
 * @param run what runs whenever the request is made
 * @returns what it reads it off: `performance`; null where there is none
 */
export function timelineRead(run: readonly RunCode[], { index }: Evaluation): string | null {
  const notes = run.some(({ scope }) => contains(scope, isNoting));
  const reads = READING.flatMap((name) => index.identifiers(name)).flatMap(({ parent }) =>
    tsc.isPropertyAccessExpression(parent) && tsc.isCallExpression(parent.parent) ? [parent.parent] : [],
  );
  const found = reads.find((call) => notes || tellsOfRequests(call));
  return found ? rootOf(found).getText() : null;
}

/** `performance.mark('asked')` */
function isNoting(node: ts.Node): boolean {
  if (!tsc.isCallExpression(node) || !tsc.isPropertyAccessExpression(node.expression)) return false;
  return NOTING.has(node.expression.name.text) && rootOf(node).getText() === 'performance';
}

/** Whether what is asked for may be the note of a request: of its type, or under its URL. */
function tellsOfRequests({ expression, arguments: [wanted] }: ts.CallExpression): boolean {
  if (!wanted || !tsc.isStringLiteralLike(wanted) || !tsc.isPropertyAccessExpression(expression)) return true;
  return expression.name.text === 'getEntriesByName' ? wanted.text.includes('/') : !OTHER_TYPES.has(wanted.text);
}
