import type { ExternalName } from './external-name.js';

/** What is seen of a call whose argument is an id. */
export interface CallFacts {
  /** The name of the function, or of the class that is constructed. */
  readonly name: string;
  /** Whether it is a method: `redis.hget`. */
  readonly isMethod: boolean;
  /** What the callee is, where it comes from a package or from the runtime. */
  readonly externals: readonly ExternalName[];
  /** The methods, or classes, whose result it is called on, the nearest first: `from`, `select`. */
  readonly before: readonly string[];
  /** Whether its first argument is a text that is written out, and not the id: the name of a column or of a key. */
  readonly namesColumn: boolean;
}

/** Where records are kept under ids, and the calls that take one. */
interface StoreModel {
  readonly modules: readonly string[];
  /** Globals that are the same: `Parse` of Cloud Code. */
  readonly globals?: readonly string[];
  readonly lookUps: readonly string[];
  readonly writes: readonly string[];
  /**
   * What shows the store where the program does not say where its client comes from: a method that is called before, the
   * name of a column before the id, or the name of the method alone. By default only the package does.
   */
  readonly knownBy?: readonly string[] | 'column' | 'name';
}

const SUPABASE = ['@supabase/supabase-js', '@supabase/ssr', '@supabase/postgrest-js', '@supabase/auth-helpers-nextjs'];
const FIRESTORE = ['firebase/firestore', 'firebase-admin', '@google-cloud/firestore', '@angular/fire/firestore'];
const REALTIME = ['firebase/database', 'firebase-admin', '@angular/fire/database'];
const REDIS = ['redis', 'ioredis', '@upstash/redis', '@vercel/kv'];
const TOKENS = [
  'jsonwebtoken',
  'jose',
  '@nestjs/jwt',
  'jwt-simple',
  'fast-jwt',
  'next-auth/jwt',
  '@hapi/jwt',
  'hono/jwt',
];
const CONDITIONS = ['eq', 'neq', 'like', 'ilike', 'contains', 'containedBy', 'overlaps'];

