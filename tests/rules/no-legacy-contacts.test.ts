import { expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder } from '../support/folders.js';
import { testRule } from '../support/rule-tester.js';

const contactsOfStudent = `export async function contactsOf(id, headers) {
  const response = await fetch(\`https://api.clever.com/v1.1/students/\${id}/contacts\`, { headers });
  return (await response.json()).data.length;
}
`;

testRule('no-legacy-contacts', {
  valid: [
    {
      name: 'contacts as users of v3',
      code: `export const contacts = (headers: Record<string, string>) =>
  fetch('https://api.clever.com/v3.0/users?role=contact', { headers });
export const contactsOf = (id: string, headers: Record<string, string>) =>
  fetch(\`https://api.clever.com/v3.0/users/\${id}/mycontacts\`, { headers });
`,
    },
    {
      name: 'other endpoints of v1 and v2',
      code: `export const students = (headers: Record<string, string>) => fetch('https://api.clever.com/v1.2/students', { headers });
export const schools = (headers: Record<string, string>) => fetch('https://api.clever.com/v2.1/schools', { headers });
`,
    },
    {
      name: 'a word that only begins like it',
      code: `export const load = (headers: Record<string, string>) => fetch('https://api.clever.com/v2.1/contactless', { headers });
`,
    },
    {
      name: 'contacts of somebody else, and of the application',
      filename: 'src/routes.js',
      code: `const router = require('express').Router();

// Clever's contacts are synced at night.
router.get('/v1.1/students/:id/contacts', (req, res) => res.json([]));
fetch('https://api.example.com/v1.1/students/1/contacts');

module.exports = router;
`,
    },
    {
      name: 'a log and a comparison',
      filename: 'src/check.js',
      code: `export function check(url) {
  if (url === 'https://api.clever.com/v2.1/contacts') console.warn('https://api.clever.com/v2.1/contacts is gone');
}
`,
    },
  ],
  invalid: [
    {
      name: 'contacts of a student on v1.1',
      filename: 'src/contacts.js',
      code: contactsOfStudent,
      errors: [
        {
          text: '/students/',
          line: 2,
          confidence: 'certain',
          message:
            'Clever switched off the student contacts of API v1.1 in December 2022. Call `/v3.0/users/{id}/mycontacts` instead of `/v1.1/students/{id}/contacts`. On v3.0, contacts are users with the role `contact`. Their ids are new, so import them as new records.',
        },
      ],
      fixed: null,
      suggested: null,
    },
    {
      name: 'CRLF line ends and a byte-order mark',
      filename: 'src/contacts.js',
      code: `\uFEFF${contactsOfStudent.replaceAll('\n', '\r\n')}`,
      errors: [{ text: '/students/', line: 2 }],
      fixed: null,
    },
    {
      name: 'contacts of v1.2 and v2.1',
      filename: 'src/contacts.cjs',
      code: `const axios = require('axios');
const clever = axios.create({ baseURL: 'https://api.clever.com' });

exports.all = () => clever.get('/v1.2/contacts');
exports.one = (id) => clever.get('/v2.1/contacts/' + id);
`,
      errors: [
        {
          text: '/contacts',
          line: 4,
          message: /^Clever switched off the student contacts of API v1\.2 in December 2022/,
        },
        {
          text: '/contacts/',
          line: 5,
          message: /^Clever deprecated the student contacts of API v2\.1 on July 31, 2025/,
        },
      ],
      fixed: null,
    },
    {
      name: 'students of a contact',
      code: `export const load = (id: string, headers: Record<string, string>) =>
  fetch(\`https://api.clever.com/v2.1/contacts/\${id}/students\`, { headers });
`,
      errors: [{ text: '/contacts/', message: /Call `\/v3\.0\/users\/\{id\}\/mystudents` instead of/ }],
      fixed: null,
    },
    {
      name: 'a base with the version in another file',
      files: {
        'src/clever/contacts.mjs': `import { API } from './config.mjs';

export const contactsOf = (id, headers) => fetch(\`\${API}/students/\${id}/contacts\`, { headers });
`,
        'src/clever/config.mjs': `export const API = 'https://api.clever.com/v2.0';
`,
      },
      errors: [
        { text: '/students/', line: 3, message: /deprecated the student contacts of API v2\.0 on July 31, 2025/ },
      ],
      fixed: null,
    },
    {
      name: 'a wrapper',
      filename: 'src/clever.js',
      code: `const get = (path, headers) => fetch('https://api.clever.com/v1.1' + path, { headers });

export const contacts = (headers) => get('/contacts', headers);
export const schools = (headers) => get('/schools', headers);
`,
      errors: [{ text: '/contacts', line: 3 }],
      fixed: null,
    },
    {
      name: 'a script with a hashbang and emoji',
      filename: 'bin/contacts.mjs',
      code: `#!/usr/bin/env node
console.log('👪👪'); const response = await fetch('https://api.clever.com/v2.1/contacts?limit=100');
console.log(response.status);
`,
      errors: [{ text: '/contacts', line: 2 }],
      fixed: null,
    },
    {
      name: 'JSX',
      filename: 'src/family.tsx',
      code: `import { use } from 'react';

export function Family({ id }: { id: string }) {
  const response = use(fetch(\`https://api.clever.com/v1.2/students/\${id}/contacts\`));
  return <p>{response.ok ? '👪' : '❌'}</p>;
}
`,
      errors: [{ text: '/students/', line: 4 }],
      fixed: null,
    },
    {
      name: 'API v3.1 as the target',
      target: 'v3.1',
      filename: 'src/contacts.js',
      code: contactsOfStudent,
      errors: [{ text: '/students/', message: /Call `\/v3\.1\/users\/\{id\}\/mycontacts` instead of/ }],
      fixed: null,
    },
    {
      name: 'a constant that nothing in sight uses is likely',
      code: `export const CONTACTS = 'https://api.clever.com/v1.1/contacts';
`,
      errors: [{ text: '/contacts', confidence: 'likely' }],
      fixed: null,
    },
  ],
});

test.each([
  [
    'a description',
    'api/clever.postman_collection.json',
    '{ "item": [{ "request": { "method": "GET", "url": "https://api.clever.com/v1.2/contacts" } }] }',
    /^this tool does not change documents/,
  ],
  [
    'a document',
    'README.md',
    'Ask:\n\n```sh\ncurl https://api.clever.com/v1.2/contacts\n```\n',
    /^this tool does not change documents/,
  ],
  [
    'a call',
    'a.js',
    "fetch('https://api.clever.com/v1.2/contacts');\n",
    /^contacts are new records on v3\.0, so another path is not enough$/,
  ],
  [
    'a variable',
    '.env',
    'CLEVER_CONTACTS=https://api.clever.com/v1.2/contacts\n',
    /^contacts are new records on v3\.0/,
  ],
])('says why it leaves the contacts of %s', (_name, file, text, why) => {
  const cwd = temporaryFolder({ 'package.json': '{ "private": true }', [file]: text });
  const { findings } = audit({ cwd, paths: ['.'], rules, preset: 'recommended', target: 'v3.0' });
  expect(findings.map(({ rule }) => rule)).toEqual(['clever/no-legacy-contacts']);
  expect(findings[0]?.refusal).toMatch(why);
});
