import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { keepShard } from '../../src/run/shard.js';
import { json } from '../../src/reporters/json.js';
import { resultOf } from '../support/findings.js';
import { temporaryFolder, writeFiles } from '../support/folders.js';
import { runResident } from '../support/resident.js';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const isReport = new Ajv2020().compile(JSON.parse(readFileSync('docs/findings.schema.json', 'utf8')));

/** A workspace in which addresses, answers and settings stand in other packages than the calls. */
const monorepo: Record<string, string> = {
  'package.json': '{ "private": true, "workspaces": ["packages/*"] }',
  '.env': 'CLEVER_ROSTER=https://api.clever.com/v1.2\n',
  'packages/base/package.json': '{ "name": "base", "main": "index.js", "private": true }',
  'packages/base/index.js': "export const API = 'https://api.clever.com';\nexport const ME = API + '/me';\n",
  'packages/portal/package.json': '{ "name": "portal", "private": true, "dependencies": { "base": "*" } }',
  'packages/portal/sign-in.js': `import { ME } from 'base';
import { greet } from './greet.js';
export async function signIn(token) {
  const response = await fetch(ME, { headers: { Authorization: 'Bearer ' + token } });
  return greet((await response.json()).data);
}
`,
  'packages/portal/greet.js': 'export const greet = (me) => me.name.first + me.email;\n',
  'packages/roster/package.json': '{ "name": "roster", "private": true, "dependencies": { "base": "*" } }',
  'packages/roster/sync.js': `import { API } from 'base';
export const teachers = () => fetch(API + '/v1.1/teachers');
export const students = () => fetch(process.env.CLEVER_ROSTER + '/students');
export const other = (path) => fetch(API + path);
`,
  'packages/roster/broken.js': "import { API } from 'base';\nfetch(API + '/v1.1/terms'\n",
  'packages/roster/accepted.js': `// clever-audit-disable-next-line no-v1-endpoint -- moves in June
fetch('https://api.clever.com/v1.1/sections');
// clever-audit-disable-next-line no-v1-endpoint -- nothing is here any more
`,
};

function run(cwd: string, ...words: readonly string[]) {
  return runResident(cwd, words);
}

/** Runs every shard and leaves its report beside the code. */
function runShards(cwd: string, count: number, ...words: readonly string[]) {
  return Array.from({ length: count }, (_, index) => {
    const { status, stdout } = run(cwd, '--format', 'json', '--shard', `${index + 1}/${count}`, ...words);
    const file = `shard-${index + 1}.json`;
    writeFileSync(join(cwd, file), stdout);
    return { file, status, report: JSON.parse(stdout) };
  });
}

/** A report without the one number that depends on the day. */
function withoutDuration(text: string) {
  const report = JSON.parse(text);
  delete report.summary.durationMs;
  return report;
}

const cleanCode = { 'package.json': '{ "private": true }', 'a.js': 'export {};\n' };

// Each test runs the command up to nine times.
describe('the shards of a monorepo', () => {
  test.each([
    [1, []],
    [3, []],
    [7, ['--preset', 'strict']],
    [5, ['packages/portal']],
  ] as const)('%i of them, merged, are the report of one run (%j)', (count, words) => {
    const cwd = temporaryFolder(monorepo);
    const whole = run(cwd, '--format', 'json', ...words);
    expect(withoutDuration(whole.stdout).findings).not.toEqual([]);
    const shards = runShards(cwd, count, ...words);
    for (const { report } of shards) expect(isReport(report), JSON.stringify(isReport.errors)).toBe(true);
    const merged = run(cwd, 'merge', ...shards.map(({ file }) => file).toReversed());
    // The reports of the shards lie beside the code by now, and no shard counted the same of them.
    const { summary, ...others } = withoutDuration(merged.stdout);
    const { summary: wholeSummary, ...wholeOthers } = withoutDuration(whole.stdout);
    expect(others).toEqual(wholeOthers);
    expect({ ...summary, files: 0, unrelated: 0 }).toEqual({ ...wholeSummary, files: 0, unrelated: 0 });
    expect(merged.status).toBe(whole.status);
    expect(isReport(JSON.parse(merged.stdout))).toBe(true);
  });

  test('tell each finding once, in the shard of its place, with the calls of other shards', () => {
    const cwd = temporaryFolder(monorepo);
    const result = audit({ cwd, paths: ['.'], rules });
    const parts = [1, 2, 3].map((index) => keepShard(result, { index, count: 3 }));
    expect(parts.flatMap(({ findings }) => findings)).toHaveLength(result.findings.length);
    const shardOf = (file: string): number => parts.findIndex(({ ledger }) => ledger.has(file));
    const reported = parts.flatMap(({ findings }, index) =>
      findings.flatMap(({ span, calls }) => calls.map((call) => [index, shardOf(span.file), shardOf(call.span.file)])),
    );
    expect(reported.filter(([own, place]) => own !== place)).toEqual([]);
    expect(reported.filter(([own, , call]) => own !== call)).not.toEqual([]);
  });

  test('end by their own findings, and merged as one run', () => {
    const cwd = temporaryFolder({ ...cleanCode, 'b.js': "fetch('https://api.clever.com/v1.1/students');\n" });
    const shards = runShards(cwd, 4);
    expect(shards.map(({ status }) => status).toSorted()).toEqual([0, 0, 0, 1]);
    expect(run(cwd, 'merge', ...shards.map(({ file }) => file)).status).toBe(1);
  });

  test('say in words that they are a part', () => {
    const cwd = temporaryFolder(cleanCode);
    expect(run(cwd, '--shard', '1/1').stdout).toMatch(/Looked at 1 file of shard 1\/1/);
  });
});

