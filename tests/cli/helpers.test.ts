import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { SUBCOMMANDS } from '../../src/cli/subcommands.js';
import { rules } from '../../rules/index.js';
import { temporaryFolder, writeFiles } from '../support/folders.js';
import { runResident } from '../support/resident.js';

const command = resolve('dist/src/cli/main.js');
const call = "export const all = () => fetch('https://api.clever.com/v1.1/students');\n";

function run(cwd: string, ...words: readonly string[]) {
  return runResident(cwd, words);
}

test('explain prints the page of a rule', () => {
  const page = readFileSync('docs/rules/no-v1-endpoint.md', 'utf8');
  const printed = run('/', 'explain', 'no-v1-endpoint');
  const relative = printed.stdout
    .replaceAll(`](${resolve('docs/rules')}/`, '](')
    .replaceAll(`](${resolve('docs')}/`, '](../');
  expect({ ...printed, stdout: relative }).toEqual({
    status: 0,
    stdout: page,
    stderr: '',
  });
  expect(run('/', 'explain', 'clever/no-v1-endpoint').stdout).toBe(printed.stdout);
  expect(run('/', 'explain', 'no-v1-endpoints')).toEqual({
    status: 2,
    stdout: '',
    stderr: "clever-audit: there is no rule 'no-v1-endpoints'; did you mean no-v1-endpoint?\n",
  });
});

test.each(rules.map(({ name }) => name))('the links of %s lead somewhere from a terminal', (name) => {
  const links = [...run('/', 'explain', name).stdout.matchAll(/\]\(([^)#]+)/g)].map(([, link = '']) => link);
  const files = links.filter((link) => !/^https?:/.test(link));
  expect(files.filter((file) => !isAbsolute(file) || !existsSync(file))).toEqual([]);
});

test('--stats tells the time of each step on the standard error output', () => {
  const { stdout, stderr } = run(temporaryFolder({ 'a.js': call }), '--stats', '--format', 'json');
  expect(JSON.parse(stdout).findings).toHaveLength(1);
  const steps = stderr.split('\n').flatMap((line) => /^ {2}(.+?) +\d+ ms$/.exec(line)?.[1] ?? []);
  expect(steps).toEqual(['list and read files', 'parse and scan', 'find problems', 'check changes', 'total']);
  expect(run(temporaryFolder({ 'a.js': 'export {};\n' }), '--stats').stderr).toContain('list and read files');
});

test('--watch reports again when a file has changed, and when one has come', async () => {
  const cwd = temporaryFolder({ 'package.json': '{ "private": true }', 'src/a.js': call });
  const child = spawn(process.execPath, [command, '--watch', '--format', 'compact'], { cwd });
  const ended = new Promise((done) => child.on('exit', done));
  let printed = '';
  let waiting = 0;
  const step = (): Promise<string> =>
    new Promise((done) => {
      const from = waiting;
      const check = setInterval(() => {
        if (waiting === from) return;
        clearInterval(check);
        const now = printed;
        printed = '';
        done(now);
      }, 20);
    });
  child.stdout.on('data', (part) => (printed += String(part)));
  child.stderr.on('data', (part) => (waiting += String(part).split('Waiting for changes').length - 1));
  try {
    expect(await step()).toContain('src/a.js:1');
    // The watcher is set up behind the first report.
    await new Promise((done) => setTimeout(done, 1000));
    writeFiles(cwd, { 'src/a.js': 'export {};\n' });
    expect(await step()).not.toContain('src/a.js:1');
    writeFiles(cwd, { 'src/deep/b.js': call });
    expect(await step()).toContain('src/deep/b.js:1');
  } finally {
    child.kill('SIGINT');
  }
  expect(await ended).toBe(0);
});

/** What bash completes a line to, with the script as it is printed. */
function completeInBash(line: string): readonly string[] {
  const script = `
eval "$(${process.execPath} ${command} completion bash)"
COMP_WORDS=(${line} ""); [[ "$LINE" == *' ' ]] || unset 'COMP_WORDS[-1]'
COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
_clever_audit
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = spawnSync('bash', ['-c', script], { env: { ...process.env, LINE: line }, encoding: 'utf8' });
  return stdout.split('\n').filter((word) => word !== '');
}

test('bash completes options, their values, subcommands and rules', () => {
  expect(completeInBash('clever-audit --fix')).toEqual(['--fix', '--fix-suggestions', '--fix-only']);
  expect(completeInBash('clever-audit --preset ')).toEqual(['recommended', 'strict']);
  expect(completeInBash('clever-audit ')).toEqual(Object.keys(SUBCOMMANDS));
  expect(completeInBash('clever-audit explain ')).toEqual(rules.map(({ name }) => name));
  expect(completeInBash('clever-audit src --fix-only no-v')).toEqual([
    'no-v1-endpoint',
    'no-v1-client',
    'no-v2-endpoint',
  ]);
});

test.each(Object.keys(SUBCOMMANDS))('bash completes the own options of %s, and no others', (name) => {
  const own = [...run('/', name, '--help').stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map(([, option]) => option);
  expect(completeInBash(`clever-audit ${name} --`)).toEqual(own.filter((option) => option !== '--help'));
});

test('bash completes the values of a subcommand', () => {
  expect(completeInBash('clever-audit tables --format ')).toEqual(['pretty', 'json', 'markdown']);
  expect(completeInBash('clever-audit completion ')).toEqual(['bash', 'zsh', 'fish']);
  expect(completeInBash('clever-audit merge --preset ')).toEqual([]);
  expect(completeInBash('clever-audit src ')).toEqual([]);
});

const seenByFish = spawnSync('fish', ['--version']).status === 0;
test.runIf(seenByFish)('fish completes the own options of a subcommand', () => {
  const complete = (line: string): readonly string[] =>
    spawnSync(
      'fish',
      ['--no-config', '-c', `${process.execPath} ${command} completion fish | source; complete -C '${line}'`],
      {
        encoding: 'utf8',
      },
    )
      .stdout.split('\n')
      .flatMap((offer) => offer.split('\t')[0] || []);
  expect(complete('clever-audit baseline --')).toEqual(['--preset', '--prune']);
  expect(complete('clever-audit sandbox --retired ')).toEqual(['404', '410', 'html']);
  expect(complete('clever-audit --id')).toEqual(['--id-map', '--id-map-columns']);
});

test.each(['zsh', 'fish'])('the completion for %s names every option and subcommand', (shell) => {
  const { stdout } = run('/', 'completion', shell);
  const options = [...run('/', '--help').stdout.matchAll(/^ {2}(?:-\w, )?--([a-z-]+)/gm)].flatMap(
    ([, name]) => name ?? [],
  );
  const missing = options.filter(
    (name) => name !== 'help' && !stdout.includes(shell === 'fish' ? `-l ${name} ` : `--${name}[`),
  );
  expect(missing).toEqual([]);
  expect(Object.keys(SUBCOMMANDS).filter((name) => !stdout.includes(name))).toEqual([]);
});

test('the page of each subcommand fits a terminal', () => {
  for (const name of Object.keys(SUBCOMMANDS)) {
    const { status, stdout } = run('/', name, '--help');
    expect(status).toBe(0);
    expect(Math.max(...stdout.split('\n').map((line) => line.length)), name).toBeLessThanOrEqual(80);
  }
});
