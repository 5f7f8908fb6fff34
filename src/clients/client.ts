import type { Shape } from './shape.js';
import type { Join } from './join.js';

/** Where a value stands in a call: an argument, or a member of an argument. */
export interface Place {
  /**
   * Which argument; `any` is each of them, the last first; `address` is the one that is an absolute URL; `heir` is no
   * argument, but the instance of a class of the program that extends the client's.
   */
  readonly argument: number | 'any' | 'address' | 'heir';
  readonly member?: string;
  /** Whether a list stands there, and its elements are meant: each is a URL, or has it as the member. */
  readonly isList?: boolean;
  /** Whether a function stands there, and what it returns, or a member of that, is meant. */
  readonly returned?: { readonly member?: string };
}

/** Where Node's `http` finds the parts of a URL in its options. */
export interface OptionParts {
  readonly argument: number;
  readonly protocol: readonly string[];
  readonly host: readonly string[];
  readonly port: readonly string[];
  readonly path: readonly string[];
  /** The scheme where the options name none: `https:`. */
  readonly scheme: string;
  /** The argument behind a URL whose host name and path take the place of those in it; none for a client without it. */
  readonly over?: number;
}

/** A call that sends a request. */
export interface RequestForm {
  /** Members from the client to the function: `[]` is the client itself, `['get']` is `client.get`. */
  readonly members: readonly string[];
  /** The method; null where the options say it. */
  readonly method: string | null;
  /** Where the method is an argument of its own: `superagent('GET', url)`. */
  readonly methodAt?: Place;
  /** Where the URL is, in the order in which the client looks. */
  readonly url: readonly Place[];
  /** Where a command is that holds the URL. */
  readonly command?: CommandForm;
  /** A URL in parts, for a client that takes them. */
  readonly parts?: OptionParts;
  /** The argument with the options, for base and method. */
  readonly options?: number;
  /** The member of that argument which is a function that returns the options. */
  readonly optionsReturnedBy?: string;
  /** Whether only an instance, or only the package itself, has this form; both if not given. */
  readonly of?: 'instance' | 'package';
  /** Whether only run time names the function, and with it the method: `client[method](url)`. */
  readonly isComputed?: boolean;
  /** What the call answers, where that is not what the client's other calls answer. */
  readonly answer?: Shape | null;
  /** The argument with the query parameters of a GET, and how many arguments there are where it is that. */
  readonly query?: { readonly argument: number; readonly least: number };
}

/** Where a call takes a command: as one text, or as a program and a list of its arguments. */
export interface CommandForm {
  readonly text: number;
  readonly list: number | null;
}

/** A call that makes a client of a client. */
export interface InstanceForm {
  readonly members: readonly string[];
  readonly base: readonly Place[];
  /** Whether the base is put behind the one the client had, instead of in its place. */
  readonly extendsBase?: boolean;
  /** Whether it takes a function that is handed the options before and answers those in their place. */
  readonly changesOptions?: boolean;
  /** The argument that is another client, whose base counts: `new MockAdapter(api)`; `any` is each of them, the last first. */
  readonly inherits?: number | 'any';
  /** The method of all requests, as an argument in capitals: `bent('PUT')`. */
  readonly namesMethod?: boolean;
  /** Texts among the arguments that decide what requests answer: `bent('json')`. */
  readonly answers?: Readonly<Record<string, Shape>>;
  /** Whether it takes a function whose answer is that of all requests: `client.resolve((response) => response.json())`. */
  readonly resolves?: boolean;
}

/** A function that is handed the answer. */
export interface CallbackForm {
  /** Which argument; `last` is the last one that is a function. */
  readonly argument: number | 'last';
  /** The option that holds the function: `success`, `pagination.transform`. */
  readonly member?: string;
  /** What each parameter holds; null for nothing of the answer. */
  readonly parameters: readonly (Shape | null)[];
  /** Whether what the function returns goes somewhere out of sight. */
  readonly leaves?: boolean;
  /** Whether the call answers what the function returns, where there is one. */
  readonly isAnswer?: boolean;
  /** Whether it may be handed the answer of somebody else. */
  readonly isShared?: boolean;
}

/** A call that sets a base for all clients of a package: `HttpModule.register({ baseURL })`. */
export interface ConfigurationForm {
  readonly module: string;
  readonly members: readonly string[];
  readonly base: readonly Place[];
}

/** An option that changes what a call answers: `resolveBodyOnly`. */
export interface AnswerOption {
  readonly option: string;
  readonly answer: Shape;
}

/** The name of an option; or one that means so only with some texts: `responseType: 'stream'`. */
export type Decoder = string | { readonly option: string; readonly texts: readonly string[] };

/** What becomes of a request that the server answers with an error. */
export interface ErrorForm {
  /** Whether the promise is rejected, or the callback is told of it. */
  readonly rejects: boolean;
  /** Names of options and hooks with which a program has the client answer all the same. */
  readonly lenient: readonly string[];
  /** How often the client asks again by itself. */
  readonly retries: number;
}

/** The answer is like any other, and says by its status that it is an error. */
export const ANSWERS_ERRORS: ErrorForm = { rejects: false, lenient: [], retries: 0 };

