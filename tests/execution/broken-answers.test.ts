import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { faultTokens } from '../support/fake-clever/faults.js';
import { checkFix } from './check.js';
import { startRunner, type Runner } from './runner/runner.js';

const ASKS = "'https://api.clever.com/v1.1/me', { headers: { Authorization: `Bearer ${token}` } }";

/** A program that gives its request two functions: one for an answer, one for a failure. */
function program(handler: string, listener = 'fail', above = ''): string {
  return `import https from 'node:https';
${above}
export function main(token) {
  return new Promise((resolve) => {
    const show = (...words) => resolve(console.log(...words));
    const fail = (error) => show('failed', error.message);
    https.get(${ASKS}, ${handler}).on('error', ${listener});
  });
}
`;
}

/** Programs that handle what is no answer where they read the response. */
const uncut: Readonly<Record<string, string>> = {
  'a text in a try': program(`(res) => {
      let body = '';
      res.on('data', (chunk) => { body += chunk; });
      res.on('end', () => {
        try {
          show(JSON.parse(body).data.name.first);
        } catch (error) {
          fail(error);
        }
      });
    }`),
  'pieces of bytes, and an early end': program(`function (response) {
      if (response.statusCode === 401) {
        response.resume();
        return show('nobody');
      }
      const parts = [];
      response.on('data', (part) => parts.push(part)).on('end', () => {
        let me = null;
        try { me = JSON.parse(Buffer.concat(parts).toString('utf8')); } catch { show('unreadable'); }
        if (me) show(me.data ? me.data.email : 'no data');
      });
    }`),
  'a test of the data alone': program(`(res) => {
      res.setEncoding('utf8');
      const parts = [];
      res.on('data', (part) => parts.push(part));
      res.on('end', () => {
        const me = JSON.parse(parts.join(''));
        if (!me.data) return show('no data', me.error);
        show(me.data.name.last);
      });
    }`),
  'a promise of a text': `import { get } from 'node:https';

function textOf(token) {
  return new Promise((resolve, reject) => {
    get(${ASKS}, (answer) => {
      let all = '';
      answer.setEncoding('utf8');
      answer.on('data', (piece) => (all += piece));
      answer.on('end', () => resolve(all));
    }).on('error', reject);
  });
}

export async function main(token) {
  const me = JSON.parse(await textOf(token));
  console.log(me.data ? me.data.email : 'nothing');
}
`,
};

/** Programs that hear of a response that is cut off, too. */
const cut: Readonly<Record<string, string>> = {
  'errors of the response': program(`(res) => {
      let body = '';
      res.on('error', fail);
      res.on('data', (chunk) => (body += chunk));
      res.on('end', () => {
        try { show(JSON.parse(body).data.name.first); } catch (error) { fail(error); }
      });
    }`),
  'a response that is aborted, and never an error in a body': program(`(res) => {
      const parts = [];
      res.on('aborted', () => show('cut off after', Buffer.concat(parts).toString()));
      res.on('data', (part) => parts.push(part));
      res.on('end', () => show(JSON.parse(Buffer.concat(parts)).data.email));
    }`),
  'a function that reads responses': program(
    `(res) => all(res, (error, text) => {
      if (error) return fail(error);
      let me;
      try { me = JSON.parse(text); } catch { return show('unreadable'); }
      show(me.data && me.data.email);
    })`,
    '(error) => fail(error)',
    `const all = (stream, done) => {
  const chunks = [];
  stream.once('data', () => {}).on('data', (chunk) => chunks.push(chunk));
  stream.once('end', () => done(null, Buffer.concat(chunks).toString()));
  stream.once('error', done);
};
`,
  ),
};

/** Programs whose handler would find nothing left in a response that was read before. */
const left: Readonly<Record<string, string>> = {
  'a loop over the pieces': program(`async (res) => {
      let body = '';
      for await (const chunk of res) body += chunk;
      try { show(JSON.parse(body).data.email); } catch (error) { fail(error); }
    }`),
  'a time limit of the response': program(`(res) => {
      let body = '';
      res.setTimeout(1000, () => show('late'));
      res.on('data', (chunk) => (body += chunk));
      res.on('end', () => {
        try { show(JSON.parse(body).data.email); } catch (error) { fail(error); }
      });
    }`),
  'listeners that come later': program(`(res) => setImmediate(() => {
      let body = '';
      res.on('data', (chunk) => (body += chunk));
      res.on('end', () => {
        try { show(JSON.parse(body).data.email); } catch (error) { fail(error); }
      });
    })`),
};

