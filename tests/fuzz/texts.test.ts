import dotenv from 'dotenv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCompose } from '../../src/discover/compose-syntax.js';
import { parseEnvironment } from '../../src/discover/env-syntax.js';
import { applyChanges, chooseCompatible, fitTogether, placesAfter } from '../../src/engine/edits.js';
import { readDirectives } from '../../src/engine/directives.js';
import type { Change } from '../../src/model/finding.js';
import { readManifest } from '../../src/manifests/manifest.js';
import { readNpmLock } from '../../src/manifests/npm-lock.js';
import { readPnpmLock } from '../../src/manifests/pnpm-lock.js';
import { readYarnLock } from '../../src/manifests/yarn-lock.js';
import { codeBlocksOf } from '../../src/text/code-blocks.js';
import { commentsIn, withoutComments } from '../../src/text/comments.js';
import { fuzz, PATIENCE } from './budget.js';

/** Texts of a few words, which come near to what a reader knows. */
function textsOf(...words: readonly string[]): fc.Arbitrary<string> {
  const word = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...words) },
    { weight: 1, arbitrary: fc.string({ maxLength: 3, unit: 'binary' }) },
  );
  return fc.array(word, { maxLength: 40 }).map((each) => each.join(''));
}

const WORDS_OF_ENV = [
  'A',
  'B',
  'C',
  '=',
  ':',
  ' ',
  '"',
  "'",
  '`',
  '\n',
  '\r\n',
  '$',
  '${',
  '}',
  ':-',
  '#',
  '\\',
  '\\n',
  'export ',
  'x/y',
  '\uFEFF',
];
const WORDS_OF_YAML = [
  'a',
  'clever',
  '@',
  '1.0.0',
  ':',
  ' ',
  '\n',
  '  ',
  '- ',
  '{',
  '}',
  '[',
  ']',
  '&a ',
  '*a',
  '"',
  "'",
  '|',
  '>',
  '#',
  '<<: ',
  'packages:',
  'importers:',
  'dependencies:',
  'version:',
  'lockfileVersion: 9',
  'services:',
  'environment:',
];
const WORDS_OF_JSON = [
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  '"clever"',
  '"packages"',
  '"dependencies"',
  '"version"',
  '"lockfileVersion"',
  '"node_modules/clever"',
  '""',
  '1',
  '3',
  'null',
  '//',
  '\n',
  '"name"',
  '"__proto__"',
];
const WORDS_OF_YARN = [
  'clever@^1.0.0',
  'a@npm:1',
  ':',
  '\n',
  '  version "1.0.0"',
  '  dependencies:',
  '    clever "1"',
  '"',
  '__metadata:',
  '# yarn lockfile v1',
  ' ',
  ',',
];
const WORDS_OF_COMMENTS = [
  '//',
  '/*',
  '*/',
  '#',
  '--',
  '"""',
  "'''",
  '"',
  "'",
  '`',
  '\n',
  '\\',
  'eslint-disable',
  'eslint-enable',
  '-next-line',
  '-line',
  'clever-audit-disable-next-line',
  ' clever/no-v1-client',
  ' -- because',
  ' until 2030-01-01',
  ' 2030-13-45',
  ',',
  ' ',
  'x',
  '```',
  '~~~',
  'js',
  '<!--',
  '-->',
  '=begin',
  '=end',
  '{-',
  '-}',
];

test('env files: the values of dotenv, at the places where they are written', { timeout: PATIENCE }, () => {
  fuzz(
    'env files',
    fc.property(textsOf(...WORDS_OF_ENV), (text) => {
      const entries = parseEnvironment(text);
      for (const { start, end, verbatim, value } of entries) {
        expect(0 <= start && start <= end && end <= text.length).toBe(true);
        if (verbatim) expect(text.slice(start, end)).toBe(value);
      }
      expect(new Set(entries.map(({ name }) => name))).toEqual(new Set(Object.keys(dotenv.parse(text))));
    }),
  );
});

test.each([
  ['compose files', WORDS_OF_YAML, (text: string) => parseCompose(text)],
  ['lock files of pnpm', WORDS_OF_YAML, (text: string) => readPnpmLock(text)],
  ['lock files of npm', WORDS_OF_JSON, (text: string) => readNpmLock(text, new Map())],
  ['lock files of yarn', WORDS_OF_YARN, (text: string) => readYarnLock(text, new Map())],
  ['manifests', WORDS_OF_JSON, (text: string) => readManifest(text)],
] as const)('%s: read, or refused as broken', { timeout: PATIENCE }, (name, words, read) => {
  fuzz(
    name,
    fc.property(textsOf(...words), (text) => {
      try {
        read(text);
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxError);
      }
    }),
  );
});

test('comments, directives and code blocks lie inside of their text', { timeout: PATIENCE }, () => {
  const facts = { rules: ['clever/no-v1-client'], today: '2026-01-01', isLinted: true };
  const styles = fc.constantFrom('slash', 'hash', 'dash', 'xml', 'batch', 'semicolon');
  fuzz(
    'comments',
    fc.property(textsOf(...WORDS_OF_COMMENTS), styles, (text, style) => {
      expect(withoutComments(text, style)).toHaveLength(text.length);
      expect(codeBlocksOf(text)).toHaveLength(text.length);
      const comments = commentsIn(text, style);
      const ends = [0, ...comments.flatMap(({ start, end }) => [start, end]), text.length];
      expect(ends).toEqual(ends.toSorted((left, right) => left - right));
      for (const { start, end } of readDirectives(text, comments, facts).covers)
        expect(0 <= start && start <= end).toBe(true);
    }),
  );
});

test('changes that are chosen together are made, each at its place', { timeout: PATIENCE }, () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const edit = fc
    .tuple(fc.nat(letters.length), fc.nat(4), fc.string({ maxLength: 3 }))
    .map(([start, length, text]) => ({ file: 'a.ts', start, end: Math.min(start + length, letters.length), text }));
  const changes = fc.array(fc.array(edit, { minLength: 1, maxLength: 3 }), { maxLength: 6 });
  fuzz(
    'edits',
    fc.property(changes, (all) => {
      const sound = all.filter((edits) => fitTogether(edits));
      const chosen = chooseCompatible(sound.map((edits) => ({ change: { description: '', edits } })));
      const made: readonly Change[] = chosen.map(({ change }) => change);
      const edits = made.flatMap((change) => change.edits);
      expect(fitTogether(edits)).toBe(true);
      const after = applyChanges(made, () => letters).get('a.ts') ?? letters;
      expect(after).toBe(byHand(letters, edits));
      const placeOf = placesAfter(made);
      for (const { file, start, end, text } of edits) {
        const place = placeOf({ file, start, end });
        expect(after.slice(place.start, place.end)).toContain(text);
      }
    }),
  );
});

/** The same edits, made from the end of the text to its beginning. */
function byHand(text: string, edits: Change['edits']): string {
  const once = new Map(edits.map((edit) => [JSON.stringify(edit), edit]));
  const sorted = [...once.values()].sort((left, right) => right.start - left.start || right.end - left.end);
  return sorted.reduce((made, { start, end, text: put }) => made.slice(0, start) + put + made.slice(end), text);
}
