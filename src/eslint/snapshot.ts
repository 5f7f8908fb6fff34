import { join } from 'node:path';
import type { AuditOptions, AuditResult } from '../run/audit-result.js';
import { audit } from '../run/audit.js';
import { KnownError, NothingMatchedError } from '../discover/errors.js';
import { kindOf } from '../discover/file-kind.js';
import { readTextIfThere } from '../discover/read-regular-file.js';
import type { Finding } from '../model/finding.js';
import type { Rule } from '../rule/rule.js';
import { GONE, listStamped, stampOf, type StampedListing } from './stamps.js';
import { collectTies, type Ties } from './ties.js';

/** What every audit of a project has to know. */
export interface Question {
  /** The project, absolute. */
  readonly root: string;
  /** Null leaves it to the configuration of the project. */
  readonly target: 'v3.0' | 'v3.1' | null;
  readonly rules: readonly Rule[];
}

/** What the disk alone says of a project. Files are relative to its root. */
export interface Snapshot {
  /** Why the project cannot be audited; null where it can. */
  readonly failure: KnownError | null;
  readonly listing: StampedListing;
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** The files that could not be judged, with the reason. */
  readonly skipped: ReadonlyMap<string, string>;
  /** The files that have to do with Clever. */
  readonly analysed: ReadonlySet<string>;
  /** The files whose content decided the findings, as far as is known: one that is not among them may come to be. */
  readonly deciding: readonly string[];
  readonly ties: Ties;
}

/** Audits a project as it is on disk. */
export function takeSnapshot(question: Question): Snapshot {
  // Stamped before it is read, so that what changes in between is seen as a change.
  const listing = listStamped(question.root);
  try {
    return toSnapshot(question, listing, auditFolder(question));
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    return toFailure(listing, error);
  }
}

/** What is not right is a file of data, or that it is missing. */
function toFailure(listing: StampedListing, failure: KnownError): Snapshot {
  const deciding = [...listing.stamps.keys()].filter((file) => ['json', 'text'].includes(kindOf(file) ?? ''));
  return {
    failure,
    listing,
    findings: new Map(),
    skipped: new Map(),
    analysed: new Set(),
    deciding,
    ties: collectTies([], [], []),
  };
}

function toSnapshot(question: Question, listing: StampedListing, result: AuditResult | null): Snapshot {
  const findings = groupByFile(result ? reportable(result) : []);
  const analysed = new Set(result?.analysedFiles);
  const configured = result?.configured ?? { files: [], words: [] };
  const environmentFiles = [...listing.stamps.keys()].filter((file) => kindOf(file) === 'env');
  return {
    failure: null,
    listing,
    findings,
    skipped: new Map(result?.skipped.map(({ file, reason }) => [file, reason])),
    analysed,
    deciding: [...new Set([...analysed, ...findings.keys(), ...environmentFiles, ...configured.files])],
    ties: collectTies(
      analysed,
      environmentFiles.map((file) => readOrEmpty(join(question.root, file))),
      configured.words,
    ),
  };
}

/** What an audit is told, but for what it reports. */
export function toOptions({ root, target, rules }: Question): Omit<AuditOptions, 'paths'> {
  return { cwd: root, root, rules, preset: 'strict', isFileByFile: true, ...(target === null ? {} : { target }) };
}

/**
 * The findings that ESLint is told of: those that count, and those that directives of its own suppress, which it has to
 * see to call them used.
 */
export function reportable({ findings, suppressed }: AuditResult): readonly Finding[] {
  return [...findings, ...suppressed.filter(({ suppression }) => suppression.by.startsWith('eslint-'))];
}

/** Whether a file that decided the findings has changed since. */
export function hasChanged({ listing, deciding }: Snapshot, root: string): boolean {
  return deciding.some((file) => (listing.stamps.get(file) ?? GONE) !== stampOf(root, file));
}

/** Linting a text in a folder that holds no other code is no mistake; there is just nothing to know of that folder. */
function auditFolder(question: Question): AuditResult | null {
  try {
    return audit({ ...toOptions(question), paths: [question.root] });
  } catch (error) {
    if (error instanceof NothingMatchedError) return null;
    throw error;
  }
}

function groupByFile(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.span.file) ?? [];
    group.push(finding);
    groups.set(finding.span.file, group);
  }
  return groups;
}

/** An env file that cannot be read has no variables; the command names it among what it skipped. */
function readOrEmpty(path: string): string {
  return readTextIfThere(path, () => {}) ?? '';
}
