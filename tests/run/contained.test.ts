import { expect, test } from 'vitest';
import { Faults } from '../../src/model/faults.js';
import { lookContained } from '../../src/run/contained.js';

const error = new TypeError('broken');

/** Looks with something that fails, and counts: a loop without an end fails after twenty looks. */
function countLooks(files: readonly string[], failing: (faults: Faults, looks: number) => void) {
  const faults = new Faults();
  let looks = 0;
  lookContained(faults, files, (known) => {
    looks += 1;
    if (looks > 20) throw new Error('this never ends');
    failing(known, looks);
  });
  return { looks, given: [...faults.files.keys()] };
}

/** Fails at a new place of a file in every look, until the file is given up. */
function failElsewhere(file: string): (faults: Faults, looks: number) => void {
  return (faults, looks) => {
    if (faults.files.has(file)) return;
    faults.attempt(
      { file, start: looks, end: looks },
      'call',
      () => {
        throw error;
      },
      () => null,
    );
  };
}

test('a fault that is noted again in every look is no reason for another', () => {
  const failing = (faults: Faults) => faults.note({ span: null, file: 'a.ts', step: 'read', error });
  expect(countLooks(['a.ts'], failing)).toEqual({ looks: 2, given: ['a.ts'] });
});

test('a look without faults is the only one', () => {
  expect(countLooks(['a.ts'], () => undefined)).toEqual({ looks: 1, given: [] });
});

test('a file with fresh faults in every look is given up after the fourth, and one look more is the last', () => {
  expect(countLooks(['a.ts', 'b.ts'], failElsewhere('a.ts'))).toEqual({ looks: 5, given: ['a.ts'] });
});

test('a file that first fails when another is given up is given up in its turn', () => {
  const failing = (faults: Faults, looks: number) => {
    failElsewhere(faults.files.has('a.ts') ? 'b.ts' : 'a.ts')(faults, looks);
  };
  expect(countLooks(['a.ts', 'b.ts'], failing)).toEqual({ looks: 6, given: ['a.ts', 'b.ts'] });
});

test('the look without the file to blame is the last', () => {
  const failing = (faults: Faults) => {
    if (!faults.files.has('b.ts')) throw error;
  };
  // The look that fails, one without the first half, and the last.
  expect(countLooks(['a.ts', 'b.ts'], failing)).toEqual({ looks: 3, given: ['b.ts'] });
});
