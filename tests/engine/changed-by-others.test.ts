import { expect, test } from 'vitest';
import { withReasonsOfCalls } from '../../src/engine/changed-by-others.js';
import { CALLS_DIFFER, EDITS_OVERLAP } from '../../src/engine/reasons.js';
import { PREVENTS_CHANGE, type Finding, type FindingCall } from '../../src/model/finding.js';
import { findingAt, spanOf } from '../support/findings.js';

const texts = { 'a.ts': 'fetch(base); me.type; create(id);' };
const call: FindingCall = {
  span: spanOf(texts, 'a.ts', 'fetch'),
  origin: 'request',
  url: 'https://api.clever.com/v1.1/me',
  endpoint: { method: 'GET', version: 'v1.1', path: '/me', target: '/v3.0/me' },
  isSignIn: true,
  isRetired: true,
  obstacle: null,
};
const asked = findingAt(spanOf(texts, 'a.ts', 'base'), {
  calls: [call],
  refusal: 'the code stores ids',
  related: [{ span: spanOf(texts, 'a.ts', 'create'), message: PREVENTS_CHANGE }],
});
const readWith = (refusal: string, calls = [call]): Finding =>
  findingAt(spanOf(texts, 'a.ts', 'me'), { topic: 'role', calls, refusal });

test.each([EDITS_OVERLAP, CALLS_DIFFER])(
  'a read that falls with its call says what holds back the call: %s',
  (reason) => {
    const [, read] = withReasonsOfCalls([asked, readWith(reason)]);
    expect(read?.refusal).toBe('its call cannot change: the code stores ids');
    expect(read?.related).toEqual(asked.related);
  },
);

test('near miss: a reason of its own, and a call that says no more, stay', () => {
  expect(withReasonsOfCalls([asked, readWith('it is shared')])[1]?.refusal).toBe('it is shared');
  const same = { ...asked, refusal: EDITS_OVERLAP };
  expect(withReasonsOfCalls([same, readWith(EDITS_OVERLAP)])[1]?.refusal).toBe(EDITS_OVERLAP);
  expect(withReasonsOfCalls([asked, readWith(EDITS_OVERLAP, [])])[1]?.refusal).toBe(EDITS_OVERLAP);
});
