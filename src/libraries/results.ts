import { handing, type Shape } from '../clients/shape.js';
import type { ExternalName } from './external-name.js';

/** A package of envelopes that hold either a value or a failure. */
interface ResultLibrary {
  readonly modules: readonly string[];
  /** Functions that put a value into one. */
  readonly makers: readonly string[];
}

const LIBRARIES: readonly ResultLibrary[] = [
  // https://github.com/supermacro/neverthrow
  { modules: ['neverthrow'], makers: ['ok', 'okAsync'] },
  // https://github.com/vultix/ts-results, https://github.com/traverse1984/oxide.ts
  { modules: ['ts-results', 'ts-results-es', 'oxide.ts', '@badrap/result'], makers: ['Ok', 'Some', 'ok'] },
  // https://true-myth.js.org
  { modules: ['true-myth', 'true-myth/result', 'true-myth/maybe'], makers: ['ok', 'just', 'of'] },
  // https://gcanti.github.io/fp-ts/modules/Either.ts.html
  {
    modules: ['fp-ts/Either', 'fp-ts/lib/Either', 'fp-ts/Option', 'fp-ts/TaskEither', 'fp-ts', 'purify-ts', 'effect'],
    makers: ['right', 'some', 'of', 'Right', 'Just', 'succeed'],
  },
];

/** Members that are the value, and methods that answer it. */
const MEMBERS = ['value', 'val', 'right'] as const;
const METHODS = ['unwrap', 'unwrapOr', '_unsafeUnwrap', 'unwrapOrElse', 'expect', 'getOrElse', 'safeUnwrap'] as const;

/** Methods that hand the value to a function, and answer an envelope, or what the function answers. */
const HANDLERS = [
  'map',
  'andThen',
  'asyncMap',
  'asyncAndThen',
  'match',
  'isOkAnd',
  'inspect',
  'tap',
  'andTee',
] as const;

/** Whether a call puts what it is given into an envelope. */
export function makesResult({ root, isGlobal, members }: ExternalName): boolean {
  const name = members.at(-1) ?? '';
  return !isGlobal && LIBRARIES.some(({ modules, makers }) => modules.includes(root) && makers.includes(name));
}

/** An envelope that holds a value. */
export function resultOf(value: Shape): Shape {
  const all = (names: readonly string[]): Readonly<Record<string, Shape>> =>
    Object.fromEntries(names.map((name) => [name, value]));
  const handler = { parameters: [value], answers: 'promise' } as const;
  return handing(Object.fromEntries(HANDLERS.map((name) => [name, handler])), all(METHODS), all(MEMBERS));
}
