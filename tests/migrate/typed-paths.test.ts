import { expect, it } from 'vitest';
import { audit } from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';

/** A sign-in by a client that is made for a description of the API. */
function findingOf(file: string, types: string) {
  const code = `import createClient from 'openapi-fetch';
const client = createClient${types}({ baseUrl: 'https://api.clever.com/v1.2' });
export const run = async (token${file.endsWith('.ts') ? ': string' : ''}) => {
  const { data } = await client.GET('/me', { headers: { Authorization: token } });
  return data?.data.name.first;
};
`;
  return audit({ cwd: temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }', [file]: code }) })
    .findings[0];
}

it('a client whose types say its paths is given no second request, and the reason says so', () => {
  const finding = findingOf('index.ts', "<import('./clever').paths>");
  expect(finding).toMatchObject({ fix: null, suggestions: [] });
  expect(finding?.refusal).toContain('the types of `client.GET` say which paths it takes');
});

it('near miss: JavaScript has no such types', () => {
  expect(findingOf('index.js', '')?.fix).not.toBeNull();
});
