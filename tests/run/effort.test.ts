import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { isClean, openAudit } from '../../src/run/open-audit.js';
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

function startsIn(log: string): number {
  return readFileSync(log, 'utf8').split('"event":"start"').length - 1;
}
