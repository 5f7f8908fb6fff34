import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import fs from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

import { findGitRoot } from '../../discover/ignore-rules.js';
import { toProjectPath } from '../../discover/project-path.js';
import { WriteError } from '../errors.js';
import { codeOf, quietly, readWhole, withOpen } from './file-system.js';

const KEY_NAME = 'journal-key';
const KEY_BYTES = 32;

/** What nobody but this user on this machine can put beside a line of a journal. */
export interface Seal {
  /** The seal of a line. */
  readonly of: (line: object) => string;
  /** Whether a seal is that of a line. */
  readonly fits: (line: object, seal: unknown) => boolean;
}

/**
 * The seal of the journals in a root. Its key lies outside of the project, where no repository can put one.
 *
 * @param root absolute, links resolved; a line of another root does not fit
 * @returns null where there is no key yet: then no journal is sealed
 */
export function findSeal(root: string): Seal | null {
  const key = keyFoldersFor(root)
    .map(readKey)
    .find((each) => each !== null);
  return key ? sealWith(key, root) : null;
}

/**
 * The same, with a new key where there is none yet.
 *
 * @throws WriteError where no folder can hold the key
 */
export function makeSeal(root: string): Seal {
  return findSeal(root) ?? sealWith(makeKey(keyFoldersFor(root)), root);
}

function sealWith(key: Buffer, root: string): Seal {
  const seal = (line: object): Buffer =>
    createHmac('sha256', key)
      .update(`${root}\n${JSON.stringify(line)}`)
      .digest();
  return {
    of: (line) => seal(line).toString('hex'),
    fits: (line, given) =>
      typeof given === 'string' &&
      /^[\da-f]{64}$/.test(given) &&
      timingSafeEqual(Buffer.from(given, 'hex'), seal(line)),
  };
}

/** The user's own folders, the best first. One inside of the repository is nobody's own, unless that is the whole disk. */
function keyFoldersFor(root: string): readonly string[] {
  const repository = findGitRoot(root) ?? root;
  const user = process.geteuid?.() ?? 'user';
  const folders = [path.join(stateFolder(), 'clever-audit'), path.join(tmpdir(), `clever-audit-${user}`)];
  if (repository === path.dirname(repository)) return folders;
  return folders.filter((folder) => toProjectPath(repository, folder) === null);
}

function stateFolder(): string {
  const { XDG_STATE_HOME = '', LOCALAPPDATA } = process.env;
  if (process.platform === 'win32' && LOCALAPPDATA) return LOCALAPPDATA;
  return path.isAbsolute(XDG_STATE_HOME) ? XDG_STATE_HOME : path.join(homedir(), '.local', 'state');
}

/** A key counts only where nobody else could have written or read it. */
function readKey(folder: string): Buffer | null {
  const file = path.join(folder, KEY_NAME);
  try {
    if (!isPrivate(fs.lstatSync(folder)) || !isPrivate(fs.lstatSync(file))) return null;
    const key = readWhole(fs, file);
    return key.length === KEY_BYTES ? key : null;
  } catch (error) {
    if (codeOf(error) === '') throw error;
    return null;
  }
}

/** Whether nobody but this user may use a file. Windows keeps the files of users apart in another way. */
export function isPrivate({ uid, mode }: Pick<fs.Stats, 'uid' | 'mode'>): boolean {
  return process.platform === 'win32' || (uid === process.geteuid?.() && (mode & 0o077) === 0);
}

function makeKey(folders: readonly string[]): Buffer {
  for (const folder of folders) {
    quietly(() => writeKey(folder));
    // Where two runs make one at once, both take the first.
    const key = readKey(folder);
    if (key) return key;
  }
  const tried = folders.join(' and ');
  throw new WriteError(
    `cannot save the key file that a later run needs to finish or undo an interrupted change (tried ${tried}); nothing was written`,
  );
}

/** The key gets its name when it is whole. */
function writeKey(folder: string): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const written = path.join(folder, `${KEY_NAME}-${randomUUID()}`);
  withOpen(fs, written, 'wx', (descriptor) => {
    fs.writeFileSync(descriptor, randomBytes(KEY_BYTES));
    fs.fsyncSync(descriptor);
  });
  quietly(() => fs.linkSync(written, path.join(folder, KEY_NAME)));
  fs.unlinkSync(written);
}
