import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/folders.js';
import { Resident } from '../support/resident.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const preload = new URL('../support/no-network.mjs', import.meta.url).href;

const offline = new Resident(preload);

/** What ends a process that asks the network. */
const REFUSED = 97;

/** Every way to run the command but the sandbox, which is there to be asked. */
const modes = [
  '.',
  '--preset strict .',
  '--fix .',
  '--fix-suggestions .',
  '--mark .',
  '--diff .',
  '--staged',
  '--changed HEAD',
  '--format html .',
  '--format sarif .',
  '--format github .',
  'plan .',
  'baseline',
  'attest .',
  'explain no-v1-endpoint',
  'tables',
  'trace src/sign-in.ts:40',
  'init --yes',
];

describe('the network', () => {
  test.each(modes)('is not asked by clever-audit %s', (line) => {
    const { status, stderr } = offline.run(copyOfExample(), line.split(' '));
    expect(stderr).not.toContain('network:');
    // The run came to its end: 2 says that it could not run.
    expect([0, 1], stderr).toContain(status);
  });

  test.each([
    ['a connection', "require('node:net').connect(9, '127.0.0.1')"],
    ['a server', "require('node:net').createServer().listen(0)"],
    ['a datagram', "require('node:dgram').createSocket('udp4')"],
    ['a name', "require('node:dns').lookup('localhost', () => {})"],
    ['fetch', "fetch('http://127.0.0.1:9')"],
    ['node:http', "require('node:http').get('http://127.0.0.1:9')"],
  ])('would be noticed: %s', (_name, code) => {
    expect(start(['-e', code], root)).toMatchObject({
      status: REFUSED,
      stderr: expect.stringContaining('network:') as string,
    });
  });

  test('is in reach of no module outside of the sandbox', () => {
    const modules = ['rules', 'src'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    );
    const reaching = modules
      .filter((name) => /\.tsx?$/.test(name) && !/^src\/(cli\/)?sandbox\//.test(name))
      .filter((name) =>
        /'node:(net|tls|http|https|http2|dgram|dns|inspector)['/]/.test(readFileSync(join(root, name), 'utf8')),
      );
    expect(reaching).toEqual([]);
    expect(modules.length).toBeGreaterThan(100);
  });
});

function start(words: readonly string[], cwd: string) {
  return spawnSync(process.execPath, ['--import', preload, ...words], { cwd, encoding: 'utf8' });
}

function copyOfExample(): string {
  const project = temporaryFolder();
  cpSync(join(root, 'docs/examples/legacy-sso'), project, {
    recursive: true,
    filter: (source) => !source.endsWith('node_modules'),
  });
  spawnSync('git', ['init', '--quiet'], { cwd: project });
  spawnSync('git', ['add', '.'], { cwd: project });
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
  spawnSync('git', [...author, 'commit', '--quiet', '--message', 'Start'], { cwd: project });
  return project;
}
