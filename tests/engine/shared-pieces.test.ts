import { describe, expect, it } from 'vitest';
import { describeChange } from '../../src/model/finding.js';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import type { Texts } from '../support/findings.js';
import { temporaryFolder } from '../support/folders.js';

function suggestionsOf(files: Texts): readonly string[] {
  const cwd = temporaryFolder({ 'package.json': '{"type":"module"}', ...files });
  const { findings } = audit({ cwd, paths: ['.'], rules });
  expect(findings).not.toEqual([]);
  expect(findings.flatMap(({ fix }) => fix ?? [])).toEqual([]);
  return findings.flatMap(({ suggestions }) => suggestions.map(describeChange));
}

const ask = (url: string): string => `(await (await fetch(${url}, { headers })).json())`;
/** A call that can move, and one about whose answer something must be decided. */
const schools = `export const schools = async (headers) => ${ask('`${BASE}/schools`')}.data.length;\n`;
const teachers = `export const teachers = async (headers) => ${ask('`${BASE}/teachers`')};\n`;

/** Calls with one string in their URLs, of which the same change moves all. */
const MOVED_TOGETHER: readonly (readonly [name: string, files: Texts])[] = [
  ['a constant', { 'a.js': `const BASE = 'https://api.clever.com/v1.2';\n${schools}${teachers}` }],
  [
    'a constant of another file',
    {
      'base.js': "export const BASE = 'https://api.clever.com/v1.1';\n",
      'a.js': `import { BASE } from './base.js';\n${schools}`,
      'b.js': `import { BASE } from './base.js';\n${teachers}`,
    },
  ],
  [
    'a version',
    {
      'version.js': "export const VERSION = 'v1.2';\n",
      'a.js': `import { VERSION } from './version.js';\nconst BASE = 'https://api.clever.com/' + VERSION;\n${schools}${teachers}`,
    },
  ],
  [
    'a setting',
    {
      '.env': 'CLEVER_API=https://api.clever.com/v1.1\n',
      'a.js': `const BASE = process.env.CLEVER_API;\n${schools}${teachers}`,
    },
  ],
  [
    'a call of which only a read is told',
    {
      'a.js': `const BASE = 'https://api.clever.com/v1.2';\nexport const grades = async (headers) => ${ask('`${BASE}/students`')}.data.map((each) => each.data.grade);\n${teachers}`,
    },
  ],
];

describe('what is to be decided about a string that several calls use', () => {
  it.each(MOVED_TOGETHER)('says nothing of calls that move in the same change: %s', (_, files) => {
    const suggestions = suggestionsOf(files);
    expect(suggestions).not.toEqual([]);
    expect(suggestions.join('\n')).not.toMatch(/the same string is part of/);
  });

  it('names the calls that stay, and that they must be changed by hand', () => {
    const files = {
      'base.js': "export const BASE = process.env.CLEVER_API ?? 'https://api.clever.com/v1.1';\n",
      'a.js': `import { BASE } from './base.js';\nexport const grades = async (headers) => ${ask('`${BASE}/students`')}.data.map((each) => each.data.grade);\n`,
      'b.js': `import { BASE } from './base.js';\nexport const levels = (headers) => fetch(\`\${BASE}/teachers/1/grade_levels\`, { headers });\nexport const admins = (headers) => fetch(\`\${BASE}/districts/1/status\`, { headers });\n`,
    };
    const cwd = temporaryFolder({ 'package.json': '{"type":"module"}', ...files });
    const { findings } = audit({ cwd, paths: ['.'], rules });
    const obstacles = findings.flatMap(({ calls }) => calls.map(({ obstacle }) => obstacle));
    expect(obstacles.join('\n')).toMatch(
      /Change `https:\/\/api\.clever\.com\/v1\.1\/[^`]*` and `[^`]*` by hand too: the same string is part of their URLs\./,
    );
  });
});
