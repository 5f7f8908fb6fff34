import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFix } from './check.js';
import { startRunner, type Runner } from './runner/runner.js';

/** A program that looks at the type of whoever signs in. */
const program = (reads: string, end = ';'): string => `export async function main(token) {
  const response = await fetch('https://api.clever.com/me', { headers: { Authorization: \`Bearer \${token}\` } })${end}
  if (!response.ok) return console.log('failed')${end}
  ${reads}
}
`;

/** Reads of the type at more than one place, which the same roles answer. */
const TWICE: Readonly<Record<string, string>> = {
  'the type of the answer, or of its data': program(`const me = await response.json();
  const kind = me.data.type || me.type || 'student';
  console.log(kind, me.data.name.first);`),
  'the data first, and the answer in another statement': program(`const me = await response.json();
  console.log('is', me.data.type);
  console.log('was', me.type, me.data.name.first);`),
  'the answer alone': program(`const me = await response.json();
  console.log(me.type, me.data.name.first, me.type);`),
  'a variable that a try sets': program(`let me;
  try { me = await response.json(); } catch { return console.log('unreadable'); }
  if (!['student', 'teacher'].includes(me.type)) return console.log('no portal for', me.type);
  console.log(me.data.name.first);`),
  'a variable that is set behind its declaration': program(`let me = null;
  me = await response.json();
  console.log('is', me.type);
  console.log('was', me.type, me.data.name.first);`),
};

/** Variables that may hold something else at the second place. */
const CHANGED: Readonly<Record<string, string>> = {
  'set again between': program(`let me = await response.json();
  console.log('is', me.type);
  if (me.data.name.first === 'nobody') me = { ...me, data: { ...me.data, email: 'none' } };
  console.log('was', me.type, me.data.email);`),
  'set again by a function': program(`let me = await response.json();
  const reset = () => { me = { data: { name: {} } }; };
  console.log('is', me.type);
  if (me.data.name.first === 'nobody') reset();
  console.log('was', me.type, me.data.name.first);`),
};

/** Patterns before a line that begins with a semicolon, in files that write none at the end. */
const UNENDED: Readonly<Record<string, string>> = {
  'a list in the next line': program(
    `const { data: { name, type } } = await response.json()
  ;[name.first, name.last].forEach((part) => console.log(part))
  console.log(type)`,
    '',
  ),
  'a call in brackets, behind an empty line': program(
    `const { type, data } = await response.json()

  ;(() => console.log(data.name.first))()
  console.log(type, data.email)`,
    '',
  ),
};

let runner: Runner;

beforeAll(() => {
  runner = startRunner();
});

afterAll(() => runner.close());

describe('the roles of whoever signs in', () => {
  it.each(Object.entries(TWICE))('are asked for once: %s', async (_name, text) => {
    const { outcome, after } = await checkFix(runner, { 'index.js': text });
    expect(outcome).toBe('migrated');
    expect(after['index.js']?.split("'district_admin'")).toHaveLength(2);
  });

  it.each(Object.entries(CHANGED))('near miss: %s', async (_name, text) => {
    const { outcome, after } = await checkFix(runner, { 'index.js': text });
    if (outcome === 'migrated') expect(after['index.js']?.split("'district_admin'")).toHaveLength(3);
  });

  it.each(Object.entries(UNENDED))('are named before %s', async (_name, text) => {
    const { outcome, after } = await checkFix(runner, { 'index.js': text });
    expect(outcome).toBe('migrated');
    expect(after['index.js']).toMatch(/^ {2};[[(]/m);
    expect(after['index.js']).not.toMatch(/;\s*$/m);
  });
});
