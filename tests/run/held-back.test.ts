import { expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder } from '../support/folders.js';

const me = `const r = await fetch('https://api.clever.com/me', { headers: { Authorization: t } }); const me = await r.json();`;

/** Programs that a change would break, since what is read would be evaluated again, or changed elsewhere. */
test.each([
  [
    'a queue of answers',
    `const queue = []; export async function ask(t) { ${me} queue.push(me); }
export const kinds = () => { const all = []; while (queue.length) all.push(queue.shift().type); return all; };`,
  ],
  ['a default for the role', `export async function role(t) { ${me} me.type ||= 'student'; return me.type; }`],
  [
    'a role that is replaced',
    `export async function role(t) { ${me} if (me.type === 'school_admin') me.type = 'teacher'; return me.type === 'teacher'; }`,
  ],
  [
    'a field that is taken away',
    `export async function mail(t) { ${me} delete me.data.email; return me.data.email ?? 'hidden'; }`,
  ],
])('%s gets no fix', (_name, code) => {
  const cwd = temporaryFolder({ 'package.json': '{ "type": "module" }', 'app.js': `${code}\n` });
  const { findings } = audit({ cwd, paths: ['.'], rules });
  expect(findings.length).toBeGreaterThan(0);
  expect(findings.filter(({ fix }) => fix !== null)).toEqual([]);
});
