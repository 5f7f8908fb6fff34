import { describe, expect, it } from 'vitest';
import { bundlesOf, keepWanted, withWholeChanges } from '../../src/engine/bundles.js';
import { EDITS_OVERLAP } from '../../src/engine/reasons.js';
import type { Change, Edit, Finding } from '../../src/model/finding.js';
import { findingAt } from '../support/findings.js';

const edit = (at: number, text = 'x'): Edit => ({ file: 'a.ts', start: at, end: at + 2, text });
const change = (description: string, ...edits: Edit[]): Change => ({ description, edits });

let places = 0;

function fixedBy(...parameters: Parameters<typeof change>): Finding {
  return findingAt({ file: 'a.ts', start: (places += 10), end: places + 2 }, { fix: change(...parameters) });
}

function suggested(...suggestions: readonly Change[]): Finding {
  return findingAt({ file: 'a.ts', start: (places += 10), end: places + 2 }, { suggestions });
}

const base = edit(0);
const first = fixedBy('First.', base, edit(10));
const second = fixedBy('Second.', base, edit(20));
const alone = fixedBy('Alone.', edit(30));
const without = findingAt({ file: 'a.ts', start: 1, end: 2 });

describe('changes that cannot be made one without the other', () => {
  it('share an edit', () => {
    expect(bundlesOf([first, alone, without, second])).toEqual([
      { findings: [first, second], changes: [first.fix, second.fix], isFix: true },
      { findings: [alone], changes: [alone.fix], isFix: true },
    ]);
  });

  it('are joined by a third', () => {
    const [left, right, middle] = [
      fixedBy('Left.', edit(40)),
      fixedBy('Right.', edit(50)),
      fixedBy('Middle.', edit(50), edit(40)),
    ];
    const chain = [left, alone, right, middle];
    expect(bundlesOf(chain).map(({ findings }) => findings)).toEqual([[left, right, middle], [alone]]);
  });

  it('are joined in long chains', () => {
    const links = [3, 1, 4, 0, 2].map((at) => fixedBy(`Link ${at}.`, edit(100 + at * 2), edit(102 + at * 2)));
    expect(bundlesOf(links).map(({ findings }) => findings)).toEqual([links]);
  });

  it('are no fix where one is a suggestion', () => {
    const asked = suggested(change('Asked.', base), change('Else.', edit(30)));
    expect(bundlesOf([first, asked, alone])).toEqual([
      { findings: [first, asked], changes: [first.fix, asked.suggestions[0]], isFix: false },
      { findings: [alone], changes: [alone.fix], isFix: true },
    ]);
  });

  it('are one change that several findings offer', () => {
    const again = fixedBy('First.', base, edit(10));
    expect(bundlesOf([first, again])).toEqual([{ findings: [first, again], changes: [again.fix], isFix: true }]);
  });

  it('do more at one place than break a line', () => {
    const [left, right] = [fixedBy('Left.', edit(0, '\n  '), edit(10)), fixedBy('Right.', edit(0, '\n  '), edit(20))];
    expect(bundlesOf([left, right])).toHaveLength(2);
    const [one, other] = [fixedBy('One.', edit(0, ''), edit(10)), fixedBy('Other.', edit(0, ''), edit(20))];
    expect(bundlesOf([one, other])).toHaveLength(1);
  });
});

it('who wants one change gets those that go with it, and no others', () => {
  const asked = suggested(change('Asked.', edit(60)));
  expect(keepWanted([first, alone, asked, second], (finding) => finding === second)).toEqual([
    first,
    { ...alone, fix: null },
    { ...asked, suggestions: [] },
    second,
  ]);
});

describe('a finding offers all that its change cannot be made without', () => {
  const whole = { description: 'First. Second.', edits: [base, edit(10), edit(20)] };

  it('where the others are not reported', () => {
    expect(withWholeChanges([first, alone], [first, second, alone], false)).toEqual([{ ...first, fix: whole }, alone]);
  });

  it('where each may be made alone', () => {
    expect(withWholeChanges([first, second, without], [first, second, without], true)).toEqual([
      { ...first, fix: whole },
      { ...second, fix: whole },
      without,
    ]);
  });

  it('but not where all are reported and made at once', () => {
    expect(withWholeChanges([first, second], [first, second], false)).toEqual([first, second]);
  });

  it('and nothing else where its change needs no other', () => {
    expect(withWholeChanges([alone], [alone, without], true)).toEqual([alone]);
  });

  it('in the place of its first suggestion', () => {
    const other = change('Else.', edit(70));
    const asked = suggested(change('Asked.', base, edit(40)), other);
    expect(withWholeChanges([asked], [first, asked], false)).toEqual([
      {
        ...asked,
        suggestions: [{ description: 'First. Asked.', edits: [base, edit(10), edit(40)] }, other],
      },
    ]);
    // A fix makes no suggestion of others with it.
    expect(withWholeChanges([first], [first, asked], false)).toEqual([first]);
  });

  it('or says why it offers none', () => {
    const asked = suggested(change('Asked.', base, edit(11, 'y')));
    const clashing = fixedBy('Clashing.', base, edit(11, 'z'));
    expect(withWholeChanges([first], [first, clashing], false)).toEqual([
      { ...first, fix: null, refusal: EDITS_OVERLAP },
    ]);
    expect(withWholeChanges([asked], [first, asked], false)).toEqual([
      { ...asked, suggestions: [], refusal: EDITS_OVERLAP },
    ]);
    const other = change('Else.', edit(70));
    const both = { ...asked, suggestions: [...asked.suggestions, other] };
    expect(withWholeChanges([both], [first, both], false)).toEqual([{ ...both, suggestions: [other] }]);
  });
});
