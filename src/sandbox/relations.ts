import { courses, districts, schools, terms } from './demo/places.js';
import { events, sections, type DemoEvent } from './demo/classes.js';
import { people } from './demo/people.js';
import { readPath, type Json } from './json.js';

/** A kind of record, as v3 tells them apart. */
export type Kind = 'users' | 'districts' | 'schools' | 'sections' | 'courses' | 'terms';

const users: readonly Json[] = people.map(({ record }) => record);

/** All records of a kind, as v3.1 has them. */
export const allOf: Readonly<Record<Kind, readonly Json[]>> = { users, districts, schools, sections, courses, terms };

/** Which of several related records are meant. */
export interface Wanted {
  /** Null for people of any role, and for records that are no people. */
  readonly role: string | null;
  /** Only people by their first school, or first schools of people. */
  readonly primary: boolean;
}

/**
 * The records of a kind that belong to a record.
 *
 * @param owner as v3.1 has it
 * @param kind which records are asked for
 * @returns them as v3.1 has them; the owner is never among them
 */
export function relatedTo(ownerKind: Kind, owner: Json, kind: Kind, wanted: Wanted): readonly Json[] {
  const found = kind === 'users' ? usersOf(ownerKind, owner, wanted) : placesOf(ownerKind, owner, kind, wanted.primary);
  return [...new Set(found)].filter((each) => each !== owner);
}

/** Whether a user holds a role; true of everybody where none is asked for. */
export function holds(role: string | null): (user: Json) => boolean {
  return (user) => role === null || readPath(user, `roles.${role}`) !== undefined;
}

/** The events about a record, or about the records that belong to it. */
export function eventsOf(ownerKind: Kind, owner: Json): readonly DemoEvent[] {
  const anybody = { role: null, primary: false };
  return events.filter(
    ({ kind, record }) => record === owner || relatedTo(ownerKind, owner, kind, anybody).includes(record),
  );
}

function placesOf(ownerKind: Kind, owner: Json, kind: Exclude<Kind, 'users'>, primary: boolean): readonly Json[] {
  if (kind === 'districts' || ownerKind === 'districts') return allOf[kind];
  const around = sectionsAround(ownerKind, owner);
  switch (kind) {
    case 'sections':
      return around;
    case 'schools':
      return withIds(schools, ownerKind === 'users' ? schoolIdsOf(owner, primary) : around.map(({ school }) => school));
    case 'courses':
      return withIds(
        courses,
        around.map(({ course }) => course),
      );
    case 'terms':
      return withIds(
        terms,
        around.map(({ term_id: term }) => term),
      );
  }
}

/** The sections in which a record has a part. */
function sectionsAround(ownerKind: Kind, owner: Json): readonly Json[] {
  const { id } = owner;
  switch (ownerKind) {
    case 'sections':
      return [owner];
    case 'schools':
      return sections.filter(({ school }) => school === id);
    case 'courses':
      return sections.filter(({ course }) => course === id);
    case 'terms':
      return sections.filter(({ term_id: term }) => term === id);
    case 'districts':
      return sections;
    case 'users':
      return sections.filter((section) => memberIds(section).includes(id));
  }
}

function usersOf(ownerKind: Kind, owner: Json, { role, primary }: Wanted): readonly Json[] {
  return peopleAround(ownerKind, owner, role, primary).filter(holds(role));
}

function peopleAround(ownerKind: Kind, owner: Json, role: string | null, primary: boolean): readonly Json[] {
  if (ownerKind === 'districts') return users;
  if (ownerKind === 'schools') return users.filter((user) => schoolIdsOf(user, primary).includes(owner['id']));
  if (ownerKind === 'users' && role === 'contact') return users.filter((user) => childIds(user).includes(owner['id']));
  const ids = [...sectionsAround(ownerKind, owner).flatMap(memberIds), ...childIds(owner)];
  return withIds(users, ids);
}

function memberIds({ teachers, students }: Json): readonly unknown[] {
  return [...(teachers as readonly unknown[]), ...(students as readonly unknown[])];
}

/** The students that a contact belongs to. */
function childIds(user: Json): readonly unknown[] {
  return listOf(readPath(user, 'roles.contact.student_relationships[].student'));
}

function schoolIdsOf(user: Json, primary: boolean): readonly unknown[] {
  const roles = Object.values((user['roles'] ?? {}) as Readonly<Record<string, Json>>);
  return roles.flatMap(({ school, schools: all }) => (primary && school !== undefined ? [school] : listOf(all)));
}

/** In the order of the ids: the primary teacher of a section comes first. */
function withIds(records: readonly Json[], ids: readonly unknown[]): readonly Json[] {
  return ids.map((wanted) => records.find(({ id }) => id === wanted)).filter((record) => record !== undefined);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
