import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultTokens } from '../support/fake-clever/faults.js';
import { checkFix } from './check.js';
import { startRunner, type Runner } from './runner/runner.js';

const ASKED = "'https://api.clever.com/me', { headers: { Authorization: `Bearer ${token}` } }";
const AXIOS = "import axios from 'axios';\n";

/** A program whose caller says how it failed. */
const program = (body: string, helpers = AXIOS): string => `${helpers}
async function signIn(token) {
  ${body}
}

export async function main(token) {
  console.log(await signIn(token).catch((error) => error.constructor.name));
}
`;

/** Programs in which a failed request comes to other code than an answer without data. */
const APART: Readonly<Record<string, string>> = {
  'a try around the request alone': program(`let response;
  try {
    response = await axios.get(${ASKED});
  } catch {
    return 'denied';
  }
  return response.data.data.name.first;`),
  'a try around the reads alone': program(`const response = await axios.get(${ASKED});
  try {
    return response.data.data.name.first;
  } catch {
    return 'nobody';
  }`),
  'a chain that catches before it reads': program(`const response = await axios.get(${ASKED}).catch(() => null);
  return response === null ? 'denied' : response.data.data.name.first;`),
  'both functions of one then': program(
    `return axios.get(${ASKED}).then((response) => response.data.data.email, () => 'denied');`,
  ),
  'a function that catches for its callers': program(
    `const response = await load(token);
  return response ? response.data.data.email : 'denied';`,
    `${AXIOS}async function load(token) {
  try {
    return await axios.get(${ASKED});
  } catch {
    return null;
  }
}
`,
  ),
};

/** Programs in which both come to the same code. */
const TOGETHER: Readonly<Record<string, string>> = {
  'one try around both': program(`try {
    const response = await axios.get(${ASKED});
    return response.data.data.name.first;
  } catch {
    return 'denied';
  }`),
  'a catch behind both': program(
    `return axios.get(${ASKED}).then((response) => response.data.data.email).catch(() => 'denied');`,
  ),
  'a generator that a function runs': program(
    `return run(function* () {
    const { data } = yield axios.get(${ASKED});
    return data.data.email;
  });`,
    `${AXIOS}async function run(generator) {
  const steps = generator();
  const { value } = steps.next();
  return steps.next(await value).value;
}
`,
  ),
  'a try in the caller of a function without one': program(
    `try {
    const { data } = await load(token);
    return data.data.email;
  } catch {
    return 'denied';
  }`,
    `${AXIOS}const load = (token) => axios.get(${ASKED});\n`,
  ),
};

const FETCHED = `const response = await fetch(${ASKED});
  if (!response.ok) return 'refused';
  `;
const ZOD =
  "import { z } from 'zod';\nconst Me = z.object({ data: z.object({ name: z.object({ first: z.string() }) }) });\n";

/** Programs whose schema, or whose chain, says by itself what is wrong with an answer. */
const REFUSED: Readonly<Record<string, string>> = {
  'a schema that throws to nobody in sight': program(
    `${FETCHED}const { data } = Me.parse(await response.json());\n  return data.name.first;`,
    ZOD,
  ),
  'a schema that says what is wrong': program(
    `${FETCHED}const { data: me, error } = Me.safeParse(await response.json());
  return error ? error.issues.length : me.data.name.first;`,
    ZOD,
  ),
  'a schema with a try of its own': program(
    `${FETCHED}try {
    return Me.parse(await response.json()).data.name.first;
  } catch (error) {
    return error.name;
  }`,
    ZOD,
  ),
  'a handler beside the one that decodes': program(
    `return fetch(${ASKED}).then(
    async (response) => (response.ok ? (await response.json()).data.name.first : 'refused'),
    () => 'offline',
  );`,
    '',
  ),
};

/** Programs in which one handler gets both failures. */
const IN_ONE_HANDLER: Readonly<Record<string, string>> = {
  'a plain test behind a handler': program(
    `const response = await fetch(${ASKED});
  return response.ok ? (await response.json()).data.name.first : 'refused';`,
    '',
  ),
  'a handler behind the one that decodes': program(
    `return fetch(${ASKED})
    .then(async (response) => (response.ok ? (await response.json()).data.name.first : 'refused'))
    .catch(() => 'failed');`,
    '',
  ),
};

let runner: Runner;

beforeAll(() => {
  runner = startRunner(faultTokens('empty', 'nothing', 'no-data', 'html'));
});

afterAll(async () => {
  await runner.close();
});

describe('an answer without data fails where it did before', () => {
  it.each(Object.entries(APART))('%s', async (_name, text) => {
    const { outcome, after } = await checkFix(runner, { 'index.js': text });
    expect(outcome).toBe('migrated');
    expect(after['index.js']).toMatch(/\?\.data/);
  });

  it.each(Object.entries(REFUSED))('refused by itself: %s', async (_name, text) => {
    const { outcome, after } = await checkFix(runner, { 'index.mjs': text });
    expect(outcome).toBe('migrated');
    expect(after['index.mjs']).toContain('.clone()');
  });

  it.each(Object.entries(IN_ONE_HANDLER))('near miss: %s', async (_name, text) => {
    const { outcome, after } = await checkFix(runner, { 'index.mjs': text });
    expect(outcome).toBe('migrated');
    expect(after['index.mjs']).not.toContain('.clone()');
  });

  it.each(Object.entries(TOGETHER))('near miss: %s', async (_name, text) => {
    const { outcome, after } = await checkFix(runner, { 'index.js': text });
    expect(outcome).toBe('migrated');
    expect(after['index.js']).not.toMatch(/\?\.data/);
  });
});
