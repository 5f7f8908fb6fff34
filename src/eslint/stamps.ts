import { statSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../discover/files.js';
import { reasonOf } from '../discover/skipped-file.js';

/** By which a file is known to be the same as before: its size and when it was written. */
export type Stamp = string;

/** The stamp of a file that is not there. */
export const GONE: Stamp = 'gone';

/** The files of a project, as they were when it was listed. */
export interface StampedListing {
  readonly stamps: ReadonlyMap<string, Stamp>;
  /** Links inside the project, and what each leads to. */
  readonly links: ReadonlyMap<string, string>;
  /** What the listing took, in milliseconds. */
  readonly cost: number;
}

/**
 * Lists a project and stamps each of its files.
 *
 * @param root absolute
 */
export function listStamped(root: string): StampedListing {
  const started = performance.now();
  const { files, links } = listFiles(root);
  const stamps = new Map([...files.keys()].map((file) => [file, stampOf(root, file)]));
  return { stamps, links, cost: performance.now() - started };
}

/**
 * The stamp of a file; one that cannot be looked at has a stamp too, so that it is seen when that changes.
 *
 * @param file relative to the root
 */
export function stampOf(root: string, file: string): Stamp {
  try {
    const status = statSync(join(root, file), { throwIfNoEntry: false });
    return status === undefined ? GONE : `${status.size} ${status.mtimeMs}`;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Whether two listings hold the same files, none of them changed. */
export function isSameListing(before: StampedListing, now: StampedListing): boolean {
  if (before.stamps.size !== now.stamps.size || before.links.size !== now.links.size) return false;
  const { stamps, links } = before;
  const hasSameFiles = [...now.stamps].every(([file, stamp]) => stamps.get(file) === stamp);
  return hasSameFiles && [...now.links].every(([link, target]) => links.get(link) === target);
}
