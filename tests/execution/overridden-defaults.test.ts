import { describe, expect, it } from 'vitest';
import { describeChange } from '../../src/model/finding.js';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

/** A program whose version is a default, and whose path and reads move with it. */
const READS_VERSION = `const version = process.env.CLEVER_API_VERSION || 'v1.1';
const response = await fetch(\`https://api.clever.com/\${version}/students\`);
console.log((await response.json()).data.map(({ data }) => data.grade));
`;

const READS_BASE = READS_VERSION.replace("CLEVER_API_VERSION || 'v1.1'", "CLEVER_URL ?? 'https://api.clever.com/v1.1'")
  .replace('https://api.clever.com/${version}', '${version}')
  .replaceAll('version', 'base');

/** Where a version is set that no reader of settings sees: the file, and its text. */
const SETS_VERSION: Readonly<Record<string, readonly [file: string, text: string]>> = {
  'another script of the program': [
    'boot.js',
    "process.env.CLEVER_API_VERSION ??= 'v1.2';\nawait import('./app.js');\n",
  ],
  'another script, by its key': [
    'boot.js',
    "process.env['CLEVER_API_VERSION'] ||= 'v1.2';\nawait import('./app.js');\n",
  ],
  'the environment of a child': [
    'boot.js',
    "import { fork } from 'node:child_process';\nfork('./app.js', [], { env: { ...process.env, CLEVER_API_VERSION: 'v1.2' } });\n",
  ],
  'the environment of a child, from a variable': [
    'boot.js',
    "import { fork } from 'node:child_process';\nexport const start = (version) => fork('./app.js', [], { env: { CLEVER_API_VERSION: version } });\n",
  ],
  'a command in a program': [
    'boot.js',
    "import { execSync } from 'node:child_process';\nexecSync('NODE_ENV=production CLEVER_API_VERSION=v1.2 node app.js');\n",
  ],
  'a call': ['boot.js', "process.env = withEntry('CLEVER_API_VERSION', 'v1.2');\nawait import('./app.js');\n"],
  'a process manager': [
    'ecosystem.config.cjs',
    "module.exports = { apps: [{ script: 'app.js', env_production: { CLEVER_API_VERSION: 'v1.2' } }] };\n",
  ],
  'a script of the package': [
    'package.json',
    '{ "type": "module", "scripts": { "start": "cross-env CLEVER_API_VERSION=v1.2 node app.js" } }\n',
  ],
  'a shell script': ['run.sh', '#!/bin/sh\nexport CLEVER_API_VERSION="v1.2"\nexec node app.js\n'],
  'a makefile': ['Makefile', 'CLEVER_API_VERSION ?= v1.2\nsync:\n\tnode app.js\n'],
  'a Procfile': ['Procfile', 'worker: CLEVER_API_VERSION=v1.2 node app.js\n'],
  'a crontab': ['ops/crontab', 'CLEVER_API_VERSION=v1.2\n0 4 * * * node /app/app.js\n'],
  'a unit of systemd': [
    'ops/roster.service',
    '[Service]\nEnvironment=CLEVER_API_VERSION=v1.2\nExecStart=/usr/bin/node app.js\n',
  ],
  'a manifest of a host': ['app.json', '{ "env": { "CLEVER_API_VERSION": { "value": "v1.2" } } }\n'],
  'a list of names and values': [
    'task.json',
    '{\n  "environment": [\n    { "name": "CLEVER_API_VERSION",\n      "value": "v1.2" }\n  ]\n}\n',
  ],
  'a batch file': ['run.bat', 'set CLEVER_API_VERSION=v1.2\r\nnode app.js\r\n'],
  'a shell of another kind': ['run.fish', 'set -gx CLEVER_API_VERSION v1.2\nnode app.js\n'],
  'another language': ['run.py', 'os.environ["CLEVER_API_VERSION"] = "v1.2"\nsubprocess.run(["node", "app.js"])\n'],
};

