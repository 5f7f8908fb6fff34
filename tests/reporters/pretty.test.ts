import { describe, expect, test } from 'vitest';

import type { AuditResult } from '../../src/run/audit-result.js';
import { PREVENTS_CHANGE, type Finding } from '../../src/model/finding.js';
import type { RulePages } from '../../src/reporters/report.js';
import { planMarkdown } from '../../src/reporters/plan-markdown.js';
import { pretty } from '../../src/reporters/pretty.js';
import type { Span } from '../../src/model/spans.js';
import { editOf, findingAt, resultOf, spanOf } from '../support/findings.js';

const texts = {
  'src/config.ts': "export const base = 'https://api.clever.com';\n",
  'src/sso.ts': [
    "import { base } from './config.js';",
    'export async function me(token: string) {',
    '\treturn fetch(`${base}/me`, { headers: { authorization: token } });',
    '}',
    '',
  ].join('\n'),
};
const me = findingAt(spanOf(texts, 'src/sso.ts', '/me'), {
  calls: [
    {
      span: spanOf(texts, 'src/sso.ts', 'fetch'),
      origin: 'request',
      url: 'https://api.clever.com/me',
      endpoint: { method: 'GET', version: null, path: '/me', target: '/v3.0/me' },
      isSignIn: true,
      isRetired: true,
      obstacle: null,
    },
  ],
  related: [{ span: spanOf(texts, 'src/config.ts', 'https'), message: 'the base is written here' }],
  fix: { description: 'Write `/v3.0/me`.', edits: [editOf(texts, 'src/sso.ts', '/me', '/v3.0/me')] },
});

function pagesBelow(folder: string): RulePages {
  const pathOf = (rule: string) => `${folder}/node_modules/clever-audit/docs/${rule.replace('clever/', 'rules/')}.md`;
  return { pathOf, textOf: () => '' };
}

function print(result: AuditResult, colours = false): string {
  return pretty({ result, cwd: '/project', version: '1.2.3', colours, pages: pagesBelow('/project') });
}

test('the report says what matters first, then each finding with its code, and what to type next', () => {
  const findings = [
    me,
    findingAt(spanOf(texts, 'src/config.ts', 'base'), {
      rule: 'clever/no-v1-client',
      topic: 'package',
      severity: 'warning',
      confidence: 'likely',
      message: 'A message.',
      suggestions: [{ description: 'Remove it.', edits: [editOf(texts, 'src/config.ts', 'base', 'b')] }],
    }),
  ];
  expect(print(resultOf(texts, { findings, files: 14, analysed: 5 }))).toBe(`\
1 sign-in call uses the unversioned /me (deprecated). It can be fixed automatically. There is also 1 other warning.

src/sso.ts:3:23  sign-in call GET /me  error  clever/no-unversioned-me
  > 3 | 	return fetch(\`\${base}/me\`, { headers: { authorization: token } });
      | 	                     ^^^
  Clever deprecated the unversioned \`/me\`.
  --fix            Write \`/v3.0/me\`.

src/config.ts:1:14  warning (likely)  clever/no-v1-client
  > 1 | export const base = 'https://api.clever.com';
      |              ^^^^
  A message.
  suggestion       Remove it.

More about each rule:
  node_modules/clever-audit/docs/rules/no-unversioned-me.md
  node_modules/clever-audit/docs/rules/no-v1-client.md

Next:
  1. npx clever-audit --diff  # shows the fix (1 call); --fix writes it
  2. npx clever-audit --interactive  # asks about the suggestion at src/config.ts:1:14

1 error and 1 warning in 2 of 14 files. One call can have several findings.`);
});

test('a clean result says what was looked at', () => {
  expect(print(resultOf(texts, { files: 3, analysed: 2 }))).toBe(
    "No findings: the tool found no use of Clever's API v1 or unversioned /me here. Looked at 3 files, analyzed 2.",
  );
});

test('what could not be judged stands in the first and the last line, and such a run is not called clean', () => {
  const result = resultOf(texts, {
    unresolved: [
      { span: spanOf(texts, 'src/sso.ts', 'fetch'), reason: 'The value of `base` is only known at run time.' },
    ],
    skipped: [{ file: 'src/broken.ts', reason: 'syntax error in line 3', bytes: 12 }],
  });
  expect(print(result)).toBe(`\
1 call to Clever could not be resolved and 1 file was skipped, so this report is incomplete. Looked at 2 files, analyzed 2.

Calls that could not be resolved, with what is missing:
  src/sso.ts:3:9  The value of \`base\` is only known at run time.

Files that were skipped:
  src/broken.ts  syntax error in line 3

Next: npx clever-audit trace src/sso.ts:3  # shows why this tool could not resolve the call

1 call to Clever could not be resolved and 1 file was skipped, so this report is incomplete. Looked at 2 files, analyzed 2.`);
  const found = print({ ...result, findings: [me] }).split('\n');
  for (const line of [found.at(0), found.at(-1)]) {
    expect(line).toContain('1 call to Clever could not be resolved and 1 file was skipped.');
  }
});

test('a call whose answer is stored and for which nothing is offered counts as work by hand, first and last', () => {
  const stored = { rule: 'clever/no-unmigrated-id', topic: 'stored id', calls: me.calls } as const;
  const findings = [
    { ...me, fix: null, refusal: 'the code stores ids that change on v3.0' },
    findingAt(spanOf(texts, 'src/sso.ts', 'token'), { ...stored, refusal: 'the code stores ids that change on v3.0' }),
  ];
  const report = print(resultOf(texts, { findings }));
  expect(report.split('\n')[0]).toMatch(/ uses the unversioned \/me \(deprecated\)\. It must be changed by hand\.$/);
  expect(report).toContain(`
Next:
  1. npx clever-audit plan  # prints a plan, with ways to migrate the ids stored or looked up at
     src/sso.ts:2:26
  2. Change by hand (1 call): src/sso.ts:3:23
`);
});

test.each([
  ['field', 'shows the fixes (1 call); --fix writes them, but first check that your application has Secure Sync'],
  ['role', 'shows the fixes (1 call); --fix writes them, but first check that your application has Secure Sync'],
  ['stored id', 'shows the fixes (1 call); --fix writes them'],
] as const)('what a fix of a %s rests on is said before it is written', (topic, does) => {
  const fix = { description: 'Read it there.', edits: [editOf(texts, 'src/sso.ts', 'token', 'roles')] };
  const read = findingAt(spanOf(texts, 'src/sso.ts', 'token'), { topic, calls: me.calls, fix });
  const next = print(resultOf(texts, { findings: [me, read] }))
    .split('Next: ')[1]
    ?.split('\n\n')[0];
  expect(next?.replaceAll(/\s+/g, ' ')).toBe(`npx clever-audit --diff # ${does}`);
});

