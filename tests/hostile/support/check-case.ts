import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect } from 'vitest';
import { temporaryFolder } from '../../support/folders.js';
import type { Account, HostileCase } from '../hostile-case.js';

const COMMAND = fileURLToPath(new URL('../../../dist/src/cli/main.js', import.meta.url));
const MEASURE = pathToFileURL(fileURLToPath(new URL('measure.mjs', import.meta.url))).href;
const HEALTHY = 'healthy.js';
const HEALTHY_PROGRAM = "fetch('https://api.clever.com/me');\n";
/** Of the processor, so that a busy machine makes no test red. */
const MOST_SECONDS = 30;
const MOST_MEMORY = 1024 ** 3;
/** After which a run that has got stuck is ended, in milliseconds. */
const PATIENCE = 150_000;

/** What these tests read of a report. */
interface Report {
  readonly summary: Readonly<Record<'files' | 'analysed' | 'asText' | 'skipped' | 'unrelated', number>>;
  readonly findings: readonly {
    readonly rule: string;
    readonly file: string;
    readonly line: number;
    readonly related: readonly { readonly file: string }[];
  }[];
  readonly unresolved: readonly { readonly file: string }[];
  readonly skipped: readonly { readonly file: string; readonly reason: string; readonly bytes: number }[];
}

/**
 * Runs the built command over a case, and checks what must hold for all of them and what the case says.
 *
 * @throws AssertionError where something does not hold
 */
export function checkCase(hostile: HostileCase): void {
  // What lies above the temporary folder is no part of the case.
  const top = temporaryFolder({ '.git/HEAD': '' });
  const folder = join(top, 'case', hostile.folder ?? '.');
  write(folder, { [HEALTHY]: HEALTHY_PROGRAM });
  write(join(top, 'case'), hostile.files?.() ?? {});
  hostile.arrange?.(join(top, 'case'));
  const { status, stdout, stderr } = audit(folder, hostile.paths ?? ['.'], join(top, 'cost.json'));
  if (hostile.refused) {
    expect({ status, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ status: 2, stdout: '', lines: 1 });
    expect(stderr).toMatch(hostile.refused);
    return;
  }
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  checkReport(JSON.parse(stdout) as Report, hostile.accounts);
}

function checkReport(report: Report, accounts: HostileCase['accounts']): void {
  const { files, analysed, asText, skipped, unrelated } = report.summary;
  const healthy = report.findings.filter(({ file }) => file === HEALTHY);
  expect(healthy.map(({ rule, line }) => `${rule}:${line}`)).toEqual(['clever/no-unversioned-me:1']);
  expect({ files, skipped }).toEqual({
    files: analysed + asText + skipped + unrelated,
    skipped: report.skipped.length,
  });
  for (const [file, account] of Object.entries(accounts)) checkAccount(report, file, account);
  // Nothing is skipped that the case does not expect.
  const expected = Object.keys(accounts).filter((file) => typeof accounts[file] === 'object');
  expect(report.skipped.map(({ file }) => file).sort()).toEqual(expected.sort());
}

function write(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function audit(folder: string, paths: readonly string[], costFile: string) {
  const words = ['--import', MEASURE, COMMAND, '--format', 'json', ...paths];
  const { signal, ...ended } = spawnSync(process.execPath, words, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CLEVER_AUDIT_COST: costFile },
    killSignal: 'SIGKILL',
    maxBuffer: 1024 ** 3,
    timeout: PATIENCE,
  });
  expect(signal, ended.stderr).toBeNull();
  const { memory, seconds } = JSON.parse(readFileSync(costFile, 'utf8')) as Record<'memory' | 'seconds', number>;
  expect(seconds, 'seconds of the processor').toBeLessThan(MOST_SECONDS);
  expect(memory, 'bytes of memory').toBeLessThan(MOST_MEMORY);
  return ended;
}

function checkAccount(report: Report, file: string, account: Account): void {
  const places = [...report.findings, ...report.findings.flatMap(({ related }) => related), ...report.unresolved];
  const isFound = places.some((place) => place.file === file);
  const skipped = report.skipped.find((each) => each.file === file);
  if (typeof account === 'object') expect(skipped?.reason, file).toMatch(account.skipped);
  else expect({ file, isFound, skipped }).toEqual({ file, isFound: account === 'found', skipped: undefined });
}
