import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { rules } from '../../rules/index.js';
import { Program } from '../../src/program/program.js';
import type { Finding } from '../../src/model/finding.js';
import { audit } from '../../src/run/audit.js';
import { isClean, openAudit } from '../../src/run/open-audit.js';
import { heldBack } from '../../src/engine/suppress.js';
import { readStaged } from '../../src/discover/staged.js';
import { temporaryFolder, writeFiles } from '../support/folders.js';
import { retiredService } from '../support/sample-service.js';

/** Files that have nothing to do with Clever, each importing the one before. */
const neutral = Object.fromEntries(
  Array.from({ length: 200 }, (_, index) => [
    `src/file-${index}.ts`,
    `${index === 0 ? '' : `import './file-${index - 1}';\n`}export const name = 'value';\n`,
  ]),
);

describe('what a run takes', () => {
  it('is no parser where nothing names Clever', () => {
    const open = openAudit({ cwd: temporaryFolder({ 'package.json': '{}', ...neutral }), paths: ['.'], rules });
    expect(open.project.selection.files).toHaveLength(200);
    expect(isClean(open)).toBe(true);
  });

  it('is the parsing of the files of Clever, whatever the size of the project', () => {
    const files = { 'package.json': '{}', ...neutral, 'src/sign-in.js': retiredService };
    const result = audit({ cwd: temporaryFolder(files), paths: ['.'], rules });
    expect(result.findings.length).toBeGreaterThan(0);
    expect(result.analysedFiles).toEqual(['src/sign-in.js']);
    expect(result).toMatchObject({ files: 201, analysed: 1, unrelated: 200 });
  });

  it('is two questions to git where nothing is staged that is read', () => {
    const root = temporaryFolder({ 'a.ts': '1', 'picture.png': '1' });
    const git = (...words: readonly string[]) => spawnSync('git', words, { cwd: root });
    git('init', '-q');
    git('add', '-A');
    git('-c', 'user.name=x', '-c', 'user.email=x@x', 'commit', '-qm', 'first');
    writeFiles(root, { 'picture.png': '2' });
    git('add', '-A');
    const log = join(root, '.git', 'trace');
    expect(readStaged(root, { ...process.env, GIT_TRACE2_EVENT: log }).files).toEqual([]);
    expect(startsIn(log)).toBe(2);
  });
});

describe('what a proof takes', () => {
  afterEach(() => void vi.restoreAllMocks());

  const own = `export const districtOf = async (id: string, headers: Record<string, string>): Promise<string> => {
  const response = await fetch(\`https://api.clever.com/v1.1/districts/\${id}\`, { headers });
  return (await response.json()).data.name;
};
`;
  const users = "fetch('https://api.clever.com/v3.0/users', { headers });\n";
  const page = `import { districtOf } from './district.js';
export const load = (headers: Record<string, string>) => [districtOf('1', headers), ${users.trim().slice(0, -1)}];
`;

  it.each([5, 40])(
    'is a check of the changed file and of those that import it, among %i others that are parsed',
    (count) => {
      const others = Array.from({ length: count }, (_, index) => [
        `src/other-${index}.ts`,
        `export const load = (headers: Record<string, string>) => ${users}`,
      ]);
      const files = {
        'package.json': '{}',
        'src/district.ts': own,
        'src/page.ts': page,
        ...Object.fromEntries(others),
      };
      const typeErrors = vi.spyOn(Program.prototype, 'typeErrors');
      const result = audit({ cwd: temporaryFolder(files), paths: ['.'], rules });
      expect(result.analysed).toBe(count + 2);
      expect(result.findings.map(({ fix }) => fix !== null)).toEqual([true]);
      // Before the change and after it.
      const checked = typeErrors.mock.calls.map(([file]) => file).toSorted();
      expect(checked).toEqual(['src/district.ts', 'src/district.ts', 'src/page.ts', 'src/page.ts']);
    },
  );
});

it('looks at each edit once, however many findings offer its change', () => {
  const files = { 'package.json': '{}', 'src/sign-in.js': retiredService };
  const [finding] = audit({ cwd: temporaryFolder(files), paths: ['.'], rules }).findings;
  const edits = Array.from({ length: 200 }, (_, at) => ({ file: 'src/sign-in.js', start: at, end: at, text: '' }));
  const offered = { description: '', edits };
  const findings = edits.map(() => ({ ...(finding as Finding), fix: offered, suggestions: [offered] }));
  const directivesOf = vi.fn(() => ({ own: [], faults: [], covers: [] }));
  expect(heldBack(findings, directivesOf, () => retiredService)).toEqual([]);
  expect(directivesOf).toHaveBeenCalledTimes(edits.length);
});

function startsIn(log: string): number {
  return readFileSync(log, 'utf8').split('"event":"start"').length - 1;
}
