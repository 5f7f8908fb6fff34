import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { rules } from '../../rules/index.js';
import { fix } from '../../src/run/fix.js';
import { lint } from '../support/eslint-host.js';
import { temporaryFolder } from '../support/folders.js';

const manifest = '{ "name": "sample", "private": true }\n';
const names = new Set(rules.map(({ name }) => `clever/${name}`));
const call = (path: string): string => `await fetch('https://api.clever.com/v1.1/${path}', headers);`;
const own = 'clever-audit-disable-next-line';

/** Audits a project of one file, and lints the same file. */
function bothHosts(text: string, file = 'src/a.js') {
  const cwd = temporaryFolder({ 'package.json': manifest, [file]: text });
  const result = audit({ cwd });
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  return {
    result,
    /** Lines with a finding that counts. */
    command: result.findings.map(({ span }) => lineOf(span.start)),
    eslint: lint(cwd, file, text, { rules: 'all' }).flatMap(({ line, ruleId }) =>
      names.has(ruleId ?? '') ? [line] : [],
    ),
    faults: result.suppressionFaults.map(({ span, reason }) => `${lineOf(span.start)}: ${reason}`),
    by: result.suppressed.map(({ span, suppression }) => ({ line: lineOf(span.start), ...suppression })),
  };
}

