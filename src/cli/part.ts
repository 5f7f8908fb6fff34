import path from 'node:path';

import type { AuditOptions, AuditResult } from '../run/audit-result.js';
import type { ChangedPart } from '../discover/differences.js';
import { NothingMatchedError } from '../discover/errors.js';
import { narrow } from '../run/narrow.js';
import { writesFiles } from './arguments.js';
import { exitCodes } from './exit-code.js';
import type { Finding } from '../model/finding.js';
import { report, toAuditOptions, type Run } from './report.js';
import { isInside } from '../model/spans.js';
import { toPrintable } from '../reporters/printable.js';

/**
 * Judges what was changed: findings with a place, or a related place, in a file that is staged, or that has changed since
 * the base.
 *
 * @param run the run
 * @returns the exit code; 0, and no report, when nothing was changed
 */
export async function auditPart(run: Run): Promise<number> {
  const part = await readPart(run);
  if (part.files.length === 0) return exitCodes.clean;
  try {
    const result = await lookAt(run, part);
    if (!writesFiles(run.arguments)) return await report(run, result);
    const { writeFixes } = await import('./fix.js');
    const wanted = new Set(result.findings.map(({ fingerprint }) => fingerprint));
    // What is written may differ from the index from then on.
    const look = async (): Promise<AuditResult> => lookAt(run, await readPart(run));
    return await writeFixes(run, {
      paths: pathsOf(run, part),
      wants: ({ fingerprint }) => wanted.has(fingerprint),
      look,
    });
  } catch (error) {
    // Nobody named a path, so a repository without code is no mistake.
    if (error instanceof NothingMatchedError && run.arguments.paths.length === 0) return exitCodes.clean;
    throw error;
  }
}

function readPart({ surroundings: { cwd, environment }, arguments: { changed }, engine }: Run): Promise<ChangedPart> {
  return changed ? engine.readChanged(cwd, changed.base, environment) : engine.readStaged(cwd, environment);
}

/** The findings of a part, without those that were there before the change if only new ones are asked for. */
async function lookAt(run: Run, part: ChangedPart): Promise<AuditResult> {
  const options = { ...(await toAuditOptions(run)), paths: pathsOf(run, part) };
  const { overlay, deleted } = part;
  const result = keepPart(await run.engine.audit({ ...options, overlay, deleted }), new Set(part.files));
  return run.arguments.newOnly ? withoutOld(result, await fingerprintsBefore(run, options, part)) : result;
}

/** A changed constant can break a call in a file that has not changed, so the whole repository is looked at. */
function pathsOf({ arguments: { paths } }: Run, { root }: ChangedPart): readonly string[] {
  return paths.length > 0 ? paths : [root];
}

async function fingerprintsBefore(run: Run, options: AuditOptions, part: ChangedPart): Promise<ReadonlySet<string>> {
  const { unknown, ...earlier } = part.before();
  for (const file of unknown)
    run.surroundings.stderr.write(
      `clever-audit: this clone does not have the earlier text of ${toPrintable(path.relative(part.root, file))}, so all its findings count as new\n`,
    );
  try {
    const { findings, suppressed } = await run.engine.audit({ ...options, ...earlier });
    return new Set([...findings, ...suppressed].map(({ fingerprint }) => fingerprint));
  } catch (error) {
    // Where there was nothing to audit before, everything is new.
    if (error instanceof NothingMatchedError) return new Set();
    throw error;
  }
}

function withoutOld(result: AuditResult, before: ReadonlySet<string>): AuditResult {
  const isOld = ({ fingerprint }: Finding): boolean => before.has(fingerprint);
  const old = result.findings.filter((finding) => isOld(finding) && finding.topic === 'unresolved call');
  const isKnown = ({ span }: AuditResult['unresolved'][number]): boolean =>
    old.some((each) => isInside(each.span, span));
  const findings = result.findings.filter((finding) => !isOld(finding));
  return {
    ...result,
    findings,
    older: result.findings.length - findings.length,
    unresolved: result.unresolved.filter((call) => !isKnown(call)),
  };
}

function keepPart(result: AuditResult, files: ReadonlySet<string>): AuditResult {
  const isIn = (file: string) => files.has(path.resolve(result.root, file));
  const isAbout = ({ span, related }: Finding): boolean =>
    [span, ...related.map((step) => step.span)].some(({ file }) => isIn(file));
  return narrow(result, isIn, isAbout);
}
