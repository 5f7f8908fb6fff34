import { resolve } from 'node:path';
import { apiHosts, boundPackages } from './clever-api/vocabulary.js';
import { findCommonProjectRoot } from './discover/project.js';
import type { Refuted } from './engine/prove.js';
import type { Finding, Skipped, Unresolved } from './engine/finding.js';
import { openProject, type Project } from './project.js';
import type { Rule } from './rule/rule.js';
import type { Vocabulary } from './scan/usage.js';

/** What one run needs to know. Everything is absolute or relative to `cwd`; nothing is read from the process. */
export interface AuditOptions {
  /** Absolute; paths are relative to it. */
  readonly cwd: string;
  /** What is reported: files and folders. */
  readonly paths: readonly string[];
  readonly rules: readonly Rule[];
  readonly preset: 'recommended' | 'strict';
  readonly target: 'v3.0' | 'v3.1';
  /** The project to read, absolute; found from the paths if not given. */
  readonly root?: string;
  /** Texts that stand for those on disk: staged blobs, an editor's unsaved text. Keys are absolute paths. */
  readonly overlay?: ReadonlyMap<string, Uint8Array | string>;
  /** Files that are taken for gone, absolute. */
  readonly deleted?: ReadonlySet<string>;
}

/** What one run found. Spans hold paths relative to `root`. */
export interface AuditResult {
  /** The project that was read, absolute. */
  readonly root: string;
  readonly target: 'v3.0' | 'v3.1';
  /** Files listed under `paths`. */
  readonly files: number;
  /** Files that were parsed. */
  readonly analysed: number;
  /** Their names. Nothing but these, and what they read of env and JSON files, decided the findings. */
  readonly analysedFiles: readonly string[];
  readonly findings: readonly Finding[];
  readonly unresolved: readonly Unresolved[];
  readonly skipped: readonly Skipped[];
  /** Changes that were thought of but did not stand their proof. */
  readonly refuted: readonly Refuted[];
  readonly durationMs: number;
  /**
   * The text of a file as the run saw it, without its byte-order mark.
   *
   * @throws Error for a file that the run did not read
   */
  textOf(file: string): string;
  /** Whether a file begins with a byte-order mark. */
  hasByteOrderMark(file: string): boolean;
}

/** A run that has listed and read its files, but parsed none. */
export interface OpenAudit {
  readonly options: AuditOptions;
  readonly root: string;
  readonly project: Project;
  /** The files that hold a trace of Clever; without any there is nothing to parse. */
  readonly traced: readonly string[];
  /** When the run began, by the process's clock. */
  readonly started: number;
}

/** The words that mean Clever. */
export const VOCABULARY: Vocabulary = { hosts: apiHosts, packages: boundPackages };

/**
 * The first half of a run, which needs no parser: lists and reads the files, and finds those that can matter.
 *
 * @throws KnownError for a path that does not exist or under which nothing can be audited
 */
export function openAudit(options: AuditOptions): OpenAudit {
  const started = performance.now();
  const root = options.root ?? findCommonProjectRoot(options.paths.map((path) => resolve(options.cwd, path)));
  const project = openProject({ ...options, root });
  return { options, root, project, traced: project.tracedFiles(VOCABULARY), started };
}

/** The result of a run in which no file holds a trace of Clever. */
export function cleanResult({ options, root, project, started }: OpenAudit): AuditResult {
  const { files, includes } = project.selection;
  return {
    root,
    target: options.target,
    files: files.length,
    analysed: 0,
    analysedFiles: [],
    findings: [],
    unresolved: [],
    skipped: project.skipped.filter(({ file }) => includes(file)),
    refuted: [],
    durationMs: performance.now() - started,
    textOf: (file) => project.sources.text(file),
    hasByteOrderMark: (file) => project.hasByteOrderMark(file),
  };
}
