import type { ExternalName } from './external-name.js';

/**
 * Packages whose functions make a cell: an object, or a function, that holds one value, which is put in by one call and
 * taken out by others, mostly in other files.
 */
const MAKERS: Readonly<Record<string, RegExp>> = {
  // https://jotai.org/docs/core/atom, https://jotai.org/docs/utilities/storage
  jotai: /^atom/,
  'jotai/utils': /^atom/,
  // https://recoiljs.org/docs/api-reference/core/atom
  recoil: /^(atom|selector)$/,
  // https://github.com/nanostores/nanostores
  nanostores: /^(atom|map|computed)$/,
  // https://svelte.dev/docs/svelte/svelte-store
  'svelte/store': /^(writable|readable|derived)$/,
  // https://preactjs.com/guide/v10/signals/
  '@preact/signals': /^(signal|computed)$/,
  '@preact/signals-react': /^(signal|computed)$/,
  // https://zustand.docs.pmnd.rs/apis/create
  zustand: /^(create|createStore|default)$/,
  'zustand/vanilla': /^(createStore|default)$/,
  'zustand/traditional': /^createWithEqualityFn$/,
  // https://pinia.vuejs.org/core-concepts/
  pinia: /^defineStore$/,
};

/** Whether a function makes a cell. */
export function makesCell({ root, members, isGlobal }: ExternalName): boolean {
  const made = isGlobal || !Object.hasOwn(MAKERS, root) ? undefined : MAKERS[root];
  return made?.test(members.at(-1) ?? 'default') === true;
}

/** Hooks that answer the value of a cell and its setter, those that answer the value, and those that answer the setter. */
export const CELL_PAIRS: ReadonlySet<string> = new Set(['useAtom', 'useRecoilState']);
export const CELL_VALUES: ReadonlySet<string> = new Set([
  'useAtomValue',
  'useRecoilValue',
  'useStore',
  'useSignalValue',
  'get',
  'getPromise',
  'fromStore',
]);
export const CELL_SETTERS: ReadonlySet<string> = new Set(['useSetAtom', 'useSetRecoilState']);

/** Functions that make a cell of others: the first argument is one, or a list of them, the second takes their values. */
export const CELL_DERIVING: ReadonlySet<string> = new Set(['derived', 'computed']);

/** Methods of cells that put something in, and of stores that put members in. */
export const CELL_WRITERS: ReadonlySet<string> = new Set(['set', 'update', 'setState', '$patch']);

/** The call that makes a store whose functions see the state as `this`, and the member that has functions of the state. */
export const OWN_STATE = { maker: 'defineStore', getters: 'getters' } as const;

/** The function that gives each member of a store a box of its own: https://pinia.vuejs.org/api/pinia/functions/storeToRefs.html */
export const BOXES_MEMBERS = 'storeToRefs';
