import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { startClever } from '../../src/sandbox/index.js';
import { temporaryFolder } from '../support/folders.js';
import { run } from '../support/programs.js';

const repository = join(import.meta.dirname, '../..');
const main = join(repository, 'dist/src/cli/main.js');
const register = join(repository, 'dist/src/sandbox/register.js');

test('a program comes to the sandbox through the preload, whatever client it has', async () => {
  const clever = await startClever();
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', register, join(repository, 'tests/support/clients-of-clever.mjs')],
    { env: { ...process.env, NODE_OPTIONS: '', CLEVER_SANDBOX_URL: clever.origin, TOKEN: clever.tokenOf('yara') } },
  );
  await clever.close();
  const lines = stdout.trim().split('\n');
  expect(lines).toHaveLength(15);
  expect(lines.filter((line) => !line.endsWith(': 6a1f0c9de2b3a40012000021'))).toEqual([]);
  expect(clever.requests.map(({ host, status }) => `${host} ${status}`)).toEqual(lines.map(() => 'api.clever.com 200'));
});

describe('the command', () => {
  const program = `
    const headers = { authorization: 'Bearer il-yara' };
    const statuses = [];
    for (const url of ['https://api.clever.com/me', 'https://api.clever.com/v3.0/me']) {
      statuses.push((await fetch(url, { headers })).status);
    }
    console.log(statuses.join(' '));
    process.exitCode = 7;
  `;

  test('runs a program in a Clever without v1, and says what the audit knows of its requests', () => {
    const folder = temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }\n', 'app.js': program });
    const { code, stdout, stderr } = run(folder, [
      'node',
      main,
      'sandbox',
      '--retired',
      '--report',
      '--',
      'node',
      'app.js',
    ]);
    expect(stdout).toBe(`410 200
GET /me  deprecated since December 2022; use /v3.0/me  (called once)
  app.js:4:47  clever/no-unversioned-me

The program sent 2 requests. 1 of them went to the endpoint above, which Clever switched off or deprecated. The audit found this call.
`);
    expect(stderr).toContain(
      '410 GET api.clever.com/me  deprecated since December 2022\n200 GET api.clever.com/v3.0/me\n',
    );
    expect(code).toBe(7);
  });

  test.each([
    [
      'sends none',
      'globalThis.fetch = async () => new Response(); await fetch("https://api.clever.com/v1.1/me");',
      true,
    ],
    ['sends one', 'await fetch("https://api.clever.com/v1.1/me");', false],
  ])('tells that no request arrived of a program that %s', (_name, source, isTold) => {
    const folder = temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }\n', 'app.js': source });
    const { code, stderr } = run(folder, ['node', main, 'sandbox', '--retired', '--', 'node', 'app.js']);
    expect(stderr.includes('The program sent no request to the local stand-in for Clever')).toBe(isTold);
    expect(code).toBe(0);
  });

  test('names a call that the audit did not find', () => {
    const hidden = `await fetch(atob('aHR0cHM6Ly9hcGkuY2xldmVyLmNvbS92MS4xL3RlYWNoZXJz'));`;
    const folder = temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }\n', 'app.js': hidden });
    const { stdout } = run(folder, ['node', main, 'sandbox', '--report', '--', 'node', 'app.js']);
    expect(stdout).toContain('GET /v1.1/teachers  switched off in December 2022; use /v3.0/users?role=teacher');
    expect(stdout).toContain('The audit did not find this call.');
    expect(stdout).toContain(
      'The program sent 1 request. It went to the endpoint above, which Clever switched off or deprecated. The audit did not find this call.',
    );
  });

  test.each([
    [['--retired', 'maybe'], /choices are 410, 404, html/],
    [['--port', 'x'], /It must be a port/],
    [['--', 'no-such-program'], /'no-such-program' could not be started/],
  ])('refuses %j', (words, message) => {
    const { code, stderr } = run(temporaryFolder(), ['node', main, 'sandbox', ...words]);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });
});
