import type { ExternalName } from './external-name.js';

/** What comes out of an operator that a value goes through. */
export type OperatorAnswer =
  /** What its function answers. */
  | 'mapped'
  /** What comes out of what its function answers, the elements of a list one after the other. */
  | 'merged'
  /** The value. */
  | 'same'
  /** One or the other. */
  | 'either'
  /** The value, as the first of a list with others. */
  | 'paired'
  /** A list of all values. */
  | 'listed'
  /** The elements of the list that the value is, one after the other. */
  | 'elements'
  /** An object that has the value under a name. */
  | 'named'
  /** The value, which is an object, with what the function answers under a name. */
  | 'extended';

/** A function that makes a step of `pipe(value, step, step)` or of `value.pipe(step, step)`. */
export interface Operator {
  readonly answers: OperatorAnswer;
  /** Which argument is the function that is handed the value; null where none is. */
  readonly argument: number | null;
  /** Which parameters of the function hold the value. */
  readonly parameters: readonly number[];
  /** Whether the function is handed each element of the list that the value is, so that the answer is a list too. */
  readonly isPerElement: boolean;
  /** What carries the values from one step to the next. */
  readonly carrier: 'observable' | 'effect';
}

type Row = readonly [names: string, answers: OperatorAnswer, argument: number | null, parameters?: readonly number[]];

/** https://rxjs.dev/guide/operators */
const OBSERVABLE_ROWS: readonly Row[] = [
  ['map', 'mapped', 0],
  ['switchMap mergeMap concatMap exhaustMap flatMap', 'merged', 0],
  ['tap filter first last single takeWhile skipWhile distinct find every', 'same', 0],
  ['distinctUntilChanged', 'same', 0, [0, 1]],
  ['expand', 'either', 0],
  ['reduce scan mergeScan switchScan', 'mapped', 0, [1]],
  ['toArray buffer bufferCount bufferTime bufferWhen', 'listed', null],
  ['mergeAll concatAll switchAll exhaustAll', 'elements', null],
  ['withLatestFrom combineLatestWith zipWith', 'paired', null],
  [
    'catchError debounceTime delay finalize retry retryWhen share shareReplay take takeUntil takeUntilDestroyed timeout ' +
      'auditTime throttleTime defaultIfEmpty throwIfEmpty observeOn subscribeOn publishReplay refCount repeat skip ' +
      'skipUntil takeLast distinctUntilKeyChanged startWith endWith',
    'same',
    null,
  ],
];

/** https://gcanti.github.io/fp-ts/modules/TaskEither.ts.html, https://effect.website/docs/getting-started/building-pipelines/ */
const EFFECT_ROWS: readonly Row[] = [
  ['map flatMap chain chainW andThen flatMapW mapBoth bimap', 'mapped', 0],
  ['chainEitherK chainEitherKW chainTaskK chainIOK chainOptionK flatMapEither flatMapOption flatMapTask', 'mapped', 0],
  ['match matchW matchE matchEW matchEffect fold foldW', 'mapped', 1],
  ['tap tapBoth chainFirst chainFirstW chainFirstTaskK chainFirstIOK filter filterOrElse filterOrElseW', 'same', 0],
  ['filterOrFail filterOrDie', 'same', 0],
  ['bindTo', 'named', null],
  ['bind bindW let', 'extended', 1],
  [
    'mapLeft mapError orElse orElseW alt catchAll catchTag catchTags retry timeout timeoutFail orDie provide ' +
      'provideService provideServiceEffect withSpan delay getOrElse getOrElseW fromNullable fromOption fromEither ' +
      'either option tapError ensuring',
    'same',
    null,
  ],
];

/** Operators of lists: https://gcanti.github.io/fp-ts/modules/Array.ts.html, https://effect.website/docs/data-types/chunk/ */
const LIST_ROWS: readonly Row[] = [
  ['map flatMap chain filterMap traverse forEach', 'mapped', 0],
  ['filter sort sortBy take drop reverse', 'same', 0],
];

const OBSERVABLES = tableOf(OBSERVABLE_ROWS, 'observable', false);
const EFFECTS = tableOf(EFFECT_ROWS, 'effect', false);
const LISTS = tableOf(LIST_ROWS, 'effect', true);

