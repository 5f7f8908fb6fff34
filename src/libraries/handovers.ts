/** Functions of one object, or of one class, of which a library hands what one answers to others. */
export interface HandedAnswer {
  /** The function that answers, and the member in which it stands, where it is in one. */
  readonly answers: string;
  readonly within: string | null;
  /** The class of the library that they are methods of; null for functions beside each other in an object. */
  readonly base: string | null;
  /** The functions beside it, or beside that member, and which of their parameters gets it. */
  readonly takes: readonly { readonly name: string; readonly parameter: number }[];
  /** The member of that parameter which holds it; null for the parameter itself. */
  readonly member: string | null;
}

/** All that are known. */
export const HANDED_ANSWERS: readonly HandedAnswer[] = [
  // https://authjs.dev/guides/configuring-oauth-providers
  {
    answers: 'request',
    within: 'userinfo',
    base: null,
    takes: [{ name: 'profile', parameter: 0 }],
    member: null,
  },
  // https://www.better-auth.com/docs/plugins/generic-oauth
  {
    answers: 'getUserInfo',
    within: null,
    base: null,
    takes: [{ name: 'mapProfileToUser', parameter: 0 }],
    member: null,
  },
  // https://github.com/zapier/zapier-platform/blob/main/packages/schema/docs/build/schema.md#authenticationschema
  {
    answers: 'test',
    within: null,
    base: null,
    takes: [{ name: 'connectionLabel', parameter: 1 }],
    member: 'inputData',
  },
  // https://feathersjs.com/api/authentication/oauth.html#oauthstrategy
  {
    answers: 'getProfile',
    within: null,
    base: 'OAuthStrategy',
    takes: [
      { name: 'getEntityQuery', parameter: 0 },
      { name: 'getEntityData', parameter: 0 },
      { name: 'findEntity', parameter: 0 },
      { name: 'createEntity', parameter: 0 },
      { name: 'updateEntity', parameter: 1 },
    ],
    member: null,
  },
];

/** The objects of a schema of GraphQL that queries begin at: https://graphql.org/learn/schema/#the-query-mutation-and-subscription-types */
export const ROOT_TYPES: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);
