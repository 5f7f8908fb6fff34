import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { SkippedFile } from '../discover/skipped-file.js';
import type { Skipped } from '../model/finding.js';

/** How a file was looked at: parsed, searched as text, or not at all because it has nothing to do with Clever. */
export type Treatment = 'analysed' | 'asText' | 'unrelated';

/** What became of each file under the paths, those that were skipped excepted. Paths are relative to the root. */
export type Ledger = ReadonlyMap<string, Treatment>;

/** The numbers of a report; `files` is the sum of the others and of the files that were skipped. */
export interface Counts {
  readonly files: number;
  readonly analysed: number;
  readonly asText: number;
  readonly unrelated: number;
}

/** What a run read, under the paths or not. */
export interface ReadFiles {
  readonly parsed: Iterable<string>;
  readonly searched: Iterable<string>;
}

/**
 * Accounts for every file, so that none is lost without a word.
 *
 * @param selected the files under the paths
 * @param read what was parsed and what was searched
 * @param skipped what could not be read, or not to its end
 */
export function toLedger(
  selected: readonly string[],
  { parsed, searched }: ReadFiles,
  skipped: readonly Skipped[],
): Ledger {
  const unread = new Set(skipped.map(({ file }) => file));
  const [analysed, asText] = [new Set(parsed), new Set(searched)];
  const treatmentOf = (file: string): Treatment =>
    analysed.has(file) ? 'analysed' : asText.has(file) ? 'asText' : 'unrelated';
  return new Map(selected.filter((file) => !unread.has(file)).map((file) => [file, treatmentOf(file)]));
}

/** Counts what a ledger holds. */
export function countsOf(ledger: Ledger, skipped: readonly Skipped[]): Counts {
  const counts = { analysed: 0, asText: 0, unrelated: 0 };
  for (const treatment of ledger.values()) counts[treatment] += 1;
  return { files: ledger.size + skipped.length, ...counts };
}

/**
 * The files to name as skipped: each once, with its size.
 *
 * @param root absolute
 */
export function toSkipped(root: string, files: readonly SkippedFile[]): readonly Skipped[] {
  const byName = new Map<string, Skipped>();
  for (const { file, reason } of files) {
    if (!byName.has(file)) byName.set(file, { file, reason, bytes: sizeOf(join(root, file)) });
  }
  return [...byName.values()];
}

/** Zero for what is no file, or cannot be looked at. */
function sizeOf(path: string): number {
  try {
    const status = statSync(path);
    return status.isFile() ? status.size : 0;
  } catch {
    // Whatever the file system says here, the reason for which the file was skipped is already known.
    return 0;
  }
}
