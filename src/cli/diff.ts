import { fstatSync } from 'node:fs';
import path from 'node:path';

import type { AuditResult } from '../run/audit-result.js';
import { showsLines } from '../discover/file-kind.js';
import type { Variables } from '../discover/git.js';
import { toProjectPath } from '../discover/project-path.js';
import { distinctEdits } from '../model/edits.js';
import type { Change, Edit } from '../model/finding.js';
import { isMark, wordsOfComment } from '../model/mark.js';
import type { FileChange, FixResult } from '../run/fix.js';
import { toClosingLine } from '../reporters/headline.js';
import { lineAt } from '../model/lines.js';
import { toDisplayPath } from '../reporters/places.js';
import { isOnlySuggested } from '../reporters/remedy.js';
import { toPrintable, toPrintableLines } from '../reporters/printable.js';
import { count } from '../reporters/summary.js';
import { toDroppedLines, toUnmarkedLines } from './fix.js';
import { toUnsaidLines } from './unsaid.js';
import { findRepository } from './git.js';
import { asItIs } from './guarded-output.js';
import type { Output, Surroundings } from './surroundings.js';
import { toPatch } from './patch.js';
import { conclude, toAuditOptions, toReport, writeReports, type Run } from './report.js';

/**
 * Prints what `--fix` would change as a patch, and what else is to be said on the standard error output. Writes nothing.
 *
 * @param run the run
 * @returns the exit code of the files as they are
 */
export async function printDiff(run: Run): Promise<number> {
  const { cwd, environment, stdout, stderr } = run.surroundings;
  const { fixSuggestions: suggestions, mark } = run.arguments;
  const result = await run.engine.fix({ ...(await toAuditOptions(run)), suggestions, ...(mark ? { mark } : {}) });
  const { root } = result.before;

  const secret = result.changes.filter(({ file }) => !showsLines(file));
  const open = result.changes.filter((change) => !secret.includes(change));
  const base = findBase(open, root, cwd, environment);
  const shown = open.filter(({ file }) => isBelow(base, path.resolve(root, file)));
  const outside = open.filter((change) => !shown.includes(change));

  const patch = toPatch(shown.map((change) => toPatchedFile(change, root, base)));
  // For `git apply` it must hold each character of the code; for a person's terminal it must not.
  if (stdout.isTTY) stdout.write(toPrintableLines(patch));
  else (isLogOfBuild(stdout, environment) ? stdout : asItIs(stdout)).write(patch);
  const lines = [
    ...secret.flatMap((change) => describeSecret(change, result, suggestions, cwd)),
    ...outside.map(({ file }) => `${toDisplayPath(root, file, cwd)} is not in the patch: it is outside of ${base}`),
    ...toAdvice(shown, secret.length + outside.length, suggestions, root, base, cwd),
    ...(suggestions ? toUnsaidLines(result, cwd) : []),
    ...toDroppedLines(result, cwd),
    ...toUnmarkedLines(result, cwd),
    toClosingLine(result.before),
    `${count(result.changes.length, 'file')} would change. Nothing was written.`,
    ...(!suggestions && result.before.findings.some(isOnlySuggested) ? [OTHERS] : []),
  ];
  for (const line of lines) stderr.write(`${toPrintable(line)}\n`);
  await writeReports(run, await toReport(run, result.before));
  return conclude(run, result.before);
}

/** Whether a machine that runs builds reads what is printed, and may take a line of the code for a command. */
function isLogOfBuild({ fd }: Output, { GITHUB_ACTIONS, TF_BUILD }: Surroundings['environment']): boolean {
  const isBuild = Boolean(GITHUB_ACTIONS) || Boolean(TF_BUILD);
  return isBuild && !(fd !== undefined && fstatSync(fd).isFile());
}

const OTHERS = 'Suggestions, which need your decision, are not shown: --diff --fix-suggestions shows them too.';

/** The folder whose paths the patch has: git reads paths from the top of the repository, else from where it runs. */
function findBase(changes: readonly FileChange[], root: string, cwd: string, environment: Variables): string {
  const files = changes.map(({ file }) => path.resolve(root, file));
  const repository = [findRepository(cwd, environment), findRepository(root, environment)].find(
    (folder) => folder !== null && files.some((file) => isBelow(folder, file)),
  );
  return repository ?? (files.every((file) => isBelow(cwd, file)) ? cwd : root);
}

function isBelow(folder: string, file: string): boolean {
  return toProjectPath(folder, file) !== null;
}

function toPatchedFile({ file, before, after, byteOrderMark }: FileChange, root: string, base: string) {
  const mark = byteOrderMark ? '\uFEFF' : '';
  return { file: toDisplayPath(root, file, base), before: mark + before, after: mark + after };
}

/** The lines of an env file hold secrets: each edit is told, and nothing else of the file is shown. */
function describeSecret(
  { file }: FileChange,
  { before }: FixResult,
  suggestions: boolean,
  cwd: string,
): readonly string[] {
  const name = toDisplayPath(before.root, file, cwd);
  const text = before.textOf(file);
  const all = distinctEdits(listChanges(before, suggestions).flatMap(({ edits }) => edits));
  const edits = all
    .filter((edit) => edit.file === file)
    .toSorted((left, right) => left.start - right.start)
    .map((edit) => `${name}:${lineAt(text, edit.start)} ${NOT_SHOWN}: ${describeEdit(edit, text)}`);
  return edits.length > 0 ? edits : [`${name} ${NOT_SHOWN}`];
}

const NOT_SHOWN = 'is not in the patch, because the file may contain secrets';

/** A piece of a URL without a user, a password or a parameter. */
const PLAIN_PIECE = /^[\w./:-]{1,100}$/;

/** What an edit writes; what it takes away is told only where it cannot be a secret. */
function describeEdit(edit: Edit, text: string): string {
  if (isMark(edit)) return `add the comment \`${wordsOfComment(edit.text)}\``;
  const old = text.slice(edit.start, edit.end);
  if (old === '') return `insert \`${edit.text}\` at column ${edit.start - text.lastIndexOf('\n', edit.start - 1)}`;
  const named = PLAIN_PIECE.test(old) ? `\`${old}\`` : 'what the report underlines there';
  return edit.text === '' ? `remove ${named}` : `write \`${edit.text}\` instead of ${named}`;
}

function listChanges({ findings }: AuditResult, suggestions: boolean): readonly Change[] {
  return findings.flatMap((finding) => finding.fix ?? (suggestions ? finding.suggestions.slice(0, 1) : []));
}

function toAdvice(
  shown: readonly FileChange[],
  missing: number,
  suggestions: boolean,
  root: string,
  base: string,
  cwd: string,
): readonly string[] {
  const isElsewhere = shown.some(({ file }) => !isBelow(cwd, path.resolve(root, file)));
  return [
    ...(missing > 0
      ? [
          `The patch alone is not the whole change: make the edits above by hand too, or run with ${suggestions ? '--fix-suggestions and without' : '--fix instead of'} --diff`,
        ]
      : []),
    ...(isElsewhere ? [`Run git apply in ${base}: in a folder below it, git skips the files outside that folder`] : []),
  ];
}
