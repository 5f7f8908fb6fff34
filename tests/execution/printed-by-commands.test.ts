import { describe, expect, it } from 'vitest';
import { describeChange } from '../../src/model/finding.js';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

/** A function that asks who is signed in, and prints it. */
function printing(head: string, printed = '`${me.data.id},${me.data.email}`'): string {
  return `${head} {
  const me = await (await fetch('https://api.clever.com/me')).json();
  console.log(${printed});
}
`;
}

const TASK = printing('export default async function ()');
const BIN = { bin: { whoami: './dist/cli.js' } };

/** A package with a manifest. */
function packageOf(manifest: object, files: Record<string, string>): Record<string, string> {
  return { 'package.json': JSON.stringify({ type: 'module', private: true, ...manifest }), ...files };
}

const RUN_BY_COMMANDS = {
  'a module that a command imports': packageOf(BIN, {
    'src/cli.ts': "import * as whoami from './commands/whoami.js';\nrun([whoami]);\n",
    'src/commands/whoami.ts': printing('export const handler = async () =>'),
  }),
  'a module that a file with a hash-bang imports': packageOf(
    {},
    {
      'bin/id.js': "#!/usr/bin/env node\nimport * as tasks from '../src/tasks.js';\nawait tasks[which()]();\n",
      'src/tasks.js': printing('export async function id()'),
    },
  ),
  'a module that is found by what is typed': packageOf(
    {},
    {
      'src/run.js': 'const task = await import(`./tasks/${process.argv[2]}.js`);\nawait task.default();\n',
      'src/tasks/id.js': TASK,
    },
  ),
  'a module of a folder of commands': packageOf(
    { bin: 'cli.cjs' },
    {
      'cli.cjs': "require('yargs').commandDir('commands').parse();\n",
      'commands/id.cjs': printing('exports.handler = async () =>'),
    },
  ),
  'a class of a framework of commands': packageOf(
    { oclif: { commands: './dist/commands' } },
    { 'src/commands/id.js': `export default class Id {\n  ${printing('async run()', '`CLEVER_ID=${me.data.id}`')}}\n` },
  ),
  'a function that a script of the manifest evaluates': packageOf(
    { scripts: { id: 'node -e "import(\'./id.js\').then((id) => id.print())"' } },
    { 'id.js': printing('export async function print()', 'me.data.id') },
  ),
  'what the runner of a workflow reads': packageOf(
    {},
    { 'index.js': printing('export async function run()', '`::set-output name=user::${me.data.id}`') },
  ),
  'a function that prints what a promise resolves to': packageOf(BIN, {
    'src/cli.js': "import * as id from './id.js';\nrun(id);\n",
    'src/id.js':
      "export const run = () => fetch('https://api.clever.com/me').then((response) => response.json()).then((me) => me.data.id).then(console.log);\n",
  }),
} as const;

const RUN_OTHERWISE = {
  'a server that logs, and has a command beside it': packageOf(BIN, {
    'src/cli.js': "console.log('none');\n",
    'src/server.js':
      "import http from 'node:http';\nimport { greet } from './greet.js';\nhttp.createServer(greet).listen(80);\n",
    'src/greet.js': printing('export async function greet()', 'me.data.id'),
  }),
  'a server that is started by a file with a hash-bang': packageOf(
    {},
    {
      'bin/www.js':
        "#!/usr/bin/env node\nimport http from 'node:http';\nimport { greet } from '../greet.js';\nhttp.createServer(greet).listen(process.argv[2]);\n",
      'greet.js': printing('export async function greet()', 'me.data.id'),
    },
  ),
  'words for people, in a command': packageOf(BIN, {
    'src/cli.js': "import * as id from './id.js';\nrun(id);\n",
    'src/id.js': printing('export async function id()', '`You are signed in as ${me.data.id}`'),
  }),
  'a package without commands': packageOf(
    { scripts: { start: 'node index.js' } },
    {
      'index.js': "import { greet } from './greet.js';\napp.get('/', greet);\napp.listen(80);\n",
      'greet.js': printing('export async function greet()', 'me.data.id'),
    },
  ),
} as const;

function fixed(texts: Readonly<Record<string, string>>) {
  return fixFolder(temporaryFolder({ ...texts }), { preset: 'recommended' });
}

describe('what is printed', () => {
  it.each(Object.entries(RUN_BY_COMMANDS))('may be what a command is run for: %s', (_name, texts) => {
    const { before, changes } = fixed(texts);
    expect(changes).toEqual([]);
    const suggestions = before.findings.flatMap((finding) => finding.suggestions.map(describeChange));
    expect(suggestions.join(' ')).toContain('Check the code that uses the id');
  });

  it.each(Object.entries(RUN_OTHERWISE))('is said to people: %s', (_name, texts) => {
    const { changes } = fixed(texts);
    expect(changes.map(({ after }) => after).join('')).toContain('/v3.0/me');
  });
});
