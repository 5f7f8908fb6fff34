import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { GitError } from './errors.js';
import { findGitRoot, gitFoldersOf } from './ignore-rules.js';
import { toProjectPath } from './project-path.js';
import { errorCode } from './skipped-file.js';

/** A work tree, and git run at its top. */
export interface WorkTree {
  /** The top folder, absolute. */
  readonly root: string;
  /** @throws GitError when git fails */
  run(commandArguments: readonly string[], input?: string): Buffer;
  /**
   * The same for a command that compares no file on disk, so that there is no filter to turn off.
   *
   * @throws GitError when git fails
   */
  runOnIndex(commandArguments: readonly string[]): Buffer;
}

/** Environment variables. */
export type Variables = Readonly<Record<string, string | undefined>>;

const LARGEST_OUTPUT = 1024 * 1024 * 1024;

/** A pipe among what git reads later would make it wait for ever. */
const MINUTES_OF_GIT = 2;

/**
 * What no repository may decide, since each of these settings names a program that git would start: a file system
 * monitor, hooks (`post-index-change` runs when git refreshes the index), a pager, and a folder that is only laid out
 * as a repository, which arrives by a plain clone of the repository around it.
 *
 * @see https://git-scm.com/docs/git-config
 */
const SAFE_SETTINGS = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'diff.autoRefreshIndex=false',
  'safe.bareRepository=explicit',
];
const SAFE_OPTIONS = ['--no-pager', ...SAFE_SETTINGS.flatMap((setting) => ['-c', setting])];

/** Git writes nothing in passing, speaks English, and fetches no object of a partial clone, by any protocol. */
const SAFE_VARIABLES = { GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none', LC_ALL: 'C' };

/**
 * Opens the work tree that a folder lies in. No command that the repository names is run, whatever is asked of it.
 *
 * Inside a hook git sets `GIT_INDEX_FILE` (a commit of single files has an index of its own) and, in linked work trees,
 * `GIT_DIR`; with the latter git takes the current folder for the top. So the top is looked for without it.
 *
 * @throws GitError where there is no work tree, or no git
 */
export function openWorkTree(cwd: string, variables: Variables): WorkTree {
  refuseOddFiles(cwd);
  const found = { ...withoutRedundantFolder(cwd, variables), ...SAFE_VARIABLES };
  const root = ask(cwd, found, ['rev-parse', '--show-toplevel']);
  if (root === '') throw new GitError(`Not inside a git work tree: ${cwd}`);
  if (variables['GIT_WORK_TREE'] === undefined) refuseOtherFolder(cwd, root);
  let environment: Variables | null = null;
  return {
    root: resolve(root),
    run: (commandArguments, input) =>
      runGit(root, (environment ??= withoutFilters(root, found)), commandArguments, input),
    runOnIndex: (commandArguments) => runGit(root, found, commandArguments),
  };
}

/** By `core.worktree` a repository can name any folder; from there git does not find the repository. */
function refuseOtherFolder(cwd: string, root: string): void {
  const isInside = toProjectPath(realpathSync(root), realpathSync(cwd)) !== null;
  if (!isInside) throw new GitError(`Not inside the work tree of this repository: its \`core.worktree\` is ${root}`);
}

/** What git reads first of a work tree and of the repository that it belongs to. */
const FIRST_READ = ['HEAD', 'commondir', 'config', 'config.worktree', 'index', 'packed-refs', 'shallow'];

/** Git would wait for a pipe, or read a device, for ever. */
function refuseOddFiles(cwd: string): void {
  const root = findGitRoot(resolve(cwd));
  if (root === null) return;
  const { own, common } = gitFoldersOf(root, () => {});
  const paths = [own, common].flatMap((folder) => FIRST_READ.map((name) => join(folder, name)));
  const odd = paths.find(isIrregular);
  if (odd !== undefined) throw new GitError(`Cannot run git safely: ${odd} is not a regular file`);
}

/** Whether something is there that is no file; a path through a file leads nowhere. */
function isIrregular(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === false;
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') return false;
    throw error;
  }
}

/**
 * Turns off the filter programs that a repository names, which git runs when it compares a file with the index. The
 * variables, as opposed to `-c`, take a name that holds an equals sign.
 */
function withoutFilters(root: string, variables: Variables): Variables {
  const keys = runGit(root, variables, ['config', '--list', '--name-only', '-z']).toString('utf8').split('\0');
  const filters = new Set(keys.flatMap((key) => /^(filter\.[^]*)\.[^.]*$/.exec(key)?.[1] ?? []));
  const given = Number(variables['GIT_CONFIG_COUNT'] ?? 0) || 0;
  const settings = [...filters].flatMap((filter) => [
    // An empty process stands for the two single commands as well.
    { key: `${filter}.process`, value: '' },
    { key: `${filter}.required`, value: 'false' },
  ]);
  const environment: Record<string, string | undefined> = { ...variables };
  for (const [index, { key, value }] of settings.entries()) {
    environment[`GIT_CONFIG_KEY_${given + index}`] = key;
    environment[`GIT_CONFIG_VALUE_${given + index}`] = value;
  }
  return { ...environment, GIT_CONFIG_COUNT: String(given + settings.length) };
}

/** Drops `GIT_DIR` where git finds the same folder by itself; another one (a bare repository elsewhere) is kept. */
function withoutRedundantFolder(cwd: string, variables: Variables): Variables {
  const { GIT_DIR: named, GIT_WORK_TREE: workTree, ...others } = variables;
  if (named === undefined || workTree !== undefined) return variables;
  const found = gitFolderFoundFrom(cwd, others);
  if (found === null) return variables;
  const folder = resolve(cwd, named);
  // A relative one is relative to the top, where the hook was started; from a folder below git could not use it.
  const isSame = !existsSync(folder) || realpathSync(folder) === realpathSync(found);
  return isSame ? others : variables;
}

function gitFolderFoundFrom(cwd: string, variables: Variables): string | null {
  try {
    return ask(cwd, variables, ['rev-parse', '--absolute-git-dir']);
  } catch (error) {
    if (error instanceof GitError) return null;
    throw error;
  }
}

function ask(cwd: string, variables: Variables, commandArguments: readonly string[]): string {
  return runGit(cwd, variables, commandArguments)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}

function runGit(cwd: string, variables: Variables, commandArguments: readonly string[], input = ''): Buffer {
  try {
    return execFileSync('git', [...SAFE_OPTIONS, ...commandArguments], {
      cwd,
      env: variables,
      input,
      maxBuffer: LARGEST_OUTPUT,
      timeout: MINUTES_OF_GIT * 60_000,
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
  } catch (error) {
    throw toGitError(error, cwd);
  }
}

function toGitError(error: unknown, cwd: string): unknown {
  if (errorCode(error) === 'ENOENT') return new GitError(`Git could not be started in ${cwd}`);
  if (errorCode(error) === 'ETIMEDOUT')
    return new GitError(`Git did not answer within ${MINUTES_OF_GIT} minutes in ${cwd}`);
  if (!(error instanceof Error) || !('stderr' in error)) return error;
  const said = String(error.stderr);
  if (/not a git repository|cannot use bare repository|must be run in a work tree/i.test(said)) {
    return new GitError(`Not inside a git work tree: ${cwd}`);
  }
  return new GitError(`Git failed: ${said.trim().split('\n')[0] ?? error.message}`);
}
