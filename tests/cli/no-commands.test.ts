import { chmodSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { engine } from '../../src/cli/engine.js';
import { runCommand } from '../support/command.js';
import { temporaryFolder, writeFiles } from '../support/folders.js';
import { run, succeed } from '../support/programs.js';

const old = "export const me = () => fetch('https://api.clever.com/me');\n";

/** The modes that start git, and those that must not need it. */
const MODES = ['', '--staged', '--diff', '--fix', '--fix --require-clean', '--mark', '--fix-suggestions'];

/** A repository that would run a script of its own. */
interface Trap {
  readonly name: string;
  /** Where the command is started, below the top of the repository. */
  readonly folder?: string;
  /** Sets the trap; `script` leaves a mark when it is run. */
  readonly set: (root: string, script: string) => void;
  /** What springs it with git alone, which shows that there is a trap. */
  readonly spring: readonly string[];
}

const configure = (root: string, ...words: string[]) => succeed(root, ['git', 'config', ...words]);
const filter = (name: string, command: string) => (root: string, script: string) => {
  writeFiles(root, { '.git/info/attributes': `*.js filter=${name}\n` });
  configure(root, `filter.${name}.${command}`, script);
  configure(root, `filter.${name}.required`, 'true');
};
const driver = (setting: string) => (root: string, script: string) => {
  writeFiles(root, { '.git/info/attributes': '*.js diff=trap\n' });
  configure(root, setting, script);
};

const TRAPS: readonly Trap[] = [
  {
    name: 'a file system monitor',
    set: (root, script) => configure(root, 'core.fsmonitor', script),
    spring: ['git', 'status'],
  },
  { name: 'a clean filter', set: filter('trap', 'clean'), spring: ['git', 'status'] },
  { name: 'a filter process', set: filter('trap', 'process'), spring: ['git', 'status'] },
  { name: 'a filter with an equals sign in its name', set: filter('a=b', 'clean'), spring: ['git', 'status'] },
  {
    name: 'hooks elsewhere',
    set(root, script) {
      writeFiles(root, { 'hooks/post-index-change': `#!/bin/sh\n${script}\n` });
      chmodSync(join(root, 'hooks/post-index-change'), 0o755);
      configure(root, 'core.hooksPath', 'hooks');
    },
    // To ask for the status writes the index only where the clock says that a file may have changed since.
    spring: ['git', 'add', '.'],
  },
  { name: 'a program for differences', set: driver('diff.external'), spring: ['git', 'diff'] },
  { name: 'a driver for differences', set: driver('diff.trap.command'), spring: ['git', 'diff'] },
  { name: 'a converter to text', set: driver('diff.trap.textconv'), spring: ['git', 'diff'] },
  {
    name: 'a staged text that must be fetched',
    set(root, script) {
      const blob = succeed(root, ['git', 'rev-parse', ':a.js']).trim();
      rmSync(join(root, '.git/objects', blob.slice(0, 2), blob.slice(2)));
      configure(root, 'core.repositoryFormatVersion', '1');
      configure(root, 'extensions.partialClone', 'origin');
      configure(root, 'remote.origin.promisor', 'true');
      configure(root, 'remote.origin.url', root);
      configure(root, 'remote.origin.uploadpack', script);
    },
    spring: ['git', 'cat-file', '-p', ':a.js'],
  },
  {
    name: 'a folder that is laid out as a repository',
    folder: 'data',
    set(root, script) {
      const config = `[core]\n\trepositoryFormatVersion = 0\n\tbare = false\n\tworktree = .\n\tfsmonitor = ${JSON.stringify(script)}\n`;
      writeFiles(root, { 'data/a.js': old, 'data/HEAD': 'ref: refs/heads/main\n', 'data/config': config });
      writeFiles(root, { 'data/objects/keep': '', 'data/refs/keep': '' });
      succeed(root, ['cp', '.git/index', 'data/index']);
    },
    spring: ['git', 'status'],
  },
];

function repository(): string {
  const root = temporaryFolder({ 'a.js': old });
  succeed(root, ['git', 'init', '--quiet']);
  succeed(root, ['git', 'add', '.']);
  succeed(root, ['git', '-c', 'user.name=x', '-c', 'user.email=x@x', 'commit', '--quiet', '--message', 'First']);
  // Staged, and changed again: git has to compare.
  writeFiles(root, { 'a.js': `${old}// staged\n` });
  succeed(root, ['git', 'add', 'a.js']);
  writeFiles(root, { 'a.js': `${old}// onDisk\n` });
  return root;
}

describe.skipIf(process.platform === 'win32')('an audit runs nothing that a repository names', () => {
  describe.each(TRAPS)('$name', ({ folder = '.', set, spring }) => {
    const trapped = () => {
      const root = repository();
      const mark = join(root, '.git', 'sprung');
      set(root, `touch '${mark}'; exit 1; #`);
      return { cwd: join(root, folder), mark };
    };

    test('git alone runs it', () => {
      const { cwd, mark } = trapped();
      const { output } = run(cwd, spring);
      expect(existsSync(mark), output).toBe(true);
    });

    test.each(MODES)('not with "%s"', async (line) => {
      const { cwd, mark } = trapped();
      const { stdout, stderr } = await runCommand(line, engine, cwd, process.env);
      expect(existsSync(mark), stdout + stderr).toBe(false);
    });
  });
});
