import { testRule } from '../support/rule-tester.js';

const message =
  'On v3.0, the `type` of `/me` is `user` for everyone. Read `data.roles` from `/v3.0/users/{id}`. The roles of people who sign in are `district_admin`, `staff`, `teacher` and `student`. A person can have several of them, but a student has no other role.';

const isStudent = `export async function isStudent(headers) {
  const response = await fetch('https://api.clever.com/me', { headers });
  const me = await response.json();
  return me.type === 'student';
}
`;

const isStudentOnV3 = `export async function isStudent(headers) {
  const cleverMe = await fetch('https://api.clever.com/v3.0/me', { headers });
  const cleverId = cleverMe.ok && (await cleverMe.clone().json())?.data?.id;
  const response = cleverId
    ? await fetch(\`https://api.clever.com/v3.0/users/\${cleverId}\`, { headers })
    : cleverMe;
  const me = await response.json();
  return Boolean(me.data?.roles?.student);
}
`;

testRule('no-me-type-as-role', {
  valid: [
    {
      name: 'a check that it says `user`',
      code: `export async function load(headers: Record<string, string>) {
  const response = await fetch('https://api.clever.com/v3.0/me', { headers });
  const me = await response.json();
  if (me.type !== 'user') throw new Error('Clever knows this token as no person.');
  return me.data.type === 'user' ? me.data.district : null;
}
`,
    },
    {
      name: 'a type that is only logged, or shown',
      filename: 'src/who.jsx',
      code: `export async function Who({ headers }) {
  const response = await fetch('https://api.clever.com/v3.0/me', { headers });
  const me = await response.json();
  console.log(\`signed in as \${me.type}\`);
  return <em>{me.data.type}</em>;
}
`,
    },
    {
      name: 'roles of the record of the user',
      filename: 'src/clever.js',
      code: `export async function isTeacher(headers) {
  const me = await (await fetch('https://api.clever.com/v3.0/me', { headers })).json();
  const user = await (await fetch('https://api.clever.com/v3.0/users/' + me.data.id, { headers })).json();
  return Boolean(user.data.roles.teacher);
}
`,
    },
    {
      name: 'the application’s own type beside the answer',
      filename: 'src/clever.js',
      code: `export async function load(headers, user) {
  const response = await fetch('https://api.clever.com/v3.0/me', { headers });
  const me = await response.json();
  return user.type === 'teacher' && me.data.district === user.district;
}
`,
    },
    {
      name: 'a word that was no role',
      filename: 'src/clever.js',
      code: `export async function load(headers) {
  const response = await fetch('https://api.clever.com/v3.0/me', { headers });
  const me = await response.json();
  return me.type === 'district';
}
`,
    },
    {
      name: 'the type of another answer',
      filename: 'src/clever.js',
      code: `export async function load(headers) {
  const response = await fetch('https://api.clever.com/v3.0/events', { headers });
  const { data } = await response.json();
  return data.filter((event) => event.data.type === 'student');
}
`,
    },
  ],
  invalid: [
    {
      name: 'a part of the text that names a part of a role',
      filename: 'src/clever.js',
      code: `export async function isAdmin(headers) {
  const me = await (await fetch('https://api.clever.com/v3.0/me', { headers })).json();
  return me.data.type.endsWith('_admin') || me.type.includes('us');
}
`,
      errors: [{ line: 3, text: 'me.data.type' }],
      fixed: null,
    },
    {
      name: 'compared with an old name',
      filename: 'src/clever.js',
      code: isStudent,
      errors: [{ text: 'me.type', line: 4, confidence: 'certain', message }],
      fixed: isStudentOnV3,
    },
    {
      name: 'CRLF line ends and a byte-order mark',
      filename: 'src/clever.js',
      code: `\uFEFF${isStudent.replaceAll('\n', '\r\n')}`,
      errors: [{ text: 'me.type', line: 4 }],
      fixed: `\uFEFF${isStudentOnV3.replaceAll('\n', '\r\n')}`,
    },
    {
      name: 'a teacher was one who is no admin too',
      filename: 'src/clever.js',
      code: `import axios from 'axios';

export async function pageFor(headers) {
  const { data: answer } = await axios.get('https://api.clever.com/v1.1/me', { headers });
  if (answer.data.type !== 'teacher') return '/home';
  return '/class';
}
`,
      errors: [{ text: 'answer.data.type', line: 5 }],
      fixed: `import axios from 'axios';

export async function pageFor(headers) {
  const me = await axios.get('https://api.clever.com/v3.0/me', { headers });
  const { data: answer } = await axios.get(\`https://api.clever.com/v3.0/users/\${me.data.data.id}\`, {
    headers,
  });
  if (!(answer.data.roles.teacher && !answer.data.roles.district_admin && !answer.data.roles.staff))
    return '/home';
  return '/class';
}
`,
    },
    {
      name: 'switched on',
      code: `import { redirect } from './router.js';

export async function land(headers: Record<string, string>) {
  const response = await fetch('https://api.clever.com/v3.0/me', { headers });
  const me = await response.json();
  switch (me.type) {
    case 'student':
      return redirect('/books');
    case 'teacher':
      return redirect('/class');
    default:
      return redirect('/office');
  }
}
`,
      errors: [{ text: 'me.type', line: 6 }],
      fixed: null,
    },
    {
      name: 'the key of a table',
      filename: 'src/clever.cjs',
      code: `const pages = { student: '/books', teacher: '/class', school_admin: '/office', district_admin: '/office' };

exports.land = async (headers) => {
  const response = await fetch('https://api.clever.com/v3.0/me', { headers });
  const { data } = await response.json();
  return pages[data.type];
};
`,
      errors: [{ text: 'data.type', line: 6 }],
      fixed: null,
    },
    {
      name: 'put into a path of Clever',
      filename: 'src/clever.cjs',
      code: `const axios = require('axios');

exports.recordOf = async (headers) => {
  const { data: me } = await axios.get('https://api.clever.com/v3.0/me', { headers });
  const { data: record } = await axios.get(\`https://api.clever.com/v3.0/\${me.type}s/\${me.data.id}\`, { headers });
  return record.data.name;
};
`,
      errors: [{ text: 'me.type', line: 5 }],
      fixed: null,
    },
    {
      name: 'a variable that was taken out of the answer, used twice',
      code: `export async function isStaff(headers: Record<string, string>): Promise<boolean> {
  const response = await fetch('https://api.clever.com/v3.0/me', { headers });
  const {
    data: { type: kind },
  } = await response.json();
  return kind === 'school_admin' || 'district_admin' === kind;
}
`,
      errors: [
        { text: 'kind', line: 6 },
        { text: 'kind', line: 6 },
      ],
      fixed: null,
    },
    {
      name: 'compared with a constant, and with a member of an enum',
      code: `const STUDENT = 'student';
enum Role {
  Teacher = 'teacher',
}

export async function check(headers: Record<string, string>): Promise<boolean> {
  const response = await fetch('https://api.clever.com/v3.0/me', { headers });
  const me = await response.json();
  return me.data.type === Role.Teacher || me.type == STUDENT;
}
`,
      errors: [
        { text: 'me.data.type', line: 9 },
        { text: 'me.type', line: 9 },
      ],
      fixed: null,
    },
    {
      name: 'looked up in a list of role names',
      filename: 'src/clever.js',
      code: `const STAFF = ['teacher', 'school_admin'];

export async function isStaff(headers) {
  const response = await fetch('https://api.clever.com/v3.0/me', { headers });
  const me = await response.json();
  return STAFF.includes(me.type);
}
`,
      errors: [{ text: 'me.type', line: 6 }],
      fixed: null,
    },
    {
      name: 'JSX in another file than the call',
      files: {
        'src/menu.tsx': `import { fetchMe } from './clever';

export async function Menu({ headers }: { headers: Record<string, string> }) {
  const me = await fetchMe(headers);
  return <nav>{me.type === 'teacher' ? <a href="/class">🍎 Class</a> : null}</nav>;
}
`,
        'src/clever.ts': `export async function fetchMe(headers: Record<string, string>) {
  const response = await fetch('https://api.clever.com/v3.0/me', { headers });
  return response.json();
}
`,
      },
      errors: [{ text: 'me.type', line: 5 }],
      fixed: null,
    },
    {
      name: 'a script with a hashbang',
      filename: 'bin/who.mjs',
      code: `#!/usr/bin/env node
const response = await fetch('https://api.clever.com/v3.0/me', { headers: { Authorization: process.argv[2] } });
const me = await response.json();
console.log('🎒🎒', me.type === 'student' ? 'student' : 'grown-up');
`,
      errors: [{ text: 'me.type', line: 4 }],
      fixed: null,
    },
    {
      name: 'API v3.1 as the target',
      target: 'v3.1',
      filename: 'src/clever.js',
      code: isStudent,
      errors: [{ text: 'me.type', message: /Read `data\.roles` from `\/v3\.1\/users\/\{id\}`\./ }],
      fixed: isStudentOnV3.replaceAll('v3.0', 'v3.1'),
    },
  ],
});
