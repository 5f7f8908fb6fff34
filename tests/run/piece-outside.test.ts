import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { engine } from '../../src/cli/engine.js';
import { runCommand } from '../support/command.js';
import type { Texts } from '../support/findings.js';
import { temporaryFolder } from '../support/folders.js';

interface Place {
  readonly file: string;
  readonly line: number;
}

interface JsonReport {
  readonly findings: readonly (Place & {
    rule: string;
    related: readonly Place[];
    fix: unknown;
    suggestions: unknown[];
    refusal?: string;
  })[];
}

const call = (base: string): string =>
  `export const schools = async (headers) =>\n  (await fetch(${base} + '/schools', { headers })).ok;\n`;

async function report(files: Texts): Promise<{ code: number; findings: JsonReport['findings'] }> {
  const folder = temporaryFolder({ 'package.json': '{"name":"app"}', ...files });
  const { code, stdout } = await runCommand('--format json ./src', engine, folder);
  return { code, findings: (JSON.parse(stdout) as JsonReport).findings };
}

/** Pieces outside of `src`, and the calls that are made with them. */
const OUTSIDE: readonly (readonly [name: string, files: Texts, piece: string])[] = [
  [
    'an env file',
    { '.env': 'CLEVER_API=https://api.clever.com/v1.1\n', 'src/a.js': call('process.env.CLEVER_API') },
    '.env',
  ],
  [
    'a JSON file that is imported',
    {
      'settings.json': '{ "clever": "https://api.clever.com/v1.2" }',
      'src/a.js': `import settings from '../settings.json';${call('settings.clever')}`,
    },
    'settings.json',
  ],
  [
    'a module',
    {
      'shared/clever.js': "export const CLEVER = 'https://api.clever.com/v1.1';\n",
      'src/a.js': `import { CLEVER } from '../shared/clever.js';${call('CLEVER')}`,
    },
    'shared/clever.js',
  ],
];

describe('a piece outside of the given paths', () => {
  it.each(OUTSIDE)('%s: the finding stands at the call', async (_, files, piece) => {
    const { code, findings } = await report(files);
    expect(code).toBe(1);
    expect(findings).toMatchObject([
      { rule: 'clever/no-v1-endpoint', file: 'src/a.js', line: 2, fix: null, suggestions: [] },
    ]);
    expect(findings[0]?.refusal).toMatch(
      new RegExp(`is at ${piece}:1, outside the files of this run; a run that includes that file offers the change$`),
    );
    expect(findings[0]?.related[0]).toMatchObject({ file: piece, line: 1 });
  });

  it.each(OUTSIDE)(
    '%s: the report names the command that offers the change, and the command does',
    async (_, files, piece) => {
      const folder = temporaryFolder({ 'package.json': '{"name":"app"}', ...files });
      const { stdout } = await runCommand('./src', engine, folder);
      expect(stdout).toMatch(
        /^1 roster call uses API v1 \(switched off\)\. It (?:can be fixed automatically|needs a decision)\.\n/,
      );
      expect(stdout).not.toContain('by hand');
      const [, option = '', paths = ''] =
        /^Next: npx clever-audit (--diff|--interactive) (\S+ \S+) {2}# /m.exec(stdout) ?? [];
      expect(paths).toBe(`./src ${piece}`);
      const offered = await runCommand(`--format json ${paths}`, engine, folder);
      const [finding] = (JSON.parse(offered.stdout) as JsonReport).findings;
      expect(finding).toMatchObject({ file: piece, line: 1 });
      expect(option).toBe(finding?.fix ? '--diff' : '--interactive');
    },
  );

  it('is named from the folder at hand, and so is code elsewhere that reads the answer', async () => {
    const folder = temporaryFolder({
      'package.json': '{"name":"all","workspaces":["packages/*"]}',
      'packages/clever/package.json': '{"name":"@all/clever","type":"module","main":"index.js"}',
      'packages/clever/index.js':
        "const BASE = 'https://api.clever.com/v1.1';\nexport const me = async (headers) => (await fetch(BASE + '/me', { headers })).json();\nexport const schools = async (headers) => (await fetch(BASE + '/schools', { headers })).ok;\n",
      'packages/app/package.json': '{"name":"@all/app","type":"module"}',
      'packages/app/index.js':
        "import { me } from '../clever/index.js';\n\nexport const nameOf = async (headers) => (await me(headers)).data.name.first;\n",
      'packages/app/schools.js':
        "import { BASE } from '../clever/base.js';\nexport const schools = async (headers) => (await fetch(`${BASE}/schools`, { headers })).ok;\n",
      'packages/clever/base.js': "export const BASE = 'https://api.clever.com/v1.2';\n",
    });
    const inClever = (await runCommand('', engine, path.join(folder, 'packages/clever'))).stdout;
    expect(inClever).toContain('\n  In ../app/index.js:\n');
    expect(inClever).toMatch(/under the same name: name \(line 3\)/);
    expect(inClever).not.toContain('not fixed');
    const inApp = (await runCommand('', engine, path.join(folder, 'packages/app'))).stdout;
    expect(inApp.replaceAll(/\s+/g, ' ')).toContain('is at ../clever/base.js:1, outside the files of this run;');
    expect(inApp).toMatch(/^(?:Next: | {2}\d\. )npx clever-audit \S+ \. \.\.\/clever\/base\.js/m);
  });

  it('of several calls, the finding speaks of those under the paths', async () => {
    const folder = temporaryFolder({
      'package.json': '{"name":"app","type":"module"}',
      'base.js': "export const BASE = 'https://api.clever.com/v1.1';\n",
      'jobs/a.js': `import { BASE } from '../base.js';\nexport const terms = (headers) => fetch(BASE + '/terms', { headers });\n`,
      'src/b.js': `import { BASE } from '../base.js';\n${call('BASE')}`,
    });
    const { stdout } = await runCommand('./src', engine, folder);
    expect(stdout).toContain('Call `/v3.0/schools` instead of `/v1.1/schools`.\n');
    expect(stdout).not.toContain('more call');
  });

  it('that no call under the paths is made with is not theirs', async () => {
    const { code, findings } = await report({
      '.env': 'CLEVER_API=https://api.clever.com/v1.1\n',
      'jobs/a.js': call('process.env.CLEVER_API'),
      'src/b.js': "export const users = (headers) => fetch('https://api.clever.com/v3.0/users', { headers });\n",
    });
    expect({ code, findings }).toEqual({ code: 0, findings: [] });
  });
});