test('a report of reads alone does not say that no call uses an old API', () => {
  const read = { rule: 'clever/no-pre-v3-field', topic: 'field', severity: 'warning', calls: me.calls } as const;
  const findings = [findingAt(spanOf(texts, 'src/sso.ts', 'token'), read)];
  expect(print(resultOf(texts, { findings })).split('\n')[0]).toBe(
    'There is 1 warning about code that uses answers of API v1 or the unversioned /me.',
  );
});

test('a report of packages alone does not deny what the packages call', () => {
  const findings = [findingAt(spanOf(texts, 'src/config.ts', 'base'), { topic: 'package', calls: [] })];
  expect(print(resultOf(texts, { findings })).split('\n')[0]).toBe(
    'No call in the code itself uses API v1 or the unversioned /me, but there is 1 error about packages that call an old API.',
  );
});

test('a suggestion for the answer of a call that is changed by hand is a step of its own', () => {
  const role = { rule: 'clever/no-me-type-as-role', topic: 'role', calls: me.calls } as const;
  const suggestions = [{ description: 'Read `roles`.', edits: [editOf(texts, 'src/sso.ts', 'token', 'roles')] }];
  const findings = [
    { ...me, fix: null, refusal: 'the helper is used elsewhere' },
    findingAt(spanOf(texts, 'src/sso.ts', 'token'), { ...role, suggestions }),
  ];
  const report = print(resultOf(texts, { findings }));
  expect(report).toContain('--interactive  # asks about the suggestion at src/sso.ts:3:23\n');
  expect(report).toContain('2. Change by hand (1 call): src/sso.ts:3:23\n');
});

test('the first line says of each API what Clever did to it', () => {
  const texts = { 'src/a.ts': "get('/me');\nget('/v1.1/me');\nget('/v1.2/schools');\n" };
  const findingOf = (needle: string, version: string | null): Finding => {
    const span = spanOf(texts, 'src/a.ts', needle);
    const endpoint = { method: 'GET', version, path: version === 'v1.2' ? '/schools' : '/me', target: null };
    const isSignIn = version !== 'v1.2';
    const call = { span, origin: 'request', url: needle, endpoint, isSignIn, isRetired: true, obstacle: null } as const;
    return findingAt(span, { calls: [call], endpoint });
  };
  const [me, first, schools] = [
    findingOf("'/me'", null),
    findingOf('/v1.1/me', 'v1.1'),
    findingOf('/v1.2/schools', 'v1.2'),
  ];
  const firstLine = (...findings: readonly Finding[]) => print(resultOf(texts, { findings })).split('\n')[0];
  expect(firstLine(me)).toMatch(/^1 sign-in call uses the unversioned \/me \(deprecated\)\. /);
  expect(firstLine(first, schools)).toMatch(/^1 sign-in call and 1 roster call use API v1 \(switched off\)\. /);
  expect(firstLine(me, first)).toMatch(
    /^2 sign-in calls use API v1 \(switched off\) or the unversioned \/me \(deprecated\)\. /,
  );
});

test('a change says which other lines it is made in', () => {
  const edits = [
    editOf(texts, 'src/sso.ts', '/me', '/v3.0/me'),
    editOf(texts, 'src/sso.ts', 'me(', 'user('),
    editOf(texts, 'src/config.ts', 'base', 'origin'),
  ];
  const report = print(resultOf(texts, { findings: [{ ...me, fix: { description: 'Move it.', edits } }] }));
  expect(report).toContain(
    '  --fix            Move it.\n                   changes src/sso.ts (lines 2, 3), src/config.ts (line 1)\n',
  );
});

test('where nothing but unresolved calls is found, no page of a rule is announced', () => {
  const unresolved = findingAt(spanOf(texts, 'src/sso.ts', 'fetch'), { topic: 'unresolved call', severity: 'warning' });
  const result = resultOf(texts, {
    findings: [unresolved],
    unresolved: [{ span: unresolved.span, reason: 'the value of `base`' }],
  });
  expect(print(result)).not.toContain('More about each rule:');
});

test('findings of equal weight come by file, then position, then rule', () => {
  const at = (start: number, rule: string, file = 'src/sso.ts') =>
    findingAt({ file, start, end: start + 1 }, { rule, topic: 'package', calls: [] });
  const findings = [at(9, 'clever/b'), at(9, 'clever/a'), at(2, 'clever/z'), at(50, 'clever/y', 'src/config.ts')];
  const headers = print(resultOf(texts, { findings })).match(/^src.*$/gm);
  expect(headers).toEqual([
    'src/config.ts:2:5  error  clever/y',
    'src/sso.ts:1:3  error  clever/z',
    'src/sso.ts:1:10  error  clever/a',
    'src/sso.ts:1:10  error  clever/b',
  ]);
});

test('what hangs on a call stands in its block, a line for each rule and file', () => {
  const { calls } = me;
  const findings = [
    findingAt(spanOf(texts, 'src/config.ts', 'base'), {
      rule: 'clever/no-unmigrated-id',
      topic: 'stored id',
      severity: 'warning',
      brief: { subject: 'users.find', instead: null },
      calls,
    }),
    me,
    ...['token', 'headers'].map((field) =>
      findingAt(spanOf(texts, 'src/sso.ts', field), {
        rule: 'clever/no-removed-me-field',
        topic: 'field',
        brief: { subject: field, instead: `data.${field}`, fate: 'moved' },
        calls,
        fix: me.fix,
      }),
    ),
  ];
  expect(print(resultOf(texts, { findings })).split('\n\n')[1]).toBe(`\
src/sso.ts:3:23  sign-in call GET /me  error  clever/no-unversioned-me
  > 3 | 	return fetch(\`\${base}/me\`, { headers: { authorization: token } });
      | 	                     ^^^
  Clever deprecated the unversioned \`/me\`.
  moved on v3.0    token → data.token (line 2), headers → data.headers (line 3)
                   2 errors  clever/no-removed-me-field
  In src/config.ts:
  stored ids       users.find (line 1)
                   Unless you migrate these ids, the code does not find what is stored for each
                   person whose id changes (everyone but students).
                   1 warning  clever/no-unmigrated-id
  --fix            Write \`/v3.0/me\`.`);
});

