import { describe, expect, it } from 'vitest';
import { loadCompiler, tsc } from '../../src/syntax/compiler.js';
import { replacementAt, writeAt } from '../../src/syntax/writes.js';
import type { ts } from 'ts-morph';

/** The first mention of `token` in a statement. */
function mention(text: string): ts.Identifier {
  const source = tsc.createSourceFile('code.ts', text, tsc.ScriptTarget.ESNext, true);
  const find = (node: ts.Node): ts.Identifier | undefined =>
    tsc.isIdentifier(node) && node.text === 'token' ? node : tsc.forEachChild(node, find);
  const found = find(source);
  if (!found) throw new Error(`no token in ${text}`);
  return found;
}

loadCompiler();

describe('is a name written to', () => {
  it.each([
    ['token = list[0]', 'assignment', true],
    ['(token as string) = list[0]', 'assignment', true],
    ['token += 1', 'assignment', false],
    ['token ??= 1', 'assignment', false],
    ['[token] = list', 'pattern', true],
    ['[token = 1] = list', 'pattern', true],
    ['[, ...token] = list', 'pattern', true],
    ['[[token]] = list', 'pattern', true],
    ['({ token } = list)', 'pattern', true],
    ['({ token = 1 } = list)', 'pattern', true],
    ['({ a: { b: token } } = list)', 'pattern', true],
    ['({ ...token } = list)', 'pattern', true],
    ['for (token of list);', 'loop', true],
    ['for (token in list);', 'loop', true],
    ['for ([token] of list);', 'pattern', true],
    ['for ({ token } of list);', 'pattern', true],
    ['token++', 'step', false],
    ['--token', 'step', false],
  ] as const)('%s', (text, kind, replaces) => {
    expect(writeAt(mention(text))?.kind).toBe(kind);
    expect(replacementAt(mention(text)) !== null).toBe(replaces);
  });

  it.each([
    'use(token)',
    'list = token',
    'list = [token]',
    'list = { token }',
    'token.member = 1',
    'list[token] = 1',
    '({ [token]: list } = other)',
    '!token',
    'for (const each of token);',
    '[list = token] = other',
  ])('%s only reads', (text) => {
    expect(writeAt(mention(text))).toBeNull();
  });
});
