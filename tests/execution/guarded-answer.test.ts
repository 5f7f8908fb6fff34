import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFix, type Outcome } from './check.js';
import { startRunner, type Runner } from './runner/runner.js';

const HEADERS = '{ headers: { Authorization: `Bearer ${token}` } }';
const TO = `async function to(promise) {
  try {
    return [null, await promise];
  } catch (error) {
    return [error, null];
  }
}
`;

/** A function that answers what it makes of a response. */
function client(answer: string): string {
  return `async function request(path, token) {
  const response = await fetch(\`https://api.clever.com\${path}\`, ${HEADERS});
${answer}
}
`;
}

/** Programs that tell a failure from an answer without being told by an exception. */
const programs: readonly {
  readonly kind: string;
  readonly helper: string;
  /** From the request to the name `me`. */
  readonly asks: string;
  readonly outcome: Outcome;
}[] = [
  {
    kind: 'a pair of a failure and a response',
    helper: `import axios from 'axios';\n${TO}`,
    asks: `const [error, response] = await to(axios.get('https://api.clever.com/me', ${HEADERS}));
  if (error) return console.log('failed');
  const me = response.data;`,
    outcome: 'migrated',
  },
  {
    kind: 'a pair whose response must be asked too',
    helper: TO,
    asks: `const [error, response] = await to(fetch('https://api.clever.com/me', ${HEADERS}));
  if (error || !response.ok) return console.log('failed');
  const me = await response.json();`,
    outcome: 'migrated',
  },
  {
    kind: 'an object without an answer',
    helper: client(`  if (!response.ok) return { error: response.status };
  return { data: await response.json() };`),
    asks: `const { error, data: me } = await request('/me', token);
  if (error) return console.log('failed', error);`,
    outcome: 'migrated',
  },
  {
    kind: 'an object with an answer of null',
    helper: client('  return { status: response.status, body: response.ok ? await response.json() : null };'),
    asks: `const { status, body: me } = await request('/me', token);
  if (status !== 200) return console.log('failed', status);`,
    outcome: 'migrated',
  },
  {
    kind: 'an answer of null that has a name',
    helper: client(`  const body = response.ok ? await response.json() : null;
  return { status: response.status, body };`),
    asks: `const { status, body: me } = await request('/me', token);
  if (status !== 200) return console.log('failed', status);`,
    outcome: 'migrated',
  },
  {
    kind: 'nothing',
    helper: client('  if (response.ok) return response.json();'),
    asks: `const me = await request('/me', token);
  if (!me) return console.log('failed');`,
    outcome: 'migrated',
  },
  {
    kind: 'a promise that answers a pair either way',
    helper: `import axios from 'axios';
const to = (promise) => promise.then((value) => [null, value]).catch((error) => [error]);
`,
    asks: `const [error, response] = await to(axios.get('https://api.clever.com/me', ${HEADERS}));
  if (error) return console.log('failed');
  const me = response.data;`,
    outcome: 'left',
  },
  {
    kind: 'a pair from the client of the program',
    helper: client(`  if (!response.ok) return [response.status];
  return [null, await response.json()];`),
    asks: `const [error, me] = await request('/me', token);
  if (error) return console.log('failed', error);`,
    outcome: 'left',
  },
];

/** A client of the program, and how it is asked. */
interface AskedClient {
  readonly kind: string;
  readonly helper: string;
  readonly asks?: string;
}

/** A function around fetch that makes something of a response. */
const chained = (answer: string): string =>
  `const request = (path, token) =>
  fetch(\`https://api.clever.com\${path}\`, ${HEADERS}).then(${answer});
`;

/** An instance of axios with functions for what comes back. */
const intercepted = (functions: string): AskedClient & { readonly asks: string } => ({
  kind: functions,
  helper: `import axios from 'axios';
const clever = axios.create({ baseURL: 'https://api.clever.com' });
clever.interceptors.response.use(${functions});
`,
  asks: `clever.get('/me', ${HEADERS})`,
});

/** An instance of ky with hooks. */
const hooked = (hooks: string): AskedClient => ({
  kind: hooks,
  helper: `import ky from 'ky';
const clever = ky.create({ prefixUrl: 'https://api.clever.com', retry: 0, hooks: { ${hooks} } });
`,
  asks: `clever.get('me', ${HEADERS}).json()`,
});

const data = ({ asks, ...client }: AskedClient): AskedClient => ({
  ...client,
  asks: `${asks}.then(({ data }) => data)`,
});

