// Runs programs one after the other: each message names a module, whose `main` is called with one token after the other.
import { inspect } from 'node:util';

let lines = [];
for (const level of ['debug', 'log', 'info', 'warn', 'error']) {
  console[level] = (...values) =>
    lines.push(values.map((value) => (typeof value === 'string' ? value : inspect(value))).join(' '));
}

/** A failure as somebody would report it, without addresses and names of members, which a fix changes. */
function describeFailure(error) {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : inspect(error);
  return `failed: ${text.replace(/https?:\S+/g, '<address>').replace(/ \(reading .*\)/, '')}`;
}

let reportStray;
process.on('uncaughtException', (error) => reportStray(error));

async function runOne(main, token) {
  lines = [];
  let stop;
  const stray = new Promise((_resolve, reject) => {
    reportStray = reject;
  });
  const late = new Promise((_resolve, reject) => {
    stop = setTimeout(reject, 5000, new Error('did not end'));
  });
  try {
    await Promise.race([main(token), stray, late]);
  } catch (error) {
    lines.push(describeFailure(error));
  } finally {
    clearTimeout(stop);
  }
  return lines.join('\n');
}

process.on('message', async ({ module, tokens, environment }) => {
  Object.assign(process.env, environment);
  const outputs = [];
  try {
    const loaded = await import(module);
    const main = loaded.main ?? loaded.default.main;
    for (const token of tokens) outputs.push(await runOne(main, token));
    process.send({ outputs });
  } catch (error) {
    process.send({ failure: String(error?.stack ?? error) });
  }
});
process.send({ ready: true });
