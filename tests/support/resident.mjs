// Runs the built command for tests, one run after the other, in a thread that has loaded it: loading it takes longer
// than most runs. Each question comes with the memory in which the test waits for the answer.
import { parentPort, workerData } from 'node:worker_threads';

const { port, preload } = workerData;
if (preload) await import(preload);
const { runBuilt } = await import('./run-built.mjs');

parentPort.on('message', async ({ cwd, words, environment, answered }) => {
  port.postMessage(await runBuilt(cwd, words, environment));
  Atomics.store(answered, 0, 1);
  Atomics.notify(answered, 0);
});
