// `npm run matrix`: installs the packed package in empty projects, with every version that it supports of what is beside it,
// and demands the same findings everywhere. Writes the table of docs/support.md. Needs the npm registry and some minutes.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { byNode, commandFinds, eslintFinds, makeProject, MANAGERS, PARSERS, run, versionIn } from './project.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = join(root, 'docs/support.md');
const marker = '<!-- table: npm run matrix -->';
const parsers = Object.keys(PARSERS).map((parser) => parser.replace(/, typed$/, ''));
/** The parsers, and what they ask for beside them. */
const others = [...new Set([...parsers, '@babel/core', 'svelte', '@types/node'])].map((name) => `${name}@latest`);

const TYPES = "the package's types";

// A tarball that is packed already saves the build: `TARBALL=clever-audit-0.1.0.tgz npm run matrix`
const given = process.env.TARBALL;
const tarball = given ? resolve(given) : join(tmpdir(), pack());
const rows = [];
let everywhere = null;

/** What is tried, by the word that asks for it alone: `npm run matrix -- node` */
const groups = {
  'eslint-9.0': () => eslint('9.0.0'),
  'eslint-9': () => eslint('9'),
  'eslint-10': () => eslint('10'),
  typescript: () => ['5.4', '5.9', '6', '7'].forEach(typescript),
  node: () => nodes(['20.19', '22', '24']),
  managers: () => Object.keys(MANAGERS).forEach(packageManager),
};
const wanted = process.argv.slice(2);
for (const [name, look] of Object.entries(groups)) if (wanted.length === 0 || wanted.includes(name)) look();

// A part of the rows makes no table.
if (wanted.length === 0) await writeTable();
if (!given) rmSync(tarball);
const failed = rows.filter(({ result }) => result !== 'same findings');
console.log(`${rows.length - failed.length} of ${rows.length} are the same`);
process.exitCode = failed.length > 0 ? 1 : 0;

function pack() {
  return run(root, 'npm', ['pack', '--silent', '--pack-destination', tmpdir()]).trim().split('\n').at(-1);
}

/** Every parser beside one version of ESLint. */
function eslint(version) {
  inProject(`ESLint ${version}`, [`eslint@${version}`, 'typescript@5.9', ...others], (folder) => {
    const expected = sameAsBefore(commandFinds(folder));
    for (const parser of Object.keys(PARSERS)) {
      record(`ESLint ${versionIn(folder, 'eslint')}`, parser, () => compare(eslintFinds(folder, parser), expected));
    }
  });
}

/** A compiler of the project. From 7 on it has no library for the parser, which gets an older one beside it. */
function typescript(version) {
  const isNative = Number.parseInt(version) >= 7;
  const compiler = isNative ? ['compiler@npm:typescript@7', 'typescript@6'] : [`typescript@${version}`];
  const packages = ['eslint@10', '@typescript-eslint/parser@8', '@types/node@20', ...compiler];
  inProject(`TypeScript ${version}`, packages, (folder) => {
    const name = isNative ? 'compiler' : 'typescript';
    const setting = `TypeScript ${versionIn(folder, name)}`;
    const expected = sameAsBefore(commandFinds(folder));
    record(setting, TYPES, () => compiles(folder, name));
    for (const parser of ['@typescript-eslint/parser', '@typescript-eslint/parser, typed']) {
      record(setting, parser, () => compare(eslintFinds(folder, parser), expected));
    }
  });
}

function compiles(folder, compiler) {
  run(folder, process.execPath, [join(folder, 'node_modules', compiler, 'bin/tsc'), '--project', 'types']);
}

