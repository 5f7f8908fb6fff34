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
  return headers.flatMap((value) => HEADER_NAMES.flatMap((name) => evaluation.member(value, name)));
}

function hasCredentials(url: string): boolean {
  const [, authority = ''] = /^[a-z]*:?\/\/([^/?#]*)/i.exec(url) ?? [];
  return authority.includes('@');
}

export function optionOf({ form, site }: Request, member: string, evaluation: Evaluation): Values {
  const places = [...new Set([form.options, 0])].filter((argument) => argument !== undefined);
  return places.flatMap((argument) => valuesAt({ argument, member }, site, evaluation));
}

function holdsKey(auth: Value): boolean {
  return memberNames(auth).some((name) => KEY_NAMES.has(name));
}

function isBasic(value: Value): boolean {
  return value.kind === 'text' && charactersOf(value.pieces).startsWith('Basic ');
}
