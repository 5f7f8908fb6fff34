/** What a framework makes of what a program registers under a name, before it hands it to functions that ask by this name. */
export type Registered = 'itself' | 'answer' | 'instance' | 'provided';

/** The methods that register something, the name first: https://docs.angularjs.org/api/ng/type/angular.Module */
export const REGISTRATIONS: Readonly<Record<string, Registered>> = {
  constant: 'itself',
  value: 'itself',
  factory: 'answer',
  service: 'instance',
  provider: 'provided',
};

/** The member of a provider that answers what is handed on: https://docs.angularjs.org/guide/providers#provider-recipe */
export const PROVIDER_MEMBER = '$get';

/** The methods that take a function which is handed what its parameters are named for: alone, or behind a name. */
export const INJECTING = {
  alone: new Set(['run', 'config', 'invoke', 'instantiate']),
  named: new Set(['controller', 'directive', 'filter', 'animation', 'decorator', 'factory', 'service', 'provider']),
} as const satisfies Readonly<Record<string, ReadonlySet<string>>>;

/** Members of options whose function is handed the same: https://docs.angularjs.org/guide/component */
export const INJECTED_MEMBERS: ReadonlySet<string> = new Set(['controller', PROVIDER_MEMBER]);

/** The member of a function that lists what its parameters are handed: https://docs.angularjs.org/guide/di */
export const INJECTION_LIST = '$inject';

/** Decorators of a parameter that say what it is handed: https://docs.nestjs.com/fundamentals/custom-providers, https://inversify.io/docs/api/decorator */
export const INJECTING_DECORATORS: ReadonlySet<string> = new Set(['Inject', 'inject']);

/** The member of a provider that is its token, and those that say what is handed on: https://angular.dev/guide/di/defining-dependency-providers */
export const PROVIDER_KEY = 'provide';
export const PROVIDER_KEYS: Readonly<Record<string, Registered>> = {
  useValue: 'itself',
  useFactory: 'answer',
  useClass: 'instance',
};

/** Methods that take a token and such an object: https://github.com/microsoft/tsyringe#register */
export const REGISTERING: readonly string[] = ['register', 'registerInstance'];

/** The method that takes a token, and those behind it that take what is handed on: https://inversify.io/docs/fundamentals/binding/ */
export const BINDING: { readonly method: string; readonly ways: Readonly<Record<string, Registered>> } = {
  method: 'bind',
  ways: {
    to: 'instance',
    toClass: 'instance',
    toConstantValue: 'itself',
    toDynamicValue: 'answer',
  },
};
