import type { HostRow, UnversionedRow } from './types.js';

/** Clever's hosts, those before 2014 included. */
export const hosts = [
  {
    host: 'api.clever.com',
    serves: 'api',
    current: true,
    certainty: 'documented',
    source: ['doc: Clever API Overview'],
  },
  {
    host: 'clever.com',
    serves: 'oauth',
    current: true,
    certainty: 'documented',
    source: ['doc: OAuth Implementation'],
  },
  {
    host: 'api.getclever.com',
    serves: 'api',
    current: false,
    certainty: 'observed',
    source: ['code: early official clients'],
  },
  {
    host: 'account.getclever.com',
    serves: 'oauth',
    current: false,
    certainty: 'observed',
    source: ['code: early official clients'],
  },
  {
    host: 'getclever.com',
    serves: 'site',
    current: false,
    certainty: 'observed',
    source: ['code: early official clients'],
  },
] as const satisfies readonly HostRow[];

/** Addresses that never had a version; nothing about them is to be rewritten. */
export const unversioned = [
  {
    method: 'GET',
    url: 'https://api.clever.com/userinfo',
    returns: 'the signed-in user',
    certainty: 'documented',
    source: ['doc: The /userinfo Endpoint'],
  },
  {
    method: 'GET',
    url: 'https://clever.com/oauth/authorize',
    returns: 'a redirect',
    certainty: 'documented',
    source: ['doc: OAuth Implementation'],
  },
  {
    method: 'GET',
    url: 'https://clever.com/oauth/instant-login',
    returns: 'a redirect',
    certainty: 'documented',
    source: ['doc: Instant Login and the Identity API'],
  },
  {
    method: 'POST',
    url: 'https://clever.com/oauth/tokens',
    returns: 'an access token',
    certainty: 'documented',
    source: ['doc: OAuth Implementation'],
  },
  {
    method: 'GET',
    url: 'https://clever.com/oauth/tokens',
    returns: 'the tokens of the districts',
    certainty: 'documented',
    source: ["doc: What's New in API v2.0"],
  },
  {
    method: 'GET',
    url: 'https://clever.com/oauth/tokeninfo',
    returns: 'client and scopes of a token',
    certainty: 'observed',
    source: ['code: several public clients'],
  },
  {
    method: 'GET',
    url: 'https://clever.com/oauth/certs',
    returns: 'the signing keys',
    certainty: 'observed',
    source: ['code: a public upgrade script'],
  },
  {
    method: 'GET',
    url: 'https://clever.com/.well-known/openid-configuration',
    returns: 'the OpenID configuration',
    certainty: 'observed',
    source: ['code: several public apps'],
  },
] as const satisfies readonly UnversionedRow[];
