import { contactsOf } from './contacts.js';
import { courses, district, people, schools, sections, terms, type Person, type Section } from './people.js';
import { userRecord } from './records.js';

type Json = Readonly<Record<string, unknown>>;
/** One record, or a list of them. */
export type Related = Json | readonly Json[];

/** What stands below a record of v3: `/sections/{id}/users`; paths as the Swagger file of v3.0 lists them. */
const related: Readonly<Record<string, (id: string, query: URLSearchParams) => Related>> = {
  'users/district': () => district,
  'users/schools': (id, query) => schoolsOf(personOf(id), query.get('primary') === 'true'),
  'users/sections': (id) => sectionsOf(personOf(id)).map(sectionRecord),
  'users/myteachers': (id) => distinct(sectionsOf(personOf(id)).flatMap(({ teachers }) => teachers)).map(userRecord),
  'users/mystudents': (id) => distinct(sectionsOf(personOf(id)).flatMap(({ students }) => students)).map(userRecord),
  'users/mycontacts': (id) => contactsOf(id, 'v3.0'),
  'users/resources': () => [],
  'schools/district': () => district,
  'schools/courses': () => courses,
  'schools/terms': () => terms,
  'schools/sections': (id) => sections.filter(({ school }) => school === id).map(sectionRecord),
  'schools/users': (id, query) =>
    people
      .filter((person) => schoolsOf(person, query.get('primary') === 'true').some((school) => school.id === id))
      .filter(holding(query))
      .map(userRecord),
  'sections/district': () => district,
  'sections/school': (id) => one(schools, sectionOf(id).school),
  'sections/course': (id) => one(courses, sectionOf(id).course),
  'sections/term': (id) => one(terms, sectionOf(id).term_id),
  'sections/users': (id, query) =>
    distinct([...sectionOf(id).teachers, ...sectionOf(id).students])
      .filter(holding(query))
      .map(userRecord),
  'sections/resources': () => [],
  'courses/district': () => district,
  'courses/schools': () => schools,
  'courses/sections': (id) => sections.filter(({ course }) => course === id).map(sectionRecord),
  'courses/resources': () => [],
  'terms/district': () => district,
  'terms/schools': () => schools,
  'terms/sections': (id) => sections.filter(({ term_id: term }) => term === id).map(sectionRecord),
};

/**
 * What stands below a record of v3.
 *
 * @param collection that of the record: `sections`
 * @param id the record's
 * @param name what is asked of it: `users`
 * @returns null for a path that v3 does not have
 */
export function relatedTo(collection: string, id: string, name: string, query: URLSearchParams): Related | null {
  return related[`${collection}/${name}`]?.(id, query) ?? null;
}

/** A section as v3 has it. */
export function sectionRecord({ teachers, students, ...section }: Section): Json {
  const ids = teachers.map(({ id }) => id);
  return { ...section, district: district.id, teacher: ids[0], teachers: ids, students: students.map(({ id }) => id) };
}

/** `?role=teacher` */
export function holding(query: URLSearchParams): (person: Person) => boolean {
  const role = query.get('role');
  return ({ roles }) => role === null || Object.hasOwn(roles, role);
}

function schoolsOf({ roles }: Person, isPrimary: boolean): readonly { readonly id: string }[] {
  const fields = Object.values(roles).map((role) => role.fields);
  const ids = fields.flatMap(({ school, schools: all }) =>
    isPrimary ? [school] : [school, ...((all as string[]) ?? [])],
  );
  return schools.filter(({ id }) => ids.includes(id));
}

function sectionsOf(person: Person): readonly Section[] {
  return sections.filter(({ teachers, students }) => [...teachers, ...students].includes(person));
}

function personOf(id: string): Person {
  return one(people, id);
}

function sectionOf(id: string): Section {
  return one(sections, id);
}

function one<Record extends { readonly id: string }>(records: readonly Record[], id: string): Record {
  const record = records.find((each) => each.id === id);
  if (!record) throw new Error(`There is no ${id}`);
  return record;
}

function distinct<Item>(items: readonly Item[]): readonly Item[] {
  return [...new Set(items)];
}
