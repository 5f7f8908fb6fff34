import type { CleverApi, Role } from '../clever-api/index.js';
import { isSameSpan, placeKey, type Span } from '../model/spans.js';
import type { Edit } from '../model/finding.js';
import type { Replacement } from '../model/layout.js';
import type { AnswerRead, AnswerUse, Comparison, Holder, PatternElement } from '../model/answer.js';
import { printChoice } from './print-code.js';
import { groupByPlace, nameValue, type NamedReads } from './named-values.js';

/** Names for a role, in the order in which they are tried. */
const ROLES = ['role', 'cleverRole', 'userRole', 'roleOnClever'];

/**
 * Looks at the roles of a record in place of reads of `type`.
 *
 * @param uses what is done with values of the answer
 * @param mayFail whether the code may see the answer of a request that failed, which has no record
 * @returns the first read that leaves no place for it, where there is one
 */
export function roleEdits(
  reads: readonly AnswerRead[],
  uses: readonly AnswerUse[],
  mayFail: boolean,
  api: CleverApi,
): readonly Edit[] | { readonly unreadable: AnswerRead } {
  const types = { uses, holders: holdersByPlace(reads) };
  const asked = new Map(reads.map((read) => [read, directly(read, types, mayFail, api)]));
  const others = reads.filter((read) => asked.get(read) === null);
  // The roles are asked for one by one.
  const unreadable = others.find(({ expression, holder }) => !expression || !holder?.repeatable);
  if (unreadable) return { unreadable };
  // The type of `me`, and that of `me.data`, are asked of the same roles.
  const sourceOf = ({ holder }: AnswerRead): string | undefined => (holder ? rolesOf(holder, mayFail) : undefined);
  const edits = groupByPlace(others, sourceOf).flatMap(
    (group) => named(group, mayFail, api) ?? inPlace(group, mayFail, api),
  );
  return [...[...asked.values()].flatMap((each) => each ?? []), ...edits];
}

/** What is done with the type, and what holds it at each place where it is read. */
interface ReadTypes {
  readonly uses: readonly AnswerUse[];
  readonly holders: ReadonlyMap<string, Holder>;
}

function holdersByPlace(reads: readonly AnswerRead[]): ReadonlyMap<string, Holder> {
  return new Map(
    reads.flatMap(({ expression, holder }) => (expression && holder ? [[placeKey(expression), holder] as const] : [])),
  );
}

/** The edits where a pattern, or a comparison with one role, asks for the roles itself; null for any other read. */
function directly(
  read: AnswerRead,
  { uses, holders }: ReadTypes,
  mayFail: boolean,
  api: CleverApi,
): readonly Edit[] | null {
  const { expression, holder, element } = read;
  if (element)
    return roleOfElement(read, element, uses, mayFail, api) ?? roleOfReaders(read, element, uses, mayFail, api);
  if (!expression || !holder) return null;
  const roles = rolesOf(holder, mayFail);
  const compared = uses.find(
    ({ how, span }) => how.kind === 'compare' && span.file === expression.file && span.start === expression.start,
  );
  const isOfSame = ({ span }: AnswerUse): boolean => holders.get(placeKey(span))?.text === holder.text;
  const beside = compared && holder.repeatable ? joinedTo(compared, uses).filter(isOfSame) : [];
  // Whoever has a record has roles, as everybody had a type.
  if (read.isTest && !compared) return [{ ...expression, text: roles.replace(/\?$/, '') }];
  const asked = compared && askedOf(compared, beside, roles, api);
  if (!asked) return null;
  if (holder.repeatable) return [asked];
  return isRepeated(roles, asked.text) ? null : aroundHolder(asked, expression.start, holder.text);
}

/** An edit as two, which leave alone what is read off: another edit may change the call in it. */
function aroundHolder(asked: Edit, start: number, holder: string): readonly Edit[] {
  const [before = '', ...behind] = asked.text.split(holder);
  return [
    { ...asked, end: start, text: before },
    { ...asked, start: start + holder.length, text: behind.join(holder) },
  ];
}

/** `const role = …` in front of the first of the reads. */
function named(group: NamedReads, mayFail: boolean, api: CleverApi): readonly Edit[] | null {
  const { place, reads } = group;
  const [first] = reads;
  if (!place || !first?.holder) return null;
  const value = oldType(rolesOf(first.holder, mayFail), first.holder, mayFail, api);
  const use = (name: string, read: AnswerRead): string => {
    const cast = castOf(read, mayFail || first.holder?.optional === true);
    return cast && read.isOperand ? `(${name}${cast})` : name + cast;
  };
  return nameValue(group, ROLES, value, use);
}

