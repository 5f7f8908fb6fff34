import { expect, test } from 'vitest';
import { audit } from '../../src/index.js';
import { temporaryFolder } from '../support/folders.js';
import { testRule } from '../support/rule-tester.js';

/** A program that has one file, and a configuration beside it. */
function configured(configuration: object, code: string): Readonly<Record<string, string>> {
  return { 'src/code.js': code, 'clever-audit.config.json': JSON.stringify(configuration) };
}

const meThroughProxy = `export async function idOf(token) {
  const response = await fetch('http://proxy.example.org/clever/me', { headers: { Authorization: token } });
  const { data } = await response.json();
  console.log(data.id);
}
`;

const byVariable = `export const district = (id) => fetch(process.env.SIS_BASE + '/v1.1/districts/' + id).then((r) => r.status);
`;

testRule('no-unversioned-me', {
  valid: [
    { name: 'an address on a host that is not configured', files: configured({}, meThroughProxy) },
    {
      name: 'an address beside the path of a proxy',
      files: configured({ hosts: ['https://proxy.example.org/clever'] }, `fetch('https://proxy.example.org/me');\n`),
    },
    {
      name: 'an address that only begins like the path of a proxy',
      files: configured(
        { hosts: ['https://proxy.example.org/clever'] },
        `fetch('https://proxy.example.org/cleverness/me');\n`,
      ),
    },
    {
      name: 'an address on another port of the host',
      files: configured({ hosts: ['http://localhost:4000'] }, `fetch('http://localhost:3000/me');\n`),
    },
    {
      name: 'a rule that is switched off',
      files: configured(
        { rules: { 'no-unversioned-me': 'off' } },
        `fetch('https://api.clever.com/me').then((response) => response.status);\n`,
      ),
    },
  ],
  invalid: [
    {
      name: 'a proxy with a path: the version comes behind it, and the address stays',
      files: configured({ hosts: ['https://proxy.example.org/clever/'] }, meThroughProxy),
      errors: [{ text: '/me', message: /unversioned/ }],
      fixed: meThroughProxy.replace('/clever/me', '/clever/v3.0/me'),
    },
    {
      name: 'a proxy that is named by its host, and by its host and port',
      files: configured(
        { hosts: ['Proxy.example.org', 'localhost:4000'] },
        `fetch('https://proxy.example.org/me').then((response) => response.status);
fetch('http://localhost:4000/me').then((response) => response.status);
`,
      ),
      errors: [{ text: '/me' }, { text: '/me' }],
      fixed: `fetch('https://proxy.example.org/v3.0/me').then((response) => response.status);
fetch('http://localhost:4000/v3.0/me').then((response) => response.status);
`,
    },
    {
      name: 'a proxy whose record is asked for behind `/me`',
      files: configured(
        { hosts: ['https://proxy.example.org/clever'] },
        `export async function nameOf(headers) {
  const response = await fetch('https://proxy.example.org/clever/me', { headers });
  const body = await response.json();
  console.log(body.data.name.first);
}
`,
      ),
      errors: [{ text: '/me' }],
      fixed: `export async function nameOf(headers) {
  const me = await fetch('https://proxy.example.org/clever/v3.0/me', { headers });
  const response = me.ok
    ? await fetch(\`https://proxy.example.org/clever/v3.0/users/\${(await me.json()).data.id}\`, {
        headers,
      })
    : me;
  const body = await response.json();
  console.log(body.data.name.first);
}
`,
    },
  ],
});

testRule('no-v1-endpoint', {
  valid: [
    { name: 'a variable that nothing gives a value', files: configured({}, byVariable) },
    {
      name: 'a variable that holds the address of somebody else',
      files: configured({ env: { SIS_BASE: 'https://api.example.com' } }, byVariable),
    },
    {
      name: 'a variable of another member of the workspace',
      files: {
        'packages/a/index.js': byVariable,
        'package.json': '{ "private": true, "workspaces": ["packages/*"] }',
        'packages/a/package.json': '{ "name": "a" }',
        'packages/b/package.json':
          '{ "name": "b", "clever-audit": { "env": { "SIS_BASE": "https://api.clever.com" } } }',
      },
    },
  ],
  invalid: [
    {
      name: 'a variable that holds the host of Clever',
      files: configured({ env: { SIS_BASE: 'https://api.clever.com' } }, byVariable),
      errors: [{ text: 'v1.1', message: /API v1\.1/ }],
      fixed: byVariable.replace('v1.1', 'v3.0'),
    },
    {
      name: 'a variable with several values, one of which is Clever’s',
      files: configured({ env: { SIS_BASE: ['http://localhost:3000', 'https://api.clever.com'] } }, byVariable),
      errors: [{ text: 'v1.1' }],
    },
    {
      name: 'a variable whose value holds the version: nothing in the program can be changed',
      files: configured(
        { env: { SIS_BASE: 'https://api.clever.com/v1.1' } },
        `export const district = (id) => fetch(process.env.SIS_BASE + '/districts/' + id).then((r) => r.text());\n`,
      ),
      errors: [{ text: '/districts/' }],
      fixed: null,
      suggested: null,
    },
    {
      name: 'a value that an env file has too stands in the env file',
      files: {
        'src/code.js': `export const district = (id) => fetch(process.env.SIS_BASE + '/districts/' + id).then((r) => r.text());\n`,
        '.env': 'SIS_BASE=https://api.clever.com/v1.1\n',
        'clever-audit.config.json': '{ "env": { "SIS_BASE": "https://api.clever.com/v1.1" } }',
      },
      errors: [{ file: '.env', text: 'v1.1' }],
    },
    {
      name: 'a member of a workspace has its own values before those of the root',
      files: {
        'packages/a/index.js': byVariable,
        'package.json':
          '{ "private": true, "workspaces": ["packages/*"], "clever-audit": { "env": { "SIS_BASE": "https://example.com" } } }',
        'packages/a/package.json':
          '{ "name": "a", "clever-audit": { "env": { "SIS_BASE": "https://api.clever.com" } } }',
      },
      errors: [{ text: 'v1.1' }],
    },
    {
      name: 'an endpoint that the tables do not have',
      files: configured(
        {
          hosts: ['proxy.example.org'],
          endpoints: [
            { version: 'v1.1', path: '/students/{id}/notes', replacement: '/v3.0/users/{id}/notes' },
            { version: 'v1.1', path: '/badges', note: 'Read them from the portal.' },
          ],
        },
        `fetch('https://proxy.example.org/v1.1/students/7/notes');\nfetch('https://proxy.example.org/v1.1/badges');\n`,
      ),
      errors: [
        { text: 'v1.1', message: /Call `\/v3\.0\/users\/7\/notes` instead/ },
        { text: 'v1.1', message: /Read them from the portal/ },
      ],
      fixed: null,
    },
  ],
});

test('says why a call to a replacement of the configuration is not fixed', () => {
  const endpoints = [{ version: 'v1.1', path: '/students/{id}/notes', replacement: '/v3.0/users/{id}/notes' }];
  const cwd = temporaryFolder(configured({ endpoints }, "fetch('https://api.clever.com/v1.1/students/7/notes');\n"));
  expect(audit({ cwd }).findings.map(({ refusal }) => refusal)).toEqual([
    'your configuration names the replacement, and this tool does not know what it returns',
  ]);
});
