import type { CleverApi, Role } from '../clever-api/index.js';
import type { RequestUsage } from '../model/usage.js';

/** What a request says of whom it asks for. */
export type RecordRequest = Pick<RequestUsage, 'url'> & Partial<Pick<RequestUsage, 'parameterTexts'>>;

/** Kinds of records whose people are users on v3. */
export const USERS = ['student', 'teacher', 'school_admin', 'district_admin', 'contact'] as const;

/**
 * The roles of the users that a request of v3 asks for, told by its path and its query.
 *
 * @returns one of them for each record, where it may be one of several; null where some of them are not known
 */
export function rolesAsked(request: RecordRequest, api: CleverApi): readonly Role[] | null {
  const { url } = request;
  const ofPath = api.resourceOf(url.version, url.path)?.role;
  if (ofPath) return [ofPath];
  const texts = textsOfParameter(request, 'role');
  const roles = texts.map((text) => USERS.map((record) => roleOf(record, api)).find((role) => role === text) ?? null);
  return roles.length && roles.every((role) => role !== null) ? roles : null;
}

/** What a request says for a parameter, in its options or else in its URL; null among it where some is not known. */
export function textsOfParameter({ url, parameterTexts }: RecordRequest, name: string): readonly (string | null)[] {
  const inOptions = parameterTexts?.(name) ?? [];
  const isInOptions = inOptions.some((text) => text !== null);
  return isInOptions ? inOptions : new URLSearchParams(url.query).getAll(name);
}

/** The role under which a user of v3 has what a kind of record held; null for records that are not of people. */
export function roleOf(record: string, api: CleverApi): Role | null {
  return api.resource(record)?.role ?? null;
}
