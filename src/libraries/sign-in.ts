import { CONTEXT, REQUEST, type ContextModel } from './contexts.js';

/** A step of a sign-in that a function of the program makes. */
export type StageName = 'profile' | 'verify' | 'serialize' | 'deserialize' | 'signed-in';

/** A function of the program that passport calls, and what it goes on with of what the function hands back. */
export interface Stage {
  readonly name: StageName;
  /** Methods of classes and prototypes that are such a function. */
  readonly methods: readonly string[];
  /** Calls that are given such a function as their last one. */
  readonly givenTo: readonly string[];
  /** Which parameter gets what the step before handed back; from the end where it is negative. */
  readonly takes: number;
  /** The steps that get what it hands to its own last parameter: `done(null, user)`. */
  readonly next: readonly StageName[];
  /** Whether the user that it hands back is put on the request. */
  readonly isUser: boolean;
}

/** https://www.passportjs.org/concepts/authentication/sessions/, https://www.passportjs.org/packages/passport-oauth2/ */
export const STAGES: { readonly [Name in StageName]: Stage & { readonly name: Name } } = {
  profile: { name: 'profile', methods: ['userProfile'], givenTo: [], takes: -2, next: ['verify'], isUser: false },
  // The function that a strategy is constructed with.
  verify: { name: 'verify', methods: [], givenTo: [], takes: -2, next: ['serialize', 'signed-in'], isUser: true },
  serialize: {
    name: 'serialize',
    methods: ['serializeUser'],
    givenTo: ['serializeUser'],
    takes: -2,
    next: ['deserialize'],
    isUser: false,
  },
  deserialize: {
    name: 'deserialize',
    methods: ['deserializeUser'],
    givenTo: ['deserializeUser'],
    takes: -2,
    next: [],
    isUser: true,
  },
  // `passport.authenticate('clever', (error, user) => …)`
  'signed-in': {
    name: 'signed-in',
    methods: [],
    givenTo: ['authenticate', 'authorize'],
    takes: 1,
    next: [],
    isUser: false,
  },
};

/** An object that a framework passes on, and the members under which it has the user. */
interface UserPlace {
  readonly model: ContextModel;
  readonly path: readonly string[];
}

/** Where the user is put: `req.user`, and `ctx.state.user` of Koa. */
export const USER_PLACES: readonly UserPlace[] = [
  { model: REQUEST, path: ['user'] },
  { model: CONTEXT, path: ['state', 'user'] },
];

/** The call that, standing before other functions, makes the user of this very sign-in theirs. */
export const AUTHENTICATES = 'authenticate';

/** Methods of a request by which the program itself signs in a user: https://www.passportjs.org/concepts/authentication/login/ */
export const LOGINS: ReadonlySet<string> = new Set(['login', 'logIn']);

/** What makes a class a strategy of Nest, whose `validate` answers the user: https://docs.nestjs.com/recipes/passport */
export const NEST_STRATEGY = { base: 'PassportStrategy', method: 'validate' } as const;

/** The member of what a function that verifies is handed which is the profile: https://github.com/sergiodxa/remix-auth-oauth2#usage */
export const AMONG_OTHERS = 'profile';
