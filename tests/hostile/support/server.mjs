// Runs the built command, and ESLint with the built plugin, for the tests: one question a line, one answer a line. It is a
// process of its own, so that a run which hangs can be ended and what it costs can be measured.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Linter } from 'eslint';
import { runBuilt } from '../../support/run-built.mjs';

const { default: clever } = await import(new URL('../../../dist/src/index.js', import.meta.url));
const rules = Object.fromEntries(Object.keys(clever.rules).map((name) => [`clever/${name}`, 'error']));

/** Reads nothing, so that what ends the run is never ESLint's own parser. */
const parser = {
  parse: (text) => ({
    type: 'Program',
    body: [],
    tokens: [],
    comments: [],
    sourceType: 'module',
    range: [0, text.length],
    loc: { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } },
  }),
};
const config = [
  { files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'], plugins: { clever }, rules, languageOptions: { parser } },
];

function command({ folder, words }) {
  return runBuilt(folder, words, { PATH: process.env.PATH });
}

function lint({ folder, files }) {
  const linter = new Linter({ cwd: folder });
  return files.map((file) => {
    const path = join(folder, file);
    const messages = linter.verify(readFileSync(path, 'utf8'), config, { filename: path });
    return { file, messages: messages.map(({ ruleId, line, message }) => ({ ruleId, line, message })) };
  });
}

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  const before = process.cpuUsage();
  const answer = question.kind === 'command' ? await command(question) : lint(question);
  const { user, system } = process.cpuUsage(before);
  const cost = { seconds: (user + system) / 1e6, memory: process.resourceUsage().maxRSS * 1024 };
  process.stdout.write(`${JSON.stringify({ answer, cost })}\n`);
}
