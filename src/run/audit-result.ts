import type { Finding, Skipped, Unresolved } from '../model/finding.js';
import type { Fault } from '../model/faults.js';
import type { SuppressedFinding } from '../model/suppression.js';
import type { Baseline, BaselineEntry } from './baseline.js';
import type { AskedEndpoint } from './endpoints-asked.js';
import type { Lap } from './stopwatch.js';
import type { Counts, Ledger } from './ledger.js';
import type { Refuted } from '../engine/prove.js';
import type { IdMap } from '../id-map/id-map.js';
import type { OnProgress } from '../model/progress.js';
import type { Rule } from '../rule/rule.js';
import type { Span } from '../model/spans.js';

/** What one run needs to know. Everything is absolute or relative to `cwd`; nothing is read from the process. */
export interface AuditOptions {
  /** Absolute; paths are relative to it. */
  readonly cwd: string;
  /** What is reported: files and folders. */
  readonly paths: readonly string[];
  readonly rules: readonly Rule[];
  /** For hosts that report each file by itself: what is elsewhere is left out, but pieces in env files stand at the calls. */
  readonly isFileByFile?: boolean;
  /** What the configuration says, else `recommended`, if not given. */
  readonly preset?: 'recommended' | 'strict';
  /** What the configuration says, else `v3.0`, if not given. */
  readonly target?: 'v3.0' | 'v3.1';
  /** The project to read, absolute; found from the paths if not given. */
  readonly root?: string;
  /** Texts that stand for those on disk: staged blobs, an editor's unsaved text. Keys are absolute paths. */
  readonly overlay?: ReadonlyMap<string, Uint8Array | string>;
  /** Files that are taken for gone, absolute. */
  readonly deleted?: ReadonlySet<string>;
  /** The ids of before v3.0 and what became of them; old ones that files hold are reported. */
  readonly idMap?: IdMap;
  /** Whether the baseline counts; true if not given. */
  readonly baseline?: boolean;
  /** Which findings may bring changes; all if not given. Changes that go with a wanted one are kept too. */
  readonly wants?: (finding: Finding) => boolean;
  /** Is told what the run is about to do. */
  readonly onProgress?: OnProgress;
}

/** What a configuration did to a run, for hosts that must know when to run again. */
export interface Configured {
  /** Relative to the root. */
  readonly files: readonly string[];
  /** Hosts, packages and environment variables that it names. */
  readonly words: readonly string[];
}

/** One of the parts that the files of a project are dealt out to. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** The shard that a result speaks of, and the run that it is a part of. */
export interface ShardOfRun extends Shard {
  /** A hash of what the whole run saw: the same in all shards of one state of the project. */
  readonly run: string;
}

/** What one run found. Spans hold paths relative to `root`. */
export interface AuditResult extends Counts {
  /** The project that was read, absolute. */
  readonly root: string;
  readonly target: 'v3.0' | 'v3.1';
  readonly preset: 'recommended' | 'strict';
  /** The part of the run that the result speaks of; not given where it speaks of all. */
  readonly shard?: ShardOfRun;
  /** How many findings are left out because they are older than a change; not given where all are asked for. */
  readonly older?: number;
  /** What became of each file under `paths`. */
  readonly ledger: Ledger;
  /** All files that were parsed, also outside of `paths`. Nothing but these, and what they read of env and JSON files, decided the findings. */
  readonly analysedFiles: readonly string[];
  /** The configuration files that were read, and the words by which they make code Clever's. */
  readonly configured: Configured;
  readonly findings: readonly Finding[];
  /** The calls to Clever under the paths, right or wrong. */
  readonly asked: readonly AskedEndpoint[];
  /** What somebody decided to live with; none of these is among the findings. */
  readonly suppressed: readonly SuppressedFinding[];
  /** Suppressions that are not right, or no longer: without a reason, past their date, unused. */
  readonly suppressionFaults: readonly Unresolved[];
  /** The findings that the project has accepted, and those of them that are gone. */
  readonly baseline: Baseline & { readonly stale: readonly BaselineEntry[] };
  readonly unresolved: readonly Unresolved[];
  readonly skipped: readonly Skipped[];
  /** Errors of this tool's own, of which each has made a call unresolved, a file skipped, or a change refused. */
  readonly faults?: readonly Fault[];
  /** Folders in which a run is writing, or was stopped while it wrote; absolute. */
  readonly unfinished?: readonly string[];
  /** Ids that look like Clever's, near its name, and that the id map does not know. */
  readonly unknownIds: readonly Span[];
  /** Comments left by `--mark` whose finding is gone. */
  readonly staleMarks: readonly Unresolved[];
  /** Comments of earlier suggestions that say what is still to do. */
  readonly openDecisions?: readonly Span[];
  /** Changes that were thought of but did not stand their proof. */
  readonly refuted: readonly Refuted[];
  readonly durationMs: number;
  /** How long each step took. */
  readonly laps: readonly Lap[];
  /**
   * The text of a file as the run saw it, without its byte-order mark.
   *
   * @throws Error for a file that the run did not read
   */
  readonly textOf: (file: string) => string;
  /**
   * The start of the line above which a comment about an offset of a file can stand; null where none is known to be
   * safe.
   */
  readonly commentLineOf: (file: string, offset: number) => number | null;
  /** Whether the run read a file, so that it can tell its text. */
  isRead(file: string): boolean;
  /** Whether a file begins with a byte-order mark. */
  hasByteOrderMark(file: string): boolean;
}
