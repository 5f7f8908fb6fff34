import type { CleverApi } from '../clever-api/index.js';
import type { NeverOnMe } from '../clever-api/types.js';
import type { Answer, AnswerEscape, AnswerRead, AnswerUse, FollowedLink } from '../model/answer.js';
import type { Span } from '../model/spans.js';
import { findMovedField } from './records.js';
import { isId, isRoles, isType } from './me-paths.js';
import { roleAt } from './role-at.js';
import { isV3 } from '../rule/address.js';
import { rolesBefore, unlikeBeforeOnMe } from './unlike-before.js';

/** What stands between a `/me` call and an automatic change of its address. */
export interface Obstacles {
  /** Fields that v3 does not have there. */
  readonly removed: readonly AnswerRead[];
  /** Reads of `type`, which says `user` for everybody on v3. */
  readonly types: readonly AnswerRead[];
  /** Ways on which the id, or the whole answer, leaves sight. */
  readonly escapes: readonly AnswerEscape[];
  /** Reads of links, which lead to records of the old version. */
  readonly links: readonly AnswerRead[];
}

/**
 * Looks through the answer of a `/me` call for all that v3 would answer differently.
 *
 * @param version of the call; null for the unversioned `/me`
 */
export function findObstacles(answer: Answer, version: string | null, api: CleverApi): Obstacles {
  return {
    removed: answer.reads.filter(({ path }) => api.meField(path) !== null),
    types: answer.reads.filter((read) => isType(read.path) && read.declaration === null && !knowsUser(read, answer)),
    escapes: [
      ...answer.escapes.filter((escape) => decides(escape.path) && !isKept(escape, answer, api)),
      ...answer.uses.flatMap((use) => (isKept(use, answer, api) ? [] : (keyUse(use) ?? []))),
      ...answer.reads.flatMap((read) => unlikeBeforeOnMe(read, roleAt(read, answer.uses, api), version, api)),
      ...(isV3(version) ? [] : rolesBefore(answer, isRoles)),
    ],
    links: leadsWhereItDid(answer, api)
      ? []
      : answer.reads.filter(({ path, declaration }) => path.join() === 'links' && declaration === null),
  };
}

/** Whether it is the id of a student that leaves sight or is used: students keep their ids. */
function isKept(place: AnswerEscape | AnswerUse, { uses }: Answer, api: CleverApi): boolean {
  return isId(place.path) && roleAt(place, uses, api) === 'student';
}

/** Whether the change of the address alone leaves the program what it was. */
export function isHarmless({ removed, types, escapes, links }: Obstacles): boolean {
  return removed.length + types.length + escapes.length + links.length === 0;
}

/** Where the program reads links off an answer, which are others once a record takes its place; null for nowhere. */
export function readOfLinks({ reads, uses, escapes }: Answer): Span | null {
  const read = reads.find(({ path, declaration }) => path[0] === 'links' && declaration === null);
  return (read ?? [...uses, ...escapes].find(({ path }) => path[0] === 'links'))?.span ?? null;
}

/** Whether all that the program does with links is to ask for records of which it reads what v3 has in the same place. */
function leadsWhereItDid({ followed, uses, escapes }: Answer, api: CleverApi): boolean {
  const isOfLink = ({ path }: { readonly path: readonly string[] }): boolean => path[0] === 'links';
  const asked = uses.filter((use) => isOfLink(use) && use.path.at(-1) !== 'rel');
  return (
    asked.length > 0 &&
    followed.length > 0 &&
    asked.every(({ how }) => how.kind === 'url') &&
    !escapes.some(isOfLink) &&
    followed.every((link) => readsWhatStays(link, api))
  );
}

function readsWhatStays(link: FollowedLink, api: CleverApi): boolean {
  const { answer } = link;
  return (
    !answer.reads.some(({ path }) => findMovedField(link, path, api)) &&
    !answer.escapes.some(({ path }) => ['', 'data', 'data.id'].includes(path.join('.'))) &&
    !answer.uses.some(({ how, path }) => path.join('.') === 'data.id' && how.kind !== 'url')
  );
}

/** A read of a field that no version of `/me` had, and the answer that has it. */
export interface NeverOnMeRead {
  readonly read: AnswerRead;
  readonly field: NeverOnMe;
}

/**
 * The certain reads of fields that no version of `/me` had. Where other answers may be read in the same place, such as the
 * record of the user, the field may be theirs; a declaration counts only with a read.
 */
export function neverOnMeReads({ reads }: Answer, api: CleverApi): readonly NeverOnMeRead[] {
  const found = reads.flatMap((read) => {
    const field = read.shared || read.confidence !== 'certain' ? null : api.neverOnMe(read.path);
    return field && read.path.length === field.depth ? [{ read, field }] : [];
  });
  const isRead = (name: string): boolean =>
    found.some(({ read, field }) => field.name === name && read.declaration === null);
  return found.filter(({ read, field }) => read.declaration === null || isRead(field.name));
}

/**
 * A use of `type` that takes it for a role; to ask whether it is `user` is right on v3.
 *
 * @param version of the call; what asks v3 and keeps a `type` under that name says what v3 says
 */
export function isRoleUse({ path, how }: AnswerUse, version: string | null, api: CleverApi): boolean {
  if (!isType(path)) return false;
  if (how.kind === 'role' && how.isType) return !isV3(version);
  if (how.kind === 'compare') return how.literals.some((literal) => namesRole(literal, how.inPart ?? false, api));
  if (how.kind === 'lookup') return how.keys.length === 0 || how.keys.some((key) => Object.hasOwn(api.roleNames, key));
  return how.kind === 'url' || how.kind === 'key' || how.kind === 'role';
}

/** `type === 'teacher'`; a test of a part of the text, such as `type.endsWith('admin')`, names a part of a role. */
function namesRole(literal: string, inPart: boolean, api: CleverApi): boolean {
  if (Object.hasOwn(api.roleNames, literal)) return true;
  return inPart && literal.length > 2 && Object.keys(api.roleNames).some((role) => role.includes(literal));
}

/** An id, used as a key, or compared with one that may have been stored before v3. */
function keyUse({ path, span, how }: AnswerUse): AnswerEscape | null {
  if (!isId(path)) return null;
  if (how.kind === 'key') return { path, span, reason: { kind: 'key of', code: how.store } };
  const isOfId = how.kind === 'compare' && (!how.literals.length || how.literals.some((literal) => literal !== ''));
  return isOfId ? { path, span, reason: { kind: 'compared with ids' } } : null;
}

/** Whether a read of `type` only asks whether it is `user`, as code for v3 does. */
function knowsUser(read: AnswerRead, answer: Answer): boolean {
  const { expression } = read;
  const uses = answer.uses.filter(({ span }) => span.file === expression?.file && span.start === expression.start);
  return (
    uses.length > 0 &&
    uses.every(({ how }) => how.kind === 'compare' && how.literals.every((literal) => literal === 'user'))
  );
}

/** Single fields may go anywhere; the whole answer, its id and its type may not. */
function decides(path: readonly string[]): boolean {
  const name = path.join('.');
  return ['', 'data', 'data.id', 'id', 'links'].includes(name) || isType(path);
}
