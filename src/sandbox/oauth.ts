import { randomBytes } from 'node:crypto';
import { districtId, created } from './demo/places.js';
import { logins, type Login } from './identity.js';
import type { Json } from './json.js';
import { Refusal } from './refusal.js';

/** A code lives so long, in milliseconds, and works once. */
const codeLasts = 60_000;
const scopes = ['read:user_id', 'read:sis'];

/** The token of an application for the whole district. */
export const districtToken = 'district-token';

/** Who a token speaks for: a person, or an application in the district. */
export type Owner = Login | 'district';

/** The application that may sign people in; null takes any. */
export interface Client {
  readonly id: string | null;
  readonly secret: string | null;
}

interface IssuedCode {
  readonly login: Login;
  /** Null takes any address of a program, for codes that no browser brought. */
  readonly redirectUri: string | null;
  readonly clientId: string | null;
  readonly issuedAt: number;
}

/** The token of somebody who signed in; the same each time, so that a test can be run again. */
export function tokenOf({ key }: Login): string {
  return `il-${key}`;
}

/**
 * Who a request speaks for.
 *
 * @param authorization the header
 * @throws Refusal for no token, and for one that the sandbox did not give
 */
export function ownerOf(authorization: string | undefined): Owner {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === districtToken) return 'district';
  const login = logins.find((each) => tokenOf(each) === token);
  if (!login) throw new Refusal(401, 'Unauthorized');
  return login;
}

/** The code exchange of one sandbox. */
export class CodeExchange {
  readonly #client: Client;
  readonly #codes = new Map<string, IssuedCode>();

  constructor(client: Client) {
    this.#client = client;
  }

  /** Gives out a code that signs somebody in. */
  issue(login: Login, redirectUri: string | null, clientId: string | null): string {
    const code = randomBytes(12).toString('hex');
    this.#codes.set(code, { login, redirectUri, clientId, issuedAt: Date.now() });
    return code;
  }

  /** Whether an application may send people here. */
  accepts(clientId: string): boolean {
    return this.#client.id === null || this.#client.id === clientId;
  }

  /**
   * Trades a code for a token.
   *
   * @param form the body of the request
   * @throws Refusal for wrong credentials, and for a code that is unknown, used, late, or of another application
   */
  trade(authorization: string | undefined, form: Json): Json {
    const clientId = this.checkClient(authorization);
    if (form['grant_type'] !== 'authorization_code') throw new Refusal(400, 'unsupported_grant_type');
    const code = typeof form['code'] === 'string' ? form['code'] : '';
    const issued = this.#codes.get(code);
    this.#codes.delete(code);
    if (!issued || Date.now() - issued.issuedAt > codeLasts)
      throw new Refusal(400, 'invalid_grant: the code is unknown, used or expired');
    if (issued.clientId !== null && issued.clientId !== clientId)
      throw new Refusal(400, 'invalid_grant: the code is for another client');
    if (issued.redirectUri !== null && issued.redirectUri !== form['redirect_uri']) {
      throw new Refusal(400, 'invalid_grant: redirect_uri is not the one that was used to sign in');
    }
    return { access_token: tokenOf(issued.login), token_type: 'bearer' };
  }

  /** The tokens of the districts that an application serves. */
  districtTokens(authorization: string | undefined): Json {
    this.checkClient(authorization);
    const owner = { type: 'district', id: districtId };
    return {
      data: [{ id: '5d2f0c9de2b3a40012000001', created, owner, access_token: districtToken, scopes }],
      links: [],
    };
  }

  /**
   * Reads HTTP Basic credentials.
   *
   * @returns the id of the client
   * @throws Refusal for credentials that are missing or wrong
   */
  checkClient(authorization: string | undefined): string {
    const encoded = /^Basic (\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
    const [id = '', ...rest] = Buffer.from(encoded, 'base64').toString().split(':');
    const secret = rest.join(':');
    const isRight = id !== '' && secret !== '' && this.accepts(id) && (this.#client.secret ?? secret) === secret;
    if (!isRight) throw new Refusal(401, 'invalid_client: send the id and the secret of the client with HTTP Basic');
    return id;
  }
}

/** What a token may do. */
export function tokenInfo(): Json {
  return { client_id: 'sandbox', scopes };
}
