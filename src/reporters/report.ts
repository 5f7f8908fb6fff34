import type { AuditResult } from '../run/audit-result.js';

/** What a reporter is given. */
export interface Report {
  readonly result: AuditResult;
  /** Absolute; the paths in the report are relative to it. */
  readonly cwd: string;
  /** The version of clever-audit. */
  readonly version: string;
  /** Whether the text may carry terminal colours. */
  readonly colours: boolean;
}

/** Turns a result into the text of a report, without a line break at its end. */
export type Reporter = (report: Report) => string;
