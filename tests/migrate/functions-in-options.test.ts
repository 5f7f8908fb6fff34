import { expect, it } from 'vitest';
import { audit } from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';

/** A sign-in whose options hold a function. */
function findingOf(file: string, accepts: string) {
  const code = `import axios from 'axios';
export const run = async (token) => {
  const response = await axios.get('https://api.clever.com/me', {
    headers: { Authorization: token },
    validateStatus: ${accepts},
  });
  return response.status === 404 ? 'nobody' : response.data.data.name.first;
};
`;
  const text = file.endsWith('.ts') ? code.replace('(token)', '(token: string)') : code;
  return audit({ cwd: temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }', [file]: text }) })
    .findings[0];
}

it('a function that gets its types where it is written is given no name, and the reason says so', () => {
  const finding = findingOf('index.ts', '(status) => status === 200 || status === 404');
  expect(finding?.fix).toBeNull();
  expect(finding?.refusal).toContain('`(status) =>` gets the types of its parameters from the place');
});

it.each([
  ['says its types', 'index.ts', '(status: number) => status === 200 || status === 404'],
  ['needs no types', 'index.js', '(status) => status === 200 || status === 404'],
])('one that %s is', (_name, file, accepts) => {
  expect(findingOf(file, accepts)?.fix).not.toBeNull();
});
