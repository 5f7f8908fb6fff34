import { ORIGIN, slashes, type ClientPrograms } from '../support/programs.js';

export const bent: ClientPrograms = {
  head: "import bent from 'bent';",
  requests: {
    'absolute URL': `const get = bent('json'); await get('${ORIGIN}/v1.1/me');`,
    'method of the instance': `const post = bent('POST', 'json', 200); await post('${ORIGIN}/me', { a: 1 });`,
    'base and method': `const put = bent('${ORIGIN}/v1.1', 'PUT'); await put('/me');`,
    'base behind the encoding': `await bent('json', '${ORIGIN}')('/me');`,
    'base only': `await bent('${ORIGIN}/v1.1/me', 'json')();`,
    ...slashes(
      'base',
      (base, path) => `await bent('${base}', 'json')('${path}');`,
      (base, path) => base.endsWith('/') || path.startsWith('/'),
    ),
  },
  answers: {
    json: `const get = bent('${ORIGIN}', 'json'); const me = await get('/me'); export const id = me.data.id;`,
    string: `const get = bent('string'); export const id = JSON.parse(await get('${ORIGIN}/me')).data.id;`,
    response: `const get = bent('${ORIGIN}'); const response = await get('/me'); export const id = (await response.json()).data.id;`,
  },
};
