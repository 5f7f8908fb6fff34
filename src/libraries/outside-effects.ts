import { GLOBAL_OBJECTS } from '../syntax/scripts.js';
import type { ExternalName } from './external-name.js';

/** Functions by which a program changes something outside of itself, or shows it to people, each time that it calls them. */
interface EffectModel {
  readonly modules: readonly string[];
  /** The members that lead to each, from the right: `stdout.write`. */
  readonly members: readonly string[];
}

/** Beside each of these there may be one that ends with `Sync`: https://nodejs.org/api/fs.html */
const WRITING_TO_FILES: readonly string[] =
  'appendFile chmod chown copyFile cp createWriteStream link mkdir mkdtemp open rename rm rmdir symlink truncate unlink utimes write writeFile writev'
    .split(' ')
    .flatMap((name) => [name, `${name}Sync`]);

const MODULES: readonly EffectModel[] = [
  { modules: ['fs', 'fs/promises', 'fs-extra', 'graceful-fs'], members: WRITING_TO_FILES },
  // https://nodejs.org/api/child_process.html
  {
    modules: ['child_process'],
    members: ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync'],
  },
  // https://nodejs.org/api/dgram.html#socketsendmsg-offset-length-port-address-callback
  { modules: ['dgram'], members: ['send'] },
];

/** The members of `process` that do something: https://nodejs.org/api/process.html */
const OF_PROCESS: readonly string[] =
  'abort addListener chdir emit exit kill off on once prependListener prependOnceListener removeAllListeners removeListener send stdout.write'.split(
    ' ',
  );

/** https://developer.mozilla.org/docs/Web/API */
const OF_BROWSER: readonly string[] = [
  ...['localStorage', 'sessionStorage'].flatMap((store) =>
    ['setItem', 'removeItem', 'clear'].map((method) => `${store}.${method}`),
  ),
  ...['pushState', 'replaceState', 'back', 'forward', 'go'].map((method) => `history.${method}`),
  ...['assign', 'reload', 'replace'].map((method) => `location.${method}`),
  ...['write', 'writeln', 'execCommand', 'dispatchEvent'].map((method) => `document.${method}`),
  ...['alert', 'confirm', 'prompt', 'open', 'postMessage', 'parent.postMessage', 'opener.postMessage'],
  ...['BroadcastChannel', 'MessagePort', 'Worker'].map((channel) => `${channel}.postMessage`),
  ...['navigator.sendBeacon', 'navigator.vibrate', 'WebSocket.send', 'dispatchEvent'],
];

const GLOBALS: ReadonlySet<string> = new Set([...OF_PROCESS.map((member) => `process.${member}`), ...OF_BROWSER]);

/** Whether a call of it changes something outside of the program, or shows it to people; a line of a log does not count. */
export function isOutsideEffect({ root, isGlobal, members }: ExternalName): boolean {
  if (isGlobal) {
    const names = GLOBAL_OBJECTS.has(root) ? members : [root, ...members];
    return GLOBALS.has(names.join('.'));
  }
  const module = root.replace(/^node:/, '');
  const named = members.filter((name) => name !== 'default' && name !== 'promises');
  if (module === 'process') return OF_PROCESS.includes(named.join('.'));
  const last = named.at(-1) ?? '';
  return MODULES.some(({ modules, members: effects }) => modules.includes(module) && effects.includes(last));
}
