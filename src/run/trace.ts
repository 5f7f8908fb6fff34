import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AuditOptions, AuditResult } from './audit-result.js';
import { finishAudit } from './audit.js';
import { toCorpusPath } from '../discover/corpus.js';
import { KnownError, NoSuchPathError } from '../discover/errors.js';
import { findProjectRoot } from '../discover/project.js';
import { isSameSpan, spanKey } from '../model/spans.js';
import type { Finding } from '../model/finding.js';
import type { SuppressedFinding } from '../model/suppression.js';
import { openAudit } from './open-audit.js';
import type { Derivation } from '../scan/derivation.js';
import { scan, type Scan } from '../scan/scan.js';
import type { Answer } from '../model/answer.js';
import type { Span } from '../model/spans.js';
import type { Usage } from '../model/usage.js';

/** A place as people name it; lines and columns start at 1. */
export interface TracePlace {
  /** As typed, relative to `cwd`. */
  readonly file: string;
  readonly line: number;
  readonly column: number | null;
}

/** A finding that the report shows, or one that it leaves out because somebody decided to live with it. */
export type ToldFinding = Finding | SuppressedFinding;

/** All that is known of one call. */
export interface TracedCall extends Derivation {
  /** What is done with the answers to it. */
  readonly answers: readonly Answer[];
  /** What the report says of it, of the text its address is made of, and of what is read off its answer. */
  readonly findings: readonly ToldFinding[];
  /** What would settle its address, where the report lists it as unresolved. */
  readonly unresolved: readonly string[];
}

/** What was seen at a place. */
export interface Trace {
  readonly result: AuditResult;
  readonly place: Span;
  readonly calls: readonly TracedCall[];
  /** What the report says of this place, as far as no call of it is told above. */
  readonly findings: readonly ToldFinding[];
  /** URLs of calls elsewhere that hold text of this place. */
  readonly usedBy: readonly UsedBy[];
  /** What keeps anything from being seen; null if nothing does. */
  readonly remark: string | null;
}

/** A call, and one of its URLs. */
export interface UsedBy {
  readonly span: Span;
  readonly url: string;
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
    throw new KnownError(`${place.file} is not a file that clever-audit checks for calls`);
  }
  const span = spanOfPlace(open.project.sources.text(file), file, place);
  const result = finishAudit(open);
  const told = [...result.findings, ...result.suppressed];
  const standing = told.filter((finding) => meet(finding.span, span));
  if (!open.traced.length) {
    return { result, place: span, calls: [], findings: standing, usedBy: [], remark: remarkOn(file, result, null) };
  }
  const seen = scan(open.project.sources, open.traced, open.vocabulary);
  const calls = seen.derive(span).map((derivation) => toCall(derivation, seen.usages, told, result));
  const shown = new Set(calls.flatMap(({ findings }) => findings));
  return {
    result,
    place: span,
    calls,
    findings: standing.filter((finding) => !shown.has(finding)),
    usedBy: usersOf(span, seen.usages).filter((each) => !calls.some((call) => isSameSpan(call.span, each.span))),
    remark: calls.length ? null : remarkOn(file, result, seen, standing),
  };
}

/** The URLs that hold text of a place, each once for a call. */
function usersOf(place: Span, usages: readonly Usage[]): readonly UsedBy[] {
  const users = usages.flatMap((usage) => {
    if (usage.kind !== 'endpoint') return [];
    const { span, url } = usage;
    return url.pieces.some((piece) => piece.span && meet(piece.span, place)) ? [{ span, url: url.text }] : [];
  });
  const keyOf = ({ span, url }: UsedBy): string => `${spanKey(span)}:${url}`;
  return [...new Map(users.map((user) => [keyOf(user), user])).values()];
}

function toCall(
  derivation: Derivation,
  usages: readonly Usage[],
  told: readonly ToldFinding[],
  { unresolved }: AuditResult,
): TracedCall {
  const isOwn = ({ span }: { readonly span: Span }): boolean => isSameSpan(span, derivation.span);
  const own = usages.filter(isOwn);
  const answers = own.flatMap((usage) => (usage.kind === 'endpoint' ? (usage.answer ?? []) : []));
  const addresses = own.flatMap((usage) => (usage.kind === 'unresolved' ? [usage.url] : []));
  const parts = [
    ...derivation.urls.flatMap(({ pieces }) => pieces.flatMap(({ span, missing }) => (span && !missing ? [span] : []))),
    ...answers.flatMap(({ reads, uses }) => [...reads, ...uses].map(({ span }) => span)),
  ];
  const isTold = (finding: ToldFinding): boolean =>
    finding.topic === 'unresolved call'
      ? addresses.some((address) => isSameSpan(address, finding.span))
      : parts.some((part) => meet(part, finding.span)) || [finding, ...finding.calls, ...finding.related].some(isOwn);
  return {
    ...derivation,
    answers: [...new Set(answers)],
    findings: own.length ? told.filter(isTold) : [],
    unresolved: unresolved.filter(isOwn).map(({ reason }) => reason),
  };
}

function remarkOn(file: string, result: AuditResult, seen: Scan | null, standing: readonly ToldFinding[] = []): string {
  const skipped = result.skipped.find((each) => each.file === file);
  if (skipped) return `the file could not be read: ${skipped.reason}`;
  if (result.ledger.get(file) === 'asText')
    return 'this tool reads this file only as text, so there is no call to trace';
  if (!seen?.files.includes(file))
    return 'the file was not opened: it does not mention Clever, and no Clever value reaches it';
  return standing.some(({ topic }) => topic === 'unresolved call')
    ? 'this tool cannot tell which call uses the URL on this line'
    : 'there is no call here; name the line on which the code sends the request';
}

/** A line, or where a column is named the position of it. */
function spanOfPlace(text: string, file: string, place: TracePlace): Span {
  const starts = [0, ...Array.from(text.matchAll(LINE_BREAK), (match) => match.index + match[0].length)];
  const start = starts[place.line - 1];
  if (start === undefined)
    throw new KnownError(
      `${place.file} has ${starts.length} ${starts.length === 1 ? 'line' : 'lines'}, and no line ${place.line}`,
    );
  const end = start + text.slice(start, starts[place.line] ?? text.length).replace(LINE_BREAK, '').length;
  if (place.column === null) return { file, start, end };
  const at = start + place.column - 1;
  if (at > end) throw new KnownError(`${place.file}:${place.line} has no column ${place.column}`);
  return { file, start: at, end: at };
}

function meet(one: Span, other: Span): boolean {
  return one.file === other.file && one.start <= other.end && other.start <= one.end;
}
