/** The part of a path that lies below a record: `['name']` of `['data', '[]', 'data', 'name']`. */
export function belowRecord(path: readonly string[], list: boolean, unwrapped: boolean): readonly string[] | null {
  const front = list ? (unwrapped ? ['data', '[]'] : ['data', '[]', 'data']) : ['data'];
  return front.every((name, index) => path[index] === name) ? path.slice(front.length) : null;
}
