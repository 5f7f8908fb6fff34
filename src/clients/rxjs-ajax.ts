import { BODY, holder, observable } from './shape.js';
import { CLIENT_DEFAULTS, type Client } from './client.js';

/** rxjs's `ajax`, by itself and with a method: https://rxjs.dev/api/ajax/ajax */
export const rxjsAjax: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: { rejects: true, lenient: ['catchError'], retries: 0 },
  decodes: true,
  name: 'ajax',
  modules: ['rxjs/ajax'],
  exported: ['ajax'],
  requests: [
    { members: [], method: null, url: [{ argument: 0, member: 'url' }, { argument: 0 }], options: 0 },
    ...['get', 'delete', 'post', 'put', 'patch'].map((name) => ({
      members: [name],
      method: name.toUpperCase(),
      url: [{ argument: 0 }],
    })),
    { members: ['getJSON'], method: 'GET', url: [{ argument: 0 }], answer: observable(BODY) },
  ],
  queryOptions: ['queryParams'],
  answer: observable(holder({ response: BODY })),
};
