import { fstatSync, statSync } from 'node:fs';
import path from 'node:path';
import { KnownError } from '../../discover/errors.js';
import { kindOf } from '../../discover/file-kind.js';
import { isJsonObject, parseJson } from '../../discover/loose-json.js';
import { findProjectRoot } from '../../discover/project.js';
import { readTextIfThere } from '../../discover/read-regular-file.js';
import { toPrintable, toPrintableJson } from '../../reporters/printable.js';
import { lineAt } from '../../model/lines.js';
import { openDecisionsIn } from '../../model/mark.js';
import { joinWords } from '../../model/words.js';
import { count, openWords } from '../../reporters/summary.js';
import type { AuditResult } from '../../run/audit-result.js';
import type { Engine } from '../engine.js';
import { UsageError } from '../errors.js';
import { exitCodes } from '../exit-code.js';
import { readCommit } from '../git.js';
import type { Surroundings } from '../surroundings.js';
import { parseAttestLine, type AttestRequest } from './attest-line.js';
import { differencesBetween, hashOfSubject, toSubject, type Statement, type Subject } from './statement.js';

/**
 * `clever-audit attest`: states that nothing is open, with what was looked at, or checks such a statement.
 *
 * @param words the words behind `attest`
 * @param version the program's own version
 * @returns 0; 1 where something is open, or a statement holds no longer
 * @throws KnownError for a path that does not exist, and for a file that is no statement
 */
export async function attest(
  words: readonly string[],
  surroundings: Surroundings,
  engine: Engine,
  version: string,
): Promise<number> {
  const line = parseAttestLine(words);
  if (line.kind === 'text') {
    surroundings.stdout.write(line.text);
    return exitCodes.clean;
  }
  if (line.verify !== null) return verify(line.verify, surroundings, engine, version);
  const result = await auditFor(line, surroundings.cwd, engine);
  const open = openIn(result);
  for (const reason of open) surroundings.stderr.write(`clever-audit: no statement, because ${reason}\n`);
  if (open.length > 0) {
    surroundings.stderr.write(
      'clever-audit: run clever-audit without attest to see what is left, and what to do about it\n',
    );
    return exitCodes.findings;
  }
  refuseOutputAmong(result, surroundings);
  const paths = pathsFrom(result.root, line.paths, surroundings.cwd);
  surroundings.stdout.write(`${toPrintableJson(toStatement(result, paths, surroundings, version))}\n`);
  return exitCodes.clean;
}

type Asked = Pick<AttestRequest, 'paths' | 'preset' | 'target'>;

async function auditFor({ paths, preset, target }: Asked, cwd: string, engine: Engine): Promise<AuditResult> {
  return engine.audit({
    cwd,
    paths: paths.length > 0 ? paths : ['.'],
    rules: await engine.loadRules(),
    ...(preset === null ? {} : { preset }),
    ...(target === null ? {} : { target }),
  });
}

const ELSEWHERE = 'write it outside the project, or to a file that git ignores';

/** A statement that the shell writes to a file which it covers could never be valid. */
function refuseOutputAmong({ root, ledger }: AuditResult, { stdout }: Surroundings): void {
  const output = stdout.fd === undefined ? null : fstatSync(stdout.fd);
  if (!output?.isFile()) return;
  const covered = [...ledger.keys()].find((file) => {
    const status = statSync(path.join(root, file), { throwIfNoEntry: false });
    return status?.ino === output.ino && status.dev === output.dev;
  });
  if (covered !== undefined) throw new UsageError(`the statement would cover its own file, ${covered}; ${ELSEWHERE}`);
}

/** Why nothing can be stated; an info asks for nothing to be done. */
function openIn(result: AuditResult): readonly string[] {
  const findings = result.findings.filter(({ severity }) => severity !== 'info').length;
  const found = findings > 0 ? [`there ${findings === 1 ? 'is' : 'are'} ${count(findings, 'finding')}`] : [];
  return [...found, ...openWords(result), ...decisionsIn(result)];
}

/** What suggestions that were applied left to do: their findings are gone, and only comments speak of it. */
function decisionsIn({ ledger, textOf }: AuditResult): readonly string[] {
  const places = [...ledger.keys()].filter(takesMarks).flatMap((file) => {
    const text = textOf(file);
    return openDecisionsIn(text).map((start) => `${file}:${lineAt(text, start)}`);
  });
  const [first] = places;
  if (first === undefined) return [];
  const say = places.length === 1 ? 'says' : 'say';
  return [`${count(places.length, 'TODO(clever-audit) comment')} ${say} what is still to do, the first at ${first}`];
}

