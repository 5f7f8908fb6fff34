import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFix } from './check.js';
import { startRunner, type Runner } from './runner/runner.js';

/** How a program asks who has signed in, with a text of its own for the header. */
const CLIENTS = {
  'request, whose callback gets the answer': (auth: string) => `import request from 'request';
const ask = (keys, session) => new Promise((done) => {
  request({ url: 'https://api.clever.com/me', json: true, headers: { Authorization: ${auth} } }, (error, response, body) => {
    done(error ? error.code : response.statusCode === 200 ? body.data.name.first : response.statusCode);
  });
});`,
  'https, whose callback gets a stream': (auth: string) => `import https from 'node:https';
const ask = (keys, session) => new Promise((done) => {
  https.get('https://api.clever.com/me', { headers: { Authorization: ${auth} } }, (response) => {
    let raw = '';
    response.on('data', (chunk) => { raw += chunk; });
    response.on('end', () => {
      if (response.statusCode !== 200) return done(response.statusCode);
      done(JSON.parse(raw).data.name.first);
    });
  });
});`,
  'superagent, in a chain': (auth: string) => `import superagent from 'superagent';
const ask = (keys, session) =>
  superagent
    .get('https://api.clever.com/me')
    .set('Authorization', ${auth})
    .then(({ body }) => body.data.name.first, (error) => error.status);`,
  'fetch, in a race': (
    auth: string,
  ) => `const late = new Promise((done, fail) => { setTimeout(fail, 9000, new Error('late')).unref(); });
async function ask(keys, session) {
  const response = await Promise.race([fetch('https://api.clever.com/me', { headers: { Authorization: ${auth} } }), late]);
  if (!response.ok) return response.status;
  const { data } = await response.json();
  return data.name.first;
}`,
  'fetch, that is awaited': (auth: string) => `async function ask(keys, session) {
  const response = await fetch('https://api.clever.com/me', { headers: { Authorization: ${auth} } });
  if (!response.ok) return response.status;
  const { data } = await response.json();
  return data.name.first;
}`,
  'axios, among others': (auth: string) => `import axios from 'axios';
const ask = (keys, session) =>
  Promise.all([axios.get('https://api.clever.com/me', { headers: { Authorization: ${auth} } })]).then(
    ([{ data }]) => data.data.name.first,
    (error) => error.response.status,
  );`,
} as const;

/** What changes a list, or an object, once the request is sent. */
const CHANGES_OF_LISTS = {
  'it is rotated': 'keys.push(keys.shift());',
  'it is turned round': 'keys.reverse();',
  'an element is cut out': 'keys.splice(0, 1);',
  'it is sorted': "keys.sort((left, right) => (left < right ? 1 : -1)).unshift('nothing');",
  'elements are copied over others': 'keys.copyWithin(0, 1);',
  'it is emptied': 'keys.length = 0;',
  'it is filled': "keys.fill('nothing');",
  'another name has it': "const others = keys;\n  others[0] = 'nothing';",
} as const;

const CHANGES_OF_OBJECTS = {
  'each key is set': 'for (const key of Object.keys(session)) session[key] = null;',
  'each entry is removed': 'for (const key in session) delete session[key];',
  'a callback sets each': "Object.keys(session).forEach((key) => { session[key] = 'nothing'; });",
  'a callback gets it': "[session].map((each) => (each.auth = 'nothing'));",
  'a list has it': "const all = [session];\n  all[0].auth = 'nothing';",
  'it is set by reflection': "Reflect.set(session, 'auth', 'nothing');",
  'a member is defined': "Object.defineProperty(session, 'auth', { value: 'nothing' });",
} as const;

const MAIN = (change: string) => `
export async function main(token) {
  const keys = [\`Bearer \${token}\`, 'Bearer nobody'];
  const session = { auth: \`Bearer \${token}\` };
  const pending = ask(keys, session);
  ${change}
  console.log(await pending);
}
`;

/** What is read of a class, or of bytes, that changes once the request is sent. */
const OTHERS = {
  'a class that forgets all it has': `class Session {
  constructor(token) {
    this.token = token;
  }
  async name() {
    const [response] = await Promise.all([
      fetch('https://api.clever.com/me', { headers: { Authorization: \`Bearer \${this.token}\` } }),
    ]);
    if (!response.ok) return response.status;
    return (await response.json()).data.name.first;
  }
  forget() {
    for (const key of Object.keys(this)) this[key] = '';
  }
}
export async function main(token) {
  const session = new Session(token);
  const pending = session.name();
  session.forget();
  console.log(await pending);
}
`,
  'bytes that are wiped': `async function name(secret) {
  const response = await Promise.any([
    fetch('https://api.clever.com/me', { headers: { Authorization: \`Bearer \${secret}\` } }),
  ]);
  if (!response.ok) return response.status;
  return (await response.json()).data.name.first;
}
export async function main(token) {
  const secret = Buffer.from(token);
  const pending = name(secret);
  secret.fill(0);
  console.log(await pending);
}
`,
  'a function that makes the header': `const keys = [];
const auth = () => ({ Authorization: keys[0] });
const name = () =>
  Promise.all([fetch('https://api.clever.com/me', { headers: auth() })]).then(async ([response]) =>
    response.ok ? (await response.json()).data.name.first : response.status,
  );
export async function main(token) {
  keys.unshift(\`Bearer \${token}\`);
  const pending = name();
  keys.length = 0;
  console.log(await pending);
}
`,
} as const;

/** Programs whose second request is made with the same text, so that nothing need be declared. */
const KEPT = {
  'a parameter': 'token',
  'a text that is made of one': '`Bearer ${token}`',
} as const;

let runner: Runner;

beforeAll(() => {
  runner = startRunner();
});

afterAll(async () => {
  await runner.close();
});

describe.each(Object.entries(CLIENTS))('what two requests of %s send', (_client, write) => {
  it.each(Object.entries<string>(CHANGES_OF_LISTS))('is read before both from a list: %s', async (_name, change) => {
    const text = write('keys[0]') + MAIN(change);
    expect((await checkFix(runner, { 'index.js': text })).outcome).toBe('migrated');
  });

  it.each(Object.entries<string>(CHANGES_OF_OBJECTS))(
    'is read before both from an object: %s',
    async (_name, change) => {
      const text = write('session.auth') + MAIN(change);
      expect((await checkFix(runner, { 'index.js': text })).outcome).toBe('migrated');
    },
  );
});

it.each(Object.entries<string>(OTHERS))('what is sent is read before both requests from %s', async (_name, text) => {
  expect((await checkFix(runner, { 'index.js': text })).outcome).toBe('migrated');
});

it.each(Object.entries(KEPT))('what cannot change is written twice: %s', async (_name, auth) => {
  const text = `import superagent from 'superagent';
export const name = (token) =>
  superagent.get('https://api.clever.com/me').set('Authorization', ${auth}).then(({ body }) => body.data.name.first);
export async function main(token) {
  console.log(await name(${auth === 'token' ? '`Bearer ${token}`' : 'token'}).catch((error) => error.status));
}
`;
  const { outcome, after } = await checkFix(runner, { 'index.js': text });
  expect(outcome).toBe('migrated');
  expect(after['index.js']?.split(`.set('Authorization', ${auth})`)).toHaveLength(3);
});
