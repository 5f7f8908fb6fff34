import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';

import { WriteError } from '../../src/cli/errors.js';
import { writeChanges } from '../../src/cli/write.js';
import { machineFiles, type FileSystem } from '../../src/cli/writing/file-system.js';
import { recover } from '../../src/cli/writing/recover.js';
import { findSeal, makeSeal, type Seal } from '../../src/cli/writing/seal.js';
import { hashOf } from '../../src/cli/writing/swap.js';
import { JOURNAL_NAME } from '../../src/discover/journal-name.js';
import type { FileChange } from '../../src/run/fix.js';
import { faultOf, watched } from '../support/faulty-files.js';
import { temporaryFolder, writeFiles } from '../support/folders.js';
import { run } from '../support/programs.js';
import { runResident } from '../support/resident.js';

const files = ['a.ts', 'src/b.ts', 'src/deep/c.ts'];
const before = Object.fromEntries(files.map((file) => [file, `old ${file}\r\n`]));
const changes: readonly FileChange[] = files.map((file) => ({
  file,
  before: `old ${file}\r\n`,
  after: `new ${file}\r\n`,
  byteOrderMark: false,
}));

/** A project with three files that are about to change. */
function project(): string {
  return temporaryFolder(before);
}

/** Which texts the files have: `old`, `new`, or what else they hold. */
function textsOf(root: string): readonly string[] {
  return files.map((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return [`old ${file}\r\n`, `new ${file}\r\n`].includes(text) ? text.slice(0, 3) : text;
  });
}

/** All files below a folder, temporary ones included. */
function namesIn(root: string): readonly string[] {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .toSorted();
}

const WHOLE = [
  ['old', 'old', 'old'],
  ['new', 'new', 'new'],
];

function expectWholeAndClean(root: string): void {
  expect(WHOLE).toContainEqual(textsOf(root));
  expect(namesIn(root)).toEqual(files);
}

/** Of the calls before which a run could be killed, those that are tried: all of them under `npm run test:thorough`. */
function* triedCalls(calls: number): Generator<number> {
  const step = process.env['EVERY_KILL'] ? 1 : 7;
  for (let call = 1; call <= calls; call += step) yield call;
}

