import { existsSync, lstatSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve, sep } from 'node:path';
import type { Ignore, TestResult } from 'ignore';
import { askWithinTime, hasManyStars } from './bounded-test.js';
import { openLiteralTest } from './pattern-literal.js';
import { toProjectPath } from './project-path.js';
import { type OnUnread, readTextIfThere } from './read-regular-file.js';

interface RuleSet {
  /** The absolute folder that the patterns are relative to. */
  readonly folder: string;
  /** False only for a path that no pattern matches; of most paths that is all there is to say. */
  readonly mayMatch: (path: string) => boolean;
  readonly test: Test;
}

/** Says of a path what the patterns of a file do. */
type Test = (path: string) => Verdict;
type Verdict = Pick<TestResult, 'ignored' | 'unignored'>;

/** Rules that hold in a folder, those that weigh most first. */
export type IgnoreRules = readonly RuleSet[];

/**
 * The rules that hold in a folder before its own `.gitignore` is read: those of the folders above it in the same git
 * repository, and `info/exclude`.
 *
 * A folder that is itself ignored by its repository was named on purpose, so there the outer rules say nothing.
 *
 * @param onUnread is told of the files of git that are there and cannot be read
 */
export function outerRulesOf(folder: string, onUnread: OnUnread): IgnoreRules {
  const gitRoot = findGitRoot(folder);
  if (gitRoot === null) return [];
  let rules: IgnoreRules = excludeRulesOf(gitRoot, onUnread);
  for (const above of foldersBetween(gitRoot, folder)) rules = withGitignore(above, rules, onUnread);
  const isNamedOnPurpose = folder !== gitRoot && isIgnored(rules, folder, true);
  return isNamedOnPurpose ? [] : rules;
}

/**
 * Adds the rules of a folder's `.gitignore`, which weigh more than those above.
 *
 * @param onUnread is told of a file that is there and cannot be read
 */
export function withGitignore(folder: string, outer: IgnoreRules, onUnread: OnUnread): IgnoreRules {
  const file = join(folder, '.gitignore');
  // Git follows no link here.
  if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) return outer;
  return [...rulesIn(folder, file, onUnread), ...outer];
}

/** Whether git would leave the path out; its parent folders are taken not to be ignored. */
export function isIgnored(rules: IgnoreRules, absolutePath: string, isFolder: boolean): boolean {
  for (const { folder, mayMatch, test } of rules) {
    const path = pathBelow(folder, absolutePath);
    if (!path || !mayMatch(path)) continue;
    const verdict = test(isFolder ? `${path}/` : path);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}

/** What `toProjectPath` says, at once where the one path begins with the other. */
function pathBelow(folder: string, absolutePath: string): string | null {
  const isBelow = sep === '/' && absolutePath.startsWith(folder) && absolutePath[folder.length] === sep;
  return isBelow ? absolutePath.slice(folder.length + 1) : toProjectPath(folder, absolutePath);
}

/**
 * The work tree that a folder belongs to.
 *
 * @returns the nearest folder upwards with a `.git`, or null
 */
export function findGitRoot(folder: string): string | null {
  for (let current = folder; ; current = dirname(current)) {
    if (existsSync(join(current, '.git'))) return current;
    if (current === dirname(current)) return null;
  }
}

function excludeRulesOf(gitRoot: string, onUnread: OnUnread): IgnoreRules {
  return rulesIn(gitRoot, join(gitFoldersOf(gitRoot, onUnread).common, 'info', 'exclude'), onUnread);
}

/** Where git keeps what it knows of a work tree. */
export interface GitFolders {
  /** What this work tree has of its own: its `HEAD`, its index. */
  readonly own: string;
  /** What all work trees of the repository share: its configuration, its references. */
  readonly common: string;
}

/**
 * Finds the folders of a work tree. Linked work trees and submodules have a file `.git` that names their own.
 *
 * @param gitRoot the top of the work tree
 * @param onUnread is told of a file that is there and cannot be read
 */
export function gitFoldersOf(gitRoot: string, onUnread: OnUnread): GitFolders {
  const dotGit = join(gitRoot, '.git');
  if (statSync(dotGit, { throwIfNoEntry: false })?.isDirectory() ?? true) return { own: dotGit, common: dotGit };
  const pointer = readTextIfThere(dotGit, onUnread) ?? '';
  const own = pointer.startsWith('gitdir:') ? resolve(gitRoot, pointer.slice('gitdir:'.length).trim()) : dotGit;
  const common = readTextIfThere(join(own, 'commondir'), onUnread);
  return { own, common: common === null ? own : resolve(own, common.trim()) };
}

/** From the top down, without the lower end. */
function foldersBetween(top: string, bottom: string): readonly string[] {
  const folders: string[] = [];
  for (let current = bottom; current !== top; current = dirname(current)) folders.unshift(dirname(current));
  return folders;
}

function rulesIn(folder: string, file: string, onUnread: OnUnread): IgnoreRules {
  const written = readTextIfThere(file, onUnread);
  if (written === null) return [];
  const text = withoutLongLines(written);
  if (text !== written) onUnread(file, `a pattern is longer than ${LONGEST_PATH} characters`);
  const mayMatch = openLiteralTest(text);
  if (mayMatch === null) return [];
  let test: Test | null = null;
  return [{ folder, mayMatch, test: (path) => (test ??= openTest(text, () => onUnread(file, TOO_SLOW)))(path) }];
}

const TOO_SLOW = 'its patterns take too long to match';
const NO_VERDICT: Verdict = { ignored: false, unignored: false };

/** @param onSlow is told once that the patterns take too long for a path; from then on they match nothing */
function openTest(text: string, onSlow: () => void): Test {
  const matcher = openMatcher(text);
  if (!text.split('\n').some(hasManyStars)) return (path) => matcher.test(path);
  let isSlow = false;
  return (path) => {
    const verdict = isSlow ? NO_VERDICT : askWithinTime(() => matcher.test(path));
    if (verdict !== null) return verdict;
    isSlow = true;
    onSlow();
    return NO_VERDICT;
  };
}

/** No path is longer, so neither is a pattern that can match; a regular expression of megabytes cannot be made at all. */
const LONGEST_PATH = 4096;

function withoutLongLines(text: string): string {
  if (text.length <= LONGEST_PATH) return text;
  return text
    .split('\n')
    .filter(({ length }) => length <= LONGEST_PATH)
    .join('\n');
}

function openMatcher(text: string): Ignore {
  // Required, not imported: an import first analyses the CommonJS file, which takes three times as long as to load it.
  const ignore = createRequire(import.meta.url)('ignore') as typeof import('ignore');
  return ignore({ ignorecase: false }).add(text);
}