/** Packages whose functions are put into each other by `pipe`. */
const EFFECT_PACKAGES = /^(fp-ts|effect|@effect\/[\w-]+|@mobily\/ts-belt|purify-ts|@swan-io\/boxed)(\/|$)/;

/** Modules of such packages that are about lists. */
const LIST_MODULES = /^(readonly)?(nonEmpty)?array$|^chunk$|^A$/i;

/** Functions that put something into an effect, or into an observable. */
interface SourceModel {
  readonly modules: RegExp;
  readonly names: readonly string[];
  readonly carrier: Operator['carrier'];
  /** Whether a list that is put in comes out one by one. */
  readonly isSpread?: boolean;
}

const SOURCES: readonly SourceModel[] = [
  // https://rxjs.dev/guide/operators#creation-operators-list
  { modules: /^rxjs$/, names: ['from'], carrier: 'observable', isSpread: true },
  { modules: /^rxjs$/, names: ['of', 'defer'], carrier: 'observable' },
  { modules: /^rxjs$/, names: ['forkJoin', 'combineLatest', 'zip'], carrier: 'observable' },
  {
    modules: EFFECT_PACKAGES,
    names: [
      'tryCatch',
      'tryCatchK',
      'tryPromise',
      'promise',
      'succeed',
      'sync',
      'try',
      'fromTask',
      'fromIO',
      'suspend',
    ],
    carrier: 'effect',
  },
  { modules: EFFECT_PACKAGES, names: ['right', 'some', 'of', 'fromNullable', 'fromNullableOr'], carrier: 'effect' },
];

/** Functions that run an effect and answer a promise of its value, or the value. */
const RUNNERS: ReadonlySet<string> = new Set(['runPromise', 'runSync', 'runFork', 'toUnion', 'runPromiseExit']);

/**
 * What a function that makes a step does with the value that goes through the step.
 *
 * @param external what the function is, where it comes from a package; null where nobody knows
 * @param name the name by which it is called
 * @param isObservable whether the value is that of an observable
 * @returns null for a function that is not known
 */
export function operatorNamed(external: ExternalName | null, name: string, isObservable: boolean): Operator | null {
  const root = external && !external.isGlobal ? external.root : null;
  if (root !== null && EFFECT_PACKAGES.test(root)) {
    const module = external?.members.at(-2) ?? root.split('/').at(-1) ?? '';
    return (LIST_MODULES.test(module) ? LISTS : EFFECTS).get(name) ?? null;
  }
  return isObservable && (root === null || root.startsWith('rxjs')) ? (OBSERVABLES.get(name) ?? null) : null;
}

/** Operators that keep nothing: each does no more than let values through, or call what it is given. */
const PLAIN: ReadonlySet<string> = new Set(
  'map pluck filter first last single take catchError timeout defaultIfEmpty throwIfEmpty switchMap mergeMap concatMap'.split(
    ' ',
  ),
);

/** Whether a function makes a step for observables that is the same each time: `map((response) => response.data)`. */
export function isPlainOperator({ root, isGlobal, members }: ExternalName): boolean {
  return !isGlobal && /^rxjs(\/operators)?$/.test(root) && PLAIN.has(members.at(-1) ?? '');
}

/** What carries a value that such a function is given; null for any other function. */
export function sourceNamed({ root, isGlobal, members }: ExternalName): SourceModel | null {
  const name = members.at(-1) ?? '';
  return (!isGlobal && SOURCES.find(({ modules, names }) => modules.test(root) && names.includes(name))) || null;
}

/** Whether a function runs an effect. */
export function runsEffect({ root, isGlobal, members }: ExternalName): boolean {
  return !isGlobal && EFFECT_PACKAGES.test(root) && RUNNERS.has(members.at(-1) ?? '');
}

function tableOf(
  rows: readonly Row[],
  carrier: Operator['carrier'],
  isPerElement: boolean,
): ReadonlyMap<string, Operator> {
  return new Map(
    rows.flatMap(([names, answers, argument, parameters = [0]]) =>
      names
        .split(' ')
        .map((name): [string, Operator] => [name, { answers, argument, parameters, isPerElement, carrier }]),
    ),
  );
}
