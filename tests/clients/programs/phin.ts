import { ORIGIN, slashes, type ClientPrograms } from '../support/programs.js';

export const phin: ClientPrograms = {
  head: "import phin from 'phin';",
  requests: {
    'absolute URL': `await phin('${ORIGIN}/v1.1/me');`,
    'url in the options': `await phin({ url: '${ORIGIN}/v1.1/me', method: 'PUT' });`,
    'instance with defaults': `const ask = phin.defaults({ parse: 'json' }); await ask('${ORIGIN}/me');`,
    'instance with defaults and options': `const ask = phin.defaults({ parse: 'json' }); await ask({ url: '${ORIGIN}/me' });`,
    callback: `await new Promise((done) => phin.unpromisified({ url: '${ORIGIN}/me' }, done));`,
    ...slashes('template', (base, path) => `const base = '${base}'; await phin({ url: \`\${base}/${path}\` });`),
  },
  answers: {
    body: `const { body } = await phin({ url: '${ORIGIN}/me', parse: 'json' }); export const id = body.data.id;`,
    text: `const response = await phin('${ORIGIN}/me'); export const id = JSON.parse(response.body.toString()).data.id;`,
    callback: `
      export const id = await new Promise((done) => {
        phin.unpromisified({ url: '${ORIGIN}/me', parse: 'json' }, (error, response) => done(response.body.data.id));
      });`,
  },
};
