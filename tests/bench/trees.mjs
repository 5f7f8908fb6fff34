// Builds the trees that are measured, the same from the same seed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { clientFile, integration } from './integration.mjs';
import { writerOf } from './program-text.mjs';
import { randomFrom } from './random.mjs';

const FILES_IN_PACKAGE = 100;
const FILES_IN_FOLDER = 12;
/** Of a hundred files, how many are of which kind. */
const KINDS = [
  ['ts', 58],
  ['tsx', 12],
  ['json', 10],
  ['md', 8],
  ['css', 6],
  ['yml', 3],
  ['svg', 3],
];
const GITIGNORE = `node_modules
dist
coverage/
*.log
.env*
!.env.example
/tmp
**/generated/*.snap
.DS_Store
build-*/
`;

/**
 * Writes a repository of ordinary files, in a workspace of packages, and commits it.
 *
 * @param {string} folder absolute; is made
 * @param {{ files: number, seed?: number, hasIntegration?: boolean }} options
 */
export function writeTree(folder, { files, seed = 15, hasIntegration = false }) {
  const random = randomFrom(seed);
  const writer = writerOf(random);
  const put = putInto(folder);
  put('.gitignore', GITIGNORE);
  put('package.json', '{ "name": "portal", "private": true, "workspaces": ["packages/*"] }\n');
  put('tsconfig.json', '{ "compilerOptions": { "strict": true } }\n');
  for (let number = 0; number < files; number += 1) {
    const parcel = `packages/part-${Math.floor(number / FILES_IN_PACKAGE)}`;
    if (number % FILES_IN_PACKAGE === 0) put(`${parcel}/package.json`, manifestOf(parcel));
    const inPackage = number % FILES_IN_PACKAGE;
    const path = `${parcel}/src/folder-${Math.floor(inPackage / FILES_IN_FOLDER)}/file-${inPackage}`;
    const extension = kindAt(number);
    put(`${path}.${extension}`, textOf(extension, number, random, writer));
  }
  if (hasIntegration) for (const [path, text] of Object.entries(integration)) put(path, text);
  commit(folder);
}

/**
 * Writes a repository in which every file uses Clever.
 *
 * @param {string} folder absolute; is made
 * @param {{ files: number }} options
 */
export function writeClientTree(folder, { files }) {
  const put = putInto(folder);
  put('package.json', '{ "name": "clients", "private": true }\n');
  for (let number = 0; number < files; number += 1) {
    put(`src/part-${Math.floor(number / FILES_IN_FOLDER)}/client-${number}.ts`, clientFile(number));
  }
  commit(folder);
}

function putInto(/** @type {string} */ folder) {
  return (/** @type {string} */ path, /** @type {string} */ text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
}

function manifestOf(/** @type {string} */ parcel) {
  return `${JSON.stringify({ name: `@portal/${parcel.slice('packages/'.length)}`, main: 'src/index.ts' }, null, 2)}\n`;
}

/** The kinds are spread evenly, so that a tenth of the tree is like the whole. */
function kindAt(/** @type {number} */ number) {
  let place = (number * 37) % 100;
  for (const [kind, share] of KINDS) {
    if (place < share) return kind;
    place -= share;
  }
  throw new Error('The shares make no hundred');
}

function textOf(extension, number, random, writer) {
  // Many small files, and some of fifty times their size.
  const blocks = Math.ceil(1 + 36 * random() ** 3);
  const rows = Array.from({ length: blocks }, (_, index) => index);
  switch (extension) {
    case 'json':
      return `${JSON.stringify(Object.fromEntries(rows.map((row) => [`${writer.noun()}${row}`, writer.prose(30)])), null, 2)}\n`;
    case 'md':
      return rows.map(() => `## ${writer.prose(4)}\n\n${writer.prose(90)}.\n`).join('\n');
    case 'yml':
      return rows.map((row) => `${writer.noun()}-${row}:\n  about: ${writer.prose(12)}\n`).join('');
    case 'css':
      return rows
        .map((row) => `.${writer.noun()}-${row} {\n  margin: ${row}px;\n  color: #33${row % 10}333;\n}\n`)
        .join('');
    case 'svg':
      return `<svg viewBox="0 0 9 9">${rows.map((row) => `<path d="M${row} 1L2 ${row}z"/>`).join('')}</svg>\n`;
    default: {
      const previous = number - 1;
      const isNear = previous % FILES_IN_FOLDER !== FILES_IN_FOLDER - 1 && /^tsx?$/.test(kindAt(Math.max(previous, 0)));
      const imports =
        isNear && previous >= 0 ? `import * as before from './file-${previous % FILES_IN_PACKAGE}';\n\n` : '';
      const uses = imports === '' ? '' : '\nexport const names = Object.keys(before);\n';
      return imports + rows.map((row) => writer.block(row)).join('\n') + uses;
    }
  }
}

function commit(/** @type {string} */ folder) {
  const author = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com', '-c', 'commit.gpgsign=false'];
  for (const words of [
    ['init', '--quiet'],
    ['add', '--all'],
    [...author, 'commit', '--quiet', '--message', 'Tree'],
  ]) {
    const { status, stderr } = spawnSync('git', words, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`git ${words.join(' ')} failed: ${stderr}`);
  }
}
