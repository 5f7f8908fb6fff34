// Loaded before the command: counts what it opens and reads, and notes the modules that it loads. At its end the process
// writes what it counted to the file that EFFORT names, as JSON.
import fs from 'node:fs';
import { createRequire, register, syncBuiltinESMExports } from 'node:module';

const { openSync, readSync, writeFileSync } = fs;
const log = process.env['EFFORT'];
const opened = new Map();
let bytes = 0;

fs.openSync = (path, ...rest) => {
  const descriptor = openSync(path, ...rest);
  opened.set(String(path), (opened.get(String(path)) ?? 0) + 1);
  return descriptor;
};
fs.readSync = (...words) => {
  const count = readSync(...words);
  bytes += count;
  return count;
};
syncBuiltinESMExports();

// The hooks run in a thread of their own, so that only a file can tell of what they see.
const hooks = `
import { appendFileSync } from 'node:fs';
export async function load(url, context, next) {
  appendFileSync(${JSON.stringify(`${log}.modules`)}, url + '\\n');
  return next(url, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);

process.on('exit', () => {
  const required = Object.keys(createRequire(import.meta.url).cache);
  writeFileSync(log, JSON.stringify({ opened: [...opened], bytes, required }));
});
