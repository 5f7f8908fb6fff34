import { isUtf8 } from 'node:buffer';

import type { AuditOptions } from '../run/audit-result.js';
import { KnownError } from '../discover/errors.js';
import { KNOWN_COLUMNS } from '../id-map/id-map.js';
import { readIdMap } from '../id-map/read-id-map.js';
import type { Arguments } from './arguments.js';
import { readNamedFile } from './read-named-file.js';

/**
 * Reads the file of `--id-map`.
 *
 * @param cwd absolute; what the file's path is relative to
 * @returns the option that hands its ids to an audit
 * @throws KnownError for a file that cannot be read, or is no table of ids
 */
export function toIdMap({ idMap, idMapColumns }: Arguments, cwd: string): Pick<AuditOptions, 'idMap'> {
  if (idMap === null) return {};
  const bytes = readNamedFile(idMap, cwd, `The file of --id-map, ${idMap},`);
  if (!isUtf8(bytes) || bytes.includes(0)) {
    throw new KnownError(
      `${idMap} is not a text file; unzip Clever's download, which has a CSV for each district, and name one CSV`,
    );
  }
  return { idMap: readIdMap(idMap, bytes.toString('utf8'), idMapColumns ?? KNOWN_COLUMNS) };
}
