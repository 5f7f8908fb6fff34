import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { writeChanges } from '../../src/cli/write.js';
import { machineFiles } from '../../src/cli/writing/file-system.js';
import { recover } from '../../src/cli/writing/recover.js';
import { JOURNAL_NAME } from '../../src/discover/journal-name.js';
import { faultOf, watched } from '../support/faulty-files.js';
import { temporaryFolder, writeFiles } from '../support/folders.js';
import {
  before,
  changes,
  countCalls,
  expectWholeAndClean,
  files,
  leaveHalfWritten,
  messageOf,
  namesIn,
  project,
  textsOf,
} from '../support/half-written.js';
import { run } from '../support/programs.js';
import { runResident } from '../support/resident.js';

/** Of the calls before which a run could be killed, those that are tried: all of them under `npm run test:thorough`. */
function* triedCalls(calls: number): Generator<number> {
  const step = process.env['EVERY_KILL'] ? 1 : 7;
  for (let call = 1; call <= calls; call += step) yield call;
}

const built = (file: string): string => JSON.stringify(new URL(`../../dist/src/cli/${file}`, import.meta.url).href);

/** A program that kills itself before one of its calls; where that call writes, half of it is written. */
function killedAt(call: number, statement: string): string {
  return `
    const { machineFiles } = await import(${built('writing/file-system.js')});
    const { writeChanges } = await import(${built('write.js')});
    const { recover } = await import(${built('writing/recover.js')});
    let calls = 0;
    const files = new Proxy(machineFiles, {
      get: (target, name) => (...parameters) => {
        calls += 1;
        if (calls === ${call}) {
          const [descriptor, content] = parameters;
          if (name === 'writeFileSync') target[name](descriptor, content.slice(0, content.length / 2));
          process.kill(process.pid, 'SIGKILL');
        }
        return target[name](...parameters);
      },
    });
    ${statement}
  `;
}

const WRITE = `writeChanges(process.cwd(), ${JSON.stringify(changes)}, files);`;

function runScript(root: string, script: string): number | null {
  return run(root, [process.execPath, '--input-type=module', '--eval', script]).code;
}

test('a run that is killed before any of its calls leaves each file whole, and the next run the change', () => {
  const calls = countCalls((counted) => writeChanges(project(), changes, counted));
  expect(calls).toBeGreaterThan(50);
  const outcomes = new Set<string>();
  for (const call of triedCalls(calls)) {
    const root = project();
    expect(runScript(root, killedAt(call, WRITE))).toBeNull();
    for (const text of textsOf(root)) expect(['old', 'new']).toContain(text);
    recover(machineFiles, root);
    expectWholeAndClean(root);
    outcomes.add(textsOf(root).join());
  }
  expect(outcomes.size).toBe(2);
}, 240_000);

/** The same by a process that is killed, for programs that look whether it is alive. */
function killHalfWritten(root: string): void {
  const script = `
    const { machineFiles } = await import(${built('writing/file-system.js')});
    const { writeChanges } = await import(${built('write.js')});
    const files = { ...machineFiles, renameSync(from, to) {
      machineFiles.renameSync(from, to);
      process.kill(process.pid, 'SIGKILL');
    } };
    ${WRITE}
  `;
  expect(runScript(root, script)).toBeNull();
  expect(textsOf(root)).toEqual(['new', 'old', 'old']);
}

test('a run that is killed while it finishes the change of another leaves that to the next', () => {
  const first = project();
  leaveHalfWritten(first);
  const calls = countCalls((counted) => recover(counted, first));
  for (const call of triedCalls(calls)) {
    const root = project();
    killHalfWritten(root);
    expect(runScript(root, killedAt(call, 'recover(files, process.cwd());'))).toBeNull();
    recover(machineFiles, root);
    expectWholeAndClean(root);
    expect(textsOf(root)[0]).toBe('new');
  }
}, 240_000);

test.each(['ENOSPC', 'EIO'] as const)('%s at any call, once or for good, loses nothing', (code) => {
  const calls = countCalls((counted) => writeChanges(project(), changes, counted));
  for (const lasts of [false, true]) {
    for (let call = 1; call <= calls; call += 1) {
      const root = project();
      const { files: faulty } = watched((_name, _nth, at) => {
        if (at === call || (lasts && at > call)) throw faultOf(code);
      });
      const message = messageOf(() => writeChanges(root, changes, faulty));
      if (message === null) expect(textsOf(root)).toEqual(['new', 'new', 'new']);
      if (message?.endsWith('nothing was written') && !lasts) expectWholeAndClean(root);
      recover(machineFiles, root);
      expectWholeAndClean(root);
      if (message?.endsWith('nothing was written')) expect(textsOf(root)).toEqual(['old', 'old', 'old']);
    }
  }
});

test.each(['ENOSPC', 'EIO'] as const)('%s while a change is finished is told, and the next run finishes it', (code) => {
  const first = project();
  leaveHalfWritten(first);
  const journal = readFileSync(join(first, JOURNAL_NAME));
  expect(journal.length).toBeGreaterThan(0);
  const calls = countCalls((counted) => recover(counted, first));
  for (let call = 1; call <= calls; call += 1) {
    const root = project();
    leaveHalfWritten(root);
    const { files: faulty } = watched((_name, _nth, at) => {
      if (at === call) throw faultOf(code);
    });
    expect(messageOf(() => recover(faulty, root)) ?? 'settled').toMatch(/cannot be settled|settled|cannot write/);
    recover(machineFiles, root);
    expectWholeAndClean(root);
  }
});

