import { testRule } from '../support/rule-tester.js';

const schools = `export async function count(headers) {
  const response = await fetch('https://api.clever.com/v2.1/schools', { headers });
  return (await response.json()).data.length;
}
`;

testRule('no-v2-endpoint', {
  valid: [
    {
      name: 'API v3.0 and v3.1',
      code: `export const users = (headers: Record<string, string>) => fetch('https://api.clever.com/v3.0/users', { headers });
export const schools = (headers: Record<string, string>) => fetch('https://api.clever.com/v3.1/schools', { headers });
`,
    },
    {
      name: 'contacts, which have a rule of their own',
      code: `export const load = (headers: Record<string, string>) => fetch('https://api.clever.com/v2.1/contacts', { headers });
`,
    },
    {
      name: 'v2 of somebody else, and a mention',
      filename: 'src/other.js',
      code: `export const load = (headers) => fetch('https://api.example.com/v2.1/schools', { headers });
export const isOld = (url) => url.startsWith('https://api.clever.com/v2.1/');
`,
    },
    {
      name: 'addresses that have no version',
      code: `export const tokens = () => fetch('https://clever.com/oauth/tokens', { method: 'POST' });
export const who = (headers: Record<string, string>) => fetch('https://api.clever.com/userinfo', { headers });
`,
    },
  ],
  invalid: [
    {
      name: 'a path that is the same on v3: a suggestion, since v2 still answers',
      filename: 'src/clever.js',
      code: schools,
      errors: [
        {
          text: 'v2.1',
          line: 2,
          confidence: 'certain',
          message: 'This calls API v2.1. On API v3.0, call `/v3.0/schools` instead of `/v2.1/schools`.',
        },
      ],
      fixed: null,
      suggested: schools.replace('v2.1', 'v3.0'),
    },
    {
      name: 'API v3.1 as the target',
      filename: 'src/clever.js',
      target: 'v3.1',
      code: schools,
      errors: [
        { text: 'v2.1', message: 'This calls API v2.1. On API v3.1, call `/v3.1/schools` instead of `/v2.1/schools`.' },
      ],
      suggested: schools.replace('v2.1', 'v3.1'),
    },
    {
      name: 'CRLF line ends and a byte-order mark',
      filename: 'src/clever.js',
      code: `\uFEFF${schools.replaceAll('\n', '\r\n')}`,
      errors: [{ text: 'v2.1', line: 2 }],
      suggested: `\uFEFF${schools.replace('v2.1', 'v3.0').replaceAll('\n', '\r\n')}`,
    },
    {
      name: '/me, whose type and id are others on v3',
      filename: 'src/clever.js',
      code: `export async function me(headers) {
  const response = await fetch('https://api.clever.com/v2.1/me', { headers });
  return (await response.json()).data.district;
}
`,
      errors: [{ text: 'v2.1', message: 'This calls API v2.1. On API v3.0, call `/v3.0/me` instead of `/v2.1/me`.' }],
      fixed: null,
      suggested: null,
    },
    {
      name: 'a list of people',
      filename: 'src/clever.js',
      code: `import axios from 'axios';

const clever = axios.create({ baseURL: 'https://api.clever.com/v2.0' });
export const numbers = async () =>
  (await clever.get('/students')).data.data.map(({ data }) => data.student_number);
`,
      errors: [{ text: 'v2.0', line: 3, message: /call `\/v3\.0\/users\?role=student` instead of/ }],
      suggested: `import axios from 'axios';

const clever = axios.create({ baseURL: 'https://api.clever.com/v3.0' });
export const numbers = async () =>
  (await clever.get('/users?role=student')).data.data.map(
    ({ data }) => data.roles.student.student_number,
  );
`,
    },
    {
      name: 'a kind of record that only run time knows',
      code: `export const load = (type: string, id: string, headers: Record<string, string>) =>
  fetch(\`https://api.clever.com/v2.1/\${type}s/\${id}\`, { headers });
`,
      errors: [{ text: 'v2.1', message: /cannot tell which endpoint `\/\{type\}s\/\{id\}` is/ }],
    },
    {
      name: 'JSX, and a path that v2 never had',
      filename: 'src/list.tsx',
      code: `import { use } from 'react';

export function Resources({ headers }: { headers: Record<string, string> }) {
  const response = use(fetch('https://api.clever.com/v2.1/resources', { headers }));
  return <p>{response.ok ? '✅' : '❌'}</p>;
}
`,
      errors: [{ text: 'v2.1', message: /^API v2\.1 has no `\/resources`\. Call/ }],
    },
    {
      name: 'a path that no version has',
      code: `export const load = (headers: Record<string, string>) => fetch('https://api.clever.com/v2.1/widgets', { headers });
`,
      errors: [
        {
          text: 'v2.1',
          message:
            'This calls API v2.1. This tool does not know `/widgets`. Find its replacement in the API v3.0 reference.',
        },
      ],
      fixed: null,
    },
    {
      name: 'a constant that nothing in sight uses is likely',
      code: `export const SCHOOLS = 'https://api.clever.com/v2.0/schools';
`,
      errors: [{ text: 'v2.0', confidence: 'likely' }],
      fixed: null,
    },
  ],
});