function inPlace({ reads }: NamedReads, mayFail: boolean, api: CleverApi): readonly Edit[] {
  return reads.flatMap((read) => {
    const { expression, holder, standsAlone, isOperand, isNamed } = read;
    if (!expression || !holder) return [];
    const type = oldType(rolesOf(holder, mayFail), holder, mayFail, api);
    const cast = castOf(read, mayFail || holder.optional);
    if (!cast && isNamed) return [{ ...expression, text: type }];
    // Brackets around it do what its own would.
    if (!cast && standsAlone) return [{ ...expression, text: type }];
    const text = `(${type})${cast}`;
    return [{ ...expression, text: cast && isOperand ? `(${text})` : text }];
  });
}

/** Whether a text holds another more than once. */
export function isRepeated(part: string, text: string): boolean {
  return text.indexOf(part) !== text.lastIndexOf(part);
}

/** ` as Role` for a type of the program's own, which knows nobody without a role, and where there may be no type at all. */
function castOf({ type }: AnswerRead, mayBeNothing: boolean): string {
  return type === null || (type === 'string' && !mayBeNothing) ? '' : ` as ${type}`;
}

/** `{ type }` becomes `{ roles }`, and the type a variable of its own, or a look at the roles where it is compared. */
function roleOfElement(
  read: AnswerRead,
  element: PatternElement,
  uses: readonly AnswerUse[],
  mayFail: boolean,
  api: CleverApi,
): readonly Edit[] | null {
  const { span, replacement, removal, sibling, nested } = element;
  if (!replacement) return null;
  const { at, keyword, name, roles: other, semicolon, layout } = replacement;
  const beside = read.path.length === 1 && removal ? nested('data') : null;
  const mayBeNothing = mayFail || replacement.mayBeNothing || beside?.mayBeNothing === true;
  const taken = other === 'roles' ? other : `roles: ${other}`;
  const inData = mayBeNothing ? `data: { ${taken} } = {}` : `data: { ${taken} }`;
  // What the pattern takes already may be null, where a second pattern would throw.
  const data = read.path.length === 1 && removal ? sibling('data') : null;
  const held = data === null ? null : rolesOf({ text: data, path: ['data'], optional: mayBeNothing }, mayBeNothing);
  const roles = held ?? (mayBeNothing ? `${other}?` : other);
  const type = oldType(roles, { ...replacement, optional: false }, mayBeNothing, api);
  const cast = castOf(read, mayBeNothing && replacement.fallback === null);
  const declared = `${keyword} ${name} = ${cast ? `(${type})${cast}` : type}${semicolon}`;
  const line = layout.newline + layout.indent;
  const statement = { ...at, text: replacement.follows ? line + declared : declared + line };
  const asked = replacement.fallback === null ? studentsAsked(element, roles, uses, api) : null;
  const readers = asked ?? [statement];
  if (beside && removal)
    return [{ ...removal, text: '' }, { ...beside.end, text: beside.separator + taken }, ...readers];
  return [
    held && removal ? { ...removal, text: '' } : { ...span, text: read.path.length === 1 ? inData : taken },
    ...readers,
  ];
}

/**
 * Looks at the role of students in place of each comparison, where the program asks for no other: students keep their ids,
 * and what stores them must show that they are no others.
 */
function studentsAsked(
  { readers }: PatternElement,
  roles: string,
  uses: readonly AnswerUse[],
  api: CleverApi,
): readonly Edit[] | null {
  const compared = comparisonsAt(readers ?? [], uses);
  const isOfStudents =
    compared.length > 0 && compared.every((each) => each && roleComparedBy(each.how, api) === 'student');
  const edits = compared.map((each) => each && askedOf(each, [], roles, api));
  return isOfStudents && edits.every((edit) => edit !== null) ? edits : null;
}

/** What each of some places compares; null for one that compares nothing. */
function comparisonsAt(places: readonly Span[], uses: readonly AnswerUse[]): readonly (AnswerUse | null)[] {
  return places.map((place) => uses.find(({ how, span }) => how.kind === 'compare' && isSameSpan(span, place)) ?? null);
}

/**
 * `({ type, data }) => type === 'student'` becomes `({ data }) => Boolean(data.roles.student)`: where a pattern has no place
 * for a statement, each comparison asks what the pattern takes beside the type.
 */
