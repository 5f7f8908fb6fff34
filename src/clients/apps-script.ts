import { BODY, holder } from './shape.js';
import { CLIENT_DEFAULTS, type Client } from './client.js';

/** `UrlFetchApp` of Google Apps Script: https://developers.google.com/apps-script/reference/url-fetch/url-fetch-app */
export const appsScript: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: { rejects: true, lenient: ['muteHttpExceptions'], retries: 0 },
  decodes: false,
  name: 'UrlFetchApp',
  modules: [],
  globals: ['UrlFetchApp'],
  requests: [
    { members: ['fetch'], method: null, url: [{ argument: 0 }], options: 1 },
    // Which answer belongs to which URL is not told apart.
    { members: ['fetchAll'], method: null, url: [{ argument: 0, member: 'url', isList: true }], answer: null },
  ],
  queryOptions: [],
  answer: holder({}, { getContentText: BODY, getContent: BODY }),
};
