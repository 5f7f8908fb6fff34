import { resolve } from 'node:path';
import type { AuditOptions, AuditResult, Configured } from './audit-result.js';
import type { Configuration } from '../config/configuration.js';
import { kindOf } from '../discover/file-kind.js';
import { readTypedPath } from '../discover/globs.js';
import type { ManifestFiles } from '../discover/manifests.js';
import { findCommonProjectRoot } from '../discover/project.js';
import type { Finding, Unresolved } from '../model/finding.js';
import { OWN_DIRECTIVE } from '../engine/directives.js';
import { levelIn } from '../engine/judge.js';
import { findStaleMarks, type CommentPlaces } from '../engine/marks.js';
import { MARK, openDecisionsIn } from '../model/mark.js';
import type { Span } from '../model/spans.js';
import { readBaseline, type Baseline } from './baseline.js';
import { commentPlacesOf, openCommentLines } from './comment-places.js';
import { countsOf, toLedger, toSkipped } from './ledger.js';
import { unknownIds } from './mapped-ids.js';
import { isOwnReport } from './own-reports.js';
import { openProject, type Project } from './project.js';
import type { Vocabulary } from '../model/vocabulary.js';
import { settle, type SettledOptions } from './settled-options.js';
import { Stopwatch } from './stopwatch.js';
import { vocabularyOf } from './vocabulary.js';
import { wrappersOf } from './wrappers.js';

/** A run that has listed and read its files, but parsed none. */
export interface OpenAudit {
  readonly options: SettledOptions;
  readonly root: string;
  readonly project: Project;
  /** The words that mean Clever in this project. */
  readonly vocabulary: Vocabulary;
  /** The files that hold a trace of Clever; without any there is nothing to parse. */
  readonly traced: readonly string[];
  /** The files that are no JavaScript and name one of Clever's hosts; they are searched as text. */
  readonly texts: readonly string[];
  /** The manifests and lock files that are read because a package of them means Clever. */
  readonly manifests: ManifestFiles;
  /** The findings that the project has accepted. */
  readonly baseline: Baseline;
  /** The files that hold a directive of our own, which must be used. */
  readonly directed: readonly string[];
  /** When the run began, by the process's clock. */
  readonly started: number;
  readonly stopwatch: Stopwatch;
}

/**
 * The first half of a run, which needs no parser: lists and reads the files, and finds those that can matter.
 *
 * @throws KnownError for a path that does not exist or under which nothing can be audited
 */
export function openAudit(options: AuditOptions): OpenAudit {
  const started = performance.now();
  const stopwatch = new Stopwatch(started);
  const root =
    options.root ?? findCommonProjectRoot(options.paths.map((path) => readTypedPath(options.cwd, path).place));
  const project = openProject({ ...options, root, withData: !!options.idMap });
  const { configuration } = project;
  const vocabulary = vocabularyOf(configuration, wrappersOf(configuration, project.sources));
  const settled = settle(options, configuration);
  const baseline = readBaseline({
    name: configuration.baseline,
    textOf: (file) => (options.baseline === false ? null : project.textIfThere(file)),
  });
  const directed = project.filesHolding(OWN_DIRECTIVE);
  // Where the code is gone that a directive speaks of, the directive is still there to be reported.
  const traced = [...new Set([...project.tracedFiles(vocabulary), ...directed.filter(isSource)])];
  // What a configuration says of Clever's addresses asks for none.
  const isConfiguration = (file: string): boolean =>
    configuration.files.some((each) => each.file === file) || file === baseline.file;
  const texts = project
    .textFiles(vocabulary)
    .filter((file) => !isConfiguration(file) && !isOwnReport(project.textOf(file)));
  const manifests = project.manifestFiles(vocabulary);
  stopwatch.lap('list and read files');
  return {
    options: settled,
    root,
    project,
    vocabulary,
    traced,
    baseline,
    directed,
    texts,
    manifests,
    started,
    stopwatch,
  };
}

function isSource(file: string): boolean {
  return kindOf(file) === 'source';
}

/** Whether a run has nothing to say of any file. */
export function isClean({ options, baseline, traced, directed, texts, manifests }: OpenAudit): boolean {
  const lists = [baseline.entries, traced, directed, texts, manifests.manifests, manifests.locks];
  return lists.every(({ length }) => length === 0) && !options.idMap;
}

/** The result of a run in which no file holds a trace of Clever. */
export function cleanResult({
  options,
  root,
  project,
  baseline,
  vocabulary,
  started,
  stopwatch,
}: OpenAudit): AuditResult {
  const { files, includes } = project.selection;
  const skipped = toSkipped(
    root,
    project.skipped.filter(({ file }) => includes(file)),
  );
  const ledger = toLedger(files, { parsed: [], searched: [] }, skipped);
  const textOf = (file: string): string => project.textOf(file);
  const commentLine = openCommentLines(textOf);
  const commentLineOf = (file: string, offset: number): number | null =>
    project.isWritable(file) ? commentLine(file, offset) : null;
  return {
    root,
    target: options.target,
    preset: options.preset,
    ledger,
    ...countsOf(ledger, skipped),
    analysedFiles: [],
    configured: configuredBy(project.configuration, baseline, vocabulary),
    findings: [],
    asked: [],
    suppressed: [],
    suppressionFaults: [],
    baseline: { ...baseline, stale: [] },
    unresolved: [],
    skipped,
    unfinished: project.unfinished.map((folder) => resolve(root, folder)),
    unknownIds: unknownIds(project, options),
    staleMarks: staleMarksOf(project, options, [], commentPlacesOf({ textOf, commentLineOf })),
    openDecisions: openDecisionsOf(project, commentPlacesOf({ textOf, commentLineOf })),
    refuted: [],
    durationMs: performance.now() - started,
    laps: stopwatch.laps,
    textOf,
    commentLineOf,
    isRead: (file) => project.isRead(file),
    hasByteOrderMark: (file) => project.hasByteOrderMark(file),
  };
}

/** The marks in the files that are reported whose finding is gone; a rule that was not asked for says nothing of its own. */
export function staleMarksOf(
  project: Project,
  options: SettledOptions,
  findings: readonly Finding[],
  places: CommentPlaces,
): readonly Unresolved[] {
  return markedFilesOf(project, places).flatMap((file) => {
    const ofFile = findings.filter(({ span }) => span.file === file);
    const silent = options.rules.filter((rule) => levelIn(rule, file, options) === 'off').map(({ name }) => name);
    return findStaleMarks(file, ofFile, places, (rule) => !silent.includes(rule));
  });
}

/** What suggestions that were made left to do in the files that are reported: only a comment speaks of it. */
function openDecisionsOf(project: Project, places: CommentPlaces): readonly Span[] {
  return markedFilesOf(project, places).flatMap((file) =>
    openDecisionsIn(places.textOf(file)).map((start) => ({ file, start, end: start + MARK.length })),
  );
}

function markedFilesOf(project: Project, places: CommentPlaces): readonly string[] {
  // Other files can only speak of marks.
  const isMarked = (file: string): boolean => places.commentSign(file) !== null;
  return project.filesHolding(MARK).filter((file) => isMarked(file) && project.selection.includes(file));
}

function configuredBy(
  { files, hosts, packages, variables }: Configuration,
  baseline: Baseline,
  { wrappers = [] }: Vocabulary,
): Configured {
  return {
    files: [...files.map(({ file }) => file), baseline.file],
    words: [
      ...hosts.map(({ host }) => host),
      ...[...packages, ...variables].map(({ name }) => name),
      ...wrappers.flatMap(({ module, file }) => (file === null ? [module] : [])),
    ],
  };
}
