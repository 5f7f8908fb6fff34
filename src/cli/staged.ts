import path from 'node:path';

import type { AuditResult } from '../run/audit-result.js';
import { NothingMatchedError } from '../discover/errors.js';
import { countsOf } from '../run/ledger.js';
import type { Finding } from '../model/finding.js';
import { exitCodes } from './exit-code.js';
import { report, toAuditOptions, type Run } from './report.js';

/**
 * Judges what is staged for commit: findings with a place, or a related place, in a staged file.
 *
 * @param run the run
 * @returns the exit code; 0, and no report, when nothing is staged
 */
export async function auditStaged(run: Run): Promise<number> {
  const { cwd, environment } = run.surroundings;
  const staged = await run.engine.readStaged(cwd, environment);
  if (staged.files.length === 0) return exitCodes.clean;
  const options = await toAuditOptions(run);
  const hasPaths = run.arguments.paths.length > 0;
  // A staged constant can break a call in a file that is not staged, so the whole repository is looked at.
  const paths = hasPaths ? options.paths : [staged.root];
  try {
    const result = await run.engine.audit({ ...options, paths, overlay: staged.overlay, deleted: staged.deleted });
    return await report(run, keepStaged(result, new Set(staged.files)));
  } catch (error) {
    // Nobody named a path, so a repository without code is no mistake.
    if (error instanceof NothingMatchedError && !hasPaths) return exitCodes.clean;
    throw error;
  }
}

function keepStaged(result: AuditResult, stagedFiles: ReadonlySet<string>): AuditResult {
  const isStaged = (file: string) => stagedFiles.has(path.resolve(result.root, file));
  const isAbout = ({ span, related }: Finding): boolean =>
    [span, ...related.map((step) => step.span)].some(({ file }) => isStaged(file));
  const skipped = result.skipped.filter(({ file }) => isStaged(file));
  const ledger = new Map([...result.ledger].filter(([file]) => isStaged(file)));
  return {
    ...result,
    ledger,
    ...countsOf(ledger, skipped),
    findings: result.findings.filter(isAbout),
    suppressed: result.suppressed.filter(isAbout),
    suppressionFaults: result.suppressionFaults.filter(({ span }) => isStaged(span.file)),
    unresolved: result.unresolved.filter(({ span }) => isStaged(span.file)),
    unknownIds: result.unknownIds.filter(({ file }) => isStaged(file)),
    staleMarks: result.staleMarks.filter(({ span }) => isStaged(span.file)),
    skipped,
  };
}
