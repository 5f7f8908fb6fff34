import { expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { cleverApi } from '../../src/clever-api/index.js';
import { judge } from '../../src/engine/judge.js';
import { scanProgram } from '../support/judged-program.js';

/** Whether a call is moved without asking whose client hands each response to a function. */
function isFixed(handler: string, above = ''): boolean {
  const text = `import axios from 'axios';
${above}
const clever = axios.create({ baseURL: 'https://api.clever.com/v1.2' });
clever.interceptors.response.use(${handler});
export async function run() {
  const response = await clever.get('/me');
  console.log(response.status);
}
`;
  const { usages } = scanProgram({ 'clever.js': text });
  const findings = judge(usages, rules, 'recommended', cleverApi('v3.0'));
  const found = findings.filter(({ rule }) => rule.name === 'no-v1-endpoint');
  expect(found).toHaveLength(1);
  return found.some(({ fix }) => fix !== null);
}

it.each([
  ['changes what it is handed', '(response) => { response.data.seen = true; return response; }'],
  ['takes something away', '(response) => { delete response.data.data.email; return response; }'],
  ['hands it on', '(response) => { normalize(response.data); return response; }', "import { normalize } from './own';"],
  [
    'asks for the address',
    "(it) => { if (it.config.url === '/me') tell(); return it; }",
    "import { tell } from './own';",
  ],
  ['asks for it in its parameter', "({ request, ...it }) => { if (request.path === '/me') it.data = 1; return it; }"],
  ['is not in sight', 'unwrap', "import { unwrap } from './own';"],
])('is not moved where the function %s', (_, handler, above = '') => {
  expect(isFixed(handler, above)).toBe(false);
});

it.each([
  ['does nothing', '(response) => response'],
  ['shows the address', '(response) => { console.log(response.config.url); return response; }'],
  ['is about failures', 'null, (error) => { throw error; }'],
  ['counts', '(response) => { count += 1; return response; }', 'let count = 0;'],
])('is moved where the function %s', (_, handler, above = '') => {
  expect(isFixed(handler, above)).toBe(true);
});
