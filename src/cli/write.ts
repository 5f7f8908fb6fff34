import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import path from 'node:path';
import { getSystemErrorMap } from 'node:util';

import { toProjectPath } from '../discover/project-path.js';
import type { FileChange } from '../run/fix.js';
import { WriteError } from './errors.js';

/** What shells expect of a program that Ctrl-C ended. */
const INTERRUPTED = 130;

/** A file that is about to be replaced, and its new text waiting beside it. */
interface Replacement {
  /** As messages name it. */
  readonly file: string;
  /** Absolute, links resolved. */
  readonly target: string;
  readonly before: Buffer;
  readonly after: Buffer;
  readonly status: Stats;
}

/**
 * Writes all changes, or none. Each file is replaced in one step, so that nobody ever sees half of it; its mode and
 * byte-order mark stay, and a link inside the root is followed.
 *
 * @param root the absolute folder that the files are relative to and that nothing outside of is written
 * @param changes the texts before and after
 * @throws WriteError when a file cannot be written or has changed since it was read; nothing is written then
 */
export function writeChanges(root: string, changes: readonly FileChange[]): void {
  const replacements = changes.map((change) => attempt(change.file, () => prepare(root, change)));
  refuseTwins(replacements);
  const waiting = new Map<Replacement, string>();
  try {
    for (const replacement of replacements) {
      attempt(replacement.file, () => {
        const temporary = temporaryNameFor(replacement.target);
        waiting.set(replacement, temporary);
        writeBeside(temporary, replacement.after, replacement.status);
      });
    }
    uninterrupted(() => replaceAll(waiting));
  } finally {
    for (const temporary of waiting.values()) rmSync(temporary, { force: true });
  }
}

/**
 * Holds back Ctrl-C while an action runs, so that it is done whole; the process then ends as the signal asked.
 *
 * Node calls a signal's listener between two turns of its loop, so none can come between the files of one turn.
 */
function uninterrupted(action: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    if (!process.listeners(signal).includes(stop)) process.on(signal, stop);
  }
  try {
    action();
  } finally {
    // Not at once: a signal that came in meanwhile is told in the next whole turn, and would else be lost.
    setImmediate(() => setImmediate(() => process.off('SIGINT', stop).off('SIGTERM', stop)));
  }
}

function stop(): void {
  process.exit(INTERRUPTED);
}

function prepare(root: string, { file, before, after, byteOrderMark }: FileChange): Replacement {
  const target = realpathSync(path.resolve(root, file));
  if (toProjectPath(realpathSync(root), target) === null) throw refusal(file, `it leads out of ${root}`);
  const status = statSync(target);
  if (!status.isFile()) throw refusal(file, 'it is not a regular file');
  const mark = byteOrderMark ? '\uFEFF' : '';
  const replacement = { file, target, before: Buffer.from(mark + before), after: Buffer.from(mark + after), status };
  if (!readWritable(target).equals(replacement.before)) throw refusal(file, 'it has changed since it was read');
  return replacement;
}

/** Replacing a file asks its folder for leave, not the file; a file that is locked is meant to stay as it is. */
function readWritable(target: string): Buffer {
  const descriptor = openSync(target, 'r+');
  try {
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Two names of one file with two texts: the second would silently undo the first. */
function refuseTwins(replacements: readonly Replacement[]): void {
  const seen = new Map<string, Replacement>();
  for (const replacement of replacements) {
    const twin = seen.get(replacement.target);
    if (twin && !twin.after.equals(replacement.after)) {
      throw refusal(replacement.file, `it is the same as ${twin.file}`);
    }
    seen.set(replacement.target, replacement);
  }
}

/** In the same folder, because a file cannot be moved in one step between file systems. */
function temporaryNameFor(target: string): string {
  return path.join(path.dirname(target), `.clever-audit-${randomUUID()}.tmp`);
}

function writeBeside(temporary: string, content: Buffer, status: Stats): void {
  writeFileSync(temporary, content, { flag: 'wx', mode: 0o600 });
  // Only root can give a file away, and only root's files would end up with another owner.
  if (process.geteuid?.() === 0) chownSync(temporary, status.uid, status.gid);
  chmodSync(temporary, status.mode);
}

function replaceAll(waiting: ReadonlyMap<Replacement, string>): void {
  const done: Replacement[] = [];
  for (const [replacement, temporary] of waiting) {
    try {
      renameSync(temporary, replacement.target);
      done.push(replacement);
    } catch (error) {
      putBack(done);
      throw refusal(replacement.file, toReason(error));
    }
  }
}

function putBack(done: readonly Replacement[]): void {
  for (const { file, target, before, status } of done) {
    const temporary = temporaryNameFor(target);
    try {
      writeBeside(temporary, before, status);
      renameSync(temporary, target);
    } catch (error) {
      throw new WriteError(`${file} was changed and could not be put back: ${toReason(error)}`);
    } finally {
      rmSync(temporary, { force: true });
    }
  }
}

function attempt<Result>(file: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (error instanceof WriteError) throw error;
    throw refusal(file, toReason(error));
  }
}

function refusal(file: string, reason: string): WriteError {
  return new WriteError(`cannot write ${file}: ${reason}; nothing was written`);
}

/** The operating system's words for what went wrong; any other error is a bug and goes on as it is. */
function toReason(error: unknown): string {
  if (!(error instanceof Error) || !('errno' in error) || typeof error.errno !== 'number') throw error;
  return getSystemErrorMap().get(error.errno)?.[1] ?? error.message;
}
