import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { Ignore } from 'ignore';
import { toProjectPath } from './project-path.js';

interface RuleSet {
  /** The absolute folder that the patterns are relative to. */
  readonly folder: string;
  readonly matcher: Ignore;
}

/** Rules that hold in a folder, those that weigh most first. */
export type IgnoreRules = readonly RuleSet[];

/**
 * The rules that hold in a folder before its own `.gitignore` is read: those of the folders above it in the same git
 * repository, and `info/exclude`.
 *
 * A folder that is itself ignored by its repository was named on purpose, so there the outer rules say nothing.
 */
export function outerRulesOf(folder: string): IgnoreRules {
  const gitRoot = findGitRoot(folder);
  if (gitRoot === null) return [];
  let rules: IgnoreRules = excludeRulesOf(gitRoot);
  for (const above of foldersBetween(gitRoot, folder)) rules = withFileOf(above, rules);
  const isNamedOnPurpose = folder !== gitRoot && isIgnored(rules, folder, true);
  return isNamedOnPurpose ? [] : rules;
}

/**
 * Adds the rules of a folder's `.gitignore`, which weigh more than those above.
 *
 * @throws Error of the file system when the file exists and cannot be read
 */
export function withGitignore(folder: string, outer: IgnoreRules): IgnoreRules {
  return [toRuleSet(folder, join(folder, '.gitignore')), ...outer];
}

/** Whether git would leave the path out; its parent folders are taken not to be ignored. */
export function isIgnored(rules: IgnoreRules, absolutePath: string, isFolder: boolean): boolean {
  for (const { folder, matcher } of rules) {
    const path = toProjectPath(folder, absolutePath);
    if (!path) continue;
    const verdict = matcher.test(isFolder ? `${path}/` : path);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
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

function excludeRulesOf(gitRoot: string): IgnoreRules {
  const file = join(commonGitFolderOf(gitRoot), 'info', 'exclude');
  return existsSync(file) ? [toRuleSet(gitRoot, file)] : [];
}

/** Linked work trees and submodules have a file `.git` that names their folder; work trees share one `info/exclude`. */
function commonGitFolderOf(gitRoot: string): string {
  const dotGit = join(gitRoot, '.git');
  if (statSync(dotGit).isDirectory()) return dotGit;
  const ownFolder = resolve(
    gitRoot,
    readFileSync(dotGit, 'utf8')
      .replace(/^gitdir:/, '')
      .trim(),
  );
  const pointer = join(ownFolder, 'commondir');
  return existsSync(pointer) ? resolve(ownFolder, readFileSync(pointer, 'utf8').trim()) : ownFolder;
}

function withFileOf(folder: string, outer: IgnoreRules): IgnoreRules {
  return existsSync(join(folder, '.gitignore')) ? withGitignore(folder, outer) : outer;
}

/** From the top down, without the lower end. */
function foldersBetween(top: string, bottom: string): readonly string[] {
  const folders: string[] = [];
  for (let current = bottom; current !== top; current = dirname(current)) folders.unshift(dirname(current));
  return folders;
}

function toRuleSet(folder: string, file: string): RuleSet {
  // Required, not imported: an import first analyses the CommonJS file, which takes three times as long as to load it.
  const ignore = createRequire(import.meta.url)('ignore') as typeof import('ignore');
  return { folder, matcher: ignore({ ignorecase: false }).add(readFileSync(file, 'utf8')) };
}
