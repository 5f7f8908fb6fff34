import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder } from '../support/folders.js';
import { writeCase } from '../support/rule-case.js';
import { testRule } from '../support/rule-tester.js';

testRule('no-unmigrated-id', {
  valid: [
    {
      name: 'a helper that looks for the old ids',
      filename: 'src/helper.js',
      code: `import { users } from './users.js';

export async function signIn(headers) {
  const me = await (await fetch('https://api.clever.com/v3.0/me', { headers })).json();
  const user = (await (await fetch(\`https://api.clever.com/v3.0/users/\${me.data.id}\`, { headers })).json()).data;
  return (await users.findOne({ cleverId: me.data.id })) ?? users.findOne({ cleverId: { $in: idsOf(user) } });
}

const idsOf = (user) => Object.values(user.roles).map(oldId);

function oldId(role) {
  return role.legacy_id;
}
`,
    },
    {
      name: 'a map that is made empty, and that only ids from Clever lead into',
      filename: 'src/titles.js',
      code: `export async function titles(headers) {
  const get = async (path) => (await (await fetch('https://api.clever.com/v3.0' + path, { headers })).json()).data;
  const known = new Map();
  for (const { data } of await get('/users?role=teacher')) known.set(data.id, data.roles.teacher.title);
  return (await get('/sections')).map(({ data: section }) => known.get(section.teacher));
}
`,
    },
    {
      name: 'a set that keeps ids apart within one run',
      filename: 'src/count.js',
      code: `export async function count(pages, headers) {
  const seen = new Set();
  const me = (await (await fetch('https://api.clever.com/v3.0/me', { headers })).json()).data;
  if (!seen.has(me.id)) seen.add(me.id);
  return seen.size;
}
`,
    },
    {
      name: 'ids that are the same in both versions: of students, schools and sections',
      filename: 'src/same.js',
      code: `const get = async (path) => (await fetch('https://api.clever.com' + path)).json();

export async function all() {
  const { data: students } = await get('/v3.0/users?role=student');
  const { data: schools } = await get('/v2.1/schools');
  const asked = students.map(({ data }) => get(\`/v2.1/students/\${data.id}\`));
  return [asked, schools.map(({ data }) => get(\`/v3.0/schools/\${data.id}\`))];
}
`,
    },
    {
      name: 'an id that is asked of the version that answered it',
      filename: 'src/one-version.js',
      code: `const get = async (path) => (await fetch('https://api.clever.com' + path)).json();

export async function both() {
  const me = await get('/v3.0/me');
  const { data } = await get('/v2.1/teachers');
  return [await get(\`/v3.0/users/\${me.data.id}\`), data.map((item) => get(\`/v2.1/teachers/\${item.data.id}\`))];
}
`,
    },
    {
      name: 'ids that are compared with such of the same version, or of students',
      filename: 'src/compared.js',
      code: `const get = async (path) => (await fetch('https://api.clever.com' + path)).json();

export async function isSame(token) {
  const one = await get('/v3.0/me');
  const other = await get('/v3.0/users/1');
  const old = await get('/v2.1/students/1');
  const oldTeacher = await get('/v2.1/teachers/1');
  const oldAdmin = await get('/v2.1/me');
  return [one.data.id === other.data.id, other.data.id === old.data.id, oldTeacher.data.id === oldAdmin.data.id];
}
`,
    },
    {
      name: 'a link of a version that is followed to read what it has',
      filename: 'src/link.js',
      code: `const get = async (path) => (await fetch('https://api.clever.com' + path)).json();

export async function names() {
  const me = await get('/v3.0/me');
  const user = await get(me.links.find(({ rel }) => rel === 'canonical').uri);
  const old = await (await fetch('https://api.clever.com/v2.1/me')).json();
  const { data } = await (await fetch('https://api.clever.com' + old.links.find(({ rel }) => rel === 'canonical').uri)).json();
  return [Object.keys(user.data.roles), data.name];
}
`,
    },
    {
      name: 'an id that is logged, and asked for',
      filename: 'src/clever.js',
      code: `export async function load(headers) {
  const me = await (await fetch('https://api.clever.com/v1.1/me', { headers })).json();
  console.log('signed in', me.data.id);
  return fetch(\`https://api.clever.com/v3.0/users/\${me.data.id}\`, { headers });
}
`,
    },
    {
      name: 'a function of the program that asks Clever for the id',
      filename: 'src/clever.js',
      code: `async function getUser(id, headers) {
  return (await fetch(\`https://api.clever.com/v3.0/users/\${id}\`, { headers })).json();
}

export async function load(headers) {
  const me = await (await fetch('https://api.clever.com/v1.1/me', { headers })).json();
  const user = await getUser(me.data.id, headers);
  return user.data.email;
}
`,
    },
    {
      name: 'a lookup that also tries every legacy_id',
      filename: 'src/clever.js',
      code: `import { accounts } from './db.js';

export async function signIn(headers) {
  const me = await (await fetch('https://api.clever.com/v3.0/me', { headers })).json();
  const user = await (await fetch(\`https://api.clever.com/v3.0/users/\${me.data.id}\`, { headers })).json();
  const legacyIds = Object.values(user.data.roles).map((role) => role.legacy_id);
  return accounts.findOne({ cleverId: { $in: [me.data.id, ...legacyIds] } });
}
`,
    },
    {
      name: 'a program that lets nobody but students in, who keep their ids',
      filename: 'src/clever.js',
      code: `import { accounts } from './db.js';

export async function signIn(headers) {
  const me = await (await fetch('https://api.clever.com/v1.1/me', { headers })).json();
  if (me.data.type !== 'student') throw new Error('This is for students.');
  return accounts.findOne({ cleverId: me.data.id });
}
`,
    },
    {
      name: 'the id of the district, which stays',
      filename: 'src/clever.js',
      code: `import { districts } from './db.js';

export async function load(headers) {
  const me = await (await fetch('https://api.clever.com/v1.1/me', { headers })).json();
  return districts.findOne({ cleverId: me.data.district });
}
`,
    },
    {
      name: 'ids of schools and sections, which stay',
      filename: 'src/sync.js',
      code: `import { schools, sections } from './db.js';

export async function sync(headers) {
  const school = await (await fetch('https://api.clever.com/v1.1/schools/1', { headers })).json();
  const section = await (await fetch('https://api.clever.com/v1.1/sections/1', { headers })).json();
  await schools.upsert({ cleverId: school.data.id });
  await sections.upsert({ cleverId: section.data.id });
}
`,
    },
    ...[
      ['a list of students', '/users?role=student', ''],
      ['the students of a teacher', '/users/1/mystudents', ''],
      ['a list whose role is not known', '/users?role=${kind}', ''],
      ['users of whom only the fields of students are read', '/users', ', grade: user.roles.student.grade'],
    ].map(([what, path, field]) => ({
      name: `ids of v3 that are stored: ${what}`,
      filename: 'src/sync.js',
      code: `import { accounts } from './db.js';

export async function sync(headers, kind) {
  const { data } = await (await fetch(\`https://api.clever.com/v3.0${path}\`, { headers })).json();
  for (const { data: user } of data) await accounts.upsert({ cleverId: user.id${field} });
}
`,
    })),
    {
      name: 'a role that stands in the options',
      filename: 'src/sync.js',
      code: `import axios from 'axios';
import { accounts } from './db.js';

export async function sync(headers) {
  const { data } = await axios.get('https://api.clever.com/v3.0/users', { headers, params: { role: 'student' } });
  for (const { data: user } of data.data) await accounts.upsert({ cleverId: user.id });
}
`,
    },
    {
      name: 'a record that is stored in another file than the one that asks for it and looks at its legacy_id',
      files: {
        'src/clever.js': `import { save } from './accounts.js';

export async function load(id, headers) {
  const { data } = await (await fetch('https://api.clever.com/v3.0/users/' + id, { headers })).json();
  return save(data.id, Object.values(data.roles).map((role) => role.legacy_id));
}
`,
        'src/accounts.js': `import { db } from './db.js';

export const save = (id, others) => db.accounts.upsert({ id, others });
`,
      },
    },
    {
      name: 'the id of somebody else’s user',
      filename: 'src/google.js',
      code: `import { accounts } from './db.js';

// Google, for districts that do not use Clever.
export async function signIn(headers) {
  const me = await (await fetch('https://www.googleapis.com/oauth2/v3/userinfo', { headers })).json();
  return accounts.findOne({ googleId: me.data.id });
}
`,
    },
  ],
  invalid: [
    {
      name: 'a comment, a message, a type and another function that speak of legacy_id, none of which looks at it',
      filename: 'src/spoken.ts',
      code: `import { users } from './users.js';

// TODO: look up by legacy_id as well
interface Role { legacy_id?: string }

export async function signIn(headers: Record<string, string>) {
  const me = await (await fetch('https://api.clever.com/v3.0/me', { headers })).json();
  console.log('no legacy_id yet');
  return users.findOne({ cleverId: me.data.id });
}

export const legacyIdOf = (role: Role) => role.legacy_id;
`,
      errors: [{ text: 'me.data.id', line: 9, confidence: 'certain' }],
    },
    {
      name: 'a document that is saved with the id, in a function that fills it and in one that makes it',
      filename: 'src/documents.js',
      code: `import { Account } from './models.js';

export async function keep(headers) {
  const me = await (await fetch('https://api.clever.com/v1.2/me', { headers })).json();
  const account = new Account();
  fill(account, me);
  await account.save();
  const other = new Account({ cleverId: me.data.id });
  await other.save();
}

function fill(account, me) {
  account.cleverId = me.data.id;
}
`,
      errors: [
        { text: 'me.data.id', line: 8, confidence: 'likely' },
        { text: 'me.data.id', line: 13, confidence: 'certain' },
      ],
      fixed: null,
    },
    {
      name: 'an id of v3 that is asked of v2.1',
      filename: 'src/sign-in.js',
      code: `const API = 'https://api.clever.com';

export async function teacher(headers) {
  const me = await (await fetch(API + '/v3.0/me', { headers })).json();
  const response = await fetch(\`\${API}/v2.1/teachers/\${me.data.id}\`, { headers });
  return (await response.json()).data.name;
}
`,
      errors: [
        {
          text: 'me.data.id',
          line: 5,
          confidence: 'certain',
          message:
            '`/v2.1/teachers/{id}` does not accept the id that `/v3.0/me` returns: everyone but students has a new id on v3.0. Call the same version for both requests.',
          related: [
            { text: 'v3.0', line: 4, message: 'the id is returned by `/v3.0/me`' },
            { text: 'v2.1', line: 5, message: 'it is requested at `/v2.1/teachers/{id}`' },
          ],
        },
      ],
      fixed: null,
    },
    {
      name: 'an id of v3 that another file asks of v2.1',
      files: {
        'src/teachers.js': `export async function getTeacher(id, headers) {
  return (await fetch(\`https://api.clever.com/v2.1/teachers/\${id}\`, { headers })).json();
}
`,
        'src/sign-in.js': `import { getTeacher } from './teachers.js';

export async function load(headers) {
  const me = await (await fetch('https://api.clever.com/v3.0/me', { headers })).json();
  return getTeacher(me.data.id, headers);
}
`,
      },
      errors: [
        {
          file: 'src/teachers.js',
          text: 'id',
          line: 2,
          related: [
            { file: 'src/sign-in.js', text: 'v3.0', message: 'the id is returned by `/v3.0/me`' },
            { file: 'src/teachers.js', text: 'v2.1', message: 'it is requested at `/v2.1/teachers/{id}`' },
          ],
        },
      ],
      fixed: null,
    },
    {
      name: 'an id of v3 that is compared with one of v2.1',
      filename: 'src/same.js',
      code: `const get = async (path) => (await fetch('https://api.clever.com' + path)).json();

export async function isSame() {
  const v2teacher = await get('/v2.1/teachers/1');
  const v3user = await get('/v3.0/users/2');
  return v2teacher.data.id === v3user.data.id;
}
`,
      errors: [
        {
          text: 'v3user.data.id',
          line: 6,
          confidence: 'certain',
          message: /^The ids of `\/v3\.0\/users\/2` and `\/v2\.1\/teachers\/1` differ/,
          related: [
            { text: 'v3.0', line: 5 },
            { text: 'v2.1', line: 4 },
          ],
        },
      ],
      fixed: null,
    },
    {
      name: 'a link of v2.1 that is followed to read a record of v3',
      filename: 'src/link.js',
      code: `export async function roles(headers) {
  const me = await (await fetch('https://api.clever.com/v2.1/me', { headers })).json();
  const link = me.links.find(({ rel }) => rel === 'canonical').uri;
  const user = await (await fetch('https://api.clever.com' + link, { headers })).json();
  return Object.keys(user.data.roles);
}
`,
      errors: [
        {
          text: 'roles',
          line: 5,
          message:
            'A link in the answer from `/v2.1/me` leads to a record of API v2.1, which has no `roles`. Call the same version for both requests.',
        },
      ],
      fixed: null,
    },
    {
      name: 'ids of a list of v2.1 that are asked of v3.0, through a function of the project',
      filename: 'src/roster.js',
      code: `const get = async (path) => (await fetch('https://api.clever.com' + path)).json();

export async function emails() {
  const { data } = await get('/v2.1/teachers');
  return Promise.all(data.map(({ data: teacher }) => get(\`/v3.0/users/\${teacher.id}\`)));
}
`,
      errors: [{ text: 'teacher.id', line: 5 }],
      fixed: null,
    },
    {
      name: 'a lookup in a database',
      filename: 'src/clever.js',
      code: `import { prisma } from './db.js';

export async function signIn(headers) {
  const response = await fetch('https://api.clever.com/v1.1/me', { headers });
  const { data } = await response.json();
  return prisma.user.findUnique({ where: { cleverId: data.id } });
}
`,
      errors: [
        {
          text: 'data.id',
          line: 6,
          message:
            'On v3.0, everyone but students has a new id. `prisma.user.findUnique` then gets the new id, so the code does not find what is stored under the old id. Also look up every `legacy_id` in `data.roles`, or use the migration CSV from Clever to replace the stored ids.',
        },
      ],
      fixed: null,
      suggested: `import { prisma } from './db.js';

export async function signIn(headers) {
  // TODO(clever-audit): If you may have to roll back, keep each account's old
  // Clever id in its own column.
  const me = await fetch('https://api.clever.com/v3.0/me', { headers });
  const response = me.ok
    ? await fetch(
        \`https://api.clever.com/v3.0/users/\${(await me.json()).data.id}\`,
        { headers },
      )
    : me;
  const { data } = await response.json();
  for (const role of [
    data.roles?.district_admin,
    data.roles?.staff,
    data.roles?.teacher,
  ]) {
    if (!role?.legacy_id) continue;
    if (await prisma.user.findFirst({ where: { cleverId: data.id } })) continue;
    await prisma.user.updateMany({
      where: { cleverId: role.legacy_id },
      data: { cleverId: data.id },
    });
  }
  return prisma.user.findUnique({ where: { cleverId: data.id } });
}
`,
    },
    {
      name: 'a lookup and a write',
      filename: 'src/clever.cjs',
      code: `const axios = require('axios');
const { User } = require('./models');

exports.signIn = async (headers) => {
  const { data: me } = await axios.get('https://api.clever.com/me', { headers });
  const user = await User.findOne({ cleverId: me.data.id });
  return user || User.create({ cleverId: me.data.id });
};
`,
      errors: [
        {
          text: 'me.data.id',
          line: 6,
          message:
            'On v3.0, everyone but students has a new id. `User.findOne` then gets the new id, so the code does not find what it stored under the old id, and a person can get a second account. Also look up every `legacy_id` in `data.roles`, or use the migration CSV from Clever to replace the stored ids.',
        },
        { text: 'me.data.id', line: 7 },
      ],
      fixed: null,
      suggested: `const axios = require('axios');
const { User } = require('./models');

exports.signIn = async (headers) => {
  // TODO(clever-audit): Add code that stores the new id on the account that the lookup finds.
  const cleverMe = await axios.get('https://api.clever.com/v3.0/me', { headers });
  const { data: me } = await axios.get(
    \`https://api.clever.com/v3.0/users/\${cleverMe.data.data.id}\`,
    { headers },
  );
  let user = await User.findOne({ cleverId: me.data.id });
  for (const role of [me.data.roles.district_admin, me.data.roles.staff, me.data.roles.teacher]) {
    if (!user && role?.legacy_id) user = await User.findOne({ cleverId: role.legacy_id });
  }
  return user || User.create({ cleverId: me.data.id });
};
`,
    },
    {
      name: 'a type in one line, which gains its roles there',
      code: `import axios from 'axios';
import { User } from './models.js';

interface Me { data: { id: string } }

export async function signIn(headers: Record<string, string>) {
  const { data: me } = await axios.get<Me>('https://api.clever.com/me', { headers });
  const user = await User.findOne({ cleverId: me.data.id });
  return user?.name ?? null;
}
`,
      errors: [{ text: 'me.data.id', line: 8 }],
      fixed: null,
      suggested: `import axios from 'axios';
import { User } from './models.js';

interface Me {
  data: {
    roles: {
      district_admin?: { legacy_id?: string };
      staff?: { legacy_id?: string };
      teacher?: { legacy_id?: string };
      student?: object;
    };
    id: string;
  };
}

export async function signIn(headers: Record<string, string>) {
  // TODO(clever-audit): Add code that stores the new id on the account that the lookup finds.
  const cleverMe = await axios.get<{ data: { id: string } }>('https://api.clever.com/v3.0/me', {
    headers,
  });
  const { data: me } = await axios.get<Me>(
    \`https://api.clever.com/v3.0/users/\${cleverMe.data.data.id}\`,
    { headers },
  );
  let user = await User.findOne({ cleverId: me.data.id });
  for (const role of [me.data.roles.district_admin, me.data.roles.staff, me.data.roles.teacher]) {
    if (!user && role?.legacy_id) user = await User.findOne({ cleverId: role.legacy_id });
  }
  return user?.name ?? null;
}
`,
    },
    {
      name: 'a type over several lines, which gains a line for its roles',
      code: `import axios from 'axios';
import { User } from './models.js';

interface Me {
  data: {
    /** Another one for most people since v3. */
    id: string;
  };
}

export async function signIn(headers: Record<string, string>) {
  const { data: me } = await axios.get<Me>('https://api.clever.com/me', { headers });
  const user = await User.findOne({ cleverId: me.data.id });
  return user?.name ?? null;
}
`,
      errors: [{ text: 'me.data.id', line: 13 }],
      fixed: null,
      suggested: `import axios from 'axios';
import { User } from './models.js';

interface Me {
  data: {
    roles: {
      district_admin?: { legacy_id?: string };
      staff?: { legacy_id?: string };
      teacher?: { legacy_id?: string };
      student?: object;
    };
    /** Another one for most people since v3. */
    id: string;
  };
}

export async function signIn(headers: Record<string, string>) {
  // TODO(clever-audit): Add code that stores the new id on the account that the lookup finds.
  const cleverMe = await axios.get<{ data: { id: string } }>('https://api.clever.com/v3.0/me', {
    headers,
  });
  const { data: me } = await axios.get<Me>(
    \`https://api.clever.com/v3.0/users/\${cleverMe.data.data.id}\`,
    { headers },
  );
  let user = await User.findOne({ cleverId: me.data.id });
  for (const role of [me.data.roles.district_admin, me.data.roles.staff, me.data.roles.teacher]) {
    if (!user && role?.legacy_id) user = await User.findOne({ cleverId: role.legacy_id });
  }
  return user?.name ?? null;
}
`,
    },
    {
      name: 'a parameter of a query, CRLF line ends and a byte-order mark',
      filename: 'src/clever.js',
      code: `\uFEFFconst { pool } = require('./db');

exports.signIn = async (headers) => {
  const response = await fetch('https://api.clever.com/v1.1/me', { headers });
  const me = await response.json();
  return pool.query('SELECT * FROM users WHERE clever_id = $1', [me.data.id]);
};
`.replaceAll('\n', '\r\n'),
      errors: [{ text: 'me.data.id', line: 6, message: /`pool\.query` then gets the new id/ }],
      fixed: null,
      suggested: `\uFEFFconst { pool } = require('./db');

exports.signIn = async (headers) => {
  // TODO(clever-audit): If you may have to roll back, keep each account's old
  // Clever id in its own column.
  const cleverMe = await fetch('https://api.clever.com/v3.0/me', { headers });
  const response = cleverMe.ok
    ? await fetch(
        \`https://api.clever.com/v3.0/users/\${(await cleverMe.json()).data.id}\`,
        { headers },
      )
    : cleverMe;
  const me = await response.json();
  for (const role of [
    me.data.roles?.district_admin,
    me.data.roles?.staff,
    me.data.roles?.teacher,
  ]) {
    if (role?.legacy_id)
      await pool.query(
        'UPDATE users SET clever_id = $1 WHERE clever_id = $2 AND NOT EXISTS (SELECT 1 FROM (SELECT clever_id FROM users) AS known WHERE known.clever_id = $1)',
        [me.data.id, role.legacy_id],
      );
  }
  return pool.query('SELECT * FROM users WHERE clever_id = $1', [me.data.id]);
};
`.replaceAll('\n', '\r\n'),
    },
    {
      name: 'a branch for students, and a lookup for all behind it',
      filename: 'src/clever.js',
      code: `import { accounts, pupils } from './db.js';

export async function signIn(headers) {
  const me = await (await fetch('https://api.clever.com/v1.1/me', { headers })).json();
  if (me.data.type === 'student') return pupils.findOne({ cleverId: me.data.id });
  return accounts.findOne({ cleverId: me.data.id });
}
`,
      errors: [{ line: 6, text: 'me.data.id' }],
    },
    {
      name: 'a map, in a script with a hashbang and emoji',
      filename: 'bin/seen.mjs',
      code: `#!/usr/bin/env node
export const seen = new Map();
const response = await fetch('https://api.clever.com/v1.2/me', { headers: { Authorization: process.argv[2] } });
const me = await response.json();
console.log('👀👀'); seen.set(me.data.id, Date.now());
`,
      errors: [{ text: 'me.data.id', line: 5 }],
      fixed: null,
      suggested: `#!/usr/bin/env node
export const seen = new Map();
// TODO(clever-audit): Add code that stores the new id too, so that you can switch to it later.
const options = { headers: { Authorization: process.argv[2] } };
const cleverMe = await fetch('https://api.clever.com/v3.0/me', options);
const response = cleverMe.ok
  ? await fetch(\`https://api.clever.com/v3.0/users/\${(await cleverMe.json()).data.id}\`, options)
  : cleverMe;
const me = await response.json();
console.log('👀👀'); const storedId =
  (me.data.roles?.district_admin ?? me.data.roles?.staff ?? me.data.roles?.teacher)?.legacy_id ?? me.data.id;
seen.set(storedId, Date.now());
`,
    },
    {
      name: 'a function of another file that looks up by its parameter',
      files: {
        'src/clever.ts': `import { findAccount } from './accounts.js';

export async function signIn(headers: Record<string, string>) {
  const response = await fetch('https://api.clever.com/v1.1/me', { headers });
  const me = await response.json();
  return findAccount(me.data.id);
}
`,
        'src/accounts.ts': `import { db } from './db.js';

export function findAccount(cleverId: string) {
  return db.accounts.findFirst({ where: { cleverId } });
}
`,
      },
      // One read, one finding: at the call, not at the callee too.
      errors: [{ file: 'src/clever.ts', text: 'me.data.id', line: 6 }],
      fixed: null,
      suggested: `import { findAccount } from './accounts.js';

export async function signIn(headers: Record<string, string>) {
  // TODO(clever-audit): Add code that stores the new id on the account that the
  // lookup finds.
  const cleverMe = await fetch('https://api.clever.com/v3.0/me', { headers });
  const response = cleverMe.ok
    ? await fetch(
        \`https://api.clever.com/v3.0/users/\${((await cleverMe.json()) as { data: { id: string } }).data.id}\`,
        { headers },
      )
    : cleverMe;
  const me = await response.json();
  let account = await findAccount(me.data.id);
  for (const role of [
    me.data.roles.district_admin,
    me.data.roles.staff,
    me.data.roles.teacher,
  ]) {
    if (!account && role?.legacy_id)
      account = await findAccount(role.legacy_id);
  }
  return account;
}
`,
    },
    {
      name: 'a file with JSX',
      filename: 'src/welcome.tsx',
      code: `import { accounts } from './db.js';

export async function Welcome({ headers }: { headers: Record<string, string> }) {
  const response = await fetch('https://api.clever.com/v1.1/me', { headers });
  const me = await response.json();
  const account = await accounts.findByCleverId(me.data.id);
  return <h1>👋 {account.name}</h1>;
}
`,
      errors: [{ text: 'me.data.id', line: 6 }],
      fixed: null,
      suggested: `import { accounts } from './db.js';

export async function Welcome({ headers }: { headers: Record<string, string> }) {
  // TODO(clever-audit): Add code that stores the new id on the account that the lookup finds.
  const cleverMe = await fetch('https://api.clever.com/v3.0/me', { headers });
  const response = cleverMe.ok
    ? await fetch(
        \`https://api.clever.com/v3.0/users/\${((await cleverMe.json()) as { data: { id: string } }).data.id}\`,
        { headers },
      )
    : cleverMe;
  const me = await response.json();
  let account = await accounts.findByCleverId(me.data.id);
  for (const role of [me.data.roles.district_admin, me.data.roles.staff, me.data.roles.teacher]) {
    if (!account && role?.legacy_id) account = await accounts.findByCleverId(role.legacy_id);
  }
  return <h1>👋 {account.name}</h1>;
}
`,
    },
    {
      name: 'an id that was taken out of the answer',
      code: `import { accounts } from './db.js';

export async function signIn(headers: Record<string, string>) {
  const response = await fetch('https://api.clever.com/me', { headers });
  const {
    data: { id: cleverId },
  } = await response.json();
  return accounts.findOne({ where: { cleverId } });
}
`,
      errors: [{ text: 'cleverId', line: 8 }],
      fixed: null,
      suggested: `import { accounts } from './db.js';

export async function signIn(headers: Record<string, string>) {
  // TODO(clever-audit): Add code that stores the new id too, so that you can
  // switch to it later.
  const me = await fetch('https://api.clever.com/v3.0/me', { headers });
  const response = me.ok
    ? await fetch(
        \`https://api.clever.com/v3.0/users/\${((await me.json()) as { data: { id: string } }).data.id}\`,
        { headers },
      )
    : me;
  const {
    data: { id: newId, roles },
  } = await response.json();
  const cleverId =
    (roles?.district_admin ?? roles?.staff ?? roles?.teacher)?.legacy_id ??
    newId;
  return accounts.findOne({ where: { cleverId } });
}
`,
    },
    {
      name: 'a promise chain',
      filename: 'src/clever.js',
      code: `import { accounts } from './db.js';

export function signIn(headers) {
  return fetch('https://api.clever.com/v1.1/me', { headers })
    .then((response) => response.json())
    .then((me) => accounts.findOne({ cleverId: me.data.id }));
}
`,
      errors: [{ text: 'me.data.id', line: 6 }],
      fixed: null,
      suggested: `import { accounts } from './db.js';

export function signIn(headers) {
  // TODO(clever-audit): Add code that stores the new id too, so that you can
  // switch to it later.
  return fetch('https://api.clever.com/v3.0/me', { headers })
    .then(async (cleverMe) =>
      cleverMe.ok
        ? fetch(
            \`https://api.clever.com/v3.0/users/\${(await cleverMe.json()).data.id}\`,
            { headers },
          )
        : cleverMe,
    )
    .then((response) => response.json())
    .then((me) =>
      accounts.findOne({
        cleverId:
          (
            me.data.roles?.district_admin ??
            me.data.roles?.staff ??
            me.data.roles?.teacher
          )?.legacy_id ?? me.data.id,
      }),
    );
}
`,
    },
    {
      name: 'an awaited lookup of one record gets its fall-back by a suggestion, never by a fix',
      filename: 'src/clever.js',
      code: `import axios from 'axios';
import { accounts } from './db.js';

export async function signIn(headers) {
  const { data: answer } = await axios.get('https://api.clever.com/me', { headers });
  const account = await accounts.findOne({ cleverId: answer.data.id });
  return account;
}
`,
      errors: [{ text: 'answer.data.id', line: 6 }],
      fixed: null,
      suggested: `import axios from 'axios';
import { accounts } from './db.js';

export async function signIn(headers) {
  // TODO(clever-audit): Add code that stores the new id on the account that the lookup finds.
  const me = await axios.get('https://api.clever.com/v3.0/me', { headers });
  const { data: answer } = await axios.get(\`https://api.clever.com/v3.0/users/\${me.data.data.id}\`, {
    headers,
  });
  let account = await accounts.findOne({ cleverId: answer.data.id });
  for (const role of [
    answer.data.roles.district_admin,
    answer.data.roles.staff,
    answer.data.roles.teacher,
  ]) {
    if (!account && role?.legacy_id) account = await accounts.findOne({ cleverId: role.legacy_id });
  }
  return account;
}
`,
    },
    {
      name: 'a lookup that is returned: no change of the address alone is offered',
      filename: 'src/clever.js',
      code: `import { users } from './db.js';

export async function signIn(headers) {
  const response = await fetch('https://api.clever.com/me', { headers });
  const me = await response.json();
  return users.findOne({ cleverId: me.data.id });
}
`,
      errors: [{ text: 'me.data.id', line: 6 }],
      fixed: null,
      suggested: `import { users } from './db.js';

export async function signIn(headers) {
  // TODO(clever-audit): Add code that stores the new id on the account that the
  // lookup finds.
  const cleverMe = await fetch('https://api.clever.com/v3.0/me', { headers });
  const response = cleverMe.ok
    ? await fetch(
        \`https://api.clever.com/v3.0/users/\${(await cleverMe.json()).data.id}\`,
        { headers },
      )
    : cleverMe;
  const me = await response.json();
  let account = await users.findOne({ cleverId: me.data.id });
  for (const role of [
    me.data.roles.district_admin,
    me.data.roles.staff,
    me.data.roles.teacher,
  ]) {
    if (!account && role?.legacy_id)
      account = await users.findOne({ cleverId: role.legacy_id });
  }
  return account;
}
`,
    },
    {
      name: 'kept in the session',
      filename: 'src/clever.cjs',
      code: `const axios = require('axios');

module.exports = (app) =>
  app.get('/oauth', async (req, res) => {
    const { data: me } = await axios.get('https://api.clever.com/v1.1/me', { headers: req.headers });
    req.session.cleverId = me.data.id;
    res.redirect('/');
  });
`,
      errors: [{ text: 'me.data.id', line: 6 }],
      fixed: null,
      suggested: `const axios = require('axios');

module.exports = (app) =>
  app.get('/oauth', async (req, res) => {
    // TODO(clever-audit): Add code that stores the new id too, so that you can switch to it later.
    const options = { headers: req.headers };
    const cleverMe = await axios.get('https://api.clever.com/v3.0/me', options);
    const { data: me } = await axios.get(\`https://api.clever.com/v3.0/users/\${cleverMe.data.data.id}\`, options);
    const storedId =
      (me.data.roles.district_admin ?? me.data.roles.staff ?? me.data.roles.teacher)?.legacy_id ?? me.data.id;
    req.session.cleverId = storedId;
    res.redirect('/');
  });
`,
    },
    {
      name: 'the key of an object that serves as a map',
      filename: 'src/clever.js',
      code: `const sessions = {};

export async function signIn(headers) {
  const me = await (await fetch('https://api.clever.com/v1.1/me', { headers })).json();
  sessions[me.data.id] = Date.now();
}
`,
      errors: [{ text: 'me.data.id', line: 5 }],
      fixed: null,
      suggested: `const sessions = {};

export async function signIn(headers) {
  // TODO(clever-audit): Add code that stores the new id too, so that you can switch to it later.
  const cleverMe = await fetch('https://api.clever.com/v3.0/me', { headers });
  const me = await (
    cleverMe.ok
      ? await fetch(\`https://api.clever.com/v3.0/users/\${(await cleverMe.json()).data.id}\`, {
          headers,
        })
      : cleverMe
  ).json();
  const storedId =
    (me.data.roles?.district_admin ?? me.data.roles?.staff ?? me.data.roles?.teacher)?.legacy_id ??
    me.data.id;
  sessions[storedId] = Date.now();
}
`,
    },
    {
      name: 'a member of an object that the session keeps, a cookie, a composed name, a query in a template',
      filename: 'src/clever.cjs',
      code: `exports.signIn = async (req, res, { accounts, sql, admin }) => {
  const headers = { Authorization: req.get('Authorization') };
  const me = await (await fetch('https://api.clever.com/v1.1/me', { headers })).json();
  req.session.user = { id: me.data.id, district: me.data.district };
  res.cookie('account', me.data.id);
  const account = await accounts.findOne({ name: \`clever-\${me.data.id}\` });
  const [row] = await sql\`select * from accounts where clever_id = \${me.data.id}\`;
  return account ?? row ?? me.data.id === admin.cleverId;
};
`,
      errors: [
        { line: 4, text: 'me.data.id' },
        { line: 5, text: 'me.data.id' },
        { line: 6, text: '`clever-${me.data.id}`' },
        { line: 7, text: 'me.data.id' },
        { line: 8, text: 'me.data.id', confidence: 'likely' },
      ],
      fixed: null,
    },
    ...[
      ['of a list of teachers of v3', '/users?role=teacher', 'for (const { data: user } of data) '],
      ['of a list of everybody', '/users?limit=100', 'for (const { data: user } of data) '],
      ['of a record of v3', '/users/1', 'const user = data; '],
    ].map(([what, path, taken]) => ({
      name: `a stored id ${what}`,
      filename: 'src/sync.js',
      code: `import { accounts } from './db.js';

export async function sync(headers) {
  const { data } = await (await fetch('https://api.clever.com/v3.0${path}', { headers })).json();
  ${taken}await accounts.upsert({ cleverId: user.id });
}
`,
      errors: [{ text: 'user.id', line: 5 }],
      fixed: null,
    })),
    {
      name: 'ids of teachers from the roster',
      filename: 'src/sync.js',
      code: `import { accounts } from './db.js';

export async function sync(headers) {
  const { data } = await (await fetch('https://api.clever.com/v1.1/teachers', { headers })).json();
  for (const { data: teacher } of data) await accounts.upsert({ cleverId: teacher.id });
}
`,
      errors: [{ text: 'teacher.id', line: 5 }],
      fixed: null,
    },
  ],
});

