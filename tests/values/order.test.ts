import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Texts } from '../support/findings.js';
import { scanProgram } from '../support/judged-program.js';

/** How a name or a function is made of others, which may be made of it in turn. */
interface Definition {
  readonly first: string;
  readonly second: string;
  readonly form: 'either' | 'joined' | 'set later';
}

const COUNT = 5;

const part = fc.oneof(
  fc.constantFrom("'me'", "'students'", "'sections'"),
  fc.integer({ min: 0, max: COUNT - 1 }).map((index) => `get${index}()`),
);

const definition: fc.Arbitrary<Definition> = fc.record({
  first: part,
  second: part,
  form: fc.constantFrom('either', 'joined', 'set later'),
});

const program = fc.record({
  definitions: fc.array(definition, { minLength: COUNT, maxLength: COUNT }),
  asked: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 2 }),
});

const orders = fc.tuple(fc.infiniteStream(fc.nat()), fc.infiniteStream(fc.nat()));

describe('what a program is said to ask for', () => {
  it('does not hang on the order of its statements', () => {
    fc.assert(
      fc.property(program, orders, ({ definitions, asked }, [first, second]) => {
        const functions = definitions.map(writeFunction);
        const requests = asked.map(writeRequest);
        const plain = { 'app.js': [...functions, ...requests].join('\n') };
        const other = { 'app.js': [...shuffled(requests, first), ...shuffled(functions, second)].join('\n') };
        expect(askedBy(other)).toEqual(askedBy(plain));
      }),
      { numRuns: 60 },
    );
  });

  it('does not hang on the order in which names are set to each other, or asked for', () => {
    fc.assert(
      fc.property(program, orders, ({ definitions, asked }, [first, second]) => {
        const names = definitions.map((_, index) => `let name${index} = 'districts/${index}';`);
        const setters = definitions.map(writeSetter);
        const requests = asked.map(
          (index) => `const ask${index} = () => fetch('https://api.clever.com/' + name${index});`,
        );
        const plain = { 'app.js': [...names, ...setters, ...requests].join('\n') };
        const other = { 'app.js': [...names, ...shuffled(requests, first), ...shuffled(setters, second)].join('\n') };
        expect(askedBy(other)).toEqual(askedBy(plain));
      }),
      { numRuns: 60 },
    );
  });

  it('does not hang on the order of its files', () => {
    fc.assert(
      fc.property(program, orders, ({ definitions, asked }, [first]) => {
        const files = [
          ...definitions.map((each, index): [string, string] => [
            `clever${index}.js`,
            `${importsOf(each)}\nexport ${writeFunction(each, index)}`,
          ]),
          ...asked.map((index): [string, string] => [
            `asks${index}.js`,
            `import { get${index} } from './clever${index}.js';\n${writeRequest(index)}`,
          ]),
        ];
        expect(askedBy(Object.fromEntries(shuffled(files, first)))).toEqual(askedBy(Object.fromEntries(files)));
      }),
      { numRuns: 30 },
    );
  });

  it.each([[[0, 1, 2]], [[0, 2, 1]], [[1, 0, 2]], [[1, 2, 0]], [[2, 0, 1]], [[2, 1, 0]]])(
    'is the same where names are given in a ring, asked in the order %j',
    (order) => {
      const ring = `let a = '/v1.1/me', b = '/v1.1/students', c = '/v1.1/sections';
function turn() { a = b; b = c; c = a; }`;
      const asks = ['a', 'b', 'c'].map(
        (name) => `const ask_${name} = () => fetch('https://api.clever.com' + ${name});`,
      );
      const asked = askedBy({ 'app.js': [ring, ...order.map((index) => asks[index])].join('\n') });
      const all = ['me', 'sections', 'students'].map((path) => `https://api.clever.com/v1.1/${path}`);
      expect([...asked.values()].map((urls) => urls.filter((url) => !url.includes('{')))).toEqual([all, all, all]);
    },
  );
});

function writeFunction({ first, second, form }: Definition, index: number): string {
  if (form === 'either') return `function get${index}() { return flag ? ${first} : ${second}; }`;
  if (form === 'joined') return `function get${index}() { return flag ? ${first} : ${second} + '/' + ${first}; }`;
  return `function get${index}() { let value = ${first}; if (flag) value = ${second}; return value; }`;
}

/** A function that sets a name to others, which are set elsewhere. */
function writeSetter({ first, second }: Definition, index: number): string {
  const [one, other] = [first, second].map((each) => each.replace(/^get(\d)\(\)$/, 'name$1'));
  return `function set${index}() { if (flag) name${index} = ${one}; else name${index} = ${other}; }`;
}

function writeRequest(index: number): string {
  return `fetch('https://api.clever.com/v1.1/' + get${index}());`;
}

function importsOf({ first, second }: Definition): string {
  const names = new Set([first, second].filter((each) => each.endsWith('()')).map((each) => each.slice(0, -2)));
  return [...names].map((name) => `import { ${name} } from './clever${name.slice(3)}.js';`).join('\n');
}

/** What each request of a program asks for. */
function askedBy(texts: Texts): ReadonlyMap<string, readonly string[]> {
  const urls = new Map<string, Set<string>>();
  for (const usage of scanProgram(texts).usages) {
    if (usage.kind !== 'endpoint') continue;
    const { file, start, end } = usage.span;
    const request = (texts[file] ?? '').slice(start, end);
    urls.set(request, (urls.get(request) ?? new Set()).add(usage.url.text));
  }
  return new Map([...urls].sort().map(([request, found]) => [request, [...found].sort()]));
}

function shuffled<Item>(items: readonly Item[], keys: Iterable<number>): readonly Item[] {
  const drawn = keys[Symbol.iterator]();
  return items
    .map((item) => ({ item, key: Number(drawn.next().value) }))
    .sort((left, right) => left.key - right.key)
    .map(({ item }) => item);
}
