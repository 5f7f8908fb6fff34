import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';
import { checkFix } from './check.js';
import { startRunner, type Runner } from './runner/runner.js';

const ASKS = 'fetch(`https://api.clever.com${path}`, { headers: { Authorization: `Bearer ${token}` } })';

/** A function that calls another with the answer, and answers a promise as well. */
const GET = `const get = (token, path, done) =>
  ${ASKS}
    .then(async (answer) => done(answer.ok ? null : answer.status, answer.ok ? await answer.json() : null));
`;

/** The same with no promise for who calls it. */
const CALLS = GET.replace('=>\n', '=> void\n');

const SHOW = '(failed, me) => {\n    name = failed ?? me?.data?.name?.first;\n  }';

function program(get: string, load: string): string {
  return `${get}let name;\n${load}\nexport async function main(token) {\n  await load(token);\n  console.log('signed in', name);\n}\n`;
}

/** Programs that wait for the promise, by which the answer of a second request would not be there yet. */
const WAITING: Readonly<Record<string, string>> = {
  'the body of an arrow function': program(GET, `const load = (token) => get(token, '/me', ${SHOW});`),
  'what a function returns': program(GET, `function load(token) {\n  return get(token, '/me', ${SHOW});\n}`),
  'all of a list': program(GET, `const load = (token) => Promise.all(['a'].map(() => get(token, '/me', ${SHOW})));`),
  'a callback that has a name': program(
    GET,
    `const show = ${SHOW};\nfunction load(token) {\n  return get(token, '/me', show);\n}`,
  ),
  'what an async function answers': program(
    GET.replace('const get = (', 'const get = async ('),
    `function load(token) {\n  return get(token, '/me', ${SHOW});\n}`,
  ),
};

/** Programs in which nobody can wait for it. */
const CALLED: Readonly<Record<string, string>> = {
  'a statement of its own': program(
    CALLS,
    `const load = (token) =>\n  new Promise((resolve) => {\n    get(token, '/me', (failed, me) => {\n      name = failed ?? me?.data?.name?.first;\n      resolve();\n    });\n  });`,
  ),
};

/** What makes a task of a request, which is no promise. */
function task(library: string, made: string, use: string): string {
  return `${library}
const getJson = (path) => ${made};
${use}
`;
}

const JSON_OF = `async () => { const answer = await ${ASKS.replaceAll('token', 'process.env.TOKEN')}; return answer.json(); }`;
const FP = "import { pipe } from 'fp-ts/function';\nimport * as TE from 'fp-ts/TaskEither';";
const SHOWN = '(me) => `Hi ${me.data.name.first}`';
const TASKS: Readonly<Record<string, string>> = {
  'a task of fp-ts': task(
    FP,
    `TE.tryCatch(${JSON_OF}, String)`,
    `export const program = pipe(getJson('/me'), TE.map(${SHOWN}));`,
  ),
  'a task of fp-ts that a function returns': task(
    FP,
    `TE.tryCatch(() => ${JSON_OF.replace('async () => ', '(async () => ')})(), String)`,
    `export const program = pipe(getJson('/me'), TE.map(${SHOWN}));`,
  ),
};

let runner: Runner;

beforeAll(() => {
  runner = startRunner();
});

afterAll(async () => {
  await runner.close();
});

describe('a callback beside a promise', () => {
  it.each(Object.entries(WAITING))('gets no second request where code may wait for %s', async (_name, text) => {
    expect((await checkFix(runner, { 'index.js': text })).outcome).toBe('left');
  });

  it.each(Object.entries(CALLED))('near miss: %s', async (_name, text) => {
    expect((await checkFix(runner, { 'index.js': text })).outcome).toBe('migrated');
  });
});

describe('what is no promise', () => {
  it.each(Object.entries(TASKS))('is no place for a `.then`: %s', (_name, text) => {
    const { changes, after } = fixFolder(temporaryFolder({ 'package.json': '{ "type": "module" }', 'index.js': text }));
    expect(changes).toEqual([]);
    expect(after.findings.length).toBeGreaterThan(0);
  });
});
