import type { InvalidCase } from '../support/rule-case.js';
import { testRule } from '../support/rule-tester.js';

const sisIds = `export async function sisIds(headers) {
  const response = await fetch('https://api.clever.com/v1.2/students', { headers });
  const { data } = await response.json();
  return data.map((entry) => entry.data.sis_id);
}
`;

const sisIdsOnV3 = `export async function sisIds(headers) {
  const response = await fetch('https://api.clever.com/v3.0/users?role=student', { headers });
  const { data } = await response.json();
  return data.map((entry) => entry.data.roles.student.sis_id);
}
`;

/** What a finding says of a field of a teacher, of a user of staff, and of a user whose role nobody knows. */
const teachersSisId = 'On v3.0, a teacher record has `sis_id` in another place. Read `data.roles.teacher.sis_id`.';
const staffsTitle = 'On v3.0, a staff record has `title` in another place. Read `data.roles.staff.title`.';
const anyTitle = 'On v3.0, a user record has `title` in another place. Read `data.roles.<role>.title`.';

/** Requests for users of v3, each of which leaves a list in `data`, and what is said of a field that code reads off it. */
const requests: readonly (readonly [name: string, request: string, message: string])[] = [
  ['a role in the URL', get("'https://api.clever.com/v3.0/users?role=teacher'"), teachersSisId],
  ['a role behind another parameter', get("'https://api.clever.com/v3.0/users?limit=10&role=staff'"), staffsTitle],
  ['a role of a section', get('`https://api.clever.com/v3.0/sections/${id}/users?role=teacher`'), teachersSisId],
  ['a known constant in a template', get('`https://api.clever.com/v3.0/users?role=${TEACHER}`'), teachersSisId],
  ['an encoded role', get("'https://api.clever.com/v3.0/users?role=' + encodeURIComponent(TEACHER)"), teachersSisId],
  [
    'URLSearchParams in a template',
    get("`https://api.clever.com/v3.0/users?${new URLSearchParams({ limit: '10', role: 'teacher' })}`"),
    teachersSisId,
  ],
  [
    'a parameter set on a URL',
    `const url = new URL('https://api.clever.com/v3.0/users');
  url.searchParams.set('role', 'teacher');
  ${get('url')}`,
    teachersSisId,
  ],
  ['params of axios', axiosGet("{ params: { limit: 10, role: 'teacher' } }"), teachersSisId],
  ['params of axios, spread', axiosGet("{ params: { ...{ role: 'student' }, role: 'teacher' } }"), teachersSisId],
  [
    'params that are spread into themselves',
    `let params = { role: 'teacher' };
  for (const page of id) params = { ...params, starting_after: page };
  ${axiosGet('{ params }')}`,
    teachersSisId,
  ],
  [
    'URLSearchParams as params of axios',
    `const params = new URLSearchParams();
  params.append('role', 'teacher');
  ${axiosGet('{ params }')}`,
    teachersSisId,
  ],
  [
    'params of an instance',
    `const client = axios.create({ baseURL: 'https://api.clever.com/v3.0', params: { role: 'teacher' } });
  const { data } = (await client.get('/users')).data;`,
    teachersSisId,
  ],
  [
    'params in the place of those of an instance',
    `const client = axios.create({ baseURL: 'https://api.clever.com/v3.0', params: { role: 'teacher' } });
  const { data } = (await client.get('/users', { params: { role: 'staff' } })).data;`,
    staffsTitle,
  ],
  [
    'searchParams of got',
    "const { data } = await got('https://api.clever.com/v3.0/users', { searchParams: { role: 'teacher' } }).json();",
    teachersSisId,
  ],
  [
    'a query of undici',
    `const { body } = await request('https://api.clever.com/v3.0/users', { query: { role: 'staff' } });
  const { data } = await body.json();`,
    staffsTitle,
  ],
  [
    'a query of superagent',
    `const { body } = await superagent.get('https://api.clever.com/v3.0/users').query({ role: 'teacher' });
  const { data } = body;`,
    teachersSisId,
  ],
  ['a path of teachers', get('`https://api.clever.com/v3.0/users/${id}/myteachers`'), teachersSisId],
  ['one of two roles in the URL', get("`https://api.clever.com/v3.0/users?role=${id ? 'staff' : TEACHER}`"), anyTitle],
  ['one of two roles in params', axiosGet("{ params: { role: id ? 'staff' : 'teacher' } }"), anyTitle],
  ['one of two params', axiosGet("{ params: id ? { role: 'staff' } : { role: 'teacher' } }"), anyTitle],
  ['params that may have a role', axiosGet("{ params: { limit: 10, ...(id && { role: 'staff' }) } }"), anyTitle],
  [
    'params that may get a role later',
    `const params = { limit: 10 };
  if (id) params.role = 'staff';
  ${axiosGet('{ params }')}`,
    anyTitle,
  ],
  [
    'a parameter that may be set on a URL',
    `const url = new URL('https://api.clever.com/v3.0/users');
  if (id) url.searchParams.set('role', 'staff');
  ${get('url')}`,
    anyTitle,
  ],
  ['a role that only callers know', get('`https://api.clever.com/v3.0/users?role=${id}`'), anyTitle],
  ['params with a role that only callers know', axiosGet('{ params: { role: id } }'), anyTitle],
  ['params that only callers know', axiosGet("{ params: { role: 'teacher', ...id } }"), anyTitle],
  ['a role that Clever does not have', get("'https://api.clever.com/v3.0/users?role=school_admin'"), anyTitle],
  ['an empty role', get("'https://api.clever.com/v3.0/users?role='"), anyTitle],
  ['another parameter', get("'https://api.clever.com/v3.0/users?roles=teacher'"), anyTitle],
  ['no role', get("'https://api.clever.com/v3.0/users'"), anyTitle],
  [
    'a field that only one role has',
    get("'https://api.clever.com/v3.0/users'"),
    'On v3.0, a user record has `grade` in another place. Read `data.roles.student.grade`.',
  ],
  [
    'contacts, whose type is one to each of their students',
    get("'https://api.clever.com/v3.0/users?role=contact'"),
    'On v3.0, a contact record has `type` in another place. Read `data.roles.contact.student_relationships[].type`.',
  ],
];

