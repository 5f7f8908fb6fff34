import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

import { WriteError } from '../../src/cli/errors.js';
import { writeChanges } from '../../src/cli/write.js';
import type { FileSystem } from '../../src/cli/writing/file-system.js';
import type { FileChange } from '../../src/run/fix.js';
import { faultOf, watched } from './faulty-files.js';
import { temporaryFolder } from './folders.js';

export const files = ['a.ts', 'src/b.ts', 'src/deep/c.ts'];
export const before = Object.fromEntries(files.map((file) => [file, `old ${file}\r\n`]));
export const changes: readonly FileChange[] = files.map((file) => ({
  file,
  before: `old ${file}\r\n`,
  after: `new ${file}\r\n`,
  byteOrderMark: false,
}));

/** A project with three files that are about to change. */
export function project(): string {
  return temporaryFolder(before);
}

/** Which texts the files have: `old`, `new`, or what else they hold. */
export function textsOf(root: string): readonly string[] {
  return files.map((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return [`old ${file}\r\n`, `new ${file}\r\n`].includes(text) ? text.slice(0, 3) : text;
  });
}

/** All files below a folder, temporary ones included. */
export function namesIn(root: string): readonly string[] {
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

export function expectWholeAndClean(root: string): void {
  expect(WHOLE).toContainEqual(textsOf(root));
  expect(namesIn(root)).toEqual(files);
}

/** The number of calls that writing the change makes. */
export function countCalls(write: (files: FileSystem) => unknown): number {
  const { files: counted, calls } = watched();
  write(counted);
  return calls.length;
}

/** Leaves what a run leaves that ends once the first of three files is replaced: from then on it can do nothing more. */
export function leaveHalfWritten(root: string): void {
  let renames = 0;
  const { files: ended } = watched((name) => {
    if (renames > 0) throw faultOf('EIO');
    if (name === 'renameSync') renames += 1;
  });
  expect(messageOf(() => writeChanges(root, changes, ended))).toMatch(/the next run finishes or undoes the change$/);
  expect(textsOf(root)).toEqual(['new', 'old', 'old']);
}

export function messageOf(action: () => unknown): string | null {
  try {
    action();
    return null;
  } catch (error) {
    if (error instanceof WriteError) return error.message;
    throw error;
  }
}
