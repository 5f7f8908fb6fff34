import type { CleverApi, Role } from '../clever-api/index.js';
import { distinctEdits } from '../model/edits.js';
import type { AnswerRead, Declaration } from '../model/answer.js';
import type { Edit } from '../model/finding.js';
import { placeKey } from '../model/spans.js';
import { isType } from './me-paths.js';

/** Why a schema holds a change back whose syntax is not known. */
export const FOREIGN_SCHEMA =
  'the schema that checks the answer must change, and this tool changes only schemas of zod and valibot';

/** Whether a schema would have to change in a syntax that is not known, or where the file has no name for its library. */
export function needsForeignSchema(reads: readonly AnswerRead[], needsRoles: boolean): boolean {
  return reads.some(({ path, declaration }) => {
    if (declaration?.language !== 'schema') return false;
    if (path.join() === 'type' && !declaration.optional) return optionalEdits(declaration) === null;
    return needsRoles && path.join() === 'data' && !declaration.spelling?.namespace;
  });
}

/** `type: z.string()` becomes `type: z.string().optional()`, or `type: v.optional(v.string())`; null where it cannot. */
function optionalEdits({ spelling }: Declaration): readonly Edit[] | null {
  if (!spelling) return null;
  const { namespace, optionalBy, value } = spelling;
  const behind = { ...value, start: value.end };
  if (optionalBy === 'method') return [{ ...behind, text: '.optional()' }];
  if (namespace === null) return null;
  return [
    { ...value, end: value.start, text: `${namespace}.optional(` },
    { ...behind, text: ')' },
  ];
}

/** What must be declared of the roles of a record. */
export interface RolesNeeded {
  /** The reads of fields that belong to a role. */
  readonly fields: readonly AnswerRead[];
  /** Whether the code counts on a role that it has asked for, which a type cannot say of one variable. */
  readonly countsOnRole: boolean;
  /** Whether the code reads the ids of before. */
  readonly readsOldIds: boolean;
}

/**
 * What must be declared where fields are read off roles.
 *
 * @param ids the edits by which old ids are read off them
 */
export function rolesNeeded(
  moved: readonly AnswerRead[],
  fields: readonly { readonly isKnown: boolean }[],
  ids: readonly Edit[] = [],
): RolesNeeded {
  return {
    fields: moved,
    countsOnRole: fields.some(({ isKnown }) => isKnown),
    readsOldIds: ids.some(({ text }) => text.includes('legacy_id')),
  };
}

/**
 * What the types and schemas bound to the answer must say of the record instead.
 *
 * @param needed null where the code reads no roles
 */
export function declaredEdits(
  reads: readonly AnswerRead[],
  needed: RolesNeeded | null,
  api: CleverApi,
): readonly Edit[] {
  const saysRoles = reads.some(({ declaration, path }) => declaration && path.join('.') === 'data.roles');
  const added = needed && !saysRoles ? reads.flatMap((read) => addedRoles(read, needed, reads, api) ?? []) : [];
  // One type may be named in several places.
  return [...distinctEdits(added), ...reads.flatMap((read) => withoutLost(read, reads, api))];
}

/** Takes away, or makes optional, what the record does not have. */
function withoutLost({ declaration, path }: AnswerRead, reads: readonly AnswerRead[], api: CleverApi): readonly Edit[] {
  if (!declaration) return [];
  const { language, line, optional } = declaration;
  // The record has no `type` beside its data.
  if (isType(path) && language === 'schema') return optional ? [] : (optionalEdits(declaration) ?? []);
  if (isType(path)) return isOnlyOfAnswer(declaration, reads) ? [{ ...line, text: '' }] : [];
  // A field of a role is not on the record itself, so its type must not say so.
  const field = language === 'type' ? api.meField(path) : null;
  return field?.replacement?.underRole && path.length === field.depth ? [{ ...line, text: '' }] : [];
}

/** Whether nothing but the answer has a member: it alone is of the type, or the code takes no member of the name off anything else. */
function isOnlyOfAnswer({ isSole, namedAlike }: Declaration, reads: readonly AnswerRead[]): boolean {
  const taken = new Set(reads.filter((read) => !read.declaration).map(({ span }) => placeKey(span)));
  // `type: 'student'` tells one type of a union from the others.
  const tells = reads.some((read) => isType(read.path) && /^['"][^|]*$/.test(read.declaration?.type ?? ''));
  return isSole || (!tells && namedAlike().every((span) => taken.has(placeKey(span))));
}

/** Adds the roles to the type of the data, or the data to a type of the answer that has none. */
function addedRoles(
  { declaration, path }: AnswerRead,
  needed: RolesNeeded,
  reads: readonly AnswerRead[],
  api: CleverApi,
): Edit | null {
  const isData = path.join() === 'data';
  if (!declaration?.inner || !(isData || !path.length)) return null;
  const { inner, language, spelling } = declaration;
  if (language === 'schema' && !spelling) return null;
  const library = spelling?.namespace;
  const roles = library
    ? `roles: ${library}.record(${library}.string(), ${library}.any())`
    : `roles: ${typeOfRoles(needed, reads, api)}`;
  // On a line of its own where the members stand so.
  const gap = inner.gap.includes('\n') ? inner.gap : ' ';
  const text = isData ? roles : `data: { ${roles} }`;
  return { file: inner.file, start: inner.end, end: inner.end, text: `${gap}${text}${library ? ',' : ';'}` };
}

/**
 * `{ staff?: { legacy_id?: string }; … }`: each role, with what the code reads off it. A role that the code counts on is
 * there, for no type can say of a variable that it was asked for.
 */
function typeOfRoles(
  { fields, countsOnRole, readsOldIds }: RolesNeeded,
  reads: readonly AnswerRead[],
  api: CleverApi,
): string {
  const roles = api.rolePrecedence.filter((role) => role !== 'contact');
  const members = roles.map((role) => {
    const own = readsOldIds && role !== 'student' ? ['legacy_id?: string'] : [];
    const read = fields.flatMap((each) => fieldTypeOf(each, role, reads, countsOnRole, api) ?? []);
    const named = [...own, ...new Map(read.map((field) => [field.name, field.text])).values()];
    const isThere = countsOnRole && read.length > 0;
    return `${role}${isThere ? '' : '?'}: ${named.length ? `{ ${named.join('; ')} }` : 'object'}`;
  });
  return `{ ${members.join('; ')} }`;
}

/** `school?: string`: a field that the code reads off a role, of the type that it had on the answer. */
function fieldTypeOf(
  read: AnswerRead,
  role: Role,
  reads: readonly AnswerRead[],
  countsOnRole: boolean,
  api: CleverApi,
): { readonly name: string; readonly text: string } | null {
  const replacement = api.meField(read.path)?.replacement;
  if (!replacement?.underRole || !replacement.roles.includes(role)) return null;
  const name = replacement.path[replacement.path.indexOf('roles') + 2] ?? '';
  const isDirect = replacement.path.at(-1) === name;
  const declared = reads.find(
    ({ declaration, path }) => declaration?.language === 'type' && path.join() === read.path.join(),
  )?.declaration;
  // What was always there may be missing now, so nothing can be said of it without changing what reads it.
  const type = isDirect && (declared?.optional || countsOnRole) ? declared?.type : null;
  return { name, text: `${name}${countsOnRole && declared?.optional === false ? '' : '?'}: ${type ?? 'any'}` };
}
