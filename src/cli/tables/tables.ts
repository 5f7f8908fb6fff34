import { listTable, rowsBelow, tableVersions, type TableRow } from '../../clever-api/table.js';
import { UsageError } from '../errors.js';
import { exitCodes } from '../exit-code.js';
import type { Surroundings } from '../surroundings.js';
import { parseTablesLine, type TablesRequest } from './tables-line.js';
import { toMarkdown } from './to-markdown.js';
import { toText } from './to-text.js';

/**
 * `clever-audit tables`: prints what the tables say of the endpoints before v3.
 *
 * @param words the words behind `tables`
 * @returns 0
 * @throws UsageError for a version or a path that no row is about
 */
export function printTables(words: readonly string[], { stdout }: Surroundings): number {
  const line = parseTablesLine(words);
  stdout.write(line.kind === 'text' ? line.text : print(line));
  return exitCodes.clean;
}

function print(request: TablesRequest): string {
  const rows = chosenRows(request);
  if (request.format === 'json') {
    return `${JSON.stringify({ schemaVersion: 1, target: request.target, endpoints: rows }, null, 2)}\n`;
  }
  return request.format === 'markdown' ? toMarkdown(rows) : toText(rows);
}

function chosenRows({ version, path, target }: TablesRequest): readonly TableRow[] {
  const all = listTable(target);
  if (version !== null && !all.some((row) => row.version === version)) {
    throw new UsageError(`there is no table for version '${version}'; there are ${tableVersions.join(', ')}`);
  }
  const ofVersion = all.filter((row) => version === null || row.version === version);
  if (path === null) return ofVersion;
  const rows = rowsBelow(ofVersion, path);
  if (rows.length > 0) return rows;
  const where = version === null ? 'no version before v3 has an endpoint' : `${version} has no endpoint`;
  throw new UsageError(
    `${where} '${path}'; write the path with a leading slash and without a version, such as '/students' or '/students/{id}'`,
  );
}
