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
      /is outside the given paths; run the command without paths to get the change$/,
    );
    expect(findings[0]?.related[0]).toMatchObject({ file: piece, line: 1 });
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
