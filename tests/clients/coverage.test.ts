import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SETTINGS } from '../../src/clients/settings.js';
import { FRAMEWORK_PROGRAMS } from './programs/frameworks.js';
import { CLIENT_PROGRAMS } from './programs/index.js';
import { axiosMockAdapter, nock } from './programs/mocks.js';

const FOLDER = new URL('../../src/clients/', import.meta.url);

/** What all clients share, or what describes none. */
const SHARED = [
  'client.ts',
  'index.ts',
  'shape.ts',
  'unknown.ts',
  'join.ts',
  'described.ts',
  'delegates.ts',
  'wrappers.ts',
  'settings.ts',
];

/** The programs that are run for a client, by the file that describes it. */
const RUN: Readonly<Record<string, readonly string[]>> = {
  'axios.ts': ['axios'],
  'bent.ts': ['bent'],
  'fetch.ts': ['fetch', 'node-fetch 2', 'node-fetch 3', 'cross-fetch', 'isomorphic-fetch'],
  'got.ts': ['got 11', 'got 14'],
  'http2.ts': ['http2'],
  'ky.ts': ['ky 1', 'ky 2'],
  'needle.ts': ['needle'],
  'node-http.ts': ['http'],
  'oauth.ts': ['passport-oauth2'],
  'ofetch.ts': ['ofetch'],
  'openapi-fetch.ts': ['openapi-fetch'],
  'phin.ts': ['phin'],
  'request.ts': ['request', 'request-promise-native'],
  'superagent.ts': ['superagent'],
  'undici.ts': ['undici'],
  'wretch.ts': ['wretch'],
};

/** Clients that cannot be run here, with what they would need; their documented forms are evaluated only. */
const EVALUATED: Readonly<Record<string, { readonly programs: string; readonly needs: string }>> = {
  'angular.ts': { programs: 'Angular', needs: "Angular's compiler and injector" },
  'apps-script.ts': { programs: 'UrlFetchApp', needs: 'Google Apps Script' },
  'bell.ts': { programs: 'bell', needs: 'a server of hapi, and a provider to sign in with' },
  'child-process.ts': { programs: 'curl', needs: 'curl, and a server that it trusts' },
  'cypress.ts': { programs: 'cy', needs: 'Cypress, which runs in a browser' },
  'http-service.ts': { programs: '$http', needs: 'the injector of AngularJS, Vue or Nuxt' },
  'jquery.ts': { programs: 'jQuery', needs: 'the document of a browser' },
  'meteor.ts': { programs: 'HTTP of Meteor', needs: 'a Meteor application' },
  'nest.ts': { programs: 'Nest', needs: 'the container of Nest; what it calls is axios, which is run' },
  'openid-client.ts': { programs: 'openid-client', needs: 'a server of OpenID Connect to discover' },
  'rest-data-source.ts': { programs: 'RESTDataSource', needs: 'Apollo; what it calls is fetch, which is run' },
  'node-rest-client.ts': {
    programs: 'node-rest-client',
    needs: 'a release that runs on this Node without what is gone from it',
  },
  'restify.ts': { programs: 'restify', needs: 'a release of its clients that runs on this Node' },
  'rtk-query.ts': { programs: 'RTK Query', needs: 'a Redux store; what it calls is fetch, which is run' },
  'rxjs-ajax.ts': { programs: 'rxjs ajax', needs: 'the XMLHttpRequest of a browser' },
  'xml-http-request.ts': { programs: 'XMLHttpRequest', needs: 'a browser' },
};

/** Clients whose instances make no other instances, or that have none. */
const WITHOUT_NESTING: ReadonlySet<string> = new Set([
  ...['bent', 'fetch', 'node-fetch 2', 'node-fetch 3', 'cross-fetch', 'isomorphic-fetch', 'http', 'http2', 'needle'],
  ...['openapi-fetch', 'passport-oauth2', 'phin', 'undici'],
]);

/** Clients that take an origin for a base, which is no matter of joining. */
const WITHOUT_BASE: ReadonlySet<string> = new Set(['http2']);

describe('every client', () => {
  it('is run, or there is a reason why not', () => {
    const described = readdirSync(FOLDER).filter((file) => !SHARED.includes(file));
    // Mocks keep requests back, so they have a table of their own, in which nothing may arrive.
    expect(described.sort()).toEqual([...Object.keys(RUN), ...Object.keys(EVALUATED), 'mocks.ts'].sort());
    expect([nock, axiosMockAdapter].map(({ programs }) => Object.keys(programs).length > 0)).toEqual([true, true]);
  });

  it('of the programs that are run belongs to a file', () => {
    expect(Object.values(RUN).flat().sort()).toEqual(Object.keys(CLIENT_PROGRAMS).sort());
  });

  it.each(Object.entries(EVALUATED))('has its documented forms evaluated: %s', (_file, { programs }) => {
    expect(Object.keys(FRAMEWORK_PROGRAMS[programs] ?? {})).not.toEqual([]);
  });
});

describe('a client is run with', () => {
  const names = Object.keys(CLIENT_PROGRAMS);
  const situationsOf = (name: string): readonly string[] => Object.keys(CLIENT_PROGRAMS[name]?.requests ?? {});

  it.each(names)('an absolute URL, and an answer: %s', (name) => {
    expect(situationsOf(name)).toContain('absolute URL');
    expect(Object.keys(CLIENT_PROGRAMS[name]?.answers ?? {})).not.toEqual([]);
  });

  it.each(names.filter((name) => !WITHOUT_BASE.has(name)))('base and path, with slashes and without: %s', (name) => {
    expect(situationsOf(name).filter((situation) => /: http.* and /.test(situation)).length).toBeGreaterThan(1);
  });

  it.each(names.filter((name) => !WITHOUT_NESTING.has(name)))('an instance of an instance: %s', (name) => {
    expect(situationsOf(name)).toContain('instance of an instance');
  });
});

describe('a setting', () => {
  it.each(SETTINGS.map(({ property }) => [property]))('is tried: %s', (property) => {
    const programs = Object.values(FRAMEWORK_PROGRAMS).flatMap((table) => Object.values(table));
    const tried = programs.filter(({ origin, code }) => origin === 'setting' && code.includes(property));
    expect(tried).not.toEqual([]);
  });
});
