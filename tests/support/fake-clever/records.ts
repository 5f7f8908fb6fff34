import { district, precedence, type Person, type RoleName, type RoleRecord } from './people.js';

/** Versions with a prefix of their own. */
export const versions = ['v1.1', 'v1.2', 'v2.1', 'v3.0', 'v3.1'] as const;
export type Version = (typeof versions)[number];

type Json = Readonly<Record<string, unknown>>;

/** What v3 calls a role, under the name it had before. */
export const oldRoleNames: Readonly<Record<RoleName, string>> = {
  student: 'student',
  teacher: 'teacher',
  staff: 'school_admin',
  district_admin: 'district_admin',
};

const created = '2021-08-30T12:00:00.000Z';
const lastModified = '2022-05-02T06:30:00.000Z';

/** Whether people are users with roles. */
export function hasUsers(version: Version): boolean {
  return version.startsWith('v3');
}

/** Whether Clever switched a version off at the end of 2022. */
export function isRetired(version: Version): boolean {
  return version.startsWith('v1');
}

/** The one role in which an old version knows a person. */
export function loginRole(person: Person): readonly [RoleName, RoleRecord] {
  for (const name of precedence) {
    const record = person.roles[name];
    if (record) return [name, record];
  }
  throw new Error(`${person.token} has no role`);
}

/** Where the list of an old role is: `/school_admins`. */
export function oldCollection(role: RoleName): string {
  return `${oldRoleNames[role]}s`;
}

/** A person in one role, as v1 and v2 have it. */
export function oldRecord(person: Person, role: RoleName, version: Version): Json {
  const { oldId, fields } = person.roles[role] as RoleRecord;
  const known = version === 'v1.1' && role !== 'staff' ? without(fields, 'schools') : fields;
  const dates = role === 'student' || role === 'teacher' ? { created, last_modified: lastModified } : {};
  return { id: oldId, district: district.id, name: person.name, ...emailOf(person), ...known, ...dates };
}

/** A person as v3 has it: all roles in one record. */
export function userRecord(person: Person): Json {
  const held = Object.entries(person.roles).map(([name, { oldId, fields }]) => [name, { legacy_id: oldId, ...fields }]);
  return {
    id: person.id,
    district: district.id,
    name: person.name,
    ...emailOf(person),
    created,
    last_modified: lastModified,
    // Clever leaves roles out that a person does not hold, or says null.
    roles: { district_admin: null, ...Object.fromEntries(held) },
  };
}

/** The answer of `/me`; that without a version is the one of v1.1. */
export function meAnswer(person: Person, version: Version): Json {
  const [role, { oldId }] = loginRole(person);
  const type = hasUsers(version) ? 'user' : oldRoleNames[role];
  const id = hasUsers(version) ? person.id : oldId;
  const collection = hasUsers(version) ? 'users' : oldCollection(role);
  const profile = isRetired(version) ? oldRecord(person, role, version) : { authorized_by: 'district' };
  return {
    type,
    data: { ...profile, id, district: district.id, type },
    links: [
      { rel: 'self', uri: '/me' },
      { rel: 'canonical', uri: `/${version}/${collection}/${id}` },
      { rel: 'district', uri: `/${version}/districts/${district.id}` },
    ],
  };
}

/** The answer of `/userinfo`, which has no version. */
export function userinfoAnswer(person: Person): Json {
  const [role, { oldId, fields }] = loginRole(person);
  return {
    sub: person.id,
    user_id: oldId,
    multi_role_user_id: person.id,
    user_type: role,
    district: district.id,
    district_id: district.id,
    ...emailOf(person),
    email_verified: false,
    name: person.name,
    given_name: person.name.first,
    family_name: person.name.last,
    schools: fields['schools'] ?? [],
    authorized_by: 'district',
  };
}

function emailOf({ email }: Person): Json {
  return email === null ? {} : { email };
}

function without(fields: Json, name: string): Json {
  return Object.fromEntries(Object.entries(fields).filter(([each]) => each !== name));
}
