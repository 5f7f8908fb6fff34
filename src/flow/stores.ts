import type { ts } from 'ts-morph';
import { functionAround, isAsync } from '../syntax/functions.js';
import { tsc } from '../syntax/compiler.js';
import { mentions } from '../syntax/contains.js';
import { namesLeadingTo } from '../syntax/names.js';
import { spanOf } from '../program/program.js';
import { calleeName } from '../program/syntax-index.js';
import type { AnswerUse, LookUp, StoreKey } from '../model/answer.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT } from '../values/value.js';
import { isStoreCall, keepsNothing } from '../libraries/stores.js';
import { callFacts } from './call-facts.js';
import { claimOf, roleNameFor } from './claims.js';
import { isMadeInMemory, keysInMemory } from './memory-keys.js';
import { knowsLegacyId } from './legacy-ids.js';
import { toHolder } from './holders.js';
import { resultPlaceOf } from './statement-places.js';
import { sendsStatement } from './queries.js';
import { insertsOnly, mayInsert } from './sql-idioms.js';

/** Functions that find a record by what they are given. */
const LOOK_UPS = /^(find|get|load|look|select|fetch|where|first|has|exists|query|one|oneOrNone|count)/i;

/** Functions that find a record by an id, as their name says: `userByCleverId`, `byExternalId`. */
const FINDS_BY_ID = /(^b|[a-z]B)y([A-Z]\w*)?I[dD]$/;

/** Functions that write one. */
const WRITES = /^(create|insert|update|upsert|save|set|put|add|delete|remove|store|persist|register|link|merge|bulk)/i;

/** Methods by which a document or an active record is written: https://mongoosejs.com/docs/documents.html */
const SAVES = /^(save|insert|create|update|upsert|store|persist|commit|put)/i;

/** Methods that write records and nothing else. */
const WRITES_RECORDS =
  /^(insert|insertOne|insertMany|insertInto|create|createMany|bulkCreate|bulkWrite|upsert|save|persist|replaceOne|findOrCreate|findOneAndUpdate|updateOne)$/;

/** Writes that make a new record, which is right where one was looked for before. */
const CREATES = /^(create|insert|add|save|store)/i;

/** Writes that make a new record where there is none. */
const MAY_CREATE = /create|insert|upsert|save|store|persist|register|add|put|set|link|merge|bulk|replace/i;

/** Lookups that do. */
const FINDS_OR_CREATES = /Or(?:Create|Insert|Add|New|Build|Make)|upsert/i;

/** Functions that keep a value with the browser: https://expressjs.com/en/api.html#res.cookie */
const COOKIE_WRITERS = /^(set)?cookie$/i;

/** Tags of templates that are sent to a database. */
const QUERY_TAG = /^(sql|raw|query|\$queryRaw|\$executeRaw)$/i;

/** What an object is called that keeps values from one request to the next. */
export const KEEPING = /^(session|cookies?|store|cache)$/i;

/** An operation that makes a record where there is none. */
const UPSERT: ReadonlySet<string> = new Set(['upsert']);

/** Methods of lists that tell whether the list has a value. */
const TESTS = /^(includes|indexOf|lastIndexOf)$/;

/** Receivers that keep nothing under a key of the user's. */
const NO_STORES: ReadonlySet<string> = new Set(
  'console logger log res response reply params headers searchParams url expect axios fetch http https got ky request'.split(
    ' ',
  ),
);

/**
 * What a call does with an id, if it is a store's, or that of a list which may hold stored ids.
 *
 * @param call a call with the id somewhere in its arguments
 * @param carrier the expression that is the id
 * @param path which member of the answer the id is
 * @returns null for a call of anything that is no store
 */
export function storeKey(
  call: ts.CallExpression | ts.NewExpression,
  carrier: ts.Node,
  path: readonly string[],
  evaluation: Evaluation,
): AnswerUse['how'] | null {
  const name = calleeName(call.expression);
  const store = call.expression.getText();
  if (name && COOKIE_WRITERS.test(name)) return writtenKey(store, call, evaluation);
  const statement = statementAround(call);
  if (statement)
    return {
      ...writtenKey(store, call, evaluation),
      creates: insertsOnly(statement),
      mayCreate: mayInsert(statement),
    };
  if (!name || keepsNothingByName(call.expression)) return null;
  const facts = callFacts(call, carrier, evaluation);
  if (keepsNothing(facts)) return null;
  const named = tsc.isCallExpression(call) ? namedKey(call, name, carrier, path, evaluation) : null;
  const isStore = isStoreCall(facts) || sendsStatement(call, evaluation);
  return isStore && named?.kind !== 'key'
    ? { ...writtenKey(store, call, evaluation), mayCreate: mayCreate(call, name) }
    : named;
}

