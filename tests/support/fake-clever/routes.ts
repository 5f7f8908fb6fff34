import { contactRecords, contactsOf } from './contacts.js';
import { checkParameters } from './parameters.js';
import {
  courses,
  district,
  events,
  people,
  schools,
  sections,
  terms,
  type Person,
  type RoleName,
  type Section,
} from './people.js';
import { holding, relatedTo, sectionRecord } from './related.js';
import { hasUsers, isRetired, loginRole, oldCollection, oldRecord, userRecord, type Version } from './records.js';
import { Refusal } from './refusal.js';

type Json = Readonly<Record<string, unknown>>;

/** A request below a version. */
export interface Call {
  readonly version: Version;
  /** Below the version: `/students`. */
  readonly path: string;
  readonly query: URLSearchParams;
}

const roleNames: readonly RoleName[] = ['student', 'teacher', 'staff', 'district_admin'];

/**
 * Answers a request for data.
 *
 * @returns the body
 * @throws Refusal for what the version does not have
 */
export function dataAnswer(call: Call): Json {
  const [, collection = '', id, name, ...rest] = call.path.split('/');
  if (hasUsers(call.version)) checkParameters(call.path, call.query);
  const records = recordsOf(call, collection);
  if (!records || rest.length) throw new Refusal(404, 'Resource not found');
  if (id === undefined) return listAnswer(call, collection, records);
  const record = records.find((each) => each['id'] === id);
  if (!record) throw new Refusal(404, 'Resource not found');
  if (name === undefined) return recordAnswer(call, record);
  if (!hasUsers(call.version) && collection === 'students' && name === 'contacts') return oldContacts(call, id);
  const related = hasUsers(call.version) ? relatedTo(collection, id, name, call.query) : null;
  if (!related) throw new Refusal(404, 'Resource not found');
  return Array.isArray(related)
    ? listAnswer(call, name, related as readonly Json[])
    : recordAnswer(call, related as Json);
}

/** v1 puts the records straight into the list. */
function oldContacts(call: Call, student: string): Json {
  const records = contactsOf(student, call.version);
  if (!isRetired(call.version)) return listAnswer(call, 'contacts', records);
  return { data: records, links: [{ rel: 'self', uri: `/${call.version}${call.path}` }] };
}

function recordAnswer({ version, path }: Call, data: Json): Json {
  return { data, links: [{ rel: 'self', uri: `/${version}${path}` }] };
}

function recordsOf(call: Call, collection: string): readonly Json[] | null {
  if (collection === 'districts') return [district];
  if (collection === 'schools') return schools;
  if (hasUsers(call.version)) return recordsOfV3(call, collection);
  if (collection === 'sections') return sections.map(oldSection);
  if (collection === 'events') return events.map((event) => oldEvent(event, call.version));
  if (collection === 'contacts') return contactRecords(call.version);
  const role = roleNames.find((each) => oldCollection(each) === collection);
  if (role === undefined) return null;
  return people.filter((person) => person.roles[role]).map((person) => oldRecord(person, role, call.version));
}

function recordsOfV3({ version, query }: Call, collection: string): readonly Json[] | null {
  switch (collection) {
    case 'users':
      if (query.get('role') === 'contact') return contactRecords(version);
      return people.filter(holding(query)).map(userRecord);
    case 'sections':
      return sections.map(sectionRecord);
    case 'courses':
      return courses;
    case 'terms':
      return terms;
    case 'events':
      return events.map(({ person, ...event }) => ({ ...event, data: { object: userRecord(person) } }));
    case 'resources':
      return [];
    default:
      return null;
  }
}

/** A section before v3, whose people have the ids of their roles. */
function oldSection({ id, name, school, grade, teachers, students }: Section): Json {
  const idIn = (role: RoleName) => (person: Person) => person.roles[role]?.oldId ?? person.id;
  const ids = teachers.map(idIn('teacher'));
  const people = { teacher: ids[0], teachers: ids, students: students.map(idIn('student')) };
  return { id, name, school, grade, district: district.id, ...people };
}

/** An event before v3 is about a record of the one role in which a person is known. */
function oldEvent({ person, ...event }: (typeof events)[number], version: Version): Json {
  const [role] = loginRole(person);
  const action = event.type.slice(event.type.indexOf('.'));
  const type = `${oldCollection(role).replace('_', '')}${action}`;
  return { ...event, type, data: { object: oldRecord(person, role, version) } };
}

function listAnswer({ version, path, query }: Call, collection: string, records: readonly Json[]): Json {
  const limit = Number(query.get('limit') ?? 100);
  const after = query.get('starting_after');
  const start = after === null ? 0 : records.findIndex((record) => record['id'] === after) + 1;
  const shown = records.slice(start, start + limit);
  const more = start + limit < records.length;
  const next = new URLSearchParams(query);
  next.set('starting_after', String(shown.at(-1)?.['id']));
  return {
    data: shown.map((data) => ({ data, uri: `/${version}/${collection}/${String(data['id'])}` })),
    links: [
      { rel: 'self', uri: `/${version}${path}` },
      ...(more ? [{ rel: 'next', uri: `/${version}${path}?${next.toString()}` }] : []),
    ],
  };
}
