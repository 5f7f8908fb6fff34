// Runs the built command for tests, one run after the other, in a thread that has loaded it: loading it takes longer
// than most runs. Each question comes with the memory in which the test waits for the answer.
import { Readable } from 'node:stream';
import { parentPort, workerData } from 'node:worker_threads';

if (workerData.preload) await import(workerData.preload);
const { run } = await import(new URL('../../dist/src/cli/run.js', import.meta.url));
const { port } = workerData;

parentPort.on('message', async ({ cwd, words, environment, answered }) => {
  const printed = { stdout: '', stderr: '' };
  const stream = (name) => ({ isTTY: false, write: (text) => void (printed[name] += text) });
  const stdin = Object.assign(Readable.from([]), { isTTY: false });
  const surroundings = { cwd, environment, stdin, stdout: stream('stdout'), stderr: stream('stderr') };
  const status = await run(words, surroundings);
  port.postMessage({ status, ...printed });
  Atomics.store(answered, 0, 1);
  Atomics.notify(answered, 0);
});
