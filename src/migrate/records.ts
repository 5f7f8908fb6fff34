import type { CleverApi, RecordField, Role } from '../clever-api/index.js';
import type { Resource } from '../clever-api/types.js';
import type { AnswerRead } from '../model/answer.js';
import type { CleverUrl } from '../model/url.js';
import type { EndpointUsage } from '../model/usage.js';
import { asksForMe } from '../rule/address.js';
import { belowRecord } from './below-record.js';
import { partOfEvent } from './event-records.js';
import { roleOf, rolesAsked, USERS, type RecordRequest } from './roles-asked.js';

/** Users who sign in; unlike those of contacts, nobody takes a field of theirs for another thing, as `type` for a role. */
const PEOPLE = USERS.filter((record) => record !== 'contact');

/** Records whose fields moved with v3. */
const JUDGED: ReadonlySet<string> = new Set([...USERS, 'section', 'district', 'district_status']);

/** What became of a field, apart from those that stay where they were. */
const MOVED: ReadonlySet<string> = new Set(['moved', 'moved-into-array', 'moved-to-record', 'removed']);

/** A field of a record that is elsewhere on v3, or nowhere. */
export interface MovedField extends RecordField {
  /** The record that has it no more, for messages: `school admin`; `user` where it may be one of several roles. */
  readonly record: string;
}

/** Whether a read stands for one of a member of what it reads, and v3 has no such member: `credentials.district_password`. */
export function isOnlyHolderOfLost(
  read: AnswerRead,
  reads: readonly AnswerRead[],
  isLost: (path: readonly string[]) => boolean,
): boolean {
  const { expression, path, declaration } = read;
  if (!expression || declaration) return false;
  const inner = reads.find(
    (each) =>
      each.expression?.file === expression.file &&
      each.expression.start === expression.start &&
      each.path.length === path.length + 1 &&
      path.every((name, index) => each.path[index] === name),
  );
  return inner !== undefined && isLost(inner.path);
}

/** The record of a person whose kind only run time knows. */
const SOMEBODY = { resource: 'user', list: false, unwrapped: false } as const;

/**
 * The field of a people or section record that a read names at a place where v3 does not have it.
 *
 * @param asked the request whose answer is read
 * @param path member names from the top of the body
 * @param isOfSomebody whether its path, where it names no endpoint, is known to be that of a person: `/{type}s/{id}`
 * @returns null for any other read; where the users of v3 may have one of several roles, a role stands as `<role>`
 */
export function findMovedField(
  asked: RecordRequest,
  path: readonly string[],
  api: CleverApi,
  isOfSomebody = false,
): MovedField | null {
  const { version } = asked.url;
  const answer = api.resourceOf(version, asked.url.path) ?? (isOfSomebody ? SOMEBODY : null);
  if (!answer) return null;
  const below = belowRecord(path, answer.list, answer.unwrapped);
  if (!below?.length) return null;
  const roles = answer.resource === 'user' ? rolesAsked(asked, api) : null;
  const [field, ...others] = resourcesOf(answer.resource, roles, api)
    .flatMap((resource) => api.recordField(resource, below, version) ?? [])
    .map(asMoved)
    .filter(({ change, depth }) => MOVED.has(change) && depth === below.length);
  if (!field) return null;
  // `location.city` is one read, of `location`; but a member that is gone has not moved with the rest.
  const outer = below.length > 1 ? findMovedField(asked, path.slice(0, -1), api, isOfSomebody) : null;
  if (outer && (outer.change === 'removed' || field.change !== 'removed')) return null;
  const [role = 'user', ...more] = answer.resource === 'user' ? new Set(roles) : [answer.resource];
  const found = { ...field, record: more.length ? 'user' : role.replaceAll('_', ' ') };
  return others.length ? underAnyRole(found) : found;
}

/** A text that is a member of a record now, as the name of a contact is its `name.last`, has moved there. */
function asMoved(field: RecordField): RecordField {
  const isElsewhere = field.change === 'type-change' && field.to !== null && field.to.join('.') !== field.name;
  return isElsewhere ? { ...field, change: 'moved' } : field;
}

/** The same field of a user of any role: each role that has it has it under its own name. */
export function underAnyRole(field: MovedField): MovedField {
  const [roles = '', , ...members] = field.to ?? [];
  return {
    ...field,
    to: field.to && [roles, '<role>', ...members],
    text: field.text?.replace(/\broles\.\w+/, 'roles.<role>') ?? null,
    record: 'user',
  };
}

/**
 * The field that a read names, in the record that an event is about, at a place where v3 does not have it: one that moved
 * for each record that the event may be about and that has it.
 */
export function findMovedFieldOfEvent(
  usage: EndpointUsage,
  place: Pick<AnswerRead, 'path' | 'span'>,
  api: CleverApi,
): MovedField | null {
  const part = partOfEvent(usage, place, api);
  if (!part?.path.length) return null;
  const { version } = usage.url;
  const found = part.records.flatMap((record) => api.recordField(record, part.path, version) ?? []).map(asMoved);
  const known = found.filter(({ versions }) => versions.some((each) => each === version));
  const [field, ...others] = known.map(inEvent);
  const isMeant = ({ change, depth }: RecordField): boolean => MOVED.has(change) && depth === part.path.length;
  if (!field || ![field, ...others].every(isMeant)) return null;
  const moved = { ...field, record: others.length ? 'user' : field.resource.replaceAll('_', ' ') };
  return others.length ? underAnyRole(moved) : moved;
}

