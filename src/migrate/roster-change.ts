import type { CleverApi, Mapping } from '../clever-api/index.js';
import type { Change, Edit } from '../model/finding.js';
import type { AnswerRead } from '../model/answer.js';
import type { EndpointUsage } from '../model/usage.js';
import { groupBy } from '../model/group-by.js';
import { moveToVersion } from '../rule/address.js';
import { moveElements } from './moved-elements.js';
import { movePath } from './path-move.js';
import { belowRecord } from './below-record.js';
import { findMovedField } from './records.js';

/** A read of a field, or a member of a type, and where the field is on v3. */
interface Move {
  readonly read: AnswerRead;
  /** Members from where the old one was read: `['roles', 'student', 'sis_id']`. */
  readonly to: readonly string[];
}

/**
 * The change that moves a request to another path, and every read of its records, to v3.
 *
 * @param mapping the row of the request
 * @returns null where a field cannot be read from the new records, or the address does not stand in one place
 */
export function rosterChange(usage: EndpointUsage, mapping: Mapping, api: CleverApi): Change | null {
  const { answer, url, urlQuery } = usage;
  if (!answer || !mapping.targetPath || !keepsForm(mapping)) return null;
  const version = moveToVersion(usage, api.target, api);
  const path = movePath(url, mapping.targetPath.replace(`/${api.target}`, ''), urlQuery === 'sent');
  const moves = movesOf(usage, mapping, api);
  // What a function reads of other things too must stay as it is.
  if (moves?.some(({ read }) => read.shared)) return null;
  if (moves && readOfSeveral(moves.map(({ read }) => read))) return null;
  if (!version || !path || !moves) return null;
  const plain = moves.filter(({ read }) => read.declaration === null && read.element === null);
  const reads = plain.map(moveRead);
  const elements = moves.flatMap(({ read: { element, declaration, path }, to }) =>
    element && !declaration ? [{ element, name: path.at(-1) ?? '', to }] : [],
  );
  const isCalled = elements.some(({ to }) => to.some((name) => name.includes('(')));
  if (isCalled || moves.some(({ read }) => hasNoPlaceForNothing(read)) || reads.some((edit) => edit === null))
    return null;
  const declared = moves.filter(({ read }) => read.declaration !== null);
  if (declared.some(({ read }) => isDecorated(read))) return null;
  const also = becomesOnlyElement(mapping)
    ? ' and read the first record of the list'
    : moves.length
      ? ' and read the moved fields in their new places'
      : '';
  return {
    description: `Call \`${mapping.targetPath}\`${also}.`,
    edits: [
      ...version,
      ...path,
      ...reads.filter((edit) => edit !== null),
      ...moveElements(elements),
      ...moveDeclarations(declared),
    ],
  };
}

/** The first read of a moved field that no edit can change: `'sis_id' in student`. */
export function unchangeableRead(usage: EndpointUsage, mapping: Mapping, api: CleverApi): AnswerRead | undefined {
  const plain = movesOf(usage, mapping, api)?.filter(({ read }) => read.declaration === null && read.element === null);
  return plain?.find((move) => moveRead(move) === null)?.read;
}

/** The first read that takes one of several fields in one place: `record[column]`. */
export function readOfSeveral(reads: readonly AnswerRead[]): AnswerRead | undefined {
  const first = new Map<string, string | undefined>();
  return reads.find(({ span, path }) => {
    const place = `${span.file}:${span.start}`;
    const known = first.get(place);
    first.set(place, known ?? path.at(-1));
    return known !== undefined && known !== path.at(-1);
  });
}

/** Whether the records are the same people under the same ids, so that nothing stored goes stale. */
export function keepsIds(mapping: Mapping): boolean {
  return mapping.userIds !== 'new' && mapping.idParam !== 'new-user-id';
}

/** Whether one record stays one and a list a list, or the one record is the only one in a list. */
function keepsForm(mapping: Mapping): boolean {
  return mapping.was === mapping.now || becomesOnlyElement(mapping);
}

/** `/students/{id}/school`: v3 answers a list, in which `primary=true` leaves the one school. */
function becomesOnlyElement({ was, now, target }: Mapping): boolean {
  return was === 'single' && now === 'list' && target !== null && target.includes('primary=true');
}

