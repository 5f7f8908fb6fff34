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
});
