import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { applyEdits } from '../../src/model/apply-edits.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder } from '../support/folders.js';

const ASK = "const response = await fetch('https://api.clever.com/me', { headers: { Authorization: token } });";

/** Programs whose types say nothing of the data, or are the type of the data itself. */
const programs: Readonly<Record<string, string>> = {
  'a cast that names the type alone': `export async function isTeacher(token: string): Promise<boolean> {
  ${ASK}
  const { type } = (await response.json()) as { type: string };
  return type === 'teacher';
}`,
  'a field that may be empty': `interface Person { type: string; email?: string }
export class Session {
  me: Person | undefined;
  async load(token: string): Promise<void> { ${ASK} this.me = (await response.json()).data; }
  get isTeacher(): boolean { return this.me?.type === 'teacher'; }
}`,
  'a static field': `export class Session {
  static me: { type: string; email?: string } | undefined;
  static async load(token: string): Promise<void> { ${ASK} Session.me = (await response.json()).data; }
  static get isTeacher(): boolean { return Session.me?.type === 'teacher'; }
}`,
  'a variable that is only read': `let me: Readonly<{ type: string; email?: string }> | null = null;
export async function load(token: string): Promise<void> { ${ASK} me = (await response.json()).data; }
export const isTeacher = (): boolean => me?.type === 'teacher';`,
  'a parameter whose other members move': `function titleOf(data: { type: string; title?: string }): string {
  return data.type === 'teacher' ? data.title ?? '' : '';
}
export async function load(token: string): Promise<string> { ${ASK} return titleOf((await response.json()).data); }`,
  'an intersection': `type Person = { type: string } & { email?: string };
export async function load(token: string): Promise<boolean> {
  ${ASK}
  const data: Person = (await response.json()).data;
  return data.type === 'teacher';
}`,
};

function findingsOf(code: string) {
  const folder = temporaryFolder({ 'package.json': '{ "private": true }', 'a.ts': code });
  return audit({ cwd: folder, paths: ['.'], rules }).findings;
}

describe('the type of an answer, or of its data', () => {
  it.each(Object.entries(programs))('is given the roles that the code reads: %s', (_, code) => {
    const [finding] = findingsOf(code);
    expect(finding?.refusal).toBeNull();
    const change = finding?.fix ?? finding?.suggestions[0];
    const fixed = applyEdits(code, change?.edits ?? []);
    expect(fixed.match(/roles: (?:\{|Record)/g)).toHaveLength(1);
  });

  it.each([
    ['goes', 'no other code has such a member', ''],
    ['stays', 'other code has such a member', "export const event = { type: 'signed-in' };"],
    ['stays', 'other code reads one', 'export const typeOf = (event: { type: string }) => event.type;'],
  ])('has a `type` that %s: %s', (what, _, other) => {
    const code = `export interface Person { type: string; email?: string }
export async function load(token: string): Promise<boolean> {
  ${ASK}
  const { data } = (await response.json()) as { data: Person };
  return data.type === 'teacher';
}
${other}`;
    const [finding] = findingsOf(code);
    const change = finding?.fix ?? finding?.suggestions[0];
    expect(applyEdits(code, change?.edits ?? []).includes('type: string')).toBe(what === 'stays');
  });

  it('keeps the roles that it has', () => {
    const [finding] =
      findingsOf(`interface Person { type: string; roles?: { teacher?: object; staff?: object; district_admin?: object } }
export async function load(token: string): Promise<boolean> {
  ${ASK}
  const { data } = (await response.json()) as { data: Person };
  return data.type === 'teacher';
}`);
    expect(finding?.fix?.edits.some(({ text }) => text.includes('roles: {'))).toBe(false);
  });

  it('says each object once where members of a record move into it', () => {
    const code = `interface Admin { id: string; email: string; title?: string }
export async function admins(token: string): Promise<readonly string[]> {
  const response = await fetch('https://api.clever.com/v1.1/district_admins', { headers: { Authorization: token } });
  const { data } = (await response.json()) as { data: Admin[] };
  return data.map((admin) => \`\${admin.email} \${admin.title}\`);
}`;
    const [finding] = findingsOf(code);
    const change = finding?.fix ?? finding?.suggestions[0];
    expect(applyEdits(code, change?.edits ?? [])).toContain(
      'data: { id: string; email: string; roles: { district_admin: { title?: string } } };',
    );
  });
});