test('the last line counts what the blocks show, each finding once', () => {
  const fieldAt = (needle: string, more: Partial<Finding>): Finding =>
    findingAt(spanOf(texts, 'src/sso.ts', needle), {
      rule: 'clever/no-removed-me-field',
      topic: 'field',
      brief: { subject: needle, instead: null, fate: 'missing' },
      calls: me.calls,
      ...more,
    });
  const fields = [
    fieldAt('token', {}),
    fieldAt('headers', { severity: 'warning' }),
    fieldAt('fetch', { severity: 'warning', confidence: 'likely' }),
  ];
  const withCall = print(resultOf(texts, { findings: [me, ...fields] }));
  expect(withCall).toContain('\nsrc/sso.ts:3:23  sign-in call GET /me  error  clever/no-unversioned-me\n');
  expect(withCall).toContain('  1 error, 1 warning (likely), 1 warning  clever/no-removed-me-field\n');
  expect(withCall).toContain('\n2 errors and 2 warnings in ');

  const alone = print(resultOf(texts, { findings: fields }));
  expect(alone).toContain('  GET /me  error  clever/no-removed-me-field\n');
  expect(alone).toContain('  1 warning (likely), 1 warning  clever/no-removed-me-field\n');
  expect(alone).toContain('\n1 error and 2 warnings in ');
});

test('a field is called missing only if no answer has it, and an id that may be new is no warning', () => {
  const { calls } = me;
  const target = { method: 'GET', version: null, path: '/me', target: '/v3.0/users/{id}' };
  const findings = [
    me,
    ...(
      [
        ['token', 'data.name', 'moved'],
        ['headers', null, 'missing'],
        ['fetch', 'data.roles', 'never there'],
      ] as const
    ).map(([subject, instead, fate]) =>
      findingAt(spanOf(texts, 'src/sso.ts', subject), {
        rule: 'clever/no-removed-me-field',
        topic: 'field',
        brief: { subject, instead, fate },
        calls,
        endpoint: target,
      }),
    ),
    findingAt(spanOf(texts, 'src/sso.ts', 'authorization'), {
      rule: 'clever/no-unmigrated-id',
      topic: 'stored id',
      severity: 'info',
      brief: { subject: 'users.find', instead: null },
      calls,
    }),
  ];
  const report = print(resultOf(texts, { findings }));
  expect(report).toContain('\n  moved on v3.0    read from /v3.0/users/{id} instead: token → data.name (line 2)\n');
  expect(report).toContain('\n  missing on v3.0  headers (line 3)\n');
  expect(report).toContain('\n  never in /me     fetch → data.roles (line 3)\n');
  expect(report).not.toContain('Unless you migrate');
});

test('fields that another endpoint returns are told with that endpoint', () => {
  const field = findingAt(spanOf(texts, 'src/sso.ts', 'token'), {
    rule: 'clever/no-removed-me-field',
    topic: 'field',
    brief: { subject: 'name', instead: 'data.name', fate: 'moved' },
    calls: me.calls,
    fix: me.fix,
    endpoint: { method: 'GET', version: null, path: '/me', target: '/v3.0/users/{id}' },
  });
  const line = /^ {2}moved .*$/m.exec(print(resultOf(texts, { findings: [me, field] })))?.[0];
  expect(line).toBe('  moved on v3.0    read from /v3.0/users/{id} instead: name → data.name (line 2)');
});

test('fields that keep their name in another answer stand apart from those that get a new one', () => {
  const place = { method: 'GET', version: null, path: '/me', target: '/v3.0/users/{id}' };
  const fieldAt = (needle: string, subject: string, instead: string | null): Finding =>
    findingAt(spanOf(texts, 'src/sso.ts', needle), {
      rule: 'clever/no-removed-me-field',
      topic: 'field',
      brief: { subject, instead, fate: 'moved' },
      calls: me.calls,
      fix: me.fix,
      endpoint: place,
    });
  const kept = fieldAt('token', 'name', null);
  const moved = fieldAt('headers', 'school', 'data.roles.<role>.school');
  expect(print(resultOf(texts, { findings: [me, kept, moved] }))).toContain(`
  moved on v3.0    read from /v3.0/users/{id} instead: school → data.roles.<role>.school (line 3)
                   also there, under the same name: name (line 2)
`);
  expect(print(resultOf(texts, { findings: [me, kept] }))).toContain(
    '\n  moved on v3.0    read from /v3.0/users/{id} instead, under the same name: name (line 2)\n',
  );
});

test('what is replaced is told with a verb', () => {
  const findings = [
    me,
    findingAt(spanOf(texts, 'src/sso.ts', 'token'), {
      rule: 'clever/no-me-type-as-role',
      topic: 'role',
      brief: { subject: 'type', instead: 'data.roles of /v3.0/users/{id}' },
      calls: me.calls,
      fix: me.fix,
    }),
  ];
  expect(print(resultOf(texts, { findings }))).toContain(
    '\n  used as a role   read data.roles of /v3.0/users/{id} instead of type (line 2)\n',
  );
});

test('an edit that takes a line away is told with that line, not with the one whose end it takes', () => {
  const removal = editOf(texts, 'src/sso.ts', '\n\treturn fetch', '');
  const fix = { description: 'Remove it.', edits: [removal] };
  const report = print(resultOf(texts, { findings: [{ ...me, span: spanOf(texts, 'src/config.ts', 'base'), fix }] }));
  expect(report).toContain('changes src/sso.ts (line 3)\n');
});

test('each of several calls is named with its own path and its own obstacle', () => {
  const {
    calls: [call],
  } = me;
  if (!call) throw new Error('The finding has a call');
  const shared = findingAt(spanOf(texts, 'src/config.ts', 'base'), {
    rule: 'clever/no-v1-endpoint',
    calls: [
      { ...call, endpoint: { method: 'GET', version: 'v1.1', path: '/me', target: '/v3.0/me' } },
      {
        ...call,
        url: 'https://api.clever.com/v1.1/events',
        endpoint: { method: 'GET', version: 'v1.1', path: '/events', target: '/v3.0/events' },
        isSignIn: false,
        obstacle: 'The types of events change.',
      },
    ],
    refusal: 'the types of events change',
  });
  expect(print(resultOf(texts, { findings: [shared] }))).toContain(`
  sign-in call     GET /v1.1/me → /v3.0/me  src/sso.ts:3:9
  roster call      GET /v1.1/events → /v3.0/events  src/sso.ts:3:9
                   The types of events change.
  not fixed        because the types of events change.
`);
});

