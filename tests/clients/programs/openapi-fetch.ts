import { ORIGIN, slashes, startsWithSlash, type ClientPrograms } from '../support/programs.js';

export const openapiFetch: ClientPrograms = {
  head: "import createClient from 'openapi-fetch';",
  requests: {
    'absolute URL': `await createClient().GET('${ORIGIN}/v1.1/me');`,
    'baseUrl in the options of the call': `await createClient().GET('/me', { baseUrl: '${ORIGIN}/v1.1' });`,
    method: `await createClient({ baseUrl: '${ORIGIN}' }).PUT('/v1.1/me', { body: {} });`,
    'verbs taken apart': `const { DELETE } = createClient({ baseUrl: '${ORIGIN}' }); await DELETE('/me');`,
    ...slashes(
      'createClient',
      (base, path) => `await createClient({ baseUrl: '${base}' }).GET('${path}');`,
      startsWithSlash,
    ),
  },
  answers: {
    data: `const { data: me } = await createClient({ baseUrl: '${ORIGIN}' }).GET('/me'); export const id = me.data.id;`,
  },
};
