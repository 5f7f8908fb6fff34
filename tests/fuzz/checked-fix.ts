import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { rules } from '../../rules/index.js';
import { isWritable } from '../../src/engine/edits.js';
import type { AuditResult } from '../../src/run/audit-result.js';
import { fix } from '../../src/run/fix.js';
import type { Texts } from '../support/findings.js';
import { writeFiles } from '../support/folders.js';

/** Seconds of the processor for one small program; it takes less than one. */
const MOST_SECONDS = 20;

const SCRIPT = /\.[cm]?[jt]sx?$/;

/**
 * Audits and fixes a program, and checks what must hold whatever it says.
 *
 * @param folder a folder for the program alone; what it held before is removed
 * @param files the program
 * @throws Error where something does not hold
 */
export function checkFix(folder: string, files: Texts): void {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  writeFiles(folder, { ...files });
  const options = { cwd: folder, root: folder, paths: ['.'], rules, preset: 'strict' } as const;
  for (const suggestions of [false, true]) {
    const started = process.cpuUsage();
    const { before, after, changes } = fix({ ...options, suggestions });
    const { user, system } = process.cpuUsage(started);
    demand((user + system) / 1e6 < MOST_SECONDS, 'the run takes too long');
    for (const result of [before, after]) checkResult(result, Object.keys(files));
    for (const finding of before.findings) checkEdits(finding, files);
    for (const { file, before: old, after: text } of changes)
      demand(!parses(file, old) || parses(file, text), `${file} does not parse once it is fixed:\n${text}`);
  }
}

function checkResult(result: AuditResult, written: readonly string[]): void {
  const { faults = [], files, analysed, asText, skipped, unrelated, ledger } = result;
  demand(faults.length === 0, `the tool fails: ${String((faults[0]?.error as Error | undefined)?.stack)}`);
  const named = new Set([...ledger.keys(), ...skipped.map(({ file }) => file)]);
  for (const file of written) demand(named.has(file) || !SCRIPT.test(file), `${file} is not accounted for`);
  demand(files === analysed + asText + skipped.length + unrelated, 'the counts of files do not add up');
}

function checkEdits({ fix: change, suggestions }: AuditResult['findings'][number], files: Texts): void {
  for (const { edits } of [...(change ? [change] : []), ...suggestions]) {
    demand(isWritable(edits), `edits overlap: ${JSON.stringify(edits)}`);
    for (const { file, start, end } of edits) {
      const { length } = files[file] ?? '';
      demand(0 <= start && start <= end && end <= length, `an edit lies outside of its file: ${file} ${start} ${end}`);
    }
  }
}

/** Whether a compiler reads a text without an error. */
function parses(file: string, text: string): boolean {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true) as ts.SourceFile & {
    readonly parseDiagnostics: readonly ts.Diagnostic[];
  };
  return !SCRIPT.test(file) || source.parseDiagnostics.length === 0;
}

function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
