/** An object of a framework that a program puts members of its own on, and reads them off in other files. */
export interface MemberHolder {
  /** What programs call it: variables, members that are it, and functions that answer it. */
  readonly names: readonly string[];
  /** How the name of its type ends. */
  readonly types: readonly string[];
  /** Whether it is also `this`. */
  readonly isThis: boolean;
}

/** A call that puts a member on such an object: `fastify.decorate('clever', client)`. */
export interface MemberPut {
  readonly method: string;
  /** Which arguments are the name and the value. */
  readonly name: number;
  readonly value: number;
  /** What the framework writes before the name. */
  readonly prefix: string;
  readonly holder: MemberHolder;
}

const REQUESTS: MemberHolder = { names: ['req', 'request'], types: ['Request'], isThis: false };

const REPLIES: MemberHolder = { names: ['res', 'reply', 'response', 'h'], types: ['Reply'], isThis: false };

const APPLICATIONS: MemberHolder = {
  names: ['fastify', 'app', 'server', 'instance', 'scope'],
  types: ['FastifyInstance', 'Server'],
  isThis: true,
};

/** The instance of a component, and what holds the same members beside it. */
export const COMPONENTS: MemberHolder = {
  names: ['vm', 'self', '_this', 'that', 'proxy', 'app', 'ctx', 'context', 'nuxtApp', '$nuxt', 'useNuxtApp', 'Vue'],
  types: ['NuxtApp', 'ComponentPublicInstance'],
  isThis: true,
};

const WINDOWS: MemberHolder = { names: ['window', 'globalThis', 'self'], types: [], isThis: false };

/** The calls that are known. */
export const MEMBER_PUTS: readonly MemberPut[] = [
  // https://fastify.dev/docs/latest/Reference/Decorators/
  { method: 'decorate', name: 0, value: 1, prefix: '', holder: APPLICATIONS },
  { method: 'decorateRequest', name: 0, value: 1, prefix: '', holder: REQUESTS },
  { method: 'decorateReply', name: 0, value: 1, prefix: '', holder: REPLIES },
  // https://hapi.dev/api#-serverdecoratetype-property-method-options
  { method: 'decorate', name: 1, value: 2, prefix: '', holder: APPLICATIONS },
  { method: 'decorate', name: 1, value: 2, prefix: '', holder: REQUESTS },
  { method: 'decorate', name: 1, value: 2, prefix: '', holder: REPLIES },
  // https://hapi.dev/api#-servermethodname-method-options
  { method: 'method', name: 0, value: 1, prefix: '', holder: { names: ['methods'], types: [], isThis: false } },
  // https://nuxt.com/docs/guide/directory-structure/plugins#providing-helpers, https://v2.nuxt.com/docs/directory-structure/plugins
  { method: 'inject', name: 0, value: 1, prefix: '$', holder: COMPONENTS },
  { method: 'provide', name: 0, value: 1, prefix: '$', holder: COMPONENTS },
  // https://www.electronjs.org/docs/latest/api/context-bridge
  { method: 'exposeInMainWorld', name: 0, value: 1, prefix: '', holder: WINDOWS },
];

/** The member that a plugin of Nuxt answers with what it provides, and what precedes the names of that. */
export const PROVIDED = { member: 'provide', prefix: '$' } as const;

/** Members on which a program sets what all components have: https://vuejs.org/api/application.html#app-config-globalproperties */
export const SHARED_BY_ALL: ReadonlySet<string> = new Set(['globalProperties', 'prototype']);

/**
 * Members of a description whose own members a framework puts on what it makes of the description:
 * https://vuejs.org/guide/essentials/reactivity-fundamentals.html (`data`, `methods`),
 * https://pinia.vuejs.org/core-concepts/ (`state`, `actions`), https://moleculer.services/docs/services.html (`methods`)
 */
export const BOUND_GROUPS: readonly string[] = ['data', 'methods', 'state', 'actions'];

/** The same, where the framework calls a member when it is read: https://vuejs.org/guide/essentials/computed.html */
export const COMPUTED_GROUPS: readonly string[] = ['computed', 'getters'];

/**
 * Clients that frameworks hand on under their own name: https://svelte.dev/docs/kit/load#Making-fetch-requests,
 * https://docs.angularjs.org/guide/di, https://axios.nuxtjs.org/usage
 */
export const HANDED_CLIENTS: ReadonlySet<string> = new Set([
  'fetch',
  '$fetch',
  'axios',
  '$axios',
  '$http',
  '$resource',
]);

/** A parameter that a package fills, of a function which is a member of its options. */
export interface FilledParameter {
  readonly method: string;
  readonly parameter: number;
  /** Members of which each stands beside the function. */
  readonly beside: readonly string[];
}

/** One that gets a client. */
interface HandedClient extends FilledParameter {
  readonly module: string;
  /** The name of the client in that package. */
  readonly member: string;
}

/** https://github.com/hapijs/bell/blob/master/API.md */
export const HANDED_PARAMETERS: readonly HandedClient[] = [
  { method: 'profile', parameter: 2, beside: ['auth', 'token'], module: '@hapi/bell', member: 'get' },
];