/** What mentions a version, and sets none. */
const SETS_NONE: Readonly<Record<string, readonly [file: string, text: string]>> = {
  'another reader': [
    'show.js',
    'console.log(process.env.CLEVER_API_VERSION, process.env.CLEVER_API_VERSION === "v1.1");\n',
  ],
  'a declared type': ['environment.d.ts', 'interface ProcessEnv {\n  CLEVER_API_VERSION?: string;\n}\n'],
  'a pattern': ['show.js', 'const { CLEVER_API_VERSION: version } = process.env;\nconsole.log(version);\n'],
  'a constant of that name': ['show.js', 'export const CLEVER_API_VERSION = String(process.argv[2]);\n'],
  'a comment': ['show.js', "// process.env.CLEVER_API_VERSION = 'v1.2'\nconsole.log('none');\n"],
  'a document': ['README.md', 'Set `CLEVER_API_VERSION=v1.2` to use another version.\n'],
  'a script that passes it on': [
    'run.sh',
    'export CLEVER_API_VERSION="$CLEVER_API_VERSION"\necho "$CLEVER_API_VERSION"\n',
  ],
  'a workflow that takes it from a secret': [
    '.github/workflows/run.yml',
    'env:\n  CLEVER_API_VERSION: ${{ secrets.VERSION }}\n',
  ],
  'a template without a value': ['.env.example', 'CLEVER_API_VERSION=\n'],
  'a list of names': ['turbo.json', '{ "globalEnv": ["CLEVER_API_VERSION", "NODE_ENV"] }\n'],
  'another variable': ['run.sh', 'export OLD_CLEVER_API_VERSION=v1.2\n'],
};

function fixed(app: string, [file, text]: readonly [file: string, text: string]) {
  const cwd = temporaryFolder({ 'package.json': '{ "type": "module" }', 'app.js': app, [file]: text });
  return fixFolder(cwd, { preset: 'recommended' });
}

describe('the default of a variable that moves with its paths', () => {
  it.each(Object.entries(SETS_VERSION))('stays where the project sets the variable: %s', (_name, setting) => {
    const { before, changes } = fixed(READS_VERSION, setting);
    expect(changes).toEqual([]);
    const suggestions = before.findings.flatMap((finding) => finding.suggestions.map(describeChange));
    expect(suggestions.join(' ')).toContain(`\`CLEVER_API_VERSION\` is set in \`${setting[0]}\`: change it too.`);
  });

  it('stays where a script sets the variable, whatever it held', () => {
    const boot = "process.env.CLEVER_API_VERSION = 'v1.2';\nawait import('./app.js');\n";
    expect(fixed(READS_VERSION, ['boot.js', boot]).changes).toEqual([]);
  });

  it('stays where a script sets the whole base', () => {
    const script = '{ "scripts": { "start": "CLEVER_URL=https://api.clever.com/v1.2 node app.js" } }\n';
    expect(fixed(READS_BASE, ['package.json', script]).changes).toEqual([]);
  });

  it.each(Object.entries(SETS_NONE))('moves where nothing sets the variable: %s', (_name, mention) => {
    expect(fixed(READS_VERSION, mention).changes.map(({ file }) => file)).toEqual(['app.js']);
  });

  it('moves with a setting that is understood', () => {
    const { changes } = fixed(READS_VERSION, ['.env', 'CLEVER_API_VERSION=v1.2\n']);
    expect(changes.map(({ file }) => file).sort()).toEqual(['.env', 'app.js']);
  });
});

it('moves a default by itself, whatever sets the variable', () => {
  const app = READS_VERSION.replace('/students', '/districts').replace('data.grade', 'data.name');
  const { changes } = fixed(app, ['run.sh', 'export CLEVER_API_VERSION=v1.2\n']);
  expect(changes.map(({ file }) => file)).toEqual(['app.js']);
});
