import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { formats, type Format } from '../../../src/reporters/list.js';
import { temporaryFolder } from '../../support/folders.js';
import type { Account, Contents, HostileCase } from '../hostile-case.js';
import type { Cost, Server } from './server.js';

const HEALTHY = 'healthy.js';
const HEALTHY_PROGRAM = "fetch('https://api.clever.com/me');\n";
const HEALTHY_FINDING = 'clever/no-unversioned-me:1';
/** The formats that are written beside the one that is read. */
const OTHERS = formats.filter((format) => format !== 'json');
/** Of the processor, so that a busy machine makes no test red. */
const MOST_SECONDS = 30;
const MOST_MEMORY = 1024 ** 3;
/** A file that ESLint is asked about. */
const SCRIPT = /^[^\n]*\.[cm]?[jt]sx?$/;

const ENV_FILE = /(?:^|\/)\.env[^/]*$/;

/** What these tests read of a report. */
interface Report {
  readonly summary: Readonly<Record<'files' | 'analysed' | 'asText' | 'skipped' | 'unrelated', number>>;
  readonly findings: readonly {
    readonly rule: string;
    readonly file: string;
    readonly line: number;
    readonly suppressed: unknown;
    readonly calls: readonly { readonly file: string; readonly line: number }[];
    readonly related: readonly { readonly file: string }[];
  }[];
  readonly unresolved: readonly { readonly file: string }[];
  readonly skipped: readonly { readonly file: string; readonly reason: string; readonly bytes: number }[];
}

/**
 * Runs the built command over a case, and ESLint, and checks what must hold for all of them and what the case says.
 *
 * @throws AssertionError where something does not hold
 */
export async function checkCase(hostile: HostileCase, server: Server): Promise<void> {
  // What lies above the temporary folder is no part of the case.
  const top = temporaryFolder({ '.git/HEAD': '' });
  const folder = join(top, 'case', hostile.folder ?? '.');
  write(folder, { [HEALTHY]: HEALTHY_PROGRAM });
  write(join(top, 'case'), hostile.files?.() ?? {});
  hostile.arrange?.(join(top, 'case'));
  const { paths = ['.'] } = hostile;
  const { answer, cost } = await server.ask({ kind: 'command', folder, words: ['--format', 'json', ...paths] });
  checkCost(cost);
  const { status, stdout, stderr } = answer;
  if (hostile.refused) {
    expect({ status, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ status: 2, stdout: '', lines: 1 });
    expect(stderr).toMatch(hostile.refused);
    return;
  }
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  const report = JSON.parse(stdout) as Report;
  checkReport(report, hostile);
  if (report.skipped.length > 0) await checkFormats(report, top, folder, paths, server);
  if (!hostile.paths) await checkEslint(report, folder, hostile, server);
}

/** A report of any format says why each file was skipped. */
async function checkFormats(
  { skipped }: Report,
  top: string,
  folder: string,
  paths: readonly string[],
  server: Server,
): Promise<void> {
  const reportOf = (format: Format): string => join(top, 'reports', format);
  mkdirSync(join(top, 'reports'));
  const outputs = OTHERS.flatMap((format) => ['--output', `${format}:${reportOf(format)}`]);
  await server.ask({ kind: 'command', folder, words: [...outputs, ...paths] });
  for (const format of OTHERS) {
    const said = lettersOf(readFileSync(reportOf(format), 'utf8'));
    const missing = skipped.filter(({ reason }) => !said.includes(lettersOf(reason)));
    expect(missing, format).toEqual([]);
  }
}

/** What is left of a text where each format may break lines and escape signs in its own way. */
function lettersOf(text: string): string {
  return text.replaceAll(/&#?\w+;|\\[nrt]|%0[AD]|[^A-Za-z]/g, '');
}

function checkCost({ seconds, memory }: Cost): void {
  expect(seconds, 'seconds of the processor').toBeLessThan(MOST_SECONDS);
  expect(memory, 'bytes of memory').toBeLessThan(MOST_MEMORY);
}

function checkReport(report: Report, { accounts, maySkip = [] }: HostileCase): void {
  const { files, analysed, asText, skipped, unrelated } = report.summary;
  expect(foundIn(report, HEALTHY)).toEqual([HEALTHY_FINDING]);
  expect({ files, skipped }).toEqual({
    files: analysed + asText + skipped + unrelated,
    skipped: report.skipped.length,
  });
  for (const [file, account] of Object.entries(accounts)) checkAccount(report, file, account);
  // Nothing is skipped that the case does not expect.
  const expected = Object.keys(accounts).filter((file) => typeof accounts[file] === 'object');
  const skippedFiles = report.skipped.map(({ file }) => file).filter((file) => !maySkip.includes(file));
  expect(skippedFiles.sort()).toEqual(expected.sort());
}

/**
 * ESLint finds in each program what the command finds there, and says of one that the command skips why; its run does not
 * end.
 */
async function checkEslint(
  report: Report,
  folder: string,
  { accounts, files: contents }: HostileCase,
  server: Server,
): Promise<void> {
  // ESLint reads a program before it asks a rule, so one that is no text never comes to the rules.
  const isText = (file: string): boolean => typeof contents?.()[file] === 'string';
  const programs = Object.keys(accounts).filter((file) => SCRIPT.test(file) && isText(file));
  const files = [HEALTHY, ...programs];
  const { answer, cost } = await server.ask({ kind: 'lint', folder, files });
  checkCost(cost);
  for (const { file, messages } of answer) {
    const skipped = report.skipped.find((each) => each.file === file);
    if (skipped) {
      const told = `clever-audit cannot check this file: ${skipped.reason}`;
      expect({ file, told: messages.map(({ message }) => message) }).toEqual({ file, told: [told] });
      continue;
    }
    const found = messages.map(({ ruleId, line }) => `${ruleId}:${line}`).sort();
    expect({ file, found: [...new Set(found)] }).toEqual({ file, found: lintedIn(report, file) });
  }
}

/**
 * What ESLint says of a file: nothing of what a comment suppresses, and of an address in an env file, which it never comes
 * to, at the first call that is made with it.
 */
function lintedIn({ findings, ...report }: Report, file: string): readonly string[] {
  const open = findings.filter(({ suppressed }) => suppressed === null);
  const moved = open.flatMap((finding) => {
    const call = finding.calls.find((each) => each.file === file);
    return ENV_FILE.test(finding.file) && call ? [{ ...finding, file, line: call.line }] : [];
  });
  return [...new Set(foundIn({ ...report, findings: [...open, ...moved] }, file))];
}

/** The rules and lines of the findings in a file. */
function foundIn({ findings }: Report, file: string): readonly string[] {
  const own = findings.filter((finding) => finding.file === file);
  return own.map(({ rule, line }) => `${rule}:${line}`).sort();
}

function write(folder: string, files: Contents): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function checkAccount(report: Report, file: string, account: Account): void {
  const places = [...report.findings, ...report.findings.flatMap(({ related }) => related), ...report.unresolved];
  const isFound = places.some((place) => place.file === file);
  const skipped = report.skipped.find((each) => each.file === file);
  if (typeof account === 'object') expect(skipped?.reason, file).toMatch(account.skipped);
  else expect({ file, isFound, skipped }).toEqual({ file, isFound: account === 'found', skipped: undefined });
}
