import { describe, expect, test } from 'vitest';
import { describeChange } from '../../src/model/finding.js';
import { audit } from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';

const HEADERS = 'headers: { Authorization: `Bearer ${token}` }';
const SEND = `const response = await fetch('https://api.clever.com' + path, { ${HEADERS} });\n  return response.json();`;

/** What is offered for a sign-in through a function that does something before or after its request. */
function offerFor(before: string, body: string): { isFixed: boolean; said: string } {
  const code = `${before}async function ask(path, token) {
  ${body}
}
const me = await ask('/me', process.env.TOKEN);
if (me.data.name.first === 'Ines') console.log('welcome back');
`;
  const files = { 'package.json': '{ "private": true, "type": "module" }', 'main.js': code };
  const { findings } = audit({ cwd: temporaryFolder(files) });
  const said = findings.flatMap(({ suggestions }) => suggestions.map(describeChange)).join(' ');
  return { isFixed: findings.some(({ fix }) => fix !== null), said };
}

describe('what a function does for its own sake is not done twice without asking', () => {
  test.each([
    [
      'a file that grows',
      "import { appendFileSync } from 'node:fs';\n",
      `appendFileSync('calls.csv', path);\n  ${SEND}`,
      'appendFileSync',
    ],
    ['a file that is removed', "import fs from 'node:fs';\n", `fs.unlinkSync('once');\n  ${SEND}`, 'fs.unlinkSync'],
    ['output that people see', '', `process.stdout.write('asking Clever');\n  ${SEND}`, 'process.stdout.write'],
    ['what a browser keeps', '', `localStorage.setItem('calls', '1');\n  ${SEND}`, 'localStorage.setItem'],
    ['a signal that ends the program', '', `process.once('SIGTERM', () => process.exit());\n  ${SEND}`, 'process.once'],
    [
      'a line that it waits for, by another name',
      "import { promises as disk } from 'node:fs';\n",
      `disk.appendFile('calls.csv', path).catch(() => {});\n  ${SEND}`,
      'disk.appendFile',
    ],
    [
      'a program that it starts',
      "import { spawnSync } from 'node:child_process';\n",
      `spawnSync('notify-send', [path]);\n  ${SEND}`,
      'spawnSync',
    ],
    ['what is sent to a page', '', `navigator.sendBeacon('/calls', path);\n  ${SEND}`, 'navigator.sendBeacon'],
    [
      'a timer of others',
      'const ticker = setInterval(() => {}, 1000);\n',
      `clearInterval(ticker);\n  ${SEND}`,
      'clearInterval',
    ],
    [
      'in a function that it calls',
      "function tell() {\n  window.localStorage.setItem('called', 'yes');\n}\n",
      `tell();\n  ${SEND}`,
      'window.localStorage.setItem',
    ],
  ])('%s', (_name, before, body, call) => {
    const { isFixed, said } = offerFor(before, body);
    expect(isFixed).toBe(false);
    expect(said).toContain(`Check that it does no harm if \`${call}\` runs twice for one sign-in`);
  });

  test.each([
    ['a log', '', `console.log(path);\n  ${SEND}`],
    ['a log of a package', "import pino from 'pino';\nconst log = pino();\n", `log.info({ path });\n  ${SEND}`],
    ['an assertion', "import assert from 'node:assert';\n", `assert(token);\n  ${SEND}`],
    ['what it reads', "import fs from 'node:fs';\n", `const agent = fs.readFileSync('agent.txt', 'utf8');\n  ${SEND}`],
    ['what a browser has kept', '', `const agent = localStorage.getItem('agent');\n  ${SEND}`],
    ['a number that a package counts', "import statsd from '@acme/statsd';\n", `statsd.increment('calls');\n  ${SEND}`],
    ['a function of the program with such a name', 'function open() {\n  return null;\n}\n', `open();\n  ${SEND}`],
    [
      'a timer of its own',
      '',
      `const stop = new AbortController();\n  const timer = setTimeout(() => stop.abort(), 5000);\n  const response = await fetch('https://api.clever.com' + path, { signal: stop.signal, ${HEADERS} });\n  clearTimeout(timer);\n  return response.json();`,
    ],
    [
      'the URL that it makes',
      '',
      `const url = new URL(path, 'https://api.clever.com');\n  url.searchParams.set('a', 'b');\n  const response = await fetch(url, { ${HEADERS} });\n  return response.json();`,
    ],
    [
      'the answer, as it comes',
      "import https from 'node:https';\n",
      `return new Promise((resolve, reject) => {\n    https.get('https://api.clever.com' + path, { ${HEADERS} }, (response) => {\n      let body = '';\n      response.setEncoding('utf8');\n      response.on('data', (part) => {\n        body += part;\n      });\n      response.on('end', () => resolve(JSON.parse(body)));\n    }).on('error', reject);\n  });`,
    ],
  ])('%s does not hold the fix back', (_name, before, body) => {
    expect(offerFor(before, body)).toMatchObject({ isFixed: true });
  });
});

describe('a request that is sent again where it failed is no other request', () => {
  const SENT = `await fetch('https://api.clever.com' + path, { ${HEADERS} })`;
  test.each([
    [
      'in a variable',
      `let response = ${SENT};\n  if (response.status === 429) response = ${SENT};\n  return response.json();`,
    ],
    [
      'by a second return',
      `const first = ${SENT};\n  if (first.ok) return first.json();\n  const second = ${SENT};\n  return second.json();`,
    ],
  ])('%s', (_name, body) => expect(offerFor('', body).said).not.toContain('runs twice'));
  test.each([
    ['another URL', `await fetch('https://audit.example.com' + path);\n  ${SEND}`],
    ['other options', `await fetch('https://api.clever.com' + path);\n  ${SEND}`],
  ])('but not with %s', (_name, body) => {
    expect(offerFor('', body).said).toContain('Check that it does no harm if `fetch` runs twice for one sign-in');
  });
});