/** The statement that values are put into: sql`insert into users ${sql({ clever_id: id })}`, https://github.com/porsager/postgres#dynamic-inserts */
function statementAround(call: ts.CallExpression | ts.NewExpression): ts.TaggedTemplateExpression | null {
  const span = call.parent;
  const statement = tsc.isTemplateSpan(span) ? span.parent.parent : null;
  if (!statement || !tsc.isTaggedTemplateExpression(statement)) return null;
  return statement.tag.getText() === call.expression.getText() && QUERY_TAG.test(calleeName(statement.tag) ?? '')
    ? statement
    : null;
}

/**
 * What a call does with the id of a record that it is given as a whole, if it surely writes records.
 *
 * Of a whole record the name of the method must say more than of an id: `cache.set(me)`, `users.add(me)` may be anything.
 *
 * @param carrier the expression that is the record
 * @param path which member of the answer the id is
 * @returns null for any other call
 */
export function recordKey(
  call: ts.CallExpression | ts.NewExpression,
  carrier: ts.Node,
  path: readonly string[],
  evaluation: Evaluation,
): StoreKey | null {
  const name = calleeName(call.expression) ?? '';
  const isMethod = tsc.isPropertyAccessExpression(call.expression);
  const [root] = namesLeadingTo(call.expression);
  const isWrite = isMethod && root !== 'Object' && WRITES_RECORDS.test(name);
  if (!isWrite && !isStoreCall(callFacts(call, carrier, evaluation))) return null;
  const key = storeKey(call, carrier, path, evaluation);
  if (key?.kind !== 'key' || key.lookUp) return null;
  const isOwn = evaluation.evaluate(call.expression, EMPTY_CONTEXT).some(({ kind }) => kind === 'function');
  return isOwn ? null : { ...key, claim: null };
}

/** `console.log`, `this.http.get` */
function keepsNothingByName(callee: ts.Expression): boolean {
  const [root = '', member] = namesLeadingTo(callee);
  return NO_STORES.has(root) || (root === 'this' && member === 'http');
}

/** What a call does with an id, as far as the name of its function says it. */
function namedKey(
  call: ts.CallExpression,
  name: string,
  carrier: ts.Node,
  path: readonly string[],
  evaluation: Evaluation,
): AnswerUse['how'] | null {
  if (TESTS.test(name)) return { kind: 'compare', literals: [], comparison: null, branches: [] };
  const isLookUp = LOOK_UPS.test(name) || FINDS_BY_ID.test(name);
  if (!isLookUp && !WRITES.test(name)) return null;
  if (!isMemberOrNamesUser(call.expression, name)) return null;
  const inMemory = keysInMemory(call, evaluation);
  return {
    kind: 'key',
    store: call.expression.getText(),
    knowsLegacyId: knowsLegacyId(call, evaluation),
    lookUp: isLookUp ? lookUpOf(call, carrier, path, evaluation) : null,
    creates: CREATES.test(name) || insertsOnly(call),
    mayCreate: !isMadeInMemory(call, evaluation) && mayCreate(call, name),
    claim: claimOf(call, carrier, path, evaluation),
    ...(inMemory ? { keysInMemory: inMemory } : {}),
  };
}

/** Whether a call may make a record, as its name, its options or its statement says. */
function mayCreate(call: ts.CallExpression | ts.NewExpression, name: string): boolean {
  const isNamedSo = LOOK_UPS.test(name) ? FINDS_OR_CREATES.test(name) : MAY_CREATE.test(name);
  return isNamedSo || mentions(call, UPSERT) || (tsc.isCallExpression(call) && mayInsert(call));
}

/**
 * The store that an id is kept in when it is assigned to a member: a session, a cookie.
 *
 * @param target what it is assigned to
 * @returns null for any other object
 */