describe('our own directive', () => {
  test('suppresses the findings of its rule in the next line, in both hosts', () => {
    const { command, eslint, by, faults } = bothHosts(
      [
        'export const headers = { headers: { Authorization: process.env.TOKEN } };',
        `// ${own} no-v1-endpoint -- moves in spring (until 2999-06-30)`,
        call('students'),
        call('teachers'),
        `/* ${own} clever/no-v1-endpoint, no-unversioned-me -- the vendor's */`,
        call('schools'),
      ].join('\n'),
    );
    expect(command).toEqual([4]);
    expect(eslint).toEqual([4]);
    expect(by).toEqual([
      { line: 3, by: own, reason: 'moves in spring', until: '2999-06-30' },
      { line: 6, by: own, reason: "the vendor's", until: null },
    ]);
    expect(faults).toEqual(['5: there is no finding of clever/no-unversioned-me on the next line; remove the comment']);
  });

  test.each([
    ['no-v1-endpoint', 'it gives no reason; after the rule, write -- and then the reason'],
    ['no-v1-endpoint -- ', 'it gives no reason; after the rule, write -- and then the reason'],
    ['no-v1-endpoint -- (until 2999-01-01)', 'it gives no reason; after the rule, write -- and then the reason'],
    ['-- for all', 'it names no rule; write the rule after clever-audit-disable-next-line'],
    ['no-v9-endpoint -- x', 'there is no rule clever/no-v9-endpoint'],
    [
      'no-v1-endpoint until 2099-01-01 -- x',
      'its end date stands in front of the reason; write -- and the reason first, and then (until YYYY-MM-DD)',
    ],
    ['no-v1-endpoint -- x (until 2999-02-30)', 'its end date is not valid; after the reason, write (until YYYY-MM-DD)'],
    ['no-v1-endpoint -- x until 2999-01-01', 'its end date is not valid; after the reason, write (until YYYY-MM-DD)'],
    ['no-v1-endpoint -- x (until 2001-01-01)', 'it ended on 2001-01-01; change the code, or set a later date'],
  ])('counts for nothing when it says `%s`', (words, fault) => {
    const { command, eslint, faults } = bothHosts(`// ${own} ${words}\n${call('students')}\n`);
    expect(faults).toEqual([`1: ${fault}`]);
    expect(command).toEqual([2]);
    expect(eslint).toEqual([2]);
  });

  test('is reported where its finding is gone, also from a project without Clever', () => {
    expect(bothHosts(`// ${own} no-v1-endpoint -- old\nexport const all = 1;\n`).faults).toEqual([
      '1: there is no finding of clever/no-v1-endpoint on the next line; remove the comment',
    ]);
  });

  test('is one in a comment only', () => {
    const { command, faults } = bothHosts(
      `const text = \`\n// ${own} no-v1-endpoint -- x\n\${${call('students').slice(0, -1)}}\`;`,
    );
    expect(command).toEqual([3]);
    expect(faults).toEqual([]);
  });

  test('stands above another directive, and in JSX', () => {
    const text = [
      'export const A = async () => (',
      '  <p>',
      `    {/* ${own} no-v1-endpoint -- x */}`,
      '    {/* eslint-disable-next-line no-console */}',
      `    {${call('students').replace(';', '')}}`,
      '  </p>',
      ');',
    ].join('\n');
    expect(bothHosts(text, 'src/a.jsx')).toMatchObject({ command: [], eslint: [], faults: [] });
  });

  test('of a rule that is off is not asked for', () => {
    const { faults } = bothHosts(`// ${own} no-v2-endpoint -- x\nexport const a = 1;\n`);
    expect(faults).toEqual([]);
  });

  test.each([
    ['.env', `# ${own} no-v1-endpoint -- x\nSIS=https://api.clever.com/v1.1/students\n`],
    ['deploy.yaml', `env:\n  # ${own} no-v1-endpoint -- x\n  - value: https://api.clever.com/v1.1/students\n`],
    ['job.py', `# ${own} no-v1-endpoint -- x\nURL = "https://api.clever.com/v1.1/students"\n`],
    ['Job.java', `// ${own} no-v1-endpoint -- x\nString url = "https://api.clever.com/v1.1/students";\n`],
    ['query.sql', `-- ${own} no-v1-endpoint -- x\nselect 'https://api.clever.com/v1.1/students';\n`],
    ['web.xml', `<!-- ${own} no-v1-endpoint -- x -->\n<url>https://api.clever.com/v1.1/students</url>\n`],
    ['config.jsonc', `{\n  // ${own} no-v1-endpoint -- x\n  "url": "https://api.clever.com/v1.1/students"\n}\n`],
  ])('counts in %s', (file, text) => {
    const cwd = temporaryFolder({ 'package.json': manifest, [file]: text });
    const { findings, suppressed, suppressionFaults } = audit({ cwd });
    expect(findings).toEqual([]);
    expect(suppressed).toMatchObject([{ span: { file }, suppression: { by: own, reason: 'x' } }]);
    expect(suppressionFaults).toEqual([]);
    const unused = temporaryFolder({ 'package.json': manifest, [file]: text.replace('api.clever.com', 'example.org') });
    expect(audit({ cwd: unused }).suppressionFaults).toMatchObject([{ span: { file } }]);
  });

  test('at a call counts for the piece that the call is made with', () => {
    const cwd = temporaryFolder({
      'package.json': manifest,
      'lib/base.js': "export const BASE = 'https://api.clever.com/v1.1';\n",
      'src/a.js': `import { BASE } from '../lib/base.js';\n// ${own} no-v1-endpoint -- x\nexport const all = () => fetch(BASE + '/students');\n`,
    });
    const { findings, suppressed, suppressionFaults } = audit({ cwd, paths: ['src'] });
    expect(findings).toEqual([]);
    expect(suppressed).toMatchObject([{ span: { file: 'src/a.js' } }]);
    expect(suppressionFaults).toEqual([]);
  });

  test('of two rules counts for one at a piece and for the other at a call', () => {
    const cwd = temporaryFolder({
      'package.json': manifest,
      'lib/base.js': "export const BASE = 'https://api.clever.com/v1.1';\n",
      'src/a.js': `import { BASE } from '../lib/base.js';\n// ${own} no-v1-endpoint, no-unversioned-me -- x\nexport const all = () => [fetch(BASE + '/students'), fetch('https://api.clever.com/me')];\n`,
    });
    const { findings, suppressed, suppressionFaults } = audit({ cwd, paths: ['src'] });
    expect(findings).toEqual([]);
    expect(suppressed.map(({ rule }) => rule).sort()).toEqual(['clever/no-unversioned-me', 'clever/no-v1-endpoint']);
    expect(suppressionFaults).toEqual([]);
  });

  test('settles a call that cannot be resolved', () => {
    const text = `export const ask = (path) =>\n  // ${own} no-unresolved-url -- only v3 paths come here\n  fetch('https://api.clever.com' + path);\n`;
    const { result } = bothHosts(text);
    expect(result.unresolved).toEqual([]);
    expect(result.suppressed).toHaveLength(1);
  });
});

