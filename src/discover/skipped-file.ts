/** A file, link or folder that could not be read, and why. */
export interface SkippedFile {
  /** Path relative to the root, with forward slashes. */
  readonly file: string;
  readonly reason: string;
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['ENOENT', 'no such file'],
  ['ELOOP', 'circular symbolic link'],
  ['EISDIR', 'not a regular file'],
  // What opening a socket says.
  ['ENXIO', 'not a regular file'],
  ['EOPNOTSUPP', 'not a regular file'],
]);

/**
 * Says in a few words why the file system refused.
 *
 * @param error what a call of `node:fs` threw
 * @param file its name, as it was listed
 * @throws the same error when it is not the file system's
 */
export function reasonOf(error: unknown, file = ''): string {
  const code = errorCode(error);
  if (code === null) throw error;
  if (code === 'ENOENT' && isMisspelled(file)) return 'its name is not UTF-8';
  return REASONS.get(code) ?? `cannot be read (${code})`;
}

/** The code of a system error (`ENOENT`), or null for any other error. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

/** A name that is not UTF-8 is listed with signs in place of its bytes, and nothing is there under that name. */
export function isMisspelled(file: string): boolean {
  return file.includes('\uFFFD');
}
