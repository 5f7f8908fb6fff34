import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { fix } from '../../src/run/fix.js';
import { writeCase } from '../support/rule-case.js';
import { testRule } from '../support/rule-tester.js';

const greet = (address: string): string => `export async function greet() {
  const response = await fetch(${address});
  const { data } = await response.json();
  return 'Hello ' + data.name.first;
}
`;

const greetOnV3 = (address: string, record: string): string => `export async function greet() {
  const me = await fetch(${address});
  const response = me.ok
    ? await fetch(
        \`${record}\`,
      )
    : me;
  const { data } = await response.json();
  return 'Hello ' + data.name.first;
}
`;

const token = 'CLEVER_TOKEN=pl4nted\n';
const query = `const ME = 'https://api.clever.com/me?access_token=';\n`;
const queryOnV3 = `const ME = 'https://api.clever.com/v3.0/me?access_token=';\n`;
const record = 'https://api.clever.com/v3.0/users/${(await me.json()).data.id}?access_token=';

testRule('no-removed-me-field', {
  valid: [
    {
      name: 'the record of a user, asked for with a token of an env file',
      files: {
        'sso.js': `export async function greet(id) {
  const response = await fetch(\`https://api.clever.com/v3.0/users/\${id}?access_token=\` + process.env.CLEVER_TOKEN);
  const { data } = await response.json();
  return 'Hello ' + data.name.first;
}
`,
        '.env': token,
      },
    },
  ],
  invalid: [
    {
      name: 'a token of an env file behind the address stays the variable that it is read from',
      files: { 'sso.js': query + greet('ME + process.env.CLEVER_TOKEN'), '.env': token },
      errors: [{ text: 'name' }],
      fixed: {
        'sso.js': queryOnV3 + greetOnV3('ME + process.env.CLEVER_TOKEN', record + '${process.env.CLEVER_TOKEN}'),
      },
    },
    {
      name: 'so it does in a template',
      files: { 'sso.js': query + greet("`${ME}${process.env['CLEVER_TOKEN']}`"), '.env': token },
      errors: [{ text: 'name' }],
      fixed: {
        'sso.js':
          queryOnV3 + greetOnV3("`${ME}${process.env['CLEVER_TOKEN']}`", record + "${process.env['CLEVER_TOKEN']}"),
      },
    },
    {
      name: 'and by a name of its own',
      files: {
        'sso.js': `const TOKEN = process.env.CLEVER_TOKEN;\n${query}${greet('ME + TOKEN')}`,
        '.env': token,
      },
      errors: [{ text: 'name' }],
      fixed: {
        'sso.js': `const TOKEN = process.env.CLEVER_TOKEN;\n${queryOnV3}${greetOnV3('ME + TOKEN', `${record}\${TOKEN}`)}`,
      },
    },
    {
      name: 'a base of an env file stays the variable, and is moved in its file',
      files: {
        'sso.js': `const PATH = '/me';\n${greet('process.env.CLEVER_BASE + PATH')}`,
        '.env': 'CLEVER_BASE=https://api.clever.com/v1.1\n',
      },
      errors: [{ text: 'name' }],
      fixed: {
        'sso.js': `const PATH = '/me';\n${greetOnV3('process.env.CLEVER_BASE + PATH', '${process.env.CLEVER_BASE}/users/${(await me.json()).data.id}')}`,
        '.env': 'CLEVER_BASE=https://api.clever.com/v3.0\n',
      },
    },
    {
      name: 'an address of an env file that says nothing else is written out',
      files: {
        'sso.js': greet('process.env.CLEVER_ME'),
        '.env': 'CLEVER_ME=https://api.clever.com/me\n',
      },
      errors: [{ text: 'name' }],
      fixed: {
        'sso.js': greetOnV3('process.env.CLEVER_ME', 'https://api.clever.com/v3.0/users/${(await me.json()).data.id}'),
        '.env': 'CLEVER_ME=https://api.clever.com/v3.0/me\n',
      },
    },
  ],
});

/** Programs whose second request could only be written with text of a file of settings. */
const heldBack: readonly (readonly [name: string, files: Readonly<Record<string, string>>])[] = [
  [
    'a password in an address of an env file',
    { 'sso.js': greet('process.env.CLEVER_ME'), '.env': 'CLEVER_ME=https://user:pl4nted@api.clever.com/me\n' },
  ],
  [
    'a token in the query of an address of an env file',
    {
      'sso.js': greet('process.env.CLEVER_ME'),
      '.env': "CLEVER_ME='https://api.clever.com/me?access_token=pl4nted'\n",
    },
  ],
  [
    'the fragment of an address of an env file',
    { 'sso.js': greet('process.env.CLEVER_ME'), '.env': 'CLEVER_ME="https://api.clever.com/me#pl4nted"\n' },
  ],
  [
    'a token in JSON',
    {
      'sso.js': `import settings from './settings.json' with { type: 'json' };\n${greet('settings.me')}`,
      'settings.json': '{ "me": "https://api.clever.com/me?access_token=pl4nted" }\n',
    },
  ],
  [
    'a token of a compose file',
    {
      'sso.js': greet('process.env.CLEVER_ME'),
      'compose.yaml': `services:\n  app:\n    environment:\n      CLEVER_ME: 'https://api.clever.com/me?access_token=pl4nted'\n`,
    },
  ],
  [
    'a token of an env file in a constant that is all of the address',
    {
      'sso.js': `const ME = 'https://api.clever.com/me?access_token=' + process.env.CLEVER_TOKEN;\n${greet('ME')}`,
      '.env': token,
    },
  ],
  [
    'a token of an env file that a function puts into the address',
    {
      'sso.js': `const me = () => 'https://api.clever.com/me?access_token=' + process.env.CLEVER_TOKEN;\n${greet('me()')}`,
      '.env': token,
    },
  ],
  [
    'a token that the configuration gives a variable',
    {
      'sso.js': `const ME = 'https://api.clever.com/me?access_token=' + process.env.CLEVER_TOKEN;\n${greet('ME')}`,
      'clever-audit.config.json': '{ "env": { "CLEVER_TOKEN": "pl4nted" } }\n',
    },
  ],
  [
    'a token of an env file in other letters',
    {
      'sso.js': `const ME = 'https://api.clever.com/me?access_token=' + process.env.CLEVER_TOKEN.toUpperCase();\n${greet('ME')}`,
      '.env': token,
    },
  ],
];

describe('what would write text of settings into a program is not offered', () => {
  test.each(heldBack)('%s', (_, files) => {
    const { folder } = writeCase({ name: 'secret', files });
    const { before, changes } = fix({ cwd: folder, paths: ['.'], rules, preset: 'strict', suggestions: true });
    expect(before.findings.map(({ rule }) => rule)).toContain('clever/no-removed-me-field');
    for (const change of changes.filter(({ file }) => file.endsWith('.js'))) {
      expect(change.after.toLowerCase()).not.toContain('pl4nted');
    }
    const edits = before.findings.flatMap(({ fix: change, suggestions }) =>
      [...(change ? [change] : []), ...suggestions].flatMap((each) => each.edits),
    );
    for (const { text } of edits) expect(text.toLowerCase()).not.toContain('pl4nted');
  });
});
