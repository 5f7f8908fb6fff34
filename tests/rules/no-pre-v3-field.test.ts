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
          message: 'On v3.0, a student record has no `sis_id` here. Read `data.roles.student.sis_id`.',
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
      errors: [{ text: 'title', line: 5, message: /^On v3\.0, a teacher record has no `title` here/ }],
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
          message: 'On v3.0, a school admin record has no `title` here. Read `data.roles.staff.title`.',
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
  ],
});
