/** What a file is to an audit: code, values for `process.env`, or data and manifests that code refers to. */
export type FileKind = 'source' | 'env' | 'json';

const SOURCE = /\.[cm]?[jt]sx?$/;
const ENVIRONMENT = /^\.env|^env\.|\.env$/;

/**
 * The kind of a file by its name.
 *
 * @param name the file's name, or a path that ends in it
 * @returns null for a file that an audit has no use for
 */
export function kindOf(name: string): FileKind | null {
  const baseName = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  if (SOURCE.test(baseName)) return 'source';
  if (baseName.endsWith('.json')) return 'json';
  return ENVIRONMENT.test(baseName) ? 'env' : null;
}
