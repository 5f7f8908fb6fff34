import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from '../values/evaluation.js';
import { memberNames } from '../values/objects.js';
import { charactersOf, type Piece, type Value, type Values } from '../values/value.js';
import { valuesAt } from './places.js';
import type { Request } from './requests.js';

const HEADER_NAMES = ['Authorization', 'authorization'];
/** How the clients that have an `auth` option name the parts of a key in it. */
const KEY_NAMES = new Set(['user', 'username']);

/**
 * Whether a request signs in with a key (HTTP Basic), as Clever's first API allowed: in the address, in the header, or in
 * the client's `auth` option.
 *
 * @param pieces the URL that it asks for
 */
export function signsInWithKey(request: Request, pieces: readonly Piece[], evaluation: Evaluation): boolean {
  return (
    hasCredentials(charactersOf(pieces)) ||
    optionOf(request, 'auth', evaluation).some(holdsKey) ||
    authorizationOf(request, evaluation).some(isBasic)
  );
}

/** What the options of a request say in its header `Authorization`, as far as it is in sight. */
export function authorizationOf(request: Request, evaluation: Evaluation): Values {
  const headers = optionOf(request, 'headers', evaluation);
  // https://github.com/request/request#http-authentication
  const auth = optionOf(request, 'auth', evaluation).flatMap((value) => evaluation.member(value, 'bearer'));
  return [
    ...headers.flatMap((value) => HEADER_NAMES.flatMap((name) => evaluation.member(value, name))),
    ...auth,
    ...setInChain(request).flatMap((value) => evaluation.evaluate(value, request.context)),
  ];
}

/** Methods by which a request that is being made gets a header, or a token. */
const SETTING: ReadonlySet<string> = new Set(['set', 'header', 'headers', 'setHeader']);

/** `.set('Authorization', value)`, `.auth(token, { type: 'bearer' })`: https://ladjs.github.io/superagent/#authentication */
function setInChain({ call }: Request): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  for (let node: ts.Node = call; isReadOff(node); node = node.parent.parent) {
    const made: ts.Node = node.parent.parent;
    if (!tsc.isCallExpression(made) || made.expression !== node.parent) break;
    const [first, second] = made.arguments;
    const name = node.parent.name.text;
    const isHeader =
      SETTING.has(name) && first && tsc.isStringLiteralLike(first) && /^authorization$/i.test(first.text);
    if (isHeader && second) found.push(second);
    const isBearer =
      name === 'auth' && second && tsc.isObjectLiteralExpression(second) && second.properties.some(isBearerType);
    if (isBearer && first) found.push(first);
  }
  return found;
}

/** `type: 'bearer'` */
function isBearerType(member: ts.ObjectLiteralElementLike): boolean {
  return (
    tsc.isPropertyAssignment(member) &&
    tsc.isStringLiteralLike(member.initializer) &&
    member.initializer.text === 'bearer'
  );
}

/** Whether a member of a node is read: `request.set` */
function isReadOff(node: ts.Node): node is ts.Node & { readonly parent: ts.PropertyAccessExpression } {
  return tsc.isPropertyAccessExpression(node.parent) && node.parent.expression === node;
}

function hasCredentials(url: string): boolean {
  const [, authority = ''] = /^[a-z]*:?\/\/([^/?#]*)/i.exec(url) ?? [];
  return authority.includes('@');
}

export function optionOf({ form, site }: Request, member: string, evaluation: Evaluation): Values {
  // needle takes its options last, or before a callback: https://github.com/tomas/needle#request-options
  const last = Math.max(0, site.arguments.length - 1);
  const places = [...new Set([form.options, 0, last])].filter((argument) => argument !== undefined);
  return places.flatMap((argument) => valuesAt({ argument, member }, site, evaluation));
}

function holdsKey(auth: Value): boolean {
  return memberNames(auth).some((name) => KEY_NAMES.has(name));
}

function isBasic(value: Value): boolean {
  return value.kind === 'text' && charactersOf(value.pieces).startsWith('Basic ');
}
