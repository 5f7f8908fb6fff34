import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

import { isOwnReport } from '../run/own-reports.js';
import type { OutputFile } from './arguments.js';
import { UsageError } from './errors.js';
import { readNamedFile } from './read-named-file.js';
import { machineFiles, quietly } from './writing/file-system.js';
import { realPathOf } from './writing/target.js';

/**
 * Refuses reports that would go over each other, or over a file that is no report.
 *
 * @param cwd absolute; what the files are relative to
 * @throws KnownError that names the file
 */
export function refuseOutputs(outputs: readonly OutputFile[], cwd: string): void {
  const targets = new Set<string>();
  for (const { file } of outputs) {
    const target = targetOf(path.resolve(cwd, file));
    if (target === null) continue;
    if (targets.has(target)) {
      throw new UsageError(`option '--output' names ${file} for two reports; give each a file of its own`);
    }
    if (existsSync(target) && !isReport(readNamedFile(file, cwd).toString('utf8').trim())) {
      throw new UsageError(
        `option '--output' would replace ${file}, which is not a report of clever-audit; name another file, or delete this one first`,
      );
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

/** Whether a text is a report of an earlier run, in any format, or says nothing that could be lost. */
function isReport(text: string): boolean {
  // A report for GitLab that has nothing to say is an empty list.
  if (text === '' || text === '[]') return true;
  const lastLine = text.slice(text.lastIndexOf('\n') + 1);
  return isOwnReport(text) || TABLE_OR_PAGE.test(text) || CLOSING_LINE.test(lastLine);
}

const TABLE_OR_PAGE =
  /^(?:file,line,column,severity,confidence,rule,|<!doctype html>\n<html lang="en"><head>.*?<title>clever-audit: )/;

/** The line that sums up at the end of each report for people, as `toClosingLine` writes it. */
const CLOSING_LINE =
  /^(?:\d+ (?:errors?|warnings?|info)\b.* in \d+ (?:of \d+ )?files?\b.*\.|.*\bLooked at \d+ files?\b.*\.)$/;
