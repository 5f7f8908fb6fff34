import { resolve } from 'node:path';
import type { AuditOptions, AuditResult } from './audit-result.js';
import { audit } from './audit.js';
import { applyChanges, chooseCompatible, type Texts } from '../engine/edits.js';
import { lineAt } from '../model/lines.js';
import type { Change, Finding } from '../model/finding.js';
import { mark } from './mark.js';

/** Overlapping changes take several rounds; more than this and they chase each other. */
const MAXIMUM_ROUNDS = 10;

/** What to fix. */
export interface FixOptions extends AuditOptions {
  /** Whether the first suggestion of a finding that has no fix is applied too. */
  readonly suggestions: boolean;
  /** Whether what is not fixed gets a comment that says so. */
  readonly mark?: boolean;
}

/** A file that a fix changed. Texts are without the byte-order mark. */
export interface FileChange {
  /** Relative to the root of the project. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly byteOrderMark: boolean;
}

/** What a fix did, before anything is written. */
export interface FixResult {
  readonly before: AuditResult;
  readonly after: AuditResult;
  readonly changes: readonly FileChange[];
  /** What marking did, where it was asked for: how many comments were added, and the findings that got none. */
  readonly marks?: { readonly added: number; readonly unmarkable: readonly Finding[] };
  /** Changes that did not stand their proof. */
  readonly dropped: readonly { readonly file: string; readonly line: number; readonly reason: string }[];
}

/**
 * Fixes what can be fixed, in memory: the first of overlapping changes, then a new look, until nothing is left; then
 * suggestions in the same way, where they are wanted.
 *
 * @param options what to look at
 * @returns the new texts; the caller writes them
 * @throws KnownError as `audit` does
 */
export function fix(options: FixOptions): FixResult {
  const before = audit(options);
  const texts = new Map<string, string>();
  let after = before;
  // A file that came since the first look has nothing to be compared with when it is written; it is left to the next run.
  const known = (result: AuditResult): readonly Finding[] =>
    result.findings.filter((finding) => isKnown(before, finding));
  for (let round = 0; round < MAXIMUM_ROUNDS; round += 1) {
    // A suggestion is proved again once the fixes are made, so that it is never written beside one it does not go with.
    const fixed = applyRound(after, known(after), false);
    const changed = fixed.size || !options.suggestions ? fixed : applyRound(after, known(after), true);
    if (!changed.size) break;
    for (const [file, text] of changed) texts.set(file, text);
    after = audit({ ...options, root: before.root, overlay: withOverlay(options, before, texts) });
  }
  // Changes that nobody wanted now are still there to be offered, and no report may say that they must be made by hand.
  if (options.wants && after.findings.length > 0)
    after = audit({ ...withoutWants(options), root: before.root, overlay: withOverlay(options, before, texts) });
  const marked = options.mark ? mark({ ...after, findings: known(after) }) : null;
  if (marked?.texts.size) {
    for (const [file, text] of marked.texts) texts.set(file, text);
    after = audit({ ...withoutWants(options), root: before.root, overlay: withOverlay(options, before, texts) });
  }
  const changes = [...texts]
    .map(([file, text]) => toFileChange(before, file, text))
    .filter((change) => change.before !== change.after)
    // In whatever order rounds came to them, a patch is read by file.
    .toSorted((one, other) => (one.file < other.file ? -1 : 1));
  return {
    before,
    after,
    changes,
    ...(marked ? { marks: { added: marked.added, unmarkable: marked.unmarkable } } : {}),
    dropped: droppedFrom(before, options.suggestions),
  };
}

/** Whether the first look read all files that a finding may change. */
function isKnown(before: AuditResult, { span, fix, suggestions }: Finding): boolean {
  const changed = [...(fix ? [fix] : []), ...suggestions].flatMap(({ edits }) => edits);
  return [span, ...changed].every(({ file }) => before.isRead(file));
}

function applyRound(result: AuditResult, findings: readonly Finding[], suggestions: boolean): Texts {
  const candidates = findings.flatMap((finding) => {
    const change = changeOf(finding, suggestions);
    return change ? [{ change }] : [];
  });
  const chosen = chooseCompatible(candidates).map(({ change }) => change);
  return applyChanges(chosen, (file) => result.textOf(file));
}

function withoutWants(options: FixOptions): FixOptions {
  const { wants, ...others } = options;
  return wants ? others : options;
}

function changeOf(finding: Finding, suggestions: boolean): Change | null {
  if (finding.fix || !suggestions) return finding.fix;
  return finding.suggestions[0] ?? null;
}

function withOverlay(options: FixOptions, before: AuditResult, texts: Texts): ReadonlyMap<string, Uint8Array | string> {
  const written = [...texts].map(([file, text]) => [resolve(before.root, file), text] as const);
  return new Map([...(options.overlay ?? []), ...written]);
}

function toFileChange(before: AuditResult, file: string, after: string): FileChange {
  return { file, before: before.textOf(file), after, byteOrderMark: before.hasByteOrderMark(file) };
}

/** What would have been written but did not stand its proof, by the first finding it was for. */
function droppedFrom(result: AuditResult, suggestions: boolean): FixResult['dropped'] {
  const tried = result.refuted.filter(({ isFix }) => isFix || suggestions);
  const dropped = tried.flatMap(({ findings: [first], reason }) => (first ? [toDropped(result, first, reason)] : []));
  // A finding with several changes may lose them all for one reason.
  return [...new Map(dropped.toReversed().map((each) => [`${each.file}|${each.reason}`, each])).values()].toReversed();
}

function toDropped(result: AuditResult, { span }: Finding, reason: string): FixResult['dropped'][number] {
  const line = lineAt(result.textOf(span.file), span.start);
  return { file: span.file, line, reason };
}
