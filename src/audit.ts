import { resolve } from 'node:path';
import { cleverApi, type CleverApi } from './clever-api/index.js';
import { findCommonProjectRoot } from './discover/project.js';
import type { Texts } from './engine/edits.js';
import type { Finding, Skipped, Unresolved } from './engine/finding.js';
import { judge } from './engine/judge.js';
import { findRefuted, type Candidate, type Reading, type Refuted } from './engine/prove.js';
import { guardSharedPieces } from './engine/shared-pieces.js';
import { toFindings } from './engine/to-findings.js';
import { openProject, type Project } from './project.js';
import type { Rule } from './rule/rule.js';
import { scan, type Scan } from './scan/scan.js';

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

/**
 * One run, from files to findings.
 *
 * @param options what to look at, and for what
 * @throws KnownError for a path that does not exist or under which nothing can be audited
 */
export function audit(options: AuditOptions): AuditResult {
  const started = performance.now();
  const root = options.root ?? findCommonProjectRoot(options.paths.map((path) => resolve(options.cwd, path)));
  const project = openProject({ ...options, root });
  const api = cleverApi(options.target);
  const first = read(project, options, api);
  const refuted = prove(project, options, api, first);
  const findings = withoutRefuted(first.findings, refuted);
  const { includes } = project.selection;
  return {
    root,
    target: options.target,
    files: project.selection.files.length,
    analysed: first.files.length,
    analysedFiles: first.files,
    findings: findings.filter(({ span }) => includes(span.file)),
    unresolved: first.unresolved.filter(({ span }) => includes(span.file)),
    skipped: [...project.skipped, ...brokenFiles(first)].filter(({ file }) => includes(file)),
    refuted: refuted.filter(({ finding }) => includes(finding.span.file)),
    durationMs: performance.now() - started,
    textOf: (file) => project.sources.text(file),
    hasByteOrderMark: (file) => project.hasByteOrderMark(file),
  };
}

/** What a look at the whole project says, whatever is reported of it. */
interface ProjectReading extends Reading {
  readonly files: readonly string[];
  readonly unresolved: readonly Unresolved[];
}

function read(project: Project, options: AuditOptions, api: CleverApi): ProjectReading {
  const start = project.tracedFiles({ hosts: api.hosts, packages: api.packages });
  if (!start.length) return { findings: [], unresolved: [], files: [], broken: new Map(), typeErrors: () => [] };
  const result = scan(project.sources, start, { hosts: api.hosts, packages: api.packages });
  return toReading(result, project, options, api);
}

function toReading(result: Scan, project: Project, options: AuditOptions, api: CleverApi): ProjectReading {
  const judgements = guardSharedPieces(judge(result.usages, options.rules, options.preset, api), result.usages);
  return {
    findings: toFindings(judgements, (file) => project.sources.text(file)),
    unresolved: result.usages
      .filter((usage) => usage.kind === 'unresolved')
      .map(({ span, reason }) => ({ span, reason })),
    files: result.files,
    broken: result.broken,
    typeErrors: (file) => result.typeErrors(file),
  };
}

/** Reads the project again with its changes made, and tells which of them do not hold. */
function prove(project: Project, options: AuditOptions, api: CleverApi, before: ProjectReading): readonly Refuted[] {
  const textOf = (file: string): string => project.sources.text(file);
  const readChanged = (texts: Texts): Reading => read(project.withTexts(texts), options, api);
  const fixes = before.findings.flatMap((finding): readonly Candidate[] =>
    finding.fix ? [{ finding, change: finding.fix }] : [],
  );
  const suggestions = before.findings.flatMap((finding) =>
    finding.suggestions.map((change): Candidate => ({ finding, change })),
  );
  return [...findRefuted(fixes, before, textOf, readChanged), ...findRefuted(suggestions, before, textOf, readChanged)];
}

function withoutRefuted(findings: readonly Finding[], refuted: readonly Refuted[]): readonly Finding[] {
  const changes = new Set(refuted.map(({ change }) => change));
  return findings.map((finding) => ({
    ...finding,
    fix: finding.fix && changes.has(finding.fix) ? null : finding.fix,
    suggestions: finding.suggestions.filter((change) => !changes.has(change)),
  }));
}

function brokenFiles({ broken }: ProjectReading): readonly Skipped[] {
  return [...broken].map(([file, reason]) => ({ file, reason }));
}
