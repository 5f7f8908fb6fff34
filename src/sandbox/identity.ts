import { meAnswers, rolePrecedence } from '../clever-api/me.js';
import type { MappedVersion, MeAnswer, TargetVersion, Version } from '../clever-api/types.js';
import { people, type Person } from './demo/people.js';
import { districtId } from './demo/places.js';
import { readPath, type Json } from './json.js';
import { idIn, recordIn, resourceOfRole } from './records.js';

/** A person in the role in which the person signs in; versions before v3 know of no other. */
export interface Login {
  /** `yara`; with the role behind it for all roles but the first of somebody with several: `kim-as-teacher`. */
  readonly key: string;
  readonly person: Person;
  readonly role: (typeof rolePrecedence)[number];
}

/** All logins of the demo district. */
export const logins: readonly Login[] = people.flatMap(loginsOf);

const meRows: readonly MeAnswer[] = meAnswers;

function loginsOf(person: Person): readonly Login[] {
  const held = rolePrecedence.filter((role) => readPath(person.record, `roles.${role}`) !== undefined);
  return held.map((role, index) => ({ key: index === 0 ? person.key : `${person.key}-as-${role}`, person, role }));
}

/**
 * A login by its key.
 *
 * @throws Error for a key that nobody has
 */
export function loginCalled(key: string): Login {
  const login = logins.find((each) => each.key === key);
  if (login) return login;
  throw new Error(`Nobody signs in as '${key}' in the sandbox; these do: ${logins.map((each) => each.key).join(', ')}`);
}

/** The answer of `/me`, with or without a version; without one it follows the rules of v1. */
export function meAnswer(version: MappedVersion | TargetVersion, { person, role }: Login): Json {
  const row = meRows.find((each) => each.version === version);
  if (!row) throw new Error(`The tables hold no /me of ${version}`);
  const recordVersion: Version = version === 'unversioned' ? 'v1.1' : version;
  const isUser = row.types.includes('user');
  const type = isUser ? 'user' : resourceOfRole(role);
  const id = isUser ? String(person.record['id']) : idIn(recordVersion, resourceOfRole(role), person.record);
  const profile = row.profile ? recordIn(recordVersion, resourceOfRole(role), person.record) : {};
  const all: Json = { ...profile, id, district: districtId, type, authorized_by: 'district' };
  const names = row.profile ? [...Object.keys(profile), ...row.data] : row.data;
  const canonical = row.canonical.replace('{type}', type).replace('{id}', id);
  return {
    type,
    data: Object.fromEntries(names.map((name) => [name, all[name]])),
    links: [
      { rel: 'self', uri: '/me' },
      { rel: 'canonical', uri: canonical },
      { rel: 'district', uri: `/${recordVersion}/districts/${districtId}` },
    ],
  };
}

/** The answer of `/userinfo`, which has no version and no envelope. */
export function userinfoAnswer({ person, role }: Login): Json {
  const { id, email, name } = person.record;
  const held = readPath(person.record, `roles.${role}`) as Json;
  return {
    sub: id,
    user_id: held['legacy_id'],
    multi_role_user_id: id,
    user_type: role,
    district: districtId,
    district_id: districtId,
    ...(email === undefined ? {} : { email }),
    email_verified: false,
    name,
    given_name: readPath(person.record, 'name.first'),
    family_name: readPath(person.record, 'name.last'),
    schools: held['schools'] ?? [],
    authorized_by: 'district',
  };
}
