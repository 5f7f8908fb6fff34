/** A setting that holds the address a library asks for the profile of a user who signs in. */
export interface SettingForm {
  /** The library, for messages. */
  readonly name: string;
  /** Where a program that uses the library can send a request of its own with the same token, for messages. */
  readonly secondRequest: string;
  /** The setting: `userProfileURL`. */
  readonly property: string;
  /** The member of the setting that holds the address, where it is not the setting itself. */
  readonly member?: string;
  /** The member beside the address that may hold a function which is asked for the profile instead. */
  readonly instead?: string;
  /** Other settings of which one stands beside it; none for a name that is enough by itself. */
  readonly beside: readonly string[];
  /** The setting that holds a function which is handed the answer. */
  readonly callback?: string;
  /** Types of the object, whose first argument is the type of the answer. */
  readonly typed?: readonly string[];
  /** Functions of the same library that are handed the answer of whichever provider signed in. */
  readonly hooks?: readonly HookForm[];
  /** Members, off the request, under which the library keeps the answer. */
  readonly keptAt?: readonly (readonly string[])[];
}

/** A function beside the providers that is handed an answer: `callbacks: { signIn({ profile }) { … } }`. */
export interface HookForm {
  /** The setting that holds the function, and its name there. */
  readonly setting: string;
  readonly name: string;
  /** The member of its first parameter that is the answer. */
  readonly member: string;
  /** Which parameter is the answer in older releases. */
  readonly parameter?: number;
}

/** https://authjs.dev/reference/core#callbacks, https://next-auth.js.org/v3/configuration/callbacks */
const HOOKS: readonly HookForm[] = [
  { setting: 'callbacks', name: 'signIn', member: 'profile', parameter: 2 },
  { setting: 'callbacks', name: 'jwt', member: 'profile', parameter: 3 },
  { setting: 'events', name: 'signIn', member: 'profile' },
  { setting: 'events', name: 'linkAccount', member: 'profile' },
];

/** What makes an object a provider of Auth.js: https://authjs.dev/guides/configuring-oauth-providers */
const PROVIDER = ['type', 'authorization', 'token', 'profile', 'clientId', 'wellKnown', 'issuer', 'checks'];

/** https://authjs.dev/reference/core/providers#oauthconfigprofile */
const TYPED = ['OAuthConfig', 'OAuth2Config', 'OIDCConfig', 'OAuthUserConfig'];

/** `profile(profile, tokens)`: https://authjs.dev/reference/core/providers#profile */
const IN_PROFILE = '`profile`, which also gets the access token';

/** `function verify(accessToken, refreshToken, profile, done)`: https://www.passportjs.org/packages/passport-oauth2/ */
const IN_VERIFY = 'the verify function, which also gets the access token';

/** Settings for profile addresses. */
export const SETTINGS: readonly SettingForm[] = [
  {
    name: 'Auth.js',
    secondRequest: IN_PROFILE,
    property: 'userinfo',
    beside: PROVIDER,
    callback: 'profile',
    typed: TYPED,
    hooks: HOOKS,
  },
  {
    name: 'Auth.js',
    secondRequest: IN_PROFILE,
    property: 'userinfo',
    member: 'url',
    instead: 'request',
    beside: PROVIDER,
    callback: 'profile',
    typed: TYPED,
    hooks: HOOKS,
  },
  // https://next-auth.js.org/v3/configuration/providers
  {
    name: 'NextAuth.js',
    secondRequest: IN_PROFILE,
    property: 'profileUrl',
    beside: [...PROVIDER, 'accessTokenUrl'],
    callback: 'profile',
    typed: TYPED,
    hooks: HOOKS,
  },
  // https://github.com/jaredhanson/passport-oauth2#extended-by, whose strategies take their addresses as options
  { name: 'Passport', secondRequest: IN_VERIFY, property: 'userProfileURL', beside: [] },
  { name: 'Passport', secondRequest: IN_VERIFY, property: 'userInfoURL', beside: [] },
  {
    name: 'Passport',
    secondRequest: IN_VERIFY,
    property: 'profileURL',
    beside: ['clientID', 'authorizationURL', 'tokenURL'],
  },
  // https://supertokens.com/docs/authentication/social/custom-providers
  { name: 'SuperTokens', secondRequest: 'an override of `getUserInfo`', property: 'userInfoEndpoint', beside: [] },
  // https://github.com/panva/openid-client/blob/main/docs/interfaces/ServerMetadata.md
  { name: 'openid-client', secondRequest: 'the code that calls `userinfo`', property: 'userinfo_endpoint', beside: [] },
  // https://github.com/simov/grant#configuration-description, https://github.com/simov/grant#callback-session
  {
    name: 'Grant',
    secondRequest: 'the route of your `callback`',
    property: 'profile_url',
    beside: [],
    keptAt: ['session', 'locals', 'state'].map((name) => [name, 'grant', 'response', 'profile']),
  },
  // https://www.better-auth.com/docs/plugins/generic-oauth
  {
    name: 'Better Auth',
    secondRequest: '`getUserInfo`',
    property: 'userInfoUrl',
    beside: [],
    callback: 'mapProfileToUser',
  },
];
