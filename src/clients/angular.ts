import { BODY, holder, observable } from './shape.js';
import { CLIENT_DEFAULTS, verbs, optionsAfterBody, type Client } from './client.js';

/** Angular's `HttpClient`, injected by its type: https://angular.dev/guide/http/making-requests */
export const angular: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: { rejects: true, lenient: ['HTTP_INTERCEPTORS', 'withInterceptors', 'catchError'], retries: 0 },
  decodes: false,
  name: 'HttpClient',
  modules: ['@angular/common/http'],
  exported: ['HttpClient'],
  requests: [
    ...verbs(['get', 'delete', 'head', 'options', 'post', 'put', 'patch'], optionsAfterBody),
    { members: ['request'], method: null, methodAt: { argument: 0 }, url: [{ argument: 1 }], options: 2 },
  ],
  answer: observable(BODY),
  answerOptions: [{ option: 'observe', answer: observable(holder({ body: BODY })) }],
};