/** The number of calls that writing the change makes. */
function countCalls(write: (files: FileSystem) => unknown): number {
  const { files: counted, calls } = watched();
  write(counted);
  return calls.length;
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

/** Leaves what a run leaves that ends once the first of three files is replaced: from then on it can do nothing more. */
function leaveHalfWritten(root: string): void {
  let renames = 0;
  const { files: ended } = watched((name) => {
    if (renames > 0) throw faultOf('EIO');
    if (name === 'renameSync') renames += 1;
  });
  expect(messageOf(() => writeChanges(root, changes, ended))).toMatch(/the next run finishes or undoes the change$/);
  expect(textsOf(root)).toEqual(['new', 'old', 'old']);
}

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

function messageOf(action: () => unknown): string | null {
  try {
    action();
    return null;
  } catch (error) {
    if (error instanceof WriteError) return error.message;
    throw error;
  }
}

test('the next run says what it finishes', () => {
  const root = project();
  leaveHalfWritten(root);
  expect(recover(machineFiles, root)).toEqual([
    `An earlier run was stopped while it wrote 3 files in ${root}. Its change is now complete: ${files.join(', ')}`,
  ]);
  expect(textsOf(root)).toEqual(['new', 'new', 'new']);
  expect(recover(machineFiles, root)).toEqual([]);
});

test('a change is taken back when a file of it that was not replaced yet was edited since', () => {
  const root = project();
  leaveHalfWritten(root);
  writeFileSync(join(root, 'src/b.ts'), 'edited');
  expect(recover(machineFiles, root)).toEqual([
    `An earlier run was stopped while it wrote 3 files in ${root}. Its change has been undone: ${files.join(', ')}`,
  ]);
  expect(textsOf(root)).toEqual(['old', 'edited', 'old']);
  expect(namesIn(root)).toEqual(files);
});

test('what can neither be finished nor taken back is left as it was edited, and told', () => {
  const root = project();
  leaveHalfWritten(root);
  writeFileSync(join(root, 'a.ts'), 'edited new');
  writeFileSync(join(root, 'src/b.ts'), 'edited old');
  expect(recover(machineFiles, root)[0]).toMatch(
    /They were edited since, so some are new and some are old; look at a.ts/,
  );
  expect(textsOf(root)).toEqual(['edited new', 'edited old', 'old']);
  expect(namesIn(root)).toEqual(files);
});

test.each(['linkSync', 'lstatSync', 'renameSync'] as const)(
  'an edit that is saved just before %s of the second file is not lost, and nothing is written',
  (name) => {
    const root = project();
    const edited = join(root, 'src/b.ts');
    let isSaved = false;
    const { files: watching } = watched((call) => {
      if (call !== name || isSaved || readFileSync(join(root, 'a.ts'), 'utf8').startsWith('old')) return;
      isSaved = true;
      writeFileSync(edited, 'edited');
    });
    expect(messageOf(() => writeChanges(root, changes, watching))).toBe(
      'cannot write src/b.ts: it has changed since it was read; nothing was written',
    );
    expect(textsOf(root)).toEqual(['old', 'edited', 'old']);
    expect(namesIn(root)).toEqual(files);
  },
);

test('an edit that an editor saves by renaming is not lost either', () => {
  const root = project();
  const { files: watching } = watched((name, nth) => {
    if (name !== 'linkSync' || nth !== 2) return;
    writeFileSync(join(root, 'saved'), 'edited');
    renameSync(join(root, 'saved'), join(root, 'src/b.ts'));
  });
  expect(messageOf(() => writeChanges(root, changes, watching))).toMatch(/^cannot write src\/b.ts: it has changed/);
  expect(textsOf(root)).toEqual(['old', 'edited', 'old']);
});

test('without second names for files, a change is written and taken back all the same', () => {
  const noLinks: FileSystem = {
    ...machineFiles,
    linkSync: () => {
      throw Object.assign(new Error('no links'), { code: 'EPERM', errno: -1 });
    },
  };
  const root = project();
  writeChanges(root, changes, noLinks);
  expectWholeAndClean(root);
  const other = project();
  let renames = 0;
  const failing: FileSystem = {
    ...noLinks,
    renameSync(from, to) {
      renames += 1;
      if (renames === 3) throw faultOf('EIO');
      machineFiles.renameSync(from, to);
    },
  };
  expect(messageOf(() => writeChanges(other, changes, failing))).toMatch(/nothing was written$/);
  expect(textsOf(other)).toEqual(['old', 'old', 'old']);
  expect(namesIn(other)).toEqual(files);
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

/** A journal as somebody might put it into a repository; a sealed one is as good as this machine's own. */
function plant(root: string, plan: object, seal: Seal | null = null, mode = 0o644): void {
  const lines = [{ plan }, { decision: 'forward' }].map((line) =>
    JSON.stringify(seal ? { ...line, seal: seal.of(line) } : line),
  );
  writeFileSync(join(root, JOURNAL_NAME), lines.join('\n'), { mode });
}

test('a journal leads nowhere out of its root, and not to what git runs, even one of this machine', () => {
  const id = '00000000-0000-4000-8000-000000000000';
  const folder = temporaryFolder({ 'outside.ts': 'old', 'root/.git/hooks/pre-commit': 'old' });
  const root = join(folder, 'root');
  const [oldHash, newHash] = [hashOf(Buffer.from('old')), hashOf(Buffer.from('new'))];
  symlinkSync('..', join(root, 'up'));
  for (const target of ['../outside.ts', join(folder, 'outside.ts'), 'up/outside.ts', '.git/hooks/pre-commit']) {
    const staged = join(root, target, `../.clever-audit-${id}-0.new`);
    if (!target.startsWith(folder)) writeFileSync(staged, 'new');
    plant(root, { id, entries: [{ target, before: oldHash, after: newHash }] }, makeSeal(root));
    expect(recover(machineFiles, root).join()).not.toContain('finished');
    expect(readFileSync(join(folder, 'outside.ts'), 'utf8')).toBe('old');
    expect(readFileSync(join(root, '.git/hooks/pre-commit'), 'utf8')).toBe('old');
  }
});

test.each([
  ['nothing', ''],
  ['words', 'no journal\n{"plan":5}\n[]\nnull\n{"owner":{}}'],
  ['a torn plan', '{"plan":{"id":"00000000-0000'],
  ['a decision before the plan', '{"decision":"forward"}'],
  [
    'an owner of next year',
    `{"owner":{"id":"x","process":1,"host":"${hostname()}","born":null,"since":${Date.now() + 3e10}}}`,
  ],
])('a journal that holds %s is ended', (_name, text) => {
  const root = project();
  makeSeal(root);
  writeFileSync(join(root, JOURNAL_NAME), text, { mode: 0o600 });
  expect(recover(machineFiles, root)).toEqual([]);
  expect(namesIn(root)).toEqual(files);
  writeFileSync(join(root, JOURNAL_NAME), text);
  writeChanges(root, changes);
  expect(textsOf(root)).toEqual(['new', 'new', 'new']);
  expect(namesIn(root)).toEqual(files);
});

/** What an attacker knows of a change: all but the key. */
const PLANTED = '11111111-1111-4111-8111-111111111111';

function plantedProject(): { readonly root: string; readonly plan: object } {
  const root = project();
  for (const [index, file] of files.entries()) {
    writeFileSync(join(root, file, `../.clever-audit-${PLANTED}-${index}.new`), 'planted');
  }
  const entries = files.map((target) => ({
    target,
    before: hashOf(Buffer.from(`old ${target}\r\n`)),
    after: hashOf(Buffer.from('planted')),
  }));
  return { root, plan: { id: PLANTED, entries } };
}

const FOREIGN =
  'lists the changes of an interrupted run, but clever-audit cannot confirm that this run was yours and on this machine, so it does not trust the file';

test.each<[string, (root: string, plan: object) => void]>([
  ['without a seal', (root, plan) => plant(root, plan)],
  ['without a seal, in the mode of a real one', (root, plan) => plant(root, plan, null, 0o600)],
  ['with the seal of another root', (root, plan) => plant(root, plan, makeSeal(join(root, 'src')))],
  ['with the seal of another line', (root, plan) => plant(root, plan, { ...makeSeal(root), of: () => '0'.repeat(64) })],
  [
    'behind a sealed plan of this machine',
    (root, plan) => {
      const empty = { plan: { id: PLANTED, entries: [] } };
      const lines = [{ ...empty, seal: makeSeal(root).of(empty) }, { plan }, { decision: 'forward' }];
      writeFileSync(join(root, JOURNAL_NAME), lines.map((line) => JSON.stringify(line)).join('\n'));
    },
  ],
])('a journal %s is not followed, and no run touches it', (_name, arrange) => {
  const { root, plan } = plantedProject();
  arrange(root, plan);
  const there = namesIn(root);
  const journal = readFileSync(join(root, JOURNAL_NAME), 'utf8');
  expect(recover(machineFiles, root)).toEqual([expect.stringContaining(FOREIGN)]);
  expect(messageOf(() => writeChanges(root, changes))).toMatch(/does not trust the file.*; nothing was written$/);
  expect(textsOf(root)).toEqual(['old', 'old', 'old']);
  expect(namesIn(root)).toEqual(there);
  expect(readFileSync(join(root, JOURNAL_NAME), 'utf8')).toBe(journal);
});

test('a run that reads goes on beside a journal that came with the repository, and says so once', () => {
  const { root, plan } = plantedProject();
  plant(root, plan);
  writeFiles(root, { 'package.json': '{}', 'x.ts': "fetch('https://api.clever.com/me');\n" });
  for (const words of [[], ['--format', 'json'], ['--diff'], ['plan'], ['trace', 'x.ts:1']]) {
    const { stdout, stderr } = runResident(root, words);
    expect(stdout, words.join(' ')).toContain('/me');
    expect(stderr.split(FOREIGN), words.join(' ')).toHaveLength(2);
  }
  expect(textsOf(root)).toEqual(['old', 'old', 'old']);
});

test('a run that reads waits for nobody whom a journal of the repository names, and leaves it alone', () => {
  const root = project();
  const owner = { id: 'x', process: 1, host: 'elsewhere', born: null, since: Date.now() };
  writeFileSync(join(root, JOURNAL_NAME), JSON.stringify({ owner }));
  expect(recover(machineFiles, root)).toEqual([]);
  expect(namesIn(root)).toEqual([JOURNAL_NAME, ...files]);
});

test('a change whose folders are links by now is told to be gone', () => {
  const root = temporaryFolder({ 'src/a.ts': 'old', 'outside/a.ts': 'old' });
  const change = { file: 'src/a.ts', before: 'old', after: 'new', byteOrderMark: false };
  let renames = 0;
  const { files: ended } = watched((name) => {
    if (name === 'renameSync') renames += 1;
    if (renames > 0) throw faultOf('EIO');
  });
  messageOf(() => writeChanges(root, [change], ended));
  renameSync(join(root, 'src'), join(root, 'moved'));
  symlinkSync('outside', join(root, 'src'));
  expect(recover(machineFiles, root)).toEqual([
    `An earlier run was stopped while it wrote 1 file in ${root}. Nothing could be done, because the folders are gone: src/a.ts`,
  ]);
  expect(readFileSync(join(root, 'outside/a.ts'), 'utf8')).toBe('old');
});

describe('the key of journals', () => {
  const stateOf = (folder: string): string => join(folder, 'clever-audit', 'journal-key');
  const line = { decision: 'forward' };

  test('is made once, for this user alone', () => {
    const [state, temporary] = [temporaryFolder(), temporaryFolder()];
    vi.stubEnv('XDG_STATE_HOME', state);
    // An earlier run may have left a key in the temporary folder of this machine.
    vi.stubEnv('TMPDIR', temporary);
    const root = project();
    expect(findSeal(root)).toBeNull();
    const seal = makeSeal(root).of(line);
    expect(makeSeal(root).of(line)).toBe(seal);
    expect(findSeal(root)?.fits(line, seal)).toBe(true);
    expect(statSync(stateOf(state)).mode & 0o777).toBe(0o600);
    expect(namesIn(state)).toEqual(['clever-audit/journal-key']);
  });

  test.each<[string, (state: string) => void]>([
    ['others may read', (state) => chmodSync(stateOf(state), 0o644)],
    ['others may replace', (state) => chmodSync(dirname(stateOf(state)), 0o777)],
    ['is torn', (state) => writeFileSync(stateOf(state), 'torn')],
    [
      'is a link',
      (state) => {
        renameSync(stateOf(state), join(state, 'elsewhere'));
        symlinkSync(join(state, 'elsewhere'), stateOf(state));
      },
    ],
  ])('does not count where it %s', (_name, spoil) => {
    const [state, root, temporary] = [temporaryFolder(), project(), temporaryFolder()];
    vi.stubEnv('XDG_STATE_HOME', state);
    vi.stubEnv('TMPDIR', temporary);
    const seal = makeSeal(root).of(line);
    spoil(state);
    expect(findSeal(root)).toBeNull();
    expect(makeSeal(root).fits(line, seal)).toBe(false);
    expect(namesIn(temporary)).toEqual([expect.stringMatching(/^clever-audit-[^/]+\/journal-key$/)]);
  });

  test('does not count where it lies in the repository', () => {
    const root = project();
    const inner = join(root, 'src');
    mkdirSync(join(root, '.git'));
    vi.stubEnv('XDG_STATE_HOME', join(root, 'state'));
    vi.stubEnv('TMPDIR', temporaryFolder());
    makeSeal(inner);
    expect(namesIn(root)).toEqual(files);
  });

  test('no folder can hold is told, and nothing is written', () => {
    const root = project();
    vi.stubEnv('XDG_STATE_HOME', '/dev/null');
    vi.stubEnv('TMPDIR', '/dev/null');
    expect(messageOf(() => writeChanges(root, changes))).toMatch(
      /^cannot save the key file that a later run needs to finish or undo an interrupted change \(tried .*\); nothing was written$/,
    );
    expect(textsOf(root)).toEqual(['old', 'old', 'old']);
  });
});

afterEach(() => vi.unstubAllEnvs());

test('a folder with the name of the journal stops no reading, but it stops writing', () => {
  const root = project();
  mkdirSync(join(root, JOURNAL_NAME));
  expect(recover(machineFiles, root)).toEqual([]);
  expect(messageOf(() => writeChanges(root, changes))).toMatch(/, but did not write this file; nothing was written$/);
  expect(textsOf(root)).toEqual(['old', 'old', 'old']);
});

test('a journal on a disk that cannot be written is told', () => {
  const root = project();
  leaveHalfWritten(root);
  const { files: readOnly } = watched((name, nth) => {
    if (name === 'writeFileSync' && nth === 1) throw faultOf('EROFS');
  });
  expect(messageOf(() => recover(readOnly, root))).toBe(
    `an earlier run was stopped while it wrote in ${root}, and what it left cannot be settled: read-only file system`,
  );
});

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

test('lines that a dead run tore are passed over', () => {
  const root = project();
  leaveHalfWritten(root);
  appendFileSync(join(root, JOURNAL_NAME), '{"decision":"ba');
  recover(machineFiles, root);
  expect(textsOf(root)).toEqual(['new', 'new', 'new']);
});