/** Programs that await an answer, and have something to say where it holds none. */
const awaited: Readonly<Record<string, string>> = {
  'two blocks of try': `export async function main(token) {
  let response;
  try {
    response = await fetch(${ASKS});
  } catch {
    return console.log('offline');
  }
  try { const { data } = await response.json(); console.log(data.name.first); } catch { console.log('garbled'); }
}
`,
  'a promise with a handler of its own': `export const main = (token) =>
  fetch(${ASKS})
    .then((response) => response.json().catch(() => null))
    .then((me) => console.log(me?.data ? me.data.email : 'nobody'));
`,
  'a test of the data behind a response': `export async function main(token) {
  const response = await fetch(${ASKS});
  if (!response.ok) return console.log(response.status);
  const me = await response.json();
  if (!me.data) return console.log('no data');
  console.log(me.data.name.last);
}
`,
  'a helper that answers an empty object': `const get = async (path, token) => {
  const response = await fetch('https://api.clever.com' + path, { headers: { Authorization: \`Bearer \${token}\` } });
  return response.ok ? (await response.json()).data : {};
};
export async function main(token) {
  const me = await get('/me', token);
  console.log(me.name);
}
`,
};

/** Programs whose one way of failing stays as it is, without another variable. */
const alike: Readonly<Record<string, string>> = {
  'nothing that is caught': `export async function main(token) {
  const response = await fetch(${ASKS});
  const me = await response.json();
  console.log(me.data.email);
}
`,
  'one try around both': `export async function main(token) {
  try {
    const response = await fetch(${ASKS});
    if (!response.ok) throw new Error('refused');
    const me = await response.json();
    console.log(me.data.email);
  } catch {
    console.log('failed');
  }
}
`,
};

describe('answers that are no JSON, have no data, or are cut off', () => {
  let runner: Runner;
  let runnerOfCut: Runner;
  beforeAll(() => {
    runner = startRunner(faultTokens('html', 'no-data'));
    runnerOfCut = startRunner(faultTokens('html', 'no-data', 'cut'));
  });
  afterAll(() => Promise.all([runner.close(), runnerOfCut.close()]));

  it.each(Object.entries(uncut))('%s', async (_name, text) => {
    expect((await checkFix(runner, { 'index.mjs': text })).outcome).toBe('migrated');
  });

  it.each(Object.entries(awaited))('awaited: %s', async (_name, text) => {
    expect((await checkFix(runner, { 'index.mjs': text })).outcome).toBe('migrated');
  });

  it.each(Object.entries(alike))('without a variable: %s', async (_name, text) => {
    const { after, outcome } = await checkFix(runner, { 'index.mjs': text });
    expect(outcome).toBe('migrated');
    expect(after['index.mjs']).not.toContain('clone');
  });

  it.each(Object.entries(cut))('%s', async (_name, text) => {
    expect((await checkFix(runnerOfCut, { 'index.mjs': text })).outcome).toBe('migrated');
  });

  it('names what is called when time is over', async () => {
    const limit = "fail).setTimeout(2000, function () { this.destroy(new Error('late')); }";
    const text = program(
      "(res) => { let body = ''; res.on('data', (chunk) => (body += chunk)); res.on('end', () => show(JSON.parse(body).data.email)); }",
      limit,
    );
    const { after, outcome } = await checkFix(runner, { 'index.mjs': text });
    expect(outcome).toBe('migrated');
    expect(after['index.mjs']).toContain('.setTimeout(2000, onTimeout)');
  });

  it.each(Object.entries(left))('left: %s', async (_name, text) => {
    expect((await checkFix(runner, { 'index.mjs': text })).outcome).toBe('left');
  });
});