test('a run waits for another one that is writing, and then finds its files changed', async () => {
  const root = project();
  const script = `
    const { machineFiles } = await import(${built('writing/file-system.js')});
    const { writeChanges } = await import(${built('write.js')});
    const files = { ...machineFiles, renameSync(from, to) {
      machineFiles.renameSync(from, to);
      console.log('renamed');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
    } };
    ${WRITE}
  `;
  const writer = spawn(process.execPath, ['--input-type=module', '--eval', script], { cwd: root });
  await once(writer.stdout, 'data');
  expect(recover(machineFiles, root)).toEqual([]);
  expectWholeAndClean(root);
  expect(textsOf(root)).toEqual(['new', 'new', 'new']);
  expect(messageOf(() => writeChanges(root, changes))).toBe(
    'cannot write a.ts: it has changed since it was read; nothing was written',
  );
});

test('two runs at once: one writes the change, the other finds that out', async () => {
  for (let round = 0; round < 5; round += 1) {
    const root = project();
    const script = `
      const { writeChanges } = await import(${built('write.js')});
      writeChanges(process.cwd(), ${JSON.stringify(changes)});
    `;
    const start = () => spawn(process.execPath, ['--input-type=module', '--eval', script], { cwd: root });
    const codes = await Promise.all([start(), start(), start()].map(async (child) => (await once(child, 'exit'))[0]));
    expect(codes.filter((code) => code === 0)).toHaveLength(1);
    expect(textsOf(root)).toEqual(['new', 'new', 'new']);
    expect(namesIn(root)).toEqual(files);
  }
}, 60_000);

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s in the middle of a change waits until it is whole',
  (signal) => {
    const root = project();
    const script = `
    const { machineFiles } = await import(${built('writing/file-system.js')});
    const { writeChanges } = await import(${built('write.js')});
    const files = { ...machineFiles, fsyncSync(descriptor) {
      process.kill(process.pid, '${signal}');
      machineFiles.fsyncSync(descriptor);
    } };
    ${WRITE}
    setTimeout(() => console.log('went on'), 1000);
  `;
    const ended = run(root, [process.execPath, '--input-type=module', '--eval', script]);
    expect(ended).toMatchObject({ code: { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }[signal], output: '' });
    expect(textsOf(root)).toEqual(['new', 'new', 'new']);
    expect(namesIn(root)).toEqual(files);
  },
);

test('a run that is killed at any moment, again and again, leaves the change whole', async () => {
  const root = project();
  const script = `
    const { writeChanges } = await import(${built('write.js')});
    const { recover } = await import(${built('writing/recover.js')});
    const { machineFiles } = await import(${built('writing/file-system.js')});
    const { readFileSync } = await import('node:fs');
    console.log('ready');
    for (;;) {
      recover(machineFiles, process.cwd());
      const from = readFileSync('a.ts', 'utf8').slice(0, 3);
      const to = from === 'old' ? 'new' : 'old';
      writeChanges(process.cwd(), ${JSON.stringify(files)}.map((file) => (
        { file, before: from + ' ' + file + '\\r\\n', after: to + ' ' + file + '\\r\\n', byteOrderMark: false })));
    }
  `;
  for (let round = 0; round < 40; round += 1) {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { cwd: root });
    let errors = '';
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    await once(child.stdout, 'data');
    await new Promise((resolve) => setTimeout(resolve, (round * 7) % 40));
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(errors).toBe('');
    for (const text of textsOf(root)) expect(['old', 'new']).toContain(text);
    recover(machineFiles, root);
    expectWholeAndClean(root);
  }
});

test('the command settles a change before it reads, in each of its ways', () => {
  const ways = [[], ['--format', 'json'], ['--diff'], ['--fix'], ['--staged'], ['plan'], ['attest'], ['baseline']];
  for (const words of [...ways, ['trace', 'x.ts:1'], ['sandbox', '--report', '--', 'true']]) {
    const root = project();
    writeFiles(root, { 'package.json': '{}', 'nested/package.json': '{}', 'nested/x.ts': 'export {};' });
    run(root, ['git', 'init', '--quiet']);
    run(root, ['git', 'add', '.']);
    killHalfWritten(root);
    const { stderr } = runResident(join(root, 'nested'), words);
    expect(stderr).toContain('Its change is now complete: a.ts, src/b.ts, src/deep/c.ts\n');
    expect(textsOf(root), words.join(' ')).toEqual(['new', 'new', 'new']);
  }
});

test('a change of a folder further down is settled too', () => {
  const top = temporaryFolder({ 'package.json': '{}' });
  const inner = join(top, 'inner');
  writeFiles(inner, before);
  killHalfWritten(inner);
  const { stderr } = runResident(top, []);
  expect(stderr).toContain('Its change is now complete');
  expect(textsOf(inner)).toEqual(['new', 'new', 'new']);
  expect(namesIn(inner)).toEqual(files);
});
