import { ORIGIN, slashes, type ClientPrograms } from '../support/programs.js';

export const superagent: ClientPrograms = {
  head: "import superagent from 'superagent';",
  requests: {
    'absolute URL': `await superagent.get('${ORIGIN}/v1.1/me');`,
    'method first': `await superagent('POST', '${ORIGIN}/v1.1/me').send({});`,
    called: `await superagent('${ORIGIN}/me');`,
    del: `await superagent.del('${ORIGIN}/me');`,
    chain: `await superagent.get('${ORIGIN}/v1.1/students').set('Accept', 'application/json').timeout(1000);`,
    end: `await new Promise((done) => superagent.put('${ORIGIN}/me').end(done));`,
    'instance of an instance': `
      const agent = superagent.agent().set('Accept', 'application/json');
      await agent.get('${ORIGIN}/v1.1/me');`,
    agent: `const agent = superagent.agent(); await agent.get('${ORIGIN}/me');`,
    ...slashes('template', (base, path) => `const base = '${base}'; await superagent.get(base + '/${path}');`),
  },
  answers: {
    body: `const { body } = await superagent.get('${ORIGIN}/me'); export const id = body.data.id;`,
    then: `export const id = await superagent.get('${ORIGIN}/me').set('a', 'b').then((response) => response.body.data.id);`,
    end: `
      export const id = await new Promise((done) => {
        superagent.get('${ORIGIN}/me').end((error, response) => done(response.body.data.id));
      });`,
    text: `export const { id } = JSON.parse((await superagent('${ORIGIN}/me')).text).data;`,
  },
};
