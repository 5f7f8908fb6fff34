import { ORIGIN, slashes, type ClientPrograms } from '../support/programs.js';

export const wretch: ClientPrograms = {
  head: "import wretch from 'wretch';",
  requests: {
    'absolute URL': `await wretch('${ORIGIN}/v1.1/me').get().res();`,
    'URL given later': `await wretch().url('${ORIGIN}/v1.1/me').delete().res();`,
    'path in the verb': `await wretch('${ORIGIN}/v1.1').get('/me').json();`,
    'body before the path': `await wretch('${ORIGIN}').post({ a: 1 }, '/me').res();`,
    'settings between': `await wretch('${ORIGIN}/v1.1').auth('Bearer x').headers({ a: 'b' }).url('/me').get().res();`,
    'instance of an instance': `
      const outer = wretch('${ORIGIN}').auth('Bearer x');
      const inner = outer.url('/v1.1');
      await inner.url('/students').get().json();`,
    ...slashes(
      'base',
      (base, path) => `await wretch('${base}').url('${path}').get().res();`,
      (base, path) => base.endsWith('/') || path.startsWith('/'),
    ),
  },
  answers: {
    json: `const me = await wretch('${ORIGIN}/me').get().json(); export const id = me.data.id;`,
    'json with a function': `export const id = await wretch('${ORIGIN}/me').get().json((me) => me.data.id);`,
    response: `const response = await wretch('${ORIGIN}/me').get().res(); export const id = (await response.json()).data.id;`,
  },
};
