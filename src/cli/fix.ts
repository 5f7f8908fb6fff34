import path from 'node:path';

import type { AuditOptions, AuditResult } from '../run/audit-result.js';
import type { FixResult } from '../run/fix.js';
import { appendAll } from '../model/append.js';
import { lineAt } from '../model/lines.js';
import { toShellWord } from '../reporters/next-command.js';
import { toDisplayPath } from '../reporters/places.js';
import { toPrintable } from '../reporters/printable.js';
import { isOnlySuggested, remedyOf } from '../reporters/remedy.js';
import { joinWords, nameFirst } from '../model/words.js';
import { count } from '../reporters/summary.js';
import type { Decisions } from './interactive.js';
import { refuseUnclean } from './clean-tree.js';
import { readGitState, type GitState } from './git.js';
import { report, toAuditOptions, type Run } from './report.js';
import { goneFrom, hasComment, toUnsaidLines } from './unsaid.js';
import { writeChanges } from './write.js';

/**
 * Writes what can be fixed, reports what remains and says how to see and undo what was written.
 *
 * @param run the run
 * @param part what is fixed and reported, where that is not everything under the paths
 * @returns the exit code of what remains
 * @throws WriteError when the files cannot be written; none is then
 */
export async function writeFixes(run: Run, part: FixedPart | null = null): Promise<number> {
  const { cwd, environment, stderr } = run.surroundings;
  const given = await toAuditOptions(run);
  const options = part ? { ...given, paths: part.paths, wants: both(given.wants, part.wants) } : given;
  const { fix, fixOnly, fixSuggestions, interactive, mark, requireClean } = run.arguments;
  const decisions = interactive ? await (await import('./interactive.js')).decide(run, options) : null;
  const isFixing = fix || fixOnly.length > 0 || fixSuggestions || interactive;
  // With --mark alone no fix is wanted, and what has one needs no mark.
  const wants = decisions?.wants ?? (isFixing ? options.wants : () => false);
  const suggestions = fixSuggestions || interactive;
  const result = await run.engine.fix({
    ...options,
    ...(wants ? { wants } : {}),
    suggestions,
    ...(mark ? { mark } : {}),
  });
  const { root } = result.before;
  const files = result.changes.map(({ file }) => path.resolve(root, file));
  if (requireClean) refuseUnclean(root, files, environment, cwd);
  const state = files.length > 0 ? readGitState(root, files, environment) : null;
  const settled = writeChanges(root, result.changes);
  const exitCode = await report(run, part ? await part.look() : result.after);
  const lines = [
    ...settled,
    ...toDroppedLines(result, cwd),
    ...toUnmarkedLines(result, cwd),
    ...(files.length > 0 ? toClosingLines(result, files, state, cwd) : toIdleLines(run, result.after, decisions)),
    ...(decisions?.byHand ?? []),
    ...(run.arguments.staged && files.length > 0 ? [toStagingLine(files, state, cwd)] : []),
  ];
  for (const line of lines) stderr.write(`${toPrintable(line)}\n`);
  return exitCode;
}

/** What is fixed of a project: the findings of a part of it. */
export interface FixedPart {
  readonly paths: AuditOptions['paths'];
  readonly wants: NonNullable<AuditOptions['wants']>;
  /** Takes the report once the files are written. */
  readonly look: () => Promise<AuditResult>;
}

function both(given: AuditOptions['wants'], wants: FixedPart['wants']): FixedPart['wants'] {
  return given ? (finding) => given(finding) && wants(finding) : wants;
}

/** The index is the user's own. */
function toStagingLine(files: readonly string[], state: GitState | null, cwd: string): string {
  const words = files.map((file) => toShellWord(toDisplayPath(cwd, file, cwd)));
  const isPartlyStaged = files.some((file) => state?.changed.has(file));
  const stage = `git add ${isPartlyStaged ? '-p ' : ''}-- ${words.join(' ')}`;
  return `The report above describes the staged code, without these fixes. Stage them: ${stage}`;
}

/**
 * Names the fixes that were given up, and why: in the words of the report, where that says why too.
 *
 * @param result what the engine did
 * @param cwd the absolute folder that paths are relative to
 * @returns a line for each
 */
