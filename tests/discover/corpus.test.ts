import { symlinkSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCorpus } from '../../src/discover/corpus.js';
import { temporaryFolder } from '../support/folders.js';

describe('openCorpus', () => {
  it('gives texts without the byte-order mark, and all else as it is', () => {
    const root = temporaryFolder({ 'a.ts': '\uFEFFlet a;\r\nlet 🙂 = 1;\r\n', 'b.ts': '#!/usr/bin/env node\n' });
    const corpus = openCorpus({ root });
    expect(corpus.text('a.ts')).toBe('let a;\r\nlet 🙂 = 1;\r\n');
    expect(corpus.hasByteOrderMark('a.ts')).toBe(true);
    expect(corpus.hasByteOrderMark('b.ts')).toBe(false);
    expect(corpus.bytes('b.ts').toString()).toBe('#!/usr/bin/env node\n');
  });

  it('skips what is no text, with the reason', () => {
    const root = temporaryFolder({ 'good.ts': '', 'zero.js': 'a\0b', '.env': 'A=\0' });
    writeFileSync(join(root, 'latin.js'), Buffer.from([0x27, 0xe9, 0x27]));
    writeFileSync(join(root, 'wide.ts'), Buffer.from('\uFEFFlet a', 'utf16le'));
    writeFileSync(join(root, 'large.js'), Buffer.alloc(5 * 1024 * 1024 + 1, 0x20));
    const corpus = openCorpus({ root });
    expect(corpus.files).toEqual(['good.ts', 'latin.js', 'wide.ts']);
    expect(corpus.environmentFiles).toEqual([]);
    expect(new Map(corpus.skipped.map(({ file, reason }) => [file, reason]))).toEqual(
      new Map([
        ['large.js', 'larger than 5 MB'],
        ['zero.js', 'not a text file'],
        ['.env', 'not a text file'],
      ]),
    );
  });

  it.skipIf(sep === '\\')('skips what has a backslash in its path', () => {
    const root = temporaryFolder({ 'a.ts': '', 'b\\c.ts': '', 'd\\e/f.ts': '' });
    const overlay = new Map([[join(root, 'g\\h.ts'), '']]);
    const corpus = openCorpus({ root, overlay });
    expect(corpus.files).toEqual(['a.ts']);
    expect(corpus.skipped.map(({ file }) => file).sort()).toEqual(['b\\c.ts', 'd\\e/f.ts', 'g\\h.ts']);
    expect(corpus.skipped[0]?.reason).toBe('its name has a backslash, which the compiler reads as a folder separator');
  });

  it('leaves minified programs out, and says so of those that may have to do with Clever', () => {
    const statements = "a.b(function(c){return c.d('e')});".repeat(1000);
    const root = temporaryFolder({
      'public/app.js': `/*! license */\n${statements}fetch('https://api.clever.com/me');`,
      'public/jquery.min.js': statements,
      'src/icon.ts': `export const icon = 'data:image/png;base64,${'A'.repeat(15_000)}';`,
      'src/app.ts': statements.replaceAll(';', ';\n'),
    });
    const corpus = openCorpus({ root });
    expect(corpus.files).toEqual(['src/app.ts', 'src/icon.ts']);
    expect(corpus.skipped).toEqual([{ file: 'public/app.js', reason: 'minified, so it is the output of a build' }]);
  });

  it.each([
    ['blanks', ' '.repeat(300_000)],
    ['tabs and lines', '\t\n'.repeat(300)],
    ['lines of another system', '\r'.repeat(300_000)],
  ])('takes a program that is padded with %s for one that somebody wrote', (_name, padding) => {
    const root = temporaryFolder({ 'a.js': `${padding}fetch('https://api.clever.com/me');\n` });
    const corpus = openCorpus({ root });
    expect([corpus.files, corpus.skipped]).toEqual([['a.js'], []]);
  });

  it('takes texts from the overlay, new and ignored files too', () => {
    const root = temporaryFolder({ '.gitignore': 'gen\n', 'a.ts': 'disk', 'b.ts': 'disk', 'gen/c.ts': 'disk' });
    const overlay = new Map<string, Uint8Array | string>([
      [join(root, 'a.ts'), 'editor'],
      [join(root, 'new.ts'), new TextEncoder().encode('index')],
      [join(root, 'gen/c.ts'), 'editor'],
      [join(root, 'notes.md'), 'no code'],
      [join(root, '../elsewhere.ts'), 'outside'],
    ]);
    const corpus = openCorpus({ root, overlay });
    expect(corpus.files.map((file) => [file, corpus.text(file)])).toEqual([
      ['a.ts', 'editor'],
      ['b.ts', 'disk'],
      ['gen/c.ts', 'editor'],
      ['new.ts', 'index'],
    ]);
  });

  it('replaces an unfit file by the overlay before it is judged', () => {
    const root = temporaryFolder({ 'a.ts': '\0' });
    symlinkSync('missing.ts', join(root, 'b.ts'));
    const overlay = new Map([
      [join(root, 'a.ts'), 'fine'],
      [join(root, 'b.ts'), 'fine'],
    ]);
    const corpus = openCorpus({ root, overlay });
    expect(corpus.files).toEqual(['a.ts', 'b.ts']);
    expect(corpus.skipped).toEqual([]);
  });

  it('reads no more of the overlay than of the disk', () => {
    const root = temporaryFolder({ 'a.js': '', 'b.ts': '', 'c.md': '' });
    const tooMuch = new Uint8Array(5 * 1024 * 1024 + 1);
    const overlay = new Map(['a.js', 'b.ts', 'c.md'].map((file) => [join(root, file), tooMuch]));
    const corpus = openCorpus({ root, overlay });
    expect([corpus.files, corpus.find('c.md')]).toEqual([[], null]);
    const reason = 'larger than 5 MB';
    expect(corpus.skipped).toEqual(['a.js', 'b.ts', 'c.md'].map((file) => ({ file, reason })));
  });

  it('leaves deleted files out and takes named ones in', () => {
    const root = temporaryFolder({
      '.gitignore': '*.gen.ts\n',
      'a.ts': '',
      'b.ts': '',
      'c.gen.ts': '',
      'd.gen.ts': '',
    });
    const corpus = openCorpus({ root, deleted: new Set([join(root, 'a.ts')]), named: [join(root, 'c.gen.ts')] });
    expect(corpus.files).toEqual(['b.ts', 'c.gen.ts']);
  });

  it('finds files through links and by absolute paths', () => {
    const root = temporaryFolder({ 'src/a.ts': '' });
    symlinkSync('src', join(root, 'code'));
    const elsewhere = temporaryFolder();
    symlinkSync(root, join(elsewhere, 'alias'));
    const corpus = openCorpus({ root });
    expect(corpus.find('code/a.ts')).toBe('src/a.ts');
    expect(corpus.find('code/b.ts')).toBeNull();
    expect(corpus.findAbsolute(join(elsewhere, 'alias/src/a.ts'))).toBe('src/a.ts');
    expect(corpus.findAbsolute(join(elsewhere, 'a.ts'))).toBeNull();
  });

  it('reads JSON only when it is asked for', () => {
    const root = temporaryFolder({ 'good.json': '{}', 'bad.json': '\0' });
    const corpus = openCorpus({ root });
    expect(corpus.jsonFiles).toEqual(['bad.json', 'good.json']);
    expect(corpus.skipped).toEqual([]);
    expect([corpus.find('good.json'), corpus.find('bad.json')]).toEqual(['good.json', null]);
    expect(corpus.skipped).toEqual([{ file: 'bad.json', reason: 'not a text file' }]);
  });

  it('throws for a file it does not hold', () => {
    const corpus = openCorpus({ root: temporaryFolder({ 'a.ts': '' }) });
    expect(() => corpus.text('b.ts')).toThrow('The corpus does not hold b.ts');
  });
});
