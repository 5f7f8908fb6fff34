import { describe, expect, it } from 'vitest';
import { fixFolder } from '../support/fix-folder.js';
import { temporaryFolder } from '../support/folders.js';

const CLEVER = `export async function getMe(token) {
  const response = await fetch('https://api.clever.com/v1.1/me', { headers: { Authorization: token } });
  if (!response.ok) throw new Error('refused');
  return response.json();
}
`;

/** What answers like Clever did, and what reads either. */
const DEMO = "async () => ({ type: 'teacher', data: { name: { first: 'Demo' } } })";
const READS = "console.log(me.data.name.first, me.type === 'teacher');";

/** A program that asks who is signed in, or something else in its place. */
function reading(above: string, loaded: string): string {
  return `import { getMe } from './clever.js';\nconst demo = ${DEMO};\n${above}\nconst me = await ${loaded};\n${READS}\n`;
}

/** A function that reads what another answers, by a name that its parameters or its class give that. */
function greeting(parameters: string, loaded: string, callers: string, above = ''): string {
  return `import { getMe } from './clever.js';
const demo = ${DEMO};
${above}
async function greeting(token, ${parameters}) {
  const me = await ${loaded};
  return \`\${me.data.name.first} \${me.type === 'teacher'}\`;
}
${callers}
`;
}

function authentication(members: string, loaded: string, uses: string): string {
  return `import { getMe } from './clever.js';
const demo = ${DEMO};
class Authentication {
  ${members}
  async greeting(token) {
    const me = await ${loaded};
    return \`\${me.data.name.first} \${me.type === 'teacher'}\`;
  }
}
${uses}
`;
}

/** A program that asks for students. */
function roster(text: string): string {
  return `const students = async (token) => {
  const response = await fetch('https://api.clever.com/v1.1/students', { headers: { Authorization: token } });
  return (await response.json()).data;
};
const demo = async () => [{ data: { grade: '3' } }];
${text}
`;
}

const BOTH = 'export const greetings = [greeting(1), greeting(2, { load: demo })];';
const MODE = 'process.env.MODE';

