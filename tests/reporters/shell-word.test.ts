import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { toShellWord } from '../../src/reporters/next-command.js';
import { isPrintable } from '../../src/reporters/printable.js';

test
  .skipIf(process.platform === 'win32')
  .each(['src/a.ts', 'a b.ts', "it's.ts", '$HOME', 'a\u001b[2J.ts', "it's\n\\x41.ts", 'a\u202eb.ts', '\u{1f600} "x"'])(
  'a shell takes %j for the word that is meant, and the terminal shows it as it is',
  (word) => {
    const written = toShellWord(word);
    expect(isPrintable(written)).toBe(true);
    expect(execFileSync('bash', ['-c', `printf %s ${written}`], { encoding: 'utf8' })).toBe(word);
  },
);
