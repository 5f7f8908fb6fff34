import path from 'node:path';

import { readCodeOwners } from '../discover/code-owners.js';
import { KnownError } from '../discover/errors.js';
import { isJsonObject, parseJson } from '../discover/loose-json.js';
import { toProjectPath } from '../discover/project-path.js';
import type { EarlierFinding, Report } from '../reporters/report.js';
import type { AuditResult } from '../run/audit-result.js';
import { readPackageFile } from '../run/package-files.js';
import { findRepository } from './git.js';
import { readNamedFile } from './read-named-file.js';
import type { Surroundings } from './surroundings.js';

/**
 * What the HTML report needs beside the result: its style and script, who owns the files, and what an earlier report said.
 *
 * @param compare the file of `--compare`, as typed; null without one
 * @throws KnownError where `--compare` names no report of clever-audit
 */
export function toPageParts(
  compare: string | null,
  { root }: AuditResult,
  { cwd, environment }: Pick<Surroundings, 'cwd' | 'environment'>,
): Pick<Report, 'page' | 'ownersOf' | 'earlier'> {
  const page = { style: readPackageFile('assets', 'report.css'), script: readPackageFile('assets', 'report.js') };
  const ownersOf = readOwners(root, environment);
  return { page, ownersOf, ...(compare === null ? {} : { earlier: readEarlier(compare, cwd) }) };
}

/**
 * Reads who owns the files of a project.
 *
 * @param root the project, absolute
 * @returns answers the owners of a file, which is named relative to the root
 */
export function readOwners(root: string, environment: Surroundings['environment']): NonNullable<Report['ownersOf']> {
  const top = findRepository(root, environment) ?? root;
  const ownersBelow = readCodeOwners(top);
  return (file) => {
    const name = toProjectPath(top, path.resolve(root, file));
    return name === null ? [] : ownersBelow(name);
  };
}

/**
 * Reads the findings of a report that was written with `--format json`.
 *
 * @param file as typed
 * @param cwd absolute; what it is relative to
 * @throws KnownError for a file that cannot be read, or is no such report
 */
export function readEarlier(file: string, cwd: string): readonly EarlierFinding[] {
  const report = parseJson(readNamedFile(file, cwd, `The file of --compare, ${file},`).toString('utf8'));
  const findings = isJsonObject(report) ? report['findings'] : undefined;
  if (!Array.isArray(findings) || !findings.every(isEarlier)) {
    throw new KnownError(`The file of --compare, ${file}, is not a report from clever-audit --format json`);
  }
  return findings;
}

function isEarlier(value: unknown): value is EarlierFinding {
  if (!isJsonObject(value)) return false;
  const { fingerprint, file, line, message } = value;
  return [fingerprint, file, message].every((each) => typeof each === 'string') && typeof line === 'number';
}