/** An HTTP client, as data. */
export interface Client {
  readonly name: string;
  /** Packages whose export is the client. */
  readonly modules: readonly string[];
  /** Members from the package's export to the client: `['HttpClient']`. */
  readonly exported: readonly string[];
  /** Global names of it. */
  readonly globals: readonly string[];
  /** Types whose values are instances of it, with a base that is set out of sight. */
  readonly types: readonly string[];
  /** Names of fields that hold the client in objects of other packages: `_oauth2`. */
  readonly fields: readonly string[];
  readonly requests: readonly RequestForm[];
  readonly instances: readonly InstanceForm[];
  /** Names of the option that holds the base, and how the client joins it with a path where not as `join` says. */
  readonly baseOptions: Readonly<Record<string, Join | null>>;
  /** Members from a client to the base that can be assigned: `['defaults', 'baseURL']`. */
  readonly assignedBase: readonly string[];
  readonly configurations: readonly ConfigurationForm[];
  /** The base that it has by itself; null if it has none. */
  readonly ownBase: string | null;
  /** What the client puts before a URL that begins with a host: `http://`; null if it puts nothing. */
  readonly assumedOrigin: string | null;
  /** Names of the option that holds the method. */
  readonly methodOptions: readonly string[];
  /** Names of the option that holds query parameters. */
  readonly queryOptions: readonly string[];
  /**
   * What becomes of the query of a URL where the client is given query parameters too: it adds them, or it sends them in
   * place of that query or refuses such a request, or nobody knows.
   */
  readonly urlQuery: 'kept' | 'lost' | 'unknown';
  /** Methods of the call's result that add query parameters: `get(url).query({ … })`. */
  readonly queryMethods: readonly string[];
  readonly join: Join;
  /** Where a mock, which sends no request, takes its answer; not given for a client that sends them. */
  readonly mock?: MockForm;
  /** What the call answers. */
  readonly answer: Shape | null;
  /** What the object that the call is made on comes to hold: that of an `XMLHttpRequest`. */
  readonly receiver: Shape | null;
  readonly answerOptions: readonly AnswerOption[];
  readonly errors: ErrorForm;
  /** Whether a callback gets the body decoded, with no option that asks for it. */
  readonly decodes: boolean;
  /** Options that hold a function of the program which decodes or changes answers: `transformResponse`. */
  readonly decoders: readonly Decoder[];
  /** The one of them that is set for the call at hand. */
  readonly decoder: string | null;
  /** Whether it has the client hand on the answer as it was sent: as a stream, or as bytes. */
  readonly answersRaw: boolean;
  /** Whether TypeScript is told which paths it takes, and what each answers: `createClient<paths>()`. */
  readonly hasTypedPaths: boolean;
  /** Members from a client to the function that takes a function through which all answers go. */
  readonly interceptor: readonly string[];
  /**
   * Under what name it takes functions of the program that it calls before each request: an option (`beforeRequest`), or
   * members down to a method (`interceptors.request.use`).
   */
  readonly requestHooks: readonly string[];
  /** Where it takes such functions, and under what names these find path and base. */
  readonly requestInterceptor: InterceptorForm | null;
  readonly callbacks: readonly CallbackForm[];
  /** Members, off the request that a framework hands on, under which it keeps the answer. */
  readonly keptAt: readonly (readonly string[])[];
}

/** A method that takes a function which is handed what a request is made of, and answers or changes it. */
export interface InterceptorForm {
  /** Members from the client to the method; none for a method of the request, or one that makes an instance. */
  readonly members: readonly string[];
  /** The method of a request, or of an instance: `get(url).use(plugin)`. */
  readonly chained?: string;
  readonly path: string;
  readonly base: string;
  /** Packages whose function makes such a function, which puts the first argument before the path: `prefix('/api')`. */
  readonly prefixing?: readonly string[];
}

/** Where a mock takes what it answers: from calls that follow in the same chain, or from a function it is given. */
export type MockForm = {
  /** A word that every file has which mocks with it. */
  readonly word: string;
} & (
  | {
      readonly kind: 'chain';
      readonly replies: readonly string[];
      readonly failures: readonly string[];
      /** Names of the calls that let a request go to the server. */
      readonly passes: readonly string[];
      /** Whether an answer ends the chain, so that one more request is named in a statement of its own. */
      readonly isClosed?: boolean;
    }
  | {
      readonly kind: 'handler';
      /** What stands for other characters in its paths: `*`, `:id`. */
      readonly wildcard: RegExp;
    }
);

/** What most clients have in common; what becomes of errors, and who decodes, each says itself. */
export const CLIENT_DEFAULTS = {
  exported: [],
  globals: [],
  types: [],
  fields: [],
  instances: [],
  baseOptions: {},
  assignedBase: [],
  configurations: [],
  ownBase: null,
  assumedOrigin: null,
  methodOptions: ['method'],
  queryOptions: ['params', 'searchParams', 'qs', 'query'],
  queryMethods: [],
  join: { between: 'nothing', absolute: 'alone' },
  receiver: null,
  answerOptions: [],
  decoders: [],
  answersRaw: false,
  hasTypedPaths: false,
  decoder: null,
  interceptor: [],
  requestHooks: [],
  requestInterceptor: null,
  callbacks: [],
  keptAt: [],
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
