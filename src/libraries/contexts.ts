import type { FilledParameter } from './shared-members.js';

/** An object that a framework hands from one function of a program to the next, so that one reads what another put there. */
export interface ContextModel {
  /** What programs call it. */
  readonly names: readonly string[];
  /** How the name of its type ends. */
  readonly types: readonly string[];
  /** Methods that answer it: `context.switchToHttp().getRequest()`. */
  readonly methods?: readonly string[];
}

/** The request, which sign-in libraries put the user on. */
export const REQUEST: ContextModel = {
  // https://expressjs.com/en/guide/writing-middleware.html, https://docs.nestjs.com/guards#execution-context
  names: ['req', 'request', '_req', '_request'],
  types: ['Request'],
  methods: ['getRequest'],
};

/** The context of Koa and Hono: https://koajs.com/#context, https://hono.dev/docs/api/context */
export const CONTEXT: ContextModel = { names: ['ctx', 'context', 'c', '_ctx'], types: ['Context'] };

/** Functions of a program that make it: https://trpc.io/docs/server/context, https://www.apollographql.com/docs/apollo-server/data/context */
export const CONTEXT_MAKERS = /^(create(Inner|TRPC|Server)?Context|context)$/;

/** Members of what the next function of a row is called with that become it: https://trpc.io/docs/server/middlewares */
export const CONTEXT_EXTENSIONS: readonly string[] = ['ctx', 'context'];

/** All that are known. */
const CONTEXTS: readonly ContextModel[] = [
  REQUEST,
  CONTEXT,
  // https://expressjs.com/en/api.html#res.locals
  { names: ['res', 'response', 'reply', '_res'], types: ['Response', 'Reply'], methods: ['getResponse'] },
  // https://svelte.dev/docs/kit/hooks, https://h3.dev/guide/api/h3event
  { names: ['event'], types: ['Event'] },
  // https://github.com/vvo/iron-session#usage
  { names: ['session'], types: ['Session'], methods: ['getIronSession'] },
  // https://socket.io/docs/v4/server-socket-instance/#socketdata
  { names: ['socket', 'client'], types: ['Socket'] },
];

/** A parameter that gets an object which the package has on the request afterwards. */
interface HandedObject extends FilledParameter {
  readonly model: ContextModel;
  readonly path: readonly string[];
}

/** https://github.com/hapijs/bell/blob/master/API.md#usage */
export const HANDED_OBJECTS: readonly HandedObject[] = [
  { method: 'profile', parameter: 0, beside: ['auth', 'token'], model: REQUEST, path: ['auth', 'credentials'] },
];

/** Names of the parameters behind the request, which show that a function handles one. */
const BESIDE_REQUEST: ReadonlySet<string> = new Set(['res', '_res', 'response', 'reply', 'next', 'h', 'toolkit']);

/** The object that a parameter holds, by its name or by the name of its type; null for any other. */
export function contextNamed(name: string, type: string | null): ContextModel | null {
  const byType = type === null ? undefined : CONTEXTS.find(({ types }) => types.some((each) => type.endsWith(each)));
  return byType ?? CONTEXTS.find(({ names }) => names.includes(name)) ?? null;
}

/** The object that a method answers, as frameworks call it; null for any other method. */
export function contextAnsweredBy(method: string): ContextModel | null {
  return CONTEXTS.find(({ methods }) => methods?.includes(method)) ?? null;
}

/** Whether the name of a second parameter says that the first one is a request. */
export function standsBesideRequest(name: string): boolean {
  return BESIDE_REQUEST.has(name);
}
