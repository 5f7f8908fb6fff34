/** Packages whose functions take a value first and answer a part of it: https://lodash.com/docs */
const PACKAGES: ReadonlySet<string> = new Set([
  'lodash',
  'lodash-es',
  'underscore',
  'radash',
  'es-toolkit',
  'remeda',
  'object-path',
  'dot-prop',
  'dlv',
]);

/** Each function of it is a package of its own: https://anguscroll.com/just/ */
const FUNCTION_PACKAGES = ['lodash.', 'just-'];

/** What a function of such a package answers of the value that it is given first. */
export type UtilityAnswer =
  /** The value, or a list in another order. */
  | 'same'
  /** One element. */
  | 'element'
  /** A table of the elements. */
  | 'table'
  /** The member that the second argument names: `get(me, 'data.email')`. */
  | 'member'
  /** The members that the other arguments name, or all but these. */
  | 'chosen'
  | 'all but chosen'
  /** What the second argument, a function, makes of each element. */
  | 'mapped'
  /** Nothing: the function is called with each element. */
  | 'nothing';

const ANSWERS: Readonly<Record<string, UtilityAnswer>> = {
  clone: 'same',
  cloneDeep: 'same',
  compact: 'same',
  sortBy: 'same',
  orderBy: 'same',
  uniqBy: 'same',
  uniq: 'same',
  filter: 'same',
  reverse: 'same',
  first: 'element',
  head: 'element',
  last: 'element',
  find: 'element',
  maxBy: 'element',
  minBy: 'element',
  sample: 'element',
  keyBy: 'table',
  get: 'member',
  has: 'member',
  result: 'member',
  dlv: 'member',
  pick: 'chosen',
  omit: 'all but chosen',
  map: 'mapped',
  forEach: 'nothing',
  each: 'nothing',
};

/**
 * What a function of a utility package answers.
 *
 * @param module the package, or one of its files: `lodash`, `lodash/get`, `lodash.get`
 * @param member the function; null where the package is the function
 * @returns null for any other package, and for a function that is not known
 */
export function utilityAnswer(module: string, member: string | null): UtilityAnswer | null {
  const [root = ''] = module.split('/');
  const isKnown = PACKAGES.has(root) || FUNCTION_PACKAGES.some((start) => root.startsWith(start));
  const name = member ?? module.split(/[./-]/).at(-1) ?? '';
  return isKnown && Object.hasOwn(ANSWERS, name) ? (ANSWERS[name] ?? null) : null;
}
