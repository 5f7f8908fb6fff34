import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listFiles } from '../../src/discover/files.js';
import { temporaryFolder } from '../support/folders.js';

function listed(root: string): readonly string[] {
  return [...listFiles(root).files.keys()].sort();
}

const ignoreCases: readonly { situation: string; files: Record<string, string>; expected: readonly string[] }[] = [
  {
    situation: 'sources, env files, JSON and other texts, and nothing else',
    files: {
      'a.js': '',
      'b.jsx': '',
      'c.mjs': '',
      'd.cjs': '',
      'e.ts': '',
      'f.tsx': '',
      'g.mts': '',
      'h.cts': '',
      'i.d.ts': '',
      '.env': '',
      '.env.local': '',
      'prod.env': '',
      'package.json': '',
      'README.md': '',
      'app.py': '',
      Dockerfile: '',
      'env.yml': '',
      'logo.png': '',
      'a.js.map': '',
    },
    expected: [
      '.env',
      '.env.local',
      'Dockerfile',
      'README.md',
      'a.js',
      'app.py',
      'b.jsx',
      'c.mjs',
      'd.cjs',
      'e.ts',
      'env.yml',
      'f.tsx',
      'g.mts',
      'h.cts',
      'i.d.ts',
      'package.json',
      'prod.env',
    ],
  },
  {
    situation: 'no code of others and none of git',
    files: { 'node_modules/x/i.js': '', 'a/node_modules/y/i.js': '', '.git/hooks/h.js': '', 'a/b.js': '' },
    expected: ['a/b.js'],
  },
  {
    situation: 'a build folder that is not ignored',
    files: { 'dist/a.js': '', 'src/a.ts': '' },
    expected: ['dist/a.js', 'src/a.ts'],
  },
  {
    situation: 'nothing that is ignored but env files',
    files: {
      '.gitignore': 'dist\n*.gen.ts\n.env*\n',
      'dist/a.js': '',
      'x.gen.ts': '',
      'a.ts': '',
      '.env': '',
      'w/.env': '',
    },
    expected: ['.env', 'a.ts', 'w/.env'],
  },
  {
    situation: 'what a nested .gitignore brings back, and not what it takes away',
    files: {
      '.gitignore': '*.js\n',
      'tools/.gitignore': '!keep.js\n/own.ts\n',
      'tools/keep.js': '',
      'tools/own.ts': '',
      'own.ts': '',
      'a.js': '',
    },
    expected: ['own.ts', 'tools/keep.js'],
  },
  {
    situation: 'names in the case that the rule has',
    files: { '.gitignore': 'Build\n', 'Build/a.js': '', 'build/a.js': '' },
    expected: ['build/a.js'],
  },
  {
    situation: 'nothing that info/exclude names',
    files: { '.git/info/exclude': 'private\n', 'private/a.js': '', 'a.js': '' },
    expected: ['a.js'],
  },
];

describe('listFiles', () => {
  it.each(ignoreCases)('lists $situation', ({ files, expected }) => {
    expect(listed(temporaryFolder(files))).toEqual(expected);
  });

  it('obeys rules of the same repository above the root', () => {
    const folder = temporaryFolder({ '.git/HEAD': '', '.gitignore': '*.gen.ts\n', 'app/a.ts': '', 'app/b.gen.ts': '' });
    expect(listed(join(folder, 'app'))).toEqual(['a.ts']);
  });

  it('reads a root that its own repository ignores, since somebody named it', () => {
    const folder = temporaryFolder({ '.git/HEAD': '', '.gitignore': 'tmp\n', 'tmp/app/a.ts': '' });
    expect(listed(join(folder, 'tmp/app'))).toEqual(['a.ts']);
  });

  it('obeys info/exclude in a linked work tree', () => {
    const folder = temporaryFolder({ 'main/a.ts': '' });
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@x', ...words], { cwd: join(folder, 'main') });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'x');
    git('worktree', 'add', '-q', '../other');
    const files = temporaryFolder({ exclude: 'private.ts\n', 'private.ts': '' });
    renameSync(join(files, 'exclude'), join(folder, 'main/.git/info/exclude'));
    renameSync(join(files, 'private.ts'), join(folder, 'other/private.ts'));
    expect(listed(join(folder, 'other'))).toEqual(['a.ts']);
  });

  it('agrees with git about what is ignored', () => {
    const folder = temporaryFolder({
      '.gitignore': '# build\n/out\n**/cache/\nlogs/*.js\n!logs/keep.js\n*.min.js\n\\!odd.ts\nspace\\ .ts\n',
      'out/a.js': '',
      'x/out/a.js': '',
      'x/cache/a.js': '',
      'cache.js': '',
      'logs/a.js': '',
      'logs/keep.js': '',
      'x/logs/a.js': '',
      'a.min.js': '',
      '!odd.ts': '',
      'odd.ts': '',
      'ünï cödé/🙂.ts': '',
      'a b.ts': '',
    });
    execFileSync('git', ['init', '-q'], { cwd: folder });
    const byGit = execFileSync('git', ['ls-files', '-z', '--others', '--exclude-standard'], { cwd: folder })
      .toString()
      .split('\0')
      .filter((file) => /\.[jt]s$/.test(file));
    expect(listed(folder)).toEqual(byGit.sort());
  });
});