const MAY_CALL_ANOTHER = {
  'a ternary': reading(`const load = ${MODE} ? demo : getMe;`, 'load(1)'),
  'a ternary that is called': reading('', `(${MODE} ? demo : getMe)(1)`),
  'a condition': reading('', `((${MODE} && demo) || getMe)(1)`),
  'an optional call': reading(`const load = ${MODE} ? demo : getMe;`, 'load?.(1)'),
  'a call by its method': reading(`const load = ${MODE} ? demo : getMe;`, 'load.call(null, 1)'),
  'a call with a list': reading('', `(${MODE} ? demo : getMe).apply(null, [1])`),
  'a function that is bound': reading(`const load = (${MODE} ? demo : getMe).bind(null, 1);`, 'load()'),
  'functions around them': reading(`const load = ${MODE} ? () => demo() : (token) => getMe(token);`, 'load(1)'),
  'a variable that is set later': reading(`let load = getMe;\nif (${MODE}) load = demo;`, 'load(1)'),
  'a variable that a switch sets': reading(
    `let load;\nswitch (${MODE}) {\n  case 'demo':\n    load = demo;\n    break;\n  default:\n    load = getMe;\n}`,
    'load(1)',
  ),
  'a variable that another function sets': reading(
    'let load = getMe;\nfunction useDemo() {\n  load = demo;\n}\nuseDemo();',
    'load(1)',
  ),
  'a function that picks one': reading(
    "function pick(mode) {\n  if (mode === 'demo') return demo;\n  return getMe;\n}",
    `pick(${MODE})(1)`,
  ),
  'a getter': reading(`const api = {\n  get load() {\n    return ${MODE} ? demo : getMe;\n  },\n};`, 'api.load(1)'),
  'a list': reading('', `[getMe, demo][Number(${MODE})](1)`),
  'a map': reading(`const sources = new Map([['clever', getMe], ['demo', demo]]);`, `sources.get(${MODE})(1)`),
  'a member that is set': reading(`const api = { getMe };\nif (${MODE}) api.getMe = demo;`, 'api.getMe(1)'),
  'a member that another function sets': reading(
    'const api = {};\napi.load = getMe;\nexport function useDemo() {\n  api.load = demo;\n}',
    'api.load(1)',
  ),
  'a member that is assigned with others': reading(
    `const api = { getMe };\nif (${MODE}) Object.assign(api, { getMe: demo });`,
    'api.getMe(1)',
  ),
  'one of two classes': reading(
    `class Live {\n  me() {\n    return getMe(1);\n  }\n}\nclass Local {\n  async me() {\n    return demo();\n  }\n}\nconst Client = ${MODE} ? Local : Live;`,
    'new Client().me()',
  ),
  'a file that keeps an answer': reading(
    `import { readFile } from 'node:fs/promises';\nconst saved = async () => JSON.parse(await readFile('me.json', 'utf8'));\nconst load = ${MODE} ? saved : getMe;`,
    'load(1)',
  ),
  'another server': reading(
    `const other = async (token) => (await fetch('https://api.example.com/me', { headers: { token } })).json();\nconst load = ${MODE} ? other : getMe;`,
    'load(1)',
  ),
  'the default of a pattern': greeting('{ load = getMe } = {}', 'load(token)', BOTH),
  'an option, or else Clever': greeting('options = {}', '(options.load ?? getMe)(token)', BOTH),
  'an option that is filled in': greeting('options = {}', '(options.load ??= getMe)(token)', BOTH),
  'an object as a default': greeting('deps = { load: getMe }', 'deps.load(token)', BOTH),
  'defaults that are spread': greeting(
    'overrides = {}',
    '{ ...defaults, ...overrides }.load(token)',
    BOTH,
    'const defaults = { load: getMe };',
  ).replace('await { ...defaults, ...overrides }.load', 'await ({ ...defaults, ...overrides }).load'),
  'a mock of a test': greeting(
    '{ load = getMe } = {}',
    'load(token)',
    'const load = vi.fn().mockResolvedValue(await demo());\nexport const greetings = [greeting(1), greeting(2, { load })];',
    "import { vi } from 'vitest';",
  ),
  'what a constructor takes': authentication(
    'constructor({ load = getMe } = {}) {\n    this.load = load;\n  }',
    'this.load(token)',
    'new Authentication().greeting(1);\nnew Authentication({ load: demo }).greeting(2);',
  ),
  'a private field': authentication(
    '#load;\n  constructor({ load } = {}) {\n    this.#load = load ?? getMe;\n  }',
    'this.#load(token)',
    'new Authentication().greeting(1);\nnew Authentication({ load: demo }).greeting(2);',
  ),
  'a field that an instance overwrites': authentication(
    'load = getMe;',
    'this.load(token)',
    'const local = new Authentication();\nlocal.load = demo;\nlocal.greeting(1);\nnew Authentication().greeting(2);',
  ),
  'a function around each': `import { getMe } from './clever.js';
const logged = (load) => async (token) => {
  console.log('asks');
  return load(token);
};
for (const load of [logged(getMe), logged(${DEMO})]) {
  const me = await load(1);
  ${READS}
}
`,
  'students, by a ternary': roster(
    `const load = ${MODE} ? demo : students;\nfor (const { data } of await load(1)) console.log(data.grade);`,
  ),
  'students, by an object as a default': roster(
    'const grades = async (deps = { students }) => (await deps.students(1)).map(({ data }) => data.grade);\ngrades();\ngrades({ students: demo });',
  ),
  'students, by a field that an instance overwrites': roster(
    'class Roster {\n  load = students;\n  async grades() {\n    return (await this.load(1)).map(({ data }) => data.grade);\n  }\n}\nconst local = new Roster();\nlocal.load = demo;\nlocal.grades();\nnew Roster().grades();',
  ),
  'students, by an option beside the path': `const real = async (path) => (await fetch('https://api.clever.com' + path)).json();
async function grades(path, { get = real } = {}) {
  return (await get(path)).data.map(({ data }) => data.grade);
}
grades('/v1.1/students');
grades('/v1.1/students', { get: async () => ({ data: [{ data: { grade: '3' } }] }) });
`,
  'students, by a generator': `async function* live() {
  yield* (await (await fetch('https://api.clever.com/v1.1/students')).json()).data;
}
async function* local() {
  yield { data: { grade: '3' } };
}
const source = ${MODE} ? local : live;
for await (const { data } of source()) console.log(data.grade);
`,
} as const;

