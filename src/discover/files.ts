import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { isData, kindOf, type ListedKind, mayBeScript } from './file-kind.js';
import { type IgnoreRules, isIgnored, outerRulesOf, withGitignore } from './ignore-rules.js';
import { CONFIGURATION_NAMES } from './configuration-name.js';
import { JOURNAL_NAME } from './journal-name.js';
import { inFolder, toProjectPath } from './project-path.js';
import { kindOnDisk } from './scripts.js';
import { errorCode, isMisspelled, reasonOf, type SkippedFile } from './skipped-file.js';

/** The files of a project that an audit can have a use for. Paths are relative to the root. */
export interface Listing {
  readonly files: ReadonlyMap<string, ListedKind>;
  /** Links inside the project, and the listed file or the folder that each leads to. */
  readonly links: ReadonlyMap<string, string>;
  readonly skipped: readonly SkippedFile[];
  /** Folders in which a run is writing, or was stopped while it wrote. */
  readonly unfinished: readonly string[];
}

/** Why a link is not followed. */
export const LEADS_OUT = 'symbolic link that leads out of the project';

/** Git's own data, and code that belongs to others. */
const PRUNED: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/**
 * Lists the files below a root: what git ignores is left out, env files excepted; links out of the root are not followed.
 *
 * @param root absolute
 * @param withData whether data is listed too, in which ids are looked for
 */
export function listFiles(root: string, withData = false): Listing {
  const files = new Map<string, ListedKind>();
  const skipped: SkippedFile[] = [];
  const linkPaths: string[] = [];
  const top = root === '/' ? '' : root;
  const unfinished: string[] = [];
  listFolder('', outerRulesOf(root, addUnread));
  const links = followLinks(root, linkPaths, files, skipped);
  return { files, links, skipped, unfinished };

  function listFolder(folder: string, outer: IgnoreRules): void {
    const entries = entriesOf(folder);
    const rules = rulesOf(folder, entries, outer);
    if (entries.some(isJournal)) unfinished.push(folder);
    for (const entry of entries) listEntry(entry, inFolder(folder, entry.name), rules);
  }

  function listEntry(entry: Dirent, path: string, rules: IgnoreRules): void {
    if (PRUNED.has(entry.name)) return;
    const absolute = `${top}/${path}`;
    if (entry.isDirectory()) {
      // Who made it means to say something with it.
      if (CONFIGURATION_NAMES.includes(entry.name)) skipped.push({ file: path, reason: 'not a regular file' });
      if (!isIgnored(rules, absolute, true)) listFolder(path, rules);
      return;
    }
    const kind = kindOf(entry.name);
    const isRead = kind === 'env' || CONFIGURATION_NAMES.includes(entry.name);
    if (entry.isSymbolicLink()) {
      if (isRead || !isIgnored(rules, absolute, false)) linkPaths.push(path);
      return;
    }
    const mayBeData = withData && isData(entry.name);
    if ((kind === null && !mayBeData && !mayBeScript(entry.name)) || (!isRead && isIgnored(rules, absolute, false)))
      return;
    const known = kind ?? (entry.isFile() ? kindOnDisk(join(root, path)) : null) ?? (mayBeData ? 'data' : null);
    if (known === null) return;
    if (entry.isFile()) files.set(path, known);
    else skipped.push({ file: path, reason: 'not a regular file' });
  }

  function entriesOf(folder: string): readonly Dirent[] {
    try {
      return readdirSync(join(root, folder), { withFileTypes: true });
    } catch (error) {
      skipped.push({ file: folder || '.', reason: reasonOf(error, folder) });
      return [];
    }
  }

  function rulesOf(folder: string, entries: readonly Dirent[], outer: IgnoreRules): IgnoreRules {
    if (!entries.some((entry) => entry.name === '.gitignore')) return outer;
    return withGitignore(join(root, folder), outer, addUnread);
  }

  /** Git's own files may lie above the root. */
  function addUnread(path: string, reason: string): void {
    skipped.push({ file: relative(root, path).replaceAll(sep, '/'), reason });
  }
}

function isJournal(entry: Dirent): boolean {
  return entry.name === JOURNAL_NAME && entry.isFile();
}

/**
 * Settles what links lead to, once all files are known: to a listed file it is another name; to one that is not listed
 * (ignored, or of another extension) it is that file's only name.
 */
function followLinks(
  root: string,
  linkPaths: readonly string[],
  files: Map<string, ListedKind>,
  skipped: SkippedFile[],
): ReadonlyMap<string, string> {
  const links = new Map<string, string>();
  if (linkPaths.length === 0) return links;
  const realRoot = realpathSync(root);
  for (const link of linkPaths) {
    try {
      followLink(link);
    } catch (error) {
      if (canBeCode(link)) skipped.push({ file: link, reason: linkReasonOf(error, link) });
    }
  }
  return links;

  function followLink(link: string): void {
    const absoluteTarget = realpathSync(join(root, link));
    const target = toProjectPath(realRoot, absoluteTarget);
    const kind = kindOf(link);
    const status = statSync(absoluteTarget);
    if (target === null) {
      if (kind !== null || status.isDirectory()) {
        skipped.push({ file: link, reason: LEADS_OUT });
      }
    } else if (status.isDirectory() || files.has(target)) links.set(link, target);
    else if (kind === null) return;
    else if (status.isFile()) files.set(link, kind);
    else skipped.push({ file: link, reason: 'not a regular file' });
  }
}

/** A link without an extension may have led to a folder of code; `.#name` is how Emacs marks a file being edited. */
function canBeCode(link: string): boolean {
  const name = link.slice(link.lastIndexOf('/') + 1);
  return !name.startsWith('.#') && (kindOf(name) !== null || extname(name) === '');
}

function linkReasonOf(error: unknown, link: string): string {
  const isDangling = errorCode(error) === 'ENOENT' && !isMisspelled(link);
  return isDangling ? 'symbolic link to a file that does not exist' : reasonOf(error, link);
}
