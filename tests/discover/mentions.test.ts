import { describe, expect, it, vi } from 'vitest';
import { openCorpus } from '../../src/discover/corpus.js';
import { openMentions } from '../../src/discover/mentions.js';
import { temporaryFolder } from '../support/folders.js';

const cases: readonly [text: string, isMention: boolean][] = [
  ['cleverGet()', true],
  ['x.cleverGet', true],
  ["['cleverGet']", true],
  ['`${cleverGet}`', true],
  ['cleverGetAll', false],
  ['_cleverGet', false],
  ['$cleverGet', false],
  ['cleverGet2', false],
  ['cleverGetAll; cleverGet', true],
  ['clever', false],
];

describe('filesMentioning', () => {
  it.each(cases)('judges %s', (text, isMention) => {
    const mentions = openMentions(openCorpus({ root: temporaryFolder({ 'a.ts': text }) }));
    expect(mentions.filesMentioning('cleverGet')).toEqual(isMention ? ['a.ts'] : []);
  });

  it('knows names with a dollar sign, and no empty name', () => {
    const mentions = openMentions(openCorpus({ root: temporaryFolder({ 'a.ts': 'let $x = 1', 'b.ts': 'let x' }) }));
    expect(mentions.filesMentioning('$x')).toEqual(['a.ts']);
    expect(mentions.filesMentioning('x')).toEqual(['b.ts']);
    expect(mentions.filesMentioning('')).toEqual([]);
  });

  it('knows a name that ends its file, whatever the memory behind the file held before', () => {
    vi.spyOn(Buffer, 'allocUnsafeSlow').mockImplementation((size) => Buffer.alloc(size, 'a'));
    const mentions = openMentions(openCorpus({ root: temporaryFolder({ 'a.ts': 'let first', 'b.ts': 'let last' }) }));
    expect(mentions.filesMentioning('first')).toEqual(['a.ts']);
    expect(mentions.filesMentioning('last')).toEqual(['b.ts']);
    expect(mentions.mentions('b.ts', 'last')).toBe(true);
  });
});