/** The command and ESLint on other versions of Node, which npm has as packages. */
function nodes(versions) {
  const platform = `node-${process.platform}-${process.arch}`;
  const aliases = versions.map((version) => `n${version}@npm:${platform}@${version}`);
  inProject('Node', ['eslint@10', 'typescript@5.9', ...others, ...aliases], (folder) => {
    const expected = sameAsBefore(commandFinds(folder));
    for (const version of versions) {
      const node = join(folder, 'node_modules', `n${version}`, 'bin/node');
      const start = byNode(node, folder);
      const setting = `Node ${run(folder, node, ['--version']).trim().slice(1)}`;
      record(setting, 'the command', () => compare(commandFinds(folder, start), expected, ''));
      for (const parser of ['espree', '@typescript-eslint/parser']) {
        record(setting, parser, () => compare(eslintFinds(folder, parser, start), expected));
      }
    }
  });
}

/** What another package manager than npm installs, started as it starts programs. */
function packageManager(name) {
  const manager = MANAGERS[name];
  const packages = ['eslint@10', 'espree@latest', 'typescript@5.9', '@typescript-eslint/parser@8'];
  const start = (program) => [...manager.start, program];
  const look = (folder) => {
    const expected = sameAsBefore(commandFinds(folder, start));
    record(name, 'the command', () => compare(expected, everywhere, ''));
    for (const parser of ['espree', '@typescript-eslint/parser']) {
      record(name, parser, () => compare(eslintFinds(folder, parser, start), expected));
    }
  };
  inProject(name, packages, look, manager);
}

/** What the command finds in one project it must find in all. */
function sameAsBefore(found) {
  everywhere ??= found;
  compare(found, everywhere, '');
  return found;
}

function inProject(setting, packages, look, manager) {
  let folder;
  try {
    folder = makeProject([`clever-audit@file:${tarball}`, ...packages], manager);
    look(folder);
  } catch (error) {
    rows.push({ setting, host: 'all', result: 'not run' });
    console.log(`${setting}: not run`, error.message);
  } finally {
    if (folder) rmSync(folder, { recursive: true });
  }
}

function record(setting, host, look) {
  try {
    look();
    rows.push({ setting, host, result: 'same findings' });
  } catch (error) {
    rows.push({ setting, host, result: 'differs', reason: error.message });
  }
  const { result, reason = '' } = rows.at(-1);
  console.log(`${setting}, ${host}: ${result}`, reason);
}

/** What is found is what the command finds in the same file, in the order of the report. */
function compare(found, all, file = found[0]?.split(':')[0]) {
  const expected = all.filter((each) => file === '' || each.startsWith(`${file}:`));
  const [left, right] = [found, expected].map((list) => [...list].sort().join('\n'));
  if (left !== right || expected.length === 0) throw new Error(`found\n${left}\ninstead of\n${right}`);
}

async function writeTable() {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const settings = [...new Set(rows.map(({ setting }) => setting))];
  const lines = settings.map((setting) => {
    const own = rows.filter((row) => row.setting === setting);
    const results = Object.entries(groupByResult(own.filter(({ host }) => host !== TYPES))).map(
      ([result, list]) => `${result}: ${list.map(({ host }) => toMarkdown(host)).join(', ')}`,
    );
    return `| ${setting} | ${[...toTypes(own), ...results].join('; ')} |`;
  });
  const day = new Date().toISOString().slice(0, 10);
  const table = [`clever-audit ${version}, ${day}.`, '', '| with | outcome |', '| --- | --- |', ...lines].join('\n');
  const text = readFileSync(page, 'utf8');
  const [before, , after] = text.split(marker);
  const written = [before, `\n\n${table}\n\n`, after].join(marker);
  writeFileSync(page, await format(written, { ...(await resolveConfig(page)), parser: 'markdown' }));
}

/** Types have no findings to compare: they compile, or they do not. */
function toTypes(own) {
  const row = own.find(({ host }) => host === TYPES);
  if (!row) return [];
  return [row.result === 'same findings' ? `${TYPES} compile` : `${TYPES} do not compile`];
}

/** A parser is code; the rest is said in words. */
function toMarkdown(host) {
  const [name, kind] = host.split(', ');
  if (!parsers.includes(name)) return host;
  return kind ? `\`${name}\` (${kind})` : `\`${name}\``;
}

function groupByResult(own) {
  const groups = {};
  for (const row of own) (groups[row.result] ??= []).push(row);
  return groups;
}
