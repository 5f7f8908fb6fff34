import { ORIGIN, slashes, type ClientPrograms } from '../support/programs.js';

const asked = (call: string) => `await new Promise((done) => ${call});`;

export const request: ClientPrograms = {
  head: "import request from 'request';",
  requests: {
    'absolute URL': asked(`request('${ORIGIN}/v1.1/me', done)`),
    'url in the options': asked(`request({ url: '${ORIGIN}/v1.1/me', method: 'POST' }, done)`),
    'uri in the options': asked(`request({ uri: '${ORIGIN}/me' }, done)`),
    'URL and options': asked(`request('${ORIGIN}/me', { method: 'PUT' }, done)`),
    verb: asked(`request.get({ url: '${ORIGIN}/me', json: true }, done)`),
    del: asked(`request.del('${ORIGIN}/me', done)`),
    'baseUrl in the options': asked(`request({ baseUrl: '${ORIGIN}/v1.1', uri: '/me' }, done)`),
    'instance of an instance': `
      const outer = request.defaults({ baseUrl: '${ORIGIN}/v1.1' });
      const inner = outer.defaults({ json: true });
      ${asked("inner.get('/students', done)")}`,
    'instance of an instance with a base': `
      const inner = request.defaults({ baseUrl: '${ORIGIN}/v1.1' }).defaults({ baseUrl: '${ORIGIN}' });
      ${asked("inner('/me', done)")}`,
    ...slashes('defaults', (base, path) => asked(`request.defaults({ baseUrl: '${base}' })('${path}', done)`)),
  },
  refused: {
    'absolute URL with a base': asked(`request.defaults({ baseUrl: '${ORIGIN}/v1.1' })('${ORIGIN}/me', done)`),
  },
  answers: {
    body: `
      export const id = await new Promise((done) => {
        request({ url: '${ORIGIN}/me', json: true }, (error, response, body) => done(body.data.id));
      });`,
    'body of the response': `
      export const id = await new Promise((done) => {
        request.get('${ORIGIN}/me', function (error, response) { done(JSON.parse(response.body).data.id); });
      });`,
    promisified: `
      const { promisify } = await import('node:util');
      const ask = promisify(request);
      const response = await ask({ url: '${ORIGIN}/me', json: true });
      export const id = response.body.data.id;`,
    'promisified verb': `
      const { promisify } = await import('node:util');
      const { body } = await promisify(request.get)('${ORIGIN}/me', { json: true });
      export const id = body.data.id;`,
  },
};

export const requestPromise: ClientPrograms = {
  head: "import request from 'request-promise-native';",
  requests: {
    'absolute URL': `await request('${ORIGIN}/v1.1/me');`,
    'uri in the options': `await request({ uri: '${ORIGIN}/me', method: 'DELETE' });`,
    verb: `await request.post('${ORIGIN}/me', { json: {} });`,
    'instance of an instance': `
      const inner = request.defaults({ baseUrl: '${ORIGIN}/v1.1' }).defaults({ json: true });
      await inner.get('/students');`,
    ...slashes('defaults', (base, path) => `await request.defaults({ baseUrl: '${base}' }).get('${path}');`),
  },
  answers: {
    body: `const me = await request({ uri: '${ORIGIN}/me', json: true }); export const id = me.data.id;`,
    text: `export const id = JSON.parse(await request.get('${ORIGIN}/me')).data.id;`,
    'full response': `
      const response = await request({ uri: '${ORIGIN}/me', json: true, resolveWithFullResponse: true });
      export const id = response.body.data.id;`,
    then: `export const id = await request({ url: '${ORIGIN}/me', json: true }).then((me) => me.data.id);`,
  },
};
