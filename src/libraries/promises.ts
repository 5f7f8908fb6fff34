import type { ExternalName } from './external-name.js';

/** Packages that make promises: http://bluebirdjs.com/docs/api-reference.html, https://github.com/kriskowal/q/wiki/API-Reference */
const PACKAGES: ReadonlySet<string> = new Set([
  'any-promise',
  'bluebird',
  'es6-promise',
  'promise',
  'q',
  'rsvp',
  'when',
]);

/** What their functions are called that those of the runtime have under another name. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  cast: 'resolve',
  hash: 'props',
  settle: 'allSettled',
  some: 'all',
};

/** A function of such a package, by the name that it has in most of them; null for any other. */
export function promiseFunctionNamed({ root, members, isGlobal }: ExternalName): string | null {
  if (isGlobal || !PACKAGES.has(root)) return null;
  const [name, ...others] = members.filter((each) => each !== 'default' && each !== 'Promise');
  // `Q(value)`
  if (name === undefined) return 'resolve';
  // `Q.defer().resolve`
  if (others.length) return null;
  return Object.hasOwn(OTHER_NAMES, name) ? (OTHER_NAMES[name] ?? null) : name;
}

/** What a method of such a promise, which those of the runtime do not have, does with its value. */
export type PromiseMethod =
  /** Hands each element of a list to a parameter of its own. */
  | 'spread'
  /** Answers a member. */
  | 'member'
  /** Answers a list of what its function makes of each element. */
  | 'mapped'
  /** Hands each element to its function, and answers the list. */
  | 'each'
  /** Hands on what its function made of the elements so far. */
  | 'reduced'
  /** Waits for each member. */
  | 'settled';

const METHODS: Readonly<Record<string, PromiseMethod>> = {
  spread: 'spread',
  get: 'member',
  map: 'mapped',
  mapSeries: 'mapped',
  each: 'each',
  filter: 'each',
  reduce: 'reduced',
  props: 'settled',
  all: 'settled',
};

/** What such a method does; null for one that is not known. */
export function promiseMethodNamed(name: string): PromiseMethod | null {
  return Object.hasOwn(METHODS, name) ? (METHODS[name] ?? null) : null;
}