describe('reports that make no whole', () => {
  const file = (name: string, report: object) => ({ [name]: JSON.stringify(report) });
  const report = (parts: object = {}) => ({
    ...JSON.parse(json({ result: resultOf({ 'a.js': '' }), cwd: '/project', version, colours: false })),
    ...parts,
  });
  const shard = (index: number, count = 2, hash = 'a') => report({ shard: { index, count, run: hash } });

  test.each([
    ['a missing shard', file('a.json', shard(1)), 'The run has 2 shards, and the report of shard 2 is missing'],
    [
      'shards of two states',
      { ...file('a.json', shard(1)), ...file('b.json', shard(2, 2, 'b')) },
      'a.json and b.json are shards of two runs: they differ in the code, the options or the version of clever-audit',
    ],
    [
      'two splits',
      { ...file('a.json', shard(1)), ...file('b.json', shard(2, 3)) },
      'a.json and b.json are shards of two runs: they differ in the code, the options or the version of clever-audit',
    ],
    [
      'two reports of one shard',
      {
        ...file('a.json', shard(1)),
        ...file('b.json', { ...shard(1), skipped: [{ file: 'x', reason: 'y', bytes: 1 }] }),
      },
      'a.json and b.json both report shard 1/2',
    ],
    [
      'two runs without names',
      { ...file('a.json', report()), ...file('b.json', report({ preset: 'strict' })) },
      'a.json and b.json are reports of two runs; give each a name, as in portal=b.json, or use --name-by-file',
    ],
    [
      'two targets',
      { ...file('a.json', report()), ...file('b.json', report({ target: 'v3.1' })) },
      'The reports are for different targets, v3.0 and v3.1; merge the reports of each target separately',
    ],
    ['another program', file('a.json', { results: [] }), 'a.json is not a report from clever-audit --format json'],
    [
      'a later form of the report',
      file('a.json', report({ schemaVersion: 2 })),
      `a.json has schema version 2, and clever-audit ${version} reads version 1; merge with the version that wrote it, ${version}`,
    ],
    [
      'a member of a later version',
      file('a.json', report({ tool: { name: 'clever-audit', version: '7.0.0' }, more: 1 })),
      `a.json does not fit the schema of reports, must NOT have additional properties; clever-audit 7.0.0 wrote it, and this is ${version}`,
    ],
    [
      'a report that was edited',
      file('a.json', report({ findings: [{}] })),
      "a.json does not fit the schema of reports, at /findings/0: must have required property 'rule'",
    ],
  ])('%s ends with 2, and says why', (_name, files, reason) => {
    const cwd = temporaryFolder(files);
    expect(run(cwd, 'merge', ...Object.keys(files))).toEqual({
      status: 2,
      stdout: '',
      stderr: `clever-audit: ${reason}\n`,
    });
  });

  test('half a file ends with 2, and so does none', () => {
    const cwd = temporaryFolder({ 'a.json': '{ "schemaVersion": 1, ' });
    for (const name of ['a.json', 'none.json']) {
      const { status, stderr } = run(cwd, 'merge', name);
      expect({ status, lines: stderr.split('\n').length }).toEqual({ status: 2, lines: 2 });
      expect(stderr).toContain(`${name} cannot be read: `);
    }
    expect(run(cwd, 'merge')).toMatchObject({
      status: 2,
      stderr: "clever-audit: missing required argument 'reports'\n",
    });
    expect(run(cwd, 'merge', '../x=a.json').stderr).toContain('must be a plain name or a relative path');
  });

  test('the same report given twice counts once', () => {
    const cwd = temporaryFolder({
      ...file('a.json', shard(1)),
      ...file('b.json', shard(2)),
      ...file('c.json', shard(1)),
    });
    const { status, stdout } = run(cwd, 'merge', 'a.json', 'b.json', 'c.json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout).summary.files).toBe(2);
  });
});

describe('reports of many projects', () => {
  function projects(): string {
    const cwd = temporaryFolder();
    for (const name of ['portal', 'roster']) {
      writeFiles(join(cwd, name), monorepo);
      writeFileSync(join(cwd, `${name}.json`), run(join(cwd, name), '--format', 'json').stdout);
    }
    writeFiles(join(cwd, 'clean'), cleanCode);
    writeFileSync(join(cwd, 'clean.json'), run(join(cwd, 'clean'), '--format', 'json').stdout);
    return cwd;
  }

  test('put the paths of each below its name', () => {
    const cwd = projects();
    const { status, stdout } = run(cwd, 'merge', 'portal=portal.json', 'acme/roster=roster.json', 'clean.json');
    const one = JSON.parse(readFileSync(join(cwd, 'portal.json'), 'utf8'));
    const merged = JSON.parse(stdout);
    expect(status).toBe(1);
    expect(isReport(merged), JSON.stringify(isReport.errors)).toBe(true);
    expect(merged.findings).toHaveLength(2 * one.findings.length);
    expect(merged.summary.errors).toBe(2 * one.summary.errors);
    const named = JSON.stringify(merged).match(/"file":"[^"]*"/g) ?? [];
    expect(named.filter((each) => !/^"file":"(portal|acme\/roster)\//.test(each))).toEqual([]);
    expect(run(cwd, 'merge', '--name-by-file', 'portal.json', 'roster.json').stdout).toContain('"portal/packages/');
  });

  test('make one plan, with a table of the projects', () => {
    const cwd = projects();
    const { status, stdout } = run(
      cwd,
      'merge',
      '--format',
      'plan',
      '--name-by-file',
      'portal.json',
      'roster.json',
      'clean.json',
    );
    expect(status).toBe(1);
    expect(stdout.split('\n').filter((line) => line.startsWith('| `'))).toEqual([
      expect.stringMatching(/^\| `portal` \| \d/),
      expect.stringMatching(/^\| `roster` \| \d/),
      '| `clean` | 0 | 0 | 0 | 0 | 0 |',
    ]);
    expect(stdout).toContain('`portal/packages/base/index.js`, line 2');
    expect(stdout).toContain('## Open');
  });

  test('limits hold for all of them together, and strict ones leave nothing open', () => {
    const open = "export const ask = (path) => fetch('https://api.clever.com' + path);\n";
    const cwd = temporaryFolder({ 'package.json': '{ "private": true }', 'a.js': open, 'b.js': open });
    writeFileSync(join(cwd, 'lenient.json'), run(cwd, '--format', 'json', 'a.js').stdout);
    expect(run(cwd, 'merge', 'lenient.json').status).toBe(0);
    expect(run(cwd, 'merge', '--max-warnings', '0', 'lenient.json')).toMatchObject({
      status: 1,
      stderr: 'clever-audit: 1 warning; --max-warnings accepts 0\n',
    });
    expect(run(cwd, 'merge', '--max-unresolved', '0', 'lenient.json').status).toBe(1);
    const strict = run(cwd, '--format', 'json', '--preset', 'strict', 'b.js').stdout;
    const report = JSON.parse(strict);
    writeFileSync(
      join(cwd, 'strict.json'),
      JSON.stringify({ ...report, findings: [], summary: { ...report.summary, errors: 0 } }),
    );
    expect(run(cwd, 'merge', 'strict.json')).toMatchObject({
      status: 1,
      stderr: 'clever-audit: 1 call to Clever could not be resolved; --max-unresolved accepts 0\n',
    });
  });
});
