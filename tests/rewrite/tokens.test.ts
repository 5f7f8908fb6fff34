import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { cleverApi } from '../../src/clever-api/index.js';
import { judge } from '../../src/engine/judge.js';
import { scanProgram } from '../support/judged-program.js';

/** The addresses that `--fix` would move, by what stands in their places. */
function moved(text: string): readonly string[] {
  const { usages } = scanProgram({ 'clever.js': text });
  const findings = judge(usages, rules, 'recommended', cleverApi('v3.0'));
  const fixed = findings.filter(({ rule, fix }) => rule.name === 'no-v1-endpoint' && fix);
  return fixed.flatMap(({ endpoint }) => endpoint?.path ?? []);
}

/** The answer of a request whose token another function sets: a second request could be made with another one. */
const sharingToken = (write: string): string => `let token = '';
export function renew(list) {
  ${write}
}
export function run() {
  const url = 'https://api.clever.com/v1.2/me';
  return fetch(url, { headers: { Authorization: token } })
    .then((response) => response.json())
    .then((me) => console.log(me.data.name.first));
}
`;

/** The same where both requests are given one object, which is made once. */
const readingTokenOnce = `let token = '';
export function renew(list) {
  token = list[0];
}
export async function run() {
  const me = await (await fetch('https://api.clever.com/v1.2/me', { headers: { Authorization: token } })).json();
  console.log(me.data.name.first);
}
`;

describe('a token that functions share', () => {
  it.each([
    'token = list[0];',
    '[token] = list;',
    '[, token] = list;',
    '[token = 1] = list;',
    '({ token } = list);',
    '({ first: token } = list);',
    'for (token of list);',
    'for (token in list);',
    'for ([token] of list);',
    'token += list;',
    'token ||= list;',
  ])('lets no second request be made without asking where it is set by %s', (write) => {
    expect(moved(sharingToken(write))).toEqual([]);
  });

  it('lets one be made with the same token where that is read once', () => {
    expect(moved(readingTokenOnce)).toEqual(['/me']);
  });

  it('lets one be made where nobody sets it', () => {
    expect(moved(sharingToken('list.push(token);'))).toEqual(['/me']);
  });
});

const ME = "const me = await (await fetch('https://api.clever.com/v1.2/me', { headers: $me })).json();";
const SCHOOLS = "const list = await (await fetch('https://api.clever.com/v1.2/schools', { headers: $list })).json();";

/** A program that asks who signs in, and for the schools. */
const asking = (me: string, list: string, above = ''): string => `${above}
export async function run(token, session, districtToken) {
  ${ME.replace('$me', me)}
  ${SCHOOLS.replace('$list', list)}
  console.log(me.data.district, list.data.length);
}
`;

const OWN = '{ Authorization: `Bearer ${token}` }';

describe('a call that v3 refuses for a sign-in token', () => {
  it.each([
    ['the same variable', asking(OWN, OWN)],
    [
      'a member of a session',
      asking('{ Authorization: session.token }', "{ authorization: 'Bearer ' + session.token }"),
    ],
    [
      'headers that a function makes',
      asking('bearer(token)', 'bearer(token)', 'const bearer = (it) => ({ Authorization: it });'),
    ],
    ['headers that are not in sight', asking(OWN, 'session.headers')],
  ])('is not moved without asking with %s', (_, text) => {
    expect(moved(text)).toEqual(['/me']);
  });

  it.each([
    ['a variable of the environment', asking(OWN, '{ Authorization: `Bearer ${process.env.DISTRICT_TOKEN}` }')],
    [
      'a setting that is checked',
      asking(OWN, '{ Authorization: `Bearer ${TOKEN}` }', "const TOKEN = process.env.DISTRICT_TOKEN ?? 'none';"),
    ],
    ['a text', asking(OWN, "{ Authorization: 'Bearer demo' }")],
    ['another parameter', asking(OWN, '{ Authorization: districtToken }')],
    ['no token', asking(OWN, '{}').replace(', { headers: {} }', '')],
  ])('is moved with %s', (_, text) => {
    expect(moved(text)).toEqual(['/me', '/schools']);
  });

  it.each([
    ['a variable of the environment', 'process.env.DISTRICT_TOKEN', ['/schools', '/me']],
    ['the token of a person', 'request.session.token', ['/me']],
  ])('is judged by what is handed through functions: %s', (_, given, expected) => {
    const text = `
const read = async (path, token) => (await fetch('https://api.clever.com' + path, { headers: { Authorization: token } })).json();
const copy = async (token) => (await read('/v1.2/schools', token)).data.length;
export const nightly = (request) => copy(${given});
export const banner = async (request) => (await read('/v1.2/me', request.session.token)).data.district;
`;
    expect(moved(text)).toEqual(expected);
  });

  it.each([
    ['the id of their record', '/v3.0/users/${me.data.id}', 'next.data.id', ['/students/{id}']],
    ['another id of their record', '/v3.0/users/${me.data.id}', 'next.data.roles.contact.student', []],
    ['an id of what belongs to them', '/v3.0/users/${me.data.id}/sections', 'next.data[0].data.students[0]', []],
  ])('is moved as the record of a person only with their own id: %s', (_, path, id, expected) => {
    const text = `
export async function run(token) {
  const get = async (path) => (await fetch('https://api.clever.com' + path, { headers: { Authorization: token } })).json();
  const me = await get('/v3.0/me');
  const next = await get(\`${path}\`);
  const { data: student } = await get(\`/v1.1/students/\${${id}}\`);
  console.log(student.name.first);
}
`;
    expect(moved(text)).toEqual(expected);
  });

  it('is moved as the record of a student who signs in', () => {
    const text = `
export async function run(token) {
  const get = async (path) => (await fetch('https://api.clever.com' + path, { headers: { Authorization: token } })).json();
  const me = await get('/v1.1/me');
  if (me.type !== 'student') return;
  const { data: student } = await get(\`/v1.1/students/\${me.data.id}\`);
  console.log(student.name.first);
}
`;
    expect(moved(text)).toEqual(['/me', '/students/{id}']);
  });

  it('is moved where nobody signs in', () => {
    expect(moved(asking(OWN, OWN).replace(/.*v1.2\/me.*\n/, ''))).toEqual(['/schools']);
  });
});
