import { RULE_PREFIX } from './judge.js';
import { lineEndNear, lineStartAt } from '../model/lines.js';
import type { Edit, Finding, Unresolved } from '../model/finding.js';
import { MARK } from '../model/mark.js';
import type { Span } from '../model/spans.js';

/** A comment that a run left above what it could not fix. */
interface Mark {
  readonly start: number;
  readonly end: number;
  /** Name of the rule, without the prefix. */
  readonly rule: string;
}

/** Where comments can be put. */
export interface CommentPlaces {
  textOf(file: string): string;
  /**
   * The start of a line above which a comment about an offset can stand alone.
   *
   * @returns null where none is known to be safe
   */
  commentLine(file: string, offset: number): number | null;
  /** What begins a comment that goes to the end of its line; null in files that have none. */
  commentSign(file: string): string | null;
}

/** The marks to put, and the findings that no mark can be put for. */
export interface Marking {
  readonly edits: readonly Edit[];
  /** How many comments the edits hold. */
  readonly added: number;
  readonly unmarkable: readonly Finding[];
}

const MARK_LINE = /^[ \t]*(?:\/\/|#)[ \t]*TODO\(clever-audit\): ([\w-]+):.*$/gm;
const DIRECTIVE_LINE =
  /^\s*(?:\/\/|#)\s*(?:clever-audit-disable-next-line|eslint-disable-next-line|@ts-(?:expect-error|ignore)|prettier-ignore|biome-ignore)/;
/** What may stand between a mark and its code without parting them. */
const COMMENT_OR_BLANK = /^\s*(?:$|\/\/|\/\*|\*|#)/;

/**
 * Puts a comment above each finding that has no fix, in the style of its file; where one stands already, none is added.
 *
 * @param findings what is left
 * @param reasonOf why a finding has no fix, in words
 */
export function markFindings(
  findings: readonly Finding[],
  places: CommentPlaces,
  reasonOf: (finding: Finding) => string,
): Marking {
  const edits = new Map<string, Edit>();
  const unmarkable: Finding[] = [];
  for (const finding of findings) {
    const { file } = finding.span;
    const text = places.textOf(file);
    const sign = places.commentSign(file);
    const line = commentLineAbove(finding.span, places);
    if (sign === null || line === null) {
      unmarkable.push(finding);
      continue;
    }
    const rule = finding.rule.slice(RULE_PREFIX.length);
    const key = `${file}:${line}:${rule}`;
    if (edits.has(key) || marksAbove(text, line).some((mark) => mark.rule === rule)) continue;
    const comment = `${indentAt(text, line)}${sign} ${MARK}: ${rule}: ${toOneLine(reasonOf(finding))}`;
    edits.set(key, { file, start: line, end: line, text: `${comment}${lineEndNear(text, line)}` });
  }
  return { edits: joinAtOnePlace([...edits.values()]), added: edits.size, unmarkable };
}

/**
 * Finds the marks that have outlived their findings.
 *
 * @param file a file that holds marks
 * @param findings all findings of the file
 * @param isJudged whether a rule was asked for at all
 */
export function findStaleMarks(
  file: string,
  findings: readonly Finding[],
  places: CommentPlaces,
  isJudged: (rule: string) => boolean,
): readonly Unresolved[] {
  const text = places.textOf(file);
  const live = new Set<number>();
  for (const finding of findings) {
    const line = commentLineAbove(finding.span, places);
    if (line === null) continue;
    const rule = finding.rule.slice(RULE_PREFIX.length);
    for (const mark of marksAbove(text, line)) if (mark.rule === rule) live.add(mark.start);
  }
  return marksIn(text)
    .filter(({ start, rule }) => !live.has(start) && isJudged(rule))
    .map(({ start, end, rule }) => ({
      span: { file, start, end },
      reason: `the finding of ${RULE_PREFIX}${rule} is gone; remove the comment`,
    }));
}

/**
 * The start of the line above which a comment about a place goes: above a directive, which speaks of the next line and
 * must stay next to it.
 *
 * @returns null where no line is known to be safe
 */
export function commentLineAbove(span: Span, places: CommentPlaces): number | null {
  const text = places.textOf(span.file);
  let line = places.commentLine(span.file, span.start);
  while (line !== null) {
    const above = lineStartAt(text, line - 1);
    if (!DIRECTIVE_LINE.test(text.slice(above, line))) break;
    line = above;
  }
  return line;
}

/** The marks in the comment above a line. */
function marksAbove(text: string, line: number): readonly Mark[] {
  let top = line;
  while (top > 0) {
    const above = lineStartAt(text, top - 1);
    if (!COMMENT_OR_BLANK.test(text.slice(above, top))) break;
    top = above;
  }
  return marksIn(text).filter(({ start }) => start >= top && start < line);
}

function marksIn(text: string): readonly Mark[] {
  return [...text.matchAll(MARK_LINE)].map((match) => {
    const indent = match[0].length - match[0].trimStart().length;
    const start = match.index + indent;
    return { start, end: match.index + match[0].trimEnd().length, rule: match[1] ?? '' };
  });
}

/** What the line at an offset is indented by. */
export function indentAt(text: string, line: number): string {
  return /^[ \t]*/.exec(text.slice(line))?.[0] ?? '';
}

function toOneLine(reason: string): string {
  return reason.replaceAll(/\s+/g, ' ').trim();
}

/** Two comments at one place are one edit, so that their order is kept. */
function joinAtOnePlace(edits: readonly Edit[]): readonly Edit[] {
  const joined = new Map<string, Edit>();
  for (const edit of edits) {
    const key = `${edit.file}:${edit.start}`;
    joined.set(key, { ...edit, text: (joined.get(key)?.text ?? '') + edit.text });
  }
  return [...joined.values()];
}
