/** A row found for a path, with the path's segments that stand for the row's ids, in order. */
export interface PathMatch<Row> {
  readonly row: Row;
  readonly ids: readonly string[];
}

/** A query never says which endpoint is meant, and a slash at the end neither. */
function segmentsOf(path: string): readonly string[] {
  const [withoutQuery = ''] = path.split('?');
  return withoutQuery.replace(/\/$/, '').split('/').slice(1);
}

/** The segments of the paths in the tables, which are few, and compared with every path that is looked up. */
const segmentsOfRows = new Map<string, readonly string[]>();

function segmentsOfRow({ path }: { readonly path: string }): readonly string[] {
  const segments = segmentsOfRows.get(path) ?? segmentsOf(path);
  segmentsOfRows.set(path, segments);
  return segments;
}

function isPlaceholder(segment: string): boolean {
  return segment.startsWith('{');
}

/**
 * Collects the words that Clever's own paths are made of.
 *
 * @param paths paths of endpoints
 * @returns their segments that are no ids
 */
export function wordsOf(paths: readonly string[]): ReadonlySet<string> {
  return new Set(paths.flatMap(segmentsOf).filter((segment) => !isPlaceholder(segment)));
}

/**
 * Whatever is no word of Clever's can be an id. Tests and mocks use ids of every look (`student-1`, `:id`, `*`), while
 * a word in an id's place (`/users/me`) is a path that Clever does not have.
 */
function canBeId(segment: string, words: ReadonlySet<string>): boolean {
  return segment !== '' && !words.has(segment);
}

function matchIds(
  template: readonly string[],
  segments: readonly string[],
  words: ReadonlySet<string>,
): readonly string[] | null {
  if (template.length !== segments.length) return null;
  const ids: string[] = [];
  for (const [index, expected] of template.entries()) {
    const segment = segments[index] ?? '';
    if (segment === expected && !isPlaceholder(expected)) continue;
    if (!isPlaceholder(expected) || !canBeId(segment, words)) return null;
    ids.push(segment);
  }
  return ids;
}

/**
 * Finds the row whose path fits a concrete path or one with holes.
 *
 * @param rows rows to look through, ids in their paths in braces
 * @param path the path below the version; a query and a slash at its end do not count
 * @param words segments that are never ids
 * @returns the row with the fewest ids, so that a literal segment wins over an id; null if none fits
 */
export function findByPath<Row extends { readonly path: string }>(
  rows: readonly Row[],
  path: string,
  words: ReadonlySet<string>,
): PathMatch<Row> | null {
  const segments = segmentsOf(path);
  // Every path of Clever's begins with a word, which tells most rows apart without taking them to pieces.
  const front = `/${segments[0] ?? ''}`;
  let best: PathMatch<Row> | null = null;
  for (const row of rows) {
    if (!row.path.startsWith(front)) continue;
    const ids = matchIds(segmentsOfRow(row), segments, words);
    if (ids !== null && (best === null || ids.length < best.ids.length)) best = { row, ids };
  }
  return best;
}

/**
 * Puts ids into a path.
 *
 * @param path a path with `{id}` places
 * @param ids what to put there, in order
 * @returns the path; places for which there is no id stay as they are
 */
export function fillIds(path: string, ids: readonly string[]): string {
  let next = 0;
  return path.replace(/\{id\}/g, (place) => ids[next++] ?? place);
}
