import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { fix } from '../../src/run/fix.js';
import { temporaryFolder } from '../support/folders.js';

/** A program, line by line; its request is too long for one line once it has moved. */
const LINES = [
  'export async function login(token: string) {',
  "  const response = await fetch('https://api.clever.com/me', { headers: { Authorization: `Bearer ${token}` } });",
  '  const me = await response.json();',
  '  return me.data.email;',
  '}',
];

function fixed(text: string): string {
  const folder = temporaryFolder({ 'package.json': '{ "type": "module" }', 'a.ts': text });
  const { changes } = fix({
    cwd: folder,
    paths: ['.'],
    rules,
    preset: 'recommended',
    target: 'v3.0',
    suggestions: false,
  });
  return changes[0]?.after ?? '';
}

const endsOf = (text: string): readonly string[] => text.match(/\r\n|[\r\n\u2028]/g) ?? [];

describe('the lines of a change end', () => {
  const usual = (): string => fixed(LINES.join('\n'));

  it('as those of the file do', () => {
    expect(endsOf(usual()).length).toBeGreaterThan(LINES.length);
    expect(fixed(LINES.join('\r\n'))).toBe(usual().replaceAll('\n', '\r\n'));
  });

  it.each([
    ['line feeds in a file that ends otherwise', '\n', 'export const a = 1;\r\nexport const b = 2;\r\n'],
    ['both in a file that ends otherwise', '\r\n', 'export const a = 1;\nexport const b = 2;\n'],
  ])('as those around it do: %s', (_, end, above) => {
    const before = `${above}export const c = 3;${end}${LINES.join(end)}`;
    expect(fixed(before)).toBe(`${above}export const c = 3;${end}${usual().replaceAll('\n', end)}`);
  });

  it.each([
    ['carriage returns alone', '\r', '\r', '\r'],
    ['a separator of lines behind the call', '\n', '\u2028', '\n'],
    ['a carriage return behind the call', '\n', '\r', '\n'],
    ['a mixture of them', '\r\n', '\r', '\u2028'],
  ])('as they are, and nothing else is moved: %s', (_, first, second, third) => {
    const [head = '', request = '', body = '', read = '', last = ''] = LINES;
    const after = fixed(head + first + request + second + body + third + read + '\n' + last);
    expect(after).toContain('/v3.0/users/');
    expect(after.startsWith(head + first)).toBe(true);
    expect(after.endsWith(second + body + third + read + '\n' + last)).toBe(true);
    expect([...new Set(endsOf(after))].sort()).toEqual([...new Set([first, second, third, '\n'])].sort());
  });
});
