import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultTokens } from '../support/fake-clever/faults.js';
import { checkFix } from './check.js';
import { startRunner, type Runner } from './runner/runner.js';

const ASKS = "'https://api.clever.com/v1.1/me', { headers: { Authorization: `Bearer ${token}` } }";

function asking(client: string, lines: string, above = ''): string {
  return `${above}
export async function main(token) {
  const response = await ${client}(${ASKS});
  ${lines}
}
`;
}

/** Programs that refuse by themselves what is no answer, before they decode it. */
const refusing: Readonly<Record<string, string>> = {
  'the type of its content': asking(
    'fetch',
    `if (!response.headers.get('content-type')?.startsWith('application/json')) throw new Error('gateway ' + response.status);
  if (!response.ok) return console.log(response.status);
  const me = await response.json();
  console.log(me.data.name.first);`,
  ),
  'one status': asking(
    'fetch',
    `if (response.status === 204) return console.log('empty');
  if (!response.ok) throw new Error('status ' + response.status);
  const me = await response.json();
  console.log(me.data.name.first);`,
  ),
  'all but one status': asking(
    'fetch',
    `if (response.status !== 200) return console.log('answered', response.status);
  const me = await response.json();
  console.log(me.data.name.first);`,
  ),
  'a switch over the status': asking(
    'fetch',
    `switch (response.status) {
    case 200: {
      const { data } = await response.json();
      return console.log(data.name.first);
    }
    case 401:
      return console.log('sign in again');
    default:
      return console.log('gave up', response.status);
  }`,
  ),
  'the length of its content': asking(
    'fetch',
    `if (!response.ok) throw new Error('status ' + response.status);
  if (Number(response.headers.get('content-length') ?? 1) === 0 || response.status === 204) return console.log('empty');
  const { data } = await response.json();
  console.log(data.name.first);`,
  ),
  'the length of its text': asking(
    'fetch',
    `const text = await response.text();
  if (text.length === 0) return console.log('empty', response.status);
  const me = JSON.parse(text);
  console.log(me.data ? me.data.name.first : 'no data');`,
  ),
  'headers that are taken apart': asking(
    'fetch',
    `const { headers, ok } = response;
  if (ok && !/json/.test(headers.get('Content-Type'))) return console.log('not json');
  if (!ok) return console.log('refused');
  console.log((await response.json()).data.name.first);`,
  ),
  'ky and the type of its content': asking(
    'ask',
    `if (!/json/.test(response.headers.get('content-type'))) return console.log('not json', response.status);
  if (!response.ok) return console.log('refused');
  const me = await response.json();
  console.log(me.data.name.first);`,
    "import ky from 'ky';\nconst ask = (url, options) => ky(url, { ...options, throwHttpErrors: false, retry: 0 });",
  ),
  'superagent and the type of its content': `import superagent from 'superagent';
export const main = (token) =>
  superagent
    .get('https://api.clever.com/v1.1/me')
    .set('Authorization', \`Bearer \${token}\`)
    .then((response) => {
      if (response.type !== 'application/json') return console.log('not json', response.status);
      console.log(response.body?.data?.name.first);
    })
    .catch((error) => console.log('failed', error.status));
`,
  'axios and the type of its content': `import axios from 'axios';
export async function main(token) {
  const response = await axios.get(${ASKS});
  if (!String(response.headers['content-type']).includes('json')) throw new Error('not json');
  console.log(response.data?.data?.name.first);
}
`,
  'axios and a body of nothing': `import axios from 'axios';
export async function main(token) {
  const { data, status } = await axios.get(${ASKS.replace(' } }', ' }, validateStatus: null }')});
  if (status !== 200) return console.log('status', status);
  if (typeof data !== 'object' || data === null) return console.log('not json');
  console.log(data.data?.name.first);
}
`,
};

