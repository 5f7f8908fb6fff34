import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { fix } from '../../src/run/fix.js';
import { temporaryFolder } from '../support/folders.js';

/** The texts after `--fix-suggestions`. */
function suggested(texts: Record<string, string>): Record<string, string> {
  const { changes } = fix({
    cwd: temporaryFolder({ 'package.json': '{ "type": "module" }', ...texts }),
    paths: ['.'],
    rules,
    preset: 'recommended',
    target: 'v3.0',
    suggestions: true,
  });
  return { ...texts, ...Object.fromEntries(changes.map(({ file, after }) => [file, after])) };
}

describe('fixes and suggestions', () => {
  it('do not put the version in twice where a variable and its default move apart', () => {
    const after = suggested({
      '.env': 'CLEVER_API=https://api.clever.com/v1.1\n',
      'index.js': `const API = process.env.CLEVER_API ?? 'https://api.clever.com';
export async function district(token) {
  const response = await fetch(\`\${API}/me\`, { headers: { Authorization: \`Bearer \${token}\` } });
  return (await response.json()).data.district;
}
`,
    });
    expect(after['.env']).toBe('CLEVER_API=https://api.clever.com/v3.0\n');
    expect(after['index.js']).toContain('`${API}/me`');
  });

  it('put no second request where a call of another version shares the path', () => {
    const text = `import axios from 'axios';
const get = async (base, token) => (await axios.get(base + '/me', { headers: { Authorization: token } })).data;
export async function district(token) {
  return (await get('https://api.clever.com', token)).data.district;
}
export async function show(token, response) {
  response.json(await get('https://api.clever.com/v1.1', token));
}
`;
    expect(suggested({ 'index.js': text })['index.js']).not.toContain('users');
  });
});
