import { fields } from '../clever-api/fields.js';
import { resources } from '../clever-api/resources.js';
import type { FieldRow, Resource, ResourceRow, Version } from '../clever-api/types.js';
import { courses, terms } from './demo/places.js';
import { people } from './demo/people.js';
import { readPath, withoutPath, withPath, type Json } from './json.js';

const resourceRows: readonly ResourceRow[] = resources;
const fieldRows: readonly FieldRow[] = fields;

/** What old versions had and v3 has nowhere, so that no demo record can hold it. */
const formerValues: Readonly<Record<string, unknown>> = {
  'section.course_description': '',
  'district_status.instant_login': true,
};

/** Records that fields of other records moved to, by the first part of the path that fetches them. */
const fetched: Readonly<Record<string, readonly Json[]>> = { courses, terms };

/** Whether people are users with roles. */
export function hasUsers(version: Version): boolean {
  return version === 'v3.0' || version === 'v3.1';
}

/**
 * A record as one version has it. The tables of the audit say where each field of an old version is in v3, so that the
 * sandbox serves exactly the fields that the audit knows.
 *
 * @param record as v3.1 has it
 * @param resource the kind of record in that version: `teacher` before v3, `user` since
 */
export function recordIn(version: Version, resource: Resource, record: Json): Json {
  if (version === 'v3.1') return record;
  if (version === 'v3.0') return withoutAdded(record);
  const rows = fieldRows.filter((row) => row.resource === resource && row.versions.includes(version));
  return rows.reduce<Json>((old, row) => {
    const value = valueOf(row, record);
    return value === undefined ? old : withPath(old, row.from, value);
  }, {});
}

/** The id of a record in one version. */
export function idIn(version: Version, resource: Resource, record: Json): string {
  return String(recordIn(version, resource, record)['id']);
}

/** The old kind of record under which somebody with a role is known before v3. */
export function resourceOfRole(role: string): Resource {
  const row = resourceRows.find((each) => each.role === role);
  if (!row) throw new Error(`No record before v3 is about the role ${role}`);
  return row.resource;
}

/** Leaves out what v3.1 added, but for what older versions know under another name. */
function withoutAdded(record: Json): Json {
  const known = new Set(fieldRows.map(({ to }) => to));
  const added = new Set(resourceRows.flatMap(({ addedInV31 }) => addedInV31).filter((path) => !known.has(path)));
  return [...added].reduce<Json>(withoutPath, record);
}

function valueOf(row: FieldRow, record: Json): unknown {
  if (row.to === null) return formerValues[`${row.resource}.${row.from}`];
  const value = readPath(record, row.to);
  if (value === undefined) return undefined;
  switch (row.change) {
    case 'moved-to-record':
      return readPath(fetchedRecord(row, value), row.fetchPath?.replace('data.', '') ?? '');
    case 'value-change':
      return formerId(row, record, value);
    case 'moved-into-array':
      return row.type.endsWith('[]') ? value : (value as readonly unknown[])[0];
    case 'type-change':
      return row.from === 'launch_date' ? `${value as string}T00:00:00.000Z` : value;
    default:
      return value;
  }
}

function fetchedRecord({ fetch = [] }: FieldRow, id: unknown): Json | undefined {
  const [, , collection = ''] = (fetch[0] ?? '').split('/');
  return fetched[collection]?.find((each) => each['id'] === id);
}

/** The id of before v3: the record's own, or those of the users that it names. */
function formerId({ resource, from, oldValueAt }: FieldRow, record: Json, value: unknown): unknown {
  const row = resourceRows.find((each) => each.resource === resource);
  const at = oldValueAt ?? row?.legacyIdAt;
  if (from === 'id' && at) return readPath(record, at);
  if (!row?.userIdsAt?.includes(from)) return value;
  return Array.isArray(value) ? value.map(formerTeacherId) : formerTeacherId(value);
}

function formerTeacherId(id: unknown): unknown {
  const person = people.find(({ record }) => record['id'] === id);
  return person && readPath(person.record, 'roles.teacher.legacy_id');
}
