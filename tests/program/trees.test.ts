import type { ts } from 'ts-morph';
import { expect, test } from 'vitest';
import { compilerOptions, Trees } from '../../src/program/trees.js';
import { loadCompiler } from '../../src/syntax/compiler.js';

loadCompiler();

const statementsIn = (tree: ts.SourceFile): number => tree.statements.length;
const linesIn = (tree: ts.SourceFile): number => tree.getLineStarts().length;

test('a text is parsed once for a question, however often it is asked', () => {
  const trees = new Trees();
  expect([1, 2, 3].map(() => trees.ask('/a.ts', 'one;\ntwo;', statementsIn))).toEqual([2, 2, 2]);
  expect(trees.parsed).toBe(1);
  expect(trees.ask('/a.ts', 'one;', statementsIn)).toBe(1);
  expect(trees.parsed).toBe(2);
});

test('a text that a program holds is not parsed again', () => {
  const trees = new Trees();
  trees.parse('/a.ts', 'one;\ntwo;', { languageVersion: compilerOptions().target ?? 99 });
  expect(trees.ask('/a.ts', 'one;\ntwo;', statementsIn)).toBe(2);
  expect(trees.ask('/a.ts', 'one;\ntwo;', linesIn)).toBe(2);
  expect(trees.parsed).toBe(1);
});
