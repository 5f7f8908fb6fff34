import { relative, sep } from 'node:path';

/** A path from a folder as people read it, with forward slashes; it may lead out of the folder. */
export function toPathFrom(folder: string, absolutePath: string): string {
  return relative(folder, absolutePath).replaceAll(sep, '/');
}
