// `npm run bench`: builds its trees, measures the command and its peers in turn, and writes docs/benchmarks.md.
//
// Ratios are of medians within one run, so that a busy machine falls on both sides alike.
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure, peakMemory } from './measure.mjs';
import { installPeers } from './peers.mjs';
import { toRows } from './rows.mjs';
import { writeClientTree, writeTree } from './trees.mjs';

const ROUNDS = Number(process.env['ROUNDS'] ?? 11);
const FEW_ROUNDS = Number(process.env['FEW_ROUNDS'] ?? Math.min(ROUNDS, 3));
const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const lint = fileURLToPath(new URL('lint.mjs', import.meta.url));
const page = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url));
/** Between these lines of the page the table stands. */
const [BEGIN, END] = ['<!-- table: npm run bench -->', '<!-- end of table -->'];

const work = mkdtempSync(join(os.tmpdir(), 'clever-audit-bench-'));
try {
  const table = `${describeMachine()}\n\n${toTable(measureAll())}`;
  process.stdout.write(`${table}\n`);
  writeToPage(table);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function measureAll() {
  const trees = writeTrees();
  const peers = installPeers(join(work, 'peers'));
  const [node, audit] = [process.execPath, [process.execPath, main]];
  const program = (name, cwd, words, exits) => (words ? [{ name, cwd, words, exits }] : []);
  const ran = [0, 1];
  const small = measure(
    [
      ...program('node', work, [node, join(work, 'empty.mjs')]),
      ...program('small', trees.small, [...audit, '.']),
      ...program('small oxlint', trees.small, peers.oxlint),
      ...program('small rg', trees.small, peers.rg, ran),
      ...program('small ast-grep', trees.small, peers.astGrep, ran),
      ...program('small with 12', trees.smallUsing, [...audit, '.'], ran),
      ...program('small with 12 oxlint', trees.smallUsing, peers.oxlint),
    ],
    ROUNDS,
  );
  const large = measure(
    [
      ...program('large', trees.large, [...audit, '.']),
      ...program('large rg', trees.large, peers.rg, ran),
      ...program('large oxlint', trees.large, peers.oxlint),
      ...program('large with 12', trees.largeUsing, [...audit, '.'], ran),
    ],
    ROUNDS,
  );
  const staged = measureStaged(trees.large, audit);
  const clients = measure(
    [
      ...program('500 clients', trees.fewClients, [...audit, '--summary', '.'], ran),
      ...program('1000 clients', trees.clients, [...audit, '--summary', '.'], ran),
    ],
    FEW_ROUNDS,
  );
  const eslint = measure(
    [
      ...program('eslint', trees.smallUsing, [node, lint, 'off']),
      ...program('eslint with plugin', trees.smallUsing, [node, lint, 'on']),
    ],
    FEW_ROUNDS,
  );
  const memory = peakMemory([main, '--summary', '.'], trees.clients);
  return toRows(new Map([...small, ...large, ...staged, ...clients, ...eslint]), {
    memory,
    edited: editsOf(trees.smallUsing, 'packages/sign-in/src/profile.ts'),
    editedOther: editsOf(trees.smallUsing, 'packages/part-3/src/folder-0/file-1.ts'),
  });
}

function writeTrees() {
  writeFileSync(join(work, 'empty.mjs'), '');
  const tree = (name, write) => {
    const folder = join(work, name);
    mkdirSync(folder);
    write(folder);
    return folder;
  };
  return {
    small: tree('small', (folder) => writeTree(folder, { files: 2500 })),
    smallUsing: tree('small-using', (folder) => writeTree(folder, { files: 2500, hasIntegration: true })),
    large: tree('large', (folder) => writeTree(folder, { files: 25_000 })),
    largeUsing: tree('large-using', (folder) => writeTree(folder, { files: 25_000, hasIntegration: true })),
    fewClients: tree('few-clients', (folder) => writeClientTree(folder, { files: 500 })),
    clients: tree('clients', (folder) => writeClientTree(folder, { files: 1000 })),
  };
}

/** First with nothing staged that the command reads, then with one file. */
function measureStaged(tree, audit) {
  const stage = (file) => {
    appendFileSync(join(tree, file), '\n');
    spawnSync('git', ['add', '--', file], { cwd: tree });
  };
  const git = { name: 'git diff --cached', cwd: tree, words: ['git', 'diff', '--cached', '--name-only'] };
  stage('.gitignore');
  const nothing = measure([git, { name: 'nothing staged', cwd: tree, words: [...audit, '--staged'] }], ROUNDS);
  stage('packages/part-0/src/folder-0/file-0.ts');
  const one = measure([{ name: 'one staged', cwd: tree, words: [...audit, '--staged'] }], ROUNDS);
  return new Map([...nothing, ...one]);
}

/** What linting an edited text took, in milliseconds; the first edit is not counted. */
function editsOf(cwd, file) {
  const { stdout } = spawnSync(process.execPath, [lint, 'on', file], { cwd, encoding: 'utf8' });
  const [, ...times] = JSON.parse(stdout);
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}

function describeMachine() {
  const [{ model } = { model: 'unknown' }] = os.cpus();
  const memory = Math.round(os.totalmem() / 1024 ** 3);
  const load = os.loadavg()[0]?.toFixed(1);
  return (
    `${os.cpus().length} cores of ${model.trim()}, ${memory} GB, ${os.type()} ${os.release()}, Node ${process.version}; ` +
    `load ${load} when the run began. Each value is the median of ${ROUNDS} runs, or of ${FEW_ROUNDS} for the slow commands.`
  );
}

function toTable(rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const heads = ['tree', 'measured', 'value', 'target', 'ratio', 'met'];
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

function writeToPage(table) {
  const text = readFileSync(page, 'utf8');
  const [start, end] = [text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END)];
  writeFileSync(page, `${text.slice(0, start)}\n\n${table}\n\n${text.slice(end)}`);
}
