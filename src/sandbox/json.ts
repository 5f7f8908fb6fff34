/** A record, or any other object of an answer. */
export type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the values at a place of a record.
 *
 * @param path members with dots between, `[]` behind a list: `roles.student.enrollments[].school`
 * @returns the value; below a list the values of its items, as a list; undefined where the record has nothing
 */
export function readPath(record: unknown, path: string): unknown {
  const [first = '', ...others] = path.split('.');
  const isList = first.endsWith('[]');
  const value = isJson(record) ? record[isList ? first.slice(0, -2) : first] : undefined;
  if (isList) return Array.isArray(value) ? value.map((item) => readOn(item, others)) : undefined;
  return readOn(value, others);
}

function readOn(value: unknown, members: readonly string[]): unknown {
  return members.length === 0 ? value : readPath(value, members.join('.'));
}

/**
 * Puts a value at a place of a record.
 *
 * @param path as for `readPath`; the value of a place below a list is a list with a value for each item
 * @returns a record with the value, and all else as it was
 */
export function withPath(record: Json, path: string, value: unknown): Json {
  const [first = '', ...others] = path.split('.');
  if (others.length === 0) return { ...record, [first]: value };
  const rest = others.join('.');
  if (!first.endsWith('[]')) return { ...record, [first]: withPath(jsonOf(record[first]), rest, value) };
  const name = first.slice(0, -2);
  const items = Array.isArray(record[name]) ? (record[name] as unknown[]) : [];
  const values = Array.isArray(value) ? (value as unknown[]) : [];
  return { ...record, [name]: values.map((each, index) => withPath(jsonOf(items[index]), rest, each)) };
}

/**
 * Takes a place out of a record.
 *
 * @param path as for `readPath`
 * @returns a record without it; an object that held nothing else goes too
 */
export function withoutPath(record: Json, path: string): Json {
  const [first = '', ...others] = path.split('.');
  const { [first]: value, ...rest } = record;
  if (others.length === 0 || !isJson(value)) return others.length === 0 ? rest : record;
  const left = withoutPath(value, others.join('.'));
  return Object.keys(left).length === 0 ? rest : { ...record, [first]: left };
}

function jsonOf(value: unknown): Json {
  return isJson(value) ? value : {};
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
