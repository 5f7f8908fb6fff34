/** Hooks that hold what their function answers in `data`; in Vue that is a box with a `value`. */
export const QUERIES = /^use(Suspense|Lazy|Infinite)?(Query|Fetch|AsyncData|Swr|SWR)|^useLazyAsyncData$|^createQuery$/;

/** Those that hold a list of pages in `data.pages`: https://tanstack.com/query/latest/docs/framework/react/guides/infinite-queries */
export const PAGED_QUERIES = /Infinite/;

/** Options that are handed others of the same options: https://tanstack.com/query/latest/docs/framework/react/guides/query-functions */
export const HANDED_OPTIONS: Readonly<Record<string, string>> = { queryFn: 'queryKey', mutationFn: 'mutationKey' };

/** Options of such hooks that are handed `data`, that make it, and that are handed a page: https://tanstack.com/query/latest/docs/framework/react/reference/useQuery */
export const DATA_TAKERS = /^(onSuccess|onData|onResponse)$/;
export const SELECTORS = /^(select|transform)$/;
export const PAGE_TAKERS = /^get(Next|Previous)PageParam$/;

/** Functions that send or keep what they are given, so that a function beside it is handed something else. */
export const OWN_ANSWERS =
  /^(create|insert|update|upsert|save|set|put|add|delete|remove|store|persist|register|link|merge|bulk|find|get|post|patch|send|emit|fetch|request|ajax|write|publish|render|sign|encode|hash|json|log|enqueue|dispatch|call|exec|query|login|logIn|authenticate)/i;

/** Functions that call the function they are given with each element: https://caolan.github.io/async/v3/docs.html#collections */
export const PER_ELEMENT = /each|map|filter|reduce|find|some|every|detect|reject|sort|groupBy|keyBy/i;

/** Hooks that hold it in one of several members. */
export const ASYNC_HOOKS = /^use(Async|AsyncFn|AsyncState|Promise|Request|Resource)$/;

/**
 * Functions of Solid that answer a function which answers the value, and those that answer a pair with such a function:
 * https://docs.solidjs.com/solid-router/reference/data-apis/create-async, https://docs.solidjs.com/reference/basic-reactivity/create-resource
 */
export const ACCESSORS = /^(createAsync|createAsyncStore|createMemo)$/;
export const ACCESSOR_PAIRS = /^createResource$/;

/** What a component hands to the function inside of it. */
interface ChildTaker {
  /** The attribute whose value it is. */
  readonly attribute: string;
  /** Whether it is that of each element. */
  readonly isEach: boolean;
  /** Whether it is a function that answers it, unless an attribute says otherwise. */
  readonly isAccessor: boolean;
}

/** Components of Solid: https://docs.solidjs.com/reference/components/show, https://docs.solidjs.com/reference/components/for */
export const CHILD_TAKERS: Readonly<Record<string, ChildTaker>> = {
  Show: { attribute: 'when', isEach: false, isAccessor: true },
  Match: { attribute: 'when', isEach: false, isAccessor: true },
  For: { attribute: 'each', isEach: true, isAccessor: false },
  Index: { attribute: 'each', isEach: true, isAccessor: true },
};

/** The attribute by which such a component hands on the value itself. */
export const HANDS_VALUE = 'keyed';

/** The function whose answer holds in its `value` what its function answers: https://vuejs.org/guide/essentials/computed */
export const BOXING = 'computed';

/** Methods of promises that resolve to what their function answers. */
export const CONTINUATIONS = /^(then|catch)$/;

/** Functions that keep or call what they are given and answer nothing of it. */
export const REGISTRATIONS =
  /^(setTimeout|setInterval|setImmediate|nextTick|queueMicrotask|requestAnimationFrame|addEventListener|on|once|use|all|get|post|put|patch|delete|route|listen|describe|it|test|before(Each|All)?|after(Each|All)?|useEffect|useLayoutEffect|watch|watchEffect|onMounted)$/;

/** Hooks that answer a value and its setter: https://react.dev/reference/react/useState */
export const STATES = /^(useState|useRecoilState|useAtom|useLocalStorage|useSessionStorage|useStateWithCallback)$/;

/** The same where the value is a function: https://docs.solidjs.com/reference/basic-reactivity/create-signal */
export const SIGNALS = /^(createSignal)$/;

/** Components that are classes, or objects: https://react.dev/reference/react/Component, https://legacy.reactjs.org/docs/react-without-es6.html */
export const CLASS_COMPONENTS = {
  bases: new Set(['Component', 'PureComponent']) as ReadonlySet<string>,
  makers: new Set(['createReactClass', 'createClass']) as ReadonlySet<string>,
  setter: 'setState',
  state: 'state',
  first: 'getInitialState',
  /** Methods whose second parameter is a state. */
  handed: new Set([
    ...['componentDidUpdate', 'shouldComponentUpdate', 'componentWillUpdate', 'UNSAFE_componentWillUpdate'],
    ...['getSnapshotBeforeUpdate', 'getDerivedStateFromProps', 'render'],
  ]) as ReadonlySet<string>,
} as const;

/** Methods that put a value under a name, and those that take it out. */
export const WRITERS: ReadonlySet<string> = new Set([
  'set',
  'setItem',
  'put',
  'setex',
  'setEx',
  'writeQuery',
  'provide',
  'setQueryData',
]);
export const READERS = ['get', 'getItem', 'getEx', 'getDel', 'getQueryData', 'inject'];

/** Methods that send a cookie, and the objects that hold those of a request: https://expressjs.com/en/api.html#res.cookie, https://github.com/fastify/fastify-cookie */
export const COOKIE_WRITERS: ReadonlySet<string> = new Set(['cookie', 'setCookie']);
export const COOKIES: readonly string[] = ['cookies', 'signedCookies'];

/** Functions whose answer a framework hands to the hook beside them: https://reactrouter.com/start/framework/data-loading */
export const LOADERS: Readonly<Record<string, string>> = {
  loader: 'useLoaderData',
  clientLoader: 'useLoaderData',
  action: 'useActionData',
  clientAction: 'useActionData',
};

/** Functions whose `props` a framework hands to the page of the same file: https://nextjs.org/docs/pages/building-your-application/data-fetching */
export const PAGE_PROPERTIES: ReadonlySet<string> = new Set(['getServerSideProps', 'getStaticProps']);

/** Files whose function `load` a framework calls, and the component beside them that is handed what it answers: https://svelte.dev/docs/kit/load */
export const PAGE_LOADS = {
  name: 'load',
  file: /\+(page|layout)(\.server)?\.[jt]s$/,
  property: 'data',
  properties: '$props',
};

/** How a file with such a function would import the component that it belongs to. */
export function componentBeside(file: string): string {
  return `./${file.slice(file.lastIndexOf('/') + 1).replace(PAGE_LOADS.file, '+$1.svelte')}`;
}

/**
 * Words of the settings of what imports functions by their names alone: https://nuxt.com/docs/guide/concepts/auto-imports,
 * https://nitro.build/guide/utils, https://github.com/unplugin/unplugin-auto-import
 */
export const AUTO_IMPORTS: readonly string[] = [
  'defineNuxtConfig',
  'defineNitroConfig',
  'unplugin-auto-import',
  'unimport',
];
