import type { Format } from '../reporters/list.js';
import type { IdMapColumns } from '../id-map/id-map.js';
import type { Shard } from '../run/audit-result.js';

/** A report that goes to a file. */
export interface OutputFile {
  readonly format: Format;
  /** As typed. */
  readonly file: string;
}

/** What the command was asked to do. */
export interface Arguments {
  /** As typed; empty if none was. */
  readonly paths: readonly string[];
  /** Null leaves it to the configuration. */
  readonly preset: 'recommended' | 'strict' | null;
  readonly format: Format;
  /** Reports that are written to files beside the one that is printed. */
  readonly output: readonly OutputFile[];
  /** An earlier JSON report, as typed; null if none was. */
  readonly compare: string | null;
  readonly quiet: boolean;
  readonly summary: boolean;
  readonly verbose: boolean;
  /** Show where this tool itself failed, with a short stack. */
  readonly debug: boolean;
  /** What the report for people is sorted by. */
  readonly groupBy: 'call' | 'file' | 'rule';
  /** Null leaves it to the configuration. */
  readonly target: 'v3.0' | 'v3.1' | null;
  readonly fix: boolean;
  readonly fixSuggestions: boolean;
  /** Names of the rules whose changes are wanted, as typed; all if empty. */
  readonly fixOnly: readonly string[];
  /** Ask about each change before it is written. */
  readonly interactive: boolean;
  /** Leave a comment above what is not fixed. */
  readonly mark: boolean;
  /** Refuse to write over what git could not bring back. */
  readonly requireClean: boolean;
  readonly diff: boolean;
  /** The CSV with old and new ids, as typed; null if none was. */
  readonly idMap: string | null;
  /** Its columns, where they have other names than usual. */
  readonly idMapColumns: IdMapColumns | null;
  readonly staged: boolean;
  /** Judge what has changed since the base, a commit or a branch; null for the main branch. */
  readonly changed: { readonly base: string | null } | null;
  /** Report this part of the files; null for all. */
  readonly shard: Shard | null;
  /** Leave out what was there before what is staged, or has changed. */
  readonly newOnly: boolean;
  /** Report again whenever a file changes. */
  readonly watch: boolean;
  /** Tell how long each step took. */
  readonly stats: boolean;
  /** Whether the baseline counts. */
  readonly baseline: boolean;
  /** More warnings than this make the command exit with 1; null sets no limit. */
  readonly maxWarnings: number | null;
  /** The same for calls that could not be resolved, and skipped files; null leaves it to the preset. */
  readonly maxUnresolved: number | null;
}

/** Either a run, or a text to print (help, version) and nothing else to do. */
export type Parsed =
  { readonly kind: 'run'; readonly arguments: Arguments } | { readonly kind: 'text'; readonly text: string };

/** Whether the run ends in changes to files. */
export function writesFiles(given: Arguments): boolean {
  const { diff, fix, fixSuggestions, fixOnly, interactive, mark } = given;
  return !diff && (fix || fixSuggestions || fixOnly.length > 0 || interactive || mark);
}

/** What is asked for where the words say nothing else. */
export const defaults: Arguments = {
  paths: [],
  preset: null,
  format: 'pretty',
  output: [],
  compare: null,
  quiet: false,
  summary: false,
  verbose: false,
  debug: false,
  groupBy: 'call',
  target: null,
  fix: false,
  fixSuggestions: false,
  fixOnly: [],
  interactive: false,
  mark: false,
  requireClean: false,
  diff: false,
  idMap: null,
  idMapColumns: null,
  staged: false,
  changed: null,
  shard: null,
  newOnly: false,
  watch: false,
  stats: false,
  baseline: true,
  maxWarnings: null,
  maxUnresolved: null,
};