const CALLS_NO_OTHER = {
  'a default that nobody overrides': greeting('{ load = getMe } = {}', 'load(token)', 'greeting(1);'),
  'an option that is always Clever': greeting('{ load }', 'load(token)', 'greeting(1, { load: getMe });'),
  'an object as a default that nobody overrides': greeting('deps = { getMe }', 'deps.getMe(token)', 'greeting(1);'),
  'what a constructor takes, where nobody gives it': authentication(
    'constructor({ load = getMe } = {}) {\n    this.load = load;\n  }',
    'this.load(token)',
    'new Authentication().greeting(1);',
  ),
  'a function that throws': reading(
    `const missing = () => {\n  throw new Error('no token');\n};\nconst load = ${MODE} ? getMe : missing;`,
    'load(1)',
  ),
  'a function that asks Clever as well': reading(
    `const logged = (token) => {\n  console.log('asks');\n  return getMe(token);\n};\nconst load = ${MODE} ? logged : getMe;`,
    'load(1)',
  ),
  'a function around it that asks again': reading(
    `const again = (load) => async (token) => {\n  try {\n    return await load(token);\n  } catch {\n    return load(token);\n  }\n};\nconst load = ${MODE} ? again(getMe) : getMe;`,
    'load(1)',
  ),
  'a function around many that does not read': reading(
    'const timed = async ({ run, label }) => {\n  const result = await run();\n  console.log(label);\n  return result;\n};\nconsole.log(await timed({ run: demo, label: 1 }));',
    'timed({ run: () => getMe(1), label: 2 })',
  ),
  'a member of another object': reading(
    'const api = { getMe };\nconst local = {};\nlocal.getMe = demo;\nconsole.log(await local.getMe());',
    'api.getMe(1)',
  ),
  'another answer that is made alike first': `import { getMe } from './clever.js';
const clever = async (token) => {
  const me = await getMe(token);
  return { name: me.data.name.first, isTeacher: me.type === 'teacher' };
};
const guest = async () => ({ name: 'Guest', isTeacher: false });
const load = ${MODE} ? guest : clever;
const { name, isTeacher } = await load(1);
console.log(name, isTeacher);
`,
  'only what both have': reading(`const load = ${MODE} ? demo : getMe;`, 'load(1)').replace(
    READS,
    'console.log(me.data.email);',
  ),
  'several instances of one class': `class Client {
  constructor(token) {
    this.token = token;
  }
  async me() {
    const response = await fetch('https://api.clever.com/v1.1/me', { headers: { Authorization: this.token } });
    if (!response.ok) throw new Error('refused');
    return response.json();
  }
}
for (const client of [new Client(1), new Client(2)]) {
  const me = await client.me();
  ${READS}
}
`,
} as const;

function fixed(text: string) {
  const cwd = temporaryFolder({
    'package.json': '{ "type": "module", "private": true }',
    'clever.js': CLEVER,
    'main.js': text,
  });
  return fixFolder(cwd, { preset: 'recommended' });
}

describe('code that reads what one of several functions answers', () => {
  it.each(Object.entries<string>(MAY_CALL_ANOTHER))('stays: %s', (_name, text) => {
    const { before, changes } = fixed(text);
    expect(changes).toEqual([]);
    expect(before.findings.map(({ refusal }) => refusal).join()).toMatch(
      /the code that reads `.+` also handles objects from other sources/,
    );
  });

  it.each(Object.entries<string>(CALLS_NO_OTHER))('moves where no other answers anything: %s', (_name, text) => {
    expect(fixed(text).changes).not.toEqual([]);
  });
});

const ASKED = `const response = await fetch(base + path, { headers: { Authorization: process.env.TOKEN } });
  if (!response.ok) throw new Error('refused');`;
const GRADES = `async function grades(base, path) {
  ${ASKED}
  return (await response.json()).data.map(({ data }) => data.grade);
}
`;
const CLEVERS = "console.log(await grades('https://api.clever.com', '/v1.1/students'));\n";

