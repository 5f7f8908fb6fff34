import type { CleverApi, Mapping, Role } from '../clever-api/index.js';
import type { Resource } from '../clever-api/types.js';
import type { Answer, AnswerEscape, AnswerRead } from '../model/answer.js';
import type { EndpointUsage } from '../model/usage.js';
import { isV3 } from '../rule/address.js';
import { findMovedField, isRolesOfRecord, recordWithNewField } from './records.js';

/** The roles whose records `/me` answered before v3. */
const OLD_RECORDS = ['student', 'teacher', 'school_admin', 'district_admin'] as const;

/** The version whose answer the unversioned `/me` gave. */
const UNVERSIONED_ANSWERS = 'v1.1';

/**
 * Reads of `/me` that find on v3 what they did not find before: a field that some people did not have, one that Clever
 * lists only for a later version, and one that is spelled otherwise.
 *
 * @param known the role that the person has where the field is read; null where nothing says so
 * @param version of the call; null for the unversioned `/me`
 */
export function unlikeBeforeOnMe(
  read: AnswerRead,
  known: Role | null,
  version: string | null,
  api: CleverApi,
): readonly AnswerEscape[] {
  const { path, span, declaration } = read;
  const field = api.meField(path);
  // Code for v3 finds now what it has found since it was written.
  if (!field?.replacement || declaration || isV3(version)) return [];
  const { roles, underRole } = field.replacement;
  const people = OLD_RECORDS.filter((record) => known === null || api.roleNames[record] === known);
  const records = people.filter((record) => !underRole || roles.some((role) => role === api.roleNames[record]));
  const asked: string = version ?? UNVERSIONED_ANSWERS;
  const missing = records.filter((record) => {
    const versions: readonly string[] = api.recordField(record, [field.name], asked)?.versions ?? [];
    return !versions.includes(asked);
  });
  const escape = { path: path.slice(0, field.depth), span };
  return [
    ...(missing.length ? [{ ...escape, reason: { kind: 'new for', records: missing } } as const] : []),
    ...(field.isReformatted ? [{ ...escape, reason: { kind: 'in another format' } } as const] : []),
    ...listedLater(escape, records, field.replacement.path.slice(1), api),
  ];
}

/**
 * Where the code reads or sets `roles` of a record, which no answer had before v3: code that was written for both, or that
 * keeps something of its own there.
 *
 * @param isRoles whether a path leads there
 */
export function rolesBefore(
  { reads, written }: Answer,
  isRoles: (path: readonly string[]) => boolean,
): readonly AnswerEscape[] {
  const places = reads.filter(({ path, declaration }) => isRoles(path) && declaration === null);
  return [
    ...places.map(({ path, span }): AnswerEscape => ({ path, span, reason: { kind: 'new on v3' } })),
    ...written.filter(({ path }) => isRoles(path)),
  ];
}

/**
 * Reads of a record, or of a list of them, that find a field which its version did not have, or which Clever lists only
 * for a later one.
 */
export function unlikeBeforeInRecords(usage: EndpointUsage, api: CleverApi): readonly AnswerEscape[] {
  const { answer, url } = usage;
  const inRecords = answer && !isV3(url.version) ? rolesBefore(answer, (path) => isRolesOfRecord(path, url, api)) : [];
  const unlike = (answer?.reads ?? []).flatMap(({ path, span, declaration }): readonly AnswerEscape[] => {
    if (declaration) return [];
    if (recordWithNewField(url, path, api))
      return [{ path, span, reason: { kind: 'missing in', version: url.version ?? UNVERSIONED_ANSWERS } }];
    const field = findMovedField(usage, path, api);
    return field?.to ? listedLater({ path, span }, [field.resource], field.to, api) : [];
  });
  return [...inRecords, ...unlike];
}

/** @param to members below the record of the target */
function listedLater(
  escape: Pick<AnswerEscape, 'path' | 'span'>,
  records: readonly Resource[],
  to: readonly string[],
  api: CleverApi,
): readonly AnswerEscape[] {
  const isLater = records.some((record) => api.resource(record)?.addedInV31.includes(to.join('.')));
  return isLater && api.target === 'v3.0' ? [{ ...escape, reason: { kind: 'listed from', version: 'v3.1' } }] : [];
}

/**
 * What a reader must check of records although each field that the code reads has its place on v3, in sentences: lists
 * follow the ids, so where those are new, the first of a list is another person.
 */
export function checksOfRecords(
  { answer }: EndpointUsage,
  { now, resource, check }: Mapping,
  api: CleverApi,
): readonly string[] {
  const { v3Type, ids } = api.resource(resource ?? '') ?? {};
  const readsRecords = answer?.reads.some(({ path, declaration }) => path.includes('[]') && !declaration) ?? true;
  const isReordered = now === 'list' && v3Type === 'User' && ids === 'new' && readsRecords;
  const order = `Check code that relies on the order of these people, or reads only the first ones: the order follows the ids, which are new on ${api.target}.`;
  return [...(isReordered ? [order] : []), ...(check === null ? [] : [check])];
}
