import { checkOutcomes, type NamedProgram } from './outcomes.js';

/** What a class takes of the record of who signs in, into a member that its declaration says, and who sees the instance. */
const program = (declared: string, used: string): string => `${declared}
declare global { var saveAccount: ((key: string) => string) | undefined }
export async function main(token: string) {
  const response = await fetch('https://api.clever.com/me', { headers: { Authorization: \`Bearer \${token}\` } });
  const { data } = await response.json();
  ${used}
}
`;

/** Whoever keeps what is stored finds nothing any more by another key. */
const save = (key: string): string => `console.log(globalThis.saveAccount?.(${key}) ?? 'saved');`;

const SEAT = 'class Seat { constructor(readonly key: string) {} }';
const ENROL = `function enrol(seat: { key: string }) { ${save('seat.key')} }`;
const NO_SEAT = "class NoSeat extends Error { constructor(readonly key: string) { super('no seat'); } }";
const CAUGHT = `catch (error) { if (error instanceof NoSeat) { ${save('error.key')} } }`;

/** The key of what is stored, which is another one after the change for everybody but students. */
const KEYS: readonly NamedProgram[] = [
  ['an instance that is passed on', program(`${SEAT}\n${ENROL}`, 'enrol(new Seat(data.id));')],
  [
    'an instance of a class that extends it',
    program(`${SEAT}\nclass Desk extends Seat {}\n${ENROL}`, 'enrol(new Desk(data.id));'),
  ],
  [
    'an instance of a class that hands it up',
    program(
      `${SEAT}\nclass Desk extends Seat { constructor(key: string, readonly at: number) { super(key); } }\n${ENROL}`,
      'enrol(new Desk(data.id, 1));',
    ),
  ],
  [
    'an instance that a function of the class makes',
    program(
      `class Seat { private constructor(readonly key: string) {} static of(key: string) { return new Seat(key); } }\n${ENROL}`,
      'enrol(Seat.of(data.id));',
    ),
  ],
  [
    'an instance with a second member that is the first where nothing is given',
    program(
      `class Seat { constructor(key: string, readonly other = key) {} }\nfunction enrol(seat: Seat) { ${save('seat.other')} }`,
      'enrol(new Seat(data.id));',
    ),
  ],
  [
    'a constructor that goes on with what it declares',
    program(
      `class Seat { constructor(readonly key: string) { ${save('key')} } }`,
      'const seat = new Seat(data.id);\n  console.log(seat.key.length);',
    ),
  ],
  [
    'an instance with two members that are the same',
    program(
      `class Seat { constructor(readonly key: string, readonly other = key) {} save() { ${save('this.other')} } }`,
      'new Seat(data.id).save();',
    ),
  ],
  [
    'an instance that is made of a list',
    program(
      `class Seat { constructor(readonly at: number, readonly key: string) {} }\n${ENROL}`,
      'const given: [number, string] = [1, data.id];\n  enrol(new Seat(...given));',
    ),
  ],
  [
    'an instance that answers for itself',
    program(
      'class Seat { constructor(private readonly key: string) {} toString() { return this.key; } }',
      save('`${new Seat(data.id)}`'),
    ),
  ],
  [
    'an instance that holds the whole record',
    program(
      `class Seat { constructor(readonly user: { id: string }) {} }\nfunction enrol(seat: Seat) { ${save('seat.user.id')} }`,
      'enrol(new Seat(data));',
    ),
  ],
  ['an error that is thrown and caught', program(NO_SEAT, `try { throw new NoSeat(data.id); } ${CAUGHT}`)],
  [
    'an error that a promise fails with',
    program(NO_SEAT, `try { await Promise.reject(new NoSeat(data.id)); } ${CAUGHT}`),
  ],
  [
    'an instance of a class with a field',
    program(ENROL, 'class Seat { key = data.id as string; }\n  enrol(new Seat());'),
  ],
  ['a class with a static field', program(ENROL, 'class Seat { static key = data.id as string; }\n  enrol(Seat);')],
];

/** Fields that the record has at another place, and instances that hold something else. */
const FIELDS: readonly NamedProgram[] = [
  [
    'a field of the record',
    program('class Card { constructor(readonly mail: string) {} }', 'console.log(new Card(data.email).mail);'),
  ],
  [
    'fields of the record that a method shows',
    program(
      'class Card { constructor(private readonly first: string, private readonly mail: string) {} show() { return `${this.first} ${this.mail}`; } }',
      'console.log(new Card(data.name.first, data.email).show());',
    ),
  ],
  [
    'another instance of a class with an id of its own',
    program(`${SEAT}\n${ENROL}`, "enrol(new Seat('7'));\n  console.log(data.email);"),
  ],
  [
    'an instance that nobody sees',
    program(SEAT, 'const seat = new Seat(data.id);\n  console.log(seat.key.length, data.email);'),
  ],
];

checkOutcomes('what a class takes into a member that its declaration says', 'index.ts', { keys: KEYS, fields: FIELDS });
