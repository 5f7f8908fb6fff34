import type { CleverApi, Role } from '../clever-api/index.js';
import type { Change, Edit } from '../engine/finding.js';
import type { AnswerRead, AnswerUse, EndpointUsage, StoreKey } from '../scan/usage.js';
import { isV3 } from './address.js';
import type { Obstacles } from './me-answer.js';
import { isId } from './me-paths.js';
import { keepOldIds } from './old-ids.js';
import { isInside, roleAt } from './role-at.js';
import { roleOf, rolesOf } from './roles.js';

/**
 * The change that puts a look-up of the user's record behind a `/me` call and lets the program go on with the record.
 *
 * The record has name, email and id where `/me` had them, so those reads stay. Reads of `type` become a look at `roles`.
 *
 * @param address the edits that move the `/me` call itself
 * @returns null where something the program reads is not on the record, or is elsewhere there
 */
export function recordChange(
  usage: EndpointUsage,
  address: readonly Edit[],
  obstacles: Obstacles,
  api: CleverApi,
): RecordChange | null {
  const { answer } = usage;
  const isLost = obstacles.removed.some(({ path }) => api.meField(path)?.replacement === null);
  if (!answer || obstacles.links.length || isLost) return null;
  const moved = obstacles.removed.filter((read) => losesField(read, api) && isWholeField(read, api));
  // What a function reads of other things too must stay as it is.
  if ([...moved, ...obstacles.types].some(({ shared }) => shared)) return null;
  const fields = moved.map((read) => fieldOfRole(read, roleAt(read, answer.uses, api), api));
  if (fields.some((field) => field === null)) return null;
  const guessed = fields.some((field) => field && !field.isKnown);
  const version = isV3(usage.url.version) ? (usage.url.version as string) : api.target;
  const request = { version, collection: '/users/', idPath: ['data', 'id'] };
  const lookUp = usage.followUp?.(request, address) ?? null;
  const types = obstacles.types.map((read) => roleOf(read, answer.uses, lookUp?.mayFail ?? false, api));
  if (!lookUp || types.some((each) => each === null)) return null;
  // Students keep their ids.
  const uses = answer.uses.filter((use) => roleAt(use, answer.uses, api) !== 'student');
  const keys = uses.flatMap(({ how }) => (how.kind === 'key' && how.lookUp && !how.knowsLegacyId ? [how] : []));
  const staysOld = uses.some((use) => losesRecords(use, keys));
  const takesRoles = obstacles.types.some(({ element }) => element !== null);
  const ids = staysOld ? keepOldIds(answer, lookUp.mayFail, takesRoles, api) : keys.map(withLegacyIds);
  if (!ids) return null;
  const needsRoles = types.length + ids.length + fields.length > 0;
  const roles = fields.length ? 'any' : '{ legacy_id?: string } | null | undefined';
  const edits = [
    ...lookUp.edits,
    ...types.flatMap((each) => each ?? []),
    ...fields.flatMap((field) => (field ? [field.edit] : [])),
    ...ids,
    ...answer.reads.flatMap((read) => declarationEdits(read, needsRoles ? roles : null, api)),
  ];
  const description = describe(api, types.length > 0, guessed, ids.length ? (staysOld ? 'kept' : 'both') : 'new');
  // Which of several roles a field is meant of, and whom an id was stored for, is not for a fix to say.
  return { change: { description, edits }, isSure: !guessed && ids.length === 0 };
}

/** The change, and whether it is right whoever signs in. */
export interface RecordChange {
  readonly change: Change;
  readonly isSure: boolean;
}

/** By which ids the program knows people after a change. */
type Ids = 'new' | 'both' | 'kept';

function describe(api: CleverApi, hasRoles: boolean, hasFields: boolean, ids: Ids): string {
  const parts = [`Ask \`/${api.target}/me\` for the id and go on with the record of \`/${api.target}/users/{id}\`.`];
  if (hasRoles)
    parts.push(
      '`type` becomes a look at `roles`: of several roles district_admin counts first, then staff, teacher, student.',
    );
  if (hasFields)
    parts.push('Fields that belong to a role are read off the first role that has them; say which one is meant.');
  if (ids === 'kept')
    parts.push(
      'The program goes on with the ids from before v3, the `legacy_id` of the role that counts first, so that it finds what it stored; store the new ids beside them while you can.',
    );
  if (ids === 'both')
    parts.push(
      'Accounts are looked up by the new id, then by the `legacy_id` of each role; store the new id on the account that is found.',
    );
  return parts.join(' ');
}