/** `data.roles.student.grade` of a record is `data.object.roles.student.grade` of an event. */
function inEvent(field: RecordField): RecordField {
  return { ...field, text: field.text?.replace(/^data\b/, 'data.object') ?? null };
}

/**
 * Whether a read finds a field of a record on v3 that the version of the request did not have.
 *
 * @param url the request whose answer is read
 * @param path member names from the top of the body
 * @returns the kind of record; null for any other read
 */
export function recordWithNewField(url: CleverUrl, path: readonly string[], api: CleverApi): Resource | null {
  const answer = api.resourceOf(url.version, url.path);
  const below = answer && belowRecord(path, answer.list, answer.unwrapped);
  if (!answer || !below?.length) return null;
  const records: readonly Resource[] = answer.resource === 'user' ? PEOPLE : [answer.resource];
  const isNew = (record: Resource): boolean => {
    const field = api.recordField(record, below, url.version);
    const versions: readonly (string | null)[] = field?.versions ?? [];
    return Boolean(field?.to) && field?.depth === below.length && !versions.includes(url.version);
  };
  return records.every(isNew) ? (records[0] ?? null) : null;
}

/** Whether a path leads to `roles` of a person's record, which people have on v3 and no record had before. */
export function isRolesOfRecord(path: readonly string[], url: CleverUrl, api: CleverApi): boolean {
  const answer = api.resourceOf(url.version, url.path);
  const below = answer && belowRecord(path, answer.list, answer.unwrapped);
  return below?.length === 1 && below[0] === 'roles' && PEOPLE.some((each) => each === answer?.resource);
}

/** Where a field of a record is now, for a line of a report; null if it is nowhere. */
export function describeNewPlace({ fetch: [request], fetchPath, text }: RecordField): string | null {
  if (fetchPath) return `${fetchPath} of ${request}`;
  return request ? `${text} and ${request}` : text;
}

/**
 * Whether a read off the record of a person, of whatever role, names a field that v3 has elsewhere or not at all.
 *
 * @param path member names from the top of the body
 * @param version the version that answers
 */
export function movesForSome(path: readonly string[], version: string | null, api: CleverApi): boolean {
  const below = belowRecord(path, false, false);
  if (!below?.length) return false;
  return PEOPLE.some((resource) => {
    const field = api.recordField(resource, below, version);
    return field !== null && MOVED.has(field.change);
  });
}

/** Records whose ids are new on v3; students keep theirs, and so do schools and sections. */
const NEW_IDS: ReadonlySet<string> = new Set(['teacher', 'school_admin', 'district_admin', 'contact']);

/**
 * Whether a member of an answer is the id of a person who has another one on v3.
 *
 * @param place where the member is read
 */
export function namesNewId(usage: EndpointUsage, place: Pick<AnswerRead, 'path' | 'span'>, api: CleverApi): boolean {
  const { url, origin } = usage;
  const { path } = place;
  const ofEvent = partOfEvent(usage, place, api);
  if (ofEvent) return ofEvent.path.join('.') === 'id' && ofEvent.records.some((record) => NEW_IDS.has(record));
  const answer = api.resourceOf(url.version, url.path);
  // A link of `/me` led to a record with an old id before.
  const isLinkedUser = origin === 'link' && answer?.resource === 'user';
  if (asksForMe(url) || isLinkedUser) return path.join('.') === 'data.id';
  if (!answer || belowRecord(path, answer.list, answer.unwrapped)?.join('.') !== 'id') return false;
  return NEW_IDS.has(answer.resource) || (answer.resource === 'user' && !mayBeStudents(usage, answer.list, api));
}

/** Whether an id is that of a record which an event is about, and records of some kinds keep theirs. */
export function mayKeepId(usage: EndpointUsage, place: Pick<AnswerRead, 'path' | 'span'>, api: CleverApi): boolean {
  return partOfEvent(usage, place, api)?.records.some((record) => !NEW_IDS.has(record)) ?? false;
}

/** Whether users may be chosen by their role, and are students: by the path, a parameter, or the fields that are read. */
function mayBeStudents(usage: EndpointUsage, list: boolean, api: CleverApi): boolean {
  const { url, parameters, answer } = usage;
  const asked = rolesAsked(usage, api);
  if (asked) return asked.includes('student');
  // A role that the query names, or may name, is not in sight.
  const names = [...new URLSearchParams(url.query).keys(), ...(parameters ?? ['{}'])];
  if (list && names.some((name) => name === 'role' || name.includes('{'))) return true;
  const roles = (answer?.reads ?? []).flatMap(({ path }) => path[path.indexOf('roles') + 1 || path.length] ?? []);
  return roles.length > 0 && roles.every((role) => role === 'student');
}

/** The records of before v3 that an answer may be about. */
function resourcesOf(resource: Resource, roles: readonly Role[] | null, api: CleverApi): readonly Resource[] {
  if (resource !== 'user') return JUDGED.has(resource) ? [resource] : [];
  return roles ? USERS.filter((record) => roles.some((role) => role === roleOf(record, api))) : PEOPLE;
}
