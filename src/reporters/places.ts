import path from 'node:path';

import type { AuditResult } from '../run/audit-result.js';
import { findLineStarts, linesOf, positionAt } from '../model/lines.js';
import type { Span } from '../model/spans.js';
import { toPathFrom } from '../model/path-from.js';
import { toPrintable } from './printable.js';

/** A span as people and editors name it: lines and columns start at 1, columns count UTF-16 units. */
export interface Place {
  /** Relative to the working directory, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** The column behind the last character. */
  readonly endColumn: number;
}

/** Names the files and spans of one result. */
export interface Places {
  /** Relative to the working directory, with forward slashes. */
  fileOf(file: string): string;
  placeOf(span: Span): Place;
  /** The line in which the text of a span begins: one that takes a whole line away begins at the end of the line above. */
  lineOf(span: Span): number;
  /** `file:line:column`, which terminals and editors turn into a link. */
  headerOf(span: Span): string;
  /** The lines `first` to `last` (from 1, as far as they exist) without their ends. */
  linesOf(file: string, first: number, last: number): readonly string[];
}

/**
 * Prepares the places of one result; line starts are looked up once per file.
 *
 * @param result the result whose spans will be asked for
 * @param cwd the absolute folder that paths are relative to
 * @returns the questions that can be asked
 */
export function createPlaces(result: AuditResult, cwd: string): Places {
  const lineStarts = new Map<string, readonly number[]>();
  const names = new Map<string, string>();

  function lineStartsOf(file: string): readonly number[] {
    const known = lineStarts.get(file);
    if (known) return known;
    const starts = findLineStarts(result.textOf(file));
    lineStarts.set(file, starts);
    return starts;
  }

  function fileOf(file: string): string {
    const name = names.get(file) ?? toDisplayPath(result.root, file, cwd);
    names.set(file, name);
    return name;
  }

  function placeOf(span: Span): Place {
    const starts = lineStartsOf(span.file);
    const first = positionAt(starts, span.start);
    const last = positionAt(starts, span.end);
    return { file: fileOf(span.file), ...first, endLine: last.line, endColumn: last.column };
  }

  return {
    fileOf,
    placeOf,
    lineOf({ file, start, end }) {
      const text = result.textOf(file).slice(start, end);
      const blank = text.trim() === '' ? 0 : text.length - text.trimStart().length;
      return positionAt(lineStartsOf(file), start + blank).line;
    },
    headerOf(span) {
      const { file, line, column } = placeOf(span);
      return `${toPrintable(file)}:${line}:${column}`;
    },
    linesOf(file, first, last) {
      const starts = lineStartsOf(file);
      return linesOf(result.textOf(file).slice(starts[first - 1], starts[last]));
    },
  };
}

/**
 * Names a file for people.
 *
 * @param root the absolute folder that `file` is relative to
 * @param file the file
 * @param cwd the absolute folder that the answer is relative to
 * @returns the path with forward slashes
 */
export function toDisplayPath(root: string, file: string, cwd: string): string {
  return toPathFrom(cwd, path.resolve(root, file));
}