describe("ESLint's directives count as they do in ESLint", () => {
  const v1 = 'clever/no-v1-endpoint';
  test.each<[string, readonly string[]]>([
    ['next line, all rules', ['// eslint-disable-next-line', call('students'), call('teachers')]],
    ['next line, by name', [`// eslint-disable-next-line ${v1} -- known`, call('students')]],
    ['next line, another rule', ['// eslint-disable-next-line clever/no-unversioned-me', call('students')]],
    ['next line, a rule without prefix', ['// eslint-disable-next-line no-v1-endpoint', call('students')]],
    ['next line, quoted', [`// eslint-disable-next-line "${v1}", no-console`, call('students')]],
    ['next line, two comments below each other', [`// eslint-disable-next-line ${v1}`, '// more', call('students')]],
    ['next line, block over lines', ['/* eslint-disable-next-line', `   ${v1} */`, call('students')]],
    ['next line, in the line of code', [`${call('schools')} // eslint-disable-next-line`, call('students')]],
    ['same line', [`${call('students')} // eslint-disable-line ${v1}`, call('teachers')]],
    ['same line, block', [`/* eslint-disable-line */ ${call('students')}`]],
    ['same line, block over lines', ['/* eslint-disable-line', `*/ ${call('students')}`]],
    ['from here', [call('schools'), '/* eslint-disable */', call('students'), call('teachers')]],
    ['from here, in the line', [`/* eslint-disable ${v1} -- known */ ${call('students')}`]],
    ['from here to there', ['/* eslint-disable */', call('students'), '/* eslint-enable */', call('teachers')]],
    ['all off, one on', ['/* eslint-disable */', call('students'), `/* eslint-enable ${v1} */`, call('teachers')]],
    ['one off, all on', [`/* eslint-disable ${v1} */`, call('students'), '/* eslint-enable */', call('teachers')]],
    [
      'one off, another on',
      [`/* eslint-disable ${v1} */`, '/* eslint-enable clever/no-v1-client */', call('students')],
    ],
    ['off twice, on once', ['/* eslint-disable */', '/* eslint-disable */', '/* eslint-enable */', call('students')]],
    ['line comment for a part', ['// eslint-disable', call('students')]],
    ['in a string', ["const text = '/* eslint-disable */';", call('students')]],
    ['with a colon', [`/* eslint-disable: ${v1} */`, call('students')]],
    ['a longer word', ['/* eslint-disable-all */', call('students')]],
    ['after a hashbang', ['#!/usr/bin/env node // eslint-disable-next-line', call('students')]],
    ['carriage returns', [`// eslint-disable-next-line ${v1}\r`, `${call('students')}\r`, call('teachers')]],
    ['next line, nothing behind', [call('students'), '// eslint-disable-next-line']],
    ['a rule configured off', [call('schools'), `/* eslint ${v1}: off */`, call('students')]],
    ['configured off by number, with a reason', [`/* eslint ${v1}: 0 -- known */`, call('students')]],
    ['configured off as JSON', [`/* eslint "no-console": "error", "${v1}": "off" */`, call('students')]],
    ['configured off beside another rule', [`/* eslint no-console: 0, ${v1}: 0 */`, call('students')]],
    ['configured off in a list', [`/* eslint ${v1}: ["off"] */`, call('students')]],
    ['configured on', [`/* eslint ${v1}: warn */`, call('students')]],
    ['another rule configured off', ['/* eslint clever/no-v1-client: off */', call('students')]],
    ['configured off in a line comment', [`// eslint ${v1}: off`, call('students')]],
    ['dashes without space', [`// eslint-disable-next-line ${v1} --known`, call('students')]],
    ['three dashes', [`// eslint-disable-next-line ${v1} --- known`, call('students')]],
  ])('%s', (_, lines) => {
    const { command, eslint } = bothHosts(lines.join('\n'));
    expect(command).toEqual(eslint);
  });

  test('with their reason', () => {
    const { by } = bothHosts(`// eslint-disable-next-line ${v1} -- known\n${call('students')}\n`);
    expect(by).toEqual([{ line: 2, by: 'eslint-disable-next-line', reason: 'known', until: null }]);
  });

  test('and not in files that ESLint does not lint', () => {
    const text = '# eslint-disable-next-line\nURL = "https://api.clever.com/v1.1/students"\n';
    expect(audit({ cwd: temporaryFolder({ 'job.py': text }) }).findings).toHaveLength(1);
  });
});

