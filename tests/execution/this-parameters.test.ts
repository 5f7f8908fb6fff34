import { checkOutcomes, type NamedProgram } from './outcomes.js';

/** A function that says what `this` is, as TypeScript lets it, in front of what it is given. */
const program = (declared: string, used: string): string => `${declared}
declare global { var saveAccount: ((key: string) => string) | undefined }
function save(key: string) { console.log(globalThis.saveAccount?.(key) ?? 'saved'); }
export async function main(token: string) {
  const response = await fetch('https://api.clever.com/me', { headers: { Authorization: \`Bearer \${token}\` } });
  const { data } = await response.json();
  ${used}
}
`;

const ENROL = 'function enrol(this: void, key: string) { save(key); }';

/** A program by what it declares and what it does with the record. */
type Parts = readonly [name: string, declared: string, used: string];

/** The key of what is stored, which is another one after the change for everybody but students. */
const KEYS: readonly Parts[] = [
  ['a function', ENROL, 'enrol(data.id);'],
  ['a function that takes the record apart', 'function enrol(this: void, { id }: any) { save(id); }', 'enrol(data);'],
  [
    'a function that is passed on',
    `const run = (step: (key: string) => void, key: string) => step(key);\n${ENROL}`,
    'run(enrol, data.id);',
  ],
  ['a method', 'class Seats { enrol(this: Seats, key: string) { save(key); } }', 'new Seats().enrol(data.id);'],
  ['a nameless function', '', '[data].forEach(function (this: any, each: any) { save(each.id); });'],
  [
    'a function that constructs for another',
    'function Base(this: any, key: string) { this.key = key; }\nfunction Seat(this: any, key: string) { (Base as any).call(this, key); }',
    'save(new (Seat as any)(data.id).key);',
  ],
];

/** Fields that the record has at another place. */
const FIELDS: readonly Parts[] = [
  ['a function', 'function show(this: void, mail: string) { console.log(mail); }', 'show(data.email);'],
  [
    'a function that is given the record',
    'function show(this: void, me: any) { console.log(me.email); }',
    'show(data);',
  ],
  ['a function with a key of its own', ENROL, "enrol('7');\n  console.log(data.email);"],
];

const toProgram = ([name, declared, used]: Parts): NamedProgram => [name, program(declared, used)];

checkOutcomes('what goes into a function that says what `this` is', 'index.ts', {
  keys: KEYS.map(toProgram),
  fields: FIELDS.map(toProgram),
});
