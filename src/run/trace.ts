import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AuditOptions, AuditResult } from './audit-result.js';
import { finishAudit } from './audit.js';
import { toCorpusPath } from '../discover/corpus.js';
import { KnownError, NoSuchPathError } from '../discover/errors.js';
import { findProjectRoot } from '../discover/project.js';
import { isSameSpan } from '../model/spans.js';
import type { Finding } from '../model/finding.js';
import { openAudit } from './open-audit.js';
import type { Derivation } from '../scan/derivation.js';
import { scan, type Scan } from '../scan/scan.js';
import type { Answer, EndpointUsage, Span } from '../model/usage.js';

/** A place as people name it; lines and columns start at 1. */
export interface TracePlace {
  /** As typed, relative to `cwd`. */
  readonly file: string;
  readonly line: number;
  readonly column: number | null;
}

/** All that is known of one call. */
export interface TracedCall extends Derivation {
  /** What is done with the answers to it. */
  readonly answers: readonly Answer[];
  /** What rules say of it, of the text its address is made of, and of what is read off its answer. */
  readonly findings: readonly Finding[];
}

/** What was seen at a place. */
export interface Trace {
  readonly result: AuditResult;
  readonly place: Span;
  readonly calls: readonly TracedCall[];
  /** Calls elsewhere whose address holds text of this place. */
  readonly usedBy: readonly Span[];
  /** What keeps anything from being seen; null if nothing does. */
  readonly remark: string | null;
}

const LINE_BREAK = /\r\n|[\r\n\u2028\u2029]/g;

/**
 * Tells how the audit comes to what it says, or does not say, of a place.
 *
 * @param options what to look at; the paths do not matter
 * @throws KnownError for a place that does not exist, and as `audit` does
 */
export function trace(options: Omit<AuditOptions, 'paths'>, place: TracePlace): Trace {
  const path = resolve(options.cwd, place.file);
  if (!existsSync(path)) throw new NoSuchPathError(place.file);
  const root = options.root ?? findProjectRoot(path);
  const open = openAudit({ ...options, root, paths: [path, root] });
  const file = toCorpusPath(root, path);
  if (file === null || !open.project.selection.files.includes(file)) {
    throw new KnownError(`${place.file} is no file that is looked at for calls`);
  }
  const span = spanOfPlace(open.project.sources.text(file), file, place);
  const result = finishAudit(open);
  if (!open.traced.length) return { result, place: span, calls: [], usedBy: [], remark: remarkOn(file, result, null) };
  const seen = scan(open.project.sources, open.traced, open.vocabulary);
  const endpoints = seen.usages.filter((usage) => usage.kind === 'endpoint');
  const calls = seen.derive(span).map((derivation) => withUses(derivation, endpoints, result.findings));
  const usedBy = endpoints.filter(({ url }) => url.pieces.some((piece) => piece.span && meet(piece.span, span)));
  return {
    result,
    place: span,
    calls,
    usedBy: distinct(usedBy.map((usage) => usage.span)).filter(
      (each) => !calls.some((call) => isSameSpan(call.span, each)),
    ),
    remark: calls.length ? null : remarkOn(file, result, seen),
  };
}

function withUses(
  derivation: Derivation,
  endpoints: readonly EndpointUsage[],
  findings: readonly Finding[],
): TracedCall {
  const own = endpoints.filter(({ span }) => isSameSpan(span, derivation.span));
  const answers = own.flatMap(({ answer }) => answer ?? []);
  const parts = [
    ...derivation.urls.flatMap(({ pieces }) => pieces.flatMap(({ span, missing }) => (span && !missing ? [span] : []))),
    ...answers.flatMap(({ reads, uses }) => [...reads, ...uses].map(({ span }) => span)),
  ];
  const isOwn = ({ span, related }: Finding): boolean =>
    parts.some((part) => meet(part, span)) ||
    [span, ...related.map((step) => step.span)].some((each) => isSameSpan(each, derivation.span));
  return { ...derivation, answers: [...new Set(answers)], findings: own.length ? findings.filter(isOwn) : [] };
}

function remarkOn(file: string, result: AuditResult, seen: Scan | null): string {
  const skipped = result.skipped.find((each) => each.file === file);
  if (skipped) return `the file could not be read: ${skipped.reason}`;
  if (!seen?.files.includes(file))
    return 'the file was not opened: it holds no trace of Clever, and nothing of it came here';
  return 'no call begins or stands here';
}

/** A line, or where a column is named the position of it. */
function spanOfPlace(text: string, file: string, place: TracePlace): Span {
  const starts = [0, ...Array.from(text.matchAll(LINE_BREAK), (match) => match.index + match[0].length)];
  const start = starts[place.line - 1];
  if (start === undefined) throw new KnownError(`${place.file} has ${starts.length} lines, and no line ${place.line}`);
  const end = start + text.slice(start, starts[place.line] ?? text.length).replace(LINE_BREAK, '').length;
  if (place.column === null) return { file, start, end };
  const at = start + place.column - 1;
  if (at > end) throw new KnownError(`${place.file}:${place.line} has no column ${place.column}`);
  return { file, start: at, end: at };
}

function meet(one: Span, other: Span): boolean {
  return one.file === other.file && one.start <= other.end && other.start <= one.end;
}

function distinct(spans: readonly Span[]): readonly Span[] {
  return spans.filter((span, index) => spans.findIndex((each) => isSameSpan(each, span)) === index);
}
