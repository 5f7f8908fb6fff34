import type { CleverApi, Mapping } from '../clever-api/index.js';
import type { Change, Edit } from '../engine/finding.js';
import type { AnswerRead, CleverUrl, EndpointUsage } from '../scan/usage.js';
import { moveToVersion } from './address.js';
import { findMovedField } from './records.js';

/** A read of a field, or a member of a type, and where the field is on v3. */
interface Move {
  readonly read: AnswerRead;
  /** Members below the record: `['roles', 'student', 'sis_id']`. */
  readonly to: readonly string[];
}

/**
 * The change that moves a request for a list of people, and every read of its records, to v3.
 *
 * @param mapping the row of the request
 * @returns null where a field cannot be read from the new records, or the address does not stand in one place
 */
export function rosterChange(usage: EndpointUsage, mapping: Mapping, api: CleverApi): Change | null {
  const { answer, url } = usage;
  if (!answer || !mapping.targetPath || mapping.kind !== 'path-change' || mapping.was !== mapping.now) return null;
  const version = moveToVersion(usage, api.target, api);
  const path = movePath(url, mapping.targetPath.replace(`/${api.target}`, ''));
  const moves = movesOf(usage, api);
  if (!version || !path || !moves) return null;
  const reads = moves.filter(({ read }) => read.declaration === null).map(moveRead);
  if (reads.some((edit) => edit === null)) return null;
  const declared = moves.filter(({ read }) => read.declaration !== null);
  return {
    description: `Ask for \`${mapping.targetPath}\` and read what moved from its new place.`,
    edits: [...version, path, ...reads.filter((edit) => edit !== null), ...moveDeclarations(declared)],
  };
}

/** Whether the records are the same people under the same ids, so that nothing stored goes stale. */
export function keepsIds(mapping: Mapping): boolean {
  return mapping.userIds !== 'new' && mapping.idParam !== 'new-user-id';
}

/** The fields that are read elsewhere on v3; null if one of them is nowhere. */
function movesOf(usage: EndpointUsage, api: CleverApi): readonly Move[] | null {
  const moves: Move[] = [];
  for (const read of usage.answer?.reads ?? []) {
    const field = findMovedField(usage.url, read.path, api);
    if (!field) continue;
    if (field.change !== 'moved' || !field.to || field.to.includes('[]')) return null;
    moves.push({ read, to: field.to });
  }
  return moves;
}

/** `/students?limit=1` becomes `/users?role=student&limit=1`, where all of it is written in one place. */
function movePath({ path, pathSpan, pathText, query, pieces }: CleverUrl, target: string): Edit | null {
  const [newPath, added] = target.split('?');
  const isWhole = pathText === path || `/${pathText}` === path;
  if (!pathSpan || !isWhole || newPath === undefined) return null;
  const written = pathText.startsWith('/') ? newPath : newPath.slice(1);
  if (added === undefined) return { ...pathSpan, text: written };
  if (!query) return { ...pathSpan, text: `${written}?${added}` };
  const piece = pieces.find(
    ({ span, verbatim }) =>
      verbatim && span?.file === pathSpan.file && span.start <= pathSpan.start && pathSpan.end <= span.end,
  );
  const behind = piece?.text.slice(pathSpan.end - (piece.span?.start ?? 0)) ?? '';
  return behind.startsWith('?') ? { ...pathSpan, end: pathSpan.end + 1, text: `${written}?${added}&` } : null;
}

/** `student.sis_id` becomes `student.roles.student.sis_id`; in a pattern, `roles: { student: { sis_id } }`. */
function moveRead({ read, to }: Move): Edit | null {
  const { span, element, holder } = read;
  if (element) return { ...element.span, text: nested(to, `${to.at(-1) ?? ''}${restOf(read, to)}`) };
  return holder ? { ...span, text: to.join('.') } : null;
}

/** What a pattern does with the member; a field under a new name keeps its old variable. */
function restOf({ element, path }: AnswerRead, to: readonly string[]): string {
  const rest = element?.rest ?? '';
  const old = path.at(-1) ?? '';
  const isRenamed = rest.trimStart().startsWith(':');
  return isRenamed || old === to.at(-1) ? rest : `: ${old}${rest}`;
}

function nested(to: readonly string[], inner: string): string {
  return to.slice(0, -1).reduceRight((text, name) => `${name}: { ${text} }`, inner);
}

/** Members of one type that move into one object are put together where the first of them stood. */
function moveDeclarations(moves: readonly Move[]): readonly Edit[] {
  const groups = new Map<string, Move[]>();
  for (const move of moves) {
    const front = move.to.slice(0, -1).join('.');
    const key = `${move.read.span.file}|${move.read.declaration?.language}|${front}`;
    groups.set(key, [...(groups.get(key) ?? []), move]);
  }
  return [...groups.values()].flatMap(moveTogether);
}

function moveTogether(moves: readonly Move[]): readonly Edit[] {
  const [first, ...others] = [...new Map(moves.map((move) => [move.read.span.start, move])).values()].sort(
    (left, right) => left.read.span.start - right.read.span.start,
  );
  const declaration = first?.read.declaration;
  if (!first || !declaration || declaration.language === 'schema') return [];
  const members = [first, ...others].map(({ read, to }) => memberText(read, to)).join('; ');
  const edits: Edit[] = [{ ...declaration.member, text: `${nested(first.to, members)};` }];
  for (const { read } of others) if (read.declaration) edits.push({ ...read.declaration.line, text: '' });
  return edits;
}

/** `sis_id?: string` under its new name. */
function memberText({ declaration, path }: AnswerRead, to: readonly string[]): string {
  const text = declaration?.text.replace(/[;,]\s*$/, '') ?? '';
  return text.replace(path.at(-1) ?? '', to.at(-1) ?? '');
}