function get(url: string): string {
  return `const { data } = await (await fetch(${url})).json();`;
}

function axiosGet(options: string): string {
  return `const { data } = (await axios.get('https://api.clever.com/v3.0/users', ${options})).data;`;
}

function readsUsers([name, request, message]: (typeof requests)[number]): InvalidCase {
  const [, field = ''] = /has (?:no )?`(\w+)`/.exec(message) ?? [];
  const code = `import axios from 'axios';
import got from 'got';
import superagent from 'superagent';
import { request } from 'undici';

const TEACHER = 'teacher';

export async function load(id) {
  ${request}
  return data.map((entry) => entry.data.${field});
}
`;
  const line = code.split('\n').length - 2;
  return { name, filename: 'src/clever.js', code, errors: [{ text: field, line, message }], fixed: null };
}

testRule('no-pre-v3-field', {
  valid: [
    {
      name: 'fields that are where they were',
      filename: 'src/clever.js',
      code: `export async function load(headers) {
  const response = await fetch('https://api.clever.com/v2.1/students', { headers });
  const { data } = await response.json();
  return data.map(({ data: student }) => [student.name.first, student.email, student.district, student.created]);
}
`,
    },
    {
      name: 'fields under the role of a v3 user',
      filename: 'src/clever.js',
      code: `export async function load(id, headers) {
  const response = await fetch('https://api.clever.com/v3.0/users/' + id, { headers });
  const { data: user } = await response.json();
  return [user.roles.student?.sis_id, user.roles.teacher?.title, user.roles.staff?.staff_id];
}
`,
    },
    {
      name: 'schools and districts, which did not move',
      filename: 'src/clever.js',
      code: `export async function load(headers) {
  const response = await fetch('https://api.clever.com/v3.0/schools', { headers });
  const { data } = await response.json();
  return data.map((entry) => [entry.data.sis_id, entry.data.school_number, entry.data.principal.email]);
}
`,
    },
    {
      name: 'sections as v3 has them',
      filename: 'src/clever.js',
      code: `export async function load(id, headers) {
  const response = await fetch('https://api.clever.com/v3.0/sections/' + id, { headers });
  const { data: section } = await response.json();
  return [section.name, section.course, section.term_id, section.students, section.teachers, section.sis_id];
}
`,
    },
    {
      name: '/me, which has a rule of its own',
      filename: 'src/clever.js',
      code: `export async function load(headers) {
  const me = await (await fetch('https://api.clever.com/v3.0/me', { headers })).json();
  return me.data.sis_id;
}
`,
    },
    {
      name: 'records of somebody else, and of the application',
      filename: 'src/roster.js',
      code: `import { students } from './db.js';

// Districts without Clever.
export async function load(headers) {
  const { data } = await (await fetch('https://api.classlink.example/v1.2/students', { headers })).json();
  return [...data.map((entry) => entry.data.sis_id), ...students.map((student) => student.data.grade)];
}
`,
    },
    {
      name: 'a field that users of the role in the query never had',
      filename: 'src/clever.js',
      code: `export async function load() {
  ${get("'https://api.clever.com/v3.0/users?role=teacher'")}
  return data.map((entry) => entry.data.grade);
}
`,
    },
    {
      name: 'a type of users who may be contacts',
      filename: 'src/clever.js',
      code: `export async function load() {
  ${get("'https://api.clever.com/v3.0/users'")}
  return data.map((entry) => entry.data.type);
}
`,
    },
  ],
  invalid: [
    {
      name: 'a field of students that moved under their role',
      filename: 'src/clever.js',
      code: sisIds,
      errors: [
        {
          text: 'sis_id',
          line: 4,
          confidence: 'certain',
          message: 'On v3.0, a student record has `sis_id` in another place. Read `data.roles.student.sis_id`.',
        },
      ],
      fixed: sisIdsOnV3,
    },
    {
      name: 'CRLF line ends and a byte-order mark',
      filename: 'src/clever.js',
      code: `\uFEFF${sisIds.replaceAll('\n', '\r\n')}`,
      errors: [{ text: 'sis_id', line: 4 }],
      fixed: `\uFEFF${sisIdsOnV3.replaceAll('\n', '\r\n')}`,
    },
    {
      name: 'records within the record, each of which is one read',
      filename: 'src/clever.js',
      code: `export async function load(id, headers) {
  const { data } = await (await fetch(\`https://api.clever.com/v2.1/students/\${id}\`, { headers })).json();
  return [data.location.city, data.credentials.district_username];
}
`,
      errors: [
        { text: 'location', line: 3 },
        { text: 'credentials', line: 3 },
      ],
      fixed: null,
    },
    {
      name: 'several fields of one student, one by a string',
      filename: 'src/clever.cjs',
      code: `const request = require('request-promise');

module.exports = async (id, token) => {
  const options = { uri: \`https://api.clever.com/v1.1/students/\${id}\`, json: true, auth: { bearer: token } };
  const { data } = await request(options);
  return { grade: data.grade, name: data.name.last, sis: data['student_number'] };
};
`,
      errors: [
        { text: 'grade', line: 6, message: /Read `data\.roles\.student\.grade`\.$/ },
        { text: 'student_number', line: 6 },
      ],
      fixed: `const request = require('request-promise');

module.exports = async (id, token) => {
  const options = { uri: \`https://api.clever.com/v3.0/users/\${id}\`, json: true, auth: { bearer: token } };
  const { data } = await request(options);
  return { grade: data.roles.student.grade, name: data.name.last, sis: data['roles']['student']['student_number'] };
};
`,
    },
    {
      name: 'a field of a section that is on another record now',
      filename: 'src/clever.js',
      code: `import axios from 'axios';

export async function courses(headers) {
  const { data: page } = await axios.get('https://api.clever.com/v1.2/sections', { headers });
  for (const { data: section } of page.data) console.log('📚', section.name, section.course_name);
}
`,
      errors: [
        {
          text: 'course_name',
          line: 5,
          message:
            'On v3.0, a section record has no `course_name`. Call `/v3.0/courses/{course}` or `/v3.0/sections/{id}/course` and read `data.name`.',
        },
      ],
      fixed: null,
    },
    {
      name: 'a record within a section that is a record of its own now',
      filename: 'src/clever.js',
      code: `export async function termOf(id, headers) {
  const { data: section } = await (await fetch('https://api.clever.com/v1.2/sections/' + id, { headers })).json();
  return section.term;
}
`,
      errors: [
        {
          text: 'term',
          line: 3,
          message:
            'On v3.0, a section record has only `data.term_id` instead of `term`. Call `/v3.0/terms/{term_id}` or `/v3.0/sections/{id}/term` for the rest.',
        },
      ],
      fixed: null,
    },
    {
      name: 'teachers, shown with JSX in another file',
      files: {
        'src/clever/report.tsx': `import { teachers } from './api.js';

export async function Report({ headers }: { headers: Record<string, string> }) {
  const people = await teachers(headers);
  return <ul>{people.map((person) => <li key={person.email}>👩‍🏫 {person.title} {person.name.last}</li>)}</ul>;
}
`,
        'src/clever/api.ts': `export async function teachers(headers: Record<string, string>) {
  const response = await fetch('https://api.clever.com/v2.1/teachers', { headers });
  const body = await response.json();
  return body.data.map((entry) => entry.data);
}
`,
      },
      errors: [{ text: 'title', line: 5, message: /^On v3\.0, a teacher record has `title` in another place/ }],
      fixed: null,
    },
    {
      name: 'a user of v3 read as a student of before',
      code: `export async function sisIdOf(id: string, headers: Record<string, string>): Promise<string> {
  const response = await fetch(\`https://api.clever.com/v3.0/users/\${id}\`, { headers });
  return (await response.json()).data.sis_id;
}
`,
      errors: [{ text: 'sis_id', line: 3 }],
      fixed: null,
    },
    {
      name: 'a list of v3 users read as students of before',
      code: `export async function grades(headers: Record<string, string>): Promise<string[]> {
  const response = await fetch('https://api.clever.com/v3.0/users?role=student', { headers });
  const { data } = await response.json();
  return data.map((entry) => entry.data.grade);
}
`,
      errors: [{ text: 'grade', line: 4 }],
      fixed: null,
    },
    {
      name: 'school admins, who are staff now',
      filename: 'bin/staff.mjs',
      code: `#!/usr/bin/env node
const response = await fetch('https://api.clever.com/v1.2/school_admins');
const { data } = await response.json();
for (const entry of data) console.log(entry.data.title, entry.data.staff_id);
`,
      errors: [
        {
          text: 'title',
          line: 4,
          message: 'On v3.0, a school admin record has `title` in another place. Read `data.roles.staff.title`.',
        },
        { text: 'staff_id', line: 4 },
      ],
      fixed: null,
      suggested: `#!/usr/bin/env node
// TODO(clever-audit): Check code that relies on the order of these people, or
// reads only the first ones: the order follows the ids, which are new on v3.0.
const response = await fetch('https://api.clever.com/v3.0/users?role=staff');
const { data } = await response.json();
for (const entry of data)
  console.log(entry.data.roles.staff.title, entry.data.roles.staff.staff_id);
`,
    },
    {
      name: 'school admins whose ids are shown, which are others on v3',
      filename: 'bin/staff.mjs',
      code: `const response = await fetch('https://api.clever.com/v1.2/school_admins');
const { data } = await response.json();
for (const entry of data) console.log(entry.data.id, entry.data.staff_id);
`,
      errors: [{ text: 'staff_id', line: 3 }],
      fixed: null,
    },
    {
      name: 'contacts, whose name is a record of its own now',
      filename: 'src/clever.js',
      code: `export async function contactsOf(id, headers) {
  const response = await fetch(\`https://api.clever.com/v2.1/students/\${id}/contacts\`, { headers });
  const { data } = await response.json();
  return data.map(({ data: contact }) => contact.name);
}
`,
      errors: [{ text: 'name', line: 4, message: /Read `data\.name\.last`\.$/ }],
    },
    {
      name: 'contacts, whose relation is one to each of their students now',
      filename: 'src/clever.js',
      code: `export async function contactsOf(id, headers) {
  const response = await fetch(\`https://api.clever.com/v2.1/students/\${id}/contacts\`, { headers });
  const { data } = await response.json();
  return data.map(({ data: contact }) => [contact.email, contact.phone, contact.relationship]);
}
`,
      errors: [
        { text: 'phone', line: 4 },
        {
          text: 'relationship',
          line: 4,
          message: /Read `data\.roles\.contact\.student_relationships\[\]\.relationship`\.$/,
        },
      ],
      fixed: null,
    },
    {
      name: 'students of a section, in a filter',
      filename: 'src/clever.js',
      code: `export async function thirdGraders(id, headers) {
  const response = await fetch('https://api.clever.com/v1.1/sections/' + id + '/students', { headers });
  const students = (await response.json()).data;
  return students.filter((student) => student.data.grade === '3').length;
}
`,
      errors: [{ text: 'grade', line: 4 }],
      fixed: `export async function thirdGraders(id, headers) {
  const response = await fetch('https://api.clever.com/v3.0/sections/' + id + '/users?role=student', { headers });
  const students = (await response.json()).data;
  return students.filter((student) => student.data.roles.student.grade === '3').length;
}
`,
    },
    ...requests.map(readsUsers),
    {
      name: 'one user of v3, whose role nobody knows',
      filename: 'src/clever.js',
      code: `export async function titleOf(id) {
  const { data } = await (await fetch(\`https://api.clever.com/v3.0/users/\${id}\`)).json();
  return data.title;
}
`,
      errors: [{ text: 'title', line: 3, message: anyTitle }],
      fixed: null,
    },
    {
      name: 'code that reads students of v1 and teachers of v3',
      filename: 'src/clever.js',
      code: `const read = (page) => page.data.map((entry) => entry.data.sis_id);

export async function load() {
  const students = await (await fetch('https://api.clever.com/v1.2/students')).json();
  const teachers = await (await fetch('https://api.clever.com/v3.0/users?role=teacher')).json();
  return [read(students), read(teachers)];
}
`,
      errors: [
        {
          text: 'sis_id',
          line: 1,
          message: 'On v3.0, a user record has `sis_id` in another place. Read `data.roles.<role>.sis_id`.',
        },
      ],
      fixed: null,
    },
    {
      name: 'pages of v1, whose parameters are spread into those of the next',
      filename: 'src/clever.js',
      code: `import axios from 'axios';

export async function load(headers) {
  const found = [];
  let params = { limit: 100 };
  for (;;) {
    const page = (await axios.get('https://api.clever.com/v1.2/students', { headers, params })).data;
    for (const entry of page.data) found.push(entry.data.sis_id);
    if (page.data.length < 100) return found;
    params = { ...params, starting_after: page.data.at(-1).data.id };
  }
}
`,
      errors: [{ text: 'sis_id', line: 8 }],
      fixed: `import axios from 'axios';

export async function load(headers) {
  const found = [];
  let params = { limit: 100 };
  for (;;) {
    const page = (await axios.get('https://api.clever.com/v3.0/users?role=student', { headers, params })).data;
    for (const entry of page.data) found.push(entry.data.roles.student.sis_id);
    if (page.data.length < 100) return found;
    params = { ...params, starting_after: page.data.at(-1).data.id };
  }
}
`,
    },
    {
      name: 'pages of v1 with a parameter that v3 does not have',
      filename: 'src/clever.js',
      code: `import axios from 'axios';

export async function load(where) {
  const found = [];
  let params = { where };
  for (;;) {
    const page = (await axios.get('https://api.clever.com/v1.2/students', { params })).data;
    for (const entry of page.data) found.push(entry.data.sis_id);
    if (page.data.length < 100) return found;
    params = { ...params, starting_after: page.data.at(-1).data.id };
  }
}
`,
      errors: [{ text: 'sis_id', line: 8 }],
      fixed: null,
    },
    {
      name: 'code that reads students of v1 and of v3',
      filename: 'src/clever.js',
      code: `const read = (page) => page.data.map((entry) => entry.data.sis_id);

export async function load() {
  const before = await (await fetch('https://api.clever.com/v1.2/students')).json();
  const now = await (await fetch('https://api.clever.com/v3.0/users?role=student')).json();
  return [read(before), read(now)];
}
`,
      errors: [
        {
          text: 'sis_id',
          line: 1,
          message: 'On v3.0, a student record has `sis_id` in another place. Read `data.roles.student.sis_id`.',
        },
      ],
      fixed: null,
    },
  ],
});
