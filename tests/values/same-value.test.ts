import { describe, expect, it, test } from 'vitest';
import { ts } from 'ts-morph';
import { distinct, eitherOutcome, sameValue } from '../../src/values/same-value.js';
import {
  EMPTY_CONTEXT,
  impliedText,
  MAXIMUM_ALTERNATIVES,
  NOTHING,
  OTHERS,
  unknown,
  writtenText,
  type CallSite,
  type Choice,
  type Context,
  type Value,
  type ValueOf,
  type Values,
} from '../../src/values/value.js';

const { factory } = ts;
const span = { file: 'a.ts', start: 3, end: 5 };
const text = writtenText('/me', span, true);

const [object, otherObject] = [factory.createObjectLiteralExpression(), factory.createObjectLiteralExpression()];
const [code, otherCode] = [functionOf(), functionOf()];
const [shape, otherShape] = [
  factory.createClassExpression([], 'A', [], [], []),
  factory.createClassExpression([], 'A', [], [], []),
];
const [site, otherSite] = [siteOf(), siteOf()];
const context: Context = { ...EMPTY_CONTEXT };
const choice: Choice = { holder: 'api', frame: null, picked: object };
const named: Choice = { holder: 'kind', frame: null, picked: { texts: ['a'], isAmong: true } };

function functionOf() {
  return factory.createFunctionExpression([], undefined, undefined, [], [], undefined, factory.createBlock([]));
}

function siteOf(): CallSite {
  const node = factory.createCallExpression(factory.createIdentifier('f'), [], []);
  return { node, arguments: [], context: EMPTY_CONTEXT };
}

function within(call: CallSite): Context {
  return { ...EMPTY_CONTEXT, frame: { scope: code, site: call, receiver: null, parent: null } };
}

/** A text of one piece that differs in something. */
function pieceWith(parts: Partial<ValueOf<'text'>['pieces'][number]>): Value {
  return { kind: 'text', pieces: text.pieces.map((piece) => ({ ...piece, ...parts })) };
}

const made = { kind: 'function', node: code, context: EMPTY_CONTEXT, receiver: null, bound: [] } as const;
const literal = { kind: 'object', node: object, context: EMPTY_CONTEXT } as const;
const type = { kind: 'class', node: shape, context: EMPTY_CONTEXT, opens: null } as const;
const instance = { kind: 'instance', node: shape, site, context: EMPTY_CONTEXT, from: null } as const;
const hole = unknown('id', 'why', span);
const list = { kind: 'array', elements: [] } as const;

describe('two values are the same', () => {
  it.each<[string, Value, Value]>([
    ['a text', text, pieceWith({})],
    ['a text of no pieces', { kind: 'text', pieces: [] }, { kind: 'text', pieces: [] }],
    ['a text that no source spells', impliedText('/'), impliedText('/')],
    ['a text with the same choices', pieceWith({ choices: [choice] }), pieceWith({ choices: [{ ...choice }] })],
    ['a text that rests on no choice', text, pieceWith({ choices: [] })],
    [
      'a text whose key has one of the same names',
      pieceWith({ choices: [named] }),
      pieceWith({ choices: [{ ...named, picked: { texts: ['a'], isAmong: true } }] }),
    ],
    ['nothing', NOTHING, { kind: 'nothing' }],
    ['a function', made, { ...made }],
    ['a function of one receiver', { ...made, receiver: literal }, { ...made, receiver: { ...literal } }],
    ['an object', literal, { ...literal, choices: [] }],
    ['a module', { kind: 'module', file: 'a.ts' }, { kind: 'module', file: 'a.ts' }],
    ['a class, wherever it is seen', type, { ...type, context }],
    ['an instance, wherever it is seen', instance, { ...instance, context, site: { ...site } }],
    ['an instance of unknown origin', { ...instance, site: null }, { ...instance, site: null, steps: [] }],
    [
      'an instance that came through the same calls',
      { ...instance, steps: [{ method: code, context: within(site) }] },
      { ...instance, steps: [{ method: code, context: within(site) }] },
    ],
    [
      'an instance that came through the same calls outside of all functions',
      { ...instance, steps: [{ method: code, context: EMPTY_CONTEXT }] },
      { ...instance, steps: [{ method: code, context }] },
    ],
    ['what is unknown, whatever is missing', hole, { ...hole, missing: 'else' }],
    ['what is unknown and stands nowhere', { ...hole, span: null }, { ...hole, span: null }],
    ['one list', list, list],
  ])('%s', (_name, left, right) => {
    expect([sameValue(left, right), sameValue(right, left)]).toEqual([true, true]);
  });
});