describe('a fix leaves alone', () => {
  const answer = (directive: string): string =>
    [
      'export async function name(token) {',
      "  const answer = await fetch('https://api.clever.com/v1.1/me', { headers: { Authorization: 'Bearer ' + token } });",
      '  const me = await answer.json();',
      `  ${directive}`,
      "  return me.data.type === 'teacher';",
      '}',
    ].join('\n');

  test.each([
    '// eslint-disable-next-line clever/no-me-type-as-role -- later',
    `// ${own} no-me-type-as-role -- later`,
  ])('the line below `%s`, and all that goes with it', (directive) => {
    const cwd = temporaryFolder({ 'package.json': manifest, 'src/a.js': answer(directive) });
    const control = fix({ cwd: temporaryFolder({ 'a.js': answer('') }), paths: ['.'], rules, suggestions: false });
    expect(control.changes, 'without the directive there is a fix').toHaveLength(1);
    const { changes, dropped, after } = fix({ cwd, paths: ['.'], rules, suggestions: true });
    expect(changes).toEqual([]);
    const by = directive.includes(own) ? own : 'eslint-disable-next-line';
    const reason = `the change would edit src/a.js:5, which ${by} protects`;
    expect(dropped).toMatchObject([{ file: 'src/a.js', line: 2, reason }]);
    expect(after.findings).toMatchObject([
      { rule: 'clever/no-v1-endpoint', fix: null, suggestions: [], refusal: reason },
    ]);
    expect(readFileSync(join(cwd, 'src/a.js'), 'utf8')).toBe(answer(directive));
  });

  test('a shared base of which one call is left alone', () => {
    const text = [
      "const BASE = 'https://api.clever.com/v1.1';",
      "export const schools = () => fetch(BASE + '/schools');",
      '// eslint-disable-next-line clever/no-v1-endpoint',
      "export const students = () => fetch(BASE + '/students');",
    ].join('\n');
    const cwd = temporaryFolder({ 'package.json': manifest, 'src/a.js': text });
    const { changes } = fix({ cwd, paths: ['.'], rules, suggestions: true });
    expect(changes.map(({ after }) => after).join('')).not.toContain(
      '\n// eslint-disable-next-line clever/no-v1-endpoint\nexport const students = () => fetch(BASE + "/v1.1/students")',
    );
    for (const { before, after } of changes) expect(after.split('\n')[3]).toBe(before.split('\n')[3]);
  });

  test('and what is not left alone is fixed', () => {
    const text = `// eslint-disable-next-line clever/no-v1-endpoint\nexport const one = await fetch('https://api.clever.com/v1.1/schools');\nexport const two = await fetch('https://api.clever.com/v1.1/schools').then((a) => a.status);\n`;
    const cwd = temporaryFolder({ 'package.json': manifest, 'src/a.js': text });
    const [change] = fix({ cwd, paths: ['.'], rules, suggestions: false }).changes;
    expect(change?.after).toBe(text.replace(/v1\.1(?=[^\n]*status)/, 'v3.0'));
  });
});
