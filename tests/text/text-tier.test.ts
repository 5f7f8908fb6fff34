import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { engine } from '../../src/cli/engine.js';
import { fix } from '../../src/run/fix.js';
import { runCommand } from '../support/command.js';
import { temporaryFolder } from '../support/folders.js';

function optionsFor(folder: string) {
  return { cwd: folder, root: folder, paths: ['.'], rules, preset: 'recommended', target: 'v3.0' } as const;
}

/** Findings as `severity rule file`. */
function findingsIn(files: Record<string, string>): readonly string[] {
  const { findings } = audit(optionsFor(temporaryFolder(files)));
  return findings.map(({ severity, confidence, rule, span }) => `${severity} ${confidence} ${rule} ${span.file}`);
}

/** The texts of files after all suggestions were taken. */
function suggested(files: Record<string, string>): Record<string, string> {
  const { changes } = fix({ ...optionsFor(temporaryFolder(files)), suggestions: true });
  return Object.fromEntries(changes.map(({ file, after }) => [file, after]));
}

it('reports a value of an env file once, as certain, where a call was evaluated with it', () => {
  expect(
    findingsIn({ '.env': 'CLEVER_ME=https://api.clever.com/me\n', 'a.js': 'await fetch(process.env.CLEVER_ME);\n' }),
  ).toEqual(['error certain clever/no-unversioned-me .env']);
});

it('reports a value of JSON once, as certain, where a call was evaluated with it', () => {
  expect(
    findingsIn({
      'config.json': '{ "me": "https://api.clever.com/v1.1/me" }\n',
      'a.js': "import config from './config.json' with { type: 'json' };\nawait fetch(config.me);\n",
    }),
  ).toEqual(['error certain clever/no-v1-endpoint config.json']);
});

it('finds the address of a call in a compose file, and suggests it there', () => {
  const files = {
    'docker-compose.yml': 'services:\n  web:\n    environment:\n      - CLEVER_ME=https://api.clever.com/me\n',
    'a.js': 'await fetch(process.env.CLEVER_ME);\n',
  };
  expect(findingsIn(files)).toEqual(['error certain clever/no-unversioned-me docker-compose.yml']);
  expect(suggested(files)).toEqual({ 'docker-compose.yml': files['docker-compose.yml'].replace('/me', '/v3.0/me') });
});

it('lists no path as a text alone that a call was evaluated with', () => {
  const files = {
    'config.json': '{ "base": "https://api.clever.com", "path": "/v1.1/me" }\n',
    'a.js': "import config from './config.json' with { type: 'json' };\nawait fetch(config.base + config.path);\n",
  };
  const { findings, unresolved } = audit(optionsFor(temporaryFolder(files)));
  expect(findings.map(({ rule, confidence }) => `${rule} ${confidence}`)).toEqual(['clever/no-v1-endpoint certain']);
  expect(unresolved).toEqual([]);
});

it('says of another language that it is seen as text only', () => {
  const { findings } = audit(optionsFor(temporaryFolder({ 'a.py': 'get("https://api.clever.com/me")\n' })));
  expect(findings[0]?.message).toMatch(/reads this code only as text/);
});

it('does not let a document tell which versions a project asks', () => {
  const code = "const me = await (await fetch('https://api.clever.com/v3.0/me')).json();\nusers.find(me.data.id);\n";
  const readme = '```\ncurl https://api.clever.com/v1.1/me\n```\n';
  const withoutReadme = findingsIn({ 'a.js': code });
  expect(findingsIn({ 'a.js': code, 'README.md': readme }).filter((line) => line.endsWith('a.js'))).toEqual(
    withoutReadme,
  );
});

