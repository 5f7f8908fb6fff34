import type { AuditResult } from '../run/audit-result.js';
import { clean, isOneLine } from './clean.js';
import type { Reporter } from './report.js';

const reporters = {
  pretty: async (result) => (isOneLine(result) ? clean : (await import('./pretty.js')).pretty),
  json: async () => (await import('./json.js')).json,
} satisfies Record<string, (result: AuditResult) => Promise<Reporter>>;

/**
 * Loads one reporter, and of that no more than the result needs.
 *
 * @param format the reporter's name
 * @param result what will be reported
 * @returns the reporter
 */
export function loadReporter(format: keyof typeof reporters, result: AuditResult): Promise<Reporter> {
  return reporters[format](result);
}
