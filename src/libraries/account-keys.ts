/** A function of the program that a framework asks whose account it is to find or to make. */
interface AccountMaker {
  /** What the function is called. */
  readonly methods: readonly string[];
  /** Members of the same object of which one stands beside it; none for a method of a class. */
  readonly beside: readonly string[];
  /** How the class above ends that it is a method of; null for a member of an object. */
  readonly base: string | null;
  /** Members of the object that it answers under which the account is kept; null for all. */
  readonly keys: readonly string[] | null;
  /** A setting without which the framework keeps no accounts; null where it always does. */
  readonly keptBy: string | null;
}

/** The functions that are known. */
export const ACCOUNT_MAKERS: readonly AccountMaker[] = [
  // https://authjs.dev/concepts/database-models#account, whose `providerAccountId` is the `id` of the profile
  {
    methods: ['profile'],
    beside: ['authorization', 'token', 'userinfo', 'profileUrl', 'accessTokenUrl', 'clientId', 'wellKnown', 'issuer'],
    base: null,
    keys: ['id'],
    keptBy: 'adapter',
  },
  // https://feathersjs.com/api/authentication/oauth#getentityquery-profile-params
  { methods: ['getEntityData', 'getEntityQuery'], beside: [], base: 'OAuthStrategy', keys: null, keptBy: null },
];

/** A function that a framework calls with a callback which takes the account. */
interface AccountCallback {
  /** The name of its first parameter. */
  readonly first: RegExp;
  /** How many parameters it has, the callback last. */
  readonly parameters: number;
  readonly key: string;
}

/** https://auth0.com/docs/authenticate/identity-providers/social-identity-providers/oauth2#fetch-user-profile-script */
export const ACCOUNT_CALLBACKS: readonly AccountCallback[] = [
  { first: /^access_?token$/i, parameters: 3, key: 'user_id' },
];
