import { neverOnMeFields, removedMeFields } from '../me.js';
import type { MeField, MeFieldRow, MeReplacement, NeverOnMe, NeverOnMeRow, TargetVersion } from '../types.js';
import { atTarget } from './calls.js';

/** `data` and the field itself. */
const depth = 2;
const neverRows: readonly NeverOnMeRow[] = neverOnMeFields;

/** The member of `data` that a path reads; null where the path stays above it or leads elsewhere. */
function memberOfData(path: readonly string[]): string | null {
  return path[0] === 'data' ? (path[1] ?? null) : null;
}

function replacementOf(row: MeFieldRow): MeReplacement {
  const { name, roles } = row;
  const [first, ...others] = roles;
  if (first === undefined) return { path: ['data', name], underRole: false, roles };
  const role = others.length === 0 ? first : '<role>';
  return { path: ['data', 'roles', role, name], underRole: true, roles };
}

/**
 * Finds the field that v3 removed from `/me` and that a path reads.
 *
 * @param path member names from the top of the body: `['data', 'name', 'first']`
 * @returns the field, here `name`, with its place in v3; null for what v3 still has, and for what `/me` never had
 */
export function findMeField(path: readonly string[]): MeField | null {
  const row = removedMeFields.find((field) => field.name === memberOfData(path));
  if (row === undefined) return null;
  const lost = row.lostMembers?.includes(path[depth] ?? '') ?? false;
  const replacement = lost ? null : replacementOf(row);
  return {
    name: row.name,
    depth,
    replacement,
    text: replacement === null ? null : replacement.path.join('.'),
    needsSync: row.needsSync,
    userinfo: lost ? null : row.userinfo,
    isReformatted: row.isReformatted ?? false,
    certainty: row.certainty,
    source: row.source,
  };
}

/**
 * Finds a field that a path reads off `/me` although no version had it there.
 *
 * @param path member names from the top of the body: `['data', 'roles']`
 * @param target the version to name in the request
 * @returns the field and the request that answers it; null for all other fields
 */
export function findNeverOnMe(path: readonly string[], target: TargetVersion): NeverOnMe | null {
  const row = neverRows.find((field) => field.name === memberOfData(path));
  return row === undefined ? null : { ...row, depth, request: atTarget(row.request, target) };
}