/** Clients that never answer where the request failed. */
const failing: readonly AskedClient[] = [
  {
    kind: 'chooses between an answer and a rejection',
    helper: chained('(r) => (r.ok ? r.json() : Promise.reject(new Error(String(r.status))))'),
  },
  {
    kind: 'chooses a rejection first',
    helper:
      chained('(r) => (r.status >= 400 ? Promise.reject(toError(r)) : r.json())') +
      'const toError = (r) => new Error(r.statusText);',
  },
  {
    kind: 'rejects early',
    helper: client(`  if (!response.ok) return Promise.reject(new Error('failed'));
  return response.json();`),
  },
  {
    kind: 'makes its failures elsewhere',
    helper:
      client(`  if (!response.ok) throw failureOf(response);
  return response.json();`) + 'function failureOf({ status }) {\n  return new Error(`status ${status}`);\n}',
  },
  {
    kind: 'is imported where it is needed',
    helper: `const get = (...given) => import('axios').then(({ default: axios }) => axios.get(...given));
`,
    asks: `get('https://api.clever.com/me', ${HEADERS}).then(({ data }) => data)`,
  },
  hooked("beforeRequest: [(request) => { request.headers.set('Accept', 'application/json'); }]"),
  intercepted('(response) => response.data'),
  data(intercepted('(response) => response, (error) => Promise.reject(error)')),
  data(intercepted("undefined, (error) => {\n  console.log('clever', error.response?.status);\n  throw error;\n}")),
];

/** Clients that may answer something else. */
const answering: readonly AskedClient[] = [
  { kind: 'chooses an object', helper: chained('(r) => (r.ok ? r.json() : { failed: r.status })') },
  {
    kind: 'answers where nobody could be asked',
    helper: chained("(r) => (r.ok ? r.json() : Promise.reject(new Error('failed')))").replace(
      ';\n',
      '.then(\n  (body) => body,\n  () => ({}),\n);\n',
    ),
  },
  hooked("afterResponse: [(request, options, response) => (response.ok ? response : new Response('{}'))]"),
  intercepted('(response) => response.data, (error) => ({ failed: error.response?.status })'),
  intercepted(
    '(response) => response.data, (error) => {\n  if (error.response?.status === 401) return { failed: 401 };\n  throw error;\n}',
  ),
];

let runner: Runner;

beforeAll(() => {
  runner = startRunner();
});

afterAll(async () => {
  await runner.close();
});

describe('a second request fails as the first one does', () => {
  it.each(programs)('$kind', async ({ helper, asks, outcome }) => {
    const text = `${helper}
export async function main(token) {
  ${asks}
  console.log(me.data.email, me.data.type === 'teacher');
}
`;
    expect((await checkFix(runner, { 'index.js': text })).outcome).toBe(outcome);
  });

  it.each([
    { kind: 'how it asks', body: "  const cache = token ? 'no-store' : 'default';" },
    { kind: 'what it sends', body: '  const authorization = token ? `Bearer ${token}` : null;' },
  ])('and a client is trusted that only chooses $kind', async ({ body }) => {
    const text = `async function request(path, token) {
${body}
  const response = await fetch(\`https://api.clever.com\${path}\`, ${HEADERS});
  if (!response.ok) throw new Error(\`status \${response.status}\`);
  return response.json();
}

export async function main(token) {
  const me = await request('/me', token);
  console.log(me.data.email, me.data.type === 'teacher');
}
`;
    const { outcome, after } = await checkFix(runner, { 'index.js': text });
    expect(outcome).toBe('migrated');
    expect(after['index.js']).toContain('const me = await request(`/v3.0/users/${cleverMe.data.id}`, token);');
  });

  it.each([...failing])('and a client is trusted that $kind', async ({ helper, asks = "request('/me', token)" }) => {
    const text = showing(helper, asks);
    const { outcome, after } = await checkFix(runner, { 'index.js': text });
    expect(outcome).toBe('migrated');
    expect(after['index.js']).not.toMatch(/\.data\s+\?|\?\.data/);
  });

  it.each([...answering])('near miss: a client that $kind', async ({ helper, asks = "request('/me', token)" }) => {
    const text = asking(helper, asks);
    const { outcome, after } = await checkFix(runner, { 'index.js': text });
    if (outcome === 'migrated') expect(after['index.js']).toMatch(/\.data\s+\?|\?\.data/);
  });
});

/** A program that shows whoever a client says has signed in. */
function showing(helper: string, asks: string, question = ''): string {
  return `${helper}
export async function main(token) {
  const me = await ${asks};
${question}  console.log(me.data.name.first, me.data.email);
}
`;
}

/** One that goes on by itself with an answer that has no data. */
function asking(helper: string, asks: string): string {
  return showing(helper, asks, "  if (!me.data) return console.log('nobody');\n");
}
