import { expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { cleverApi } from '../../src/clever-api/index.js';
import { judge } from '../../src/engine/judge.js';
import { scanProgram } from '../support/judged-program.js';

/** The answer of a request whose token another function sets: a second request could be made with another one. */
const programOf = (write: string): string => `let token = '';
export function renew(list) {
  ${write}
}
export async function run() {
  const url = 'https://api.clever.com/v1.2/me';
  const me = await (await fetch(url, { headers: { Authorization: token } })).json();
  console.log(me.data.name.first);
}
`;

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
])('no second request is made without asking where a token is set by %s', (write) => {
  const { usages } = scanProgram({ 'clever.js': programOf(write) });
  const api = cleverApi('v3.0');
  const findings = judge(usages, rules, 'recommended', api).filter(({ rule }) => rule.name === 'no-v1-endpoint');
  expect(findings.map(({ fix }) => fix)).toEqual([null]);
});

it('is made where nobody sets it', () => {
  const { usages } = scanProgram({ 'clever.js': programOf('list.push(token);') });
  const findings = judge(usages, rules, 'recommended', cleverApi('v3.0'));
  expect(findings.filter(({ rule, fix }) => rule.name === 'no-v1-endpoint' && fix)).toHaveLength(1);
});
