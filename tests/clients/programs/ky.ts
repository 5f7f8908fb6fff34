import { ORIGIN, slashes, startsWithName, startsWithSlash, type ClientPrograms } from '../support/programs.js';

const REQUESTS = {
  'absolute URL': `await ky('${ORIGIN}/v1.1/me');`,
  'method in the options': `await ky('${ORIGIN}/me', { method: 'put' });`,
  verb: `await ky.delete('${ORIGIN}/v1.1/me');`,
};

const ANSWERS = {
  json: `const me = await ky('${ORIGIN}/me').json(); export const id = me.data.id;`,
  response: `const response = await ky.get('${ORIGIN}/me'); export const id = (await response.json()).data.id;`,
  text: `export const id = JSON.parse(await ky.get('${ORIGIN}/me').text()).data.id;`,
};

export const ky1: ClientPrograms = {
  head: "import ky from 'ky';",
  requests: {
    ...REQUESTS,
    'prefixUrl in the options of the call': `await ky.get('me', { prefixUrl: '${ORIGIN}/v1.1' });`,
    ...slashes('create', (base, path) => `await ky.create({ prefixUrl: '${base}' }).get('${path}');`, startsWithName),
    'instance of an instance': `
      const outer = ky.create({ prefixUrl: '${ORIGIN}/v1.1' });
      await outer.extend({ headers: { a: 'b' } })('me');`,
    'instance of an instance with a prefix': `
      const outer = ky.create({ prefixUrl: '${ORIGIN}/v1.1' });
      await outer.extend({ prefixUrl: '${ORIGIN}/v2.0' })('me');`,
  },
  refused: slashes(
    'create',
    (base, path) => `await ky.create({ prefixUrl: '${base}', retry: 0 }).get('${path}');`,
    startsWithSlash,
  ),
  answers: ANSWERS,
};

export const ky2: ClientPrograms = {
  head: "import ky from 'ky';",
  installedAs: { ky: 'ky2' },
  requests: {
    ...REQUESTS,
    'prefix in the options of the call': `await ky.get('/me', { prefix: '${ORIGIN}/v1.1' });`,
    'baseUrl in the options of the call': `await ky.get('/me', { baseUrl: '${ORIGIN}/v1.1/' });`,
    ...slashes('prefix', (base, path) => `await ky.create({ prefix: '${base}' }).get('${path}');`),
    ...slashes('baseUrl', (base, path) => `await ky.create({ baseUrl: '${base}' }).get('${path}');`),
    'absolute URL with a base': `await ky.create({ baseUrl: '${ORIGIN}/v1.1' })('${ORIGIN}/v2.0/me');`,
    'instance of an instance': `
      const outer = ky.create({ prefix: '${ORIGIN}/v1.1' });
      await outer.extend({ headers: { a: 'b' } })('me');`,
  },
  answers: ANSWERS,
};
