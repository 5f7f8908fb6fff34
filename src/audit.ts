import { cleverApi, type CleverApi } from './clever-api/index.js';
import type { Texts } from './engine/edits.js';
import type { Finding, Skipped, Unresolved } from './engine/finding.js';
import { judge } from './engine/judge.js';
import { byCause } from './engine/one-cause.js';
import { findRefuted, type Candidate, type Reading, type Refuted } from './engine/prove.js';
import { guardSharedPieces } from './engine/shared-pieces.js';
import { toFindings } from './engine/to-findings.js';
import type { AuditOptions, AuditResult } from './audit-result.js';
import { cleanResult, openAudit, VOCABULARY, type OpenAudit } from './open-audit.js';
import type { Project } from './project.js';
import { scan, type Scan } from './scan/scan.js';

/**
 * One run, from files to findings.
 *
 * @param options what to look at, and for what
 * @throws KnownError for a path that does not exist or under which nothing can be audited
 */
export function audit(options: AuditOptions): AuditResult {
  return finishAudit(openAudit(options));
}

/**
 * The second half of a run: parses what can matter, judges it and proves the changes.
 *
 * @param open the first half
 */
export function finishAudit(open: OpenAudit): AuditResult {
  const clean = cleanResult(open);
  if (!open.traced.length) return clean;
  const { options, project } = open;
  const api = cleverApi(options.target);
  const first = read(project, open.traced, options, api);
  const refuted = prove(project, options, api, first);
  const { includes } = project.selection;
  return {
    ...clean,
    analysed: first.files.length,
    analysedFiles: first.files,
    findings: withoutRefuted(first.findings, refuted).filter(({ span }) => includes(span.file)),
    unresolved: first.unresolved.filter(({ span }) => includes(span.file)),
    skipped: [...project.skipped, ...brokenFiles(first)].filter(({ file }) => includes(file)),
    refuted: refuted.filter(({ finding }) => includes(finding.span.file)),
    durationMs: performance.now() - open.started,
  };
}

/** What a look at the whole project says, whatever is reported of it. */
interface ProjectReading extends Reading {
  readonly unresolved: readonly Unresolved[];
}

function read(project: Project, traced: readonly string[], options: AuditOptions, api: CleverApi): ProjectReading {
  return toReading(scan(project.sources, traced, VOCABULARY), project, options, api);
}

function toReading(result: Scan, project: Project, options: AuditOptions, api: CleverApi): ProjectReading {
  const judged = judge(result.usages, options.rules, options.preset, api);
  const judgements = byCause(guardSharedPieces(judged, result.usages));
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
  const readChanged = (texts: Texts): Reading => {
    const changed = project.withTexts(texts);
    return read(changed, changed.tracedFiles(VOCABULARY), options, api);
  };
  const fixes = before.findings.flatMap((finding): readonly Candidate[] =>
    finding.fix ? [{ finding, change: finding.fix, isFix: true }] : [],
  );
  const suggestions = before.findings.flatMap((finding) =>
    finding.suggestions.map((change): Candidate => ({ finding, change, isFix: false })),
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
