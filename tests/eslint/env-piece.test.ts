import { describe, expect, it } from 'vitest';
import { lint } from '../support/eslint-host.js';
import type { Texts } from '../support/findings.js';
import { temporaryFolder } from '../support/folders.js';

const schools = `export const schools = () => fetch(process.env.CLEVER_API + '/schools');\n`;
const teachers = `export const teachers = () => fetch(process.env.CLEVER_API + '/teachers');\n`;

function lintAll(files: Texts, texts: Texts = files): readonly string[] {
  const folder = temporaryFolder({ 'package.json': '{"name":"app"}', ...files });
  return Object.keys(texts)
    .filter((file) => file.endsWith('.js'))
    .flatMap((file) => lint(folder, file, texts[file] ?? '', { rules: 'all', settings: { target: 'v3.0' } }))
    .map(
      ({ ruleId, line, message }) =>
        `${ruleId ?? ''} ${line} ${/The string that must change is in `([^`]+)`/.exec(message)?.[1] ?? ''}`,
    );
}

describe('a piece in an env file', () => {
  it('is reported by ESLint at the first call of each file', () => {
    const files = {
      '.env': 'CLEVER_API=https://api.clever.com/v1.1\n',
      'a.js': schools + schools.replace('schools', 'all'),
      'b.js': teachers,
    };
    expect(lintAll(files)).toEqual(['clever/no-v1-endpoint 1 .env', 'clever/no-v1-endpoint 1 .env']);
  });

  it('is reported in a text that is not saved', () => {
    const files = { '.env': 'CLEVER_API=https://api.clever.com/v1.2\n', 'a.js': '' };
    expect(lintAll(files, { 'a.js': `\n${schools}` })).toEqual(['clever/no-v1-endpoint 2 .env']);
  });

  it('is nothing where no call is made with it', () => {
    const files = {
      '.env': 'CLEVER_API=https://api.clever.com/v1.1\n',
      'a.js': schools.replace('CLEVER_API', 'OTHER_API'),
    };
    expect(lintAll(files)).toEqual([]);
  });

  it('leaves a piece of the program where it stands', () => {
    const files = {
      '.env': 'CLEVER_API=https://api.clever.com\n',
      'a.js': schools.replace('/schools', '/v1.1/schools'),
    };
    expect(lintAll(files)).toEqual(['clever/no-v1-endpoint 1 ']);
  });
});
