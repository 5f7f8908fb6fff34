// Measures whole processes by what the operating system says they used.
import { spawnSync } from 'node:child_process';

/**
 * @typedef {object} Program
 * @property {string} name
 * @property {readonly string[]} words the program and its arguments
 * @property {string} cwd
 * @property {readonly number[]} [exits] the exit codes that are no failure; 0 where none are given
 *
 * @typedef {object} Cost
 * @property {number} cpu user and system time, in milliseconds
 * @property {number} wall milliseconds
 */

// Of all that a shell can ask of a process that has ended, only this tells system time in milliseconds.
const TIMED = `TIMEFORMAT='%U %S %R'; time "$@" >/dev/null 2>/dev/null </dev/null`;

/**
 * Runs programs in turn, so that what else the machine does falls on all of them alike.
 *
 * @param {readonly Program[]} programs
 * @param {number} rounds how often each is run
 * @returns {ReadonlyMap<string, Cost>} the medians, by name
 */
export function measure(programs, rounds) {
  const costs = new Map(programs.map(({ name }) => [name, /** @type {Cost[]} */ ([])]));
  for (let round = 0; round < rounds; round += 1) {
    for (const program of programs) costs.get(program.name)?.push(costOf(program));
  }
  const medians = new Map([...costs].map(([name, each]) => [name, medianOf(each)]));
  // A whole run takes long; who watches it, or has to end it, sees what is measured so far.
  for (const [name, { cpu, wall }] of medians)
    console.error(`${name}: ${cpu.toFixed(0)} ms, wall ${wall.toFixed(0)} ms`);
  return medians;
}

/** @param {Program} program */
function costOf({ name, words, cwd, exits = [0] }) {
  const { status, stderr } = spawnSync('bash', ['-c', TIMED, 'bash', ...words], { cwd, encoding: 'utf8' });
  if (status === null || !exits.includes(status)) throw new Error(`${name} ended with ${status}: ${stderr}`);
  const [user = NaN, system = NaN, wall = NaN] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return { cpu: 1000 * (user + system), wall: 1000 * wall };
}

/** @param {readonly Cost[]} costs */
function medianOf(costs) {
  const median = (/** @type {readonly number[]} */ values) =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
  return { cpu: median(costs.map(({ cpu }) => cpu)), wall: median(costs.map(({ wall }) => wall)) };
}

/**
 * What the most of a Node program's memory was.
 *
 * @param {readonly string[]} words the arguments of Node
 * @param {string} cwd
 * @returns {number} megabytes
 */
export function peakMemory(words, cwd) {
  const tell = 'process.on("exit", () => process.stderr.write(`\\n${process.resourceUsage().maxRSS}`))';
  const preload = `data:text/javascript,${encodeURIComponent(tell)}`;
  const options = { cwd, encoding: /** @type {const} */ ('utf8'), maxBuffer: 1024 * 1024 * 1024 };
  const { stderr } = spawnSync(process.execPath, ['--import', preload, ...words], options);
  return Number(stderr.trim().split('\n').at(-1)) / 1024;
}
