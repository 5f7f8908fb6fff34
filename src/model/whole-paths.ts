/** The paths of all that an answer holds, of its list, and of the entries and records in that. */
const WHOLE: ReadonlySet<string> = new Set(['', 'data', 'data.[]', 'data.[].data']);

/** Whether a path of an answer is that of the body, its list, or a whole record; single fields are not. */
export function isWholePath(path: readonly string[]): boolean {
  return WHOLE.has(path.join('.'));
}
