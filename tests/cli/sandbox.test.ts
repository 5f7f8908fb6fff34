import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startClever } from '../../src/sandbox/index.js';

const repository = join(import.meta.dirname, '../..');
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
