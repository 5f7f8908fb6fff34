/**
 * Calls that are known by how they are spelled, where nothing else is known of them.
 *
 * Each function takes the names that lead to the callee: `['this', 'log', 'info']`.
 */
type Names = readonly string[];

/** What a log is called, whoever made it. */
const LOGS: ReadonlySet<string> = new Set(['console', 'log', 'logger', 'debug', '_log', '_logger', '_debug']);

/** Methods of logs, on whatever they are called. */
const LOG_METHODS: ReadonlySet<string> = new Set(['log', 'info', 'warn', 'error', 'debug', 'trace']);

/** Functions that assert, and on which assertions are called. */
const ASSERTING: ReadonlySet<string> = new Set(['expect', 'assert']);

/** Methods by which a test asserts: https://github.com/avajs/ava/blob/main/docs/03-assertions.md, https://github.com/tape-testing/tape */
const TEST_METHODS: ReadonlySet<string> = new Set(
  'is not equal same ok true false truthy falsy match deepEqual notDeepEqual like log comment pass fail strictSame'.split(
    ' ',
  ),
);

/**
 * Methods of expectations: https://jestjs.io/docs/expect, https://www.chaijs.com/api/bdd/,
 * https://sinonjs.org/releases/latest/assertions/, https://playwright.dev/docs/api/class-page#page-wait-for-request
 */
const EXPECTATIONS: ReadonlySet<string> = new Set([
  'toBe',
  'toEqual',
  'equal',
  'strictEqual',
  'deepEqual',
  'toHaveBeenCalledWith',
  'calledWith',
  'calledWithMatch',
  'calledWithExactly',
  'calledOnceWith',
  'calledOnceWithMatch',
  'calledOnceWithExactly',
  'alwaysCalledWith',
  'alwaysCalledWithMatch',
  'alwaysCalledWithExactly',
  'neverCalledWith',
  'neverCalledWithMatch',
  'waitForRequest',
  'waitForResponse',
]);

/** Functions that make a number, a truth or a list of names of what they are given. */
const REDUCING: ReadonlySet<string> = new Set([
  'Boolean',
  'Number',
  'String',
  'parseInt',
  'isNaN',
  'Array.isArray',
  'Object.keys',
  'Object.entries',
  'Object.values',
]);

/** Methods that take the name of what they wait for: https://nodejs.org/api/events.html */
const WAITING: ReadonlySet<string> = new Set(['on', 'once', 'addListener']);

/** Methods that ask what a text is, or whether a collection has it, rather than make another of it. */
const ASKING: ReadonlySet<string> = new Set([
  'has',
  'includes',
  'test',
  'startsWith',
  'endsWith',
  'indexOf',
  'lastIndexOf',
  'search',
  'match',
  'matchAll',
  'localeCompare',
]);

/** Whether a call is for people alone: a line of a log, an error, an expectation of a test. */
export function isSaid(names: Names): boolean {
  const own = names[0] === 'this' ? names.slice(1) : names;
  const [root = '', second = ''] = own;
  const last = own.at(-1) ?? '';
  return (
    LOGS.has(root) ||
    ASSERTING.has(root) ||
    (own.length > 1 && (LOG_METHODS.has(last) || EXPECTATIONS.has(last))) ||
    (root === 't' && own.length === 2 && TEST_METHODS.has(second)) ||
    // https://docs.cypress.io/api/commands/wait
    (root === 'cy' && second === 'wait') ||
    last.endsWith('Error') ||
    last.endsWith('Exception')
  );
}

/** Whether a call begins an expectation, whose next call says what is expected: `expect(value)`. */
export function isExpecting(names: Names): boolean {
  return names.length === 1 && names[0] === 'expect';
}

/** Whether a call compares what it is given first with what it is given next: `assert.equal(…)`, `t.is(…)`. */
export function isAsserting([root = '', ...others]: Names): boolean {
  const isComparing = /equal|same|match|include|^(?:is|not|like)$/i.test(others.at(-1) ?? '');
  return isComparing && (root === 'assert' || root === 't');
}

/** Whether a call compares what it is given with what a file of the tests says: `toMatchSnapshot`. */
export function isSnapshot(method: string): boolean {
  return method.endsWith('Snapshot');
}

/** Whether a call asks a text, or a collection, for what it is given, or asks that of the text it is called on. */
export function isAsked(names: Names): boolean {
  return names.length > 1 && ASKING.has(names.at(-1) ?? '');
}

