import { testRule } from '../support/rule-tester.js';

const students = `export async function count(headers) {
  const response = await fetch('https://api.clever.com/v3.0/students?limit=10', { headers });
  return (await response.json()).data.length;
}
`;

const studentsOnV3 = students
  .replace('/students?', '/users?role=student&')
  .replace('{ headers }', '{\n    headers,\n  }');

testRule('no-unknown-endpoint', {
  valid: [
    {
      name: 'paths of API v3.0',
      filename: 'src/clever.js',
      code: `const get = (path, headers) => fetch('https://api.clever.com/v3.0' + path, { headers });
export const me = (headers) => get('/me', headers);
export const users = (headers) => get('/users?role=student', headers);
export const user = (id, headers) => get('/users/' + id, headers);
export const sections = (id, headers) => get(\`/users/\${id}/sections\`, headers);
export const events = (headers) => get('/events/', headers);
`,
    },
    {
      name: 'paths that only API v3.1 has, asked of it',
      code: `export const attendance = (id: string) => fetch(\`https://api.clever.com/v3.1/attendance/schools/\${id}\`);
`,
    },
    {
      name: 'words that only run time knows',
      filename: 'src/clever.js',
      code: `export const related = (id, what) => fetch(\`https://api.clever.com/v3.0/users/\${id}/\${what}\`);
export const page = (query) => fetch(\`https://api.clever.com/v3.0/users\${query}\`);
export const my = (id, what) => fetch(\`https://api.clever.com/v3.0/users/\${id}/my\${what}\`);
`,
    },
    {
      name: 'the same words elsewhere',
      filename: 'src/other.js',
      code: `export const load = () => fetch('https://api.example.com/v3.0/students');
export const old = () => fetch('https://api.clever.com/userinfo');
`,
    },
    {
      name: 'a version of which nothing is known',
      code: `export const load = () => fetch('https://api.clever.com/v3.2/students');
`,
    },
  ],
  invalid: [
    {
      name: 'the path of before behind the new version',
      filename: 'src/clever.js',
      code: students,
      errors: [
        {
          text: '/students',
          line: 2,
          confidence: 'certain',
          message: 'API v3.0 has no `/students`. Call `/v3.0/users?role=student`.',
        },
      ],
      fixed: studentsOnV3,
    },
    {
      name: 'CRLF line ends and a byte-order mark',
      filename: 'src/clever.js',
      code: `\uFEFF${students.replaceAll('\n', '\r\n')}`,
      errors: [{ text: '/students' }],
      fixed: `\uFEFF${studentsOnV3.replaceAll('\n', '\r\n')}`,
    },
    {
      name: 'API v3.1, whatever the target',
      filename: 'src/clever.js',
      code: students.replace('v3.0', 'v3.1'),
      errors: [{ text: '/students', message: /Call `\/v3\.1\/users\?role=student`\.$/ }],
      fixed: studentsOnV3.replace('v3.0', 'v3.1'),
    },
    {
      name: 'API v3.1 as the target, API v3.0 asked',
      filename: 'src/clever.js',
      target: 'v3.1',
      code: students,
      errors: [{ text: '/students', message: /Call `\/v3\.0\/users\?role=student`\.$/ }],
      fixed: studentsOnV3,
    },
    {
      name: 'a teacher by an id that may be one of before: a suggestion',
      filename: 'src/clever.js',
      code: `export async function mailOf(id, headers) {
  const response = await fetch(\`https://api.clever.com/v3.0/teachers/\${id}\`, { headers });
  return (await response.json()).data.email;
}
`,
      errors: [{ text: '/teachers/', message: 'API v3.0 has no `/teachers/{id}`. Call `/v3.0/users/{id}`.' }],
      fixed: null,
      suggested: `export async function mailOf(id, headers) {
  // TODO(clever-audit): Pass the v3.0 id to \`/v3.0/users/{id}\`: v3.0 does not know the old id.
  const response = await fetch(\`https://api.clever.com/v3.0/users/\${id}\`, { headers });
  return (await response.json()).data.email;
}
`,
    },
    {
      name: 'fields read where only the old records had them: nothing is offered',
      filename: 'src/clever.js',
      code: `export async function numbers(headers) {
  const { data } = await (await fetch('https://api.clever.com/v3.0/students', { headers })).json();
  return data.map((student) => student.data.sis_id);
}
`,
      errors: [{ text: '/students' }],
      fixed: null,
      suggested: null,
    },
    {
      name: 'students of a school in a wrapper, read where v3 has them',
      filename: 'src/clever.mjs',
      code: `import axios from 'axios';

const clever = axios.create({ baseURL: 'https://api.clever.com/v3.0' });
export const grades = async (id) => {
  const { data } = await clever.get(\`/schools/\${id}/students\`);
  return data.data.map((student) => student.data.roles.student.grade);
};
`,
      errors: [{ text: '/schools/', line: 5 }],
      fixed: `import axios from 'axios';

const clever = axios.create({ baseURL: 'https://api.clever.com/v3.0' });
export const grades = async (id) => {
  const { data } = await clever.get(
    \`/schools/\${id}/users?role=student&primary=true\`,
  );
  return data.data.map((student) => student.data.roles.student.grade);
};
`,
    },
    {
      name: 'a path that no version had, in JSX',
      filename: 'src/classes.tsx',
      code: `import { use } from 'react';

export function Classes() {
  const response = use(fetch('https://api.clever.com/v3.0/classes'));
  return <p>{response.ok ? '✅' : '❌'}</p>;
}
`,
      errors: [
        {
          text: '/classes',
          line: 4,
          message: 'API v3.0 has no `/classes`. Check the path against the API reference.',
        },
      ],
      fixed: null,
    },
    {
      name: 'a word where an id belongs',
      code: `export const me = (headers: Record<string, string>) => fetch('https://api.clever.com/v3.0/users/me', { headers });
`,
      errors: [{ text: '/users/me' }],
      fixed: null,
    },
    {
      name: 'a constant that nothing in sight uses is likely',
      code: `export const STUDENTS = 'https://api.clever.com/v3.0/students';
`,
      errors: [{ text: '/students', confidence: 'likely' }],
      fixed: null,
    },
  ],
});
