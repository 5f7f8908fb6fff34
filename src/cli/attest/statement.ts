import { createHash } from 'node:crypto';
import { holdsSettings } from '../../discover/file-kind.js';
import { createPlaces } from '../../reporters/places.js';
import type { AuditResult } from '../../run/audit-result.js';

/** What a run looked at and found, so that somebody else can check it. Paths are relative to the root of the project. */
export interface Subject {
  /** What was asked for, relative to the root. */
  readonly paths: readonly string[];
  readonly target: string;
  readonly preset: string;
  readonly summary: {
    readonly files: number;
    readonly analysed: number;
    readonly asText: number;
    readonly unrelated: number;
    readonly unresolved: number;
    readonly skipped: number;
    readonly suppressed: number;
  };
  /** A hash over the names and texts of all files under the paths, and of all that were opened for them. */
  readonly tree: string;
  /** Programs and documents that were opened; settings are in the hash of the tree alone, since they hold secrets. */
  readonly files: readonly { readonly file: string; readonly sha256: string }[];
  readonly calls: readonly {
    readonly file: string;
    readonly line: number;
    readonly method: string | null;
    readonly version: string | null;
    readonly path: string;
  }[];
  readonly suppressed: readonly {
    readonly rule: string;
    readonly file: string;
    readonly line: number;
    readonly by: string;
    readonly reason: string | null;
    readonly until: string | null;
  }[];
}

/** A statement that nothing is open. */
export interface Statement {
  readonly schemaVersion: 1;
  readonly statement: string;
  readonly tool: { readonly name: 'clever-audit'; readonly version: string };
  readonly node: string;
  readonly date: string;
  /** The commit that was checked out; null outside of git. */
  readonly commit: string | null;
  /** Whether files differed from that commit. */
  readonly hasUncommittedChanges: boolean;
  readonly subject: Subject;
  /** Of the subject; no signature. */
  readonly sha256: string;
}

/**
 * Gathers what a statement is about.
 *
 * @param result of the run
 * @param paths what was asked for, relative to the root
 */
export function toSubject(result: AuditResult, paths: readonly string[]): Subject {
  const places = createPlaces(result, result.root);
  const opened = [...new Set([...result.ledger.keys(), ...result.analysedFiles])].sort();
  const hashes = opened.map((file) => ({ file, sha256: hash(result.textOf(file)) }));
  const shown = new Set(result.analysedFiles.filter((file) => !holdsSettings(file)));
  const { files, analysed, asText, unrelated, unresolved, skipped, suppressed, target, preset } = result;
  return {
    paths,
    target,
    preset,
    summary: {
      files,
      analysed,
      asText,
      unrelated,
      unresolved: unresolved.length,
      skipped: skipped.length,
      suppressed: suppressed.length,
    },
    tree: hash(hashes.map(({ file, sha256 }) => `${sha256}  ${file}\n`).join('')),
    files: hashes.filter(({ file }) => shown.has(file)),
    calls: result.asked.map(({ span, method, version, path }) => {
      const { file, line } = places.placeOf(span);
      return { file, line, method, version, path };
    }),
    suppressed: suppressed.map(({ rule, span, suppression: { by, reason, until } }) => {
      const { file, line } = places.placeOf(span);
      return { rule, file, line, by, reason, until };
    }),
  };
}

/** The hash of a subject, by which a statement that was edited is known. */
export function hashOfSubject(subject: Subject): string {
  return hash(JSON.stringify(subject));
}

/**
 * What of a statement is different now, in words.
 *
 * @returns none where it still holds
 */
export function differencesBetween(then: Subject, now: Subject): readonly string[] {
  const parts = ['calls', 'suppressed', 'summary'] as const;
  const hashes = new Map(now.files.map(({ file, sha256 }) => [file, sha256]));
  const changed = then.files.filter(({ file, sha256 }) => hashes.get(file) !== sha256).map(({ file }) => file);
  return [
    ...changed.map((file) => `${file} was changed`),
    ...parts.filter((part) => JSON.stringify(then[part]) !== JSON.stringify(now[part])).map((part) => words[part]),
    ...(then.tree !== now.tree && changed.length === 0
      ? ['a file that the statement does not list was changed, added or removed']
      : []),
  ];
}

const words = {
  calls: 'the calls to Clever are different',
  suppressed: 'the suppressed findings are different',
  summary: 'the number of files is different',
} as const;

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
