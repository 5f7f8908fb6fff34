/** What a check answers: the value, a promise of it, an object that holds it, or only whether it is right. */
export type CheckAnswer =
  | { readonly kind: 'value' }
  | { readonly kind: 'promise' }
  | { readonly kind: 'members'; readonly names: readonly string[]; readonly isPromise: boolean }
  | { readonly kind: 'test' };

/** A package whose schemas check a value. */
export interface SchemaLibrary {
  readonly modules: readonly string[];
  /** Methods of a schema that check what they are given. */
  readonly methods: Readonly<Record<string, readonly CheckAnswer[]>>;
  /** Functions that are given a value and a schema, in either order. */
  readonly functions: Readonly<Record<string, readonly CheckAnswer[]>>;
  /** Calls that make a schema of an object of members. */
  readonly objects: readonly string[];
  /** Whether an object of members is refused that has others as well, until a call says otherwise. */
  readonly refusesOthers: boolean;
  /** Calls by which it is, and by which it is not. */
  readonly refusing: readonly string[];
  readonly allowing: readonly string[];
  /** Calls that let a member be missing. */
  readonly optional: readonly string[];
  /** How a schema becomes optional, where changes of its schemas can be written: by a method of it, or by a function. */
  readonly optionalBy: 'method' | 'function' | null;
}

const VALUE: readonly CheckAnswer[] = [{ kind: 'value' }];
const PROMISE: readonly CheckAnswer[] = [{ kind: 'promise' }];
const TEST: readonly CheckAnswer[] = [{ kind: 'test' }];

function result(...names: readonly string[]): readonly CheckAnswer[] {
  return [{ kind: 'members', names, isPromise: false }];
}

function promisedResult(...names: readonly string[]): readonly CheckAnswer[] {
  return [{ kind: 'members', names, isPromise: true }];
}

/** The schema libraries that are known. A new one is a row here. */
export const SCHEMA_LIBRARIES: readonly SchemaLibrary[] = [
  {
    // https://zod.dev/basics
    modules: ['zod', 'zod/v3', 'zod/v4', '@hono/zod-openapi'],
    methods: {
      parse: VALUE,
      parseAsync: PROMISE,
      safeParse: result('data'),
      safeParseAsync: promisedResult('data'),
      spa: promisedResult('data'),
    },
    functions: {},
    objects: ['object', 'strictObject', 'looseObject', 'extend', 'safeExtend'],
    refusesOthers: false,
    refusing: ['strict', 'strictObject'],
    allowing: ['passthrough', 'loose', 'strip', 'looseObject'],
    optional: ['optional', 'nullish', 'partial', 'default', 'catch'],
    optionalBy: 'method',
  },
  {
    // https://valibot.dev/guides/parse-data/
    modules: ['valibot'],
    methods: {},
    functions: {
      parse: VALUE,
      parseAsync: PROMISE,
      safeParse: result('output'),
      safeParseAsync: promisedResult('output'),
      is: TEST,
      assert: TEST,
    },
    objects: ['object', 'strictObject', 'looseObject', 'objectAsync'],
    refusesOthers: false,
    refusing: ['strictObject'],
    allowing: [],
    optional: ['optional', 'nullish', 'partial', 'exactOptional'],
    optionalBy: 'function',
  },
  {
    // https://github.com/jquense/yup#api
    modules: ['yup'],
    methods: { validate: PROMISE, validateSync: VALUE, cast: VALUE, isValid: TEST, isValidSync: TEST, isType: TEST },
    functions: {},
    objects: ['object', 'shape'],
    refusesOthers: false,
    refusing: ['noUnknown', 'exact'],
    allowing: [],
    optional: ['optional', 'notRequired', 'partial', 'default'],
    optionalBy: null,
  },
  {
    // https://joi.dev/api/#anyvalidatevalue-options
    modules: ['joi', '@hapi/joi'],
    methods: { validate: result('value'), validateAsync: PROMISE },
    functions: { attempt: VALUE, assert: TEST },
    objects: ['object', 'keys'],
    refusesOthers: true,
    refusing: [],
    allowing: ['unknown', 'pattern'],
    optional: ['optional', 'default'],
    optionalBy: null,
  },
  {
    // https://docs.superstructjs.org/api-reference/core
    modules: ['superstruct'],
    methods: { assert: TEST, is: TEST, create: VALUE, mask: VALUE },
    functions: { assert: TEST, is: TEST, create: VALUE, mask: VALUE },
    objects: ['object', 'type'],
    refusesOthers: true,
    refusing: [],
    allowing: ['type'],
    optional: ['optional', 'partial', 'defaulted'],
    optionalBy: null,
  },
  {
    // https://github.com/gcanti/io-ts/blob/master/index.md
    modules: ['io-ts'],
    methods: { decode: result('right'), is: TEST },
    functions: {},
    objects: ['type', 'strict', 'partial'],
    refusesOthers: false,
    refusing: [],
    allowing: [],
    optional: ['partial'],
    optionalBy: null,
  },
  {
    // https://github.com/runtypes/runtypes
    modules: ['runtypes'],
    methods: { check: VALUE, parse: VALUE, guard: TEST },
    functions: {},
    objects: ['Object', 'Record'],
    refusesOthers: false,
    refusing: ['exact'],
    allowing: [],
    optional: ['optional', 'asPartial'],
    optionalBy: null,
  },
];

/**
 * Calls in a schema that take any value of a kind and leave it what it is. A schema with another call may change a value,
 * or refuse one that v3.0 answers.
 */
const PLAIN_CALLS: ReadonlySet<string> = new Set([
  'any',
  'array',
  'bool',
  'boolean',
  'date',
  'defined',
  'describe',
  'email',
  'exactOptional',
  'extend',
  'guid',
  'int',
  'keys',
  'label',
  'length',
  'list',
  'looseObject',
  'loose',
  'max',
  'maxLength',
  'meta',
  'min',
  'minLength',
  'mixed',
  'nonempty',
  'notRequired',
  'nullable',
  'nullish',
  'nullType',
  'number',
  'object',
  'objectAsync',
  'optional',
  'partial',
  'passthrough',
  'readonly',
  'record',
  'required',
  'safeExtend',
  'shape',
  'strict',
  'strictObject',
  'string',
  'strip',
  'title',
  'tuple',
  'type',
  'undefined',
  'unknown',
  'url',
  'uri',
  'uuid',
  'Array',
  'Boolean',
  'Number',
  'Object',
  'Record',
  'String',
  'Unknown',
]);

/** The library of a package; null for any other package. */
export function schemaLibrary(module: string): SchemaLibrary | null {
  return SCHEMA_LIBRARIES.find(({ modules }) => modules.includes(module)) ?? null;
}

/** Whether a call in a schema neither changes a value nor refuses one of the right kind. */
export function isPlainCall(name: string): boolean {
  return PLAIN_CALLS.has(name);
}
