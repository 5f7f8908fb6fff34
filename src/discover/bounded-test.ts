import { createRequire } from 'node:module';

/** In milliseconds; a test that ends at all takes a thousandth of that. */
const LONGEST_TEST = 200;
/** A pattern with this many takes at most a million steps for the longest name that a file may have. */
const HARMLESS_STARS = 3;

/**
 * Whether the regular expression that libraries make of a glob can take for ever: it tries all ways to share a name among
 * the stars.
 */
export function hasManyStars(pattern: string): boolean {
  return (pattern.match(/\*+/g) ?? []).length > HARMLESS_STARS;
}

/**
 * Asks for a bounded time. It takes a fifth of a millisecond more than to ask, so ask so only where it is needed.
 *
 * @returns null where there is no answer within that time
 */
export function askWithinTime<Answer extends object | boolean>(ask: () => Answer): Answer | null {
  // Loaded here, because few patterns need it, and a browser does not have it.
  const { runInNewContext } = createRequire(import.meta.url)('node:vm') as typeof import('node:vm');
  try {
    return runInNewContext('ask()', { ask }, { timeout: LONGEST_TEST }) as Answer;
  } catch (error) {
    if (isTimeout(error)) return null;
    throw error;
  }
}

/** The error is of the context that the question was asked in, so it is no `Error` of ours. */
function isTimeout(error: unknown): boolean {
  return (error as { readonly code?: unknown } | null)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}
