import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultTokens } from '../support/fake-clever/faults.js';
import { checkFix } from './check.js';
import { startRunner, type Runner } from './runner/runner.js';

const ASKS = "'https://api.clever.com/v1.1/me', { headers: { Authorization: `Bearer ${token}` } }";

/** A program that decodes an answer and goes on with it as `me`. */
function asking(lines: string, above = ''): string {
  return `${above}export async function main(token) {
  const response = await fetch(${ASKS});
  const me = await response.json();
  ${lines}
}
`;
}

/** A program whose handler gets a text, and goes on with it as `me`. */
function heard(lines: string): string {
  return `import https from 'node:https';
export function main(token) {
  return new Promise((resolve, reject) => {
    const show = (...words) => resolve(console.log(...words));
    const request = https.request(${ASKS}, (res) => {
      const chunks = [];
      res.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
        const me = JSON.parse(Buffer.concat(chunks).toString());
        ${lines}
      });
    });
    request.on('error', reject);
    request.end();
  });
}
`;
}

/** Programs that are done with an answer by what it has beside its data. */
const goingOn: Readonly<Record<string, string>> = {
  'a clause for no type': asking(`switch (me.type) {
    case 'student': return console.log(me.data.name.first);
    case undefined: return console.log('signed out');
    default: return console.log(me.data.email);
  }`),
  'only teachers': asking(`if (me.type !== 'teacher') return console.log('teachers only');
  console.log(me.data.email);`),
  'a status asked before': `export async function main(token) {
  const response = await fetch(${ASKS});
  if (!response.ok) return console.log(response.status);
  const me = await response.json();
  if (me.type !== 'student') return console.log('students only');
  console.log(me.data.grade);
}
`,
  'an error of its own': asking(`if (me.error) throw new Error('Clever: ' + me.error);
  console.log(me.data.name.last);`),
  'a table of functions': asking(
    `const show = handlers.get(me.type);
  console.log(show ? show(me.data) : 'unknown role');`,
    `const handlers = new Map([['student', ({ name }) => name.first], ['teacher', ({ email }) => email]]);
`,
  ),
  'a type that a pattern takes': asking(`const { type, data } = me;
  if (!['student', 'teacher'].includes(type)) return console.log('no portal for', type);
  console.log(data.name.first);`),
  'a function that refuses': asking(
    `const role = roleOf(me);
  console.log(role, me.data.email);`,
    `function roleOf({ type }) {
  if (type === 'student' || type === 'teacher') return type;
  throw new Error('Unknown type ' + type);
}
`,
  ),
  'data that only a branch reads': asking(`const lines = ['Welcome'];
  if (me.type === 'teacher') lines.push(me.data.email);
  console.log(lines.join(' '));`),
  'data that one of three branches reads not': asking(`if (me.type === 'teacher') return console.log(me.data.email);
  else if (me.type === 'student') console.log('student');
  else console.log(me.data.name.last);`),
  'no data at all': asking("console.log('signed in as', me.type);"),
};

/** The same where a handler reads the text of the response. */
const hearing: Readonly<Record<string, string>> = {
  'an error that a promise is rejected with': heard(`if (me.error) return reject(new Error(me.error));
        show(me.data.email, me.type === 'teacher');`),
  'only students': heard(`if (me.type !== 'student') return show('no student');
        show(me.data.name.first);`),
};

/** Programs that need the data, whatever the rest of the answer is. */
const needing: Readonly<Record<string, string>> = {
  'a type beside the data': asking("console.log(me.data.email, me.type === 'teacher');"),
  'a type before the data': asking("console.log(me.type === 'teacher' ? 'T' : 'S', me.data.email);"),
  'a name for a type': asking(`const isTeacher = me.type === 'teacher';
  console.log(me.data.email, isTeacher);`),
  'data in a pattern': asking(`const { type, data: { email } } = me;
  if (type === 'teacher') return console.log('T', email);
  console.log(email);`),
  'data read first': asking(`const { name } = me.data;
  switch (me.type) {
    case 'student': return console.log(name.first);
    default: return console.log(name.last);
  }`),
  'both branches': asking(`if (me.type === 'teacher') console.log(me.data.email);
  else console.log(me.data.name.last);`),
  'every clause': asking(`switch (me.type) {
    case 'student':
    case 'teacher': return console.log(me.data.name.first);
    default: return console.log(me.data.email);
  }`),
  'an answer of two': asking("return console.log(me.type === 'student' ? me.data.name.first : me.data.email);"),
  'a pattern of a parameter': `export const main = (token) =>
  fetch(${ASKS})
    .then((response) => response.json())
    .then(({ type, data }) => console.log(type === 'teacher', data.email));
`,
  'functions that need it': asking(
    `const role = roleOf(me);
  console.log(role, emailOf(me));`,
    `const roleOf = (user) => (user.type === 'student' ? 'pupil' : 'adult');
function emailOf(user) {
  return user.data.email;
}
`,
  ),
};

describe('programs that go by what an answer has beside its data', () => {
  let runner: Runner;
  beforeAll(() => {
    runner = startRunner(faultTokens('html', 'no-data'));
  });
  afterAll(() => runner.close());

  it.each(Object.entries(goingOn))('%s', async (_name, text) => {
    const { after, outcome } = await checkFix(runner, { 'index.mjs': text });
    expect(outcome).toBe('migrated');
    expect(after['index.mjs']).toContain('clone()');
  });

  it.each(Object.entries(hearing))('heard: %s', async (_name, text) => {
    const { after, outcome } = await checkFix(runner, { 'index.mjs': text });
    expect(outcome).toBe('migrated');
    expect(after['index.mjs']).toContain('} catch {');
  });

  it.each(Object.entries(needing))('near miss: %s', async (_name, text) => {
    const { after, outcome } = await checkFix(runner, { 'index.mjs': text });
    expect(outcome).toBe('migrated');
    expect(after['index.mjs']).not.toContain('clone()');
  });
});
