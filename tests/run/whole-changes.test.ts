import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { fix, type FixResult } from '../../src/run/fix.js';
import { lint, lintAndFix } from '../support/eslint-host.js';
import { temporaryFolder } from '../support/folders.js';

const asking = (name: string, read: string): string => `export async function ${name}(token) {
  const me = await (await fetch(ME, { headers: { Authorization: \`Bearer \${token}\` } })).json();
  return me.data.${read};
}
`;
const ME = "export const ME = 'https://api.clever.com/me';\n";
const IMPORT = "import { ME } from './a.js';\n";
/** Two files, both of which call the address that one of them declares. */
const twoFiles = {
  'package.json': '{ "type": "module" }',
  'a.js': ME + asking('greet', 'name.first'),
  'b.js': IMPORT + asking('mail', 'email'),
};

function fixed(folder: string, paths: readonly string[]): FixResult {
  return fix({ cwd: folder, paths, rules, preset: 'recommended', target: 'v3.0', suggestions: false });
}

const texts = ({ changes }: FixResult): Record<string, string> =>
  Object.fromEntries(changes.map(({ file, after }) => [file, after]));

describe('a change that another call needs too', () => {
  it.each([[['a.js']], [['b.js']], [['.']]])('is made for both where %j is fixed', (paths) => {
    const result = texts(fixed(temporaryFolder(twoFiles), paths));
    expect(result['a.js']).toContain("ME = 'https://api.clever.com/v3.0/me'");
    expect(result['a.js']).toContain('/v3.0/users/');
    expect(result['b.js']).toContain('/v3.0/users/');
  });

  it('is not offered by ESLint, which writes one file, but by the command', () => {
    const folder = temporaryFolder(twoFiles);
    const messages = lint(folder, 'a.js', twoFiles['a.js'], { rules: 'all' });
    expect(messages.map(({ fix: offered }) => offered)).toEqual(messages.map(() => undefined));
    expect(messages.map(({ message }) => message).join('\n')).toContain('run `npx clever-audit --fix`');
    expect(lintAndFix(folder, 'a.js', twoFiles['a.js'], { rules: 'all' })).toBe(twoFiles['a.js']);
  });

  it.each([
    ['a constant', ME],
    ['a base', "const BASE = 'https://api.clever.com';\nconst ME = `${BASE}/me`;\n"],
    ['a member', "const URLS = { me: 'https://api.clever.com/me' };\nconst ME = URLS.me;\n"],
    ['a variable that is set', "let ME = '';\nME = 'https://api.clever.com/me';\n"],
    ['a function', "const address = () => 'https://api.clever.com/me';\nconst ME = address();\n"],
  ])('is made for all calls by one run of `eslint --fix`, as by the command: %s', (_name, above) => {
    const text = above + asking('greet', 'name.first') + asking('last', 'name.last') + asking('mail', 'email');
    const folder = temporaryFolder({ 'package.json': '{ "type": "module" }', 'a.js': text });
    const after = texts(fixed(folder, ['.']))['a.js'] ?? '';
    expect(after.match(/v3\.0\/users/g)).toHaveLength(3);
    expect(lintAndFix(folder, 'a.js', text, { rules: 'all' })).toBe(after);
  });

  it('is made for a call that the baseline accepts', () => {
    const folder = temporaryFolder(twoFiles);
    const { before } = fixed(folder, ['a.js']);
    const accepted = before.findings.map(({ rule, span, fingerprint }) => ({ rule, file: span.file, fingerprint }));
    const known = temporaryFolder({
      ...twoFiles,
      'clever-audit-baseline.json': JSON.stringify({ version: 1, findings: accepted }),
    });
    const result = texts(fixed(known, ['.']));
    expect(result['a.js']).toContain('/v3.0/users/');
    expect(result['b.js']).toContain('/v3.0/users/');
  });
});
