/** A setting that holds the address a library asks for the profile of a user who signs in. */
export interface SettingForm {
  /** The library, for messages. */
  readonly name: string;
  /** The setting: `userProfileURL`. */
  readonly property: string;
  /** The member of the setting that holds the address, where it is not the setting itself. */
  readonly member?: string;
  /** Other settings of which one stands beside it; none for a name that is enough by itself. */
  readonly beside: readonly string[];
  /** The setting that holds a function which is handed the answer. */
  readonly callback?: string;
}

/** What makes an object a provider of Auth.js: https://authjs.dev/guides/configuring-oauth-providers */
const PROVIDER = ['type', 'authorization', 'token', 'profile', 'clientId', 'wellKnown', 'issuer', 'checks'];

/** Settings for profile addresses. */
export const SETTINGS: readonly SettingForm[] = [
  { name: 'Auth.js', property: 'userinfo', beside: PROVIDER, callback: 'profile' },
  { name: 'Auth.js', property: 'userinfo', member: 'url', beside: PROVIDER, callback: 'profile' },
  // https://next-auth.js.org/v3/configuration/providers
  { name: 'NextAuth.js', property: 'profileUrl', beside: [...PROVIDER, 'accessTokenUrl'], callback: 'profile' },
  // https://github.com/jaredhanson/passport-oauth2#extended-by, whose strategies take their addresses as options
  { name: 'Passport', property: 'userProfileURL', beside: [] },
  { name: 'Passport', property: 'userInfoURL', beside: [] },
  { name: 'Passport', property: 'profileURL', beside: ['clientID', 'authorizationURL', 'tokenURL'] },
  // https://supertokens.com/docs/authentication/social/custom-providers
  { name: 'SuperTokens', property: 'userInfoEndpoint', beside: [] },
  // https://github.com/panva/openid-client/blob/main/docs/interfaces/ServerMetadata.md
  { name: 'openid-client', property: 'userinfo_endpoint', beside: [] },
  // https://github.com/simov/grant#configuration-description
  { name: 'Grant', property: 'profile_url', beside: [] },
  // https://www.better-auth.com/docs/plugins/generic-oauth
  { name: 'Better Auth', property: 'userInfoUrl', beside: [] },
];
