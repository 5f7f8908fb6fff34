import { testRule } from '../support/rule-tester.js';

const wrapper = `export const get = (path, headers) => fetch('https://api.clever.com' + path, { headers });
`;

testRule('no-unresolved-url', {
  valid: [
    {
      name: 'addresses that can be computed',
      filename: 'src/clever.js',
      code: `const BASE = 'https://api.clever.com/v3.0';
const get = (path, headers) => fetch(BASE + path, { headers });
export const schools = (headers) => get('/schools', headers);
export const school = (id, headers) => get('/schools/' + id, headers);
`,
    },
    {
      name: 'addresses of somebody else',
      filename: 'src/other.js',
      code: `// Clever is asked elsewhere.
export const load = (path) => fetch('https://api.example.com' + path);
export const any = (url) => fetch(url);
`,
    },
    {
      name: 'a version of before, which says enough',
      filename: 'src/clever.js',
      code: `export const get = (path, headers) => fetch('https://api.clever.com/v1.1' + path, { headers });
`,
    },
  ],
  invalid: [
    {
      name: 'a path that is handed in',
      filename: 'src/clever.js',
      code: wrapper,
      errors: [
        {
          text: "'https://api.clever.com' + path",
          line: 1,
          confidence: 'certain',
          message:
            'This tool cannot compute the URL of this call to Clever, so it cannot check the call. Missing: the value that callers pass for `path`.',
        },
      ],
      fixed: null,
      suggested: null,
    },
    {
      name: 'an answer that is wrapped again and again',
      filename: 'src/clever.js',
      code: `const me = await (await fetch('https://api.clever.com/v3.0/me')).json();
const wrapped = [[[[[[[[me]]]]]]]];
`,
      errors: [
        {
          text: "fetch('https://api.clever.com/v3.0/me')",
          line: 1,
          confidence: 'certain',
          message:
            'This tool could not follow the answer to this call all the way, so it may have missed code that reads the answer. Missing: the code after src/clever.js:2, where the answer is nested more deeply than this tool follows.',
        },
      ],
      fixed: null,
      suggested: null,
    },
    {
      name: 'CRLF line ends and a byte-order mark',
      filename: 'src/clever.js',
      code: `\uFEFF${wrapper.replaceAll('\n', '\r\n')}`,
      errors: [{ text: "'https://api.clever.com' + path", line: 1 }],
    },
    {
      name: 'API v3.1 as the target',
      filename: 'src/clever.js',
      target: 'v3.1',
      code: wrapper,
      errors: [{ text: "'https://api.clever.com' + path" }],
    },
    {
      name: 'a variable of the environment that no file sets',
      filename: 'src/clever.js',
      code: `export const me = (headers) => fetch(\`\${process.env.CLEVER_API}/me\`, { headers });
`,
      errors: [{ text: '`${process.env.CLEVER_API}/me`' }],
    },
    {
      name: 'an option of a client',
      code: `import axios from 'axios';

export const load = (resource: string, id: string) =>
  axios({ url: \`https://api.clever.com/v3.0/\${resource}/\${id}\`, method: 'get' });
`,
      errors: [{ text: '`https://api.clever.com/v3.0/${resource}/${id}`', line: 4 }],
    },
    {
      name: 'a version of v3 and a path that is handed in',
      filename: 'src/clever.js',
      code: `const API = 'https://api.clever.com/v3.0';
export const get = (path, headers) => fetch(API + path, { headers });
`,
      errors: [{ text: 'API + path', line: 2 }],
    },
    {
      name: 'JSX',
      filename: 'src/list.tsx',
      code: `import { use } from 'react';

export function List({ path }: { path: string }) {
  const response = use(fetch('https://api.clever.com' + path));
  return <p>{response.ok ? '✅' : '❌'}</p>;
}
`,
      errors: [{ text: "'https://api.clever.com' + path", line: 4 }],
    },
    {
      name: 'CommonJS',
      filename: 'lib/clever.cjs',
      code: `const request = require('request-promise');

module.exports = (path) => request('https://api.clever.com' + path);
`,
      errors: [{ text: "'https://api.clever.com' + path", line: 3 }],
    },
  ],
});