/** Programs with answers that cannot be looked at without being lost. */
const left: Readonly<Record<string, string>> = {
  'undici, whose bodies have no copies': `import { request } from 'undici';
export async function main(token) {
  const { statusCode, headers, body } = await request(${ASKS});
  if (statusCode !== 200 || !String(headers['content-type']).includes('json')) {
    await body.dump();
    throw new Error('gateway ' + statusCode);
  }
  const { data } = await body.json();
  console.log(data.name.first);
}
`,
  'a text that is decoded behind a test': `import got from 'got';
export async function main(token) {
  const response = await got(${ASKS.replace(' } }', ' }, retry: { limit: 0 } }')});
  if (!response.headers['content-type']?.includes('json')) throw new Error('portal');
  const me = JSON.parse(response.body);
  console.log(me.data.name.first);
}
`,
};

/** Programs that catch a failure to decode, with clients whose copies wait for each other. */
const waiting: Readonly<Record<string, string>> = {
  'node-fetch, awaited': asking(
    'fetch',
    `let me;
  try { me = await response.json(); } catch { return console.log('unreadable'); }
  console.log(me.data?.name.first);`,
    "import fetch from 'node-fetch';",
  ),
  'node-fetch, in a chain': `import fetch from 'node-fetch';
export const main = (token) =>
  fetch(${ASKS})
    .then((response) => response.json().catch(() => null))
    .then((me) => console.log(me?.data ? me.data.email : 'nobody'));
`,
  'cross-fetch': asking(
    'fetch',
    `const me = await response.json().catch(() => ({}));
  console.log(me.data ? me.data.name.first : 'unreadable');`,
    "import fetch from 'cross-fetch';",
  ),
  'a test of the data': asking(
    'fetch',
    `if (!response.ok) return console.log(response.status);
  const me = await response.json();
  console.log(me.data ? me.data.name.first : 'no data');`,
    "import fetch from 'node-fetch';",
  ),
  'the platform, given another fetch': asking(
    'fetch',
    `let me;
  try { me = await response.json(); } catch { return console.log('unreadable'); }
  console.log(me.data?.name.first);`,
    "import nodeFetch from 'node-fetch';\nglobalThis.fetch = nodeFetch;",
  ),
};

/** The same with what the platform has, and a program that catches nothing. */
const copied: Readonly<Record<string, string>> = {
  'the fetch of the platform': asking(
    'fetch',
    `let me;
  try { me = await response.json(); } catch { return console.log('unreadable'); }
  console.log(me.data?.name.first);`,
  ),
  'node-fetch, with nothing that is caught': asking(
    'fetch',
    `if (!response.ok) throw new Error('refused');
  const me = await response.json();
  console.log(me.data?.name.first);`,
    "import fetch from 'node-fetch';",
  ),
};

/** Programs that ask a response for nothing that would refuse it. */
const plain: Readonly<Record<string, string>> = {
  'another header': asking(
    'fetch',
    `const asked = response.headers.get('x-request-id');
  if (!response.ok) throw new Error('refused');
  const me = await response.json();
  console.log(me.data.name.first, asked);`,
  ),
  'whether the status is one of failure': asking(
    'fetch',
    `if (response.status >= 400) throw new Error('status ' + response.status);
  const me = await response.json();
  console.log(me.data.name.first);`,
  ),
};

describe('what a program refuses by itself, it still does', () => {
  let runner: Runner;
  beforeAll(() => {
    runner = startRunner(faultTokens('html', 'long', 'empty', 'nothing'));
  });
  afterAll(() => runner.close());

  it.each(Object.entries({ ...refusing, ...copied }))('by %s', async (_name, text) => {
    expect((await checkFix(runner, { 'index.mjs': text })).outcome).toBe('migrated');
  });

  it.each(Object.entries({ ...left, ...waiting }))('left: %s', async (_name, text) => {
    expect((await checkFix(runner, { 'index.mjs': text })).outcome).toBe('left');
  });

  it.each(Object.entries(plain))('near miss, by no more than before: %s', async (_name, text) => {
    const { after, outcome } = await checkFix(runner, { 'index.mjs': text });
    expect(outcome).toBe('migrated');
    expect(after['index.mjs']).toMatch(/me\.ok|Me\.ok/);
    expect(after['index.mjs']).not.toContain('clone');
  });
});
