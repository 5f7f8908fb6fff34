import type { UrlOrigin } from '../../../src/model/url.js';

/** A program that is only evaluated, and what must come of it. */
export interface FrameworkProgram {
  readonly code: string;
  /** `GET https://api.clever.com/me` for each URL. */
  readonly asks: readonly string[];
  /** The members of the answer that are read, as `data.id`. */
  readonly reads?: readonly string[];
  readonly origin?: UrlOrigin;
}

const ME = 'GET https://api.clever.com/me';
const V1_ME = 'GET https://api.clever.com/v1.1/me';

/** Programs by client and situation. */
export const FRAMEWORK_PROGRAMS: Readonly<Record<string, Readonly<Record<string, FrameworkProgram>>>> = {
  'Types of instances': {
    'axios instance that somebody passes': {
      code: `
        import type { AxiosInstance } from 'axios';
        export class Service {
          constructor(private readonly api: AxiosInstance) {}
          async load() { const { data } = await this.api.get('https://api.clever.com/me'); show(data.data.id); }
        }`,
      asks: [ME],
      reads: ['data', 'data.id'],
    },
    'got instance that somebody passes': {
      code: `
        import type { Got } from 'got';
        export async function load(client: Got) { const me = await client('https://api.clever.com/me').json(); show(me.type); }`,
      asks: [ME],
      reads: ['type'],
    },
  },
  'HTTP of Meteor': {
    'an answer that is waited for': {
      code: `
        import { HTTP } from 'meteor/http';
        const me = HTTP.get('https://api.clever.com/me', { headers: { Authorization: 'Bearer ' + token } }).data;
        show(me.data.email);`,
      asks: [ME],
      reads: ['data', 'data.email'],
    },
    'the method as an argument, and a callback': {
      code: `HTTP.call('GET', 'https://api.clever.com/v1.1/me', { params: {} }, function (error, result) { show(result.data.type); });`,
      asks: [V1_ME],
      reads: ['type'],
    },
    'a member of another thing of the same name': {
      code: `import { HTTP } from './methods.js'; HTTP.parse('https://api.clever.com/v3.0/me');`,
      asks: [],
    },
  },
  jQuery: {
    'ajax with a success function': {
      code: `
        $.ajax({
          url: 'https://api.clever.com/me',
          type: 'GET',
          success: function (me) { show(me.data.id); },
          error: function (xhr) { show(xhr.statusText); },
        });`,
      asks: [ME],
      reads: ['data', 'data.id'],
    },
    'ajax with a success method': {
      code: `jQuery.ajax({ url: 'https://api.clever.com/v1.1/me', success(me) { show(me.data.name.first); } });`,
      asks: [V1_ME],
      reads: ['data', 'data.name', 'data.name.first'],
    },
    'URL and options': {
      code: `$.ajax('https://api.clever.com/me', { method: 'POST', success: (me) => show(me.type) });`,
      asks: ['POST https://api.clever.com/me'],
      reads: ['type'],
    },
    'get with a function': {
      code: `$.get('https://api.clever.com/me', { limit: 1 }, function (me) { show(me.data.id); });`,
      asks: [ME],
      reads: ['data', 'data.id'],
    },
    'done and fail': {
      code: `
        import $ from 'jquery';
        $.getJSON('https://api.clever.com/me')
          .done(function (me) { show(me.data.id); })
          .fail(function (jqxhr) { show(jqxhr.name); });`,
      asks: [ME],
      reads: ['data', 'data.id'],
    },
    awaited: {
      code: `const me = await $.getJSON('https://api.clever.com/me'); show(me.data.email);`,
      asks: [ME],
      reads: ['data', 'data.email'],
    },
  },
  curl: {
    'waited for': {
      code: `
        const { execSync } = require('child_process');
        const me = JSON.parse(execSync('curl -s https://api.clever.com/me', { encoding: 'utf8' }));
        show(me.data.id);`,
      asks: [ME],
      reads: ['data', 'data.id'],
    },
    'with a callback': {
      code: `
        const { exec } = require('child_process');
        exec('curl -s https://api.clever.com/me', (error, stdout) => show(JSON.parse(stdout).data.id));`,
      asks: [ME],
      reads: ['data', 'data.id'],
    },
    'with arguments, as a promise': {
      code: `
        import { execa } from 'execa';
        const { stdout } = await execa('curl', ['-s', 'https://api.clever.com/me']);
        show(JSON.parse(stdout).data.id);`,
      asks: [ME],
      reads: ['data', 'data.id'],
    },
  },
  XMLHttpRequest: {
    onload: {
      code: `
        const xhr = new XMLHttpRequest();
        xhr.open('GET', 'https://api.clever.com/me');
        xhr.setRequestHeader('Authorization', 'Bearer ' + token);
        xhr.onload = function () { const me = JSON.parse(xhr.responseText); show(me.data.id); };
        xhr.send();`,
      asks: [ME],
      reads: ['data', 'data.id'],
    },
    'decoded by the browser': {
      code: `
        const xhr = new window.XMLHttpRequest();
        xhr.open('get', 'https://api.clever.com/v1.1/me', true);
        xhr.responseType = 'json';
        xhr.addEventListener('load', () => show(xhr.response.data.id));
        xhr.send();`,
      asks: [V1_ME],
      reads: ['data', 'data.id'],
    },
    'package for Node': {
      code: `
        const { XMLHttpRequest } = require('xmlhttprequest');
        const xhr = new XMLHttpRequest();
        xhr.onreadystatechange = function () { if (xhr.readyState === 4) show(JSON.parse(xhr.responseText).type); };
        xhr.open('GET', 'https://api.clever.com/me', false);
        xhr.send(null);`,
      asks: [ME],
      reads: ['type'],
    },
  },
  RESTDataSource: {
    'a field for the base': {
      code: `
        import { RESTDataSource } from '@apollo/datasource-rest';
        export class Clever extends RESTDataSource {
          baseURL = 'https://api.clever.com/';
          async own() { const me = await this.get('me'); return show(me.data.id); }
        }`,
      asks: [ME],
      reads: ['data', 'data.id'],
    },
    'a base that the constructor sets': {
      code: `
        import { RESTDataSource } from 'apollo-datasource-rest';
        export class Clever extends RESTDataSource {
          constructor() { super(); this.baseURL = 'https://api.clever.com/v1.1'; }
          own() { return this.get('/me', undefined, { cacheOptions: { ttl: 60 } }).then((me) => show(me.type)); }
        }`,
      asks: [V1_ME],
      reads: ['type'],
    },
  },
  UrlFetchApp: {
    'the text of an answer': {
      code: `
        function own(token) {
          const answer = UrlFetchApp.fetch('https://api.clever.com/me', { headers: { Authorization: token }, muteHttpExceptions: true });
          return show(JSON.parse(answer.getContentText()).data.id);
        }`,
      asks: [ME],
      reads: ['data', 'data.id'],
    },
  },
  bell: {
    'the profile of a provider': {
      code: `
        const provider = {
          name: 'clever',
          auth: 'https://clever.com/oauth/authorize',
          token: 'https://clever.com/oauth/tokens',
          profile: async (credentials, params, get) => {
            const me = await get('https://api.clever.com/me');
            show(me.data.id);
          },
        };`,
      asks: [ME],
      reads: ['data', 'data.id'],
    },
  },
  cy: {
    'a URL alone': {
      code: `cy.request('https://api.clever.com/me').then((answer) => show(answer.body.data.id));`,
      asks: [ME],
      reads: ['data', 'data.id'],
    },
    'a URL behind the method, and in options': {
      code: `
        cy.request('GET', 'https://api.clever.com/me').then(({ body }) => show(body.type));
        cy.request({ method: 'GET', url: 'https://api.clever.com/v1.1/me' });`,
      asks: [ME, V1_ME],
      reads: ['type'],
    },
  },
  $http: {
    'a service of AngularJS': {
      code: `
        angular.module('app').factory('Clever', ['$http', function ($http) {
          return {
            me: () => $http.get('https://api.clever.com/me').then((answer) => show(answer.data.data.id)),
            old: () => $http({ method: 'GET', url: 'https://api.clever.com/v1.1/me' }).success((me) => show(me.type)),
          };
        }]);`,
      asks: [ME, V1_ME],
      reads: ['data', 'data.id', 'type'],
    },
    'vue-resource': {
      code: `export default { created() { this.$http.get('https://api.clever.com/me').then((answer) => show(answer.body.type)); } };`,
      asks: [ME],
      reads: ['type'],
    },
    'the axios module of Nuxt': {
      code: `
        export default {
          async asyncData({ $axios }) { return show((await $axios.$get('https://api.clever.com/me')).type); },
          methods: { async load() { show((await this.$axios.get('https://api.clever.com/me')).data.data.id); } },
        };`,
      asks: [ME],
      reads: ['data', 'data.id', 'type'],
    },
  },
  'openid-client': {
    'the address of an issuer': {
      code: `
        const { Issuer } = require('openid-client');
        const issuer = new Issuer({ issuer: 'https://clever.com', userinfo_endpoint: 'https://api.clever.com/me' });
        const client = new issuer.Client({ client_id: 'x' });
        client.userinfo('token').then((me) => show(me.data.id));`,
      asks: [ME],
      reads: ['data', 'data.id'],
    },
  },
  'node-rest-client': {
    'a client of its own': {
      code: `
        const { Client } = require('node-rest-client');
        const client = new Client();
        client.get('https://api.clever.com/me', { headers: {} }, (me) => show(me.data.id));`,
      asks: [ME],
      reads: ['data', 'data.id'],
    },
    'without options': {
      code: `
        const { Client } = require('node-rest-client');
        new Client().get('https://api.clever.com/v1.1/me', function (me, response) { show(me.type); });`,
      asks: [V1_ME],
      reads: ['type'],
    },
  },
  restify: {
    'a client of JSON': {
      code: `
        const clients = require('restify-clients');
        const clever = clients.createJsonClient({ url: 'https://api.clever.com' });
        clever.get('/me', (error, request, response, me) => show(me.data.id));`,
      asks: [ME],
      reads: ['data', 'data.id'],
    },
    'options with a path': {
      code: `
        const restify = require('restify');
        const clever = restify.createJSONClient('https://api.clever.com');
        clever.get({ path: '/v1.1/me', headers: {} }, function (error, request, response, me) { show(me.type); });`,
      asks: [V1_ME],
      reads: ['type'],
    },
  },
  'rxjs ajax': {
    'an address': {
      code: `
        import { ajax } from 'rxjs/ajax';
        ajax('https://api.clever.com/me').subscribe((answer) => show(answer.response.data.id));`,
      asks: [ME],
      reads: ['data', 'data.id'],
    },
    'a method of its own and operators': {
      code: `
        import { ajax } from 'rxjs/ajax';
        import { map } from 'rxjs';
        export const id$ = ajax.get('https://api.clever.com/v1.1/me').pipe(map(({ response }) => response.data.id));`,
      asks: [V1_ME],
      reads: ['data', 'data.id'],
    },
    'the body alone': {
      code: `
        import { ajax } from 'rxjs/ajax';
        ajax.getJSON('https://api.clever.com/me', { Authorization: token }).subscribe((me) => show(me.type));`,
      asks: [ME],
      reads: ['type'],
    },
  },
  Angular: {
    'constructor and subscribe': {
      code: `
        import { HttpClient } from '@angular/common/http';
        export class UserService {
          private readonly base = 'https://api.clever.com';
          constructor(private http: HttpClient) {}
          load() { this.http.get<any>(this.base + '/me').subscribe((me) => show(me.data.id)); }
        }`,
      asks: [ME],
      reads: ['data', 'data.id'],
    },
    'inject and an observer': {
      code: `
        import { inject } from '@angular/core';
        import { HttpClient } from '@angular/common/http';
        export class UserService {
          private http = inject(HttpClient);
          load() { this.http.get('https://api.clever.com/v1.1/me').subscribe({ next: (me) => show(me.type), error: show }); }
        }`,
      asks: [V1_ME],
      reads: ['type'],
    },
    'operators in a pipe': {
      code: `
        import { HttpClient } from '@angular/common/http';
        import { catchError, map, tap } from 'rxjs';
        export class UserService {
          constructor(private readonly http: HttpClient) {}
          me() {
            return this.http.get('https://api.clever.com/me').pipe(
              tap((me) => show(me.type)),
              map((me) => me.data),
              catchError(() => of(null)),
              map((user) => user.id),
            );
          }
        }`,
      asks: [ME],
      reads: ['data', 'data.id', 'type'],
    },
    'whole response': {
      code: `
        import { HttpClient } from '@angular/common/http';
        class UserService {
          constructor(private http: HttpClient) {}
          load() {
            return this.http.request('POST', 'https://api.clever.com/me', { observe: 'response' })
              .subscribe((response) => show(response.body.data.id));
          }
        }`,
      asks: ['POST https://api.clever.com/me'],
      reads: ['data', 'data.id'],
    },
  },
  Nest: {
    'first value of an observable': {
      code: `
        import { HttpService } from '@nestjs/axios';
        import { firstValueFrom } from 'rxjs';
        export class CleverService {
          constructor(private readonly httpService: HttpService) {}
          async me(token) {
            const { data } = await firstValueFrom(this.httpService.get('https://api.clever.com/me', { headers: {} }));
            return show(data.data.id);
          }
        }`,
      asks: [ME],
      reads: ['data', 'data.id'],
    },
    'map to the body': {
      code: `
        import { HttpService } from '@nestjs/axios';
        import { map } from 'rxjs/operators';
        export class CleverService {
          constructor(private http: HttpService) {}
          async me() {
            const me = await this.http.get('https://api.clever.com/v1.1/me').pipe(map((response) => response.data)).toPromise();
            show(me.data.name);
          }
        }`,
      asks: [V1_ME],
      reads: ['data', 'data.name'],
    },
    axiosRef: {
      code: `
        import { HttpService } from '@nestjs/axios';
        export class CleverService {
          constructor(private http: HttpService) {}
          async me() { const { data: me } = await this.http.axiosRef.get('https://api.clever.com/me'); show(me.type); }
        }`,
      asks: [ME],
      reads: ['type'],
    },
    'base of the module': {
      code: `
        import { HttpModule, HttpService } from '@nestjs/axios';
        export class CleverModule { static imports = [HttpModule.register({ baseURL: 'https://api.clever.com/v1.1' })]; }
        export class CleverService {
          constructor(private http: HttpService) {}
          me() { return this.http.axiosRef.get('/me').then((response) => show(response.data.type)); }
        }`,
      asks: [V1_ME],
      reads: ['type'],
    },
  },
  'RTK Query': {
    'path and base': {
      code: `
        import { createApi, fetchBaseQuery } from '@reduxjs/toolkit/query/react';
        export const api = createApi({
          baseQuery: fetchBaseQuery({ baseUrl: 'https://api.clever.com/v1.1/' }),
          endpoints: (build) => ({
            me: build.query({ query: () => 'me' }),
            student: build.query({ query: (id) => \`/students/\${id}\` }),
          }),
        });`,
      asks: [V1_ME, 'GET https://api.clever.com/v1.1/students/{id}'],
    },
    'options and a changed answer': {
      code: `
        import { createApi, fetchBaseQuery, retry } from '@reduxjs/toolkit/query';
        export const api = createApi({
          baseQuery: retry(fetchBaseQuery({ baseUrl: 'https://api.clever.com' }), { maxRetries: 1 }),
          endpoints(builder) {
            return {
              me: builder.mutation({
                query: () => ({ url: '/me', method: 'POST' }),
                transformResponse: (me) => me.data.email,
              }),
            };
          },
        });`,
      asks: ['POST https://api.clever.com/me'],
      reads: ['data', 'data.email'],
    },
    'endpoints added later': {
      code: `
        import { createApi, fetchBaseQuery } from '@reduxjs/toolkit/query/react';
        const api = createApi({ baseQuery: fetchBaseQuery({ baseUrl: 'https://api.clever.com' }), endpoints: () => ({}) });
        export const users = api.injectEndpoints({ endpoints: (build) => ({ me: build.query({ query: () => '/me' }) }) });`,
      asks: [ME],
    },
  },
  SWR: {
    'fetcher under a name': {
      code: `
        import useSWR from 'swr';
        const fetcher = (url) => fetch(url).then((response) => response.json());
        export function Profile() {
          const { data, error } = useSWR('https://api.clever.com/me', fetcher);
          return show(data.data.id);
        }`,
      asks: [ME],
      reads: ['data', 'data.id'],
    },
    'fetcher on the spot': {
      code: `
        import useSWR from 'swr/immutable';
        import axios from 'axios';
        export function Profile({ token }) {
          const me = useSWR(['https://api.clever.com/v1.1/me', token], ([url]) => axios.get(url).then(({ data }) => data));
          return show(me.data?.type);
        }`,
      asks: [V1_ME],
      reads: ['type'],
    },
  },
  'TanStack Query': {
    'function of a query': {
      code: `
        import { useQuery } from '@tanstack/react-query';
        const fetchMe = async () => (await fetch('https://api.clever.com/me')).json();
        export function Profile() { const { data } = useQuery({ queryKey: ['me'], queryFn: fetchMe }); return data; }`,
      asks: [ME],
    },
  },
  Nuxt: {
    useFetch: {
      code: `const { data } = await useFetch('/me', { baseURL: 'https://api.clever.com' }); show(data.value.data.id);`,
      asks: [ME],
      reads: ['data', 'data.id'],
    },
    'useFetch from the imports': {
      code: `
        import { useFetch } from '#imports';
        const { data: me } = useFetch('https://api.clever.com/v1.1/me');
        show(me.value.type);`,
      asks: [V1_ME],
      reads: ['type'],
    },
    $fetch: {
      code: `const me = await $fetch('/me', { baseURL: 'https://api.clever.com' }); show(me.data.id);`,
      asks: [ME],
      reads: ['data', 'data.id'],
    },
  },
  msw: {
    'version 2': {
      code: `
        import { http, HttpResponse } from 'msw';
        export const handlers = [http.get('https://api.clever.com/me', () => HttpResponse.json({ data: { id: '1' } }))];`,
      asks: [ME],
      origin: 'mock',
    },
    'version 1': {
      code: `
        import { rest } from 'msw';
        rest.post('https://api.clever.com/v1.1/me', (req, res, ctx) => res(ctx.json({})));`,
      asks: ['POST https://api.clever.com/v1.1/me'],
      origin: 'mock',
    },
  },
  'Auth.js': {
    'userinfo as a text': {
      code: `
        const BASE = 'https://api.clever.com';
        export const clever = {
          id: 'clever',
          type: 'oauth',
          token: 'https://clever.com/oauth/tokens',
          userinfo: BASE + '/me',
          profile(profile) { return { id: profile.data.id, email: profile.data.email }; },
        };`,
      asks: [ME],
      reads: ['data', 'data.email', 'data.id'],
      origin: 'setting',
    },
    'userinfo as an object': {
      code: `
        import NextAuth from 'next-auth';
        export default NextAuth({
          providers: [{
            id: 'clever',
            type: 'oauth',
            userinfo: { url: 'https://api.clever.com/v1.1/me' },
            profile: (profile) => ({ id: profile.data.id }),
          }],
        });`,
      asks: [V1_ME],
      reads: ['data', 'data.id'],
      origin: 'setting',
    },
    'provider made by a function': {
      code: `
        function provider(options) {
          return { id: 'clever', type: 'oauth', userinfo: \`\${options.base}/me\`, ...options };
        }
        export const clever = provider({ base: 'https://api.clever.com', clientId: 'a' });`,
      asks: [ME],
      origin: 'setting',
    },
    'version 3': {
      code: `export const clever = { id: 'clever', accessTokenUrl: 'https://clever.com/oauth/tokens', profileUrl: 'https://api.clever.com/me' };`,
      asks: [ME],
      origin: 'setting',
    },
  },
  'Other settings': {
    'Passport strategy': {
      code: `
        function Strategy(options, verify) {
          options = options || {};
          options.userProfileURL = options.userProfileURL || 'https://api.clever.com/me';
        }`,
      asks: [ME],
      origin: 'setting',
    },
    SuperTokens: {
      code: `export const config = { thirdPartyId: 'clever', clients: [], userInfoEndpoint: 'https://api.clever.com/v1.1/me' };`,
      asks: [V1_ME],
      origin: 'setting',
    },
    'openid-client': {
      code: `
        import { Issuer } from 'openid-client';
        const issuer = new Issuer({ issuer: 'https://clever.com', userinfo_endpoint: 'https://api.clever.com/me' });`,
      asks: [ME],
      origin: 'setting',
    },
    Grant: {
      code: `const config = { clever: { oauth: 2, profile_url: 'https://api.clever.com/me' } };`,
      asks: [ME],
      origin: 'setting',
    },
    'Passport strategy with options': {
      code: `
        passport.use(new Strategy({ userInfoURL: 'https://api.clever.com/me', clientID: 'a' }, verify));
        passport.use(new Other({ profileURL: 'https://api.clever.com/v1.1/me', clientID: 'a' }, verify));`,
      asks: [ME, V1_ME],
      origin: 'setting',
    },
    'Better Auth': {
      code: `
        import { genericOAuth } from 'better-auth/plugins';
        const plugin = genericOAuth({ config: [{ providerId: 'clever', userInfoUrl: 'https://api.clever.com/me' }] });`,
      asks: [ME],
      origin: 'setting',
    },
    'another member of that name': {
      code: `const page = { userinfo: 'https://api.clever.com/me' };`,
      asks: [],
    },
  },
};
