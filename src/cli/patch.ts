import { formatPatch, structuredPatch } from 'diff';

/** The texts of a file before and after, as they are on disk. */
export interface PatchedFile {
  /** Relative to the folder the patch is for, with forward slashes. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Writes a patch in git's own form: unlike a plain unified diff it means the same in every folder of a repository.
 *
 * @param files the files, with paths from the top of the repository
 * @returns a text that `git apply` takes; empty for no files
 */
export function toPatch(files: readonly PatchedFile[]): string {
  return files
    .map(({ file, before, after }) => {
      const patch = structuredPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, { context: 3 });
      return formatPatch({ ...patch, isGit: true });
    })
    .join('');
}
