import { expect, test } from 'vitest';

import { engine } from '../../src/cli/engine.js';
import { formats } from '../../src/reporters/list.js';
import { runCommand } from '../support/command.js';
import { temporaryFolder } from '../support/folders.js';

const OLD =
  "export const a = (h) => fetch('https://api.clever.com/v1.1/me', { headers: h }); // ##[stop-commands]x ##vso[task.setvariable variable=PATH]evil\n";

/** Files whose names, lines and texts a machine that runs builds would take for its commands. */
const FILES = {
  'package.json': '{"name":"x","private":true,"type":"module"}',
  '::error::a.js': OLD,
  '::stop-commands::b.js': OLD,
  '::add-mask::e/q.ts': OLD,
  ' ::error::c.js': OLD,
  '##[error]d.js': OLD,
  '##vso[task.complete]e.js': OLD,
  '##VSO[task.complete]f.js': OLD,
  '::error::broken.js': "fetch('https://api.clever.com/me'); <<<<<<<\n",
  'open.js': "export const b = () => fetch(process.env['CLEVER_API_##[error]x'] + '/districts');\n",
};

const PATCHED = {
  'me.js': `console.log(\`
::error::in a line of the code
\`);
export const me = async (headers) => (await fetch('https://api.clever.com/me', { headers })).json();
`,
  'greet.js': `import { me } from './me.js';\n\nme({}).then(({ data }) => console.log('signed in', data.id));\n`,
};

const COMMAND = /^\s*::.*|.*##(?:vso)?\[.*/gim;
/** What the form for GitHub is for; whatever it takes from the code is spelled so that it is no command. */
const OWN = /^::(?:error|warning|notice) file=/;

const linesOf = async (words: string, environment = {}, files: Record<string, string> = FILES): Promise<string> => {
  const { stdout, stderr } = await runCommand(words, engine, temporaryFolder(files), environment);
  return `${stdout}\n${stderr}`;
};

test.each([
  ...formats.map((format) => `--format ${format}`),
  '--summary',
  '--stats',
  '--verbose',
  '--fix',
  '--mark',
  'trace open.js:1',
  'trace --format json open.js:1',
  'plan',
  'attest',
  '--nope::error::x ##[error]',
])('%s prints no command that comes from the code', async (words) => {
  const commands = (await linesOf(words)).match(COMMAND) ?? [];
  expect(commands.filter((line) => !(words.endsWith('github') && OWN.test(line)))).toEqual([]);
});

test('a patch is what it is for git, and no command in the log of a build', async () => {
  const line = '\n ::error::in a line of the code';
  expect(await linesOf('--diff', {}, PATCHED)).toContain(line);
  expect(await linesOf('--diff', { GITHUB_ACTIONS: 'true' }, PATCHED)).not.toContain(line);
});
