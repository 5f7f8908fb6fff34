import type { Evaluation } from '../evaluation.js';
import { argumentValues } from '../arguments.js';
import { knownText, type CallSite, type ValueOf, type Values } from '../value.js';

/**
 * A library that keeps the settings of a program.
 *
 * @returns what a call of it answers; null for any other call, and for a setting that is written nowhere
 */
export type ConfigurationLibrary = (
  callee: ValueOf<'external'>,
  site: CallSite,
  evaluation: Evaluation,
) => Values | null;

/** The text of the first argument; null where it is not known. */
export function keyOf(site: CallSite, evaluation: Evaluation): string | null {
  const [key] = argumentValues(site, evaluation)[0] ?? [];
  return key ? knownText(key) : null;
}

/** What functions answer that are called with nothing. */
export function resultsOf(values: Values, { context }: Pick<CallSite, 'context'>, evaluation: Evaluation): Values {
  const plain: CallSite = { node: null, arguments: [], context };
  return values.flatMap((value) => (value.kind === 'function' ? evaluation.invoke(value, plain, false) : []));
}

/** The values, or null where there are none. */
export function orNull(values: Values): Values | null {
  return values.length ? values : null;
}
