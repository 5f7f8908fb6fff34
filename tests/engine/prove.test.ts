import { describe, expect, it } from 'vitest';
import type { CompilerError } from '../../src/model/compiler-error.js';
import type { Texts } from '../../src/engine/edits.js';
import { findRefuted, timed, type Candidate, type Reading } from '../../src/engine/prove.js';
import { complete } from '../../src/model/steps.js';
import { TimeSpent } from '../../src/model/time-limits.js';

const FILES = ['a.ts', 'b.ts', 'c.ts', 'd.ts'];

/** A change that writes `x` into a file. */
function candidate(file: string): Candidate {
  return {
    findings: [],
    change: { description: file, edits: [{ file, start: 0, end: 0, text: 'x' }] },
    isFix: true,
  };
}

/** A program that does not compile where certain files are changed together. */
function refusedTogether(sets: readonly (readonly string[])[]): (texts: Texts) => Reading {
  return (texts) => ({
    findings: [],
    dependentsOf: () => FILES,
    importersOf: () => [],
    isTyped: () => true,
    checkTypesOf: () => {},
    outlines: () => new Map(),
    broken: new Map(),
    typeErrors: (file) => {
      const isBroken = sets.some((set) => set.includes(file) && set.every((each) => texts.has(each)));
      return isBroken ? [errorAt(0, 'Types differ.')] : [];
    },
  });
}

function errorAt(start: number, message: string, about = '', code = 2322): CompilerError {
  return { code, start, message, about };
}

/** The files whose changes hold. */
function heldOf(sets: readonly (readonly string[])[]): readonly string[] {
  const read = refusedTogether(sets);
  const candidates = FILES.map(candidate);
  const program = { before: read(new Map()), textOf: () => '', ...timed(read, () => 0) };
  const refuted = complete(findRefuted(candidates, program)).map(({ change }) => change.description);
  return FILES.filter((file) => !refuted.includes(file));
}

describe('what is written together', () => {
  it.each([
    { sets: [], held: ['a.ts', 'b.ts', 'c.ts', 'd.ts'] },
    { sets: [['c.ts']], held: ['a.ts', 'b.ts', 'd.ts'] },
    { sets: [['a.ts', 'b.ts', 'c.ts', 'd.ts']], held: 3 },
    { sets: [['a.ts', 'd.ts']], held: 3 },
    { sets: [['a.ts', 'd.ts'], ['b.ts']], held: 2 },
    {
      sets: [
        ['a.ts', 'b.ts'],
        ['c.ts', 'd.ts'],
      ],
      held: 2,
    },
  ])('is proved together: $sets', ({ sets, held }) => {
    const files = heldOf(sets);
    expect(files).toHaveLength(typeof held === 'number' ? held : held.length);
    expect(sets.some((set) => set.every((file) => files.includes(file)))).toBe(false);
    if (typeof held !== 'number') expect(files).toEqual(held);
  });
});

describe('a file that takes too long once changes are made', () => {
  const IMPORTERS: Readonly<Record<string, readonly string[]>> = {
    'd.ts': ['a.ts'],
    'b.ts': ['e.ts'],
    'e.ts': ['d.ts'],
  };
  const fault = (error: unknown) => ({ span: null, file: 'd.ts', step: 'program', error });

  it.each([
    {
      why: 'it is one of them, or is imported by one, or imports one',
      error: new TimeSpent('d.ts', 5),
      held: ['c.ts'],
    },
    { why: 'whatever imports it, where it fails', error: new Error('bug'), held: [] },
  ])('speaks against those where $why', ({ error, held }) => {
    const read = (texts: Texts): Reading => ({
      ...refusedTogether([])(texts),
      faults: texts.size ? [fault(error)] : [],
      importersOf: (file) => IMPORTERS[file] ?? [],
    });
    const program = { before: read(new Map()), textOf: () => '', ...timed(read, () => 0) };
    const refuted = complete(findRefuted(FILES.map(candidate), program)).map(({ change }) => change.description);
    expect(FILES.filter((file) => !refuted.includes(file))).toEqual(held);
  });
});

