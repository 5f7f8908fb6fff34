import { ORIGIN, slashes, type ClientPrograms } from '../support/programs.js';

export const needle: ClientPrograms = {
  head: "import needle from 'needle';",
  requests: {
    'absolute URL': `await needle('get', '${ORIGIN}/v1.1/me');`,
    'method and body': `await needle('post', '${ORIGIN}/v1.1/me', { a: 1 }, { json: true });`,
    verb: `await new Promise((done) => needle.get('${ORIGIN}/me', { timeout: 1000 }, done));`,
    'verb with a body': `await new Promise((done) => needle.put('${ORIGIN}/me', { a: 1 }, done));`,
    request: `await new Promise((done) => needle.request('get', '${ORIGIN}/v1.1/me', null, done));`,
    'host without a scheme': `await needle('get', '127.0.0.1:PORT/v1.1/me');`,
    ...slashes('template', (base, path) => `const base = '${base}'; await needle('get', \`\${base}/${path}\`);`),
  },
  answers: {
    awaited: `const response = await needle('get', '${ORIGIN}/me'); export const id = response.body.data.id;`,
    callback: `
      export const id = await new Promise((done) => {
        needle.get('${ORIGIN}/me', (error, response) => done(response.body.data.id));
      });`,
    'body of the callback': `
      export const id = await new Promise((done) => {
        needle.get('${ORIGIN}/me', { json: true }, function (error, response, body) { done(body.data.id); });
      });`,
  },
};
