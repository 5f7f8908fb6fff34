// Runs the built command inside of a process or thread of the tests that has loaded it.
import { Readable } from 'node:stream';

const { run } = await import(new URL('../../dist/src/cli/run.js', import.meta.url));

export async function runBuilt(cwd, words, environment) {
  const printed = { stdout: '', stderr: '' };
  const stream = (name) => ({ isTTY: false, write: (text) => void (printed[name] += text) });
  const stdin = Object.assign(Readable.from([]), { isTTY: false });
  const surroundings = { cwd, environment, stdin, stdout: stream('stdout'), stderr: stream('stderr') };
  const status = await run(words, surroundings);
  return { status, ...printed };
}
