import { ORIGIN, slashes, startsWithSlash } from '../support/programs.js';

/** Programs that mock one request and then make it, so that none arrives. */
export interface MockPrograms {
  readonly head: string;
  readonly programs: Readonly<Record<string, string>>;
}

export const nock: MockPrograms = {
  head: `
    import nock from 'nock';
    nock.disableNetConnect();`,
  programs: {
    'path and base': `nock('${ORIGIN}/v1.1').get('/me').reply(200, {}); await fetch('${ORIGIN}/v1.1/me');`,
    'scope in a constant': `
      const scope = nock('${ORIGIN}').persist();
      scope.post('/me').reply(200, {});
      await fetch('${ORIGIN}/me', { method: 'POST' });`,
    'requests in a chain': `
      nock('${ORIGIN}').get('/me').query(true).reply(200, {}).delete('/v1.1/me').reply(200, {});
      await fetch('${ORIGIN}/me');
      await fetch('${ORIGIN}/v1.1/me', { method: 'DELETE' });`,
    intercept: `nock('${ORIGIN}').intercept('/me', 'PUT').reply(200, {}); await fetch('${ORIGIN}/me', { method: 'PUT' });`,
    ...slashes(
      'slashes',
      (base, path) => `
        nock('${base}').get('${path}').reply(200, {});
        await fetch('${base.replace(/\/$/, '')}${path}');`,
      startsWithSlash,
    ),
  },
};

export const axiosMockAdapter: MockPrograms = {
  head: `
    import axios from 'axios';
    import MockAdapter from 'axios-mock-adapter';`,
  programs: {
    'the module': `
      const mock = new MockAdapter(axios);
      mock.onGet('${ORIGIN}/v1.1/me').reply(200, {});
      await axios.get('${ORIGIN}/v1.1/me');`,
    'an instance': `
      const api = axios.create({ baseURL: '${ORIGIN}/v1.1' });
      new MockAdapter(api).onPost('/me').reply(200, {});
      await api.post('/me');`,
    'an instance and the whole URL': `
      const api = axios.create({ baseURL: '${ORIGIN}/v1.1' });
      const mock = new MockAdapter(api, { delayResponse: 1 });
      mock.onGet('${ORIGIN}/v1.1/me').replyOnce(200, {});
      await api.get('/me');`,
    'requests in a chain': `
      const mock = new MockAdapter(axios);
      mock.onGet('${ORIGIN}/me').reply(200, {}).onPut('${ORIGIN}/v1.1/me').reply(200, {});
      await axios.get('${ORIGIN}/me');
      await axios.put('${ORIGIN}/v1.1/me');`,
  },
};
