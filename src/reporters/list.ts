import type { AuditResult } from '../run/audit-result.js';
import { clean, isOneLine } from './clean.js';
import type { Reporter } from './report.js';

const reporters = {
  pretty: async (result) => (isOneLine(result) ? clean : (await import('./pretty.js')).pretty),
  compact: async () => (await import('./compact.js')).compact,
  json: async () => (await import('./json.js')).json,
  sarif: async () => (await import('./sarif.js')).sarif,
  github: async () => (await import('./github.js')).github,
  gitlab: async () => (await import('./gitlab.js')).gitlab,
  junit: async () => (await import('./junit.js')).junit,
  markdown: async () => (await import('./markdown.js')).markdown,
  csv: async () => (await import('./csv.js')).csv,
  agent: async () => (await import('./agent.js')).agent,
  html: async () => (await import('./html/html.js')).html,
} satisfies Record<string, (result: AuditResult) => Promise<Reporter>>;

/** The name of a form that a report can have. */
export type Format = keyof typeof reporters;

/** All of them, in the order of the documentation. */
export const formats = Object.keys(reporters) as readonly Format[];

/**
 * Loads one reporter, and of that no more than the result needs.
 *
 * @param format the reporter's name
 * @param result what will be reported
 * @returns the reporter
 */
export function loadReporter(format: Format, result: AuditResult): Promise<Reporter> {
  return reporters[format](result);
}
