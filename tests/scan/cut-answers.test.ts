import { describe, expect, it } from 'vitest';
import { judgeProgram } from '../support/judged-program.js';

const ASK = "await (await fetch('https://api.clever.com/v3.0/me')).json()";
const LOAD = "fetch('https://api.clever.com/v3.0/me').then((r) => r.json())";

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** Programs that read a removed field of an answer further away than the tool follows. */
const FAR: readonly (readonly [name: string, code: string])[] = [
  [
    'behind a hundred promises',
    `let p = ${LOAD};\n${lines(100, (index) => `p = p.then((x) => ({ ...x, k${index}: 1 }));`)}\np.then((x) => console.log(x.data.email));`,
  ],
  [
    'in a dozen objects',
    `const m0 = ${ASK};\n${lines(12, (index) => `const m${index + 1} = { a: m${index} };`)}\nconsole.log(m12${'.a'.repeat(12)}.data.email);`,
  ],
  [
    'in a callback that many functions hand on',
    `function f0(c) { ${LOAD}.then(c); }\n${lines(12, (index) => `function f${index + 1}(c) { f${index}(c); }`)}\nf12((me) => console.log(me.data.email));`,
  ],
  [
    'in a callback that many functions answer a function around',
    `const m = ${ASK};\nfunction f0(c) { return c; }\n${lines(40, (index) => `function f${index + 1}(c) { return (z) => f${index}(c)(z); }`)}\nf40((me) => console.log(me.data.email))(m);`,
  ],
  [
    'off an object that has many names',
    `const m0 = {};\n${lines(12, (index) => `const m${index + 1} = m${index};`)}\nm12.user = ${ASK};\nconsole.log(m0.user.data.email);`,
  ],
];

/** Programs that go round, or stop short of all limits: nothing of them is missing. */
const NEAR: readonly (readonly [name: string, code: string])[] = [
  [
    'a function that renames the keys of an object and of all objects in it',
    `function camel(o) { if (Array.isArray(o)) return o.map(camel); if (typeof o !== 'object') return o; return Object.fromEntries(Object.entries(o).map(([k, v]) => [k.toUpperCase(), camel(v)])); }\nconst me = camel(${ASK});\nconsole.log(me.data.id);`,
  ],
  [
    'a function that copies an object and all objects in it',
    `function clone(o) { if (Array.isArray(o)) return o.map(clone); const c = {}; for (const k in o) c[k] = typeof o[k] === 'object' ? clone(o[k]) : o[k]; return c; }\nconst me = clone(${ASK});\nconsole.log(me.data.id);`,
  ],
  [
    'a function that hands its callback to itself',
    `function retry(done, times) { ${LOAD}.then(done, () => retry(done, times - 1)); }\nretry((me) => console.log(me.data.id), 3);`,
  ],
  [
    'a variable of a loop that gets what it holds',
    `const root = { next: {} };\nlet at = root;\nfor (const each of list) { at.next = { each }; at = at.next; }\nat.user = ${ASK};\nconsole.log(root.next.user.data.id);`,
  ],
];

describe('an answer that is not followed to its end', () => {
  it.each(FAR)('is told where a field is read %s', (_name, code) => {
    const { unresolved } = judgeProgram({ 'clever.js': code });
    expect(unresolved.join('\n')).toContain("fetch('https://api.clever.com/v3.0/me')");
  });

  it.each(NEAR)('is not %s', (_name, code) => {
    expect(judgeProgram({ 'clever.js': code }).unresolved).toEqual([]);
  });

  it('is followed into a callback that comes back out of functions', () => {
    const code = `const m = ${ASK};\nfunction f0(c) { return c; }\n${lines(3, (index) => `function f${index + 1}(c) { return (z) => f${index}(c)(z); }`)}\nf3((me) => console.log(me.data.email))(m);`;
    expect(judgeProgram({ 'clever.js': code }).findings.join('\n')).toContain('no-removed-me-field');
  });
});

const YIELDS = "function* y0() { yield 'https://api.clever.com/v1.1/students'; }\n";

/** Generators, one within the other, of which the innermost yields an old address. */
const GENERATORS: readonly (readonly [name: string, code: string])[] = [
  [
    'one of many',
    `${lines(20, (index) => `function* y${index + 1}() { yield* y${index}(); }`)}\nfor (const u of y20()) fetch(u);`,
  ],
  [
    'many that each yield their own',
    `${lines(30, (index) => `function* y${index + 1}() { yield* y${index}(); yield 'https://api.clever.com/v3.0/s${index}'; }`)}\nfor (const u of y30()) fetch(u);`,
  ],
  [
    'function expressions',
    `${lines(20, (index) => `const y${index + 1} = function* () { yield* y${index}(); };`)}\nfor (const u of y20()) fetch(u);`,
  ],
  [
    'a list of what they yield',
    `${lines(20, (index) => `function* y${index + 1}() { yield* y${index}(); }`)}\n[...y20()].forEach((u) => fetch(u));`,
  ],
  [
    'paths',
    `function* p0() { yield '/v1.1/students'; }\n${lines(20, (index) => `function* p${index + 1}() { yield* p${index}(); }`)}\nfor (const p of p20()) fetch('https://api.clever.com' + p);`,
  ],
];

describe('generators that yield what others yield', () => {
  it.each(GENERATORS)('leave a trace of a call behind %s', (_name, code) => {
    expect(judgeProgram({ 'clever.js': `${YIELDS}${code}` }).unresolved).not.toEqual([]);
  });

  it.each([
    [
      'few are followed to the end',
      `${lines(4, (index) => `function* y${index + 1}() { yield* y${index}(); }`)}\nfor (const u of y4()) fetch(u);`,
    ],
    [
      'one that goes on with itself',
      "function* all(page) { yield 'https://api.clever.com/v3.0/users'; if (page) yield* all(page - 1); }\nfor (const u of all(3)) fetch(u);",
    ],
  ])('%s', (_name, code) => {
    expect(judgeProgram({ 'clever.js': `${YIELDS}${code}` }).unresolved).toEqual([]);
  });
});
