import { describe, expect, it } from 'vitest';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

function folderWith(reads: string): string {
  const text = `export async function signIn(token) {
  const response = await fetch('https://api.clever.com/v1.1/me', { headers: { Authorization: \`Bearer \${token}\` } });
  if (!response.ok) throw new Error('refused');
  const { data } = await response.json();
  ${reads}
}
`;
  return temporaryFolder({ 'package.json': '{ "type": "module" }', 'index.js': text });
}

/** Reads of what neither answer has, beside some of what both have. */
const IN_VAIN: Readonly<Record<string, string>> = {
  'a member': 'return `${data.name.first} ${data.given_name}`;',
  'a member of it': 'return `${data.name.first} ${data.sections.length}`;',
  'a pattern': 'const { name, user_type: kind } = data;\n  return [name.first, kind];',
  'a key in brackets': "return [data.email, data['family_name']];",
  'two of them': 'return [data.email, data.given_name, data.family_name];',
};

describe('a field that neither /me nor the record has', () => {
  it.each(Object.entries(IN_VAIN))('holds the fix back, and leaves a mark: %s', (_name, reads) => {
    const folder = folderWith(reads);
    expect(fixFolder(folder).changes).toEqual([]);
    const { changes } = fixFolder(folder, { suggestions: true });
    expect(changes[0]?.after).toMatch(/TODO\(clever-audit\)[^]*neither `\/me` nor the record ever had/);
  });

  it('near miss: what both have', () => {
    const { changes } = fixFolder(folderWith('return [data.email, data.name.first];'));
    expect(changes[0]?.after).toContain('/v3.0/users/${');
    expect(changes[0]?.after).not.toContain('TODO');
  });
});
