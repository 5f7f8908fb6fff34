import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { InvalidCase } from './rule-case.js';
import { checkInvalid, checkValid, testRule } from './rule-tester.js';
import { migratedService, retiredService } from './sample-service.js';

type EslintHost = typeof import('./eslint-host.js');
type Messages = ReturnType<EslintHost['lint']>;

/** What ESLint says, put out of shape where a test is about two hosts that disagree. */
const distort = {
  messages: (messages: Messages): Messages => messages,
  output: (text: string): string => text,
};

vi.mock('./eslint-host.js', async (importOriginal) => {
  const original = await importOriginal<EslintHost>();
  const lint: EslintHost['lint'] = (...words) => distort.messages(original.lint(...words));
  const lintAndFix: EslintHost['lintAndFix'] = (...words) => distort.output(original.lintAndFix(...words));
  return { lint, lintAndFix };
});

beforeEach(() => {
  distort.messages = (messages) => messages;
  distort.output = (text) => text;
});

/** The call as it is written, and as a longer line has it. */
const OPTIONS = "{ headers: { Authorization: 'Bearer ' + token } });";
const BROKEN_OPTIONS = "{\n    headers: { Authorization: 'Bearer ' + token },\n  });";

const rule = 'no-unversioned-me';
const right: InvalidCase = {
  name: 'a call to /me',
  filename: 'src/sso.js',
  code: retiredService,
  errors: [{ text: '/me', line: 2, confidence: 'certain', message: /^Clever deprecated the unversioned `\/me`/ }],
  fixed: migratedService,
};

testRule(rule, {
  valid: [{ name: 'a migrated call', code: 'fetch("https://api.clever.com/v3.0/me");\n' }],
  invalid: [right],
});

function inWords(service: string): string {
  return service.replace('console.log(', "console.log('Signed in:', ");
}

describe('accepts', () => {
  test.each([
    [
      'a byte-order mark and CRLF',
      '\uFEFF' + retiredService.replaceAll('\n', '\r\n'),
      '\uFEFF' + migratedService.replaceAll('\n', '\r\n'),
    ],
    // What a script prints without a word is its answer.
    [
      'a hashbang',
      `#!/usr/bin/env node\n${inWords(retiredService)}`,
      `#!/usr/bin/env node\n${inWords(migratedService)}`,
    ],
    [
      'emoji on the same line',
      retiredService.replace('const answer', "'😀👩‍👩‍👧'; const answer"),
      migratedService.replace('const answer', "'😀👩‍👩‍👧'; const answer").replace(OPTIONS, BROKEN_OPTIONS),
    ],
    [
      'line separators',
      retiredService.replace('const answer', "'a\u2028b'; const answer"),
      migratedService.replace('const answer', "'a\u2028b'; const answer").replace(OPTIONS, BROKEN_OPTIONS),
    ],
  ])('%s', (_, code, fixed) => {
    const { text } = right.errors[0] ?? { text: '' };
    checkInvalid(rule, { name: 'x', filename: 'src/sso.js', code, errors: [{ text }], fixed });
  });

  test.each(['src/sso.ts', 'src/sso.tsx', 'src/sso.jsx', 'src/sso.mjs', 'src/sso.mts'])('%s', (filename) => {
    checkInvalid(rule, { ...right, filename });
  });

  test('JSX, and a case of several files', () => {
    const base = "export const base = 'https://api.clever.com';\n";
    const view =
      "import { base } from './base.js';\nexport const View = ({ t }) => <a onClick={() => fetch(`${base}/me`)}>{t}</a>;\n";
    checkInvalid(rule, {
      name: 'x',
      files: { 'src/clever/base.js': base, 'src/clever/view.jsx': view },
      errors: [{ file: 'src/clever/view.jsx', text: '/me', line: 2 }],
    });
  });

  test('a fix over two files, which ESLint leaves to the command', () => {
    const base = "export const base = 'https://api.clever.com/v1.1';\n";
    const sso = `import { base } from './base.js';\n${retiredService.replace("'https://api.clever.com/me'", '`${base}/me`').replace('.id', '.name')}`;
    checkInvalid('no-removed-me-field', {
      name: 'x',
      files: { 'src/clever/base.js': base, 'src/clever/sso.js': sso },
      errors: [{ file: 'src/clever/sso.js', text: 'name', line: 5 }],
    });
  });

  test('a suggestion', () => {
    const code = retiredService.replace('console.log(body.data.id)', 'response.json(body)');
    checkInvalid(rule, { ...right, code, fixed: null });
    expect(() => checkInvalid(rule, { ...right, code, suggested: null })).toThrow('suggested');
  });

  test('a case that says nothing of the fix', () => {
    const { name, filename = '', code = '', errors } = right;
    checkInvalid(rule, { name, filename, code, errors });
  });
});

describe('refuses', () => {
  const wrong: Record<string, Partial<InvalidCase>> = {
    'another text': { errors: [{ text: 'https://api.clever.com/me' }] },
    'another line': { errors: [{ text: '/me', line: 3 }] },
    'another file': { errors: [{ text: '/me', file: 'src/other.js' }] },
    'another message': { errors: [{ text: '/me', message: 'The unversioned `/me`' }] },
    'another pattern of message': { errors: [{ text: '/me', message: /^The unversioned/ }] },
    'another confidence': { errors: [{ text: '/me', confidence: 'likely' }] },
    'other related places': { errors: [{ text: '/me', related: [] }] },
    'a finding too many': { errors: [{ text: '/me' }, { text: '/me' }] },
    'no finding': { errors: [] },
    'another fix': { fixed: retiredService },
    'no fix where there is one': { fixed: null },
    'another suggestion': { suggested: retiredService },
  };
  test.each(Object.entries(wrong))('%s', (_, part) => {
    expect(() => checkInvalid(rule, { ...right, ...part })).toThrow();
  });

  test('a finding in a valid case', () => {
    expect(() => checkValid(rule, { name: 'x', filename: 'src/sso.js', code: retiredService })).toThrow('/me');
  });

  test('a file that does not parse', () => {
    const code = `${retiredService}\nconst = 1;\n`;
    expect(() => checkInvalid(rule, { ...right, code })).toThrow();
    expect(() => checkValid(rule, { name: 'x', code: "const = 'https://api.clever.com';\n" })).toThrow();
  });

  test.each([
    ['both code and files', { files: { 'a.ts': '' } }],
    ['no text at all', { code: undefined }],
  ])('a case with %s', (_, part) => {
    expect(() => checkInvalid(rule, { ...right, ...part } as InvalidCase)).toThrow('either code or files');
  });

  test.each<[string, (messages: Messages) => Messages]>([
    ['is silent', () => []],
    ['reports twice', (messages) => [...messages, ...messages]],
    ['names another column', (messages) => messages.map((message) => ({ ...message, column: message.column + 1 }))],
    ['ends elsewhere', (messages) => messages.map((message) => ({ ...message, endColumn: 1 }))],
    ['has other words', (messages) => messages.map((message) => ({ ...message, message: 'Other.' }))],
    ['has another rule', (messages) => messages.map((message) => ({ ...message, ruleId: 'clever/other' }))],
    ['has no fix', (messages) => messages.map((message) => ({ ...message, fix: undefined }))],
  ])('an ESLint that %s', (_, change) => {
    distort.messages = change;
    expect(() => checkInvalid(rule, right)).toThrow('ESLint on src/sso.js');
  });

  test('an ESLint that fixes to another text', () => {
    distort.output = (text) => `${text} `;
    expect(() => checkInvalid(rule, right)).toThrow('after eslint --fix');
  });
});
