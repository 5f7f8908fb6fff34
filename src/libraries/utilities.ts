import type { ExternalName } from './external-name.js';

/** Packages whose functions take a value first and answer a part of it: https://lodash.com/docs */
const DATA_FIRST: ReadonlySet<string> = new Set([
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

/** Packages whose functions take it last: https://github.com/lodash/lodash/wiki/FP-Guide, https://ramdajs.com/docs/ */
const DATA_LAST: ReadonlySet<string> = new Set(['lodash/fp', 'lodash-es/fp', 'ramda', 'rambda']);

/** What a function of such a package answers of the value that it is given. */
export type UtilityAnswer =
  /** The value, or a list in another order. */
  | 'same'
  /** What a promise resolves to. */
  | 'awaited'
  /** One element. */
  | 'element'
  /** A table of the elements. */
  | 'table'
  /** The member that the second argument names: `get(me, 'data.email')`. */
  | 'member'
  /** The members that the other arguments name, or all but these. */
  | 'chosen'
  | 'all but chosen'
  /** Whether the member that one argument names is the other argument. */
  | 'compared'
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

/** What a loader of a page answers with: https://v2.remix.run/docs/utils/json, https://reactrouter.com/api/utils/data */
const LOADED: Readonly<Record<string, UtilityAnswer>> = { json: 'same', defer: 'same', data: 'same' };

/** Functions of single packages: https://react.dev/reference/react/use */
const ANSWERS_OF_PACKAGE: Readonly<Record<string, Readonly<Record<string, UtilityAnswer>>>> = {
  react: { use: 'awaited' },
  '@remix-run/node': LOADED,
  '@remix-run/cloudflare': LOADED,
  '@remix-run/deno': LOADED,
  '@remix-run/server-runtime': LOADED,
  'react-router': LOADED,
  'react-router-dom': LOADED,
};

/** Functions that have other names, or the path in another place, where the value comes last. */
const ANSWERS_OF_LAST: Readonly<Record<string, readonly [answer: UtilityAnswer, before: number]>> = {
  path: ['member', 0],
  prop: ['member', 0],
  pathOr: ['member', 1],
  propOr: ['member', 1],
  getOr: ['member', 1],
  hasPath: ['member', 0],
  props: ['chosen', 0],
  propEq: ['compared', 0],
  pathEq: ['compared', 0],
};

/** Functions that make one function of several; whether the last of them comes first. */
const COMPOSITIONS: ReadonlyMap<string, boolean> = new Map([
  ['flow', false],
  ['pipe', false],
  ['flowRight', true],
  ['compose', true],
]);

/** What a function of such a package does with the value that it is given. */
export interface Utility {
  readonly answer: UtilityAnswer;
  /** Whether the value comes last, and may come in a call of its own: `get('email')(me)`. */
  readonly isDataLast: boolean;
  /** Which of the other arguments is the path, or the function. */
  readonly before: number;
}

/**
 * What a function of a utility package does.
 *
 * @returns null for any other package, and for a function that is not known
 */
export function utilityNamed({ root, members, isGlobal }: ExternalName): Utility | null {
  const [folder = ''] = root.split('/');
  const isFirst = !isGlobal && (DATA_FIRST.has(folder) || FUNCTION_PACKAGES.some((start) => folder.startsWith(start)));
  const isDataLast = !isGlobal && (DATA_LAST.has(root) || DATA_LAST.has(root.split('/').slice(0, 2).join('/')));
  const name = members.find((each) => each !== 'default') ?? root.split(/[./-]/).at(-1) ?? '';
  const ofPackage = isGlobal || !Object.hasOwn(ANSWERS_OF_PACKAGE, root) ? undefined : ANSWERS_OF_PACKAGE[root]?.[name];
  if (ofPackage) return { answer: ofPackage, isDataLast: false, before: 0 };
  if (!isFirst && !isDataLast) return null;
  const ofLast = isDataLast && Object.hasOwn(ANSWERS_OF_LAST, name) ? ANSWERS_OF_LAST[name] : undefined;
  if (ofLast) return { answer: ofLast[0], isDataLast, before: ofLast[1] };
  const answer = Object.hasOwn(ANSWERS, name) ? ANSWERS[name] : undefined;
  return answer === undefined ? null : { answer, isDataLast, before: 0 };
}

/** Whether a function makes one of several, the last of which comes first; null for any other function. */
export function compositionNamed({ members, isGlobal }: ExternalName): boolean | null {
  return isGlobal ? null : (COMPOSITIONS.get(members.at(-1) ?? '') ?? null);
}