it('suggests the address where it is a text, byte for byte', () => {
  expect(
    suggested({
      'a.ini': '\uFEFF[clever]\r\nme=http://api.getclever.com/me\r\n\r\n',
      'b.json': '{\t"me": "https:\\/\\/api.clever.com\\/v1.1\\/me"}',
      'c.json': '{ "me": "https:\\/\\/api.clever.com\\/me" }',
      'd.py': "get('https://api.clever.com/v1.1/districts')\n",
    }),
  ).toEqual({
    'a.ini': '[clever]\r\nme=https://api.clever.com/v3.0/me\r\n\r\n',
    'b.json': '{\t"me": "https:\\/\\/api.clever.com\\/v3.0\\/me"}',
    'c.json': '{ "me": "https:\\/\\/api.clever.com\\/v3.0/me" }',
    'd.py':
      '# ' +
      "TODO(clever-audit): Check the code that reads the answer: this tool cannot see\n# it.\nget('https://api.clever.com/v3.0/districts')\n",
  });
});

it('writes no document, no Postman collection and nothing whose answer is another one', () => {
  expect(
    suggested({
      'README.md': '```\ncurl https://api.clever.com/me\n```\n',
      'c.json': '{ "url": { "raw": "https://api.clever.com/v1.1/me", "path": ["v1.1", "me"] } }',
      'students.yml': 'url: https://api.clever.com/v1.1/students\n',
      'base.yml': 'url: https://api.clever.com/v1.1\n',
    }),
  ).toEqual({});
});

it('fixes nothing without being asked for suggestions', () => {
  const folder = temporaryFolder({ 'a.yml': 'me: https://api.clever.com/me\n' });
  expect(fix({ ...optionsFor(folder), suggestions: false }).changes).toEqual([]);
});

it('writes suggestions once, and keeps the byte-order mark', async () => {
  const folder = temporaryFolder({ 'a.ini': '\uFEFF[clever]\r\nme=https://api.clever.com/me\r\n' });
  const text = () => readFileSync(join(folder, 'a.ini'), 'utf8');
  await runCommand('--fix-suggestions .', engine, folder);
  expect(text()).toBe('\uFEFF[clever]\r\nme=https://api.clever.com/v3.0/me\r\n');
  const { stdout } = await runCommand('--fix-suggestions .', engine, folder);
  expect(stdout).toBe(
    "No findings: the tool found no use of Clever's API v1 or unversioned /me here. Looked at 1 file, analyzed 1.\n",
  );
});

it('counts the files that it looks at, and those that name Clever as read', () => {
  const folder = temporaryFolder({
    'package.json': '{}',
    'a.py': 'get("https://api.clever.com/me")',
    'b.py': '',
    'c.yml': '',
    'd.js': '',
  });
  expect(audit(optionsFor(folder))).toMatchObject({ files: 4, analysed: 0, asText: 1, unrelated: 3, skipped: [] });
});

it('reads data past, as long as it does not name Clever', () => {
  const folder = temporaryFolder({ 'a.js': '' });
  const data = (text: string) => Buffer.from(`${text}\0\xff`, 'latin1');
  const overlay = new Map([
    [join(folder, 'a.properties'), data('name=Zoë')],
    [join(folder, 'b.properties'), data('name=Zoë\nme=https://api.clever.com/me')],
  ]);
  expect(audit({ ...optionsFor(folder), overlay }).skipped).toEqual([
    { file: 'b.properties', reason: 'not a text file', bytes: 0 },
  ]);
});

it('prints no line of an env file in a patch, and no secret in a frame', async () => {
  const folder = temporaryFolder({
    '.env.local': 'SECRET=hunter2\nCLEVER_ME=https://user:hunter3@api.clever.com/me # hunter4\nTOKEN=hunter5\n',
  });
  const patch = await runCommand('--fix-suggestions --diff .', engine, folder);
  expect(patch.stdout).toBe('');
  expect(patch.stderr).toMatch(
    /^\.env\.local:2 is not in the patch, because the file may contain secrets: add the comment `TODO\(clever-audit\): [^#`]*`\n/,
  );
  const frame = await runCommand('.', engine, folder);
  expect(frame.stdout).toContain('***api.clever.com/me***');
  expect(patch.stdout + patch.stderr + frame.stdout).not.toContain('hunter');
});
