import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultTokens } from '../support/fake-clever/faults.js';
import { checkFix } from './check.js';
import { startRunner, type Runner } from './runner/runner.js';

const HEADERS = '{ headers: { Authorization: `Bearer ${token}` } }';

/** A program that looks at the status, or the answer, by itself. */
function program(imports: string, body: string): string {
  return `${imports}
export async function main(token) {
  ${body}
}
`;
}

/** Programs that go by the status, and get a body that is empty, or `null`. */
const BY_STATUS: Readonly<Record<string, string>> = {
  'request, as a promise': program(
    "import { promisify } from 'node:util';\nimport request from 'request';\nconst get = promisify(request.get);",
    `const { statusCode, body } = await get({ url: 'https://api.clever.com/me', json: true, auth: { bearer: token } });
  console.log(statusCode === 200 && body ? body.data.email : statusCode);`,
  ),
  'axios that never rejects': program(
    "import axios from 'axios';\nconst api = axios.create({ baseURL: 'https://api.clever.com', validateStatus: null });",
    `const res = await api.get('/me', ${HEADERS});
  console.log(res.status === 200 && res.data ? res.data.data.email : res.status);`,
  ),
  'got that never rejects': program(
    "import got from 'got';",
    `const res = await got('https://api.clever.com/me', { headers: { authorization: \`Bearer \${token}\` }, throwHttpErrors: false, responseType: 'json', retry: { limit: 0 } });
  console.log(res.statusCode === 200 && res.body ? res.body.data.email : res.statusCode);`,
  ),
  'ofetch with its response': program(
    "import { ofetch } from 'ofetch';",
    `const res = await ofetch.raw('https://api.clever.com/me', { ...${HEADERS}, ignoreResponseError: true, retry: 0 });
  console.log(res.status === 200 && res._data ? res._data.data.email : res.status);`,
  ),
  'axios in a chain': program(
    "import axios from 'axios';",
    `const options = { ...${HEADERS}, validateStatus: () => true };
  await axios.get('https://api.clever.com/me', options).then((res) => {
    console.log(res.status === 200 && res.data ? res.data.data.email : res.status);
  });`,
  ),
};

const FETCH = `await fetch('https://api.clever.com/me', ${HEADERS})`;

/** Programs that go on by themselves with an answer that has no data. */
const WITHOUT_DATA: Readonly<Record<string, string>> = {
  'defaults in a pattern': program(
    '',
    `const res = ${FETCH};
  const { data: { name: { first = 'there' } = {} } = {} } = (await res.json()) ?? {};
  console.log(first);`,
  ),
  'a read of what may be there': program(
    '',
    `const res = ${FETCH};
  const me = await res.json();
  console.log(me?.data?.name?.first ?? 'guest');`,
  ),
  'the same, inside of a text': program(
    '',
    `const options = ${HEADERS};
  console.log(\`Hello \${(await (await fetch('https://api.clever.com/me', options)).json())?.data?.name.first ?? 'guest'}\`);`,
  ),
  'a wrapper that throws by the status': program(
    `async function api(path, token) {
  const res = await fetch('https://api.clever.com' + path, ${HEADERS});
  if (!res.ok) throw new Error('refused');
  return res.json();
}`,
    `const me = await api('/me', token);
  console.log(me?.data?.email ?? 'nobody');`,
  ),
  'a test behind axios': program(
    "import axios from 'axios';",
    `const { data: me } = await axios.get('https://api.clever.com/me', ${HEADERS}).catch(() => ({ data: {} }));
  if (!me?.data) return console.log('nobody');
  console.log(me.data.email);`,
  ),
};

/** Programs that throw where there is no data, before and after. */
const THROWING: Readonly<Record<string, string>> = {
  'a response': program(
    '',
    `const res = ${FETCH};
  const me = await res.json();
  console.log(me.data.email);`,
  ),
  axios: program(
    "import axios from 'axios';",
    `const { data: me } = await axios.get('https://api.clever.com/me', ${HEADERS});
  console.log(me.data.email);`,
  ),
};

describe('a first answer without an id', () => {
  let runner: Runner;
  beforeAll(() => {
    runner = startRunner(faultTokens('empty', 'nothing', 'no-data'));
  });
  afterAll(() => runner.close());

  it.each([...Object.entries(BY_STATUS), ...Object.entries(WITHOUT_DATA)])(
    'goes on to the program: %s',
    async (_name, text) => {
      expect((await checkFix(runner, { 'index.mjs': text })).outcome).toBe('migrated');
    },
  );

  it.each(Object.entries(THROWING))('near miss, is read at once: %s', async (_name, text) => {
    const { after, outcome } = await checkFix(runner, { 'index.mjs': text });
    expect(outcome).toBe('migrated');
    expect(after['index.mjs']).not.toMatch(/clone|\?\.data/);
  });
});
