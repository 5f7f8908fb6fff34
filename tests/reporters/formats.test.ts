import { readFileSync } from 'node:fs';
import Ajv from 'ajv-draft-04';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { create } from 'xmlbuilder2';

import { formats, loadReporter, type Format } from '../../src/reporters/list.js';
import { PREVENTS_CHANGE } from '../../src/model/finding.js';
import type { AuditResult } from '../../src/run/audit-result.js';
import { editOf, findingAt, resultOf, spanOf } from '../support/findings.js';

const texts = {
  'src/config.ts': "export const base = 'https://api.clever.com';\n",
  'src/sso, one.ts': "// 😀\nfetch(base + '/me');\n",
};
const file = 'src/sso, one.ts';
const hostile = '=1+1 <b>|`x`|</b> ::error::\u001b[31m%0A "q" & \u0000';
const result = resultOf(texts, {
  findings: [
    findingAt(spanOf(texts, file, '/me'), {
      related: [{ span: spanOf(texts, 'src/config.ts', 'https'), message: 'the base' }],
      fix: {
        description: 'Call `/v3.0/me`.',
        edits: [editOf(texts, file, '/me', '/v3.0/me'), editOf(texts, 'src/config.ts', 'base', 'root')],
      },
    }),
    findingAt(spanOf(texts, 'src/config.ts', 'base'), {
      severity: 'warning',
      message: hostile,
      endpoint: null,
      refusal: 'nothing can be done',
    }),
  ],
  unresolved: [{ span: spanOf(texts, file, 'fetch'), reason: 'the value of `base`' }],
  skipped: [{ file: 'src/broken.ts', reason: 'syntax error', bytes: 3 }],
});
const rules = [{ name: 'clever/no-unversioned-me', description: 'Disallow `/me`' }];

const pages = {
  pathOf: (rule: string) => `/package/docs/${rule}.md`,
  textOf: (rule: string) => `# ${rule}\n\nSee [the mapping](../mapping.md) and [Clever](https://dev.clever.com/).`,
};

async function print(format: Format, given: AuditResult = result): Promise<string> {
  const reporter = await loadReporter(format, given);
  return reporter({ result: given, cwd: '/project', version: '1.2.3', colours: false, rules, pages });
}

test.each(formats.filter((format) => format !== 'json'))(
  '%s tells what is open and lets no control character through',
  async (format) => {
    const text = await print(format);
    expect(text).toMatch(/resolved/);
    expect(text).toMatch(/skipped/);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/);
  },
);

test.each(['pretty', 'compact', 'markdown'] as const)(
  '%s names what is open in its first and its last line',
  async (format) => {
    const lines = (await print(format)).split('\n').filter((line) => !line.startsWith('##'));
    const [first] = lines.filter((line) => line !== '');
    for (const line of [first, lines.at(-1)])
      expect(line).toMatch(/1 call to Clever could not be resolved and 1 file was skipped/);
  },
);

test('compact has one line for each', async () => {
  const lines = (await print('compact')).split('\n');
  expect(lines).toHaveLength(6);
  expect(lines[2]).toBe(
    'src/sso, one.ts:2:15: error: Clever deprecated the unversioned `/me`. [clever/no-unversioned-me]',
  );
  expect(lines[4]).toBe(
    'src/broken.ts:1:1: skipped-file: This tool did not read this file, or not all of it: syntax error.',
  );
});

describe('sarif', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../fixtures/schemas/sarif-2.1.0.json', import.meta.url), 'utf8'),
  ) as object;
  const validate = new Ajv.default({ allErrors: true, strict: false, validateFormats: false }).compile(schema);

  test.each([
    ['a full report', result],
    ['an empty one', resultOf({})],
  ])('%s is what the standard asks for', async (_name, given) => {
    validate(JSON.parse(await print('sarif', given)));
    expect(validate.errors).toBeNull();
  });

  test("holds each rule's page as its help, with links to the web alone", async () => {
    const { runs } = JSON.parse(await print('sarif'));
    const [{ helpUri, help }] = runs[0].tool.driver.rules;
    expect(helpUri).toBeUndefined();
    expect(help.markdown).toBe('# clever/no-unversioned-me\n\nSee the mapping and [Clever](https://dev.clever.com/).');
  });

  test('a log without its version is refused', async () => {
    const { version, ...others } = JSON.parse(await print('sarif'));
    expect(version).toBe('2.1.0');
    expect(validate(others)).toBe(false);
  });

  test('has places, the way, fixes, fingerprints and what is open', async () => {
    const { runs } = JSON.parse(await print('sarif'));
    const [run] = runs;
    const [, finding] = run.results;
    expect(finding).toMatchObject({
      ruleId: 'clever/no-unversioned-me',
      ruleIndex: 0,
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'src/sso%2C%20one.ts' },
            region: { startLine: 2, startColumn: 15, endLine: 2, endColumn: 18 },
          },
        },
      ],
      partialFingerprints: {
        'cleverAuditFingerprint/v1': 'src/sso, one.ts#20',
        primaryLocationLineHash: expect.stringMatching(/^[\da-f]{1,16}:1$/),
      },
    });
    expect(finding.codeFlows[0].threadFlows[0].locations).toHaveLength(2);
    expect(finding.fixes[0].artifactChanges[0].replacements).toEqual([
      {
        deletedRegion: { startLine: 2, startColumn: 15, endLine: 2, endColumn: 18 },
        insertedContent: { text: '/v3.0/me' },
      },
    ]);
    expect(run.invocations[0].toolExecutionNotifications).toHaveLength(2);
  });
});

