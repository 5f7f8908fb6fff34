import { describe, expect, it } from 'vitest';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

const ASKED = "'https://api.clever.com/me', { headers: { Authorization: `Bearer ${process.env.TOKEN}` } }";

/** A program that throws its own words, and looks at what was thrown. */
const program = (words: string, question: string): string => `async function load() {
  const res = await fetch(${ASKED});
  if (!res.ok) throw new Error(${words});
  return res.json();
}
load().then(
  (me) => console.log(me.data.name.first),
  (error) => console.log(${question} ? 'known' : 'other'),
);
`;

/** Questions that no URL answers. */
const OWN: readonly (readonly [words: string, question: string])[] = [
  ["'status ' + res.status", '/^status/.test(error.message)'],
  ['`status ${res.status}`', "error.message.startsWith('status')"],
  ['String(res.status)', '/^5/.test(error.message)'],
  ['String(res.status)', '/^\\d+$/.test(error.message)'],
  ['`HTTP ${res.status}`', '/HTTP 5|fetch failed/.test(error.message)'],
  ['`HTTP ${res.status}`', '/HTTP [45]\\d\\d/.test(error.message)'],
  ['`HTTP ${res.status}`', "error.message.includes('HTTP 404')"],
  ["'sections are missing'", 'error.message.match(/^sections/)'],
];

/** Questions that a URL may answer. */
const OF_URL: readonly (readonly [words: string, question: string])[] = [
  ['res.url', "error.message.endsWith('/me')"],
  ['`GET ${res.url}`', '/GET .*me$/.test(error.message)'],
  ['`GET ${new URL(res.url).pathname}`', "error.message.includes('GET /me')"],
  ['`get 1.1/me ${res.url}`', '/me 5|get 1.1/.test(error.message)'],
  ['`${new URL(res.url).pathname} failed`', "error.message.startsWith('/me')"],
];

const changesIn = (text: string): readonly string[] =>
  fixFolder(temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }', 'index.js': text })).changes.map(
    ({ after }) => after,
  );

describe('what a program asks of its own errors', () => {
  it.each(OWN)('is no question about the URL: %s, %s', (words, question) => {
    expect(changesIn(program(words, question))).toHaveLength(1);
  });

  it.each(OF_URL)('near miss: %s, %s', (words, question) => {
    expect(changesIn(program(words, question))).toHaveLength(0);
  });
});

describe('a second request', () => {
  it('reads the body of a response in any way', () => {
    const text = `async function get(url) {
  const r = await fetch(url, { headers: { Authorization: 'Bearer x' } });
  return { status: r.status, data: await r.json().catch(() => undefined) };
}
const { status, data: me } = await get('https://api.clever.com/me');
if (status !== 200) throw new Error('denied');
console.log(me.data.name.first);
`;
    expect(changesIn(text)).toHaveLength(1);
  });

  it('puts the links of a chain under its receiver', () => {
    const text = `import superagent from 'superagent';

superagent
  .get('https://api.clever.com/me')
  .set('Authorization', \`Bearer \${process.env.TOKEN}\`)
  .then((res) => {
    console.log(res.body.data.name.first);
  });
`;
    expect(changesIn(text)[0]).toContain(`  .then((me) =>
    superagent
      .get(\`https://api.clever.com/v3.0/users/\${me.body.data.id}\`)
      .set('Authorization', \`Bearer \${process.env.TOKEN}\`),
  )
`);
  });

  it('takes options in a name for no callback', () => {
    const text = `const needle = require('needle');
const options = { headers: { Authorization: 'Bearer x' } };
needle('get', 'https://api.clever.com/me', options).then((res) => {
  if (res.statusCode !== 200) throw new Error('denied');
  console.log(res.body.data.name.first);
});
`;
    expect(changesIn(text.replace(/^const needle.*/, "import needle from 'needle';"))).toHaveLength(1);
  });
});
