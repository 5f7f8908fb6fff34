import { lstatSync } from 'node:fs';
import path from 'node:path';

import { findGitRoot } from '../discover/ignore-rules.js';
import { JOURNAL_NAME } from '../discover/journal-name.js';
import { toPrintable } from '../reporters/printable.js';
import type { AuditResult } from '../run/audit-result.js';
import type { Engine } from './engine.js';
import type { Surroundings } from './surroundings.js';

/** Settles changes in folders. */
type Settle = (folders: readonly string[]) => Promise<void>;

/**
 * An engine that settles the changes which earlier runs were stopped in before it looks at anything, so that nobody judges a
 * project of which half is written. What it meets further down, where earlier runs had a root of their own, it settles too,
 * and then looks again. Says so on the standard error output.
 *
 * Each question throws a WriteError when a change cannot be settled.
 */
export function settling(engine: Engine, surroundings: Surroundings): Engine {
  const settle = settlingOnce(surroundings);
  const settled = async <Result>(
    paths: readonly string[],
    look: () => Promise<Result>,
    toUnfinished: (result: Result) => readonly string[],
  ) => {
    await settle(withFoldersAbove(paths, surroundings.cwd));
    const result = await look();
    const folders = toUnfinished(result);
    await settle(folders);
    // A journal that is left alone is no reason to look again.
    return folders.every(hasJournal) ? result : look();
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

/** Says of each folder once what was done, or why nothing was. */
function settlingOnce({ stderr }: Surroundings): Settle {
  const said = new Set<string>();
  return async (folders) => {
    const unfinished = folders.filter(hasJournal);
    if (unfinished.length === 0) return;
    // What settles is loaded when there is something to settle, which is next to never.
    const { recover } = await import('./writing/recover.js');
    const { machineFiles } = await import('./writing/file-system.js');
    const lines = unfinished.flatMap((folder) => recover(machineFiles, folder)).filter((line) => !said.has(line));
    for (const line of lines) {
      said.add(line);
      stderr.write(`${toPrintable(line)}\n`);
    }
  };
}

/**
 * The folders of the paths and those above them, up to the top of the repository.
 *
 * @param paths as typed; the folder at hand counts too
 */
function withFoldersAbove(paths: readonly string[], cwd: string): readonly string[] {
  const starts = ['.', ...paths].map((each) => path.resolve(cwd, each));
  return [...new Set(starts.flatMap(insideRepository))];
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
