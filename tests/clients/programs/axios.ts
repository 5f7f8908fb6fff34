import { ORIGIN, slashes, type ClientPrograms } from '../support/programs.js';

export const axios: ClientPrograms = {
  head: "import axios from 'axios';",
  requests: {
    'absolute URL': `await axios.get('${ORIGIN}/v1.1/me');`,
    'absolute URL with a base': `await axios.create({ baseURL: '${ORIGIN}/v1.1' }).get('${ORIGIN}/me');`,
    'the module called with options': `await axios({ url: '${ORIGIN}/v1.1/me', method: 'head' });`,
    'the module called with URL and options': `await axios('${ORIGIN}/me', { method: 'DELETE' });`,
    'the module called with a base': `await axios({ baseURL: '${ORIGIN}/v1.1', url: 'me' });`,
    request: `await axios.request({ method: 'POST', url: '/me', baseURL: '${ORIGIN}' });`,
    'request of an instance': `await axios.create({ baseURL: '${ORIGIN}/v1.1' }).request({ url: '/students' });`,
    'post with a body': `await axios.post('/me', { a: 1 }, { baseURL: '${ORIGIN}/v1.1' });`,
    postForm: `await axios.postForm('${ORIGIN}/me', { a: 1 });`,
    'get with a query': `await axios.get('${ORIGIN}/me?a=1');`,
    'base in the options of the call': `await axios.create({ baseURL: '${ORIGIN}/x' }).get('/me', { baseURL: '${ORIGIN}/v1.1' });`,
    'instance of an instance': `
      const outer = axios.create({ baseURL: '${ORIGIN}/v1.1', headers: { a: 'b' } });
      const inner = outer.create({ timeout: 1000 });
      await inner.get('/me');`,
    'instance of an instance with a base': `
      const outer = axios.create({ baseURL: '${ORIGIN}/v1.1' });
      await outer.create({ baseURL: '${ORIGIN}' }).get('me');`,
    'instance called': `const api = axios.create({ baseURL: '${ORIGIN}' }); await api('/me');`,
    'instance called with options': `const api = axios.create({ baseURL: '${ORIGIN}' }); await api({ url: '/me' });`,
    'base assigned to an instance': `
      const api = axios.create();
      api.defaults.baseURL = '${ORIGIN}/v1.1';
      await api.get('/me');`,
    'base of an instance overwritten': `
      const api = axios.create({ baseURL: '${ORIGIN}/v1.1' });
      api.defaults.baseURL = '${ORIGIN}';
      await api.get('/me');`,
    'wrapped instance': `
      const { default: retry } = await import('axios-retry');
      const api = axios.create({ baseURL: '${ORIGIN}/v1.1' });
      retry(api, { retries: 1 });
      await api.get('/me');`,
    'instance passed through a wrapper': `
      const { setupCache } = await import('axios-cache-interceptor');
      const api = setupCache(axios.create({ baseURL: '${ORIGIN}/v1.1' }));
      await api.get('/me');`,
    'getUri asks for nothing': `
      const api = axios.create({ baseURL: '${ORIGIN}/v1.1' });
      api.getUri({ url: '/students' });
      await api.get('/me');`,
    ...slashes('instance', (base, path) => `await axios.create({ baseURL: '${base}' }).get('${path}');`),
    'verb taken off the module': `const { get: load } = axios; await load('${ORIGIN}/me');`,
    'verb bound to an instance': `
      const api = axios.create({ baseURL: '${ORIGIN}/v1.1' });
      const load = api.get.bind(api);
      await load('/me');`,
    'class of the module': `const api = new axios.Axios({ baseURL: '${ORIGIN}/v1.1' }); await api.get('/me');`,
    'instance in a field': `
      class Service {
        constructor(base) { this.api = axios.create({ baseURL: base }); }
        load(path) { return this.api.get(path); }
      }
      await new Service('${ORIGIN}/v1.1').load('/students');`,
    'instance of a factory': `
      const connect = ({ version = 'v1.1' } = {}) => axios.create({ baseURL: \`${ORIGIN}/\${version}\` });
      await connect().get('/students');`,
    'options in a constant': `
      const options = { method: 'get', baseURL: '${ORIGIN}/v1.1' };
      await axios.request({ ...options, url: '/me' });`,
    // Last, because it changes the module for all that comes behind it.
    'base assigned to the module': `
      axios.defaults.baseURL = '${ORIGIN}/v1.1';
      await axios.get('/me');`,
    'base assigned to the module before an instance is made': `
      axios.defaults.baseURL = '${ORIGIN}/v2.0';
      await axios.create({ timeout: 1000 }).get('/me');`,
  },
  answers: {
    awaited: `const { data: me } = await axios.get('${ORIGIN}/me'); export const id = me.data.id;`,
    then: `export const id = await axios('${ORIGIN}/me').then((response) => response.data.data.id);`,
    'unwrapped by an interceptor': `
      const api = axios.create({ baseURL: '${ORIGIN}' });
      api.interceptors.response.use((response) => response.data);
      const me = await api.get('/me');
      export const id = me.data.id;`,
    'unwrapped by an interceptor in a block': `
      const api = axios.create({ baseURL: '${ORIGIN}' });
      api.interceptors.response.use(function (response) { return response.data.data; }, (error) => Promise.reject(error));
      export const { id } = await api.get('/me');`,
    'seen by an interceptor': `
      const api = axios.create({ baseURL: '${ORIGIN}' });
      api.interceptors.response.use((response) => { return response; });
      export const id = (await api.get('/me')).data.data.id;`,
  },
};
