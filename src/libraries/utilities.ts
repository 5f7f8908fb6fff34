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

/** The same as globals of a page. */
const GLOBAL_DATA_FIRST: ReadonlySet<string> = new Set(['_', 'lodash']);

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
  /** A promise of the list, each element awaited. */
  | 'settled'
  /** The list, with the elements of other lists. */
  | 'joined'
  /** What an object holds, as a list. */
  | 'contents'
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
  /** What the second argument, a function or the name of a member, makes of each element. */
  | 'mapped'
  /** The same, where lists that it answers are put behind each other. */
  | 'flat mapped'
  /** What the second argument, a function, answers that is handed the elements one after the other. */
  | 'reduced'
  /** A list of the elements of the lists in it. */
  | 'flattened'
  /** A table of lists of elements. */
  | 'grouped'
  /** What the second argument, a function, makes of the value. */
  | 'passed'
  /** Nothing: the function is called with each element. */
  | 'nothing';

/** The answer, and the functions that answer it. */
const ROWS: readonly (readonly [answer: UtilityAnswer, names: string])[] = [
  ['same', 'clone cloneDeep compact sortBy orderBy uniqBy uniq uniqWith filter reject reverse shuffle sampleSize'],
  ['same', 'take takeRight takeWhile drop dropRight dropWhile slice tail rest initial toArray'],
  ['same', 'forEach each forEachRight eachRight defaultTo'],
  ['joined', 'concat'],
  ['contents', 'values'],
  ['element', 'first head last find findLast findWhere maxBy minBy sample nth'],
  ['table', 'keyBy indexBy'],
  ['grouped', 'groupBy'],
  ['flattened', 'flatten flattenDeep'],
  ['member', 'get has result dlv'],
  ['chosen', 'pick'],
  ['all but chosen', 'omit'],
  ['mapped', 'map pluck collect'],
  ['flat mapped', 'flatMap flatMapDeep'],
  ['reduced', 'reduce foldl reduceRight'],
  ['passed', 'thru'],
  ['nothing', 'some every any all countBy sumBy meanBy findIndex'],
];

const ANSWERS: ReadonlyMap<string, UtilityAnswer> = new Map(
  ROWS.flatMap(([answer, names]) => names.split(' ').map((name): [string, UtilityAnswer] => [name, answer])),
);

/** Functions of globals whose function is handed an element as another parameter than the first, or as its `this`. */
const OF_GLOBALS: Readonly<Record<string, Readonly<Record<string, Utility>>>> = {
  jQuery: jQueryFunctions(),
  $: jQueryFunctions(),
  // https://docs.angularjs.org/api/ng/function/angular.forEach
  angular: { forEach: onElements('same'), copy: onElements('same') },
};

/** https://api.jquery.com/jQuery.each/ */
function jQueryFunctions(): Readonly<Record<string, Utility>> {
  return {
    each: { ...onElements('same'), element: 1, isThis: true },
    map: onElements('flat mapped'),
    grep: { ...onElements('same') },
    makeArray: onElements('same'),
  };
}

function onElements(answer: UtilityAnswer): Utility {
  return { answer, isDataLast: false, before: 0, element: 0, isThis: false };
}

/** What a loader of a page answers with: https://v2.remix.run/docs/utils/json, https://reactrouter.com/api/utils/data */
const LOADED: Readonly<Record<string, UtilityAnswer>> = { json: 'same', defer: 'same', data: 'same' };

/** What a saga yields to have several effects at once: https://redux-saga.js.org/docs/api/#effect-combinators */
const EFFECTS: Readonly<Record<string, UtilityAnswer>> = { all: 'settled', race: 'settled' };

/** Functions of single packages: https://react.dev/reference/react/use */
const ANSWERS_OF_PACKAGE: Readonly<Record<string, Readonly<Record<string, UtilityAnswer>>>> = {
  react: { use: 'awaited' },
  'redux-saga/effects': EFFECTS,
  'typed-redux-saga': EFFECTS,
  'typed-redux-saga/macro': EFFECTS,
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
  /** Which parameter of the function holds an element, and whether its `this` does. */
  readonly element: number;
  readonly isThis: boolean;
}

/**
 * What a function of a utility package does.
 *
 * @returns null for any other package, and for a function that is not known
 */
export function utilityNamed({ root, members, isGlobal }: ExternalName): Utility | null {
  const name = members.find((each) => each !== 'default') ?? root.split(/[./-]/).at(-1) ?? '';
  if (isGlobal) return ofGlobal(root, members);
  const ofPackage = Object.hasOwn(ANSWERS_OF_PACKAGE, root) ? ANSWERS_OF_PACKAGE[root]?.[name] : undefined;
  if (ofPackage) return onElements(ofPackage);
  if (root === 'jquery' && members.length) return ofGlobal('jQuery', members.filter(isNoDefault));
  const isDataLast = DATA_LAST.has(root) || DATA_LAST.has(root.split('/').slice(0, 2).join('/'));
  if (!isDataFirst(root) && !isDataLast) return null;
  const ofLast = isDataLast && Object.hasOwn(ANSWERS_OF_LAST, name) ? ANSWERS_OF_LAST[name] : undefined;
  if (ofLast) return { ...onElements(ofLast[0]), isDataLast, before: ofLast[1] };
  const answer = ANSWERS.get(name);
  return answer === undefined ? null : { ...onElements(answer), isDataLast };
}

function isNoDefault(name: string): boolean {
  return name !== 'default';
}

function isDataFirst(root: string): boolean {
  return DATA_FIRST.has(root.split('/')[0] ?? '') || FUNCTION_PACKAGES.some((start) => root.startsWith(start));
}

function ofGlobal(root: string, [name = '', ...others]: readonly string[]): Utility | null {
  if (others.length) return null;
  const answer = GLOBAL_DATA_FIRST.has(root) ? ANSWERS.get(name) : undefined;
  if (answer !== undefined) return onElements(answer);
  const known = Object.hasOwn(OF_GLOBALS, root) ? OF_GLOBALS[root] : undefined;
  return (known && Object.hasOwn(known, name) && known[name]) || null;
}

/**
 * Whether a function wraps a value in an object whose methods are the functions of the package: `_.chain(list)`, `_(list)`.
 *
 * @returns whether the chain goes on until `value()`; null for any other function
 */
export function chainNamed({ root, members, isGlobal }: ExternalName): boolean | null {
  const names = members.filter(isNoDefault);
  const [folder = ''] = root.split('/');
  if (isGlobal ? !GLOBAL_DATA_FIRST.has(root) : !CHAINING.has(folder) || DATA_LAST.has(root)) return null;
  if (!names.length) return folder === 'underscore' ? null : false;
  return names.length === 1 && names[0] === 'chain' ? true : null;
}

/** What a method of such an object does with the value in it; null for one that is not known. */
export function chainMethod(name: string): Utility | null {
  const answer = ANSWERS.get(name);
  return answer === undefined ? null : onElements(answer);
}

/** Packages that wrap values: https://lodash.com/docs/#lodash, https://underscorejs.org/#chaining */
const CHAINING: ReadonlySet<string> = new Set(['lodash', 'lodash-es', 'underscore']);

/** Whether a function makes one of several, the last of which comes first; null for any other function. */
export function compositionNamed({ members, isGlobal }: ExternalName): boolean | null {
  return isGlobal ? null : (COMPOSITIONS.get(members.at(-1) ?? '') ?? null);
}
