import { expect, test } from 'vitest';
import { SyntaxIndex } from '../../src/program/syntax-index.js';
import { loadCompiler } from '../../src/syntax/compiler.js';

const tsc = loadCompiler().ts;

/** So many functions, each with the same parameter, and how often anybody looks where a mention of it stands. */
function functionsOf(count: number) {
  const text = Array.from({ length: count }, (_, index) => `function f${index}(x) { return x + x; }`).join('\n');
  const source = tsc.createSourceFile('a.ts', text, tsc.ScriptTarget.ESNext, true);
  const index = new SyntaxIndex([source]);
  let looks = 0;
  for (const mention of index.identifiersIn(source, 'x')) {
    const { pos } = mention;
    Object.defineProperty(mention, 'pos', { get: () => (looks += 1) && pos });
  }
  const counts = source.statements.map((each) => index.identifiersWithin(each, 'x').length);
  return { looks, counts };
}

test('finds the mentions in a part of a file, in steps that grow with their number, and not with its square', () => {
  const [few, many] = [functionsOf(100), functionsOf(800)];
  expect(many.counts).toEqual(new Array(800).fill(3));
  expect(many.looks).toBeLessThan(few.looks * 8 * 2);
});
