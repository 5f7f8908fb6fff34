import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultTokens } from '../support/fake-clever/faults.js';
import { checkFix } from './check.js';
import { startRunner, type Runner } from './runner/runner.js';

/** A program that does something with a response, and that says what it did. */
const program = (between: string, above = 'const state = { online: false, step: "ask" };'): string => `${above}
async function nameOf(token) {
  try {
    const response = await fetch('https://api.clever.com/me', { headers: { Authorization: \`Bearer \${token}\` } });
    ${between}
    return (await response.json()).data.name.first;
  } catch {
    return 'failed';
  }
}

export async function main(token) {
  console.log(await nameOf(token), JSON.stringify(state));
}
`;

const REFUSED = "if (!response.ok) return 'refused';\n    ";
const SEEN = 'const state = { seen: [] };\nconst note = (status) => {\n  state.seen.push(status);\n};';

/** What is done whether the body can be read or not. */
const ACTS: Readonly<Record<string, string>> = {
  'sets a member': program(`state.online = response.ok;\n    ${REFUSED}`),
  'sets a variable': program(
    `${REFUSED}step = 'read';\n    state.step = step;`,
    'let step = "ask";\nconst state = { step };',
  ),
  'calls a method': program(`state.seen.push(response.status);\n    ${REFUSED}`, 'const state = { seen: [] };'),
  'calls a function': program(`${REFUSED}note(response.status);`, SEEN),
  'counts, where it goes on': program(
    `if (response.ok) state.answers += 1;\n    else return 'refused';`,
    'const state = { answers: 0 };',
  ),
};

/** What does nothing, or does it only where no body is read. */
const NOTHING: Readonly<Record<string, string>> = {
  'says what came': program(`console.info('answered', response.status);\n    ${REFUSED}`),
  'does something where it ends': program(
    `if (!response.ok) {\n      state.step = 'refused';\n      return 'refused';\n    }`,
  ),
};

const ASKS = "axios.get('https://api.clever.com/me', { headers: { Authorization: `Bearer ${token}` } })";

/** The same with a client whose response holds the body, and fails where its data is read. */
const byAxios = (body: string, above = 'const state = { seen: [] };'): string => `import axios from 'axios';
${above}
async function nameOf(token) {
  ${body}
}

export async function main(token) {
  console.log(await nameOf(token), JSON.stringify(state));
}
`;

/** What is done before data is read that is not there. */
const BEFORE_READS: Readonly<Record<string, string>> = {
  'keeps the status': byAxios(`try {
    const response = await ${ASKS};
    state.seen.push(response.status);
    const { data } = response.data;
    state.seen.push('body');
    return data.name.first;
  } catch {
    return 'failed';
  }`),
  'keeps it in a chain': byAxios(`return ${ASKS}
    .then((response) => {
      state.seen.push(response.status);
      return response.data.data.name.first;
    })
    .catch(() => 'failed');`),
  'sets a member in a branch': byAxios(`try {
    const response = await ${ASKS};
    if (response.status < 300) {
      state.online = true;
      return response.data.data.name.first;
    }
    return 'odd';
  } catch {
    return 'failed';
  }`),
};

/** What is done behind a read, which is not come to without data. */
const BEHIND_READS: Readonly<Record<string, string>> = {
  'keeps the name': byAxios(`try {
    const response = await ${ASKS};
    const { first } = response.data.data.name;
    state.seen.push(first);
    return first;
  } catch {
    return 'failed';
  }`),
  'sets a member before it asks': byAxios(`state.step = 'ask';
  try {
    const response = await ${ASKS};
    return response.data.data.name.first;
  } catch {
    return 'failed';
  }`),
};

let runner: Runner;
let healthy: Runner;

beforeAll(() => {
  runner = startRunner(faultTokens('empty', 'nothing', 'html'));
  healthy = startRunner();
});

afterAll(async () => {
  await runner.close();
  await healthy.close();
});

describe('what a program does between an answer and its body', () => {
  it.each(Object.entries(ACTS))('is done although the body is none: it %s', async (_name, text) => {
    const { outcome, after } = await checkFix(runner, { 'index.js': text });
    expect(outcome).toBe('migrated');
    expect(after['index.js']).toContain('.clone()');
  });

  it.each(Object.entries(BEFORE_READS))('is done although there is no data: it %s', async (_name, text) => {
    const { outcome, after } = await checkFix(runner, { 'index.mjs': text });
    expect(outcome).toBe('migrated');
    expect(after['index.mjs']).toContain('?.data');
  });

  it.each(Object.entries(BEHIND_READS))('near miss, where data is read: it %s', async (_name, text) => {
    const { outcome, after } = await checkFix(runner, { 'index.mjs': text });
    expect(outcome).toBe('migrated');
    expect(after['index.mjs']).not.toContain('?.data');
  });

  it.each(Object.entries(NOTHING))('near miss: it %s', async (_name, text) => {
    const { outcome, after } = await checkFix(healthy, { 'index.js': text });
    expect(outcome).toBe('migrated');
    expect(after['index.js']).not.toContain('.clone()');
  });
});
