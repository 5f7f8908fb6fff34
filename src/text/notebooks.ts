import { appendAll } from '../model/append.js';
import { keepOnly } from '../model/blanked.js';
import { loadJsonParser } from '../model/jsonc.js';
import type { Extent } from '../model/place-index.js';

/** A line of Python, R or Julia that is a comment alone, as it stands in a JSON string. */
const COMMENT_LINE = /(?<=^|\\n)(?:[ \t]|\\t)*#(?:[^\\]|\\[^n])*/g;

/**
 * Blanks all of a notebook but the code of its cells: what cells have printed or drawn is asked by nobody.
 *
 * @returns a text of the same length; the text as it is where it is no notebook
 * @see https://nbformat.readthedocs.io/en/latest/format_description.html
 */
export function codeOfNotebook(text: string): string {
  const sources = sourcesIn(text);
  return sources
    ? keepOnly(
        text,
        sources.flatMap((source) => codeIn(text, source)),
      )
    : text;
}

/** A string of the code without the lines that are comments. */
function codeIn(text: string, { start, end }: Extent): readonly Extent[] {
  const comments = [...text.slice(start, end).matchAll(COMMENT_LINE)];
  const ends = comments.map(({ index, 0: comment }) => start + index + comment.length);
  const starts = comments.map(({ index }) => start + index);
  return [start, ...ends].map((from, index) => ({ start: from, end: starts[index] ?? end }));
}

/** An object or a list of JSON around the place that is read. */
interface Container {
  readonly isObject: boolean;
  /** The member whose value is read; null for a list, and in front of the first name. */
  key: string | null;
}

const WAY_TO_CELL = 'cells/*';
const WAY_TO_TYPE = `${WAY_TO_CELL}/cell_type`;
/** The code is one string, or a list with one for each line. */
const WAYS_TO_CODE: ReadonlySet<string> = new Set([`${WAY_TO_CELL}/source`, `${WAY_TO_CELL}/source/*`]);
const LEVELS_OF_A_LINE = 4;

/** Where the strings of the code stand, without their quotes; null for what is no notebook. */
function sourcesIn(text: string): readonly Extent[] | null {
  const scanner = loadJsonParser().createScanner(text, true);
  const around: Container[] = [];
  const sources: Extent[] = [];
  let ofCell: Extent[] = [];
  let isCode = true;
  let hasCells = false;
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    const at = scanner.getTokenOffset();
    const mark = text[at];
    const inner = around.at(-1);
    if (mark === '{' || mark === '[') around.push({ isObject: mark === '{', key: null });
    else if (mark === '}' || mark === ']') {
      around.pop();
      if (wayOf(around) !== WAY_TO_CELL) continue;
      if (isCode) appendAll(sources, ofCell);
      [ofCell, isCode, hasCells] = [[], true, true];
    } else if (mark === ',' && inner?.isObject) inner.key = null;
    else if (mark === '"' && inner?.isObject && inner.key === null) inner.key = scanner.getTokenValue();
    else if (mark === '"') {
      const way = wayOf(around);
      const length = scanner.getTokenLength();
      if (way === WAY_TO_TYPE) isCode = scanner.getTokenValue() === 'code';
      else if (WAYS_TO_CODE.has(way)) ofCell.push({ start: at + 1, end: at + length - 1 });
    }
  }
  return hasCells && !around.length ? sources : null;
}

/** The members and lists that lead to what is read; empty where it is too deep to be code. */
function wayOf(around: readonly Container[]): string {
  return around.length > LEVELS_OF_A_LINE
    ? ''
    : around.map(({ isObject, key }) => (isObject ? (key ?? '') : '*')).join('/');
}
