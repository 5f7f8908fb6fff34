import { district, people, schools, sections, type Person, type RoleName } from './people.js';
import { hasUsers, oldCollection, oldRecord, userRecord, type Version } from './records.js';
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
  const [, collection = '', id, ...rest] = call.path.split('/');
  const records = recordsOf(call, collection);
  if (!records || rest.length) throw new Refusal(404, 'Resource not found');
  if (id === undefined) return listAnswer(call, collection, records);
  const record = records.find((each) => each['id'] === id);
  if (!record) throw new Refusal(404, 'Resource not found');
  return { data: record, links: [{ rel: 'self', uri: `/${call.version}${call.path}` }] };
}

function recordsOf(call: Call, collection: string): readonly Json[] | null {
  if (collection === 'districts') return [district];
  if (collection === 'schools') return schools;
  if (collection === 'sections') return sections.map((section) => sectionRecord(section, call.version));
  if (hasUsers(call.version)) return collection === 'users' ? people.filter(holding(call.query)).map(userRecord) : null;
  const role = roleNames.find((each) => oldCollection(each) === collection);
  if (role === undefined) return null;
  return people.filter((person) => person.roles[role]).map((person) => oldRecord(person, role, call.version));
}

/** `?role=teacher` */
function holding(query: URLSearchParams): (person: Person) => boolean {
  const role = query.get('role');
  if (role === null) return () => true;
  const known = roleNames.find((each) => each === role);
  if (known === undefined) throw new Refusal(400, `There is no role ${role}`);
  return (person) => person.roles[known] !== undefined;
}

function sectionRecord({ teachers, students, ...section }: (typeof sections)[number], version: Version): Json {
  const idIn = (role: RoleName) => (person: Person) =>
    hasUsers(version) ? person.id : (person.roles[role]?.oldId ?? person.id);
  const ids = teachers.map(idIn('teacher'));
  return { ...section, district: district.id, teacher: ids[0], teachers: ids, students: students.map(idIn('student')) };
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