function roleOfReaders(
  { path }: AnswerRead,
  { readers, removal, sibling }: PatternElement,
  uses: readonly AnswerUse[],
  mayFail: boolean,
  api: CleverApi,
): readonly Edit[] | null {
  const data = sibling('data');
  if (!data || !removal || !readers || path.length !== 1) return null;
  const roles = rolesOf({ text: data, path: ['data'], optional: mayFail }, mayFail);
  const compared = comparisonsAt(readers, uses);
  const all = compared.filter((each) => each !== null);
  const edits = compared.map((each) => (each ? askedOf(each, joinedTo(each, all), roles, api) : null));
  if (edits.some((edit) => edit === null)) return null;
  return [{ ...removal, text: '' }, ...edits.filter((edit) => edit !== null)];
}

/**
 * A comparison of the type with the name of one role, as a look at the roles; null for any other.
 *
 * @param beside comparisons of the same type that are joined to it
 */
function askedOf({ how }: AnswerUse, beside: readonly AnswerUse[], roles: string, api: CleverApi): Edit | null {
  const role = roleComparedBy(how, api);
  if (how.kind !== 'compare' || !how.comparison || !role) return null;
  const others = beside.flatMap((each) => roleComparedBy(each.how, api) ?? []);
  return { ...how.comparison.span, text: asksForRole(roles, role, others, how.comparison, api) };
}

function roleComparedBy(how: AnswerUse['how'], api: CleverApi): Role | null {
  if (how.kind !== 'compare' || !how.comparison || how.literals.length !== 1) return null;
  return api.roleNames[how.literals[0] ?? ''] ?? null;
}

/** The comparisons that ask together with one for any of several roles, or for none: `type === 'a' || type === 'b'`. */
function joinedTo({ how }: AnswerUse, uses: readonly AnswerUse[]): readonly AnswerUse[] {
  const comparison = how.kind === 'compare' ? how.comparison : null;
  const { joined, negated } = comparison ?? {};
  if (!joined || joined.operator !== (negated ? '&&' : '||')) return [];
  return uses.filter(({ how: each }) => {
    const other = each.kind === 'compare' ? each.comparison : null;
    return other?.joined && other.negated === negated && isSameSpan(joined.span, other.joined.span);
  });
}

/**
 * The roles of the record of which a holder is a part.
 *
 * @param mayFail whether the holder may be a part of an answer that has no record
 */
export function rolesOf({ text, path, optional }: Pick<Holder, 'text' | 'path' | 'optional'>, mayFail = false): string {
  const first = optional ? '?.' : '.';
  const next = mayFail ? '?.' : '.';
  const roles = path[0] === 'data' ? `${text}${first}roles` : `${text}${first}data${next}roles`;
  return mayFail ? `${roles}?` : roles;
}

/**
 * Whether a role is the one that stands for the person: `Boolean(roles.teacher && !roles.staff)`.
 *
 * @param others roles of which it is asked at the same place whether one of them is, so that whoever has them counts as well
 */
function asksForRole(
  roles: string,
  role: Role,
  others: readonly Role[],
  { negated, as }: Comparison,
  api: CleverApi,
): string {
  const before = isAlone(role) ? [] : api.rolePrecedence.slice(0, api.rolePrecedence.indexOf(role));
  const stronger = before.filter((each) => !others.includes(each));
  const test = [`${roles}.${role}`, ...stronger.map((other) => `!${roles}.${other}`)].join(' && ');
  if (!negated && as === 'value') return `Boolean(${test})`;
  if (!negated) return stronger.length && as === 'part of a condition' ? `(${test})` : test;
  return stronger.length ? `!(${test})` : `!${test}`;
}

/** Clever never gives a student another role. */
function isAlone(role: Role): boolean {
  return role === 'student';
}

/** What `type` said before v3, computed from the roles of a record, a role in each line. */
function oldType(
  roles: string,
  { quote, optional, fallback = null }: Pick<Holder, 'quote' | 'optional'> & Partial<Pick<Replacement, 'fallback'>>,
  mayFail: boolean,
  api: CleverApi,
): string {
  const quoted = (text: string): string => quote + text + quote;
  const oldNames = new Map(Object.entries(api.roleNames).map(([old, role]) => [role, old]));
  const known = api.rolePrecedence.filter((role) => role !== 'contact');
  const tests = known.map((role) => [`${roles}.${role}`, quoted(oldNames.get(role) ?? role)] as const);
  // Whoever has none of the old roles is what v3 calls everybody; an answer without a record has no type at all.
  const isSure = !mayFail && !optional;
  const all = isSure ? tests : [...tests, [roles.replace(/\?$/, ''), quoted('user')] as const];
  return printChoice(all, isSure ? quoted('user') : (fallback ?? 'undefined'));
}
