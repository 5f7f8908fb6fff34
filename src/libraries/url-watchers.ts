/** Where code watches the requests that a program sends, answers them in the place of a server, or names one by its URL. */

/** Calls of which a text is a URL, or in whose functions one is looked at, whoever they are called on. */
const WATCHING_CALLS: ReadonlySet<string> = new Set([
  // https://playwright.dev/docs/api/class-page, https://docs.cypress.io/api/commands/intercept
  ...['routeFromHAR', 'unroute', 'waitForResponse', 'waitForRequest', 'intercept'],
  // https://testcafe.io/documentation/402845
  ...['onRequestTo', 'RequestLogger'],
  // https://webdriver.io/docs/mocksandspies
  'mock',
  // https://github.com/softonic/axios-retry, https://api.jquery.com/jQuery.ajaxPrefilter
  ...['axiosRetry', 'ajaxPrefilter', 'ajaxSend', 'ajaxComplete', 'ajaxError', 'ajaxTransport'],
  // https://developer.chrome.com/docs/workbox/modules/workbox-routing
  ...['registerRoute', 'NavigationRoute', 'RegExpRoute'],
  // https://www.electronjs.org/docs/latest/api/web-request
  ...['onBeforeRequest', 'onBeforeSendHeaders', 'onSendHeaders', 'onHeadersReceived', 'onResponseStarted'],
  ...['onBeforeRedirect', 'onCompleted', 'onErrorOccurred'],
  // https://swr.vercel.app/docs/mutation
  ...['mutate', 'preload'],
  // https://developer.mozilla.org/docs/Web/API/Performance_API
  ...['PerformanceObserver', 'getEntriesByName', 'clearResourceTimings'],
]);

/** The same of calls that mean it only with a first text, as events and channels do. */
const WATCHED_EVENTS: ReadonlyMap<string, RegExp> = new Map([
  ['on', /^(?:request|response|requestfinished|requestfailed)$/],
  ['once', /^(?:request|response|requestfinished|requestfailed)$/],
  ['addListener', /^(?:request|response|requestfinished|requestfailed)$/],
  ['waitForEvent', /^(?:request|response|requestfinished|requestfailed)$/],
  ['addEventListener', /^fetch$/],
  ['subscribe', /^(?:undici:|http\.client|http2\.client)/],
  ['channel', /^(?:undici:|http\.client|http2\.client)/],
]);

/** Members of settings whose texts, or functions, look at a URL that is asked for. */
const WATCHING_MEMBERS: ReadonlySet<string> = new Set([
  ...['retryCondition', 'shouldRetry', 'retryOn', 'intercept', 'urlPattern', 'runtimeCaching', 'onfetch', 'mockData'],
  // https://github.com/sindresorhus/ky#hooks, https://github.com/unjs/ofetch#%EF%B8%8F-interceptors
  ...['beforeRequest', 'afterResponse', 'beforeRetry', 'beforeError', 'beforeRedirect', 'calculateDelay'],
  ...['onRequest', 'onResponse', 'onRequestError', 'onResponseError'],
  ...['ignoreOutgoingRequestHook', 'ignoreOutgoingUrls', 'ignoreUrls', 'tracePropagationTargets'],
  ...['propagateTraceHeaderCorsUrls', 'shouldCreateSpanForRequest', 'shouldHandleRequest', 'requestHook'],
]);

/** Types of functions and classes that each request of a client passes. */
const WATCHING_TYPES: ReadonlySet<string> = new Set(['HttpInterceptor', 'HttpInterceptorFn']);

/** What sends requests; who puts a function in its place sees them all. */
const SENDING: ReadonlySet<string> = new Set(['fetch', 'request', 'open', 'sendBeacon']);

/** Methods that give a client steps which see each request; of other things, steps of another kind. */
const STEPPING_PACKAGES: ReadonlyMap<string, string> = new Map([['compose', 'undici']]);

/** Packages whose files say what is answered to requests for a URL. */
const ANSWERING_PACKAGES: ReadonlySet<string> = new Set([
  ...['@playwright/test', 'playwright', 'playwright-core', 'puppeteer', 'puppeteer-core', 'cypress', 'testcafe'],
  ...['miragejs', 'pretender', 'mockttp', 'polly-js', '@pollyjs/core', '@pact-foundation/pact', 'webdriverio'],
  ...['fetch-mock', 'fetch-mock-jest', 'msw', 'nock', 'sinon', 'xhr-mock', 'jest-fetch-mock', 'vitest-fetch-mock'],
  'storybook-addon-mock',
]);

/** Members that list the URLs which a page may ask for: `connectSrc` of helmet, `host_permissions` of an extension. */
const PERMITTING_MEMBER =
  /^(?:[a-z]+(?:-[a-z]+)*-src(?:-elem|-attr)?|[a-z]+(?:[A-Z][a-z]+)*Src(?:Elem|Attr)?|(?:optional_)?(?:host_)?permissions)$/;

/** A directive of a content security policy. https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Content-Security-Policy */
const PERMITTING_TEXT =
  /\b(?:default|connect|script|style|img|font|media|object|frame|child|worker|manifest|prefetch)-src(?:-elem|-attr)?\s/;

/** Whether a call watches requests, or names one: by the names that lead to it and, for events, its first text. */
export function watchesRequests(
  names: readonly string[],
  firstText: string | null,
  packages: ReadonlySet<string>,
): boolean {
  const last = names.at(-1) ?? '';
  const event = WATCHED_EVENTS.get(last);
  if (event) return firstText !== null && event.test(firstText);
  const steps = STEPPING_PACKAGES.get(last);
  if (steps !== undefined) return packages.has(steps);
  // `api.interceptors.response.use(…)`
  return WATCHING_CALLS.has(last) || (last === 'use' && names.includes('interceptors'));
}

/**
 * Calls that answer requests for whatever URL a text matches, each with what it, or the functions that it is given, then
 * calls or has.
 */
const ANSWERING_CALLS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  // https://playwright.dev/docs/api/class-page#page-route
  ['route', new Set(['fulfill'])],
  // https://docs.cypress.io/api/commands/intercept#With-a-StaticResponse
  ['intercept', new Set(['reply', 'body', 'fixture', 'statusCode'])],
  // https://testcafe.io/documentation/402845
  ['onRequestTo', new Set(['respond'])],
]);

/** Words of files in which something answers requests for whatever URL a text matches. */
export const ANSWERING_WORDS: readonly string[] = ['fulfill', 'cy.intercept', 'onRequestTo'];

/** What a call that answers requests has in it; null for any other call. */
export function answeringWords(names: readonly string[]): ReadonlySet<string> | null {
  return ANSWERING_CALLS.get(names.at(-1) ?? '') ?? null;
}

/** Whether a member of settings, or a method, does. */
export function isWatchingMember(name: string): boolean {
  return WATCHING_MEMBERS.has(name);
}

/** Whether a function or a class of a type does. */
export function isWatchingType(name: string): boolean {
  return WATCHING_TYPES.has(name);
}

/** Whether a function that is put in the place of a member does: `http.request = …`. */
export function isSendingMember(name: string): boolean {
  return SENDING.has(name);
}

/** Whether files that import a package say what is answered to requests. */
export function isAnsweringPackage(name: string): boolean {
  return ANSWERING_PACKAGES.has(name);
}

/** Whether a member lists the URLs that may be asked for. */
export function isPermittingMember(name: string): boolean {
  return PERMITTING_MEMBER.test(name);
}

/** Whether a text says what a page may ask for. */
export function isPermittingText(text: string): boolean {
  return PERMITTING_TEXT.test(text);
}
