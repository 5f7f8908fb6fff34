import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCorpus } from '../../src/discover/corpus.js';
import { KnownError, NoSuchPathError, NothingMatchedError } from '../../src/discover/errors.js';
import { selectFiles } from '../../src/discover/selection.js';
import { temporaryFolder } from '../support/folders.js';

const FILES = {
  'src/a.ts': '',
  'src/deep/b.ts': '',
  'src2/c.ts': '',
  '.env': 'A=1',
  'docs/x.png': '',
  'notes.md': '',
  'package.json': '{}',
  'binary.ts': '\0',
};

const selections: readonly { paths: readonly string[]; cwd?: string; expected: readonly string[] }[] = [
  { paths: ['.'], expected: ['.env', 'notes.md', 'src/a.ts', 'src/deep/b.ts', 'src2/c.ts'] },
  { paths: ['src'], expected: ['src/a.ts', 'src/deep/b.ts'] },
  { paths: ['./src/'], expected: ['src/a.ts', 'src/deep/b.ts'] },
  { paths: ['src/deep', 'src2/c.ts'], expected: ['src/deep/b.ts', 'src2/c.ts'] },
  { paths: ['a.ts', '../src2'], cwd: 'src', expected: ['src/a.ts', 'src2/c.ts'] },
  { paths: ['.env', 'notes.md'], expected: ['.env', 'notes.md'] },
  { paths: ['package.json'], expected: [] },
  { paths: ['binary.ts'], expected: [] },
];

describe('selectFiles', () => {
  it.each(selections)('selects $paths', ({ paths, cwd = '.', expected }) => {
    const root = temporaryFolder(FILES);
    expect(selectFiles(openCorpus({ root }), join(root, cwd), paths).files).toEqual(expected);
  });

  it('includes files of all kinds that lie under a path', () => {
    const root = temporaryFolder({ 'a/x.ts': '', 'a/.env': '', 'ab/y.ts': '' });
    const { includes } = selectFiles(openCorpus({ root }), root, [join(root, 'a')]);
    expect(['a/x.ts', 'a/.env', 'ab/y.ts', '.env'].filter(includes)).toEqual(['a/x.ts', 'a/.env']);
  });

  it('takes a link for what it leads to', () => {
    const root = temporaryFolder({ 'src/a.ts': '' });
    symlinkSync('src/a.ts', join(root, 'b.ts'));
    expect(selectFiles(openCorpus({ root }), root, ['b.ts']).files).toEqual(['src/a.ts']);
  });

  it.each(['b.ts', 'lib/a.ts', './lib/../b.ts'])('does not follow a link out of the project for %s', (path) => {
    const top = temporaryFolder({ 'outside/a.ts': 'secret', 'project/package.json': '{}' });
    const root = join(top, 'project');
    symlinkSync('../outside/a.ts', join(root, 'b.ts'));
    symlinkSync('../outside', join(root, 'lib'));
    const corpus = openCorpus({ root, named: [join(root, path)] });
    expect(selectFiles(corpus, root, [path]).files).toEqual([]);
    expect(corpus.files).toEqual([]);
    const file = path.endsWith('b.ts') ? 'b.ts' : path;
    expect(corpus.skipped.filter((each) => each.file === file)).toEqual([
      { file, reason: 'symbolic link that leads out of the project' },
    ]);
  });

  it.each(['ignored.ts', 'b.ts'])('follows a link inside of the project for %s', (path) => {
    const root = temporaryFolder({ '.gitignore': 'ignored.ts\n', 'src/a.ts': '' });
    symlinkSync('src/a.ts', join(root, path));
    expect(openCorpus({ root, named: [join(root, path)] }).skipped).toEqual([]);
  });

  it('takes a file that exists in the overlay only', () => {
    const root = temporaryFolder({ 'a.ts': '' });
    const corpus = openCorpus({ root, overlay: new Map([[join(root, 'b.ts'), '']]) });
    expect(selectFiles(corpus, root, ['b.ts']).files).toEqual(['b.ts']);
  });

  it('matches a dangling link, of which the report tells', () => {
    const root = temporaryFolder();
    symlinkSync('gone.ts', join(root, 'b.ts'));
    expect(selectFiles(openCorpus({ root }), root, ['b.ts']).files).toEqual([]);
  });

  it('names a path that does not exist', () => {
    const root = temporaryFolder(FILES);
    const select = () => selectFiles(openCorpus({ root }), root, ['src', 'nowhere/x.ts']);
    expect(select).toThrow(NoSuchPathError);
    expect(select).toThrow('No such file or folder: nowhere/x.ts');
  });

  it.each(['empty', 'docs', 'docs/x.png', '..'])('names %s, where nothing can be audited', (path) => {
    const root = temporaryFolder(FILES);
    mkdirSync(join(root, 'empty'));
    const select = () => selectFiles(openCorpus({ root }), root, [path]);
    expect(select).toThrow(NothingMatchedError);
    expect(select).toThrow(`No file to audit in: ${path}`);
  });

  it('fails with an error that exits with 2', () => {
    const error = new NoSuchPathError('x');
    expect(error).toBeInstanceOf(KnownError);
    expect(error.exitCode).toBe(2);
  });
});