/** The fields that are read elsewhere on v3; null if one of them is nowhere. */
function movesOf(usage: EndpointUsage, mapping: Mapping, api: CleverApi): readonly Move[] | null {
  const moves: Move[] = [];
  for (const read of usage.answer?.reads ?? []) {
    const field = findMovedField(usage, read.path, api);
    if (field && (field.change !== 'moved' || !field.to || field.to.includes('[]'))) return null;
    const to = [...wrapperOf(read, usage, mapping, api), ...(field?.to ?? [read.path.at(-1) ?? ''])];
    if (to.length > 1 || field) moves.push({ read, to });
  }
  return moves;
}

/** What v3 puts between a record, or the only record, and its fields. */
export function wrapperOf(
  { path }: AnswerRead,
  { url }: EndpointUsage,
  mapping: Mapping,
  api: CleverApi,
): readonly string[] {
  const shape = api.resourceOf(url.version, url.path);
  if (!shape || belowRecord(path, shape.list, shape.unwrapped)?.length !== 1) return [];
  if (becomesOnlyElement(mapping)) return ['at(0)?', 'data'];
  return shape.unwrapped ? ['data'] : [];
}

/** `student.sis_id` becomes `student.roles.student.sis_id`. */
function moveRead({ read, to }: Move): Edit | null {
  const { span, holder } = read;
  if (to.some((name) => name.includes('(')) && (read.expression?.end ?? 0) > span.end) return null;
  if (!holder) return null;
  // The brackets and quotes around the name stay.
  if (isBracketed(read)) return { ...span, text: to.join(`${holder.quote}][${holder.quote}`) };
  const [first = '', ...more] = to;
  // An object without members has no list to take the first element of.
  if (read.mayBeEmpty && first.includes('(')) return null;
  return { ...span, text: [read.mayBeEmpty && more.length ? `${first}?` : first, ...more].join('.') };
}

/** `student['sis_id']` */
function isBracketed({ expression, span }: AnswerRead): boolean {
  return expression !== null && expression.end > span.end;
}

/** Whether a read may find an object without members, and is written so that no `?.` fits in: in a pattern, in brackets. */
export function hasNoPlaceForNothing(read: AnswerRead): boolean {
  return read.mayBeEmpty && (read.element !== null || isBracketed(read));
}

/** Whether a decorator says where a class reads a member from: `@Expose() grade!: string`. */
export function isDecorated({ declaration }: AnswerRead): boolean {
  return declaration?.text.startsWith('@') ?? false;
}

/** Members of one type that move into one object are put together where the first of them stood. */
function moveDeclarations(moves: readonly Move[]): readonly Edit[] {
  const objectOf = ({ read, to }: Move): string =>
    `${read.span.file}|${read.declaration?.language}|${to.length > 1 ? to[0] : ''}`;
  return [...groupBy(moves, objectOf).values()].flatMap(moveTogether);
}

function moveTogether(moves: readonly Move[]): readonly Edit[] {
  const [first, ...others] = [...new Map(moves.map((move) => [move.read.span.start, move])).values()].sort(
    (left, right) => left.read.span.start - right.read.span.start,
  );
  const declaration = first?.read.declaration;
  if (!first || !declaration || declaration.language !== 'type') return [];
  const members = [first, ...others].map(({ read, to }) => ({ to, text: memberText(read, to) }));
  const edits: Edit[] = [{ ...declaration.member, text: `${typeText(members)};` }];
  for (const { read } of others) if (read.declaration) edits.push({ ...read.declaration.line, text: '' });
  return edits;
}

/** A member of a type, and the names that lead to it. */
interface Placed {
  readonly to: readonly string[];
  readonly text: string;
}

/** `data: { id: string; roles: { student: { sis_id?: string } } }`: each object once, with all that moves into it. */
function typeText(members: readonly Placed[]): string {
  const texts = [...groupBy(members, ({ to, text }) => (to.length > 1 ? to[0] : text))].map(([name, inside]) => {
    const isObject = inside.some(({ to }) => to.length > 1);
    return isObject ? `${name}: { ${typeText(inside.map(({ to, text }) => ({ to: to.slice(1), text })))} }` : name;
  });
  return texts.join('; ');
}

/** `sis_id?: string` under its new name. */
function memberText({ declaration, path }: AnswerRead, to: readonly string[]): string {
  const text = declaration?.text.replace(/[;,]\s*$/, '') ?? '';
  return text.replace(path.at(-1) ?? '', to.at(-1) ?? '');
}