const STORES: readonly StoreModel[] = [
  // https://supabase.com/docs/reference/javascript/using-filters, https://docs.convex.dev/database/reading-data/indexes
  { modules: SUPABASE, lookUps: [...CONDITIONS, 'in', 'filter', 'not'], writes: [], knownBy: 'column' },
  { modules: SUPABASE, lookUps: ['match', 'or', 'rpc'], writes: [], knownBy: ['from'] },
  // https://orm.drizzle.team/docs/operators
  {
    modules: ['drizzle-orm'],
    lookUps: ['eq', 'ne', 'inArray', 'notInArray', 'like', 'ilike'],
    writes: [],
    knownBy: 'column',
  },
  // https://docs.convex.dev/functions/actions
  { modules: ['convex'], lookUps: ['runQuery'], writes: ['runMutation'], knownBy: 'name' },
  // https://orm.drizzle.team/docs/insert, https://kysely.dev/docs/examples/insert/single-row
  { modules: ['drizzle-orm', 'kysely'], lookUps: [], writes: ['values'], knownBy: ['insert', 'insertInto'] },
  // https://firebase.google.com/docs/reference/js/firestore_
  { modules: FIRESTORE, lookUps: ['doc', 'document'], writes: [], knownBy: ['collection', 'collectionGroup'] },
  { modules: FIRESTORE, lookUps: ['doc', 'where', 'startAt', 'endAt'], writes: ['setDoc', 'addDoc', 'updateDoc'] },
  // https://firebase.google.com/docs/reference/js/database
  { modules: REALTIME, lookUps: ['child', 'equalTo', 'startAt', 'endAt'], writes: ['push'], knownBy: ['ref'] },
  { modules: REALTIME, lookUps: ['ref'], writes: [], knownBy: 'name' },
  // https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/dynamodb/
  {
    modules: ['@aws-sdk/lib-dynamodb', '@aws-sdk/client-dynamodb'],
    lookUps: [
      'GetCommand',
      'GetItemCommand',
      'QueryCommand',
      'ScanCommand',
      'BatchGetCommand',
      'BatchGetItemCommand',
      'TransactGetCommand',
      'TransactGetItemsCommand',
    ],
    writes: [
      'PutCommand',
      'PutItemCommand',
      'UpdateCommand',
      'UpdateItemCommand',
      'DeleteCommand',
      'DeleteItemCommand',
      'BatchWriteCommand',
      'BatchWriteItemCommand',
      'TransactWriteCommand',
      'TransactWriteItemsCommand',
    ],
  },
  // https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/cognito-identity-provider/
  {
    modules: ['@aws-sdk/client-cognito-identity-provider'],
    lookUps: ['AdminGetUserCommand', 'ListUsersCommand', 'AdminListGroupsForUserCommand'],
    writes: [
      'AdminCreateUserCommand',
      'AdminUpdateUserAttributesCommand',
      'AdminLinkProviderForUserCommand',
      'AdminAddUserToGroupCommand',
      'AdminSetUserPasswordCommand',
      'SignUpCommand',
    ],
  },
  // https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/CognitoIdentityServiceProvider.html
  {
    modules: ['aws-sdk', '@aws-sdk/client-cognito-identity-provider'],
    lookUps: ['adminGetUser', 'adminListGroupsForUser', 'adminInitiateAuth'],
    writes: [
      'adminCreateUser',
      'adminUpdateUserAttributes',
      'adminLinkProviderForUser',
      'adminAddUserToGroup',
      'adminSetUserPassword',
    ],
    knownBy: 'name',
  },
  // https://redis.io/docs/latest/commands/, in the spelling of ioredis and in that of node-redis
  {
    modules: REDIS,
    lookUps: ['hget', 'hmget', 'hgetall', 'hexists', 'sismember', 'mget', 'zscore', 'zrank', 'lrange', 'smembers'],
    writes: ['hset', 'hmset', 'hsetnx', 'hdel', 'hincrby', 'sadd', 'srem', 'setex', 'psetex', 'setnx', 'zadd', 'zrem'],
    knownBy: 'name',
  },
  {
    modules: REDIS,
    lookUps: ['hGet', 'hmGet', 'hGetAll', 'hExists', 'sIsMember', 'mGet', 'zScore', 'zRank', 'lRange', 'sMembers'],
    writes: ['hSet', 'hSetNX', 'hDel', 'hIncrBy', 'sAdd', 'sRem', 'setEx', 'pSetEx', 'setNX', 'zAdd', 'zRem'],
    knownBy: 'name',
  },
  {
    modules: REDIS,
    lookUps: ['exists'],
    writes: ['del', 'expire', 'incr', 'append', 'lpush', 'rpush', 'lPush', 'rPush'],
  },
  // https://docs.parseplatform.org/js/guide/#queries
  {
    modules: ['parse', 'parse/node'],
    globals: ['Parse'],
    lookUps: ['equalTo', 'containedIn', 'startsWith'],
    writes: [],
    knownBy: 'column',
  },
  // https://appwrite.io/docs/products/databases/queries
  {
    modules: ['node-appwrite', 'appwrite', 'react-native-appwrite'],
    lookUps: ['equal', 'notEqual', 'contains', 'startsWith', 'search'],
    writes: [],
  },
  // https://mongoosejs.com/docs/api/query.html
  { modules: ['mongoose'], lookUps: ['equals', 'in', 'eq', 'ne'], writes: [], knownBy: ['where', 'and', 'or'] },
  // https://knexjs.org/guide/query-builder.html#where
  { modules: ['knex'], lookUps: ['andWhere', 'orWhere', 'orWhereIn'], writes: [], knownBy: 'name' },
  // https://bookshelfjs.org/api.html#Model-static-forge
  { modules: ['bookshelf'], lookUps: ['forge'], writes: [], knownBy: 'name' },
  // A signed token is a session: who it names is asked for by this id later. https://www.rfc-editor.org/rfc/rfc7519#section-4.1.2
  { modules: TOKENS, lookUps: [], writes: ['sign', 'encode', 'SignJWT', 'EncryptJWT', 'UnsecuredJWT', 'createSigner'] },
  { modules: TOKENS, lookUps: [], writes: ['signAsync', 'setSubject'], knownBy: 'name' },
];

