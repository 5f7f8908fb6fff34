import type { Shape } from '../answers/shape.js';

/** Where a value stands in a call: an argument, or a member of an argument. */
export interface Place {
  readonly argument: number;
  readonly member?: string;
}

/** Where Node's `http` finds the parts of a URL in its options. */
export interface OptionParts {
  readonly argument: number;
  readonly protocol: readonly string[];
  readonly host: readonly string[];
  readonly path: readonly string[];
}

/** A call that sends a request. */
export interface RequestForm {
  /** Members from the client to the function: `[]` is the client itself, `['get']` is `client.get`. */
  readonly members: readonly string[];
  /** The method; null where the options say it. */
  readonly method: string | null;
  /** Where the URL is, in the order in which the client looks. */
  readonly url: readonly Place[];
  /** A URL in parts, for a client that takes them. */
  readonly parts?: OptionParts;
  /** The argument with the options, for base and method. */
  readonly options?: number;
}

/** A call that makes a client of a client. */
export interface InstanceForm {
  readonly members: readonly string[];
  readonly base: readonly Place[];
}

/** How a client joins a base and a path. */
export type Join = 'slash' | 'resolve' | 'append';

/** A function that is handed the answer. */
export interface CallbackForm {
  /** Which argument; `last` is the last one that is a function. */
  readonly argument: number | 'last';
  /** What each parameter holds; null for nothing of the answer. */
  readonly parameters: readonly (Shape | null)[];
}

/** An HTTP client, as data. */
export interface Client {
  readonly name: string;
  /** Packages whose export is the client. */
  readonly modules: readonly string[];
  /** Global names of it. */
  readonly globals: readonly string[];
  readonly requests: readonly RequestForm[];
  readonly instances: readonly InstanceForm[];
  /** Names of the option that holds the base. */
  readonly baseOptions: readonly string[];
  /** Names of the option that holds the method. */
  readonly methodOptions: readonly string[];
  readonly join: Join;
  /** What the call answers. */
  readonly answer: Shape | null;
  readonly callbacks: readonly CallbackForm[];
}

/** What most clients have in common. */
export const CLIENT_DEFAULTS = {
  globals: [],
  instances: [],
  baseOptions: [],
  methodOptions: ['method'],
  join: 'append',
  callbacks: [],
} as const satisfies Partial<Client>;

/** `get`, `post` … of a client, the URL first and the options at the given place. */
export function verbs(names: readonly string[], options: (method: string) => number): readonly RequestForm[] {
  return names.map((name) => ({
    members: [name],
    method: name === 'del' ? 'DELETE' : name.toUpperCase(),
    url: [{ argument: 0 }],
    options: options(name),
  }));
}

/** Methods whose second argument is a body, so that the options come third. */
export function optionsAfterBody(method: string): number {
  return ['post', 'put', 'patch'].includes(method) ? 2 : 1;
}