test('a decision about several calls is told once, and without a name where it is about all of them', () => {
  const {
    calls: [call],
  } = me;
  if (!call) throw new Error('The finding has a call');
  const callTo = (path: string, obstacle: string) => ({
    ...call,
    url: path,
    endpoint: { method: 'GET', version: 'v1.1', path, target: `/v3.0${path}` },
    obstacle,
  });
  const shared = findingAt(spanOf(texts, 'src/config.ts', 'base'), {
    rule: 'clever/no-v1-endpoint',
    calls: [callTo('/me', 'Check the token. Check the role.'), callTo('/schools', 'Check the token.')],
    suggestions: [
      {
        description: 'Move both.',
        decisions: ['Check the token.', 'Check the role.'],
        edits: [editOf(texts, 'src/config.ts', 'base', 'b')],
      },
    ],
  });
  expect(print(resultOf(texts, { findings: [shared] }))).toContain(`
  suggestion       --interactive shows the change. Before you accept it:
                   - Check the token.
                   - GET /v1.1/me: Check the role.
`);
});

test('each next step says how many of the counted calls it is about, and how many other places', () => {
  const texts = { 'src/a.ts': "get('/me');\non('students.created');\n" };
  const call = { ...me.calls[0], span: spanOf(texts, 'src/a.ts', 'get') } as Finding['calls'][number];
  const findings = [
    findingAt(spanOf(texts, 'src/a.ts', '/me'), { calls: [call], refusal: 'it is so' }),
    findingAt(spanOf(texts, 'src/a.ts', 'students'), { topic: 'event', calls: [], refusal: 'it is so' }),
  ];
  expect(print(resultOf(texts, { findings }))).toContain(
    'Next: Change by hand (1 call and 1 other place): src/a.ts:1:6, src/a.ts:2:5\n',
  );
});

test('a wide block is wrapped at the width of the terminal, and a log keeps a sentence on one line', () => {
  const finding = { ...me, message: 'word '.repeat(60).trim() };
  const result = resultOf(texts, { findings: [finding] });
  const lines = pretty({ result, cwd: '/project', version: '1.2.3', colours: false, columns: 60 }).split('\n');
  expect(Math.max(...lines.filter((line) => !line.includes('https://')).map((line) => line.length))).toBeLessThan(70);
  expect(print(result).split('\n')[0]).toContain('(deprecated). It can be fixed automatically.');
  expect(lines).toContain('src/sso.ts:3:23  sign-in call GET /me  error');
  expect(print(result).split('\n')).toContain('src/sso.ts:3:23  sign-in call GET /me  error  clever/no-unversioned-me');
});

test('--summary counts by rule, --quiet leaves out what is no error, and lists can be by file or by rule', () => {
  const findings = [
    me,
    findingAt(spanOf(texts, 'src/config.ts', 'base'), {
      severity: 'warning',
      topic: 'event',
      calls: [],
      rule: 'clever/no-pre-v3-event',
    }),
  ];
  const result = resultOf(texts, { findings });
  const view = (given: object) => pretty({ result, cwd: '/project', version: '1', colours: false, view: given });
  expect(view({ summary: true })).toContain(
    '  clever/no-pre-v3-event    1 warning\n  clever/no-unversioned-me  1 error, 1 with a fix\n',
  );
  expect(view({ quiet: true })).not.toContain('no-pre-v3-event');
  expect(view({ quiet: true })).toContain('--quiet hides 1 finding below severity error.');
  expect(view({ groupBy: 'file' })).toContain(
    'src/sso.ts\n  3:23  error  clever/no-unversioned-me\n    Clever deprecated',
  );
  expect(view({ groupBy: 'rule' })).toContain(
    'clever/no-unversioned-me\n  src/sso.ts:3:23  error\n    Clever deprecated',
  );
});

test('paths are relative to the working directory, also above it', () => {
  const result = resultOf(texts, { findings: [me] });
  const text = pretty({ result, cwd: '/project/packages/web', version: '1.2.3', colours: false });
  expect(text).toContain('\n../../src/sso.ts:3:23  sign-in call GET /me  error  clever/no-unversioned-me\n');
});

test('the trail is shown with --verbose alone', () => {
  const report = { result: resultOf(texts, { findings: [me] }), cwd: '/project', version: '1.2.3', colours: false };
  expect(pretty(report)).not.toContain('the base is written here');
  expect(pretty({ ...report, view: { verbose: true } })).toContain(
    '    src/config.ts:1:22  the base is written here\n',
  );
});

test('colours come only when asked for, and change no text', () => {
  const result = resultOf(texts, { findings: [me] });
  const plain = print(result);
  const coloured = print(result, true);
  const escape = String.fromCharCode(27);
  expect(plain).not.toContain(escape);
  expect(coloured).toContain(`${escape}[31merror${escape}[39m`);
  expect(coloured.replaceAll(new RegExp(`${escape}\\[\\d+m`, 'g'), '')).toBe(plain);
});

test('control characters of the audited code do not reach the terminal', () => {
  const hostile = { 'src/a\u001b[2Jb.ts': "fetch('/me'); // \u001b]0;title\u0007\n" };
  const [file = ''] = Object.keys(hostile);
  const finding = findingAt(spanOf(hostile, file, '/me'), { message: 'Read \u001b[8mthis.' });
  const text = print(resultOf(hostile, { findings: [finding] }));
  expect(text).toContain('src/a\uFFFD[2Jb.ts:1:8  error');
  expect(text).toContain("fetch('/me'); // \uFFFD]0;title\uFFFD");
  expect(text).toContain('Read \uFFFD[8mthis.');
});

test('infos and several severities are counted', () => {
  const at = (severity: 'error' | 'warning' | 'info') => findingAt(me.span, { severity });
  const summaryOf = (...findings: ReturnType<typeof at>[]) => print(resultOf(texts, { findings })).split('\n').at(-1);
  expect(summaryOf(at('info'))).toBe('1 info in 1 of 2 files.');
  expect(summaryOf(at('error'), at('error'), at('warning'), at('warning'), at('info'))).toBe(
    '2 errors, 2 warnings and 1 info in 1 of 2 files.',
  );
});

test('what must be decided about each of several calls stands with the change, and what it leaves with its reason', () => {
  const [call] = me.calls;
  if (!call) throw new Error('The finding has a call');
  const decision = 'Check the token.';
  const change = { description: 'Move both.', decisions: [decision], edits: me.fix?.edits ?? [] };
  const shared = {
    ...me,
    calls: [call, { ...call, url: 'https://api.clever.com/v1.1/schools', obstacle: decision }],
    fix: null,
    suggestions: [change],
  };
  const lost = findingAt(spanOf(texts, 'src/sso.ts', 'token'), {
    rule: 'clever/no-pre-v3-field',
    topic: 'field',
    brief: { subject: 'term', instead: null },
    calls: me.calls,
    refusal: 'the answer has no `term`',
  });
  expect(print(resultOf(texts, { findings: [shared, lost] }))).toContain(`
  suggestion       --interactive shows the change. Before you accept it:
                   - GET /me: Check the token.
  not fixed        term (line 2), because the answer has no \`term\`.
`);
});

