import { checkOutcomes, type NamedProgram } from './outcomes.js';

/** An object that is given the record of who signs in, and that is asked for something of it by an accessor of its own. */
const program = (declared: string, given: string, shown: string): string => `${declared}
export async function main(token) {
  const response = await fetch('https://api.clever.com/me', { headers: { Authorization: \`Bearer \${token}\` } });
  const me = await response.json();
  ${given}
  console.log(${shown});
}
`;

/** Whoever keeps what is stored finds nothing any more by another key. */
const saved = (key: string): string => `globalThis.saveAccount?.(${key}) ?? 'saved'`;

const SEAT = 'const seat = new Seat();';
const SET = 'session.user = me.data;';
const NESTED = 'const app = { session: { user: null, get key() { return this.user.id; } } };';

/** The key of what is stored, which is another one after the change for everybody but students. */
const KEYS: readonly NamedProgram[] = [
  [
    'a getter',
    program('const session = { user: null, get key() { return this.user.id; } };', SET, saved('session.key')),
  ],
  ['a getter of an object in another', program(NESTED, 'app.session.user = me.data;', saved('app.session.key'))],
  [
    'a getter that takes this apart',
    program(
      'const session = { user: null, get key() { const { user } = this; return user.id; } };',
      SET,
      saved(saved('session.key')),
    ),
  ],
  [
    'a getter of what a function makes',
    program(
      'const view = (user) => ({ user, get key() { return this.user.id; } });',
      'const shown = view(me.data);',
      saved(saved('shown.key')),
    ),
  ],
  [
    'a getter beside the members of the record',
    program('', 'const shown = { ...me.data, get key() { return this.id; } };', saved(saved('shown.key'))),
  ],
  [
    'a static getter',
    program(
      'class Session { static user = null; static get key() { return this.user.id; } }',
      'Session.user = me.data;',
      saved(saved('Session.key')),
    ),
  ],
  [
    'a setter',
    program('const session = { key: null, set user(user) { this.key = user.id; } };', SET, saved('session.key')),
  ],
  [
    'a static setter',
    program(
      'class Session { static set user(user) { this.key = user.id; } }',
      'Session.user = me.data;',
      saved(saved('Session.key')),
    ),
  ],
  [
    'a method of a prototype',
    program(
      `function Seat() { this.user = null; }\nSeat.prototype.key = function () { return this.user.id; };\n${SEAT}`,
      'seat.user = me.data;',
      saved(saved('seat.key()')),
    ),
  ],
  [
    'a handler of a proxy that is given the record',
    program(
      "const session = new Proxy({ user: null }, { get: (target, name) => (name === 'key' ? target.user.id : target[name]) });",
      SET,
      saved('session.key'),
    ),
  ],
  [
    'a handler of a proxy',
    program(
      "const state = { user: null };\nconst session = new Proxy(state, { get: (target, name) => (name === 'key' ? target.user.id : target[name]) });",
      'state.user = me.data;',
      saved(saved('session.key')),
    ),
  ],
];

/** Fields that the record has at another place, or under the same name. */
const FIELDS: readonly NamedProgram[] = [
  ['a getter', program('const session = { user: null, get mail() { return this.user.email; } };', SET, 'session.mail')],
  [
    'a static getter',
    program(
      'class Session { static user = null; static get mail() { return this.user.email; } }',
      'Session.user = me.data;',
      'Session.mail',
    ),
  ],
  [
    'a setter',
    program('const session = { mail: null, set user(user) { this.mail = user.email; } };', SET, 'session.mail'),
  ],
  [
    'a getter of what a function makes',
    program(
      'const view = (user) => ({ user, get mail() { return this.user.email; } });',
      'const shown = view(me.data);',
      'shown.mail',
    ),
  ],
  [
    'a getter, where that of another object reads an id of its own',
    program(
      "const session = { user: null, get mail() { return this.user.email; } };\nconst other = { user: { id: '7' }, get key() { return this.user.id; } };",
      SET,
      'session.mail, other.key',
    ),
  ],
];

checkOutcomes('what an accessor reads of the object that it belongs to', 'index.js', { keys: KEYS, fields: FIELDS });
