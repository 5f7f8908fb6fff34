import { expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { loadReporter } from '../../src/reporters/list.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder, writeFiles } from '../support/folders.js';

const program = { 'package.json': '{}', 'schools.js': "fetch('https://api.clever.com/v1.1/schools');\n" };

test.each([
  ['json', 'report.json'],
  ['junit', 'report.xml'],
  ['sarif', 'report.sarif'],
  ['gitlab', 'gl-code-quality-report.json'],
  ['html', 'report.html'],
  ['markdown', 'report.md'],
  ['csv', 'report.csv'],
] as const)('a %s report of an earlier run is no part of the next one', async (format, name) => {
  const cwd = temporaryFolder(program);
  const first = audit({ cwd, paths: ['.'], rules });
  const reporter = await loadReporter(format, first);
  writeFiles(cwd, { [name]: reporter({ result: first, cwd, version: '1.0.0', colours: false }) });

  const second = audit({ cwd, paths: ['.'], rules });
  expect(second.findings.map(({ fingerprint }) => fingerprint)).toEqual(
    first.findings.map(({ fingerprint }) => fingerprint),
  );
  expect(second.unresolved).toEqual([]);
  expect(first.findings).toHaveLength(1);
});

test('a file that only speaks of the tool is read like any other', () => {
  const cwd = temporaryFolder({
    'package.json': '{}',
    'settings.json': '{ "audited-by": { "name": "clever-audit" }, "api": "https://api.clever.com/v1.1/schools" }\n',
  });
  expect(audit({ cwd, paths: ['.'], rules }).findings).toMatchObject([{ span: { file: 'settings.json' } }]);
});
