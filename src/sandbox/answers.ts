import { hosts } from '../clever-api/hosts.js';
import type { HostRow, Version } from '../clever-api/types.js';
import { v1, v2, v3 } from '../clever-api/versions.js';
import { authorizePage, page, escapeHtml, signInPath } from './authorize-page.js';
import { readCall, type Call } from './calls.js';
import { dataAnswer } from './data.js';
import { districtId } from './demo/places.js';
import { loginCalled, meAnswer, userinfoAnswer, type Login } from './identity.js';
import { readPath, type Json } from './json.js';
import { ownerOf, tokenInfo, type CodeExchange, type Owner } from './oauth.js';
import { hasUsers } from './records.js';
import { notPlayed, Refusal } from './refusal.js';
import { isRefused, splitVersion } from './requests.js';

/** What Clever answers once v1 is off; not documented, so there is a choice. `html` is a page with status 200. */
export type Retired = '410' | '404' | 'html';

/** A request, read to its end. */
export interface Asked {
  readonly method: string;
  /** Without its port. */
  readonly host: string;
  readonly url: URL;
  readonly authorization: string | undefined;
  /** The fields of the body, whether it came as JSON or as a form. */
  readonly form: Json;
}

/** What goes back: JSON, a page, or a redirect. */
export type Answer =
  | { readonly kind: 'json'; readonly body: Json }
  | { readonly kind: 'page'; readonly body: string }
  | { readonly kind: 'redirect'; readonly to: string };

const hostRows: readonly HostRow[] = hosts;
const versions: readonly Version[] = [...v1, ...v2, ...v3];
const oauthPath = /^\/(oauth|\.well-known)\//;

/**
 * Answers a request as Clever does.
 *
 * @param retired how to answer what is gone; null answers it as before
 * @throws Refusal for an answer that is not 200
 */
export function answerTo(asked: Asked, retired: Retired | null, exchange: CodeExchange): Answer {
  const { method, url, authorization } = asked;
  checkHost(asked);
  if (url.pathname === signInPath) return signIn(url.searchParams, exchange);
  if (oauthPath.test(url.pathname)) return oauthAnswer(asked, exchange);
  const place = splitVersion(url.pathname);
  if (retired !== null && isRefused(place, method)) return retiredAnswer(retired, url.pathname);
  if (place.version === null) return unversionedAnswer(place.path, authorization);
  const version = versions.find((each) => each === place.version);
  if (!version) throw new Refusal(404, `Clever has no version ${place.version}.`, 'page');
  if (place.path === '/me') return json(meAnswer(version, personOf(ownerOf(authorization))));
  const owner = ownerOf(authorization);
  const call = readCall(version, method, place.path, url.searchParams);
  if (owner !== 'district' && hasUsers(version)) checkReach(call, owner);
  return json(dataAnswer(call));
}

/** The sandbox is all of Clever's hosts in one, but a program that takes one for the other would fail at Clever. */
function checkHost({ host, url }: Asked): void {
  const row = hostRows.find((each) => each.host === host);
  if (!row || url.pathname.startsWith('/sandbox/')) return;
  const isOauth = oauthPath.test(url.pathname);
  if (isOauth && row.serves === 'api')
    throw new Refusal(404, `${url.pathname} is on clever.com, not on ${host}.`, 'page');
  if (!isOauth && row.serves !== 'api') {
    throw new Refusal(404, `${url.pathname} is on api.clever.com, not on ${host}.`, 'page');
  }
}

function retiredAnswer(retired: Retired, path: string): Answer {
  const message = `${path} is gone: this version of the API is not supported.`;
  if (retired === 'html') return { kind: 'page', body: page('Gone', `<p>${escapeHtml(message)}</p>`) };
  throw new Refusal(Number(retired), message);
}

function unversionedAnswer(path: string, authorization: string | undefined): Answer {
  if (path === '/me') return json(meAnswer('unversioned', personOf(ownerOf(authorization))));
  if (path === '/userinfo') return json(userinfoAnswer(personOf(ownerOf(authorization))));
  throw new Refusal(404, `Clever has no ${path}.`, 'page');
}

function personOf(owner: Owner): Login {
  if (owner === 'district') throw new Refusal(403, 'A district token does not belong to a user.');
  return owner;
}

/**
 * What the token of a person reaches in v3: the own record and the own district. Clever's pages disagree about schools;
 * the sandbox answers the person's own.
 */
function checkReach({ version, path }: Call, { person }: Login): void {
  const roles = Object.values((person.record['roles'] ?? {}) as Readonly<Record<string, Json>>);
  const schools = roles.flatMap((role) => (readPath(role, 'schools') ?? []) as string[]);
  const own = [
    `/users/${String(person.record['id'])}`,
    `/districts/${districtId}`,
    ...schools.map((id) => `/schools/${id}`),
  ];
  if (own.includes(path)) return;
  throw new Refusal(403, `A sign-in token cannot read /${version}${path}. Use a district token.`);
}

function oauthAnswer({ method, url, authorization, form }: Asked, exchange: CodeExchange): Answer {
  switch (`${method} ${url.pathname}`) {
    case 'GET /oauth/authorize':
    case 'GET /oauth/instant-login':
      if (!exchange.accepts(url.searchParams.get('client_id') ?? '')) {
        throw new Refusal(400, 'The sandbox was started for another client_id.', 'page');
      }
      return { kind: 'page', body: authorizePage(url.searchParams) };
    case 'POST /oauth/tokens':
      return json(exchange.trade(authorization, form));
    case 'GET /oauth/tokens':
      return json(exchange.districtTokens(authorization));
    case 'GET /oauth/tokeninfo':
      ownerOf(authorization);
      return json(tokenInfo());
    case 'GET /oauth/certs':
    case 'GET /.well-known/openid-configuration':
      throw notPlayed('OpenID Connect tokens');
    default:
      throw new Refusal(404, `Clever has no ${method} ${url.pathname}.`, 'page');
  }
}

/** What a link of the authorize page does: back to the program, with a code. */
function signIn(query: URLSearchParams, exchange: CodeExchange): Answer {
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!URL.canParse(redirectUri)) throw new Refusal(400, `redirect_uri is not a URL: '${redirectUri}'`, 'page');
  const back = new URL(redirectUri);
  back.searchParams.set(
    'code',
    exchange.issue(loginCalled(query.get('as') ?? ''), redirectUri, query.get('client_id')),
  );
  const state = query.get('state');
  if (state !== null) back.searchParams.set('state', state);
  return { kind: 'redirect', to: back.href };
}

function json(body: Json): Answer {
  return { kind: 'json', body };
}
