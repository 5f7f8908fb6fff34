import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder } from '../support/folders.js';

const ME =
  "const response = await fetch('https://api.clever.com/me', { headers });\nconst { data } = await response.json();";
const STUDENTS =
  "const response = await fetch('https://api.clever.com/v1.1/students', { headers });\nconst { data: students } = await response.json();";

/** Code that reads or sets `roles` of a record of before v3, which has none: on v3 the record has them. */
const holding: Readonly<Record<string, string>> = {
  'asks whether it is there': `${ME}\nif (data.roles) return Object.keys(data.roles)[0];\nout(data.type);`,
  'asks whether it is not there': `${ME}\nif (!data.roles) out('old API');\nout(data.type);`,
  'takes it with a pattern': `${ME}\nconst { roles = [] } = data;\nout(roles.length, data.email);`,
  'reads a member of it where it is there': `${ME}\nout(data.type === 'district_admin' || Boolean(data.roles?.district_admin));`,
  'goes through it': `${ME}\nfor (const role of data.roles ?? []) out(role);\nout(data.email);`,
  'hands it to a function': `${ME}\nconst list = (items) => items.join();\nout(data.roles ? list(data.roles) : '', data.email);`,
  'sets it': `${ME}\ndata.roles = grants[data.type] ?? [];\nout(data.type === 'teacher');`,
  'sets it in a function': `${ME}\nconst grant = (user) => {\n  user.roles = [];\n  return user;\n};\nout(grant(data).type === 'teacher');`,
  'sets it where it is not there': `${ME}\ndata.roles ||= [];\nout(data.type === 'teacher');`,
  'assigns it with others': `${ME}\nObject.assign(data, { roles: grants[data.email] });\nout(data.type === 'teacher');`,
  'reads it off the records of a list': `${STUDENTS}\nout(students.map(({ data: student }) => student.roles ?? student.grade));`,
  'sets it on the records of a list': `${STUDENTS}\nfor (const { data: student } of students) {\n  student.roles = [];\n  out(student.grade);\n}`,
};

/** Code whose `roles` are no part of a record of Clever's. */
const moving: Readonly<Record<string, string>> = {
  'has a variable of that name': `${ME}\nconst roles = ['a', 'b'];\nout(roles.includes('a'), data.type === 'teacher');`,
  'reads it off something else': `${ME}\nout(grants.roles, data.type === 'teacher');`,
  'makes an object with it': `${ME}\nout({ roles: [data.type] });`,
};

function offered(code: string) {
  const text = `export async function main({ headers, out, grants }) {\n${code}\n}\n`;
  const cwd = temporaryFolder({ 'package.json': '{ "type": "module", "private": true }', 'a.js': text });
  const { findings } = audit({ cwd, paths: ['.'], rules });
  return findings.find(({ rule }) => rule === 'clever/no-unversioned-me' || rule === 'clever/no-v1-endpoint');
}

describe('`roles` that the code had before v3.0', () => {
  it.each(Object.entries(holding))('hold the fix back where it %s', (_, code) => {
    const finding = offered(code);
    expect(finding).toBeDefined();
    expect(finding?.fix).toBeNull();
  });

  it.each(Object.entries(moving))('do not where it %s', (_, code) => {
    expect(offered(code)?.fix).not.toBeNull();
  });
});