/** Whether a call finds or writes a record of a store that is known. */
export function isStoreCall(facts: CallFacts): boolean {
  return STORES.some(
    (store) => (store.lookUps.includes(facts.name) || store.writes.includes(facts.name)) && isKnown(facts, store),
  );
}

/** Where the callee comes from decides; of a client that somebody hands in, the way it is called does. */
function isKnown(
  { externals, isMethod, before, namesColumn }: CallFacts,
  { modules, globals, knownBy }: StoreModel,
): boolean {
  if (externals.some((each) => isOf(each, modules))) return true;
  if (externals.some(({ root, isGlobal }) => isGlobal && globals?.includes(root))) return true;
  if (!isMethod || knownBy === undefined || externals.some(({ isGlobal }) => isGlobal)) return false;
  if (knownBy === 'name') return true;
  if (externals.length) return false;
  return knownBy === 'column' ? namesColumn : before.some((name) => knownBy.includes(name));
}

function isOf({ root, isGlobal }: ExternalName, modules: readonly string[]): boolean {
  return !isGlobal && modules.some((module) => root === module || root.startsWith(`${module}/`));
}

/** Something that takes ids and keeps no record under them. */
interface PlainModel {
  readonly module?: string;
  readonly global?: string;
}

const PLAIN_THINGS: readonly PlainModel[] = [
  // https://nodejs.org/api/crypto.html#class-hash
  { module: 'crypto' },
  { module: 'node:crypto' },
  { module: 'crypto-js' },
  { global: 'crypto' },
  // https://docs.sentry.io/platforms/javascript/enriching-events/identify-user/
  { module: '@sentry/node' },
  { module: '@sentry/browser' },
  { module: '@sentry/react' },
  { module: '@sentry/nextjs' },
  { module: '@sentry/sveltekit' },
  { module: '@sentry/vue' },
  { module: '@sentry/core' },
  { module: '@sentry/react-native' },
  { module: '@sentry/aws-serverless' },
  { global: 'Sentry' },
  // https://opentelemetry.io/docs/languages/js/instrumentation/#attributes
  { module: '@opentelemetry/api' },
  { module: 'dd-trace' },
  // https://docs.datadoghq.com/real_user_monitoring/application_monitoring/browser/advanced_configuration/
  { module: '@datadog/browser-rum' },
  { module: '@datadog/browser-logs' },
  { global: 'DD_RUM' },
  { module: 'newrelic' },
  // https://docs.newrelic.com/docs/browser/new-relic-browser/browser-apis/setuserid/
  { global: 'newrelic' },
  { module: '@bugsnag/js' },
  { module: 'rollbar' },
  { module: 'logrocket' },
  // https://fetch.spec.whatwg.org/#headers-class, https://url.spec.whatwg.org/#urlsearchparams
  { global: 'Headers' },
  { global: 'URLSearchParams' },
  { global: 'URL' },
  { global: 'FormData' },
  { global: 'document' },
  { module: 'form-data' },
];

/** Methods that only hashes, traces, headers and the elements of a page have. */
const PLAIN_METHODS: ReadonlySet<string> = new Set([
  'setAttribute',
  'setAttributes',
  'addCustomAttribute',
  'addCustomAttributes',
  'setCustomAttribute',
  'setTag',
  'setTags',
  'setExtra',
  'setExtras',
  'setHeader',
  'setRequestHeader',
  'addBreadcrumb',
]);

/** Calls whose result keeps nothing under a key. */
const PLAIN_RESULTS: ReadonlySet<string> = new Set([
  'createHash',
  'createHmac',
  'Headers',
  'URLSearchParams',
  'FormData',
  'getActiveSpan',
  'startSpan',
]);

/** Whether a call keeps no record under what it is given, whatever its name says: a hash, a header, a trace. */
export function keepsNothing({ name, externals, before }: CallFacts): boolean {
  if (PLAIN_METHODS.has(name) || before.some((each) => PLAIN_RESULTS.has(each))) return true;
  return externals.length > 0 && externals.every((each) => PLAIN_THINGS.some((thing) => isThing(each, thing)));
}

function isThing({ root, isGlobal }: ExternalName, thing: PlainModel): boolean {
  return (isGlobal ? thing.global : thing.module) === root;
}
