import { ORIGIN, slashes, startsWithSlash, type ClientPrograms } from '../support/programs.js';

export const undici: ClientPrograms = {
  head: "import { Agent, Client, Pool, fetch, request } from 'undici';",
  requests: {
    fetch: `await fetch('${ORIGIN}/v1.1/me', { method: 'PUT', body: '' });`,
    'absolute URL': `await request('${ORIGIN}/v1.1/me');`,
    'request with a method': `await request('${ORIGIN}/me', { method: 'POST' });`,
    'request of a URL': `await request(new URL('/v1.1/me', '${ORIGIN}'));`,
    'request of the default export': `const { default: undici } = await import('undici'); await undici.request('${ORIGIN}/me');`,
    ...slashes(
      'client of an origin',
      (base, path) => `await new Client('${base}').request({ path: '${path}', method: 'GET' });`,
      (base, path) => startsWithSlash(base, path) && !base.includes('v1'),
    ),
    'client with the version in the path': `
      const client = new Client('${ORIGIN}');
      await client.request({ path: '/v1.1/students', method: 'HEAD' });`,
    pool: `const pool = new Pool('${ORIGIN}', { connections: 1 }); await pool.request({ path: '/me', method: 'GET' });`,
    agent: `await new Agent().request({ origin: '${ORIGIN}', path: '/v1.1/me', method: 'GET' });`,
  },
  refused: {
    'path without a slash': `await new Client('${ORIGIN}').request({ path: 'me', method: 'GET' });`,
    'base with a path': `await new Client('${ORIGIN}/v1.1').request({ path: '/me', method: 'GET' });`,
  },
  answers: {
    'body of request': `const { body } = await request('${ORIGIN}/me'); const me = await body.json(); export const id = me.data.id;`,
    'body of a client': `
      const response = await new Client('${ORIGIN}').request({ path: '/me', method: 'GET' });
      export const { id } = JSON.parse(await response.body.text()).data;`,
    fetch: `export const id = (await (await fetch('${ORIGIN}/me')).json()).data.id;`,
    callback: `
      export const id = await new Promise((done) => {
        new Client('${ORIGIN}').request({ path: '/me', method: 'GET' }, (error, response) => {
          response.body.json().then((me) => done(me.data.id));
        });
      });`,
  },
};
