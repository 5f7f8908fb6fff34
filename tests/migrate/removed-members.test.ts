import { describe, expect, test } from 'vitest';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

/** A sign-in whose type has some members, which a fix takes the type of. */
function interfaceAfter(members: string): string {
  const text = `interface Me {
${members}
}
export async function roleOf(headers: Record<string, string>): Promise<string> {
  const response = await fetch('https://api.clever.com/me', { headers });
  if (!response.ok) throw new Error('refused');
  const me = (await response.json()) as Me;
  return me.type === 'student' ? 'S' : me.data.name;
}
`;
  const { changes } = fixFolder(temporaryFolder({ 'me.ts': text }), { preset: 'recommended' });
  const after = changes[0]?.after ?? '';
  return after.slice(after.indexOf('\n') + 1, after.indexOf('\n}\nexport'));
}

const DATA = '  data: { id: string; name: string };';
const LEFT = `  data: {
    roles: {
      district_admin?: object;
      staff?: object;
      teacher?: object;
      student?: object;
    };
    id: string;
    name: string;
  };`;

describe('a removed member takes its line with it', () => {
  test.each([
    ['and the comment that documents it', `  /** What they are. */\n  type: string;\n${DATA}`, LEFT],
    ['and a longer one', `  /**\n   * What they are.\n   */\n  type: string;\n${DATA}`, LEFT],
    ['and a comment behind it', `  type: string; // what they are\n${DATA}`, LEFT],
    ['at the end', `${DATA}\n  /** What they are. */\n  type: string;`, LEFT],
    [
      'between others',
      `  id?: number; // never\n  /** What they are. */\n  type: string;\n${DATA}`,
      `  id?: number; // never\n${LEFT}`,
    ],
  ])('%s', (_name, members, left) => {
    expect(interfaceAfter(members)).toBe(left);
  });

  test.each([
    [
      'a comment above several members',
      `  // as Clever says it\n  type: string;\n${DATA}`,
      `  // as Clever says it\n${LEFT}`,
    ],
    [
      'a comment above its own',
      `  /** Of the answer. */\n\n  /** What they are. */\n  type: string;\n${DATA}`,
      `  /** Of the answer. */\n${LEFT}`,
    ],
    [
      'a comment of the member before it',
      `  id?: number; // never\n  type: string;\n${DATA}`,
      `  id?: number; // never\n${LEFT}`,
    ],
  ])('but not %s', (_name, members, left) => {
    expect(interfaceAfter(members)).toBe(left);
  });
});
