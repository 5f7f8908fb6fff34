import { expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { bundlesOf } from '../../src/engine/bundles.js';
import type { Cover, Directive } from '../../src/engine/directives.js';
import { chooseCompatible, fitTogether, isWritable, placesAfter } from '../../src/engine/edits.js';
import { laidOut } from '../../src/engine/laid-out.js';
import type { Judgement } from '../../src/engine/judge.js';
import { guardSharedPieces } from '../../src/engine/shared-pieces.js';
import { suppress } from '../../src/engine/suppress.js';
import type { Change, Edit } from '../../src/model/finding.js';
import type { Span } from '../../src/model/spans.js';
import type { EndpointUsage } from '../../src/model/usage.js';
import { unwrittenUrl } from '../../src/requests/url.js';
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
    'what many changes can be written together, of which the last come first',
    (edits) => chooseCompatible(edits.toReversed().map((edit) => toCandidate(edit))),
  ],
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
    'which lines break, of many findings of one change',
    (edits) => laidOut(findingsWith(edits.map(() => ({ description: '', edits }))), (_file, own) => own),
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

test('which calls the edits of many move is answered in steps that grow with them, and not with their square', () => {
  const [few, many] = [200, 1600].map((count) => {
    const { edits, looks } = countedEdits(count);
    const usages = edits.map((_edit, index) => endpointAt({ file: 'a.ts', start: index * 3, end: index * 3 + 2 }));
    const judgements = usages.map((usage, index) => judgementOf(usage, edits.slice(index, index + 1)));
    expect(guardSharedPieces(judgements, usages)).toEqual(judgements);
    return looks();
  });
  expect(many).toBeLessThan((few ?? 0) * 8 * 2);
});

test('what holds an edit back that many calls share is answered in steps that grow with them, not with their square', () => {
  const [few, many] = [200, 1600].map((count) => {
    let looks = 0;
    const span = { file: 'a.ts', start: 0, end: 2 };
    const usages = Array.from({ length: count }, () => {
      const { url, ...usage } = endpointAt(span);
      return {
        ...usage,
        get url() {
          looks += 1;
          return url;
        },
      };
    });
    const judgements = usages.slice(count / 2).map((usage) => judgementOf(usage, [{ ...span, text: 'x' }]));
    const guarded = guardSharedPieces(judgements, usages);
    expect(guarded.every(({ fix, suggestions }) => fix === null && suggestions.length === 1)).toBe(true);
    return looks;
  });
  expect(many).toBeLessThan((few ?? 0) * 8 * 2);
});

test('which comments suppress many findings is answered in steps that grow with them, and not with their square', () => {
  const [few, many] = [200, 1600].map((count) => {
    const { edits, looks } = countedEdits(count);
    // A copy would ask for the place once and for all.
    const covers = edits.map((place, index) =>
      Object.defineProperties(coverEndingAt(index * 3 + 2), { start: { get: () => place.start } }),
    );
    const findings = edits.map((_edit, index) => findingAt({ file: 'a.ts', start: index * 3, end: index * 3 + 2 }));
    const directives = { covers, own: [], faults: [] };
    expect(suppress(findings, () => directives).open).toEqual([]);
    return looks();
  });
  expect(many).toBeLessThan((few ?? 0) * 8 * 2);
});

function coverEndingAt(end: number): Cover {
  const directive: Directive = {
    comment: { start: end - 2, end: end - 2, text: '', isBlock: false },
    suppression: { by: 'eslint-disable-line', reason: null, until: null },
    rules: [],
  };
  return { rule: 'clever/no-unversioned-me', directive, start: end - 2, end };
}

function endpointAt(span: Span): EndpointUsage {
  const piece = { text: '/a', hole: false, span, verbatim: true, foreign: null };
  return {
    kind: 'endpoint',
    origin: 'text',
    method: null,
    url: { ...unwrittenUrl('api.clever.com', 'v1.1', '/a'), pieces: [piece] },
    span,
    confidence: 'likely',
    doubt: 'it is seen as text only',
    trail: [],
    options: null,
    urlQuery: 'unseen',
    parameters: null,
    answer: null,
  };
}

function judgementOf(usage: EndpointUsage, edits: readonly Edit[]): Judgement {
  const [rule] = rules;
  if (!rule) throw new Error('There are no rules');
  return {
    rule,
    usage,
    at: usage.span,
    confidence: 'likely',
    severity: 'warning',
    message: 'Old.',
    brief: null,
    related: [],
    fix: { description: 'Move.', edits },
    suggestions: [],
    refusal: null,
  };
}

function toCandidate(...edits: readonly Edit[]): { readonly change: Change } {
  return { change: { description: '', edits } };
}
