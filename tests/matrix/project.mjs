// A project that has nothing but what its user would install, and the answers of both hosts in it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const code = (type) => `export async function showWhoSignedIn(token${type}) {
  const answer = await fetch('https://api.clever.com/v1.1/me', { headers: { Authorization: 'Bearer ' + token } });
  const { data } = await answer.json();
  console.log(data.id, data.email);
}
`;

const files = {
  'package.json': '{ "name": "sample", "private": true, "type": "module" }\n',
  'tsconfig.json':
    '{ "compilerOptions": { "strict": true, "module": "nodenext", "noEmit": true, "skipLibCheck": true }, "include": ["src"] }\n',
  'src/sign-in.js': code(''),
  'src/sso.ts': code(': string'),
  'src/Widget.vue': `<template><p>Hello</p></template>\n<script>\n${code('')}</script>\n`,
  'src/Widget.svelte': `<script>\n${code('')}</script>\n<p>Hello</p>\n`,
  'types/tsconfig.json':
    '{ "compilerOptions": { "strict": true, "module": "nodenext", "noEmit": true, "skipLibCheck": true } }\n',
  'types/types.mts': "import clever, { audit } from 'clever-audit';\nexport const parts = [clever.configs, audit];\n",
};

/** How a parser is set up, and the file it reads. Typed linting reads the types of the project as well. */
export const PARSERS = {
  espree: { file: 'src/sign-in.js', options: '{}' },
  '@babel/eslint-parser': { file: 'src/sign-in.js', options: '{ requireConfigFile: false }' },
  '@typescript-eslint/parser': { file: 'src/sso.ts', options: '{}' },
  '@typescript-eslint/parser, typed': {
    file: 'src/sso.ts',
    options: '{ projectService: true, tsconfigRootDir: import.meta.dirname }',
  },
  'vue-eslint-parser': { file: 'src/Widget.vue', options: "{ parser: '@typescript-eslint/parser' }" },
  'svelte-eslint-parser': { file: 'src/Widget.svelte', options: '{}' },
};

/** Package managers, from the npm registry: how each adds packages, and starts a program of one. */
export const MANAGERS = {
  'pnpm 9': {
    add: ['npx', '--yes', 'pnpm@9', 'add', '--ignore-scripts'],
    start: ['npx', '--yes', 'pnpm@9', 'exec'],
  },
  'Yarn 1': {
    add: ['npx', '--yes', 'yarn@1', 'add', '--silent', '--ignore-scripts'],
    start: ['npx', '--yes', 'yarn@1', '--silent', 'run'],
  },
  "Yarn 4, Plug'n'Play": {
    add: ['npx', '--yes', '--package', '@yarnpkg/cli-dist@4', 'yarn', 'add', '--mode=skip-build'],
    start: ['npx', '--yes', '--package', '@yarnpkg/cli-dist@4', 'yarn', 'run'],
    lock: 'yarn.lock',
  },
};

const npm = {
  add: ['npm', 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps'],
};

/**
 * Makes a project with some packages in it.
 *
 * @param packages what the package manager is told to add
 * @param manager one of `MANAGERS`; npm if not given
 * @throws Error with what the package manager said
 */
export function makeProject(packages, manager = npm) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'clever-audit-matrix-')));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  // Yarn 4 takes a folder for a project of its own if it holds a lock file.
  if (manager.lock) writeFileSync(join(folder, manager.lock), '');
  const [program, ...words] = [...manager.add, ...packages];
  run(folder, program, words);
  return folder;
}

/** How a version of Node starts what npm installed: the words in front of those of a program, by its name. */
export function byNode(node, folder) {
  const programs = { 'clever-audit': 'clever-audit/dist/src/cli/main.js', eslint: 'eslint/bin/eslint.js' };
  return (name) => [node, join(folder, 'node_modules', programs[name])];
}

/** What the command says of each file. */
export function commandFinds(folder, start = byNode(process.execPath, folder)) {
  const [program, ...words] = start('clever-audit');
  const { findings } = JSON.parse(run(folder, program, [...words, '--format', 'json', 'src'], [1]));
  return findings.map(({ file, line, column, rule }) => `${file}:${line}:${column} ${rule}`);
}

/** What ESLint says of the file of a parser. */
export function eslintFinds(folder, parser, start = byNode(process.execPath, folder)) {
  const { file, options } = PARSERS[parser];
  const [name] = parser.split(', ');
  writeFileSync(
    join(folder, 'eslint.config.mjs'),
    `import clever from 'clever-audit';
import * as parser from '${name}';
export default [{
  ...clever.configs.recommended,
  files: ['**/*.{js,ts,vue,svelte}'],
  languageOptions: { parser: parser.default ?? parser, parserOptions: ${options} },
}];
`,
  );
  const [program, ...words] = start('eslint');
  const [{ messages }] = JSON.parse(run(folder, program, [...words, '--format', 'json', file], [0, 1]));
  return messages.map(({ line, column, ruleId, message }) => `${file}:${line}:${column} ${ruleId ?? message}`);
}

/** The version of a package that npm chose. */
export function versionIn(folder, name) {
  return JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
}

/**
 * Runs a program.
 *
 * @returns what it wrote to stdout
 * @throws Error for any exit code but the accepted ones
 */
export function run(cwd, program, words, accepted = [0]) {
  const { status, stdout, stderr, error } = spawnSync(program, words, {
    cwd,
    encoding: 'utf8',
    env: cleanEnvironment(),
  });
  if (error) throw error;
  if (!accepted.includes(status))
    throw new Error(`${program} ${words.join(' ')} exited with ${status}:\n${stderr || stdout}`);
  return stdout;
}

/** Without what npm and git tell the programs that they start. */
function cleanEnvironment() {
  const own = ([name]) => !/^(npm_|GIT_|NODE_OPTIONS$)/i.test(name);
  return { ...Object.fromEntries(Object.entries(process.env).filter(own)), NO_COLOR: '1' };
}
