import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lint, lintAndFix } from '../support/eslint-host.js';
import { temporaryFolder } from '../support/folders.js';
import { runResident } from '../support/resident.js';

/** Every secret of the project below has this in it. */
const PLANTED = /pl4nted/i;

const reads = (address: string): string => `const ME = 'https://api.clever.com/me?access_token=';
export async function name() {
  const response = await fetch(${address});
  const me = await response.json();
  return me.data.name.first;
}
`;

/** Secrets beside and inside of Clever's addresses, in every form of settings. */
const files = {
  'package.json': '{ "name": "shop", "private": true, "type": "module" }\n',
  '.env': `# pl4nted-comment
BEFORE=pl4nted-before
CLEVER_TOKEN=pl4nted-token
CLEVER_USER=https://user:pl4nted-password@api.clever.com/me
CLEVER_QUERY='https://api.clever.com/me?access_token=pl4nted-query'
CLEVER_FRAGMENT="https://api.clever.com/me#pl4nted-fragment"
export CLEVER_ID="https://api.clever.com/v1.1/students/pl4nted-id/contacts"
CLEVER_LINES="https://api.clever.com/v1.1/schools?key=pl4nted-first
pl4nted-second"
CLEVER_BASE=https://api.clever.com/v1.1
OTHER=https://internal.example/pl4nted-path
METHOD=pl4nted-method
WORD=PL4NTED
AFTER=pl4nted-after
`,
  'compose.yaml': `services:
  app:
    environment:
      COMPOSED: https://api.clever.com/me?access_token=pl4nted-compose
      SECRET: pl4nted-neighbour
`,
  'settings.json': `{
  "token": "pl4nted-json",
  "teachers": "https://api.clever.com/v1.1",
  "key": "pl4nted-key"
}
`,
  // On one line, as a tool writes it.
  '.env.json': '{"CLEVER_NIGHTLY":"https://api.clever.com/me","KEY":"pl4nted-line"}\n',
  'minified.json': '{"key":"pl4nted-before","sections":"https://api.clever.com/v1.1/sections","end":"pl4nted-end"}\n',
  'token.js': reads('ME + process.env.CLEVER_TOKEN'),
  'user.js': reads('process.env.CLEVER_USER'),
  'query.js': reads('process.env.CLEVER_QUERY'),
  'fragment.js': reads('process.env.CLEVER_FRAGMENT'),
  'composed.js': reads('process.env.COMPOSED'),
  'others.js': `import bent from 'bent';
import request from 'request';
import settings from './settings.json' with { type: 'json' };
import superagent from 'superagent';
const xhr = new XMLHttpRequest();
fetch(process.env.CLEVER_ID);
fetch(process.env.CLEVER_LINES);
fetch(process.env.OTHER);
fetch(\`\${process.env.CLEVER_BASE}/\${process.env.CLEVER_TOKEN}/me\`);
fetch(settings.teachers + '/teachers?token=' + settings.token);
fetch('https://api.clever.com/v1.1/schools', { method: process.env.METHOD });
request({ url: 'https://api.clever.com/v1.1/districts', method: settings.key });
superagent(process.env.WORD, 'https://api.clever.com/v1.1/teachers');
bent(process.env.WORD, 'https://api.clever.com')('/v1.1/sections');
xhr.open(process.env.METHOD, 'https://api.clever.com/v1.1/contacts');
`,
  'ids.csv': 'old,new\naaaaaaaaaaaaaaaaaaaaaaaa,bbbbbbbbbbbbbbbbbbbbbbbb\n',
};

/** The files that hold secrets, and go on holding them. */
const SETTINGS = ['.env', '.env.json', 'compose.yaml', 'minified.json', 'settings.json'] as const;

const lines = [
  '.',
  ...['compact', 'json', 'sarif', 'github', 'gitlab', 'junit', 'markdown', 'csv', 'agent', 'html'].map(
    (format) => `--format ${format} .`,
  ),
  '--preset strict .',
  '--diff .',
  '--diff --fix-suggestions .',
  '--fix .',
  '--fix-suggestions .',
  '--mark .',
  '--id-map ids.csv --id-map-columns old,new .',
  '--verbose --group-by rule .',
  '--debug --stats .',
  '--fix --fix-suggestions --mark .',
  'plan .',
  'baseline',
  'attest .',
  ...['token.js:3', 'user.js:3', 'query.js:3', 'composed.js:3'].map((place) => `trace ${place}`),
  ...[6, 7, 8, 9, 10, 11, 12, 13, 14, 15].map((line) => `trace --format json others.js:${line}`),
];

test.each(lines)('clever-audit %s tells and writes no secret', (line) => {
  const folder = temporaryFolder(files);
  const { stdout, stderr, status } = runResident(folder, line.split(' '));
  expect(status, stderr).toBeLessThan(2);
  expect(stdout + stderr).not.toBe('');
  expect(stdout).not.toMatch(PLANTED);
  expect(stderr).not.toMatch(PLANTED);
  // What a run writes beside them, such as a baseline, has no secret either.
  for (const file of readdirSync(folder).filter((name) => !SETTINGS.some((each) => each === name))) {
    expect(readFileSync(join(folder, file), 'utf8'), file).not.toMatch(PLANTED);
  }
  for (const file of SETTINGS) {
    const after = readFileSync(join(folder, file), 'utf8');
    expect(after.match(/pl4nted-\w+/g), file).toEqual(files[file].match(/pl4nted-\w+/g));
  }
});

test('ESLint tells and writes no secret', () => {
  const folder = temporaryFolder(files);
  const programs = Object.entries(files).filter(([name]) => name.endsWith('.js'));
  const messages = programs.flatMap(([name, text]) => lint(folder, name, text, { rules: 'all' }));
  expect(messages.length).toBeGreaterThan(0);
  expect(JSON.stringify(messages)).not.toMatch(PLANTED);
  for (const [name, text] of programs) expect(lintAndFix(folder, name, text, { rules: 'all' })).not.toMatch(PLANTED);
});

test('credentials that a program writes into an address are told nowhere but in its own lines', () => {
  const code = `fetch('https://pl4nted-key:@api.clever.com/v1.1/schools?api_key=pl4nted-parameter#pl4nted-fragment');\n`;
  const folder = temporaryFolder({ 'package.json': '{ "private": true }\n', 'a.js': code });
  const run = (...line: readonly string[]) => runResident(folder, line).stdout;
  const told = run('.')
    .split('\n')
    .filter((line) => !/^\s*>? +\d+ \| fetch\(/.test(line));
  expect(told.join('\n')).toContain('clever/no-v1-endpoint');
  expect(told.join('\n')).not.toMatch(PLANTED);
  expect(run('trace', 'a.js:1')).toContain('/v1.1/schools');
  expect(run('trace', 'a.js:1')).not.toMatch(PLANTED);
  // ESLint joins the edits of a change with what stands between them in the line itself.
  const said = lint(folder, 'a.js', code, { rules: 'all' }).map(({ message, suggestions }) => [
    message,
    suggestions?.map(({ desc }) => desc),
  ]);
  expect(said).not.toEqual([]);
  expect(JSON.stringify(said)).not.toMatch(PLANTED);
});
