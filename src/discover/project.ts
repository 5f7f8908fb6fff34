import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findGitRoot } from './ignore-rules.js';
import { toProjectPath } from './project-path.js';
import { errorCode } from './skipped-file.js';
import { isWorkspaceOf } from './workspace.js';

/**
 * The folder whose files are read to judge a path: that of the nearest `package.json` upwards inside the git work tree, or of the workspace that
 * this package is a member of; without one the git work tree, and without that the path itself (a file's folder).
 *
 * @param path absolute; what does not exist is judged by the nearest folder above that does
 */
export function findProjectRoot(path: string): string {
  const start = nearestFolder(path);
  const gitRoot = findGitRoot(start);
  // A stray manifest above the work tree (in a home folder) has nothing to do with what is in it.
  const isInside = (folder: string): boolean => gitRoot === null || toProjectPath(gitRoot, folder) !== null;
  const packageFolder = ancestorsOf(start).find(
    (folder) => isInside(folder) && existsSync(join(folder, 'package.json')),
  );
  if (packageFolder === undefined) return gitRoot ?? start;
  const above = ancestorsOf(packageFolder).slice(1);
  return above.find((folder) => isWorkspaceOf(folder, packageFolder)) ?? packageFolder;
}

/**
 * The folder to read for several paths: the project of all of them, or the nearest folder that holds all their projects.
 *
 * @param paths absolute, at least one
 */
export function findCommonProjectRoot(paths: readonly string[]): string {
  const roots = [...new Set(paths.map(findProjectRoot))];
  const [first, ...others] = roots;
  if (first === undefined) throw new Error('A project root needs at least one path');
  const holdsAll = (folder: string): boolean => others.every((root) => toProjectPath(folder, root) !== null);
  return ancestorsOf(first).find(holdsAll) ?? first;
}

function nearestFolder(path: string): string {
  return ancestorsOf(path).find(isFolder) ?? path;
}

/** What the file system refuses to tell (a link that leads in a circle) is no folder. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return false;
  }
}

/** A path and all folders above it, from the bottom up. */
function ancestorsOf(path: string): readonly string[] {
  const folders = [path];
  for (let folder = path; dirname(folder) !== folder;) {
    folder = dirname(folder);
    folders.push(folder);
  }
  return folders;
}
