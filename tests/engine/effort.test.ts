import { expect, test } from 'vitest';
import { bundlesOf } from '../../src/engine/bundles.js';
import { chooseCompatible, fitTogether, isWritable, placesAfter } from '../../src/engine/edits.js';
import type { Change, Edit } from '../../src/model/finding.js';
import { findingAt } from '../support/findings.js';

/** Edits side by side that count how often anybody looks where they stand. */
function countedEdits(count: number): { readonly edits: readonly Edit[]; readonly looks: () => number } {
  let looks = 0;
  const edits = Array.from({ length: count }, (_, index) => ({
    file: 'a.ts',
    get start() {
      looks += 1;
      return index * 3;
    },
    end: index * 3 + 2,
    text: 'x',
  }));
  return { edits, looks: () => looks };
}

function findingsWith(changes: readonly Change[]) {
  return changes.map((fix, index) => findingAt({ file: 'a.ts', start: index * 3, end: index * 3 + 2 }, { fix }));
}

test.each<[string, (edits: readonly Edit[]) => unknown]>([
  ['whether one change can be written', (edits) => isWritable(edits)],
  ['whether edits fit together', (edits) => fitTogether(edits)],
  ['what many changes can be written together', (edits) => chooseCompatible(edits.map((edit) => toCandidate(edit)))],
  [
    'what many findings of one change can be written together',
    (edits) => chooseCompatible(new Array(edits.length).fill(toCandidate(...edits))),
  ],
  ['where each place is once a change is made', (edits) => edits.map(placesAfter([{ description: '', edits }]))],
  [
    'what goes with what, of many findings of one change',
    (edits) => bundlesOf(findingsWith(edits.map(() => ({ description: '', edits })))),
  ],
  [
    'what goes with what, of many changes',
    (edits) => bundlesOf(findingsWith(edits.map((edit) => toCandidate(edit).change))),
  ],
])('%s is answered in steps that grow with the edits, and not with their square', (_name, ask) => {
  const [few, many] = [200, 1600].map((count) => {
    const { edits, looks } = countedEdits(count);
    ask(edits);
    return looks();
  });
  // Eight times as many edits, and what sorting and looking up in sorted lists adds to that.
  expect(many).toBeLessThan((few ?? 0) * 8 * 2);
});

function toCandidate(...edits: readonly Edit[]): { readonly change: Change } {
  return { change: { description: '', edits } };
}