/** Whether the record does not have a field under the same path, because it belongs to a role or is gone. */
export function losesField({ path, declaration }: AnswerRead, api: CleverApi): boolean {
  const field = api.meField(path);
  if (!field) return false;
  const stays =
    field.replacement !== null &&
    !field.replacement.underRole &&
    field.replacement.path.join() === path.slice(0, field.depth).join();
  // A type may promise what nobody reads; a schema would turn the record away.
  return !stays && !(declaration !== null && (declaration.language === 'type' || declaration.optional));
}

/** Whether a read names a removed field itself; what is read of its value goes with it. */
export function isWholeField({ path, declaration }: AnswerRead, api: CleverApi): boolean {
  return declaration !== null || path.length === api.meField(path)?.depth;
}

/** What takes the place of a read of a role's field. */
export interface FieldOfRole {
  readonly edit: Edit;
  /** Whether the code says which role is meant. */
  readonly isKnown: boolean;
}

/**
 * A field of a role, read off the role that the code has asked for, else off the first role that has it.
 *
 * @param known the role that the person has where the field is read; null where nothing says so
 */
export function fieldOfRole(
  { expression, holder, path }: AnswerRead,
  known: Role | null,
  api: CleverApi,
): FieldOfRole | null {
  const replacement = api.meField(path)?.replacement;
  if (!expression || !holder || !replacement?.underRole || holder.path.join() !== 'data') return null;
  const below = replacement.path.slice(replacement.path.indexOf('roles') + 2).join('.');
  if (known && replacement.roles.includes(known))
    return { edit: { ...expression, text: `${rolesOf(holder)}.${known}.${below}` }, isKnown: true };
  const roles = api.rolePrecedence
    .filter((role) => replacement.roles.includes(role))
    .map((role) => `${rolesOf(holder)}.${role}`);
  const role = roles.length > 1 ? `(${roles.join(' ?? ')})` : (roles[0] ?? '');
  return { edit: { ...expression, text: `${role}?.${below}` }, isKnown: false };
}

/** Writes that make a new record, which is right where one was looked for before. */
const CREATES = /^(create|insert|add|save|store)/i;

/**
 * Whether an id is used in a way that finds nothing of what was stored before v3, and with no other id either.
 *
 * @param keys look-ups that are made again with the old ids
 */
function losesRecords({ path, how, trail }: AnswerUse, keys: readonly StoreKey[]): boolean {
  if (!isId(path)) return false;
  if (how.kind === 'key' && (how.knowsLegacyId || how.lookUp)) return false;
  const isKey = how.kind === 'key' || how.kind === 'lookup' || how.kind === 'compare';
  // What happens inside a look-up happens again with the old ids.
  if (!isKey || keys.some(({ lookUp }) => lookUp && trail.some(({ span }) => isInside(span, lookUp.span))))
    return false;
  const name = how.kind === 'key' ? (how.store.split('.').at(-1) ?? '') : '';
  return !(CREATES.test(name) && keys.length);
}

/** Looks again for an account by every id that a person had before v3. */
function withLegacyIds({ lookUp }: StoreKey): Edit {
  const { span, before, after, holder } = lookUp as NonNullable<StoreKey['lookUp']>;
  const { indent, step, newline } = holder.layout;
  const again = `${before}role.legacy_id${after}`;
  const lines = [
    `${step}(await ${before}${holder.text}.id${after}) ||`,
    `${step}(await Promise.all(`,
    `${step}${step}Object.values(${rolesOf(holder)}).map((role) => role?.legacy_id && ${again}),`,
    `${step})).find(Boolean)`,
  ];
  return { ...span, text: ['(', ...lines, ')'].join(newline + indent) };
}

/** What a type or a schema bound to the answer must say of the record instead. */
export function declarationEdits(
  { path, declaration }: AnswerRead,
  role: string | null,
  api: CleverApi,
): readonly Edit[] {
  if (!declaration) return [];
  const { language, member, inner, optional } = declaration;
  // The record has no `type` beside its data.
  if (language === 'schema' && path.join() === 'type' && !optional)
    return [{ ...member, start: member.end, text: '.optional()' }];
  // A field of a role is not on the record itself, so its type must not say so.
  if (language === 'type' && api.meField(path)?.replacement?.underRole && path.length === api.meField(path)?.depth) {
    return [{ ...declaration.line, text: '' }];
  }
  if (role === null || path.join() !== 'data' || !inner) return [];
  const roles = language === 'schema' ? 'roles: z.record(z.string(), z.any()),' : `roles: Record<string, ${role}>;`;
  // On a line of its own where the members stand so.
  const gap = inner.gap.includes('\n') ? inner.gap : ' ';
  return [{ file: inner.file, start: inner.end, end: inner.end, text: `${gap}${roles}` }];
}
