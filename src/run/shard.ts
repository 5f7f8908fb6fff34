import { createHash } from 'node:crypto';
import type { AuditResult, Shard } from './audit-result.js';
import { narrow } from './narrow.js';

/**
 * The part of a result that belongs to a shard. The run itself looks at the whole project, since the pieces of an address
 * may stand in any of its files; so what all shards report is together what one run reports, each finding once.
 *
 * @param result of the whole run
 * @param shard which part
 */
export function keepShard(result: AuditResult, shard: Shard): AuditResult {
  return { ...narrow(result, (file) => isIn(file, shard)), shard: { ...shard, run: hashOfRun(result) } };
}

/** By its name alone, so that a new file moves no other one to another shard. */
function isIn(file: string, { index, count }: Shard): boolean {
  return createHash('sha256').update(file).digest().readUInt32BE(0) % count === index - 1;
}

function hashOfRun({ target, preset, ledger, skipped, findings, suppressed, unresolved }: AuditResult): string {
  const seen = [
    [target, preset],
    // A report that another shard has written beside the code is none of it.
    [...ledger]
      .filter(([, treatment]) => treatment !== 'unrelated')
      .toSorted(([left], [right]) => (left < right ? -1 : 1)),
    skipped.map(({ file }) => file).toSorted(),
    [...findings, ...suppressed].map(({ fingerprint }) => fingerprint).toSorted(),
    unresolved.map(({ span }) => `${span.file}:${span.start}`).toSorted(),
  ];
  return createHash('sha256').update(JSON.stringify(seen)).digest('hex').slice(0, 16);
}
