import type { Reporter } from './report.js';

const reporters = {
  pretty: async () => (await import('./pretty.js')).pretty,
  json: async () => (await import('./json.js')).json,
} satisfies Record<string, () => Promise<Reporter>>;

/**
 * Loads one reporter and leaves the others alone.
 *
 * @param format the reporter's name
 * @returns the reporter
 */
export function loadReporter(format: keyof typeof reporters): Promise<Reporter> {
  return reporters[format]();
}
