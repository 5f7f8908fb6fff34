import { lstatSync } from 'node:fs';
import path from 'node:path';

import { findGitRoot } from '../discover/ignore-rules.js';
import { JOURNAL_NAME } from '../discover/journal-name.js';
import { toPrintable } from '../reporters/printable.js';
import type { AuditResult } from '../run/audit-result.js';
import type { Engine } from './engine.js';
import type { Surroundings } from './surroundings.js';

/**
 * Settles changes in the folders of the paths and those above them, up to the top of the repository.
 *
 * @param paths as typed; the folder at hand counts too
 */
async function settleAbove(paths: readonly string[], surroundings: Surroundings): Promise<void> {
  const starts = ['.', ...paths].map((each) => path.resolve(surroundings.cwd, each));
  await settleIn([...new Set(starts.flatMap(insideRepository))].filter(hasJournal), surroundings);
}

/**
 * An engine that settles the changes which earlier runs were stopped in before it looks at anything, so that nobody judges a
 * project of which half is written. What it meets further down, where earlier runs had a root of their own, it settles too,
 * and then looks again. Says so on the standard error output.
 *
 * Each question throws a WriteError when a change cannot be settled.
 */
export function settling(engine: Engine, surroundings: Surroundings): Engine {
  const settled = async <Result>(
    paths: readonly string[],
    look: () => Promise<Result>,
    toUnfinished: (result: Result) => readonly string[],
  ) => {
    await settleAbove(paths, surroundings);
    const result = await look();
    const folders = toUnfinished(result);
    if (folders.length === 0) return result;
    await settleIn(folders, surroundings);
    return look();
  };
  return {
    ...engine,
    audit: (options) => settled(options.paths, () => engine.audit(options), unfinishedIn),
    fix: (options) =>
      settled(
        options.paths,
        () => engine.fix(options),
        ({ before }) => unfinishedIn(before),
      ),
    trace: (options, place) =>
      settled(
        [place.file],
        () => engine.trace(options, place),
        ({ result }) => unfinishedIn(result),
      ),
    readStaged: (...asked) => settled([], () => engine.readStaged(...asked), none),
    readChanged: (...asked) => settled([], () => engine.readChanged(...asked), none),
  };
}

function unfinishedIn({ unfinished = [] }: AuditResult): readonly string[] {
  return unfinished;
}

function none(): readonly string[] {
  return [];
}

/** What settles is loaded when there is something to settle, which is next to never. */
async function settleIn(folders: readonly string[], { stderr }: Surroundings): Promise<void> {
  if (folders.length === 0) return;
  const { recover } = await import('./writing/recover.js');
  const { machineFiles } = await import('./writing/file-system.js');
  for (const line of folders.flatMap((folder) => recover(machineFiles, folder))) {
    stderr.write(`${toPrintable(line)}\n`);
  }
}

function hasJournal(folder: string): boolean {
  try {
    return lstatSync(path.join(folder, JOURNAL_NAME)).isFile();
  } catch {
    return false; // There is none, or nothing can be read there; the engine says so of what it needs.
  }
}

function insideRepository(start: string): readonly string[] {
  const top = findGitRoot(start);
  const above = foldersAbove(start);
  return top === null ? above : above.slice(0, above.indexOf(top) + 1);
}

function foldersAbove(folder: string): readonly string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersAbove(parent)];
}
