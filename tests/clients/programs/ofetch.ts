import { ORIGIN, slashes, type ClientPrograms } from '../support/programs.js';

export const ofetch: ClientPrograms = {
  head: "import { $fetch, ofetch } from 'ofetch';",
  requests: {
    'absolute URL': `await ofetch('${ORIGIN}/v1.1/me');`,
    'under its other name': `await $fetch('${ORIGIN}/me', { method: 'post' });`,
    'baseURL in the options of the call': `await ofetch('/me', { baseURL: '${ORIGIN}/v1.1' });`,
    'absolute URL with a base': `await ofetch.create({ baseURL: '${ORIGIN}/v1.1' })('${ORIGIN}/me');`,
    raw: `await ofetch.raw('${ORIGIN}/me', { method: 'DELETE' });`,
    'instance of an instance': `
      const outer = ofetch.create({ baseURL: '${ORIGIN}/v1.1' });
      const inner = outer.create({ headers: { a: 'b' } });
      await inner('/students');`,
    ...slashes('create', (base, path) => `await ofetch.create({ baseURL: '${base}' })('${path}');`),
  },
  answers: {
    awaited: `const me = await ofetch('${ORIGIN}/me'); export const id = me.data.id;`,
    then: `export const id = await $fetch('${ORIGIN}/me').then(({ data }) => data.id);`,
    raw: `const response = await ofetch.raw('${ORIGIN}/me'); export const id = response._data.data.id;`,
  },
};