/** Programs in which one function asks Clever for students and something else, and reads both. */
const ASKS_ANOTHER = {
  'another server': `${GRADES}${CLEVERS}console.log(await grades('https://api.example.com', '/students'));\n`,
  'a server that only the deployment knows': `${GRADES}${CLEVERS}console.log(await grades(process.env.SIS_URL, '/students'));\n`,
  'another endpoint of Clever': `${GRADES}${CLEVERS}console.log(await grades('https://api.clever.com', '/v1.1/sections'));\n`,
  'another server through a function': `${GRADES}const load = (base, path) => grades(base, path);
console.log(await load('https://api.clever.com', '/v1.1/students'));
console.log(await load('https://api.example.com', '/students'));
`,
  'another server by an option': `async function grades({ base, path }) {
  ${ASKED}
  const { data: students } = await response.json();
  return students.map((student) => student.data.grade);
}
console.log(await grades({ base: 'https://api.clever.com', path: '/v1.1/students' }));
console.log(await grades({ base: 'https://api.example.com', path: '/students' }));
`,
  'another server by an instance': `class Roster {
  constructor(base) {
    this.base = base;
  }
  async grades() {
    const response = await fetch(\`\${this.base}/v1.1/students\`, { headers: { Authorization: process.env.TOKEN } });
    if (!response.ok) throw new Error('refused');
    return (await response.json()).data.map(({ data }) => data.grade);
  }
}
console.log(await new Roster('https://api.clever.com').grades());
console.log(await new Roster('https://api.example.com').grades());
`,
  'another server by a closure': `const gradesOf = (base) => async (path) => {
  ${ASKED}
  return (await response.json()).data.map(({ data }) => data.grade);
};
console.log(await gradesOf('https://api.clever.com')('/v1.1/students'));
console.log(await gradesOf('https://api.example.com')('/students'));
`,
} as const;

/** The same, where the code that reads Clever's students reads nothing else, or nothing that moves. */
const ASKS_NO_OTHER = {
  'the same endpoint twice': `${GRADES}${CLEVERS}${CLEVERS}`,
  'another server that others read': `async function ask(base, path) {
  ${ASKED}
  const body = await response.json();
  return body.data;
}
const students = await ask('https://api.clever.com', '/v1.1/students');
console.log(students.map(({ data }) => data.grade));
const others = await ask('https://api.example.com', '/students');
console.log(others.map(({ data }) => data.grade));
`,
  'a field that stays': `${GRADES.replace('data.grade', 'data.name.first')}${CLEVERS}console.log(await grades('https://api.example.com', '/students'));\n`,
} as const;

describe('code that reads what a function asks of Clever and of others', () => {
  it.each(Object.entries<string>(ASKS_ANOTHER))('stays: %s', (_name, text) => {
    const { before, changes } = fixed(text);
    expect(changes.map(({ after }) => after).join()).not.toContain('roles');
    expect(before.findings.map(({ refusal }) => refusal).join()).toMatch(
      /the code that reads `grade` also handles objects from other sources/,
    );
  });

  it.each(Object.entries<string>(ASKS_NO_OTHER))('moves where it reads no other: %s', (_name, text) => {
    expect(
      fixed(text)
        .changes.map(({ after }) => after)
        .join(),
    ).toContain('/v3.0/users?role=student');
  });
});

/** A program that asks for the record of whoever signed in by the kind that `/me` told. */
function ownRecord(path: string, read: string): string {
  return `const headers = { Authorization: process.env.TOKEN };
const me = await (await fetch('https://api.clever.com/v1.1/me', { headers })).json();
${path}
const { data } = await (await fetch('https://api.clever.com' + path, { headers })).json();
console.log('sign-in', ${read});
`;
}

const TEACHERS = '`/v1.1/teachers/${me.data.id}`';
const STUDENTS = '`/v1.1/students/${me.data.id}`';

describe('code that reads the record of whoever signed in', () => {
  it.each([
    ['a condition', `const path = me.data.type === 'teacher' ? ${TEACHERS} : ${STUDENTS};`],
    ['a variable', `let path = ${TEACHERS};\nif (me.data.type === 'student') path = ${STUDENTS};`],
    ['a table', `const path = { teacher: ${TEACHERS}, student: ${STUDENTS} }[me.data.type];`],
  ])('stays where it reads those of two roles by %s', (_name, path) => {
    const { changes } = fixFolder(temporaryFolder({ 'app.js': ownRecord(path, 'data.sis_id') }), { suggestions: true });
    expect(changes.map(({ after }) => after).join()).not.toContain('roles.teacher.sis_id');
  });

  it('moves where it reads those of one role', () => {
    const text = ownRecord(`const path = ${TEACHERS};`, 'data.sis_id');
    const { changes } = fixFolder(temporaryFolder({ 'app.js': text }), { suggestions: true });
    expect(changes.map(({ after }) => after).join()).toContain('roles.teacher.sis_id');
  });
});
