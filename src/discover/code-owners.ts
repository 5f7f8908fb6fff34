import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import ignore from 'ignore';
import { toProjectPath } from './project-path.js';
import { readTextIfThere } from './read-regular-file.js';

/** Where GitHub and GitLab look for it, in their order. */
const PLACES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];

/**
 * Reads who owns the files of a repository.
 *
 * @param top the folder that holds the repository, absolute
 * @returns answers the owners of a file, a path below `top` with forward slashes; none without a CODEOWNERS file
 */
export function readCodeOwners(top: string): (file: string) => readonly string[] {
  for (const name of PLACES) {
    const path = join(top, name);
    if (leadsOutside(top, path)) continue;
    // Owners are told beside findings, so a file that cannot be read leaves them out and nothing else.
    const text = readTextIfThere(path, () => {});
    if (text !== null) return parseCodeOwners(text);
  }
  return () => [];
}

/**
 * Reads the text of a CODEOWNERS file: https://docs.github.com/articles/about-code-owners. The last pattern that matches
 * decides; GitLab's names of sections are passed over, their patterns are not.
 *
 * @returns answers the owners of a file
 */
export function parseCodeOwners(text: string): (file: string) => readonly string[] {
  const rows = text.split(/\r?\n/).flatMap(toRow);
  return (file) => rows.findLast(({ matches }) => matches(file))?.owners ?? [];
}

function toRow(line: string) {
  const words = line
    .replace(/(^|\s)#.*$/, '')
    .trim()
    .match(/(?:\\.|\S)+/g);
  const [pattern, ...owners] = words ?? [];
  if (pattern === undefined || /^\^?\[/.test(pattern)) return [];
  const rules = ignore().add(pattern);
  // `docs/*` is about the files of a folder and none below it, other than in .gitignore.
  const depth = pattern.endsWith('/*') ? pattern.replace(/^\//, '').split('/').length : null;
  const matches = (file: string): boolean =>
    rules.ignores(file) && (depth === null || file.split('/').length === depth);
  return [{ owners, matches }];
}

/** Whether a link leads out of the repository, of which nothing outside is read. */
function leadsOutside(top: string, path: string): boolean {
  return existsSync(path) && toProjectPath(realpathSync(top), realpathSync(path)) === null;
}
