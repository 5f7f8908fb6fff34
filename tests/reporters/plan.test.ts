import { expect, test } from 'vitest';

import type { Finding, FindingCall, Topic } from '../../src/model/finding.js';
import { planMarkdown } from '../../src/reporters/plan-markdown.js';
import { toPlan } from '../../src/reporters/plan.js';
import { findingAt, resultOf, spanOf } from '../support/findings.js';

const texts = { 'src/[sso].ts': "fetch(base + '/me');\nsave(me.id);\n" };
const file = 'src/[sso].ts';

function about(path: string, topic: Topic = 'call', parts: Partial<Finding> = {}): Finding {
  const call: FindingCall = {
    span: spanOf(texts, file, 'fetch'),
    origin: 'request',
    url: `https://api.clever.com${path}`,
    endpoint: { method: 'GET', version: 'v1.1', path, target: null },
    isSignIn: path === '/me',
    isRetired: true,
    obstacle: null,
  };
  return findingAt(spanOf(texts, file, "'/me'"), { topic, calls: [call], ...parts });
}

test.each([
  ['/me', 'call', 'me'],
  ['/me', 'stored id', 'sign-in-ids'],
  ['/me', 'field', 'me-fields'],
  ['/me', 'role', 'me-roles'],
  ['/teachers', 'call', 'users'],
  ['/teachers/{id}', 'field', 'users'],
  ['/sections/{id}/students', 'call', 'users'],
  ['/teachers', 'stored id', 'roster-ids'],
  ['/students/{id}/contacts', 'call', 'contacts'],
  ['/contacts/{id}', 'call', 'contacts'],
  ['/schools/{id}', 'call', 'records'],
  ['/events', 'call', 'events'],
  ['/events', 'event', 'events'],
  ['/students', 'package', 'packages'],
] as const)('%s, as a %s, belongs to the step %s', (path, topic, id) => {
  const steps = toPlan([about(path, topic)], 'v3.0', ({ span }) => span.file).filter(
    ({ findings }) => findings.length > 0,
  );
  expect(steps.map((step) => step.id)).toEqual([id]);
});

test('a text that several calls use belongs to the step of each', () => {
  const [me, school, teachers] = ['/me', '/schools/{id}', '/teachers'].map((path) => about(path).calls);
  const base = about('/me', 'call', { calls: [...(me ?? []), ...(school ?? []), ...(me ?? []), ...(teachers ?? [])] });
  const steps = toPlan([base], 'v3.0', ({ span }) => span.file).filter(({ findings }) => findings.length > 0);
  expect(steps.map(({ id, findings }) => [id, findings.length])).toEqual([
    ['me', 1],
    ['users', 1],
    ['records', 1],
  ]);
});

test('the plan says what to do first, and lists what is left with its place and its owners', () => {
  const fix = { description: 'Call `/v3.0/me`.', edits: [] };
  const findings = [about('/me', 'call', { fix }), about('/me', 'stored id', { span: spanOf(texts, file, 'me.id') })];
  const text = planMarkdown({
    result: resultOf(texts, { findings, unresolved: [{ span: spanOf(texts, file, 'save'), reason: 'the base' }] }),
    cwd: '/project',
    version: '1.2.3',
    colours: false,
    paths: ['src'],
    ownersOf: () => ['@web'],
  });
  expect(text.split('\n')[2]).toMatch(/ One call can have several findings\.$/);
  expect(text).toContain(`\
1. Check that your application has Secure Sync, Clever's product for roster data. Without it, \`/v3.0/users/{id}\` returns only id, name and email.
2. Let the tool fix what it can (1 finding). Look at the changes with \`npx clever-audit --diff src\`, then write them with \`npx clever-audit --fix src\`.
3. Change the rest by hand (1 finding). The report says where and why: \`npx clever-audit src\`.
4. Resolve the open items (1). The end of this page says what is missing.
5. Run your tests against a local stand-in for Clever in which API v1 is switched off: \`npx clever-audit sandbox --retired -- npm test\`.`);
  expect(text).toContain('- [ ] **Call `/v3.0/me`** (1 finding can be fixed automatically)');
  expect(text).toContain('  - [ ] `src/[sso].ts`, line 2 (`@web`)');
  expect(text).toContain('- [ ] Import contacts as new records: nothing found');
  expect(text).toMatch(/## Open\n\n- \[ \] `src\/\[sso\]\.ts:2`: .*the base\./);
});

test('a step is done only if everything could be judged', () => {
  const result = resultOf(texts, { findings: [about('/me')] });
  const text = planMarkdown({ result, cwd: '/project', version: '1.2.3', colours: false });
  expect(text).toContain('- [x] Import contacts as new records: nothing to do');
  expect(text).not.toContain('One call can have several findings.');
  // `/v3.0/me` itself needs no Secure Sync.
  expect(text).not.toContain('Secure Sync');
});

test('names are code, and plain text is not escaped where nothing is meant by it', () => {
  const findings = [about('/me'), about('/me', 'field'), about('/me', 'role'), about('/teachers', 'stored id')];
  const text = planMarkdown({ result: resultOf(texts, { findings }), cwd: '/project', version: '1', colours: false });
  expect(text).toContain('**Read the profile from `/v3.0/users/{id}`**');
  expect(text).not.toContain('\\');
});

test('what a comment suppresses is not planned, and told', () => {
  const suppression = { by: 'eslint-disable-line', reason: null, until: null } as const;
  const result = resultOf(texts, { findings: [about('/me')], suppressed: [{ ...about('/schools'), suppression }] });
  const text = planMarkdown({ result, cwd: '/project', version: '1.2.3', colours: false });
  expect(text).toContain('\n1 finding that a comment suppresses is not in this plan.\n');
});

test('without findings the plan is one sentence', () => {
  const text = planMarkdown({ result: resultOf(texts), cwd: '/project', version: '1.2.3', colours: false });
  expect(text).toBe(`# Migration plan

No findings: the tool found no use of Clever's API v1 or unversioned /me here. Looked at 1 file, analyzed 1.`);
});

test('a step is open where the program that asks is read only as text', () => {
  const inPython = { 'app/clever.py': "requests.get('https://api.clever.com/v1.1/me')\n" };
  const findings = [about('/me', 'call', { span: spanOf(inPython, 'app/clever.py', 'v1.1') })];
  const result = resultOf(inPython, { findings, ledger: new Map([['app/clever.py', 'asText']]) });
  const text = planMarkdown({ result, cwd: '/project', version: '1.2.3', colours: false });
  const unchecked = 'nothing found, but not checked in `app/clever.py`, which this tool reads only as text';
  expect(text).toContain(`- [ ] Recognize people by their new ids: ${unchecked}`);
  expect(text).toContain(`- [ ] Read the profile from \`/v3.0/users/{id}\`: ${unchecked}`);
  expect(text).toContain(`- [ ] Replace packages that call an old API: ${unchecked}`);
  expect(text).toContain('- [x] Choose an id strategy for stored records: nothing to do');
  expect(text).not.toContain('npm test');
});