describe('two values are not the same', () => {
  it.each<[string, Value, Value]>([
    ['of two kinds', NOTHING, text],
    ['with other characters', text, pieceWith({ text: '/you' })],
    ['with the same characters elsewhere', text, pieceWith({ span: { ...span, start: 4 } })],
    ['with the same characters in another file', text, pieceWith({ span: { ...span, file: 'b.ts' } })],
    ['with the same characters nowhere', text, pieceWith({ span: null })],
    ['with a piece more', text, { kind: 'text', pieces: [...text.pieces, ...text.pieces] }],
    ['with a choice more', text, pieceWith({ choices: [choice] })],
    [
      'with another choice',
      pieceWith({ choices: [choice] }),
      pieceWith({ choices: [{ ...choice, picked: otherObject }] }),
    ],
    ['with a choice of names', pieceWith({ choices: [choice] }), pieceWith({ choices: [named] })],
    [
      'with other names',
      pieceWith({ choices: [named] }),
      pieceWith({ choices: [{ ...named, picked: { texts: ['b'], isAmong: true } }] }),
    ],
    [
      'with none of the names',
      pieceWith({ choices: [named] }),
      pieceWith({ choices: [{ ...named, picked: { texts: ['a'], isAmong: false } }] }),
    ],
    ['two functions', made, { ...made, node: otherCode }],
    ['a function in two calls', made, { ...made, context }],
    ['a function that remembers its answer', made, { ...made, skipped: 'after a call' }],
    ['a function with a receiver', made, { ...made, receiver: literal }],
    [
      'a function with two receivers',
      { ...made, receiver: literal },
      { ...made, receiver: { ...literal, node: otherObject } },
    ],
    ['a function that is chosen', made, { ...made, choices: [choice] }],
    ['two objects', literal, { ...literal, node: otherObject }],
    ['an object in two calls', literal, { ...literal, context }],
    ['an object that is chosen', literal, { ...literal, choices: [choice] }],
    ['two modules', { kind: 'module', file: 'a.ts' }, { kind: 'module', file: 'b.ts' }],
    ['two classes', type, { ...type, node: otherShape }],
    ['a class that may be that of an heir', type, { ...type, opens: code }],
    ['instances of two classes', instance, { ...instance, node: otherShape }],
    ['instances that were made at two places', instance, { ...instance, site: otherSite }],
    ['instances that were made in two calls', instance, { ...instance, site: { ...site, context } }],
    ['an instance, and one of unknown origin', instance, { ...instance, site: null }],
    ['an instance seen as that of a class above', instance, { ...instance, from: otherShape }],
    ['an instance that came through a call', instance, { ...instance, steps: [{ method: code, context }] }],
    [
      'instances that came through two methods',
      { ...instance, steps: [{ method: code, context }] },
      { ...instance, steps: [{ method: otherCode, context }] },
    ],
    [
      'instances that came through two calls',
      { ...instance, steps: [{ method: code, context: within(site) }] },
      { ...instance, steps: [{ method: code, context: within(otherSite) }] },
    ],
    [
      'instances that came through calls in a function and outside of all',
      { ...instance, steps: [{ method: code, context: within(site) }] },
      { ...instance, steps: [{ method: code, context }] },
    ],
    ['unknown values of two names', hole, { ...hole, name: 'key' }],
    ['unknown values of two places', hole, { ...hole, span: { ...span, start: 4 } }],
    ['unknown values, one of them nowhere', hole, { ...hole, span: null }],
    ['unknown values that two callers tell', hole, { ...hole, opens: code }],
    ['two lists', list, { ...list }],
  ])('%s', (_name, left, right) => {
    expect([sameValue(left, right), sameValue(right, left)]).toEqual([false, false]);
  });
});

const numbered = (count: number): Values => Array.from({ length: count }, (_, index) => impliedText(`${index}`));

test('alternatives that are the same are one, and the first stays', () => {
  const [first, again, other] = [impliedText('a'), impliedText('a'), impliedText('b')];
  const result = distinct([first, other, again]);
  expect(result).toEqual([first, other]);
  expect(result[0]).toBe(first);
  expect(distinct([first, again])).toEqual([first]);
});

test('as many alternatives as are looked at stay, and the last of more says that there are more', () => {
  expect(distinct(numbered(MAXIMUM_ALTERNATIVES))).toEqual(numbered(MAXIMUM_ALTERNATIVES));
  expect(distinct([...numbered(MAXIMUM_ALTERNATIVES), impliedText('0')])).toEqual(numbered(MAXIMUM_ALTERNATIVES));
  const cut = [...numbered(MAXIMUM_ALTERNATIVES - 1), OTHERS];
  expect(distinct(numbered(MAXIMUM_ALTERNATIVES + 1))).toEqual(cut);
});

test('what both outcomes of a condition have rests on neither', () => {
  const no: Choice = { ...named, picked: { texts: ['a'], isAmong: false } };
  const [both, yes, otherwise] = ['both', 'yes', 'no'].map(impliedText) as [Value, Value, Value];
  const result = eitherOutcome([yes, both], [both, otherwise], { whenTrue: [named], whenFalse: [no] });
  const choices = result.map((value) => (value.kind === 'text' ? value.pieces.map((piece) => piece.choices) : null));
  expect(result.map((value) => value.kind === 'text' && value.pieces[0]?.text)).toEqual(['both', 'yes', 'no']);
  expect(choices).toEqual([[undefined], [[named]], [[no]]]);
});
