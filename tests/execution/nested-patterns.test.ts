import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkFix } from './check.js';
import { startRunner, type Runner } from './runner/runner.js';

const ASKS = "await fetch('https://api.clever.com/me', { headers: { Authorization: `Bearer ${token}` } })";

/** A program that shows who signs in, by a name and a role. */
const program = (shows: string): string => `async function ask(token) {
  const response = ${ASKS};
  if (!response.ok) throw new Error(\`status \${response.status}\`);
  return response.json();
}
${shows}
`;

const main = (body: string): string => program(`export async function main(token) {\n  ${body}\n}`);

let runner: Runner;

beforeAll(() => {
  runner = startRunner();
});

afterAll(async () => {
  await runner.close();
});

describe('roles are taken out of the pattern that takes the record apart', () => {
  test.each([
    [
      main('const { type, data: { email } } = await ask(token);\n  console.log(email, type);'),
      '{\n    data: { email, roles },\n  }',
    ],
    [
      main('const { data: { name: { first } }, type: role } = await ask(token);\n  console.log(first, role);'),
      '{\n    data: {\n      name: { first },\n      roles,\n    },\n  }',
    ],
    [
      program(`class Session {
  constructor({ type, data: { email = 'none' } }) {
    this.role = type;
    this.email = email;
  }
}
export async function main(token) {
  console.log(JSON.stringify(new Session(await ask(token))));
}`),
      "{ data: { email = 'none', roles } }",
    ],
    [
      main(`const {
    type: kind = 'guest',
    data: {
      id,
      email,
    },
  } = await ask(token);
  console.log(email, kind);`),
      '{\n    data: {\n      id,\n      email,\n      roles,\n    },\n  }',
    ],
    [
      main(
        'const show = ({ type, data: { email } = {} }) => {\n    console.log(email, type);\n  };\n  show(await ask(token));',
      ),
      '{ data: { email, roles } = {} }',
    ],
  ])('%s', async (text, pattern) => {
    const { outcome, after } = await checkFix(runner, { 'index.js': text });
    expect(after['index.js']).toContain(pattern);
    expect(outcome).toBe('migrated');
  });

  test.each([
    [main('const { type, ...me } = await ask(token);\n  console.log(me.data.email, type);')],
    [
      main(
        'const { type, data: { email, ...others } } = await ask(token);\n  console.log(email, type, others.name.first);',
      ),
    ],
  ])('near miss: %s', async (text) => {
    const { after } = await checkFix(runner, { 'index.js': text });
    expect(after['index.js']).not.toMatch(/email, roles|others, roles/);
  });
});
