import { ORIGIN, slashes, type ClientPrograms } from '../support/programs.js';

const SHARED: Pick<ClientPrograms, 'requests' | 'answers'> = {
  requests: {
    'absolute URL': `await fetch('${ORIGIN}/v1.1/me');`,
    'method in the options': `await fetch('${ORIGIN}/me', { method: 'post', body: '{}' });`,
    'URL object': `await fetch(new URL('/v1.1/me', '${ORIGIN}'));`,
    query: `await fetch(\`${ORIGIN}/v1.1/students?limit=\${10}\`);`,
    ...slashes('template', (base, path) => `const base = '${base}'; await fetch(\`\${base}/${path}\`);`),
    ...slashes('URL and base', (base, path) => `await fetch(new URL('${path}', '${base}').href);`),
  },
  answers: {
    awaited: `const response = await fetch('${ORIGIN}/me'); const me = await response.json(); export const id = me.data.id;`,
    then: `export const id = await fetch('${ORIGIN}/me').then((response) => response.json()).then(({ data }) => data.id);`,
    text: `const text = await (await fetch('${ORIGIN}/me')).text(); export const { id } = JSON.parse(text).data;`,
  },
};

/** The global `fetch`. */
export const fetch: ClientPrograms = {
  head: '',
  requests: {
    ...SHARED.requests,
    'Request object': `await fetch(new Request('${ORIGIN}/v1.1/me', { method: 'DELETE' }));`,
    'on the global object': `await globalThis.fetch('${ORIGIN}/me');`,
  },
  answers: SHARED.answers,
};

export const nodeFetch2: ClientPrograms = {
  ...SHARED,
  head: "import fetch from 'node-fetch';",
  installedAs: { 'node-fetch': 'node-fetch2' },
};

export const nodeFetch3: ClientPrograms = { ...SHARED, head: "import fetch from 'node-fetch';" };

export const crossFetch: ClientPrograms = { ...SHARED, head: "import { fetch } from 'cross-fetch';" };

export const isomorphicFetch: ClientPrograms = { ...SHARED, head: "import 'isomorphic-fetch';" };
