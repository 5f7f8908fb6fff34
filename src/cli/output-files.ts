import { statSync } from 'node:fs';
import path from 'node:path';

import { kindOf } from '../discover/file-kind.js';
import { readTextIfThere } from '../discover/read-regular-file.js';
import { isOwnReport } from '../run/own-reports.js';
import type { OutputFile } from './arguments.js';
import { UsageError } from './errors.js';
import { machineFiles, quietly } from './writing/file-system.js';
import { realPathOf } from './writing/target.js';

/**
 * Refuses reports that would go over each other, or over a file of the project.
 *
 * @param cwd absolute; what the files are relative to
 * @throws UsageError that names the file
 */
export function refuseOutputs(outputs: readonly OutputFile[], cwd: string): void {
  const targets = new Set<string>();
  for (const { file } of outputs) {
    const target = targetOf(path.resolve(cwd, file));
    if (target === null) continue;
    if (targets.has(target)) {
      throw new UsageError(`option '--output' names ${file} for two reports; give each a file of its own`);
    }
    if (holdsOther(target)) {
      throw new UsageError(`option '--output' would replace ${file}, which is not a report; name another file`);
    }
    targets.add(target);
  }
}

/** Null for what cannot be looked at, which writing says, and for a device, which takes any number of reports. */
function targetOf(absolute: string): string | null {
  let target: string | null = null;
  quietly(() => {
    const real = realPathOf(machineFiles, absolute);
    if (statSync(real, { throwIfNoEntry: false })?.isFile() ?? true) target = real;
  });
  return target;
}

/** Whether a file is code, settings or data, and no report of an earlier run. */
function holdsOther(target: string): boolean {
  const text = readTextIfThere(target, () => {});
  // A report for GitLab that has nothing to say is an empty list.
  if (text === null || ['', '[]'].includes(text.trim()) || isOwnReport(text)) return false;
  const kind = kindOf(target);
  return kind === 'json' || kind === 'env' || (kind === 'source' && !/\.html?$/.test(target));
}
