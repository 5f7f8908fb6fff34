import { ORIGIN, slashes, type ClientPrograms } from '../support/programs.js';

const asked = (call: string) => `
  await new Promise((done) => {
    const answered = (response) => response.resume().on('end', done);
    ${call};
  });`;

export const nodeHttp: ClientPrograms = {
  head: "import http from 'node:http';",
  requests: {
    'absolute URL': asked(`http.get('${ORIGIN}/v1.1/me', answered)`),
    'URL object': asked(`http.get(new URL('/v1.1/me', '${ORIGIN}'), answered)`),
    'URL and options': asked(`http.request('${ORIGIN}/me', { method: 'POST' }, answered).end()`),
    'hostname and port': asked(`http.get({ hostname: '127.0.0.1', port: PORT, path: '/v1.1/me' }, answered)`),
    'port as a text': asked(`http.get({ hostname: '127.0.0.1', port: 'PORT', path: '/me' }, answered)`),
    host: asked(`http.request({ host: '127.0.0.1', port: PORT, path: '/me?a=1', method: 'DELETE' }, answered).end()`),
    protocol: asked(`http.get({ protocol: 'http:', host: '127.0.0.1', port: PORT, path: '/v1.1/me' }, answered)`),
    'no path': asked(`http.get({ host: '127.0.0.1', port: PORT }, answered)`),
    'options in a constant': asked(`
      const options = { hostname: '127.0.0.1', port: PORT, path: '/v1.1/students', method: 'PUT' };
      const request = http.request(options, answered);
      request.end()`),
    ...slashes('URL and base', (base, path) => asked(`http.get(new URL('${path}', '${base}'), answered)`)),
  },
  answers: {
    'chunks joined': `
      export const id = await new Promise((done) => {
        http.get('${ORIGIN}/me', (response) => {
          let text = '';
          response.on('data', (chunk) => { text += chunk; });
          response.on('end', () => done(JSON.parse(text).data.id));
        });
      });`,
    'chunks in a list': `
      export const id = await new Promise((done) => {
        const request = http.request({ hostname: '127.0.0.1', port: PORT, path: '/me' }, (response) => {
          const chunks = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('end', () => {
            const me = JSON.parse(Buffer.concat(chunks).toString());
            done(me.data.id);
          });
        });
        request.end();
      });`,
  },
};

const HTTP2_ORIGIN = 'http://127.0.0.1:HTTP2_PORT';

export const http2: ClientPrograms = {
  head: "import http2 from 'node:http2';",
  requests: {
    'absolute URL': `
      const session = http2.connect(new URL('${HTTP2_ORIGIN}'));
      const request = session.request({ ':path': '/v1.1/me?a=1' });
      await new Promise((done) => request.resume().on('end', done));`,
    'path in a header': `
      const session = http2.connect('${HTTP2_ORIGIN}');
      const request = session.request({ ':path': '/v1.1/me' });
      await new Promise((done) => request.resume().on('end', done));`,
    'method in a header': `
      const session = http2.connect('${HTTP2_ORIGIN}');
      const request = session.request({ ':method': 'DELETE', ':path': '/me' });
      await new Promise((done) => request.resume().on('end', done));`,
  },
  answers: {
    'chunks joined': `
      const session = http2.connect('${HTTP2_ORIGIN}');
      export const id = await new Promise((done) => {
        const request = session.request({ ':path': '/me' });
        request.setEncoding('utf8');
        let text = '';
        request.on('data', (chunk) => { text += chunk; });
        request.on('end', () => done(JSON.parse(text).data.id));
      });`,
  },
};
