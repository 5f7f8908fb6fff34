import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { applyEdits } from '../../src/model/apply-edits.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder } from '../support/folders.js';

const ASK = `const response = await fetch('https://api.clever.com/me', { headers });
const { data } = await response.json();`;

/** Reads by a name that is one of several, of which the role must be spelled in another way than the others. */
const severalNames: Readonly<Record<string, string>> = {
  'a column of a list': "console.log(['email', 'type'].map((name) => data[name]));",
  'a column of a table':
    "for (const [title, name] of Object.entries({ mail: 'email', role: 'type' })) console.log(title, data[name]);",
  'one of two names': "const name = isShort ? 'type' : 'email';\nout(data[name]);",
  'one of two names, compared': "const name = isShort ? 'type' : 'email';\nout(data[name] === 'teacher');",
  'one of two names in a pattern':
    "const name = isShort ? 'type' : 'email';\nconst { [name]: shown } = data;\nout(shown);",
  'one of two names in an assignment': "let shown;\n({ [isShort ? 'type' : 'email']: shown } = data);\nout(shown);",
  'an element by its index':
    "const names = ['type', 'email'];\nfor (let i = 0; i < 2; i += 1) console.log(data[names[i]]);",
  'what is missing': "console.log(['id', 'type', 'email'].filter((name) => !data[name]));",
};

/** The same with one name alone. */
const oneName: Readonly<Record<string, string>> = {
  'a constant': "const name = 'type';\nout(data[name]);",
  'a constant in a pattern': "const name = 'type';\nconst { [name]: shown } = data;\nout(shown);",
  'names that stay': "console.log(['email', 'name'].map((name) => data[name]));",
};

/** Values that may be another role than the one that is written. */
const openRoles: Readonly<Record<string, string>> = {
  'a variable of the environment':
    "const wanted = process.env.STAFF_ROLE || 'school_admin';\nout(data.type === wanted);",
  'what was asked for': "const wanted = query.role ?? 'school_admin';\nout(data.type === wanted);",
  'a default of options': "const { wanted = 'school_admin' } = query;\nout(data.type === wanted);",
  'settings that are written over':
    "const settings = { wanted: 'school_admin' };\nObject.assign(settings, query);\nout(data.type === settings.wanted);",
  'a table that is written to':
    "const wanted = { edit: 'school_admin' };\nwanted[query.what] = query.role;\nout(data.type === wanted.edit);",
  'a variable that is set':
    "let wanted = 'school_admin';\nset((role) => { wanted = role; });\nout(data.type === wanted);",
  'options with defaults':
    "const { wanted } = { ...{ wanted: 'school_admin' }, ...query };\nout(data.type === wanted);",
};

/** Values that are one role. */
const writtenRoles: Readonly<Record<string, string>> = {
  'a literal': "console.log(data.type === 'school_admin');",
  'a constant': "const STAFF = 'school_admin';\nout(data.type === STAFF);",
  'a member of a constant': "const ROLES = { staff: 'school_admin' };\nout(data.type === ROLES.staff);",
  'a member of a frozen object':
    "const ROLES = Object.freeze({ staff: 'school_admin' });\nout(ROLES.staff === data.type);",
};

/** What may be called in the place of the client. */
const ownClients: Readonly<Record<string, string>> = {
  'a function': 'const ask = query.offline ? fake : fetch;',
  'a variable that is set': 'let ask = fetch;\nif (query.offline) ask = fake;',
  'a member': 'const ask = (query.offline ? { get: fake } : { get: fetch }).get;',
};

describe('a name that is one of several', () => {
  it.each(Object.entries(severalNames))('%s holds the change back', (_, code) => {
    expect(changedBy(`${ASK}\n${code}`)).toBeNull();
  });

  it.each(Object.entries(oneName))('%s moves', (_, code) => expect(changedBy(`${ASK}\n${code}`)).not.toBeNull());
});

describe('a role that is compared', () => {
  it.each(Object.entries(openRoles))('%s is compared with whatever it is', (_, code) => {
    expect(changedBy(`${ASK}\n${code}`)).toMatch(/role === (?:settings\.)?wanted/i);
  });

  it.each(Object.entries(writtenRoles))('%s is asked for in the roles', (_, code) => {
    expect(changedBy(`${ASK}\n${code}`)).toMatch(/roles\??\.staff && !/);
  });
});

describe('a client that may be a function of the program', () => {
  it.each(Object.entries(ownClients))('%s holds the change back', (_, code) => {
    const asking = ASK.replace('fetch(', 'ask(').replace('{ data }', '{ type }');
    expect(
      changedBy(`const fake = async () => Response.json({ type: 'teacher' });\n${code}\n${asking}\nout(type);`),
    ).toBeNull();
  });

  const askedBy = (other: string): string => `async function ask() {
  if (query.offline) return ${other};
  return fetch('https://api.clever.com/me', { headers });
}
const response = await ask();
if (!response.ok) return console.log(response.status);
const { data } = await response.json();
console.log(data.email, data.type);`;

  it('a response of the program holds the change back', () => {
    expect(changedBy(askedBy("{ ok: true, json: async () => ({ data: { type: 'teacher' } }) }"))).toBeNull();
  });

  it('an object without an answer does not', () => {
    expect(changedBy(askedBy('{ ok: false, status: 503 }'))).not.toBeNull();
  });

  it('another name for the client does not', () => {
    expect(changedBy(`const ask = fetch;\n${ASK.replace('fetch(', 'ask(')}\nout(data.type);`)).not.toBeNull();
  });
});

describe('a path that may be another one', () => {
  const asking = (kind: string): string =>
    `const kind = ${kind};\nconst response = await fetch(\`https://api.clever.com/v1.1/\${kind}\`, { headers });\nout(response.ok);`;

  it.each(["query.kind || 'schools'", "process.env.KIND ?? 'schools'"])('%s is a suggestion', (kind) => {
    const [first] = findingsOf(asking(kind));
    expect(first?.fix).toBeNull();
    expect(first?.suggestions[0]?.decisions?.join()).toContain('the same code may request other paths');
  });

  it('a path that is written out moves', () => expect(findingsOf(asking("'schools'"))[0]?.fix).not.toBeNull());
});

/** The program as the fix of its call leaves it; null without a fix. */
function changedBy(code: string): string | null {
  const call = findingsOf(code).find(({ rule }) => rule === 'clever/no-unversioned-me');
  return call?.fix ? applyEdits(mainOf(code), call.fix.edits) : null;
}

function findingsOf(code: string) {
  const texts = { 'package.json': '{"type":"module"}', 'a.js': mainOf(code) };
  return audit({ cwd: temporaryFolder(texts), paths: ['.'], rules }).findings;
}

function mainOf(code: string): string {
  return `export async function main({ headers, query, isShort, set }) {\n${code}\n}\n`;
}
