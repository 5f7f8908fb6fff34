import { externalName } from '../values/external.js';
import { tsc } from '../syntax/compiler.js';
import type { Place } from './place.js';

/**
 * Packages besides the platform's `fetch` whose responses keep what one of two copies has not read, however much it is.
 *
 * With node-fetch, and what stands on it, reading one copy alone stops where 16 KB of the other wait to be read:
 * https://github.com/node-fetch/node-fetch#custom-highwatermark
 */
const KEEPING: ReadonlySet<string> = new Set(['undici', 'ky', 'wretch', 'unfetch', 'whatwg-fetch']);

/** Whether a copy of a response can be read to its end before anybody reads the response itself. */
export function isReadableAsCopy({ request, evaluation }: Place): boolean {
  const { call, context } = request;
  if (!tsc.isCallExpression(call)) return false;
  // `globalThis.fetch = fetch` of a package takes the place of the platform's.
  if (evaluation.index.assignmentsTo('fetch').length > 0) return false;
  const names = evaluation.evaluate(call.expression, context).map(externalName);
  return names.length > 0 && names.every((name) => name !== null && (name.isGlobal || KEEPING.has(name.root)));
}
