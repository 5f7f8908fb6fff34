import { isAbsolute, relative, sep } from 'node:path';

/**
 * A path below a root as the whole product writes it: relative, with forward slashes, empty for the root itself.
 *
 * @returns null when the path is not below the root
 */
export function toProjectPath(root: string, absolutePath: string): string | null {
  const path = relative(root, absolutePath);
  if (path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)) return null;
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** The folder of a project path; empty for a file at the root, and for the root itself. */
export function folderOf(projectPath: string): string {
  return projectPath.slice(0, Math.max(0, projectPath.lastIndexOf('/')));
}

/** The folders of a file from its own up to the root (`''`). */
export function foldersUpwards(file: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = folderOf(file); folder !== ''; folder = folderOf(folder)) folders.push(folder);
  return [...folders, ''];
}

/** Joins a folder of the project and a name in it. */
export function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** Folders of what others wrote, or a tool, where git does not ignore them. */
export const FOREIGN_FOLDER =
  /(?:^|\/)(?:vendor|vendored|third_party|\.?venv|site-packages|__pycache__|Pods|bower_components|\.terraform|\.bundle|dist|coverage)\//;