/** Whether a suggestion can leave a comment in a file; others only speak of them. */
function takesMarks(file: string): boolean {
  return ['source', 'env'].includes(kindOf(file) ?? '');
}

function pathsFrom(root: string, paths: readonly string[], cwd: string): readonly string[] {
  const named = paths.length > 0 ? paths : ['.'];
  return named.map((each) => fromRoot(root, each, cwd) || '.');
}

function fromRoot(root: string, file: string, cwd: string): string {
  return path.relative(root, path.resolve(cwd, file)).replaceAll(path.sep, '/');
}

function toStatement(
  result: AuditResult,
  paths: readonly string[],
  { environment }: Surroundings,
  version: string,
): Statement {
  const subject = toSubject(result, paths);
  const { commit, isClean } = readCommit(result.root, environment) ?? { commit: null, isClean: false };
  return {
    schemaVersion: 1,
    statement: toSentence(result, version),
    tool: { name: 'clever-audit', version },
    node: process.version,
    date: new Date().toISOString(),
    commit,
    hasUncommittedChanges: !isClean,
    subject,
    sha256: hashOfSubject(subject),
  };
}

/** What a baseline or a comment accepts is no use that is gone, so the sentence says how much of it there is. */
function toSentence({ suppressed }: AuditResult, version: string): string {
  const subject = `In these files, clever-audit ${version}`;
  if (suppressed.length === 0)
    return `${subject} finds no use of Clever's API v1 or unversioned /me. Nothing is unresolved or skipped.`;
  const accepted = suppressed.filter(({ suppression }) => suppression.by === 'baseline').length;
  const parts = [
    ...(accepted > 0 ? [`${count(accepted, 'finding')} that the baseline accepts`] : []),
    ...(suppressed.length > accepted
      ? [`${count(suppressed.length - accepted, 'finding')} that comments suppress`]
      : []),
  ];
  return `${subject} has no findings except ${joinWords(parts)}. They are listed under "suppressed".`;
}

async function verify(
  file: string,
  { cwd, stdout, stderr }: Surroundings,
  engine: Engine,
  version: string,
): Promise<number> {
  const { subject, sha256, tool, date } = readStatement(path.resolve(cwd, file), file);
  const { paths, preset, target } = subject;
  const asked = { paths, preset, target } as Asked;
  // Its paths are relative to the root, wherever in the project the command is started.
  const result = await auditFor(asked, findProjectRoot(cwd), engine);
  const problems = [
    ...(hashOfSubject(subject) === sha256 ? [] : ['the statement was edited']),
    ...(tool.version === version ? [] : [`it was made with version ${tool.version}, and this is ${version}`]),
    ...openIn(result),
    // It was not written yet when the files were hashed, so it can never be valid there.
    ...(result.ledger.has(fromRoot(result.root, file, cwd))
      ? [`it covers its own file; ${ELSEWHERE}`]
      : differencesBetween(subject, toSubject(result, paths))),
  ];
  for (const problem of problems)
    stderr.write(`clever-audit: ${toPrintable(file)} is not valid: ${toPrintable(problem)}\n`);
  if (problems.length > 0) return exitCodes.findings;
  stdout.write(
    `${toPrintable(file)} (made on ${toPrintable(date)}) is still valid. It covers ${count(subject.calls.length, 'call')} to Clever.\n`,
  );
  return exitCodes.clean;
}

function readStatement(absolute: string, file: string): Statement {
  const text = readTextIfThere(absolute, () => {});
  if (text === null) throw new KnownError(`No such file: ${file}`);
  const content = parseJson(text);
  if (!isStatement(content)) throw new KnownError(`${file} is not a statement from 'clever-audit attest'`);
  return content;
}

function isStatement(content: unknown): content is Statement {
  if (!isJsonObject(content) || content['schemaVersion'] !== 1) return false;
  const { subject, tool } = content;
  return isSubject(subject) && isJsonObject(tool) && typeof tool['version'] === 'string';
}

function isSubject(subject: unknown): subject is Subject {
  return isJsonObject(subject) && ['paths', 'files', 'calls', 'suppressed'].every((key) => Array.isArray(subject[key]));
}