export function toDroppedLines(result: FixResult, cwd: string): readonly string[] {
  if (result.dropped.length === 0) return [];
  const { root, findings, textOf } = result.after;
  const toPlace = (file: string, line: number): string => `${toDisplayPath(root, file, cwd)}:${line}`;
  const refusals = new Map(
    findings.flatMap(({ span: { file, start }, refusal }) =>
      refusal === null ? [] : [[toPlace(file, lineAt(textOf(file), start)), refusal] as const],
    ),
  );
  return result.dropped.map(({ file, line, reason }) => {
    const place = toPlace(file, line);
    return `Not fixed: ${place}: ${refusals.get(place) ?? reason}`;
  });
}

/**
 * Names the findings that `--mark` could put no comment above.
 *
 * @returns a line for each
 */
export function toUnmarkedLines({ marks, after }: FixResult, cwd: string): readonly string[] {
  return (marks?.unmarkable ?? []).map(({ span, rule }) => {
    const place = `${toDisplayPath(after.root, span.file, cwd)}:${lineAt(after.textOf(span.file), span.start)}`;
    return `Not marked: ${place}: ${rule}: no comment can go there`;
  });
}

/** What is said where nothing was written: nothing at all where the report has no findings, and says so. */
function toIdleLines(
  { arguments: { fixSuggestions, mark } }: Run,
  { findings }: AuditResult,
  decisions: Decisions | null,
): readonly string[] {
  if (findings.length === 0) return [];
  if (decisions && decisions.offered > 0) return ['Nothing was written: you accepted no change.'];
  if (decisions) return ['Nothing was written: no finding has a fix or a suggestion.', BY_HAND];
  if (mark) return ['Nothing was written.'];
  const left = findings.filter((finding) => remedyOf(finding) !== 'by hand');
  const isSuggested = !fixSuggestions && left.some(isOnlySuggested);
  return [
    `Nothing was written: no finding has a fix${fixSuggestions ? ' or a suggestion' : ''}.`,
    isSuggested ? SUGGESTED : left.some(({ outside }) => outside) ? OUTSIDE : BY_HAND,
  ];
}

/** How many files a sentence names; a command names all of them. */
const NAMED_FILES = 20;

const OUTSIDE = 'Some changes are in files outside this run: the report says which command includes them.';
const BY_HAND = 'The report says what to change by hand.';
const SUGGESTED = 'Some findings have a suggestion that needs your decision: --interactive shows each one and asks.';

function toClosingLines(
  result: FixResult,
  files: readonly string[],
  state: GitState | null,
  cwd: string,
): readonly string[] {
  const names = (list: readonly string[]) => list.map((file) => toDisplayPath(cwd, file, cwd));
  const named = (list: readonly string[]) => nameFirst(names(list), NAMED_FILES);
  const tracked = files.filter((file) => state?.tracked.has(file));
  const untracked = files.filter((file) => !state?.tracked.has(file));
  const changed = tracked.filter((file) => state?.changed.has(file));
  const suggested = countSuggested(result);
  const lines = [`${toDone(result, suggested)} in ${count(files.length, 'file')}: ${named(files)}`];
  if (suggested > 0 && hasComment(result)) lines.push(CHECK);
  appendAll(lines, toUnsaidLines(result, cwd));
  if (tracked.length > 0) {
    const words = names(tracked).map(toShellWord).join(' ');
    lines.push(`Review the changes: git diff -- ${words}`, `Undo them: git restore -- ${words}`);
  }
  if (changed.length > 0) {
    lines.push(`Careful: undoing also discards earlier unstaged changes in ${named(changed)}`);
  }
  if (untracked.length > 0) {
    lines.push(
      state === null
        ? 'These files are not in a git repository, so git cannot undo the changes'
        : `Git does not track ${named(untracked)}, so it cannot undo the changes there`,
    );
  }
  return lines;
}

const CHECK = 'Check the suggestions: a TODO(clever-audit) comment says what is still open';

/** `Fixed 2 findings, applied suggestions to 1 finding and added 1 mark` */
function toDone(result: FixResult, suggested: number): string {
  const fixed = goneFrom(result).length - suggested;
  const marked = result.marks?.added ?? 0;
  const done = [
    ...(fixed > 0 || suggested + marked === 0 ? [`fixed ${count(fixed, 'finding')}`] : []),
    ...(suggested > 0 ? [`applied suggestions to ${count(suggested, 'finding')}`] : []),
    ...(marked > 0 ? [`added ${count(marked, 'mark')}`] : []),
  ];
  return joinWords(done).replace(/^./, (letter) => letter.toUpperCase());
}

/** A suggestion leaves a decision or a check to the reader, so what it changed is not fixed yet. */
function countSuggested(result: FixResult): number {
  return goneFrom(result).filter(isOnlySuggested).length;
}
