import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { GitError } from './errors.js';
import { errorCode } from './skipped-file.js';

/** A work tree, and git run at its top. */
export interface WorkTree {
  /** The top folder, absolute. */
  readonly root: string;
  /** @throws GitError when git fails */
  run(commandArguments: readonly string[], input?: string): Buffer;
}

/** Environment variables. */
export type Variables = Readonly<Record<string, string | undefined>>;

const LARGEST_OUTPUT = 1024 * 1024 * 1024;

/**
 * Opens the work tree that a folder lies in.
 *
 * Inside a hook git sets `GIT_INDEX_FILE` (a commit of single files has an index of its own) and, in linked work trees,
 * `GIT_DIR`; with the latter git takes the current folder for the top. So the top is looked for without it.
 *
 * @throws GitError where there is no work tree, or no git
 */
export function openWorkTree(cwd: string, variables: Variables): WorkTree {
  const environment = { ...withoutRedundantFolder(cwd, variables), GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };
  const root = ask(cwd, environment, ['rev-parse', '--show-toplevel']);
  if (root === '') throw new GitError(`Not inside a git work tree: ${cwd}`);
  return { root: resolve(root), run: (commandArguments, input) => runGit(root, environment, commandArguments, input) };
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
    return execFileSync('git', commandArguments, {
      cwd,
      env: variables,
      input,
      maxBuffer: LARGEST_OUTPUT,
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
  } catch (error) {
    throw toGitError(error, cwd);
  }
}

function toGitError(error: unknown, cwd: string): unknown {
  if (errorCode(error) === 'ENOENT') return new GitError(`Git could not be started in ${cwd}`);
  if (!(error instanceof Error) || !('stderr' in error)) return error;
  const said = String(error.stderr);
  if (/not a git repository|must be run in a work tree/i.test(said)) {
    return new GitError(`Not inside a git work tree: ${cwd}`);
  }
  return new GitError(`Git failed: ${said.trim().split('\n')[0] ?? error.message}`);
}
