/**
 * The door of the package: the ESLint plugin, the audit, and the types of what they take and give.
 */

import { rules } from '../rules/index.js';
import { KnownError } from './discover/errors.js';
import type { Finding } from './model/finding.js';
import { audit as auditWithRules, finishInSteps } from './run/audit.js';
import type { AuditOptions as FullOptions, AuditResult } from './run/audit-result.js';
import { refuseBadOptions } from './run/bad-options.js';
import { inTurns } from './run/in-turns.js';
import { openAudit } from './run/open-audit.js';
import { plugin } from './eslint/plugin.js';

export type { AuditResult } from './run/audit-result.js';
export type { Change, Edit, Finding, FindingEndpoint, Severity, Skipped, Unresolved } from './model/finding.js';
export type { EslintConfig, EslintPlugin, EslintRule } from './eslint/host.js';
export type { Confidence } from './model/confidence.js';
export type { Span, Step } from './model/spans.js';

/** What to audit, and how; whatever is left out is as the command has it. */
export type AuditOptions = Partial<Omit<FullOptions, 'rules'>>;

/**
 * Audits files, as the command does. Writes nothing.
 *
 * @param options `cwd` is the process's and `paths` all of it if not given
 * @returns the findings, and all that could not be judged
 * @throws KnownError for an option that is none or has a wrong value, and for a path that does not exist or holds nothing to audit
 */
export function audit(options: AuditOptions = {}): AuditResult {
  return auditWithRules(toFullOptions(options));
}

/** What to audit, and what stops it. */
export interface FindingsOptions extends AuditOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * The same audit in steps, between which the process answers others and the signal is looked at. A step is one reading of
 * the project; it takes from milliseconds to a few seconds. The command runs this way too.
 *
 * @param options those of `audit`, and a signal
 * @returns the findings in the order of the report, once all changes are proved; what the generator returns at its end is
 *   the whole result, as `audit` gives it
 * @throws the signal's reason once it is aborted, and what `audit` throws
 */
export async function* auditFindings({ signal, ...options }: FindingsOptions = {}): AsyncGenerator<
  Finding,
  AuditResult,
  void
> {
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new KnownError("Option 'signal' must be an AbortSignal");
  }
  signal?.throwIfAborted();
  const result = await inTurns(finishInSteps(openAudit(toFullOptions(options))), signal);
  for (const finding of result.findings) {
    signal?.throwIfAborted();
    yield finding;
  }
  return result;
}

function toFullOptions(options: AuditOptions): FullOptions {
  refuseBadOptions(options);
  return { cwd: process.cwd(), paths: ['.'], ...withoutUndefined(options), rules };
}

/** An option that is there but undefined is one that was left out. */
function withoutUndefined(options: AuditOptions): AuditOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** The parts of the plugin by name, for `require('clever-audit')`, which gives the module and not its default. */
export const { configs, meta, rules: eslintRules } = plugin;
export { eslintRules as rules };

export default plugin;
