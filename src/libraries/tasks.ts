import type { ExternalName } from './external-name.js';

/** How functions, each of which is handed a callback, hand on what they call it with. */
export type TaskOrder =
  /** To the next of them, and from the last to the callback behind the list. */
  | 'one after the other'
  /** All of it to the callback behind the list, under the place or the name of the function. */
  | 'together'
  /** The same, and to the functions of the list that wait for others as well: https://caolan.github.io/async/v3/docs.html#auto */
  | 'as they are needed'
  /** A list of all that one function, which is called for each of some things, calls it with: `map(ids, load, done)`. */
  | 'for each'
  /** The same, where each of these is a list, and the lists are made one. */
  | 'for each, joined';

const ORDERS: Readonly<Record<string, TaskOrder>> = {
  waterfall: 'one after the other',
  series: 'together',
  parallel: 'together',
  parallelLimit: 'together',
  auto: 'as they are needed',
  map: 'for each',
  mapLimit: 'for each',
  mapSeries: 'for each',
  concat: 'for each, joined',
  concatLimit: 'for each, joined',
  concatSeries: 'for each, joined',
};

/** The functions that run others in such an order. */
export const RUNNERS: readonly string[] = Object.keys(ORDERS);

/** https://caolan.github.io/async/v3/docs.html#controlflow */
const MODULES: ReadonlySet<string> = new Set(['async', 'async-es', 'neo-async']);

/** How a function of such a package runs a list of functions; null for any other. */
export function taskOrderOf({ root, isGlobal, members }: ExternalName): TaskOrder | null {
  const [module = '', part] = root.split('/');
  const name = part ?? members.at(-1) ?? '';
  const isKnown = MODULES.has(module) && (!isGlobal || members.length > 0) && Object.hasOwn(ORDERS, name);
  return isKnown ? (ORDERS[name] ?? null) : null;
}
