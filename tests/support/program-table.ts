import { readFileSync } from 'node:fs';
import type { Texts } from './findings.js';

/** A program and what is to be found in it. */
export interface ProgramRow {
  /** The situation. */
  readonly name: string;
  /** Its files, by path from the root. */
  readonly files: Texts;
  /** Findings as `rule file: text at the finding`. */
  readonly findings: readonly string[];
  /** Every Clever URL that is asked for. */
  readonly urls: readonly string[];
  /** Places that cannot be judged, as `file: text`. */
  readonly unresolved: readonly string[];
}

/**
 * Reads a table of programs.
 *
 * A row begins with `## name`. Each file follows `=== path`. Then come the lines with what is expected:
 * `! rule file: text` for a finding, `= url` for a URL, `? file: text` for a place that cannot be judged.
 *
 * @param url the table
 * @returns its rows
 * @throws Error for a row without a file
 */
export function readProgramTable(url: URL): readonly ProgramRow[] {
  const [, ...rows] = readFileSync(url, 'utf8').split(/^## /m);
  return rows.map(toRow);
}

function toRow(text: string): ProgramRow {
  const [heading = '', ...sections] = text.split(/^=== /m);
  const name = heading.trim();
  if (!sections.length) throw new Error(`the row "${name}" has no file`);
  const last = sections.pop() ?? '';
  const expectations = last.split('\n').filter(isExpectation);
  const program = last
    .split('\n')
    .filter((line) => !isExpectation(line))
    .join('\n');
  return {
    name,
    files: Object.fromEntries([...sections, program].map(toFile)),
    findings: startingWith('! ', expectations),
    urls: startingWith('= ', expectations),
    unresolved: startingWith('? ', expectations),
  };
}

function toFile(section: string): readonly [string, string] {
  const end = section.indexOf('\n');
  return [section.slice(0, end).trim(), `${section.slice(end + 1).trim()}\n`];
}

function isExpectation(line: string): boolean {
  return /^[!=?] /.test(line);
}

function startingWith(mark: string, lines: readonly string[]): readonly string[] {
  return lines
    .filter((line) => line.startsWith(mark))
    .map((line) => line.slice(mark.length).trim())
    .sort();
}