export function assignedKey(target: ts.Expression, evaluation: Evaluation): StoreKey | null {
  const store = target.getText();
  return namesLeadingTo(target).some((name) => KEEPING.test(name)) ? writtenKey(store, target, evaluation) : null;
}

/** The store that an object is kept in by a method of its own, with the id that is a member of it: `account.save()`. */
export function savedKey(call: ts.CallExpression, evaluation: Evaluation): StoreKey | null {
  const name = calleeName(call.expression);
  if (name === null || !SAVES.test(name)) return null;
  return { ...writtenKey(call.expression.getText(), call, evaluation), mayCreate: true };
}

/** The object or array that serves as a map when an id stands between its brackets. */
export function bracketKey(access: ts.ElementAccessExpression, evaluation: Evaluation): StoreKey {
  return writtenKey(access.expression.getText(), access, evaluation);
}

/**
 * The database that a tagged template with an id is sent to.
 *
 * @param carrier the expression that is the id
 * @param path which member of the answer the id is
 * @returns null for a tag of anything else
 */
export function taggedKey(
  template: ts.TaggedTemplateExpression,
  carrier: ts.Node,
  path: readonly string[],
  evaluation: Evaluation,
): StoreKey | null {
  const tag = template.tag.getText();
  if (!QUERY_TAG.test(calleeName(template.tag) ?? '')) return null;
  const claim = claimOf(template, carrier, path, evaluation);
  return {
    ...writtenKey(tag, template, evaluation),
    creates: insertsOnly(template),
    mayCreate: mayInsert(template),
    claim,
  };
}

/** What an id is compared with, where its name says that it was kept. */
export function comparedKey(other: ts.Expression, evaluation: Evaluation): StoreKey | null {
  const name = tsc.isPropertyAccessExpression(other) ? other.name.text : '';
  return /clever.*id$/i.test(name) ? writtenKey(other.getText(), other, evaluation) : null;
}

/** A store that is known by a name alone, such as the accounts that a framework keeps. */
export function writtenKey(store: string, node: ts.Node, evaluation: Evaluation): StoreKey {
  return {
    kind: 'key',
    store,
    knowsLegacyId: knowsLegacyId(node, evaluation),
    lookUp: null,
    creates: false,
    mayCreate: false,
    claim: null,
  };
}

/** `users.find(…)` is a store's; a bare `getName(id)` is one only if its name speaks of ids, users or accounts. */
function isMemberOrNamesUser(callee: ts.Expression, name: string): boolean {
  return tsc.isPropertyAccessExpression(callee) || /(by|user|account|person|profile|member|id$)/i.test(name);
}

/** A lookup that is awaited, or answered, and whose id is a plain member, so that it can be made again with another id. */
function lookUpOf(
  call: ts.CallExpression,
  carrier: ts.Node,
  path: readonly string[],
  evaluation: Evaluation,
): LookUp | null {
  const isAwaited = tsc.isAwaitExpression(call.parent);
  if (!(isAwaited || isAnsweredAsync(call)) || !tsc.isPropertyAccessExpression(carrier)) return null;
  const text = call.getText();
  if (!answersOneRecord(calleeName(call.expression) ?? '', call)) return null;
  const offset = carrier.getStart() - call.getStart();
  const asked = isAwaited ? call.parent : call;
  const whole = tsc.isParenthesizedExpression(asked.parent) ? asked.parent : asked;
  return {
    span: spanOf(whole),
    before: text.slice(0, offset),
    after: text.slice(offset + carrier.getWidth()),
    id: spanOf(carrier),
    holder: toHolder(carrier.expression, path.slice(0, -1), evaluation),
    place: resultPlaceOf(whole, evaluation),
    role: roleNameFor(whole.parent),
  };
}

/** `return users.findOne(…)` of an async function, which may wait for it as well. */
function isAnsweredAsync({ parent }: ts.CallExpression): boolean {
  const scope = tsc.isReturnStatement(parent) ? functionAround(parent) : undefined;
  return scope !== undefined && isAsync(scope);
}

/** Whether a lookup answers a record or nothing, so that a second one can be made for nothing; rows are never nothing. */
function answersOneRecord(name: string, call: ts.CallExpression): boolean {
  return (
    !/AndUpdate|AndReplace|AndDelete|OrCreate|^(query|select|where|count)|All$|Many$/i.test(name) &&
    !mentions(call, UPSERT)
  );
}