test('github escapes what would be a command, and puts errors first', async () => {
  const lines = (await print('github')).split('\n');
  expect(lines).toHaveLength(5);
  expect(lines[0]).toBe(
    '::error file=src/sso%2C one.ts,line=2,endLine=2,col=15,endColumn=18,title=clever/no-unversioned-me::Clever deprecated the unversioned `/me`.%0AFix: Call `/v3.0/me`.',
  );
  expect(lines[1]).toContain('::=1+1 <b>|`x`|</b> ::error::\uFFFD[31m%250A "q" & \uFFFD%0ANot fixed because');
  expect(lines.slice(0, 4).every((line) => /^::(?:error|warning) file=/.test(line))).toBe(true);
});

test('gitlab tells entries apart and names the severities of Code Quality', async () => {
  const entries = JSON.parse(await print('gitlab'));
  expect(new Set(entries.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(4);
  expect(entries[1]).toEqual({
    description: 'Clever deprecated the unversioned `/me`.',
    check_name: 'clever/no-unversioned-me',
    fingerprint: 'src/sso, one.ts#20',
    severity: 'major',
    location: { path: file, lines: { begin: 2, end: 2 } },
  });
});

test('junit is XML, whatever the code holds, with an error as failure and what is open as skipped', async () => {
  const { testsuites } = create(await print('junit')).toObject() as Record<string, Record<string, unknown>>;
  expect(testsuites).toMatchObject({ '@name': 'clever-audit', '@tests': '4', '@failures': '1', '@skipped': '2' });
});

test('markdown makes no markup of what the code holds', async () => {
  const row = (await print('markdown')).split('\n').find((line) => line.includes('q'));
  expect(row).toContain(String.raw`=1+1 &lt;b\>\|` + '`x`' + String.raw`\|&lt;/b\> ::error::`);
  expect(row?.match(/(?<!\\)\|/g)).toHaveLength(6);
});

test('csv holds no formula and keeps its columns', async () => {
  const records = parse<Record<string, string>>(await print('csv'), { columns: true });
  expect(records).toHaveLength(4);
  expect(records[0]?.['message']).toMatch(/^'=1\+1/);
  expect(records[1]).toMatchObject({
    file,
    line: '2',
    severity: 'error',
    target: '/v3.0/me',
    remedy: 'Fix: Call `/v3.0/me`.',
  });
});

test('agent gives the recipe of a change', async () => {
  const lines = (await print('agent')).split('\n');
  expect(lines[1]).toBe(
    'src/sso, one.ts:2:15 error certain clever/no-unversioned-me | Clever deprecated the unversioned `/me`. | safe: npx clever-audit --fix writes it | Call `/v3.0/me`. | src/sso, one.ts:2:15-2:18 => "/v3.0/me"; src/config.ts:1:14-1:18 => "root"',
  );
  expect(lines[0]).toContain('change by hand, because nothing can be done');
});

test('markdown tells a change that several findings share at the first of them', async () => {
  const call = result.findings.find(({ fix }) => fix !== null);
  if (!call) throw new Error('The result has the finding of a call');
  const findings = [call, { ...call, message: 'A field.' }];
  const text = await print('markdown', { ...result, findings });
  expect(text.match(/\| Fix: Call/g)).toHaveLength(1);
  // The row of the first has the same place as the row of the second.
  expect(text).toContain('| A field. | The same change as at `src/sso, one.ts:2:15`. |');
});

test.each(['markdown', 'agent', 'csv', 'github', 'junit'] as const)(
  '%s names the place that prevents a change, unless it is on the same line',
  async (format) => {
    const refused = (needle: string, at: string) =>
      findingAt(spanOf(texts, file, needle), {
        refusal: 'the code stores ids',
        related: [{ span: spanOf(texts, at, at === file ? 'fetch' : 'const'), message: PREVENTS_CHANGE }],
      });
    const apart = await print(format, resultOf(texts, { findings: [refused('/me', 'src/config.ts')] }));
    expect(apart).toContain('the code stores ids (src/config.ts:1)');
    const beside = await print(format, resultOf(texts, { findings: [refused('/me', file)] }));
    expect(beside).not.toContain('the code stores ids (');
  },
);
