import type { AuditResult } from '../run/audit-result.js';

/** How much of a result a report for people shows, and in which order. */
export interface View {
  /** Errors alone. */
  readonly quiet: boolean;
  /** Counts in the place of findings. */
  readonly summary: boolean;
  /** Every finding with its message, its trail and all of its change. */
  readonly verbose: boolean;
  readonly groupBy: 'call' | 'file' | 'rule';
}

/** What a rule is, for formats that list the rules. */
export interface RuleText {
  /** With its prefix. */
  readonly name: string;
  /** A sentence without its full stop. */
  readonly description: string;
}

/** The pages of the rules, as the package at hand holds them. */
export interface RulePages {
  /** Absolute. */
  pathOf(rule: string): string;
  /** Markdown. */
  textOf(rule: string): string;
}

/** Options of the run without which another command finds other things, or nothing; each word as typed. */
export interface DecidingOptions {
  /** Those that each command takes: the preset and the target. */
  readonly shared: readonly string[];
  /** Those that only an audit takes: the id map, whether the baseline counts. */
  readonly audit: readonly string[];
}

/** A finding of an earlier report. */
export interface EarlierFinding {
  readonly fingerprint: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** What a reporter is given. */
export interface Report {
  readonly result: AuditResult;
  /** Absolute; the paths in the report are relative to it. */
  readonly cwd: string;
  /** The version of clever-audit. */
  readonly version: string;
  /** Whether the text may carry terminal colours. */
  readonly colours: boolean;
  /** Columns of the terminal; undefined where the text goes elsewhere. */
  readonly columns?: number | undefined;
  readonly view?: Partial<View>;
  /** The paths that were asked for, as typed; for the command to type next. */
  readonly paths?: readonly string[];
  /** Whether it is of changed files only, which the other commands do not know. */
  readonly isOfChanged?: boolean;
  /** The options that decided what was found, as typed; for the command to type next. */
  readonly options?: DecidingOptions;
  /** The rules that were asked. */
  readonly rules?: readonly RuleText[];
  /** Not given where the reader has no package to look into. */
  readonly pages?: RulePages;
  /** Style and script of the page, for the HTML report. */
  readonly page?: { readonly style: string; readonly script: string };
  /** Who owns a file, which is named as in the result. */
  readonly ownersOf?: (file: string) => readonly string[];
  /** The findings of an earlier report, to show what became of them. */
  readonly earlier?: readonly EarlierFinding[];
}

/** Turns a result into the text of a report, without a line break at its end. */
export type Reporter = (report: Report) => string;
