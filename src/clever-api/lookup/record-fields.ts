import { fields } from '../fields.js';
import type { FieldRow, RecordField, TargetVersion } from '../types.js';
import { atTarget } from './calls.js';

/** `enrollments[].school` as members, with `[]` for the step into a list. */
function membersOf(place: string): readonly string[] {
  return place.replaceAll('[]', '.[]').split('.');
}

/** Readers step into a list by an index, or by a callback that leaves no trace in the path. */
function isListStep(member: string): boolean {
  return member === '[]' || /^\d+$/.test(member);
}

function withoutListSteps(members: readonly string[]): readonly string[] {
  return members.filter((member) => !isListStep(member));
}

function startsWith(members: readonly string[], start: readonly string[]): boolean {
  return start.every((member, index) => members[index] === member);
}

/** How many members of a path name its first `count` fields, list steps among them included. */
function depthOf(path: readonly string[], count: number): number {
  let left = count;
  const last = path.findIndex((member) => !isListStep(member) && --left === 0);
  return last + 1;
}

/** Rows of the version that is asked for; all rows where it had no such field. */
function preferVersion(rows: readonly FieldRow[], version: string | null): readonly FieldRow[] {
  const own = rows.filter((row) => (row.versions as readonly (string | null)[]).includes(version));
  return own.length > 0 ? own : rows;
}

/** The place that a whole (`name`) has if its fields (`name.first`) sit under one place and keep their names. */
function placeOfWhole(whole: readonly string[], rows: readonly FieldRow[]): string | null {
  const places = rows.map((row) => {
    const rest = row.from.slice(whole.join('.').length);
    return row.to?.endsWith(rest) ? row.to.slice(0, -rest.length) : row.to;
  });
  const [place = null] = places;
  return places.every((other) => other === place) ? place : null;
}

/** A row for a whole that the tables know by its fields only. Fields that v3 lacks do not tell where the rest went. */
function rowOfWhole(whole: readonly string[], rows: readonly FieldRow[]): FieldRow | null {
  const kept = rows.filter((row) => row.to !== null);
  const [first] = kept.length > 0 ? kept : rows;
  if (first === undefined) return null;
  const { resource, versions, change, certainty, source, fetch } = first;
  return {
    resource,
    versions,
    from: whole.join('.'),
    to: placeOfWhole(whole, kept),
    change,
    type: 'object',
    ...(fetch === undefined ? {} : { fetch }),
    certainty,
    source,
  };
}

/** A row, with the members that lead to its field. */
interface RowWithMembers {
  readonly row: FieldRow;
  readonly members: readonly string[];
}

/** The rows of each kind of record; programs read thousands of fields. */
const rowsByResource = new Map<string, RowWithMembers[]>();
for (const row of fields) {
  const rows = rowsByResource.get(row.resource) ?? [];
  rowsByResource.set(row.resource, rows);
  rows.push({ row, members: withoutListSteps(membersOf(row.from)) });
}

function findRow(resource: string, read: readonly string[], version: string | null): FieldRow | null {
  const rows = rowsByResource.get(resource) ?? [];
  const rowsWhere = (isMeant: (members: readonly string[]) => boolean): readonly FieldRow[] =>
    rows.flatMap(({ row, members }) => (isMeant(members) ? [row] : []));
  const named = rowsWhere((members) => startsWith(read, members));
  const [row] = preferVersion(named, version);
  if (row !== undefined) return row;
  const below = rowsWhere((members) => startsWith(members, read));
  return rowOfWhole(read, preferVersion(below, version));
}

/**
 * Finds what became of a field of a record.
 *
 * @param resource the kind of record: `student`
 * @param path member names below the record's `data`: `['name', 'first']`
 * @param version the version that answered, where fields of one name differ; null if not known
 * @param target the version to name in requests
 * @returns the field, unchanged ones included; null for a field that no old version had
 */
export function findRecordField(
  resource: string,
  path: readonly string[],
  version: string | null,
  target: TargetVersion,
): RecordField | null {
  const read = withoutListSteps(path);
  if (read.length === 0) return null;
  const row = findRow(resource, read, version);
  if (row === null) return null;
  return {
    resource: row.resource,
    name: row.from,
    depth: depthOf(path, withoutListSteps(membersOf(row.from)).length),
    versions: row.versions,
    change: row.change,
    to: row.to === null ? null : membersOf(row.to),
    text: row.to === null ? null : `data.${row.to}`,
    oldValueAt: row.oldValueAt ?? null,
    fetch: (row.fetch ?? []).map((request) => atTarget(request, target)),
    fetchPath: row.fetchPath ?? null,
    note: row.note === undefined ? null : atTarget(row.note, target),
    certainty: row.certainty,
    source: row.source,
  };
}