/** Whether a method asks a text for what it is given, or a collection whether it has that. */
export function isQuestion(method: string): boolean {
  return ASKING.has(method);
}

/** Whether a call makes a number, a truth, or a list of names of what it is given. */
export function isReduced(names: Names): boolean {
  return REDUCING.has(names.join('.'));
}

/** Functions that make a value of what they are given, and do nothing else. */
const VALUE_MAKING: ReadonlySet<string> = new Set([
  'String',
  'Number',
  'Boolean',
  'encodeURI',
  'encodeURIComponent',
  'btoa',
  'JSON.stringify',
  'Buffer.from',
  'JSON.parse',
  'Array.isArray',
  'Object.entries',
  'Object.fromEntries',
  'Object.keys',
  'Object.values',
  'path.join',
  'path.posix.join',
  'url.resolve',
]);

/** Methods that make another value of the one they are called on, and do nothing else. */
const VALUE_MAKING_METHODS: ReadonlySet<string> = new Set(
  'toString trim concat join replace replaceAll toLowerCase toUpperCase slice split includes startsWith endsWith indexOf'.split(
    ' ',
  ),
);

/** Methods that ask a function about each element of a list. */
const GOING_THROUGH: ReadonlySet<string> = new Set('every filter find flatMap forEach map some'.split(' '));

/** Whether a call makes a value of what it is given, and does nothing else. */
export function isValueMaking(names: Names): boolean {
  const isComputed = names[0] === 'Math' && !isUnique(names);
  return (
    isComputed ||
    VALUE_MAKING.has(names.join('.')) ||
    (names.length > 1 && VALUE_MAKING_METHODS.has(names.at(-1) ?? ''))
  );
}

/** Whether a call asks a function about each element of a list, and does nothing else. */
export function isGoingThrough(names: Names): boolean {
  return names.length > 1 && GOING_THROUGH.has(names.at(-1) ?? '');
}

/** Functions and methods that answer another value each time, so that nobody else has it. */
const UNIQUE: ReadonlySet<string> = new Set([
  'random',
  // https://nodejs.org/api/crypto.html, https://developer.mozilla.org/en-US/docs/Web/API/Crypto
  'randomBytes',
  'randomInt',
  'randomUUID',
  'getRandomValues',
  // https://github.com/uuidjs/uuid, https://github.com/ai/nanoid, https://github.com/ulid/javascript, https://github.com/paralleldrive/cuid2
  'uuid',
  'uuidv1',
  'uuidv4',
  'uuidv6',
  'uuidv7',
  'v4',
  'v6',
  'v7',
  'nanoid',
  'ulid',
  'createId',
]);

/** Whether a call answers a value that was never there before: a random one, or an id. */
export function isUnique(names: Names): boolean {
  return UNIQUE.has(names.at(-1) ?? '');
}

/** Functions that answer a promise of what an observable brings: https://rxjs.dev/api/index/function/firstValueFrom */
const VALUES_OF_OBSERVABLES = ['firstValueFrom', 'lastValueFrom'];

/** Whether a call answers a promise of what an observable brings. */
export function isValueOfObservable(names: Names): boolean {
  return VALUES_OF_OBSERVABLES.includes(names.at(-1) ?? '');
}

/** Functions that answer what they are given, decoded or bundled. */
const PASSING: ReadonlySet<string> = new Set([
  'JSON.parse',
  'JSON.stringify',
  'Object.freeze',
  'structuredClone',
  'Promise.all',
  'Promise.allSettled',
  'Promise.any',
  'Promise.props',
  'Promise.race',
  'Promise.resolve',
  'Buffer.concat',
  'Buffer.from',
  'String',
  ...VALUES_OF_OBSERVABLES,
  // https://angular.dev/api/core/rxjs-interop/toSignal
  'toSignal',
  // https://tanstack.com/query/latest/docs/framework/react/reference/queryOptions
  'queryOptions',
  'infiniteQueryOptions',
  // https://github.com/sindresorhus/camelcase-keys
  'camelcaseKeys',
]);

/** Whether a call answers what it is given. */
export function isPassedThrough(names: Names): boolean {
  return PASSING.has(names.join('.'));
}

/** Whether a method of a stream or a request takes the name of an event, and what is called when it comes. */
export function waitsForEvent(method: string): boolean {
  return WAITING.has(method);
}
