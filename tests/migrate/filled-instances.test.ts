import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

const ASKED = `const response = await fetch('https://api.clever.com/v1.1/me', { headers: { Authorization: token } });
    if (!response.ok) throw new Error('refused');`;

/** A class whose instances are given the answer from outside, with what it reads of it. */
const filled = (reads: string, set = 'user.data = (await response.json()).data;'): string => `class User {
  static async load(token) {
    const user = new User();
    ${ASKED}
    ${set}
    return user;
  }
  ${reads}
}
`;

/** Programs that keep the answer in an object of their own, and read it elsewhere. */
const KEPT: Readonly<Record<string, string>> = {
  'a getter': `${filled("get isStudent() {\n    return this.data.type === 'student';\n  }")}async function ask(token) {
  return (await User.load(token)).isStudent;
}
`,
  'a method that a getter calls': `${filled("get label() {\n    return this.describe();\n  }\n  describe() {\n    return this.data.type === 'student' ? this.data.name.first : 'staff';\n  }")}async function ask(token) {
  return (await User.load(token)).label;
}
`,
  'a getter of a class that extends it': `class Base {
  static async load(token) {
    const user = new this();
    ${ASKED}
    user.data = (await response.json()).data;
    return user;
  }
}
class User extends Base {
  get isTeacher() {
    return this.data.type === 'teacher';
  }
}
async function ask(token) {
  return (await User.load(token)).isTeacher;
}
`,
  'a getter of the class that it extends': `class Base {
  get isTeacher() {
    return this.data.type === 'teacher';
  }
}
class User extends Base {}
async function ask(token) {
  const user = new User();
  ${ASKED}
  user.data = (await response.json()).data;
  return user.isTeacher;
}
`,
  'a setter': `class Session {
  #user = null;
  set user(user) {
    this.#user = user;
  }
  get isTeacher() {
    return this.#user?.type === 'teacher';
  }
}
const session = new Session();
async function ask(token) {
  ${ASKED}
  session.user = (await response.json()).data;
  return session.isTeacher;
}
`,
};

/** The same, where the class has a member of that name which is none of the answer. */
const APART: Readonly<Record<string, string>> = {
  'a class that is not filled': `class Form {
  constructor() {
    this.data = { type: 'student' };
  }
  get isStudent() {
    return this.data.type === 'student';
  }
}
async function ask(token) {
  const user = {};
  ${ASKED}
  user.data = (await response.json()).data;
  return [user.data.name.first, new Form().isStudent].join();
}
`,
};

/** Whoever calls may hand another object in, and what reads the state gets something else then. */
const MAY_BE_ANOTHER = `const state = { me: { type: 'guest' } };
async function load(token, store = state) {
  ${ASKED}
  store.me = (await response.json()).data;
}
const isTeacher = () => state.me.type === 'teacher';
async function ask(token) {
  await load(token);
  return isTeacher();
}
`;

const PEOPLE = [
  ['student', 'student'],
  ['teacher', 'teacher'],
  ['district_admin', 'district_admin'],
] as const;

function fixed(code: string): string {
  const folder = temporaryFolder({ 'package.json': '{ "private": true, "type": "module" }', 'main.js': code });
  return fixFolder(folder).changes[0]?.after ?? '';
}

/** What a program answers where somebody with a role signs in. */
function answerOf(code: string, type: string, role: string): unknown {
  const person = { id: '1', name: { first: 'Ana' } };
  const fetch = (url: string): unknown => {
    const record = url.includes('/users/') ? { ...person, roles: { [role]: {} } } : { id: '1' };
    const body = url.endsWith('/v1.1/me') ? { type, data: { ...person, type } } : { type: 'user', data: record };
    return Promise.resolve({ ok: true, json: () => Promise.resolve(body) });
  };
  return runInNewContext(`${code}\nask('t');`, { fetch });
}

describe('an answer that an object is given from outside', () => {
  it.each(Object.entries(KEPT))('is read there by %s', async (_name, code) => {
    const after = fixed(code);
    expect(after).toContain('roles');
    for (const [type, role] of PEOPLE) expect(await answerOf(after, type, role)).toBe(await answerOf(code, type, role));
  });

  it('is left where a parameter has that object as its default', () => {
    expect(fixed(MAY_BE_ANOTHER)).toBe('');
  });

  it.each(Object.entries(APART))('is not read by %s', async (_name, code) => {
    const after = fixed(code);
    expect(after).toContain('/v3.0/users/');
    expect(after).not.toContain('roles');
    for (const [type, role] of PEOPLE) expect(await answerOf(after, type, role)).toBe(await answerOf(code, type, role));
  });
});
