/**
 * Functions that answer a promise together with what resolves it: https://docs.angularjs.org/api/ng/service/$q#the-deferred-api,
 * https://github.com/kriskowal/q#using-deferreds, https://api.jquery.com/jQuery.Deferred/, https://github.com/sindresorhus/p-defer,
 * https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Promise/withResolvers
 */
export const DEFERRING: ReadonlySet<string> = new Set(['defer', 'Deferred', 'pDefer', 'withResolvers']);

/** Those whose answer is itself a promise. */
export const DEFERRED_PROMISES: ReadonlySet<string> = new Set(['Deferred']);

/** The member that is the promise, or answers it, and those that resolve it. */
export const DEFERRED_PROMISE = 'promise';
export const RESOLVING: ReadonlySet<string> = new Set(['resolve', 'fulfill']);
