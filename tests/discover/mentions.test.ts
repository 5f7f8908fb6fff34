import { describe, expect, it } from 'vitest';
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
});
