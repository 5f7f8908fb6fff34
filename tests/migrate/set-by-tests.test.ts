import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder } from '../support/folders.js';

const SIGN_IN = `export const session = { token: '' };
const get = (path) =>
  fetch('https://api.clever.com' + path, { headers: { Authorization: session.token } }).then((response) => response.json());
export const signIn = () => get('/me').then(({ data }) => data.email);`;
const setsIt = (from: string): string => `import { session, signIn } from '${from}';
export const signInAs = (token) => { session.token = token; return signIn(); };`;

function decisionsOf(files: Readonly<Record<string, string>>): string {
  const { findings } = audit({ cwd: temporaryFolder({ 'package.json': '{}', ...files }), paths: ['.'], rules });
  return findings.flatMap(({ suggestions }) => suggestions.flatMap(({ decisions }) => decisions)).join('\n');
}

describe('what the second request reads again', () => {
  it.each([
    ['sign-in.test.js', './sign-in.js'],
    ['test/helpers.js', '../sign-in.js'],
  ])('is not for each user where only a test sets it: %s', (file, from) => {
    const decisions = decisionsOf({ 'sign-in.js': SIGN_IN, [file]: setsIt(from) });
    expect(decisions).not.toContain('in a variable of the request');
  });

  it.each([
    ['the program', 'sign-in.js', 'start.js'],
    ['a program among the tests', 'test/app/sign-in.js', 'test/app/start.js'],
  ])('is for each user where %s sets it', (_, file, other) => {
    const decisions = decisionsOf({ [file]: SIGN_IN, [other]: setsIt('./sign-in.js') });
    expect(decisions).toContain('in a variable of the request');
  });
});
