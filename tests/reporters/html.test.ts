import { expect, test } from 'vitest';
import { html } from '../../src/reporters/html/html.js';
import { toPrintableLines } from '../../src/reporters/printable.js';
import type { FindingCall } from '../../src/model/finding.js';
import { editOf, findingAt, resultOf, spanOf } from '../support/findings.js';

const texts = { 'sso.js': "const url = 'https://api.clever.com/v1.1';\nask(url + '/me');\nask(url + '/schools');\n" };
const edits = [editOf(texts, 'sso.js', 'v1.1', 'v3.0')];

function callOf(path: string, obstacle: string | null): FindingCall {
  return {
    span: spanOf(texts, 'sso.js', `url + '${path}'`),
    origin: 'request',
    url: `https://api.clever.com/v1.1${path}`,
    endpoint: { method: 'GET', version: 'v1.1', path, target: `/v3.0${path}` },
    isSignIn: path === '/me',
    isRetired: true,
    obstacle,
  };
}

function print(finding: ReturnType<typeof findingAt>): string {
  return html({
    result: resultOf(texts, { findings: [finding] }),
    cwd: '/project',
    version: '1.2.3',
    colours: false,
  });
}

test('what must be decided about one of several calls stands with its name', () => {
  const decisions = ['Check the token.'];
  const text = print(
    findingAt(spanOf(texts, 'sso.js', 'v1.1'), {
      calls: [callOf('/me', 'Check the token.'), callOf('/schools', null)],
      suggestions: [{ description: 'Call `/v3.0/me`. Call `/v3.0/schools`.', decisions, edits }],
    }),
  );
  expect(text).toContain('<li>GET /v1.1/me: Check the token.</li>');
  expect(text).not.toContain('Call <code>/v3.0/me</code>. Call');
});

test('the options of the command are code wherever they are named', () => {
  const text = print(
    findingAt(spanOf(texts, 'sso.js', 'v1.1'), {
      calls: [callOf('/me', null)],
      fix: { description: 'Call `/v3.0/me`.', edits },
    }),
  );
  expect(text).toContain('shows the fix (1 call); <code>--fix</code> writes it.');
  expect(text).toContain('The change that <code>--fix</code> writes');
});

test('no control character of a name reaches the page, in attributes neither', () => {
  const text = html({
    result: resultOf(texts, {
      findings: [findingAt(spanOf(texts, 'sso.js', 'v1.1'), { calls: [callOf('/me', null)] })],
    }),
    cwd: '/project',
    version: '1.2.3',
    colours: false,
    ownersOf: () => ['@web\u001b[2J', '@\u202eapi\u0000'],
  });
  expect(text).toContain('data-owners="@web\uFFFD[2J @\uFFFDapi\uFFFD"');
  expect(toPrintableLines(text)).toBe(text);
});
