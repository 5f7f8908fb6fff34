import { angular } from './angular.js';
import { appsScript } from './apps-script.js';
import { axios } from './axios.js';
import { bell } from './bell.js';
import { bent } from './bent.js';
import { childProcess } from './child-process.js';
import type { Client } from './client.js';
import { cypress } from './cypress.js';
import { fetch } from './fetch.js';
import { got } from './got.js';
import { http2 } from './http2.js';
import { httpService, nuxtAxios, resourceService } from './http-service.js';
import { jquery, jqueryAjax } from './jquery.js';
import { ky } from './ky.js';
import { meteorHttp } from './meteor.js';
import { axiosMockAdapter, msw, nock, undiciMockAgent } from './mocks.js';
import { needle } from './needle.js';
import { nest } from './nest.js';
import { electronNet, followRedirects, nodeHttp, nodeHttps } from './node-http.js';
import { oauth } from './oauth.js';
import { nodeRestClient } from './node-rest-client.js';
import { ofetch, useFetch } from './ofetch.js';
import { openapiFetch } from './openapi-fetch.js';
import { openidClient } from './openid-client.js';
import { phin } from './phin.js';
import { request, requestPromise } from './request.js';
import { restify } from './restify.js';
import { restDataSource } from './rest-data-source.js';
import { rtkQuery } from './rtk-query.js';
import { rxjsAjax } from './rxjs-ajax.js';
import { superagent } from './superagent.js';
import { undici, undiciClient, undiciParts } from './undici.js';
import { wretch } from './wretch.js';
import { xmlHttpRequest, xmlHttpRequestPackage } from './xml-http-request.js';

/** All HTTP clients that the scan knows. */
export const CLIENTS: readonly Client[] = [
  fetch,
  axios,
  undici,
  undiciClient,
  undiciParts,
  got,
  ky,
  ofetch,
  ...useFetch,
  wretch,
  superagent,
  needle,
  request,
  requestPromise,
  bell,
  bent,
  phin,
  openapiFetch,
  openidClient,
  restDataSource,
  restify,
  nodeRestClient,
  appsScript,
  nodeHttps,
  nodeHttp,
  ...followRedirects,
  electronNet,
  http2,
  childProcess,
  oauth,
  meteorHttp,
  jqueryAjax,
  jquery,
  xmlHttpRequest,
  xmlHttpRequestPackage,
  angular,
  httpService,
  resourceService,
  nuxtAxios,
  nest,
  rxjsAjax,
  rtkQuery,
  cypress,
  nock,
  axiosMockAdapter,
  ...msw,
  undiciMockAgent,
];
