import { Refusal } from './refusal.js';

const paging = ['limit', 'starting_after', 'ending_before'];
const countable = [...paging, 'count'];
const ofPeople = [...paging, 'role'];

/** The query parameters that the Swagger files of v3.0 list; a path that is not here takes none. */
const parameters: Readonly<Record<string, readonly string[]>> = {
  '/courses': countable,
  '/courses/{id}/resources': paging,
  '/courses/{id}/schools': paging,
  '/courses/{id}/sections': paging,
  '/districts': ['count'],
  '/events': [...paging, 'school', 'record_type'],
  '/schools': countable,
  '/schools/{id}/courses': paging,
  '/schools/{id}/sections': paging,
  '/schools/{id}/terms': paging,
  '/schools/{id}/users': [...ofPeople, 'primary'],
  '/sections': countable,
  '/sections/{id}/resources': paging,
  '/sections/{id}/users': ofPeople,
  '/terms': countable,
  '/terms/{id}/schools': paging,
  '/terms/{id}/sections': paging,
  '/users': [...countable, 'role'],
  '/users/{id}/mycontacts': paging,
  '/users/{id}/mystudents': paging,
  '/users/{id}/myteachers': paging,
  '/users/{id}/resources': paging,
  '/users/{id}/schools': [...paging, 'primary'],
  '/users/{id}/sections': paging,
};

/** The roles that a list of people can be asked for, where it knows fewer than `/users`. */
const roles: Readonly<Record<string, readonly string[]>> = {
  '/users': ['contact', 'district_admin', 'staff', 'student', 'teacher'],
  '/schools/{id}/users': ['staff', 'student', 'teacher'],
  '/sections/{id}/users': ['student', 'teacher'],
};

/**
 * Refuses what no Swagger file of v3.0 lists. What Clever answers then is not known; a program that was moved well never
 * finds out.
 *
 * @param path below the version
 * @throws Refusal for a parameter, or a role, that the path does not take
 */
export function checkParameters(path: string, query: URLSearchParams): void {
  const template = path.replace(/^(\/\w+\/)[^/]+/, '$1{id}');
  const unknown = [...query.keys()].find((name) => !parameters[template]?.includes(name));
  if (unknown !== undefined) throw new Refusal(400, `${path} does not take ${unknown}`);
  const role = query.get('role');
  if (role !== null && !roles[template]?.includes(role)) throw new Refusal(400, `There is no role ${role}`);
}
