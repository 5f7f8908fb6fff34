// Runs programs one after the other: each message names a module, whose `main` is called with one token after the other.
import { AsyncLocalStorage } from 'node:async_hooks';
import { inspect } from 'node:util';

/** What each call of `main` printed, so that one that goes on when its time is over prints nothing into the next. */
const printed = new AsyncLocalStorage();
for (const level of ['debug', 'log', 'info', 'warn', 'error']) {
  console[level] = (...values) =>
    printed.getStore()?.push(values.map((value) => (typeof value === 'string' ? value : inspect(value))).join(' '));
}

/** A failure as somebody would report it, without addresses and names of members, which a fix changes. */
function describeFailure(error) {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : inspect(error);
  const undone = text.replace(
    /Cannot destructure property '.*' of '.*' as it is (undefined|null)\./,
    'Cannot read properties of $1',
  );
  return `failed: ${undone.replace(/https?:\S+/g, '<address>').replace(/ \(reading .*\)/, '')}`;
}

let reportStray;
process.on('uncaughtException', (error) => reportStray(error));

/** How long one call of `main` may take, in milliseconds. */
const PATIENCE = 5000;

/** Calls `main` once; answers what it printed, and whether it came to an end. */
async function runOne(main, token) {
  const lines = [];
  let stop;
  let isStuck = false;
  const stray = new Promise((_resolve, reject) => {
    reportStray = reject;
  });
  const late = new Promise((_resolve, reject) => {
    stop = setTimeout(() => {
      isStuck = true;
      reject(new Error('did not end'));
    }, PATIENCE);
  });
  try {
    await Promise.race([printed.run(lines, () => main(token)), stray, late]);
  } catch (error) {
    lines.push(describeFailure(error));
  } finally {
    clearTimeout(stop);
  }
  return { output: lines.join('\n'), isStuck };
}

process.on('message', async ({ id, module, tokens, environment }) => {
  Object.assign(process.env, environment);
  const results = [];
  try {
    const loaded = await printed.run([], () => import(module));
    const main = loaded.main ?? loaded.default.main;
    for (const token of tokens) results.push(await runOne(main, token));
    process.send({ id, outputs: results.map(({ output }) => output), isStuck: results.some((each) => each.isStuck) });
  } catch (error) {
    process.send({ id, failure: String(error?.stack ?? error) });
  }
});
process.send({ ready: true });
