import type { Edit } from '../model/finding.js';
import type { CleverUrl, UrlPiece } from '../model/url.js';
import type { Span } from '../model/spans.js';

/** Segments of a path that give way to others; offsets count characters of the path. */
interface Group {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The edits that put another path into a URL, and parameters in front of those it has.
 *
 * Segments that both paths have stay as they are written, ids above all: `/students/${id}` becomes `/users/${id}`.
 *
 * @param target the path wanted, without its version, with a query where it needs one: `/users?role=student`
 * @param sendsQuery whether a query that is written into the URL is sent, and no option puts another in its place
 * @returns null where the code does not hold what must change in one place
 */
export function movePath(url: CleverUrl, target: string, sendsQuery = true): readonly Edit[] | null {
  const start = pathStart(url);
  const [path = '', query] = target.split('?');
  if (start === null || (query !== undefined && (query.includes('{') || !sendsQuery))) return null;
  const groups = changedGroups(url.path, path);
  if (groups.some(({ start, text }) => text === '' && start >= url.path.length)) return null;
  const edits = groups.map((group) => toEdit(url, start, group));
  if (edits.some((edit) => edit === null)) return null;
  const found = edits.filter((edit) => edit !== null);
  return query === undefined ? found : withQuery(url, start + url.path.length, query, found);
}

/** Whether the code takes no query from where the path ends: `url.pathname`. */
export function takesNoQuery(url: CleverUrl): boolean {
  const pathEnd = (pathStart(url) ?? 0) + url.path.length;
  let offset = 0;
  const last = url.pieces.find(({ text }) => {
    offset += text.length;
    return offset >= pathEnd;
  });
  return last?.takesNoQuery ?? false;
}

/** Where the path begins in the URL's text; null where the path is spelled otherwise there. */
function pathStart({ text, host, version, path }: CleverUrl): number | null {
  const front = text.toLowerCase().indexOf(host) + host.length;
  const start = version === null ? front : text.toLowerCase().indexOf(version, front) + version.length;
  return text.startsWith(path, start) ? start : null;
}

/** What lies between the segments that stay. */
function changedGroups(from: string, to: string): readonly Group[] {
  const old = from.split('/').slice(1);
  const next = to.split('/').slice(1);
  const offsets = old.map((_, index) => old.slice(0, index).reduce((sum, each) => sum + each.length + 1, 1));
  const groups: Group[] = [];
  let [oldAt, nextAt] = [0, 0];
  for (let index = 0; index <= old.length; index += 1) {
    const kept = index < old.length ? next.indexOf(old[index] ?? '', nextAt) : next.length;
    if (kept < 0) continue;
    const [first, last] = [offsets[oldAt], offsets[index - 1]];
    const isChanged = index > oldAt || kept > nextAt;
    if (isChanged && first !== undefined && last !== undefined && index > oldAt) {
      const text = next.slice(nextAt, kept).join('/');
      // Where nothing comes in its place, the slash behind it goes too.
      const slash = text === '' && index < old.length ? 1 : 0;
      groups.push({ start: first, end: last + (old[index - 1]?.length ?? 0) + slash, text });
    } else if (isChanged) {
      groups.push({ start: from.length, end: from.length, text: '' });
    }
    [oldAt, nextAt] = [index + 1, kept + 1];
  }
  return groups;
}

function toEdit(url: CleverUrl, pathStartsAt: number, { start, end, text }: Group): Edit | null {
  const span = spanBetween(url.pieces, pathStartsAt + start, pathStartsAt + end);
  return span && { ...span, text };
}

/** The source from one character of a URL to another; both must be written out, or stand next to what is. */
function spanBetween(pieces: readonly UrlPiece[], start: number, end: number): Span | null {
  let offset = 0;
  let first: { readonly file: string; readonly at: number } | null = null;
  let before: UrlPiece | null = null;
  for (const piece of pieces) {
    const next = offset + piece.text.length;
    if (first === null && start >= offset && start < next) first = placeOfStart(piece, start - offset, before);
    if (end <= next) {
      const isWritten = piece.verbatim && piece.span !== null && piece.span.file === first?.file;
      if (!isWritten || !piece.span || !first) return null;
      const at = piece.span.start + end - offset;
      return at > first.at ? { file: first.file, start: first.at, end: at } : null;
    }
    offset = next;
    before = piece;
  }
  return null;
}

/** A value begins where the text in front of it ends, so that what wraps it goes with it. */
function placeOfStart(
  { span, verbatim, hole }: UrlPiece,
  offset: number,
  before: UrlPiece | null,
): { readonly file: string; readonly at: number } | null {
  if (span && verbatim) return { file: span.file, at: span.start + offset };
  return hole && offset === 0 && before?.span && before.verbatim
    ? { file: before.span.file, at: before.span.end }
    : null;
}

/** `?role=student` behind the path, or in front of the parameters that are there. */
function withQuery(url: CleverUrl, pathEnd: number, query: string, edits: readonly Edit[]): readonly Edit[] | null {
  const last = edits.at(-1);
  const hasQuery = url.text[pathEnd] === '?';
  if (takesNoQuery(url)) return null;
  const end = spanBetween(url.pieces, pathEnd - 1, pathEnd + (hasQuery ? 1 : 0));
  if (!last || !end) return null;
  const at = end.end - (hasQuery ? 1 : 0);
  // The end of the path stays where only what stands before it changes: `/schools/{id}/events`.
  if (last.end < at)
    return [...edits, { file: end.file, start: at, end: end.end, text: hasQuery ? `?${query}&` : `?${query}` }];
  if (last.end !== at) return null;
  const text = hasQuery ? `${last.text}?${query}&` : `${last.text}?${query}`;
  return [...edits.slice(0, -1), { ...last, end: end.end, text }];
}