test('a suggestion for a read is told apart from the reason why its call is not fixed', () => {
  const [call] = me.calls;
  if (!call) throw new Error('The finding has a call');
  const head = { ...me, fix: null, refusal: 'contacts have new ids' };
  const edits = [editOf(texts, 'src/sso.ts', 'token', 'key')];
  const reads = ['phone', 'email'].map((subject) =>
    findingAt(spanOf(texts, 'src/sso.ts', 'token'), {
      rule: 'clever/no-pre-v3-field',
      topic: 'field',
      brief: { subject, instead: null },
      calls: [call],
      suggestions: [{ description: 'Move both.', edits }],
    }),
  );
  const text = print(resultOf(texts, { findings: [head, ...reads] }));
  expect(text).toContain('  suggestion       for phone (line 2), email (line 2): Move both.\n');
  expect(text).toContain('  not fixed        clever/no-unversioned-me, because contacts have new ids.\n');
  expect(print(resultOf(texts, { findings: [head] }))).toContain('  not fixed        because contacts have new ids.\n');
});

test.each([
  ['a place in the same file', [['src/sso.ts', 'export']], ' (src/sso.ts:2).'],
  ['a place in another file', [['src/config.ts', 'https']], ' (src/config.ts:1).'],
  [
    'the first of several places',
    [
      ['src/config.ts', 'base'],
      ['src/sso.ts', 'import'],
    ],
    ' (src/config.ts:1).',
  ],
  ['a place in the line of the heading', [['src/sso.ts', 'token }']], '.'],
  ['no place', [], '.'],
] as const)('the report says where the code is that prevents a change: %s', (_, places, end) => {
  const related = places.map(([file, text]) => ({ span: spanOf(texts, file, text), message: PREVENTS_CHANGE }));
  const refusal = 'it is too old';
  const findings = [{ ...me, fix: null, refusal, related: [...me.related, ...related] }];
  expect(print(resultOf(texts, { findings }))).toContain(`because it is too old${end}\n`);
});

test('a second account is spoken of only where the code may make one', () => {
  const storedAt = (mayCreate: boolean): string => {
    const brief = { subject: 'users.find', instead: null };
    const stored = { rule: 'clever/no-unmigrated-id', topic: 'stored id', calls: me.calls } as const;
    const findings = [
      me,
      findingAt(spanOf(texts, 'src/sso.ts', 'token'), { ...stored, brief }),
      findingAt(spanOf(texts, 'src/sso.ts', 'headers'), { ...stored, brief: { ...brief, mayCreate } }),
    ];
    return print(resultOf(texts, { findings })).replaceAll(/\s+/g, ' ');
  };
  expect(storedAt(true)).toContain('the code can create a second account or row for each person');
  expect(storedAt(false)).toContain('the code does not find what is stored for each person');
  expect(storedAt(false)).not.toContain('second account');
});

test('the first line names errors that hang on none of the calls that it counts', () => {
  const other = findingAt(spanOf(texts, 'src/config.ts', 'base'), { rule: 'clever/no-legacy-contacts' });
  const role = findingAt(spanOf(texts, 'src/config.ts', 'https'), { topic: 'role', severity: 'warning' });
  const first = (...findings: readonly Finding[]) => print(resultOf(texts, { findings })).split('\n')[0];
  const counted = '1 sign-in call uses the unversioned /me (deprecated). It can be fixed automatically.';
  expect(first(me, other)).toBe(`${counted} There is also 1 other error.`);
  expect(first(me, other, role)).toBe(`${counted} There is also 1 other error and 1 warning.`);
  expect(first(me, { ...role, calls: me.calls })).toBe(counted);
  expect(first(me, { ...other, severity: 'info' })).toBe(counted);
  expect(first(other)).toBe('No call uses API v1 or the unversioned /me, but there is 1 error.');
});

test('calls through a package are counted and named', () => {
  const step = { span: spanOf(texts, 'src/sso.ts', 'fetch'), message: '`Student.find` calls `/students`' };
  const brief = { subject: 'clever', instead: 'plain requests' };
  const own = { rule: 'clever/no-v1-client', topic: 'package', message: 'A message.' } as const;
  const found = findingAt(spanOf(texts, 'src/sso.ts', 'base'), { ...own, brief: { ...brief, calls: [step, step] } });
  const report = print(resultOf(texts, { findings: [found] }));
  expect(report).toContain('2 calls use an old API through the package clever.\n');
  expect(report).toContain('  called at        src/sso.ts:3:9  `Student.find` calls `/students`\n');
  const one = { ...found, brief: { ...brief, calls: [step] } };
  const another = findingAt(spanOf(texts, 'src/config.ts', 'base'), {
    ...own,
    brief: { ...brief, subject: 'clever-next', calls: [step] },
  });
  expect(print(resultOf(texts, { findings: [one] }))).toContain('1 call uses an old API through the package clever.\n');
  expect(print(resultOf(texts, { findings: [one, another] }))).toContain(
    '2 calls use an old API through the packages clever and clever-next.\n',
  );
});

test('each package of a file has a line of its own, but for the one that the block begins with', () => {
  const own = { rule: 'clever/no-v1-client', topic: 'package' } as const;
  const findings = [
    findingAt(spanOf(texts, 'src/sso.ts', 'base'), { ...own, brief: { subject: 'clever', instead: 'plain requests' } }),
    findingAt(spanOf(texts, 'src/sso.ts', 'token'), {
      ...own,
      message: '`passport` calls API v2.',
      brief: { subject: 'passport', instead: 'a' },
    }),
    findingAt(spanOf(texts, 'src/sso.ts', 'headers'), {
      ...own,
      message: '`other` calls API v1.',
      brief: { subject: 'other', instead: 'c' },
    }),
  ];
  expect(print(resultOf(texts, { findings }))).toContain(`
  also             line 2: \`passport\` calls API v2.
                   line 3: \`other\` calls API v1.
                   2 errors  clever/no-v1-client
`);
});