describe('type errors that a change adds', () => {
  const missing = (about: string): CompilerError => errorAt(0, `Cannot find '${about}'.`, about, 2339);

  it.each([
    { kind: 'none', before: [], after: [], held: true },
    { kind: 'one as before', before: [errorAt(0, 'A.')], after: [errorAt(9, 'A.')], held: true },
    {
      kind: 'one more like one before',
      before: [errorAt(0, 'A.')],
      after: [errorAt(0, 'A.'), errorAt(9, 'A.')],
      held: false,
    },
    { kind: 'another', before: [errorAt(0, 'A.')], after: [errorAt(0, 'B.')], held: false },
    { kind: 'another of the same words', before: [errorAt(0, 'A.')], after: [errorAt(0, 'A.', '', 2345)], held: false },
    {
      kind: 'more of what is not read',
      before: [missing('import.meta.env')],
      after: [missing('import.meta.env'), missing('import.meta.env')],
      held: true,
    },
    {
      kind: 'another that is not read',
      before: [missing('a.env')],
      after: [{ ...missing('b.env'), message: "Cannot find 'a.env'." }, missing('a.env')],
      held: false,
    },
  ])('are counted: $kind', ({ before, after, held }) => {
    const read = (texts: Texts): Reading => ({
      ...refusedTogether([])(texts),
      typeErrors: (file) => (file !== 'a.ts' ? [] : texts.size ? after : before),
    });
    const program = { before: read(new Map()), textOf: () => '', ...timed(read, () => 0) };
    expect(complete(findRefuted([candidate('a.ts')], program))).toHaveLength(held ? 0 : 1);
  });
});

describe('many changes of one file that do not compile', () => {
  const LINES = Array.from({ length: 60 }, (_, index) => (index % 3 === 0 ? 'wrong\n' : 'right\n'));
  const TEXT = LINES.join('');

  /** The same error at each wrong line, and one more where it is changed. */
  const errorsIn = (text: string): readonly CompilerError[] =>
    [...text.matchAll(/xx|wrong/g)].flatMap(({ 0: found, index }) =>
      found === 'wrong' || text.startsWith('xxwrong', index) ? [errorAt(index, 'Types differ.')] : [],
    );

  it('are refused without a reading for each, by the error in what each wrote', () => {
    let readings = 0;
    const read = (texts: Texts): Reading => {
      readings += 1;
      return {
        ...refusedTogether([])(texts),
        dependentsOf: () => ['a.ts'],
        typeErrors: () => errorsIn(texts.get('a.ts') ?? TEXT),
      };
    };
    const candidates = LINES.map((_, line): Candidate => {
      const start = line * 'wrong\n'.length;
      const edits = [{ file: 'a.ts', start, end: start, text: 'xx' }];
      return { findings: [], change: { description: String(line + 1), edits }, isFix: true };
    });
    const program = { before: read(new Map()), textOf: () => TEXT, ...timed(read, () => 0) };
    const refuted = complete(findRefuted(candidates, program));
    const wrong = LINES.flatMap((line, index) => (line === 'wrong\n' ? [index + 1] : []));
    expect(refuted.map(({ change }) => Number(change.description))).toEqual(wrong);
    for (const { change, reason } of refuted) expect(reason).toContain(`a.ts:${change.description} `);
    expect(readings).toBe(3);
  });
});

describe('what does not hold together is parted for a time', () => {
  const MANY = Array.from({ length: 64 }, (_, index) => `${index}.ts`);

  /** How often the program is read, where each reading takes so many seconds and no two changes hold together. */
  function readingsOf(seconds: number): { readonly readings: number; readonly reasons: ReadonlySet<string> } {
    let [now, readings] = [0, 0];
    const broken = (file: string, texts: Texts): readonly CompilerError[] =>
      texts.size > 1 && file === '0.ts' ? [errorAt(0, 'Types differ.')] : [];
    const read = (texts: Texts): Reading => {
      now += seconds;
      readings += 1;
      return { ...refusedTogether([])(texts), dependentsOf: () => ['0.ts'], typeErrors: (file) => broken(file, texts) };
    };
    const before = read(new Map());
    readings = 0;
    const program = { before, textOf: () => '', ...timed(read, () => now) };
    const refuted = complete(findRefuted(MANY.map(candidate), program));
    return { readings, reasons: new Set(refuted.map(({ reason }) => reason)) };
  }

  it('and all of it, where that is quick', () => {
    expect(readingsOf(0).readings).toBeGreaterThan(MANY.length);
    expect([...readingsOf(0).reasons].join()).not.toContain('takes too long');
  });

  it.each([{ seconds: 2 }, { seconds: 30 }])('and then is refused, with $seconds seconds for each', ({ seconds }) => {
    const { readings, reasons } = readingsOf(seconds);
    expect(readings).toBeLessThan(8);
    expect(readings).toBeGreaterThanOrEqual(2);
    expect([...reasons].join()).toContain('it takes too long to find out which do');
  });
});
