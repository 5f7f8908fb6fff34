import { describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { audit } from '../../src/run/audit.js';
import { temporaryFolder } from '../support/folders.js';

const ME = "'https://api.clever.com/me', { headers: { Authorization: token } }";
const SHOW = "console.log(data.email, data.type === 'teacher')";

function findingsOf(code: string) {
  return audit({ cwd: temporaryFolder({ 'package.json': '{}', 'a.js': code }), paths: ['.'], rules }).findings;
}

const theAnswerAlone: Readonly<Record<string, string>> = {
  'a text that is filled with the answer': `const https = require('https');
const me = (token) => new Promise((resolve, reject) => {
  https.get(${ME}, (response) => {
    let text = '';
    response.on('data', (chunk) => (text += chunk));
    response.on('end', () => {
      if (response.statusCode !== 200) return reject(new Error('refused'));
      resolve(JSON.parse(text));
    });
  }).on('error', reject);
});
me('token').then(({ data }) => ${SHOW});`,
  'a failure beside the answer': `export const me = (token) => fetch(${ME})
  .then((response) => (response.ok ? response.json() : Promise.reject(new Error('refused'))))
  .then(({ data }) => ${SHOW});`,
  'a failed response beside the answer': `export const me = (token) => fetch(${ME})
  .then((response) => (response.ok ? response.json() : Promise.reject(response)))
  .then(({ data }) => ${SHOW}, ({ status }) => console.log('refused', status));`,
  'a failed response that is reported': `import { report } from 'reports';
export async function me(token) {
  const response = await fetch(${ME});
  if (!response.ok) return report(response);
  const { data } = await response.json();
  ${SHOW};
}`,
  'an object of a class that only the answer makes': `class User {
  constructor(me) { this.me = me; }
  get isTeacher() { return this.me.type === 'teacher'; }
}
export const load = async (token) => new User((await (await fetch(${ME})).json()).data).isTeacher;`,
  'what other objects have under the same name': `class Session {
  me = null;
  async load(token) { this.me = (await (await fetch(${ME})).json()).data; }
  get isTeacher() { return this.me.type === 'teacher'; }
  signOut() { this.me = undefined; }
}
class Guest { constructor() { this.me = { type: 'teacher' }; } }
export const session = new Session();
export const guest = new Guest();`,
  'a static field': `class Session {
  static me;
  static async load(token) { this.me = (await (await fetch(${ME})).json()).data; }
  static get isTeacher() { return Session.me.type === 'teacher'; }
}
export const load = (token) => Session.load(token).then(() => Session.isTeacher);`,
  'a bound method': `class Page {
  constructor() { this.show = this.show.bind(this); }
  show({ data }) { ${SHOW}; }
}
const page = new Page();
export const me = (token) => fetch(${ME})
  .then((response) => (response.ok ? response.json() : Promise.reject(response)))
  .then(page.show);`,
};

const somethingElseToo: Readonly<Record<string, string>> = {
  'a text of its own beside the answer': `export const me = (token) => fetch(${ME})
  .then((response) => (response.ok ? response.text() : '{"data":{"type":"teacher"}}'))
  .then((text) => JSON.parse(text))
  .then(({ data }) => ${SHOW});`,
  'an object of the same class, which keeps it': `class User {
  constructor(me) { this.me = me; }
  get isTeacher() { return this.me.type === 'teacher'; }
}
export const load = async (token) => new User((await (await fetch(${ME})).json()).data).isTeacher;
export const guest = new User({ type: 'teacher' }).isTeacher;`,
  'an object of the same class, which asks at once': `class User {
  constructor(me) { this.isTeacher = me.type === 'teacher'; }
}
export const load = async (token) => new User((await (await fetch(${ME})).json()).data).isTeacher;
export const guest = new User({ type: 'teacher' }).isTeacher;`,
  'an object of a class that extends it': `class User {
  constructor(me) { this.me = me; }
  get isTeacher() { return this.me.type === 'teacher'; }
}
class Guest extends User {
  constructor() { super({ type: 'teacher' }); }
}
export const load = async (token) => new User((await (await fetch(${ME})).json()).data).isTeacher;
export const guest = new Guest().isTeacher;`,
  'what another method sets': `class Session {
  async load(token) { this.me = (await (await fetch(${ME})).json()).data; }
  playGuest() { this.me = { type: 'teacher' }; }
  get isTeacher() { return this.me.type === 'teacher'; }
}
export const session = new Session();`,
  'what other code sets': `class Session {
  async load(token) { this.me = (await (await fetch(${ME})).json()).data; }
  get isTeacher() { return this.me.type === 'teacher'; }
}
export const session = new Session();
export const restore = (saved) => { session.me = JSON.parse(saved); };`,
  'what a field begins with': `class Session {
  me = { type: 'teacher' };
  async load(token) { this.me = (await (await fetch(${ME})).json()).data; }
  get isTeacher() { return this.me.type === 'teacher'; }
}
export const session = new Session();`,
  'what a static field begins with': `class Session {
  static me = { type: 'teacher' };
  static async load(token) { Session.me = (await (await fetch(${ME})).json()).data; }
  static get isTeacher() { return Session.me.type === 'teacher'; }
}
export const load = (token) => Session.load(token).then(() => Session.isTeacher);`,
  'a promise of its own beside the answer': `export const me = (token) => fetch(${ME})
  .then((response) => (response.ok ? response.json() : Promise.resolve({ data: { type: 'teacher' } })))
  .then(({ data }) => ${SHOW});`,
};

describe('what stands in for an answer', () => {
  it.each(Object.entries(theAnswerAlone))('is nothing of the program: %s', (_, code) => {
    const findings = findingsOf(code);
    expect(findings.length).toBeGreaterThan(1);
    expect(findings.every(({ fix }) => fix)).toBe(true);
  });

  it.each(Object.entries(somethingElseToo))('is something of the program: %s', (_, code) => {
    expect(findingsOf(code).map(({ fix }) => fix)).toEqual(findingsOf(code).map(() => null));
  });

  it('goes on where a response that may be an answer is handed on', () => {
    const code = `import { report } from 'reports';
export async function me(token) {
  const response = await fetch(${ME});
  if (response.ok) report(response);
  const { data } = await response.json();
  ${SHOW};
}`;
    expect(findingsOf(code).some(({ fix }) => fix)).toBe(false);
  });
});
