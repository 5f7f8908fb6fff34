import {
  appendFileSync,
  chmodSync,
  chownSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';

import { writeChanges } from '../../src/cli/write.js';
import { machineFiles, type FileSystem } from '../../src/cli/writing/file-system.js';
import { recover } from '../../src/cli/writing/recover.js';
import { findSeal, makeSeal, type Seal } from '../../src/cli/writing/seal.js';
import { hashOf } from '../../src/cli/writing/swap.js';
import { JOURNAL_NAME } from '../../src/discover/journal-name.js';
import { faultOf, watched } from '../support/faulty-files.js';
import { temporaryFolder, writeFiles } from '../support/folders.js';
import {
  changes,
  expectWholeAndClean,
  files,
  leaveHalfWritten,
  messageOf,
  namesIn,
  project,
  textsOf,
} from '../support/half-written.js';
import { runResident } from '../support/resident.js';

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

test.each(['linkSync', 'lstatSync'] as const)(
  'an edit that an editor saves by renaming just before %s of the second file is not lost either',
  (name) => {
    const root = project();
    let isSaved = false;
    const { files: watching } = watched((call) => {
      if (call !== name || isSaved || readFileSync(join(root, 'a.ts'), 'utf8').startsWith('old')) return;
      isSaved = true;
      writeFileSync(join(root, 'saved'), 'edited');
      renameSync(join(root, 'saved'), join(root, 'src/b.ts'));
    });
    expect(messageOf(() => writeChanges(root, changes, watching))).toMatch(/^cannot write src\/b.ts: it has changed/);
    expect(textsOf(root)).toEqual(['old', 'edited', 'old']);
  },
);

test('a new text that is not whole any more takes the place of none', () => {
  const root = project();
  leaveHalfWritten(root);
  const staged = namesIn(root).filter((name) => name.endsWith('.new'));
  expect(staged).toHaveLength(2);
  for (const name of staged) writeFileSync(join(root, name), 'torn');
  expect(recover(machineFiles, root)).toEqual([expect.stringContaining('Its change has been undone')]);
  expect(textsOf(root)).toEqual(['old', 'old', 'old']);
  expect(namesIn(root)).toEqual(files);
});

test('a disk that fails to give a file a second name ends the change', () => {
  const root = project();
  const { files: failing } = watched((name) => {
    if (name === 'linkSync') throw faultOf('EIO');
  });
  expect(messageOf(() => writeChanges(root, changes, failing))).toMatch(/^cannot write a.ts: .*; nothing was written$/);
  expect(textsOf(root)).toEqual(['old', 'old', 'old']);
  expect(namesIn(root)).toEqual(files);
});

test('a file keeps its owner', () => {
  const root = project();
  // Only root can give files away; all others own what they write.
  if (process.geteuid?.() === 0) chownSync(join(root, 'a.ts'), 12_345, 23_456);
  const { uid, gid } = statSync(join(root, 'a.ts'));
  writeChanges(root, changes);
  expect(statSync(join(root, 'a.ts'))).toMatchObject({ uid, gid });
  expect(textsOf(root)).toEqual(['new', 'new', 'new']);
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
  expect(messageOf(() => writeChanges(root, changes))).toMatch(
    /, but something else has that name; move it away first. Nothing was written$/,
  );
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

test('lines that a dead run tore are passed over', () => {
  const root = project();
  leaveHalfWritten(root);
  appendFileSync(join(root, JOURNAL_NAME), '{"decision":"ba');
  recover(machineFiles, root);
  expect(textsOf(root)).toEqual(['new', 'new', 'new']);
});