test('what is said in sentences of one call has a line for each, and is said once', () => {
  const mixed = { rule: 'clever/no-unmigrated-id', topic: 'mixed versions', calls: me.calls } as const;
  const findings = [
    findingAt(spanOf(texts, 'src/sso.ts', 'base'), { ...mixed, message: 'The first.' }),
    findingAt(spanOf(texts, 'src/sso.ts', 'token'), { ...mixed, message: 'The second.' }),
    findingAt(spanOf(texts, 'src/sso.ts', 'headers'), { ...mixed, message: 'The third.' }),
  ];
  const report = print(resultOf(texts, { findings }));
  expect(report.split('The first.')).toHaveLength(2);
  expect(report).toContain(`
  mixed versions   line 2: The second.
                   line 3: The third.
                   2 errors  clever/no-unmigrated-id
`);
  expect(report).not.toContain('clever-audit plan');
});

test('a base that no call in sight uses is a URL, in each line that counts it', () => {
  const [call] = me.calls;
  if (!call) throw new Error('no call');
  const endpoint = { method: null, version: 'v1.1', path: '/', target: null };
  const base = { ...call, origin: 'setting', isSignIn: false, endpoint } as const;
  const first = { ...me, fix: null, refusal: 'no call uses it', calls: [base] };
  const report = print(resultOf(texts, { findings: [first] }));
  expect(report).toContain('1 URL uses API v1 (switched off). It must be changed by hand.\n');
  expect(report).toContain('  URL /v1.1  error');
  expect(report).toContain('Change by hand (1 URL): ');
  const setting = { ...first, calls: [{ ...base, endpoint: { ...endpoint, method: 'GET', path: '/students' } }] };
  expect(print(resultOf(texts, { findings: [setting] }))).toContain('1 roster call uses API v1');
});

test('reads of a request that several texts lead to stand with the text that their change is about', () => {
  const changeAt = (needle: string) => ({
    description: 'Change it.',
    edits: [editOf(texts, 'src/sso.ts', needle, 'x')],
  });
  const [first, second] = ['base', 'token'].map((needle) => ({
    ...me,
    span: spanOf(texts, 'src/sso.ts', needle),
    fix: null,
    suggestions: [changeAt(needle)],
  }));
  if (!first || !second) throw new Error('two findings');
  const read = findingAt(spanOf(texts, 'src/sso.ts', 'headers'), {
    topic: 'field',
    brief: { subject: 'email', instead: null, fate: 'moved' },
    calls: me.calls,
    suggestions: second.suggestions,
  });
  const blocks = print(resultOf(texts, { findings: [first, second, read] })).split('\n\n');
  expect(blocks.find((block) => block.startsWith('src/sso.ts:1:'))).not.toContain('email');
  expect(blocks.find((block) => block.startsWith('src/sso.ts:2:'))).toContain('email (line 3)');
  expect(blocks.join()).not.toContain('the same change as');
});

test('a change that the first of a block writes too is told once, whatever comment each puts above it', () => {
  const comment = (needle: string) => {
    const { start } = spanOf(texts, 'src/sso.ts', needle);
    return { file: 'src/sso.ts', start, end: start, text: '// TODO(clever-audit): Check it.\n' };
  };
  const edits = ['/me', 'headers', 'token'].map((needle) => editOf(texts, 'src/sso.ts', needle, 'x'));
  const decisions = ['Check it.'];
  const call = {
    ...me,
    fix: null,
    suggestions: [{ description: 'Move it.', decisions, edits: [comment('export'), ...edits] }],
  };
  const read = findingAt(spanOf(texts, 'src/sso.ts', 'headers'), {
    topic: 'field',
    brief: { subject: 'email', instead: null, fate: 'moved' },
    calls: me.calls,
    suggestions: [{ description: 'Read it.', decisions, edits: [comment('return'), ...edits.slice(0, 2)] }],
  });
  const told = (...findings: readonly Finding[]) =>
    print(resultOf(texts, { findings })).match(/^ {2}suggestion .*$/gm) ?? [];
  expect(told(call, read)).toHaveLength(1);
  const other = { description: 'Read it.', decisions, edits: [editOf(texts, 'src/config.ts', 'base', 'x')] };
  expect(told(call, { ...read, suggestions: [other] })).toHaveLength(2);
});

test('what a block begins with is not named again below, because its place is in the heading', () => {
  const own = { rule: 'clever/no-me-type-as-role', topic: 'role', calls: me.calls } as const;
  const roleAt = (needle: string) =>
    findingAt(spanOf(texts, 'src/sso.ts', needle), { ...own, brief: { subject: 'type', instead: 'data.roles' } });
  expect(print(resultOf(texts, { findings: [roleAt('token'), roleAt('headers')] }))).toContain(`
  used as a role   read data.roles instead of type (line 3)
                   1 error  clever/no-me-type-as-role
`);
});

test('a call that the suggestion keeps at its address is changed by hand, in each line that counts it', () => {
  const [call] = me.calls;
  if (!call) throw new Error('no call');
  const kept = { ...call, span: spanOf(texts, 'src/sso.ts', 'token'), isSignIn: false, isKept: true } as const;
  const teachers = { ...kept, endpoint: { ...call.endpoint, version: 'v1.1', path: '/teachers' } };
  const base = {
    ...me,
    fix: null,
    calls: [call, { ...teachers, obstacle: 'the code stores ids' }],
    suggestions: [{ description: 'Move it.', edits: me.fix?.edits ?? [] }],
  };
  const result = resultOf(texts, { findings: [base] });
  const report = print(result);
  expect(report.split('\n')[0]).toContain('1 needs a decision and 1 must be changed by hand.');
  expect(report).toContain(`
Next:
  1. npx clever-audit --interactive  # asks about the suggestion at src/sso.ts:3:23 (1 call)
  2. Change by hand (1 call): src/sso.ts:2:26
`);
  const plan = planMarkdown({ result, cwd: '/project', version: '1.2.3', colours: false });
  expect(plan).toContain('Decide on the suggested changes (1 finding)');
  expect(plan).toContain('Change the rest by hand (1 finding)');
  expect(plan).toMatch(/Call `\/v3\.0\/me`\*\* \(1 finding needs a decision\)/);
  expect(plan).toMatch(/`\/v3\.0\/users`\*\* \(1 finding must be changed by hand\)/);
});

