import { ORIGIN, slashes, startsWithName, startsWithSlash, type ClientPrograms } from '../support/programs.js';

const SHARED: ClientPrograms = {
  head: "import got from 'got';",
  requests: {
    'absolute URL': `await got('${ORIGIN}/v1.1/me');`,
    'method in the options': `await got('${ORIGIN}/v1.1/me', { method: 'POST' });`,
    'url in the options': `await got({ url: '${ORIGIN}/me', method: 'delete' });`,
    'prefixUrl in the options of the call': `await got('me', { prefixUrl: '${ORIGIN}/v1.1' });`,
    'verb with the url in its options': `await got.head({ url: 'me', prefixUrl: '${ORIGIN}/v1.1' });`,
    verb: `await got.put('${ORIGIN}/me', { json: {} });`,
    ...slashes('extend', (base, path) => `await got.extend({ prefixUrl: '${base}' }).get('${path}');`, startsWithName),
    'instance of an instance': `
      const outer = got.extend({ prefixUrl: '${ORIGIN}/v1.1' });
      const inner = outer.extend({ headers: { a: 'b' } });
      await inner('students');`,
    'instance of an instance with a prefix': `
      const outer = got.extend({ prefixUrl: '${ORIGIN}/v1.1' });
      await outer.extend({ prefixUrl: '${ORIGIN}/v2.0' }).get('students');`,
  },
  refused: {
    ...slashes(
      'extend',
      (base, path) => `await got.extend({ prefixUrl: '${base}', retry: 0 }).get('${path}');`,
      startsWithSlash,
    ),
  },
  answers: {
    json: `const me = await got('${ORIGIN}/me').json(); export const id = me.data.id;`,
    body: `const { body } = await got('${ORIGIN}/me', { responseType: 'json' }); export const id = body.data.id;`,
    text: `export const id = JSON.parse((await got.get('${ORIGIN}/me')).body).data.id;`,
    'body only': `export const { id } = (await got('${ORIGIN}/me', { responseType: 'json', resolveBodyOnly: true })).data;`,
    'instance with options': `
      const api = got.extend({ prefixUrl: '${ORIGIN}', responseType: 'json', resolveBodyOnly: true });
      const me = await api('me');
      export const id = me.data.id;`,
  },
};

export const got14: ClientPrograms = {
  ...SHARED,
  requests: {
    ...SHARED.requests,
    'absolute URL with a prefix': `await got.extend({ prefixUrl: '${ORIGIN}/v1.1' })('${ORIGIN}/me');`,
    'several options': `await got.extend({ prefixUrl: '${ORIGIN}/v1.1' }, { headers: {} }).get('me');`,
  },
};

export const got11: ClientPrograms = { ...SHARED, installedAs: { got: 'got11' } };
