import json from '@eslint/json';
import { ESLint } from 'eslint';
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { createPlaces } from '../../src/reporters/places.js';
import clever from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';
import { readProgramTable } from '../support/program-table.js';

const languages = [
  { files: ['**/*.json', '**/*.ipynb'], language: 'json/json' },
  { files: ['**/*.jsonc'], language: 'json/jsonc' },
] as const;

function openEslint(cwd: string, options: ESLint.Options = {}): ESLint {
  const overrideConfig = [
    { plugins: { json } },
    ...languages,
    ...languages.map(({ files }) => ({ ...clever.configs.strict, files: [...files] })),
  ] as NonNullable<ESLint.Options['overrideConfig']>;
  return new ESLint({ cwd, overrideConfigFile: true, overrideConfig, ...options });
}

/** What ESLint says of a file, as `rule line:column-line:column message`. */
async function linted(cwd: string, file: string): Promise<readonly string[]> {
  const [result] = await openEslint(cwd).lintFiles([join(cwd, file)]);
  return (result?.messages ?? []).map(
    ({ ruleId, line, column, endLine, endColumn, message }) =>
      `${ruleId} ${line}:${column}-${endLine}:${endColumn} ${message}`,
  );
}

/** The same of the command; ESLint has no level for info. */
function audited(cwd: string, file: string): readonly string[] {
  const result = audit({ cwd, root: cwd, paths: [file], rules, preset: 'strict', target: 'v3.0' });
  const places = createPlaces(result, cwd);
  const told = result.findings.filter(({ severity }) => severity !== 'info');
  return told.map(({ rule, span, message }) => {
    const { line, column, endLine, endColumn } = places.placeOf(span);
    return `${rule} ${line}:${column}-${endLine}:${endColumn} ${message}`;
  });
}

describe('JSON through the plugin @eslint/json', () => {
  const rows = ['hits', 'near-misses'].flatMap((table) =>
    readProgramTable(new URL(`../text/tables/${table}.txt`, import.meta.url)).flatMap(({ name, files }) =>
      Object.keys(files)
        .filter((file) => /\.(?:jsonc?|ipynb)$/.test(file))
        .map((file) => ({ name, files, file })),
    ),
  );

  it('has rows', () => {
    expect(rows.length).toBeGreaterThan(8);
  });

  it.each(rows)('reports what the command does: $name', async ({ files, file }) => {
    const folder = temporaryFolder(files);
    expect(await linted(folder, file)).toEqual(audited(folder, file));
  });

  it('reports a value that code asks for where it stands', async () => {
    const folder = temporaryFolder({
      'config.json': '{\n  "me": "https://api.clever.com/me"\n}\n',
      'a.js': "import config from './config.json' with { type: 'json' };\nawait fetch(config.me);\n",
    });
    const lines = await linted(folder, 'config.json');
    expect(lines).toHaveLength(1);
    expect(lines).toEqual(audited(folder, 'config.json'));
    expect(lines[0]).toMatch(/^clever\/no-unversioned-me 2:32-2:35 /);
  });

  it('says the same of packages that a manifest asks for', async () => {
    const folder = temporaryFolder({
      'package.json': '{ "dependencies": { "clever": "^0.12.0", "clever-passport": "1.0.3" } }\n',
      'package-lock.json': `{
  "packages": {
    "": { "dependencies": { "clever": "^0.12.0", "sync": "1.0.0" } },
    "node_modules/clever": { "version": "0.12.1" },
    "node_modules/sync": { "version": "1.0.0", "dependencies": { "passport-clever": "*" } },
    "node_modules/passport-clever": { "version": "1.0.2" }
  }
}
`,
    });
    for (const [file, count] of [
      ['package.json', 2],
      ['package-lock.json', 1],
    ] as const) {
      const lines = await linted(folder, file);
      expect(lines).toHaveLength(count);
      expect(lines).toEqual(audited(folder, file));
    }
  });

  it('suggests the same text', async () => {
    const text = '{ "me": "http://api.getclever.com/v1.1/me" }\n';
    const folder = temporaryFolder({ 'config.json': text });
    const [result] = await openEslint(folder).lintText(text, { filePath: join(folder, 'config.json') });
    const edit = result?.messages[0]?.suggestions?.[0]?.fix;
    expect(edit && text.slice(0, edit.range[0]) + edit.text + text.slice(edit.range[1])).toBe(
      '{ "me": "https://api.clever.com/v3.0/me" }\n',
    );
    expect(readFileSync(join(folder, 'config.json'), 'utf8')).toBe(text);
  });

  it('looks at the text that an editor holds', async () => {
    const folder = temporaryFolder({ 'config.json': '{}\n', 'a.js': '' });
    const filePath = join(folder, 'config.json');
    const rulesOf = async (text: string) => {
      const [result] = await openEslint(folder).lintText(text, { filePath });
      return result?.messages.map(({ ruleId }) => ruleId);
    };
    expect(await rulesOf('{ "me": "https://api.clever.com/me" }\n')).toEqual(['clever/no-unversioned-me']);
    expect(await rulesOf('{ "me": "https://api.clever.com/v3.0/me" }\n')).toEqual([]);
  });
});
