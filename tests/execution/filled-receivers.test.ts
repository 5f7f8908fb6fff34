import { checkOutcomes, type NamedProgram } from './outcomes.js';

/** A function that puts what it is given on the object that it is called on, and who sees that object. */
const program = (declared: string, used: string): string => `${declared}
export async function main(token) {
  const response = await fetch('https://api.clever.com/me', { headers: { Authorization: \`Bearer \${token}\` } });
  const { data } = await response.json();
  ${used}
}
`;

/** Whoever keeps what is stored finds nothing any more by another key. */
const ENROL = "function enrol(seat) { console.log(globalThis.saveAccount?.(seat.key) ?? 'saved'); }";
const FILL = 'function fill(key) { this.key = key; }';

/** A program by what it declares and what it does with the record. */
type Parts = readonly [name: string, declared: string, used: string];

/** The key of what is stored, which is another one after the change for everybody but students. */
const KEYS: readonly Parts[] = [
  ['a method of an object', 'const seat = { fill(key) { this.key = key; } };', 'seat.fill(data.id); enrol(seat);'],
  [
    'an arrow function in a method of an object',
    'const seat = { fill(key) { [1].forEach(() => { this.key = key; }); } };',
    'seat.fill(data.id); enrol(seat);',
  ],
  [
    'a method of an object in another',
    'const state = { seat: { fill(key) { this.key = key; } } };',
    'state.seat.fill(data.id); enrol(state.seat);',
  ],
  [
    'a method of an object that was spread into another',
    'const filling = { fill(key) { this.key = key; } };',
    'const seat = { ...filling }; seat.fill(data.id); enrol(seat);',
  ],
  [
    'a setter of an object',
    'const seat = { set user(user) { this.key = user; } };',
    'seat.user = data.id; enrol(seat);',
  ],
  ['a function that constructs', 'function Seat(key) { this.key = key; }', 'enrol(new Seat(data.id));'],
  [
    'a nameless function that constructs',
    'const Seat = function (key) { this.key = key; };',
    'enrol(new Seat(data.id));',
  ],
  [
    'a function that constructs where it is only called',
    'function Seat(key) { if (!new.target) return new Seat(key); this.key = key; }',
    'enrol(Seat(data.id));',
  ],
  [
    'a method of a prototype',
    'function Seat() {}\nSeat.prototype.fill = function (key) { this.key = key; };',
    'const seat = new Seat(); seat.fill(data.id); enrol(seat);',
  ],
  ['a function that an object has', `${FILL}\nconst seat = { fill };`, 'seat.fill(data.id); enrol(seat);'],
  ['a function that an object is given', FILL, 'const seat = {}; seat.fill = fill; seat.fill(data.id); enrol(seat);'],
  ['a function that is called on an object', FILL, 'const seat = {}; fill.call(seat, data.id); enrol(seat);'],
  ['a function that is bound to an object', FILL, 'const seat = {}; fill.bind(seat)(data.id); enrol(seat);'],
  ['a function that goes through a list', FILL, 'const seat = {}; [data.id].forEach(fill, seat); enrol(seat);'],
  [
    'a nameless function that goes through a list',
    '',
    'const seat = {}; [data.id].forEach(function (key) { this.key = key; }, seat); enrol(seat);',
  ],
];

/** Fields that the record has at another place. */
const FIELDS: readonly Parts[] = [
  [
    'a method of an object',
    'const seat = { fill(mail) { this.mail = mail; }, show() { return this.mail; } };',
    'seat.fill(data.email); console.log(seat.show());',
  ],
  [
    'a method that answers the object',
    'const seat = { fill(mail) { this.mail = mail; return this; }, show() { return this.mail; } };',
    'console.log(seat.fill(data.email).show());',
  ],
  [
    'a function that constructs',
    'function Seat(mail) { this.mail = mail; }\nSeat.prototype.show = function () { return this.mail; };',
    'console.log(new Seat(data.email).show());',
  ],
  [
    'an object that is filled beside another with a key of its own',
    'const other = { fill(key) { this.key = key; } };\nconst seat = { fill(mail) { this.mail = mail; } };',
    "other.fill('7'); seat.fill(data.email); enrol(other); console.log(seat.mail);",
  ],
];

const toProgram = ([name, declared, used]: Parts): NamedProgram => [name, program(`${ENROL}\n${declared}`, used)];

checkOutcomes('what a function puts on the object that it is called on', 'index.js', {
  keys: KEYS.map(toProgram),
  fields: FIELDS.map(toProgram),
});