test.each([
  ['info where the project shows no trace of v1 or v2', '/v3.0/schools', 'info'],
  ['info beside an unknown path without a version', '/no-such-thing', 'info'],
  ['an error where it does', '/v2.1/schools', 'error'],
])('a stored id is %s', (_, path, severity) => {
  const { folder } = writeCase({
    name: 'a lookup beside a request for schools',
    filename: 'src/clever.js',
    code: `import { accounts } from './db.js';

export async function signIn(headers) {
  const me = await (await fetch('https://api.clever.com/v3.0/me', { headers })).json();
  await fetch('https://api.clever.com${path}', { headers });
  return accounts.findOne({ cleverId: me.data.id });
}
`,
  });
  const { findings } = audit({ cwd: folder, paths: ['.'], rules, preset: 'strict', target: 'v3.0' });
  const stored = findings.filter(({ rule }) => rule === 'clever/no-unmigrated-id');
  expect(stored.map((finding) => finding.severity)).toEqual([severity]);
});

describe('what is said of an id that is kept', () => {
  const program = (kept: string): string => `export async function signIn(headers) {
  const response = await fetch('https://api.clever.com/v1.1/me', { headers });
  const { data } = await response.json();
  ${kept}
}
`;
  const messageFor = (kept: string): readonly string[] => {
    const cwd = temporaryFolder({ 'package.json': '{ "type": "module" }', 'index.js': program(kept) });
    const { findings } = audit({ cwd, paths: ['.'], rules, preset: 'recommended', target: 'v3.0' });
    return findings.filter(({ rule }) => rule === 'clever/no-unmigrated-id').map(({ message }) => message);
  };
  test.each([
    ['a new record', 'return users.create({ cleverId: data.id });'],
    ['a lookup and a new record', 'return (await users.findOne(data.id)) ?? users.insert({ cleverId: data.id });'],
    ['a lookup that makes one', 'return users.findOrCreate({ where: { cleverId: data.id } });'],
    ['an upsert', 'return prisma.user.upsert({ where: { cleverId: data.id } });'],
    ['an option', 'return users.findOneAndUpdate({ cleverId: data.id }, {}, { upsert: true });'],
    ['a statement', 'await sql`insert into users (clever_id) values (${data.id})`;'],
    ['a statement in a call', "await db.query('INSERT OR IGNORE INTO users (clever_id) VALUES (?)', [data.id]);"],
  ])('speaks of a second account: %s', (_name, kept) => {
    const messages = messageFor(kept);
    expect(messages).not.toEqual([]);
    for (const message of messages) expect(message).toContain('a person can get a second account');
  });
  test.each([
    ['a table of the program', "return { a: 'A' }[data.id];"],
    ['a counter', 'hits[data.id] = (hits[data.id] ?? 0) + 1;'],
    ['a statement that reads', 'return sql`select theme from prefs where clever_id = ${data.id}`;'],
    ['a query that reads', "return db.query('SELECT replace(name) FROM users WHERE clever_id = $1', [data.id]);"],
    ['a lookup', 'return users.findOne({ cleverId: data.id });'],
    ['a lookup of what was stored', 'return getStoredUser(data.id);'],
    ['an update', 'return users.updateOne({ cleverId: data.id }, { seen: true });'],
  ])('speaks of what is not found: %s', (_name, kept) => {
    const messages = messageFor(kept);
    expect(messages).not.toEqual([]);
    for (const message of messages) expect(message).toContain('does not find what is stored under the old id. ');
  });
});