test('a request whose base has two values is one call, with all that is left to do about it', () => {
  const [call] = me.calls;
  if (!call) throw new Error('no call');
  const endpoint = { method: 'GET', version: 'v1.1', path: '/schools', target: '/v3.0/schools' };
  const at = (needle: string, version: string, more: Partial<Finding>) => ({
    ...me,
    span: spanOf(texts, 'src/sso.ts', needle),
    calls: [
      {
        ...call,
        isSignIn: false,
        url: `https://api.clever.com/${version}/schools`,
        endpoint: { ...endpoint, version },
      },
    ],
    ...more,
  });
  const first = (...findings: readonly Finding[]) => print(resultOf(texts, { findings })).split('\n')[0];
  expect(first(at('base', 'v1.1', {}), at('token', 'v1.2', {}))).toBe(
    '1 roster call uses API v1 (switched off). It can be fixed automatically.',
  );
  expect(first(at('base', 'v1.1', { fix: null, refusal: 'a reason' }), at('token', 'v1.2', {}))).toBe(
    '1 roster call uses API v1 (switched off). It must be changed by hand.',
  );
});

test('one line more than are named is named too', () => {
  const lines = (number: number): string => {
    const text = Array.from({ length: number }, (_, index) => `field${index + 10}`).join('\n');
    const own = { 'src/sso.ts': `base\n${text}\n` };
    const edits = Array.from({ length: number }, (_, index) => editOf(own, 'src/sso.ts', `field${index + 10}`, 'x'));
    const found = findingAt(spanOf(own, 'src/sso.ts', 'base'), { fix: { description: 'Change.', edits } });
    return print(resultOf(own, { findings: [found] })).replaceAll(/\s+/g, ' ');
  };
  expect(lines(9)).toContain('changes src/sso.ts (lines 2, 3, 4, 5, 6, 7, 8, 9, 10) ');
  expect(lines(10)).toContain('changes src/sso.ts (lines 2, 3, 4, 5, 6, 7, 8, 9 and 2 more) ');
});

test('findings that go together without a call have an outcome each, with its line', () => {
  const own = { rule: 'clever/no-pre-v3-event', topic: 'event', severity: 'warning' } as const;
  const eventAt = (needle: string, subject: string, more: Partial<Finding>): Finding =>
    findingAt(spanOf(texts, 'src/sso.ts', needle), {
      ...own,
      brief: { subject, instead: `users.${subject}` },
      ...more,
    });
  const change = { description: 'Compare.', edits: [editOf(texts, 'src/sso.ts', 'headers', 'x')] };
  const findings = [
    eventAt('base', 'created', { refusal: 'an old version' }),
    eventAt('token', 'updated', { refusal: 'there is no place' }),
    eventAt('headers', 'created', { suggestions: [change] }),
  ];
  const report = print(resultOf(texts, { findings }));
  expect(report).toContain(`
  suggestion       for created (line 3): Compare.
                   changes src/sso.ts (line 3)
  not fixed        created (line 1), because an old version.
  not fixed        updated (line 2), because there is no place.
`);
  expect(report).toContain('asks about the suggestion at src/sso.ts:3:');
});

test('a suppressed call that could not be resolved is named where nothing else is open', () => {
  const call = findingAt(spanOf(texts, 'src/sso.ts', 'fetch'), { topic: 'unresolved call' });
  const suppression = { by: 'baseline', reason: 'accepted', until: null } as const;
  const suppressed = [call, me].map((finding) => ({ ...finding, suppression }));
  expect(print(resultOf(texts, { suppressed }))).toContain(
    'No open findings. 2 findings are accepted by the baseline, and 1 of them is a call to Clever that could not be resolved. ',
  );
  expect(print(resultOf(texts, { suppressed: suppressed.slice(1) }))).toContain(
    '1 finding is accepted by the baseline. ',
  );
  const mixed = suppressed.map((each, index) =>
    index ? { ...each, suppression: { ...suppression, by: 'comment' } } : each,
  );
  expect(print(resultOf(texts, { suppressed: mixed as never }))).toContain(
    '1 finding is accepted by the baseline and 1 finding is suppressed, and 1 of them is a call',
  );
  const suppressionFaults = [{ span: spanOf(texts, 'src/sso.ts', 'base'), reason: 'unused' }];
  expect(print(resultOf(texts, { suppressionFaults }))).toContain(
    '1 suppression is not valid, so it suppresses nothing. Looked at',
  );
});

test('comments that earlier suggestions left are counted, and the first of them named', () => {
  const at = spanOf(texts, 'src/sso.ts', 'fetch');
  expect(print(resultOf(texts, { openDecisions: [at] }))).toContain(
    'Comments that say what earlier suggestions left to do (1); remove each when it is done:\n  src/sso.ts:',
  );
  expect(print(resultOf(texts, { openDecisions: Array.from({ length: 7 }, () => at) }))).toContain('  and 2 more');
  expect(print(resultOf(texts, {}))).not.toContain('left to do');
});

describe('mocks', () => {
  const mock = (version: string | null) =>
    findingAt(spanOf(texts, 'src/sso.ts', '/me'), {
      calls: me.calls.map((call) => ({ ...call, origin: 'mock', endpoint: { ...call.endpoint, version } })),
      refusal: 'this tool cannot see a call that the mock answers',
    });

  test('a report of mocks alone counts them as mocks', () => {
    const report = print(resultOf(texts, { findings: [mock(null)] }));
    expect(report).toMatch(
      /^1 mock answers calls to the unversioned \/me \(deprecated\), but the files of this report make no such call\.\n/,
    );
    expect(report).toContain('src/sso.ts:3:23  mock of GET /me  error');
    expect(report).toContain('Next: Change by hand: src/sso.ts:3:23');
    expect(print(resultOf(texts, { findings: [mock(null), mock('v1.1')] }))).toMatch(
      /^2 mocks answer calls to API v1 \(switched off\) or the unversioned \/me \(deprecated\), but/,
    );
  });

  test('beside a call, a mock that stays is no call', () => {
    const call = findingAt(spanOf(texts, 'src/config.ts', 'base'), { calls: me.calls, refusal: 'it is old' });
    const other = mock('v1.2');
    const calls = other.calls.map((each) => ({ ...each, url: 'https://api.clever.com/v1.2/me' }));
    const report = print(resultOf(texts, { findings: [call, { ...other, calls }] }));
    expect(report).toMatch(/^1 sign-in call uses .* It must be changed by hand\. There is also 1 other error\.\n/);
    expect(report).toContain('Change by hand (1 call and 1 other place): ');
  });
});

