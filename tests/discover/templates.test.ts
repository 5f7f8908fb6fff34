import { describe, expect, it } from 'vitest';
import { readTemplate } from '../../src/discover/templates/template.js';

/** What opens something in each family of languages, to be repeated and never closed. */
const NEVER_CLOSED: Readonly<Record<string, readonly string[]>> = {
  ejs: [
    '<% f(',
    '<%= a[',
    '<% `${',
    '<% for (',
    "<% '",
    '<%',
    '<% /*',
    '<% { a: ',
    '<% switch (a) {',
    '<% function (a, ',
  ],
  hbs: ['{{', '{{!--', '{{#each a', '{{a.', '{{ "', '{{> a ', '{{a ../'],
  pug: ['a(', 'a("', '#{', '  a\n', 'p= (', '- (a\n', 'a: '],
  njk: ['{{', '{%', '{#', '{% for a in ', '@a(', '\n@if('],
  vue: ['<a ', '<a b="', '{{', '<!--', '<a v-for="a in b">', '</a>', "<a b='", '<a :b="(">'],
  svelte: ['{', '{#each a as {', '{a => {'],
};

describe('a template that opens without end', () => {
  const rows = Object.entries(NEVER_CLOSED).flatMap(([language, pieces]) =>
    pieces.map((piece) => [language, piece] as const),
  );

  // That it ends in time is what the hostile inputs try, with the whole command.
  it.each(rows)('%s: %s', (language, piece) => {
    const few = readTemplate(`view.${language}`, piece.repeat(200));
    const many = readTemplate(`view.${language}`, piece.repeat(20_000));
    expect(many.length).toBeLessThanOrEqual(100 * Math.max(1, few.length));
  });
});
