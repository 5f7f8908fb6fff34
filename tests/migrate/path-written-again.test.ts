import { describe, expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { describeChange } from '../../src/model/finding.js';
import { temporaryFolder } from '../support/folders.js';

const SIGN = `import { createHmac } from 'node:crypto';
const sign = (method, path) => ({ 'X-Signature': createHmac('sha256', KEY).update(method + path).digest('hex') });
`;
const ME = 'https://api.clever.com/me';
const SCHOOLS = 'https://api.clever.com/v1.2/schools';

/** What is offered for a program, and whether it is written without asking. */
function offerFor(code: string): { isFixed: boolean; said: string } {
  const files = { 'package.json': '{ "private": true, "type": "module" }', 'main.js': code };
  const { findings } = audit({ cwd: temporaryFolder(files) });
  const said = findings.flatMap(({ suggestions }) => suggestions.map(describeChange)).join(' ');
  return { isFixed: findings.some(({ fix }) => fix !== null), said };
}

/** A program that prints the name of who signed in, or those of schools. */
function asking(url: string, options: string, before = SIGN): string {
  const print =
    url === ME ? 'console.log(body.data.name.first)' : 'for (const { data } of body.data) console.log(data.name)';
  return `${before}const answer = await fetch('${url}', ${options});\nconst body = await answer.json();\n${print};\n`;
}

describe('a text with the path of the URL beside the URL does not move with it, so the reader is asked', () => {
  test.each([
    ['what a signature is made from', asking(ME, "{ headers: sign('GET', '/me') }"), "sign('GET', '/me')"],
    [
      'a header by name',
      asking(ME, "{ headers: { 'X-Resource': 'GET /me', Authorization: TOKEN } }"),
      "'X-Resource': 'GET /me'",
    ],
    [
      'a proof for the whole URL, made before',
      asking(ME, '{ headers }', "const headers = { DPoP: proof('https://api.clever.com/me') };\n"),
      "proof('https://api.clever.com/me')",
    ],
    ['a roster call', asking(SCHOOLS, "{ headers: sign('GET', '/v1.2/schools') }"), "sign('GET', '/v1.2/schools')"],
    [
      'a path with an id',
      `${SIGN}const load = (id) => fetch(\`${SCHOOLS}/\${id}\`, { headers: sign('GET', \`/v1.2/schools/\${id}\`) });
console.log((await (await load('1')).json()).data.name);\n`,
      "sign('GET', '/v1.2/schools/${id}')",
    ],
    [
      'an argument of a wrapper',
      `${SIGN}const get = async (path, headers) => (await fetch('https://api.clever.com' + path, { headers })).json();
const body = await get('/me', sign('GET', '/me'));\nconsole.log(body.data.name.first);\n`,
      "sign('GET', '/me')",
    ],
  ])('%s', (_, code, place) => {
    const { isFixed, said } = offerFor(code);
    expect(isFixed).toBe(false);
    expect(said).toContain(`Change \`${place}\` too if it must match the new URL: it still contains the old path.`);
  });

  test.each([
    ['a page of the program itself', asking(ME, "{ headers: { Referer: 'https://app.example.com/menu' } }")],
    ['a longer path', asking(ME, "{ headers: { 'X-Page': '/members', 'X-Next': '/me-too' } }")],
    [
      'another member of the object that a header comes from',
      asking(ME, '{ headers: { Authorization: config.token } }', "const config = { home: '/me', token: TOKEN };\n"),
    ],
    [
      'what the answer leads to',
      `import request from 'request';
request.get('${ME}', { json: true }, (error, response, body) => {
  if (error) throw error;
  show('/me', body.data.name.first);
});\n`,
    ],
  ])('%s is none', (_, code) => {
    expect(offerFor(code).said).not.toContain('too if it needs the new path');
    expect(offerFor(code).isFixed).toBe(true);
  });
});
