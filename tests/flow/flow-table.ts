import { readFileSync } from 'node:fs';
import type { Texts } from '../support/findings.js';

/** A program, the reads that must be reported in it, and where the answer leaves sight. */
export interface FlowRow {
  /** The situation. */
  readonly name: string;
  /** Its files, without the marks. */
  readonly files: Texts;
  /** The same with a mark around every text that is to be reported: «certain», ‹likely›. */
  readonly marked: readonly string[];
  /** As `[path] text`. */
  readonly escapes: readonly string[];
}

/**
 * Reads a table of flows.
 *
 * A row begins with `## name`, each file of it with `=== path`. Lines `> [path] text` behind the last file name the
 * places where the whole answer, its data, its id or its type leaves sight.
 *
 * @param url the table
 * @returns its rows
 * @throws Error for a row without a file
 */
export function readFlowTable(url: URL): readonly FlowRow[] {
  const [, ...rows] = readFileSync(url, 'utf8').split(/^## /m);
  return rows.map(toRow);
}

function toRow(text: string): FlowRow {
  const [heading = '', ...sections] = text.split(/^=== /m);
  const name = heading.trim();
  if (!sections.length) throw new Error(`the row "${name}" has no file`);
  const lines = sections.join('=== ').split('\n');
  const escapes = lines.filter((line) => line.startsWith('> ')).map((line) => line.slice(2));
  const program = lines.filter((line) => !line.startsWith('> ')).join('\n');
  const marked = program.split(/^=== /m).map((file) => file.trim());
  const files = marked.map((file) => file.replaceAll(/[«»‹›]/g, '')).map(toFile);
  return { name, files: Object.fromEntries(files), marked, escapes: escapes.sort() };
}

/** Path and text of a file whose first line is its path. */
export function toFile(section: string): readonly [string, string] {
  const end = section.indexOf('\n');
  return [section.slice(0, end), section.slice(end + 1)];
}