describe('counts', () => {
  const at = (file: string, needle: string) => spanOf(texts, file, needle);
  const request = me.calls[0] as NonNullable<(typeof me.calls)[0]>;
  /** A call to students, of parameters, whose path is written at a place. */
  const students = (query: string, needle: string) => ({
    ...request,
    isSignIn: false,
    url: `https://api.clever.com/v1.1/students${query}`,
    written: at('src/sso.ts', needle),
    endpoint: { method: 'GET', version: 'v1.1', path: '/students', target: '/v3.0/users?role=student' },
  });

  test('one request with addresses of several versions names both APIs', () => {
    const v1 = {
      ...request,
      url: 'https://api.clever.com/v1.1/me',
      endpoint: { ...request.endpoint, version: 'v1.1' },
    };
    const findings = [
      findingAt(at('src/config.ts', 'base'), { calls: [v1], refusal: 'no' }),
      findingAt(at('src/sso.ts', '/me'), { calls: [request], refusal: 'no' }),
    ];
    expect(print(resultOf(texts, { findings }))).toMatch(
      /^1 sign-in call uses API v1 \(switched off\) or the unversioned \/me \(deprecated\)\. It must be changed by hand\./,
    );
  });

  test('two functions that send requests in one place make two calls, each at its path', () => {
    const calls = [
      { ...students('?count=true', 'async'), isKept: true as const },
      { ...students('?where=1', 'token'), isKept: true as const },
    ];
    const suggestions = [
      { description: 'Move.', decisions: ['Look.'], edits: [editOf(texts, 'src/config.ts', 'base', 'b')] },
    ];
    const report = print(
      resultOf(texts, { findings: [findingAt(at('src/config.ts', 'https'), { calls, suggestions })] }),
    );
    expect(report).toMatch(/^2 roster calls use API v1 \(switched off\)\. Both must be changed by hand\./);
    expect(report).toContain('GET /v1.1/students → /v3.0/users?role=student  src/sso.ts:2:8');
    expect(report).toContain('Change by hand (2 calls): src/sso.ts:2:8, src/sso.ts:2:26');
  });

  test('places that are no calls are counted one by one', () => {
    const event = (needle: string) =>
      findingAt(at('src/sso.ts', needle), {
        topic: 'event',
        rule: 'clever/no-pre-v3-event',
        refusal: 'old',
        severity: 'warning',
      });
    const report = print(
      resultOf(texts, { findings: [{ ...me, fix: null, refusal: 'no' }, event('async'), event('token')] }),
    );
    expect(report).toContain('There are also 2 other warnings.');
    expect(report).toContain(
      'Change by hand (1 call and 2 other places): src/sso.ts:3:23, src/sso.ts:2:8, src/sso.ts:2:26',
    );
  });

  test('a call of another API is said to be one, and a package that nothing calls', () => {
    const newer = {
      ...request,
      isRetired: false,
      endpoint: { ...request.endpoint, version: 'v2.1', path: '/contacts' },
    };
    const other = findingAt(at('src/config.ts', 'base'), { calls: [newer], refusal: 'no' });
    expect(print(resultOf(texts, { findings: [me, other] }))).toContain('There is also 1 other error (1 more call).');
    const ofPackage = (subject: string, calls: readonly { span: Span; message: string }[]) =>
      findingAt(at('src/sso.ts', 'import'), {
        topic: 'package',
        rule: 'clever/no-v1-client',
        brief: { subject, instead: 'x', calls },
        refusal: 'no',
      });
    const findings = [
      ofPackage('clever', [{ span: at('src/sso.ts', 'fetch'), message: 'm' }]),
      ofPackage('passport-clever', []),
    ];
    expect(print(resultOf(texts, { findings }))).toMatch(
      /^1 call uses an old API through the package clever\. The package passport-clever calls an old API too\.\n/,
    );
  });

  test('a field that is read twice on one line is counted twice', () => {
    const field = (needle: string) =>
      findingAt(at('src/sso.ts', needle), {
        topic: 'field',
        rule: 'clever/no-removed-me-field',
        calls: me.calls,
        brief: { subject: 'name', instead: null, fate: 'missing' },
      });
    expect(print(resultOf(texts, { findings: [me, field('headers'), field('authorization')] }))).toContain(
      'name (line 3, twice)',
    );
    expect(print(resultOf(texts, { findings: [me, field('headers'), field('async')] }))).toContain('name (lines 2, 3)');
  });

  test('a call that a suggestion changes is not traced', () => {
    const call = findingAt(at('src/sso.ts', '/me'), {
      calls: me.calls,
      suggestions: [{ description: 'Move.', edits: [editOf(texts, 'src/sso.ts', '/me', '/v3.0/me')] }],
    });
    const unresolved = [{ span: request.span, reason: 'the value of `me.type`' }];
    const report = print(resultOf(texts, { findings: [call], unresolved }));
    expect(report.replaceAll(/\n\s+/g, ' ')).toContain(
      'the value of `me.type`; the suggestion at src/sso.ts:3:23 changes this call',
    );
    expect(report).not.toContain('npx clever-audit trace');
    expect(print(resultOf(texts, { findings: [{ ...call, suggestions: [] }], unresolved }))).toContain(
      'npx clever-audit trace src/sso.ts:3',
    );
  });

  test('a fix whose reads are in another file asks for Secure Sync', () => {
    const edits = me.fix?.edits ?? [];
    const fix = { description: 'Call `/v3.0/me` for the id, then `/v3.0/users/{id}`.', edits };
    expect(print(resultOf(texts, { findings: [{ ...me, fix }] })).replaceAll(/\n\s+/g, ' ')).toContain(
      'first check that your application has Secure Sync',
    );
    expect(print(resultOf(texts, { findings: [me] }))).not.toContain('Secure Sync');
  });
});

test('a package heads its block by name, and one beside it says what is wrong with it', () => {
  const ofPackage = (subject: string, message: string, needle: string) =>
    findingAt(spanOf(texts, 'src/sso.ts', needle), {
      topic: 'package',
      rule: 'clever/no-v1-client',
      message,
      brief: { subject, instead: 'plain requests' },
      refusal: 'no',
    });
  const findings = [
    ofPackage('clever@0.5', 'Old.', 'import'),
    ofPackage('passport-clever', 'It calls API v2.', 'async'),
  ];
  const report = print(resultOf(texts, { findings }));
  expect(report).toContain('src/sso.ts:1:1  package clever@0.5  error');
  expect(report).toContain('  also             line 2: It calls API v2.');
});

test('old ids of the migration CSV are counted as ids', () => {
  const findings = ['import', 'async'].map((needle) =>
    findingAt(spanOf(texts, 'src/sso.ts', needle), {
      topic: 'stored id',
      rule: 'clever/no-unmigrated-id',
      severity: 'warning',
      brief: { subject: '1', instead: '2' },
    }),
  );
  expect(print(resultOf(texts, { findings }))).toMatch(
    /^2 old ids are written in 1 file\. No call uses API v1 or the unversioned \/me\.\n/,
  );
});
