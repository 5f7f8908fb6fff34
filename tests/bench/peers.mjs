// The programs that the command is measured against. What cannot be installed is left out of the table.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const OXLINT = 'oxlint@1.94.0';
const AST_GREP = `@ast-grep/cli-${process.platform}-${process.arch}-gnu@0.51.1`;

/**
 * Installs the peers that come from npm.
 *
 * @param {string} folder absolute; is made
 * @returns {Readonly<Record<'rg' | 'oxlint' | 'astGrep', readonly string[] | null>>} how each is started
 */
export function installPeers(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  for (const name of [OXLINT, AST_GREP]) {
    spawnSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', name], { cwd: folder });
  }
  // With a rule named and none on, it parses every file and reports nothing.
  const [oxlint, astGrep] = [
    join(folder, 'node_modules/oxlint/bin/oxlint'),
    join(folder, 'node_modules', AST_GREP.replace(/@[\d.]+$/, ''), 'ast-grep'),
  ];
  const hasRg = spawnSync('rg', ['--version']).status === 0;
  return {
    rg: hasRg ? ['rg', '-il', 'clever', '.'] : null,
    oxlint: existsSync(oxlint) ? [process.execPath, oxlint, '-A', 'all', '.'] : null,
    astGrep: existsSync(astGrep) ? [astGrep, 'run', '--pattern', 'cleverNothing($A)', '--lang', 'ts', '.'] : null,
  };
}
