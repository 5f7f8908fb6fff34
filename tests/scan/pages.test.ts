import { expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';

/** The calls of a program that could not be resolved, each with what is missing. */
function openCalls(program: string): readonly string[] {
  const cwd = temporaryFolder({ 'package.json': '{ "name": "sample", "private": true }\n', 'app.ts': program });
  const { findings } = audit({ cwd, preset: 'strict' });
  return findings.flatMap(({ rule, message }) => (rule === 'clever/no-unresolved-url' ? [message] : []));
}

const FIRST = `const headers = { Authorization: 'Bearer t' };
const first = await (await fetch('https://api.clever.com/v1.1/students', { headers })).json();
`;

test.each([
  `let next = first.links.find((link) => link.rel === 'next')?.uri;
while (next) {
  const page = await (await fetch('https://api.clever.com' + next, { headers })).json();
  next = page.links.find((link) => link.rel === 'next')?.uri;
}`,
  `const link = first.links.filter((link) => link.rel === 'next')[0];
if (link) await fetch(\`https://api.clever.com\${link.uri}\`, { headers });`,
  `const ask = async (path) => (await fetch('https://api.clever.com' + path, { headers })).json();
for (const link of first.links) if (link.rel === 'next') await ask(link.uri);`,
  `const { links } = first;
const next = links.find(({ rel }) => rel === 'next');
if (next) await fetch(new URL(next.uri, 'https://api.clever.com'), { headers });`,
  `const follow = ({ links }) => {
  const next = links.find((link) => link.rel === 'next');
  return next ? fetch('https://api.clever.com' + next.uri, { headers }) : null;
};
await follow(first);`,
])('a link of a list whose call is known is no open call: %s', (program) => {
  expect(openCalls(FIRST + program)).toEqual([]);
});

test.each([
  `const other = await (await fetch('https://example.com/lists')).json();
await fetch('https://api.clever.com' + other.links[0].uri, { headers });`,
  `await fetch('https://api.clever.com' + first.links.find((link) => link.rel === 'next').uri, { headers });
await fetch('https://api.clever.com' + process.argv[2], { headers });`,
])('a link of another answer is one: %s', (program) => {
  expect(openCalls(FIRST + program)).toHaveLength(1);
});

test('what a client answers is not called a setting', () => {
  const program = `import axios from 'axios';
const api = axios.create();
const answer = await api.get('/students');
await fetch('https://api.clever.com' + answer.data.path);`;
  expect(openCalls(program).join('\n')).not.toContain('setting');
});
