import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { run, succeed } from './programs.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** A git repository with one commit that holds the project as it is on disk, uncommitted changes too. */
    repository: string;
    /** Absolute path of the package that users install. */
    tarball: string;
    /** What `npm pack` wrote to stdout. */
    packOutput: string;
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Copies the project, packs it once, and hands both to the tests of the package.
 *
 * @returns what removes both again
 * @throws Error when the project does not build
 */
export default function packFirst(project: TestProject): () => void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'clever-audit-package-')));
  const repository = join(folder, 'repository');
  copyProject(repository);
  const packOutput = pack(repository, folder);
  project.provide('repository', repository);
  project.provide('tarball', join(folder, packOutput.trim().split('\n').at(-1) ?? ''));
  project.provide('packOutput', packOutput);
  return () => rmSync(folder, { recursive: true, force: true });
}

function copyProject(repository: string): void {
  const listed = succeed(root, [
    'git',
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
    '--deduplicate',
  ]);
  const deleted = new Set(succeed(root, ['git', 'ls-files', '-z', '--deleted']).split('\0'));
  for (const path of listed.split('\0').filter((one) => one !== '' && !deleted.has(one))) {
    mkdirSync(dirname(join(repository, path)), { recursive: true });
    cpSync(join(root, path), join(repository, path), { verbatimSymlinks: true });
  }
  succeed(repository, ['git', 'init', '--quiet', '--initial-branch', 'main']);
  succeed(repository, ['git', 'add', '--all']);
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
  succeed(repository, ['git', ...author, 'commit', '--quiet', '--message', 'The project']);
}

/** Packs with the development tools of this clone, which saves installing them once more. */
function pack(repository: string, destination: string): string {
  const tools = join(repository, 'node_modules');
  symlinkSync(join(root, 'node_modules'), tools, 'dir');
  const { code, stdout, output } = run(repository, ['npm', 'pack', '--pack-destination', destination]);
  if (code !== 0) throw new Error(`npm pack failed:\n${output}`);
  rmSync(tools);
  return stdout;
}