describe('links', () => {
  it('knows a link to a listed file as another name of it', () => {
    const folder = temporaryFolder({ 'src/a.ts': '' });
    symlinkSync('src/a.ts', join(folder, 'b.ts'));
    symlinkSync('src', join(folder, 'code'));
    const { files, links, skipped } = listFiles(folder);
    expect([...files.keys()]).toEqual(['src/a.ts']);
    expect(links).toEqual(
      new Map([
        ['b.ts', 'src/a.ts'],
        ['code', 'src'],
      ]),
    );
    expect(skipped).toEqual([]);
  });

  it('lists a link to a file that has no listed name of its own', () => {
    const folder = temporaryFolder({ 'bin/start': '' });
    symlinkSync('bin/start', join(folder, 'start.js'));
    expect(listed(folder)).toEqual(['start.js']);
  });

  it('does not run in circles', () => {
    const folder = temporaryFolder({ 'src/a.ts': '' });
    symlinkSync('..', join(folder, 'src/up'));
    expect(listed(folder)).toEqual(['src/a.ts']);
  });

  it('reports links that lead nowhere, in a circle, or out of the project', () => {
    const outside = temporaryFolder({ 'secret.ts': '' });
    const folder = temporaryFolder();
    symlinkSync('missing.ts', join(folder, 'dangling.ts'));
    symlinkSync('circle.ts', join(folder, 'circle.ts'));
    symlinkSync(join(outside, 'secret.ts'), join(folder, 'file.ts'));
    symlinkSync(outside, join(folder, 'folder'));
    symlinkSync('me@host.1', join(folder, '.#edited.ts'));
    symlinkSync('missing.png', join(folder, 'picture.png'));
    const { files, skipped } = listFiles(folder);
    expect(files.size).toBe(0);
    expect(new Map(skipped.map(({ file, reason }) => [file, reason]))).toEqual(
      new Map([
        ['dangling.ts', 'symbolic link to a file that does not exist'],
        ['circle.ts', 'circular symbolic link'],
        ['file.ts', 'symbolic link that leads out of the project'],
        ['folder', 'symbolic link that leads out of the project'],
      ]),
    );
  });
});

describe('folders without permission', () => {
  it('are reported, and all else is listed', () => {
    const folder = temporaryFolder({ 'open/a.ts': '', 'closed/b.ts': '' });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'closed'), 0o000);
    onTestFinished(() => chmodSync(join(folder, 'closed'), 0o755));
    becomeNobody();
    const { files, skipped } = listFiles(folder);
    expect([...files.keys()]).toEqual(['open/a.ts']);
    expect(skipped).toEqual([{ file: 'closed', reason: 'permission denied' }]);
  });

  it('may be empty', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'empty'));
    expect(listed(folder)).toEqual([]);
  });
});

/** The superuser may read everything; tests of permissions run as somebody who may not. */
function becomeNobody(): void {
  const user = process.geteuid?.();
  if (user !== 0) return;
  process.seteuid?.(65534);
  onTestFinished(() => process.seteuid?.(user));
}
