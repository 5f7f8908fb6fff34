import { testRule } from '../support/rule-tester.js';

const districtName = `export async function nameOf(id, headers) {
  const response = await fetch(\`https://api.clever.com/v1.1/districts/\${id}\`, { headers });
  return (await response.json()).data.name;
}
`;

const districtNameOnV3 = `export async function nameOf(id, headers) {
  const response = await fetch(\`https://api.clever.com/v3.0/districts/\${id}\`, { headers });
  return (await response.json()).data.name;
}
`;

testRule('no-v1-endpoint', {
  valid: [
    {
      name: 'API v3.0 and v3.1',
      code: `export const users = (headers: Record<string, string>) => fetch('https://api.clever.com/v3.0/users', { headers });
export const schools = (headers: Record<string, string>) => fetch('https://api.clever.com/v3.1/schools', { headers });
`,
    },
    {
      name: 'API v2.1, which has a rule of its own',
      code: `export const load = (headers: Record<string, string>) => fetch('https://api.clever.com/v2.1/schools', { headers });
`,
    },
    {
      name: 'student contacts, which have a rule of their own',
      code: `export const load = (id: string, headers: Record<string, string>) =>
  fetch(\`https://api.clever.com/v1.1/students/\${id}/contacts\`, { headers });
export const all = (headers: Record<string, string>) => fetch('https://api.clever.com/v1.2/contacts', { headers });
`,
    },
    {
      name: 'the unversioned /me, which has a rule of its own',
      code: `export const load = (headers: Record<string, string>) => fetch('https://api.clever.com/me', { headers });
`,
    },
    {
      name: 'v1.1 of somebody else, next to Clever',
      filename: 'src/twitter.js',
      code: `const BASE = 'https://api.clever.com/v3.0';
export const schools = (headers) => fetch(BASE + '/schools', { headers });
export const tweets = (headers) => fetch('https://api.twitter.com/1.1/statuses/home_timeline.json', { headers });
export const cloud = (headers) => fetch('https://api.clever-cloud.com/v1.1/me', { headers });
`,
    },
    {
      name: 'a route of the application itself that has a v1.1 too',
      filename: 'src/routes.js',
      code: `const router = require('express').Router();

router.get('/v1.1/students', (req, res) => res.json([]));
router.post('/clever/v1.1/me', (req, res) => res.redirect('https://clever.com/oauth/authorize'));

module.exports = router;
`,
    },
    {
      name: 'mentions that ask for nothing',
      filename: 'src/check.js',
      code: `// https://api.clever.com/v1.1/students is gone.
const OLD = /api\\.clever\\.com\\/v1\\.[12]\\//;

export function isOld(url) {
  if (url.startsWith('https://api.clever.com/v1.1/')) console.warn('still on https://api.clever.com/v1.1/students');
  if (url === 'https://api.clever.com/v1.2/me') throw new Error('https://api.clever.com/v1.2/me is gone');
  return OLD.test(url);
}
`,
    },
    {
      name: 'a version of the application in the query',
      code: `export const load = (headers: Record<string, string>) =>
  fetch('https://api.clever.com/v3.0/schools?app=v1.1', { headers });
`,
    },
  ],
  invalid: [
    {
      name: 'a path that the code encodes, so that no query can be written into it',
      code: `const get = (name, headers) => fetch('https://api.clever.com/v1.1/' + encodeURIComponent(name), { headers });
export const students = async (headers) => (await (await get('students', headers)).json()).data.map(({ data }) => data.id);
`,
      errors: [{ text: 'v1.1', line: 1 }],
      fixed: null,
    },
    {
      name: 'a key in the option of the client',
      code: `import axios from 'axios';
export const names = async (key) => {
  const { data } = await axios.get('https://api.clever.com/v1.1/schools', { auth: { username: key, password: '' } });
  return data.data.map((entry) => entry.data.name);
};
`,
      errors: [{ text: 'v1.1', line: 3 }],
      fixed: null,
      suggested: `import axios from 'axios';
export const names = async (key) => {
  // TODO(clever-audit): Replace the API key: v3.0 accepts only tokens, so \`/v3.0/schools\` needs a district token.
  const { data } = await axios.get('https://api.clever.com/v3.0/schools', { auth: { username: key, password: '' } });
  return data.data.map((entry) => entry.data.name);
};
`,
    },
    {
      name: 'a key in the header',
      code: `const headersFor = (key) => ({ Authorization: 'Basic ' + btoa(key + ':') });
export const names = async (key) => {
  const response = await fetch('https://api.clever.com/v1.1/districts', { headers: headersFor(key) });
  return (await response.json()).data.map((entry) => entry.data.name);
};
`,
      errors: [{ text: 'v1.1', line: 3 }],
      fixed: null,
      suggested: `const headersFor = (key) => ({ Authorization: 'Basic ' + btoa(key + ':') });
export const names = async (key) => {
  // TODO(clever-audit): Replace the API key: v3.0 accepts only tokens, so \`/v3.0/districts\` needs a district token.
  const response = await fetch('https://api.clever.com/v3.0/districts', { headers: headersFor(key) });
  return (await response.json()).data.map((entry) => entry.data.name);
};
`,
    },
    {
      name: 'a token in an option that could hold a key',
      code: `import request from 'request';
request({ url: 'https://api.clever.com/v1.1/districts', auth: { bearer: process.env.TOKEN }, json: true }, (error, response, body) => {
  if (error) throw error;
  for (const entry of body.data) console.log(entry.data.name);
});
`,
      errors: [{ text: 'v1.1', line: 2 }],
      fixed: `import request from 'request';
request({ url: 'https://api.clever.com/v3.0/districts', auth: { bearer: process.env.TOKEN }, json: true }, (error, response, body) => {
  if (error) throw error;
  for (const entry of body.data) console.log(entry.data.name);
});
`,
    },
    {
      name: 'a path that is the same on v3',
      filename: 'src/clever.js',
      code: districtName,
      errors: [
        {
          text: 'v1.1',
          line: 2,
          confidence: 'certain',
          message:
            'Clever switched off API v1.1 in December 2022. Call `/v3.0/districts/{id}` instead of `/v1.1/districts/{id}`.',
        },
      ],
      fixed: districtNameOnV3,
    },
    {
      name: 'API v3.1 as the target',
      filename: 'src/clever.js',
      target: 'v3.1',
      code: districtName,
      errors: [{ text: 'v1.1', message: /Call `\/v3\.1\/districts\/\{id\}` instead of/ }],
      fixed: districtNameOnV3.replace('v3.0', 'v3.1'),
    },
    {
      name: 'CRLF line ends and a byte-order mark',
      filename: 'src/clever.js',
      code: `\uFEFF${districtName.replaceAll('\n', '\r\n')}`,
      errors: [{ text: 'v1.1', line: 2 }],
      fixed: `\uFEFF${districtNameOnV3.replaceAll('\n', '\r\n')}`,
    },
    {
      name: 'a script with a hashbang, and emoji before the place',
      filename: 'bin/districts.mjs',
      code: `#!/usr/bin/env node
const headers = { Authorization: \`Bearer \${process.argv[2]}\` };
console.log('🏫🏫'); const response = await fetch('https://api.clever.com/v1.2/districts', { headers });
console.log((await response.json()).data.length);
`,
      errors: [{ text: 'v1.2', line: 3 }],
      fixed: `#!/usr/bin/env node
const headers = { Authorization: \`Bearer \${process.argv[2]}\` };
console.log('🏫🏫'); const response = await fetch('https://api.clever.com/v3.0/districts', { headers });
console.log((await response.json()).data.length);
`,
    },
    {
      name: 'JSX',
      filename: 'src/schools.tsx',
      code: `import { use } from 'react';

export function SchoolCount({ headers }: { headers: Record<string, string> }) {
  const response = use(fetch('https://api.clever.com/v1.2/schools', { headers }));
  return <output>{response.ok ? '✅' : '❌'}</output>;
}
`,
      errors: [{ text: 'v1.2', line: 4 }],
      fixed: `import { use } from 'react';

export function SchoolCount({ headers }: { headers: Record<string, string> }) {
  const response = use(fetch('https://api.clever.com/v3.0/schools', { headers }));
  return <output>{response.ok ? '✅' : '❌'}</output>;
}
`,
    },
    {
      name: 'v1.1/me, and fields that the record of the user has',
      filename: 'src/clever.cjs',
      code: `const fetch = require('node-fetch');

exports.mailOf = async (token) => {
  const response = await fetch('https://api.clever.com/v1.1/me', { headers: { Authorization: \`Bearer \${token}\` } });
  const body = await response.json();
  return body.data.email;
};
`,
      errors: [{ text: 'v1.1', line: 4, message: /^Clever switched off API v1\.1 .* instead of `\/v1\.1\/me`/ }],
      fixed: `const fetch = require('node-fetch');

exports.mailOf = async (token) => {
  const options = { headers: { Authorization: \`Bearer \${token}\` } };
  const me = await fetch('https://api.clever.com/v3.0/me', options);
  const response = me.ok ? await fetch(\`https://api.clever.com/v3.0/users/\${(await me.json()).data.id}\`, options) : me;
  const body = await response.json();
  return body.data.email;
};
`,
    },
    {
      name: 'v1.2/me of whose answer only the district is read',
      filename: 'src/clever.js',
      code: `export async function districtOf(headers) {
  const response = await fetch('https://api.clever.com/v1.2/me', { headers });
  return (await response.json()).data.district;
}
`,
      errors: [{ text: 'v1.2' }],
      fixed: `export async function districtOf(headers) {
  const response = await fetch('https://api.clever.com/v3.0/me', { headers });
  return (await response.json()).data.district;
}
`,
    },
    {
      name: 'a version in a base that calls share: one finding, moved for all',
      filename: 'src/clever.js',
      code: `const API = 'https://api.clever.com/v1.1';

export async function district(id, headers) {
  const response = await fetch(\`\${API}/districts/\${id}\`, { headers });
  return (await response.json()).data.name;
}

export async function school(id, headers) {
  const response = await fetch(\`\${API}/schools/\${id}\`, { headers });
  return (await response.json()).data.name;
}
`,
      errors: [{ text: 'v1.1', line: 1 }],
      fixed: `const API = 'https://api.clever.com/v3.0';

export async function district(id, headers) {
  const response = await fetch(\`\${API}/districts/\${id}\`, { headers });
  return (await response.json()).data.name;
}

export async function school(id, headers) {
  const response = await fetch(\`\${API}/schools/\${id}\`, { headers });
  return (await response.json()).data.name;
}
`,
    },
    {
      name: 'a shared base that a call with a stored id holds back',
      filename: 'src/clever.js',
      code: `const API = 'https://api.clever.com/v1.1';

export async function district(id, headers) {
  const response = await fetch(\`\${API}/districts/\${id}\`, { headers });
  return (await response.json()).data.name;
}

export async function teacher(id, headers) {
  const response = await fetch(\`\${API}/teachers/\${id}\`, { headers });
  return (await response.json()).data.email;
}
`,
      errors: [{ text: 'v1.1', line: 1 }],
      fixed: null,
    },
    {
      name: 'the version in a constant of its own, without its letter',
      filename: 'src/clever.js',
      code: `const CLEVER_VERSION = '1.1';
export const countDistricts = async (headers) => {
  const response = await fetch(\`https://api.clever.com/v\${CLEVER_VERSION}/districts\`, { headers });
  return (await response.json()).data.length;
};
`,
      errors: [{ text: '1.1', line: 1 }],
      fixed: `const CLEVER_VERSION = '3.0';
export const countDistricts = async (headers) => {
  const response = await fetch(\`https://api.clever.com/v\${CLEVER_VERSION}/districts\`, { headers });
  return (await response.json()).data.length;
};
`,
    },
    {
      name: 'a configuration object in CommonJS, read in another file',
      files: {
        'lib/clever.js': `const axios = require('axios');
const { clever } = require('../config');

exports.schools = async (headers) => {
  const { data } = await axios.get(clever.host + '/' + clever.version + clever.paths.schools, { headers });
  return data.data.map((school) => school.data.name);
};
`,
        'config.js': `module.exports = {
  clever: { host: 'https://api.clever.com', version: 'v1.2', paths: { schools: '/schools' } },
};
`,
      },
      errors: [{ file: 'config.js', text: 'v1.2', line: 2 }],
      fixed: {
        'config.js': `module.exports = {
  clever: { host: 'https://api.clever.com', version: 'v3.0', paths: { schools: '/schools' } },
};
`,
      },
    },
    {
      name: 'a class with its version in a field',
      code: `export class Clever {
  private readonly base = 'https://api.clever.com';
  private readonly version = 'v1.2';

  constructor(private readonly token: string) {}

  async schools(): Promise<number> {
    const answer = await this.get('/schools');
    return answer.data.length;
  }

  private async get(path: string) {
    const headers = { Authorization: \`Bearer \${this.token}\` };
    const response = await fetch(\`\${this.base}/\${this.version}\${path}\`, { headers });
    return response.json();
  }
}
`,
      errors: [{ text: 'v1.2', line: 3 }],
      fixed: `export class Clever {
  private readonly base = 'https://api.clever.com';
  private readonly version = 'v3.0';

  constructor(private readonly token: string) {}

  async schools(): Promise<number> {
    const answer = await this.get('/schools');
    return answer.data.length;
  }

  private async get(path: string) {
    const headers = { Authorization: \`Bearer \${this.token}\` };
    const response = await fetch(\`\${this.base}/\${this.version}\${path}\`, { headers });
    return response.json();
  }
}
`,
    },
    {
      name: 'got with a prefix',
      filename: 'src/clever.mjs',
      code: `import got from 'got';

const clever = got.extend({ prefixUrl: 'https://api.clever.com/v1.1', responseType: 'json' });
export const districtName = async (id) => (await clever(\`districts/\${id}\`)).body.data.name;
`,
      errors: [{ text: 'v1.1', line: 3 }],
      fixed: `import got from 'got';

const clever = got.extend({ prefixUrl: 'https://api.clever.com/v3.0', responseType: 'json' });
export const districtName = async (id) => (await clever(\`districts/\${id}\`)).body.data.name;
`,
    },
    {
      name: 'ky with a prefix',
      code: `import ky from 'ky';

const clever = ky.create({ prefixUrl: 'https://api.clever.com/v1.2' });
export const schools = async () => (await clever.get('schools').json<{ data: unknown[] }>()).data.length;
`,
      errors: [{ text: 'v1.2', line: 3 }],
      fixed: `import ky from 'ky';

const clever = ky.create({ prefixUrl: 'https://api.clever.com/v3.0' });
export const schools = async () => (await clever.get('schools').json<{ data: unknown[] }>()).data.length;
`,
    },
    {
      name: 'superagent, whose request goes on behind the address',
      filename: 'src/clever.js',
      code: `import superagent from 'superagent';

export async function firstName(token) {
  const response = await superagent.get('https://api.clever.com/v1.1/me').set('Authorization', \`Bearer \${token}\`);
  return response.body.data.name.first;
}
`,
      errors: [{ text: 'v1.1', line: 4 }],
      fixed: `import superagent from 'superagent';

export async function firstName(token) {
  const me = await superagent.get('https://api.clever.com/v3.0/me').set('Authorization', \`Bearer \${token}\`);
  const response = await superagent
    .get(\`https://api.clever.com/v3.0/users/\${me.body.data.id}\`)
    .set('Authorization', \`Bearer \${token}\`);
  return response.body.data.name.first;
}
`,
    },
    {
      name: 'https.request with its URL in parts',
      filename: 'lib/clever.cjs',
      code: `const https = require('https');

module.exports = (token, done) => {
  const request = https.request(
    { host: 'api.clever.com', path: '/v1.1/districts', method: 'GET', headers: { Authorization: \`Bearer \${token}\` } },
    (response) => done(response.statusCode),
  );
  request.end();
};
`,
      errors: [{ text: 'v1.1', line: 5 }],
      fixed: `const https = require('https');

module.exports = (token, done) => {
  const request = https.request(
    { host: 'api.clever.com', path: '/v3.0/districts', method: 'GET', headers: { Authorization: \`Bearer \${token}\` } },
    (response) => done(response.statusCode),
  );
  request.end();
};
`,
    },
    {
      name: 'the old host and plain http',
      filename: 'src/clever.js',
      code: `export const load = async (headers) => {
  const response = await fetch('http://api.getclever.com/v1.1/districts', { headers });
  return (await response.json()).data.length;
};
`,
      errors: [{ text: 'v1.1' }],
      fixed: `export const load = async (headers) => {
  const response = await fetch('https://api.clever.com/v3.0/districts', { headers });
  return (await response.json()).data.length;
};
`,
    },
    {
      name: 'a limit in the query, which v3 takes too',
      filename: 'src/clever.js',
      code: `export const load = async (headers) => {
  const response = await fetch('https://api.clever.com/v1.1/schools?limit=100', { headers });
  return (await response.json()).data.length;
};
`,
      errors: [{ text: 'v1.1' }],
      fixed: `export const load = async (headers) => {
  const response = await fetch('https://api.clever.com/v3.0/schools?limit=100', { headers });
  return (await response.json()).data.length;
};
`,
    },
    {
      name: 'a where in the query, which v3 does not take: a suggestion',
      filename: 'src/clever.js',
      code: `export const load = async (name, headers) => {
  const response = await fetch('https://api.clever.com/v1.1/schools?where=' + name, { headers });
  return (await response.json()).data.length;
};
`,
      errors: [{ text: 'v1.1', confidence: 'certain' }],
      fixed: null,
      suggested: `export const load = async (name, headers) => {
  // TODO(clever-audit): v3.0 does not accept the parameter \`where\`. Instead, filter the pages in
  // code, or fetch a single record by its id.
  const response = await fetch('https://api.clever.com/v3.0/schools?where=' + name, { headers });
  return (await response.json()).data.length;
};
`,
    },
    {
      name: 'a page in the query, which v3 does not take: a loop over pages would never end',
      filename: 'src/clever.js',
      code: `export const load = async (headers) => {
  const response = await fetch('https://api.clever.com/v1.1/schools?page=2', { headers });
  return (await response.json()).data.length;
};
`,
      errors: [{ text: 'v1.1', confidence: 'certain' }],
      fixed: null,
    },
    {
      name: 'parameters in the options, which may hold what v3 does not take: a suggestion',
      filename: 'src/clever.js',
      code: `import axios from 'axios';

export async function schools(params, headers) {
  const { data } = await axios.get('https://api.clever.com/v1.1/schools', { params, headers });
  return data.data.length;
}
`,
      errors: [{ text: 'v1.1' }],
      fixed: null,
      suggested: `import axios from 'axios';

export async function schools(params, headers) {
  // TODO(clever-audit): Check that the request does not send \`where\`, which v3.0 does not accept.
  const { data } = await axios.get('https://api.clever.com/v3.0/schools', { params, headers });
  return data.data.length;
}
`,
    },
    {
      name: 'a list of people, who are users on v3',
      filename: 'src/clever.js',
      code: `export const load = async (headers) => {
  const response = await fetch('https://api.clever.com/v1.2/students', { headers });
  return (await response.json()).data.length;
};
`,
      errors: [
        {
          text: 'v1.2',
          message:
            'Clever switched off API v1.2 in December 2022. Call `/v3.0/users?role=student` instead of `/v1.2/students`.',
        },
      ],
      fixed: `export const load = async (headers) => {
  const response = await fetch('https://api.clever.com/v3.0/users?role=student', { headers });
  return (await response.json()).data.length;
};
`,
    },
    {
      name: 'a path that Clever never had',
      code: `export const load = (headers: Record<string, string>) => fetch('https://api.clever.com/v1.1/widgets', { headers });
`,
      errors: [
        {
          text: 'v1.1',
          message:
            'Clever switched off API v1.1 in December 2022. This tool does not know `/widgets`. Find its replacement in the API v3.0 reference.',
        },
      ],
      fixed: null,
    },
    {
      name: 'a constant that nothing in sight uses is likely',
      code: `export const STUDENTS = 'https://api.clever.com/v1.1/students';
`,
      errors: [{ text: 'v1.1', confidence: 'likely' }],
      fixed: null,
    },
    {
      name: 'the whole URL in an env file',
      files: {
        'src/sync.js': `export const schools = async (headers) => (await fetch(process.env.CLEVER_SCHOOLS_URL, { headers })).ok;
`,
        '.env.example': 'CLEVER_SCHOOLS_URL=https://api.clever.com/v1.2/schools\n',
      },
      errors: [{ file: '.env.example', text: 'v1.2', line: 1 }],
      fixed: { '.env.example': 'CLEVER_SCHOOLS_URL=https://api.clever.com/v3.0/schools\n' },
    },
    {
      name: 'a path that v1 never had and v3 has',
      filename: 'src/clever.js',
      code: `export const load = async (headers) => {
  const response = await fetch('https://api.clever.com/v1.1/terms', { headers });
  return (await response.json()).data.length;
};
`,
      errors: [
        {
          text: 'v1.1',
          message: 'API v1.1, which Clever switched off in December 2022, never had `/terms`. Call `/v3.0/terms`.',
        },
      ],
      fixed: null,
      suggested: `export const load = async (headers) => {
  // TODO(clever-audit): Check that the code means this path: API v1.1 has no \`/terms\`, so the call
  // does not work today.
  const response = await fetch('https://api.clever.com/v3.0/terms', { headers });
  return (await response.json()).data.length;
};
`,
    },
    {
      name: 'the number of pages, which v3 does not say',
      filename: 'src/clever.js',
      code: `export const pages = async (headers) => {
  const response = await fetch('https://api.clever.com/v1.1/schools', { headers });
  return (await response.json()).paging.total;
};
`,
      errors: [{ text: 'v1.1', message: /The answer no longer has `paging`: follow the `next` link in `links`\.$/ }],
      fixed: null,
      suggested: null,
    },
    {
      name: 'the uri of an item, which v3 does not send',
      filename: 'src/clever.js',
      code: `export const load = async (headers) => {
  const { data } = await (await fetch('https://api.clever.com/v1.2/sections', { headers })).json();
  return data.map(({ uri }) => uri);
};
`,
      errors: [{ text: 'v1.2', message: /The answer no longer has `uri`:/ }],
      fixed: null,
      suggested: null,
    },
    {
      name: 'the next page by its link, which every version sends',
      filename: 'src/clever.js',
      code: `export async function schools(headers) {
  const names = [];
  let path = '/v1.1/schools';
  while (path) {
    const page = await (await fetch('https://api.clever.com' + path, { headers })).json();
    for (const school of page.data) names.push(school.data.name);
    path = page.links.find(({ rel }) => rel === 'next')?.uri;
  }
  return names;
}
`,
      errors: [{ text: 'v1.1' }],
      fixed: `export async function schools(headers) {
  const names = [];
  let path = '/v3.0/schools';
  while (path) {
    const page = await (await fetch('https://api.clever.com' + path, { headers })).json();
    for (const school of page.data) names.push(school.data.name);
    path = page.links.find(({ rel }) => rel === 'next')?.uri;
  }
  return names;
}
`,
    },
    {
      name: 'a kind of record that only run time knows',
      filename: 'src/clever.js',
      code: `export async function mailOf(type, id, headers) {
  const response = await fetch(\`https://api.clever.com/v1.1/\${type}s/\${id}\`, { headers });
  return (await response.json()).data.email;
}
`,
      errors: [
        {
          text: 'v1.1',
          confidence: 'certain',
          message:
            /^Clever switched off API v1\.1 in December 2022\. This tool cannot tell which endpoint `\/\{type\}s\/\{id\}` is\. Depending on the endpoint, replace .*`\/students\/\{id\}`, `\/teachers\/\{id\}`.* or `\/\w+\/\{id\}` with `\/v3\.0\/users\/\{id\}`;.* `\/schools\/\{id\}` with `\/v3\.0\/schools\/\{id\}`;/,
        },
      ],
      fixed: null,
      suggested: `export async function mailOf(type, id, headers) {
  // TODO(clever-audit): Check that this code requests only people, by their v3.0 ids.
  const response = await fetch(\`https://api.clever.com/v3.0/users/\${id}\`, { headers });
  return (await response.json()).data.email;
}
`,
    },
    {
      name: 'a path that only run time knows, behind a version',
      filename: 'src/clever.js',
      code: `export const get = (path, headers) => fetch('https://api.clever.com/v1.1' + path, { headers });
`,
      errors: [{ text: 'v1.1', message: /^Clever switched off API v1\.1/ }],
      fixed: null,
    },
    {
      name: 'a student, whose fields are read from their new place',
      filename: 'src/clever.js',
      code: `export async function numberOf(id, headers) {
  const { data } = await (await fetch('http://api.getclever.com/v1.1/students/' + id, { headers })).json();
  return data.student_number + ' ' + data.email;
}
`,
      errors: [{ text: 'v1.1' }],
      fixed: `export async function numberOf(id, headers) {
  const { data } = await (await fetch('https://api.clever.com/v3.0/users/' + id, { headers })).json();
  return data.roles.student.student_number + ' ' + data.email;
}
`,
    },
    {
      name: 'students of a district, whose id goes',
      filename: 'src/clever.js',
      code: `export async function count(district, headers) {
  const response = await fetch(\`https://api.clever.com/v1.1/districts/\${district.id}/students?limit=10\`, { headers });
  return (await response.json()).data.length;
}
`,
      errors: [{ text: 'v1.1', message: /Leave out the district id: the token determines the district\.$/ }],
      fixed: `export async function count(district, headers) {
  const response = await fetch(\`https://api.clever.com/v3.0/users?role=student&limit=10\`, { headers });
  return (await response.json()).data.length;
}
`,
    },
    {
      name: 'the school of a student, one of a list now: a suggestion',
      filename: 'src/clever.js',
      code: `export async function schoolOf(id, headers) {
  const school = await (await fetch(\`https://api.clever.com/v1.1/students/\${id}/school\`, { headers })).json();
  return school.data.name;
}
`,
      errors: [{ text: 'v1.1', message: /The answer is a list\.$/ }],
      fixed: null,
      suggested: `export async function schoolOf(id, headers) {
  // TODO(clever-audit): Check what the code does if the list is empty.
  const school = await (
    await fetch(\`https://api.clever.com/v3.0/users/\${id}/schools?primary=true\`, { headers })
  ).json();
  return school.data.at(0)?.data.name;
}
`,
    },
    {
      name: 'a teacher by an id of before: a suggestion that says so',
      filename: 'src/clever.js',
      code: `export async function titleOf(id, headers) {
  const response = await fetch('https://api.clever.com/v1.1/teachers/' + id, { headers });
  return (await response.json()).data.title;
}
`,
      errors: [
        {
          text: 'v1.1',
          message: /Pass the v3\.0 id of the person\. The old id is in `data\.roles\.teacher\.legacy_id`\.$/,
        },
      ],
      fixed: null,
      suggested: `export async function titleOf(id, headers) {
  // TODO(clever-audit): Pass the v3.0 id to \`/v3.0/users/{id}\`: v3.0 does not know the old id.
  const response = await fetch('https://api.clever.com/v3.0/users/' + id, { headers });
  return (await response.json()).data.roles.teacher.title;
}
`,
    },
    {
      name: 'records that v1 did not wrap',
      filename: 'src/clever.js',
      code: `export async function mails(headers) {
  const body = await (await fetch('https://api.clever.com/v1.2/district_admins', { headers })).json();
  return body.data.map((admin) => admin.email);
}
`,
      errors: [{ text: 'v1.2', message: /Each record is wrapped in `data`\. The records have new ids/ }],
      fixed: null,
      suggested: `export async function mails(headers) {
  // TODO(clever-audit): Check code that relies on the order of these people, or reads only the first ones: the order
  // follows the ids, which are new on v3.0.
  const body = await (await fetch('https://api.clever.com/v3.0/users?role=district_admin', { headers })).json();
  return body.data.map((admin) => admin.data.email);
}
`,
    },
    {
      name: 'names of sections, which are where they were',
      filename: 'src/clever.js',
      code: `export async function names(id, headers) {
  const { data } = await (await fetch(\`https://api.clever.com/v1.1/schools/\${id}/sections\`, { headers })).json();
  return data.map((section) => section.data.name);
}
`,
      errors: [{ text: 'v1.1' }],
      fixed: `export async function names(id, headers) {
  const { data } = await (await fetch(\`https://api.clever.com/v3.0/schools/\${id}/sections\`, { headers })).json();
  return data.map((section) => section.data.name);
}
`,
    },
    {
      name: 'teachers of sections, whose ids are new: a suggestion',
      filename: 'src/clever.js',
      code: `export async function teachers(headers) {
  const { data } = await (await fetch('https://api.clever.com/v1.1/sections', { headers })).json();
  return data.map((section) => section.data.teacher);
}
`,
      errors: [{ text: 'v1.1' }],
      fixed: null,
    },
    {
      name: 'a where that is added to the URL',
      filename: 'src/clever.js',
      code: `export async function load(where, headers) {
  const url = new URL('https://api.clever.com/v1.1/schools');
  url.searchParams.set('where', where);
  return (await (await fetch(url, { headers })).json()).data.length;
}
`,
      errors: [{ text: 'v1.1', message: /Do not send `where`. Instead, filter the pages in code/ }],
      fixed: null,
    },
    {
      name: 'a base of several calls, of which the message names one and counts the others',
      filename: 'src/clever.js',
      code: `import axios from 'axios';

const clever = axios.create({ baseURL: 'https://api.clever.com/v1.1' });
export const count = async (headers) => (await clever.get('/schools', { headers })).data.data.length;
export const countDistricts = async (headers) => (await clever.get('/districts', { headers })).data.data.length;
`,
      errors: [
        {
          text: 'v1.1',
          message:
            'Clever switched off API v1.1 in December 2022. Call `/v3.0/schools` instead of `/v1.1/schools`. 1 more call uses the same string in its URL.',
        },
      ],
      fixed: `import axios from 'axios';

const clever = axios.create({ baseURL: 'https://api.clever.com/v3.0' });
export const count = async (headers) => (await clever.get('/schools', { headers })).data.data.length;
export const countDistricts = async (headers) => (await clever.get('/districts', { headers })).data.data.length;
`,
    },
    {
      name: 'parameters in options, all in sight',
      filename: 'src/clever.js',
      code: `import axios from 'axios';

const page = { limit: 100 };
export const load = async (headers) =>
  (await axios.get('https://api.clever.com/v1.1/schools', { headers, params: { ...page, starting_after: 'x' } })).data.data.length;
export const some = async (where, headers) =>
  (await axios.get('https://api.clever.com/v1.2/schools', { headers, params: { ...page, where } })).data.data.length;
`,
      errors: [
        { text: 'v1.1', message: /^Clever switched off API v1\.1 in December 2022\. Call/ },
        { text: 'v1.2', message: /Do not send `where`. Instead, filter/ },
      ],
      fixed: `import axios from 'axios';

const page = { limit: 100 };
export const load = async (headers) =>
  (await axios.get('https://api.clever.com/v3.0/schools', { headers, params: { ...page, starting_after: 'x' } })).data.data.length;
export const some = async (where, headers) =>
  (await axios.get('https://api.clever.com/v1.2/schools', { headers, params: { ...page, where } })).data.data.length;
`,
    },
    {
      name: 'parameters in a chain',
      filename: 'src/clever.js',
      code: `import superagent from 'superagent';

export const load = async () =>
  (await superagent.get('https://api.clever.com/v1.1/schools').set('Accept', '*/*').query({ include: 'x' })).body.data.length;
`,
      errors: [{ text: 'v1.1', message: /Do not send `include`. Instead, request the related records one by one\.$/ }],
      fixed: null,
    },
    {
      name: 'a role in the query, which options with a query of their own would take away',
      filename: 'src/clever.js',
      code: `import got from 'got';

export const load = async () =>
  (await got('https://api.clever.com/v1.1/students', { searchParams: { limit: 3 } }).json()).data.length;
`,
      errors: [{ text: 'v1.1' }],
      fixed: null,
      suggested: null,
    },
    {
      name: 'a program that signs people in, whose tokens do not reach so far',
      filename: 'src/clever.js',
      code: `export async function signIn(headers) {
  const me = await (await fetch('https://api.clever.com/v3.0/me', { headers })).json();
  const response = await fetch(\`https://api.clever.com/v1.1/students/\${me.data.id}/sections\`, { headers });
  return (await response.json()).data.length;
}
`,
      errors: [{ text: 'v1.1', message: /Use a district token: v3\.0 does not accept a sign-in token here\.$/ }],
    },
    {
      name: 'a program that signs people in, and lists students with the token of a setting',
      filename: 'src/clever.js',
      code: `export async function signIn(token) {
  const headers = { Authorization: 'Bearer ' + token };
  return (await (await fetch('https://api.clever.com/v3.0/me', { headers })).json()).data.id;
}
export async function countStudents() {
  const headers = { Authorization: 'Bearer ' + process.env.CLEVER_DISTRICT_TOKEN };
  return (await (await fetch('https://api.clever.com/v1.1/students', { headers })).json()).data.length;
}
`,
      errors: [{ text: 'v1.1', message: /instead of `\/v1\.1\/students`\.$/ }],
    },
  ],
});
