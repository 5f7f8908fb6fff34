import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { engine } from '../../src/cli/engine.js';
import { audit } from '../../src/run/audit.js';
import { runCommand } from '../support/command.js';
import { temporaryFolder } from '../support/folders.js';

const PROGRAM = "// \u00e9\u{1f600}\nfetch('https://api.clever.com/me');\n";

function utf16(text: string, order: string): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return order === 'big' ? bytes.swap16() : bytes;
}

function folderWith(file: string, content: Buffer): string {
  // What lies above the temporary folder is no part of the project.
  const folder = temporaryFolder({ '.git/HEAD': '' });
  writeFileSync(join(folder, file), content);
  return folder;
}

describe.each(['little', 'big'])('UTF-16 with the %s end first', (order) => {
  describe.each([
    ['with', '\uFEFF'],
    ['without', ''],
  ])('%s a byte-order mark', (_with, mark) => {
    it.each([
      ['a.ts', PROGRAM],
      ['a.py', "get('https://api.clever.com/me')\n"],
      ['.env', 'CLEVER_ME=https://api.clever.com/me\n'],
      ['a.json', '{ "clever": "https://api.clever.com/me" }\n'],
    ])('is read as %s, with its places', (file, text) => {
      const folder = folderWith(file, utf16(mark + text, order));
      const result = audit({ cwd: folder, root: folder, paths: ['.'], rules });
      expect(result.findings.map(({ span }) => span)).toEqual([
        { file, start: text.indexOf('/me'), end: text.indexOf('/me') + 3 },
      ]);
      expect(result.textOf(file)).toBe(text);
      expect(result.skipped).toEqual([]);
    });

    it.each(['--fix', '--fix-suggestions', '--mark'])('is left as it is by %s, and it is said why', async (option) => {
      const content = utf16(mark + PROGRAM, order);
      const folder = folderWith('a.ts', content);
      const { code, stdout, stderr } = await runCommand(option, engine, folder);
      expect(readFileSync(join(folder, 'a.ts')).equals(content)).toBe(true);
      expect({ code, text: stdout + stderr }).toEqual({ code: 1, text: expect.stringContaining('not in UTF-8') });
    });
  });
});

describe('Latin-1', () => {
  const latin = (text: string) => Buffer.from(text, 'latin1');

  it.each([
    ['a.ts', "// caf\u00e9\nfetch('https://api.clever.com/me');\n"],
    ['a.py', "# caf\u00e9\nget('https://api.clever.com/me')\n"],
    ['.env', '# caf\u00e9\nCLEVER_ME=https://api.clever.com/me\n'],
    ['a.properties', 'name=Zo\u00eb\nme=https://api.clever.com/me\n'],
    ['a.json', '{ "name": "Zo\u00eb", "clever": "https://api.clever.com/me" }\n'],
  ])('is read as %s, with its places', (file, text) => {
    const folder = folderWith(file, latin(text));
    const result = audit({ cwd: folder, root: folder, paths: ['.'], rules });
    expect(result.findings.map(({ span }) => span)).toEqual([
      { file, start: text.indexOf('/me'), end: text.indexOf('/me') + 3 },
    ]);
    expect(result.textOf(file)).toBe(text.replace(/[^\0-\u007f]/, '\uFFFD'));
    expect(result.skipped).toEqual([]);
  });

  it.each(['--fix', '--fix-suggestions', '--mark'])('is left as it is by %s, and it is said why', async (option) => {
    const content = latin("// caf\u00e9\nfetch('https://api.clever.com/me');\n");
    const folder = folderWith('a.ts', content);
    const { code, stdout, stderr } = await runCommand(option, engine, folder);
    expect(readFileSync(join(folder, 'a.ts')).equals(content)).toBe(true);
    expect({ code, text: stdout + stderr }).toEqual({ code: 1, text: expect.stringContaining('not in UTF-8') });
  });
});

it('names a text in UTF-16 that is broken', () => {
  const folder = folderWith('a.ts', utf16(`\uFEFF${PROGRAM}`, 'little').subarray(0, 31));
  writeFileSync(join(folder, 'b.ts'), PROGRAM);
  const { skipped, files, analysed } = audit({ cwd: folder, root: folder, paths: ['.'], rules });
  expect(skipped).toEqual([{ file: 'a.ts', reason: 'not a text file', bytes: 31 }]);
  expect({ files, analysed }).toEqual({ files: 2, analysed: 1 });
});
