import { CsvError, parse, type InfoRecord } from 'csv-parse/sync';
import { KnownError } from '../discover/errors.js';
import type { IdMap, IdMapColumns } from './id-map.js';

const ID = /^[\w-]+$/;

/**
 * Reads the CSV that Clever makes for the move to API v3.0. Rows that lack one of the two ids say nothing and are left
 * out.
 *
 * @param name the file, as messages name it
 * @param text its text
 * @param columns names of the columns with the old and the new ids
 * @throws KnownError that names the row, and the column, of what is wrong
 */
export function readIdMap(name: string, text: string, columns: IdMapColumns): IdMap {
  const ids = new Map<string, string>();
  let oldColumn = -1;
  let newColumn = -1;
  const takeRow = (row: readonly string[], line: number): void => {
    if (oldColumn < 0) {
      oldColumn = columnOf(columns.old, row, name);
      newColumn = columnOf(columns.new, row, name);
      return;
    }
    const cells = { old: row[oldColumn] ?? '', new: row[newColumn] ?? '' };
    if (cells.old === '' || cells.new === '') return;
    for (const side of ['old', 'new'] as const) {
      if (ID.test(cells[side])) continue;
      throw new KnownError(`${name}: row ${line}, column '${columns[side]}': '${cells[side]}' is not an id`);
    }
    const known = ids.get(cells.old);
    if (known !== undefined && known !== cells.new) {
      throw new KnownError(
        `${name}: row ${line}, column '${columns.new}': '${cells.old}' has a different new id above, '${known}'`,
      );
    }
    ids.set(cells.old, cells.new);
  };
  forEachRow(name, text, takeRow);
  if (oldColumn < 0) throw new KnownError(`${name} is empty; a CSV with the columns ${list(columns)} is needed`);
  if (ids.size === 0) throw new KnownError(`${name} has no row with both ids in the columns ${list(columns)}`);
  return { name, ids };
}

/** Gives each row to a function, with the line on which it begins; a map may have a million rows, so none is kept. */
function forEachRow(name: string, text: string, take: (row: readonly string[], line: number) => void): void {
  try {
    const onRecord = (row: readonly string[], { lines }: InfoRecord): null => {
      take(row, lines);
      return null;
    };
    parse(text, { bom: true, skip_empty_lines: true, trim: true, onRecord });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new KnownError(`${name} is not CSV: ${whyNot(error)}`);
  }
}

/** The library explains an open quotation mark by its own state. */
function whyNot({ code, message }: CsvError): string {
  if (code !== 'CSV_QUOTE_NOT_CLOSED') return message;
  const line = /at line (\d+)/.exec(message)?.[1];
  return line === undefined ? 'a quote is not closed' : `a quote in line ${line} is not closed`;
}

function columnOf(column: string, header: readonly string[], name: string): number {
  const index = header.indexOf(column);
  if (index >= 0) return index;
  throw new KnownError(
    `${name}: row 1 has no column '${column}', only ${header.map((each) => `'${each}'`).join(', ')}; ` +
      'name the columns of the old and the new ids with --id-map-columns <old>,<new>',
  );
}

function list(columns: IdMapColumns): string {
  return `'${columns.old}' and '${columns.new}'`;
}
