import type { ts } from 'ts-morph';
import { expect, it, vi } from 'vitest';
import { Program } from '../../src/program/program.js';
import { Evaluator } from '../../src/values/evaluator.js';
import { SyntaxIndex } from '../../src/program/syntax-index.js';
import { judgeProgram, scanProgram } from '../support/judged-program.js';

/** Functions that call the next three of them, with so many calls of a list's method on what the first answers. */
function listsOf(calls: number): string {
  const steps = Array.from(
    { length: 15 },
    (_, index) => `function step${index}(texts: readonly string[]): readonly string[] {
  return texts.length ? step${index + 1}(texts).concat(step${index + 2}(texts)) : step${index + 3}(texts);
}`,
  );
  const asked = Array.from({ length: calls }, (_, index) => `step0(['${index}']).map((text) => text.trim());`);
  const load = "export const load = async () => (await fetch('https://api.clever.com/me')).json();";
  return [load, ...steps, ...asked].join('\n');
}

it('asks the types where a list takes much computing', () => {
  const { usages, effort } = scanProgram({ 'clever.ts': listsOf(40) });
  expect(usages).toHaveLength(1);
  const more = effort.evaluations - scanProgram({ 'clever.ts': listsOf(20) }).effort.evaluations;
  // Before the types are asked. To compute it all took 3,500 for each call here, and takes up to 24,000.
  expect(more).toBeLessThan(20 * 3 * 600);
});

/** A request for what an object holds in a field, each of whose fields is one of two that are the next. */
function fieldsOf(fields: number): string {
  const set = Array.from(
    { length: fields },
    (_, index) => `    this.part${index} = given ? this.part${index + 1} : this.part${index + 1};`,
  );
  return `class Address {
  constructor(given) {
${set.join('\n')}
    this.part${fields} = '/me';
  }
}
const address = new Address(process.argv[2]);
export const load = async () => (await fetch('https://api.clever.com' + address.part0)).json();`;
}

it('computes a field of an object once, however often it is read', () => {
  const [few, many] = [6, 14].map((fields) => scanProgram({ 'clever.js': fieldsOf(fields) }));
  expect([few, many].map((each) => each?.usages.length)).toEqual([1, 1]);
  // Each read once made a context of its own, so each field doubled the effort.
  expect(many?.effort.evaluations).toBeLessThan(3 * (few?.effort.evaluations ?? 0));
});

it('takes a method that only the language has for one where a list takes much computing', () => {
  const untyped = (calls: number): string =>
    listsOf(calls).replaceAll(': readonly string[]', '').replaceAll('.map((text) => text.trim())', ".replace('a', '')");
  const { usages, effort } = scanProgram({ 'clever.js': untyped(40) });
  expect(usages).toHaveLength(1);
  const more = effort.evaluations - scanProgram({ 'clever.js': untyped(20) }).effort.evaluations;
  expect(more).toBeLessThan(20 * 3 * 600);
});

/** Calls that take much computing, of a method that nobody asks about, and one of a helper that sends a request. */
function viewsOf(calls: number): string {
  const steps = listsOf(0).replaceAll(': readonly string[]', '');
  const drawn = Array.from({ length: calls }, (_, index) => `draw(step0(['${index}'])[0].icon);`);
  return `${steps}
function draw(icon) { icon.render(); }
class View { render(icon) { return icon; } }
const ask = (path) => fetch('https://api.clever.com' + path);
ask('/v1.2/students');
${drawn.join('\n')}`;
}

it('takes as much for a request, however many calls of other things take much', () => {
  const [few, many] = [20, 40].map((calls) => scanProgram({ 'clever.js': viewsOf(calls) }));
  expect([few, many].map((each) => each?.usages.length)).toEqual([2, 2]);
  expect((many?.effort.evaluations ?? 0) - (few?.effort.evaluations ?? 0)).toBeLessThan(20 * 3 * 600);
});

/** A file that a chain of others leads to, each of which is opened a pass later, with so many calls that are settled at once. */
function chainOf(files: number, calls: number): Readonly<Record<string, string>> {
  const settled = Array.from({ length: calls }, (_, index) => `own(${index});`).join('\n');
  const next = Array.from({ length: files }, (_, index) => [
    `part${index}.js`,
    `import { ask${index + 1} } from './part${index + 1}.js';\nexport const ask${index} = (url) => ask${index + 1}(url);\n`,
  ]);
  return {
    'clever.js': `import { ask0 } from './part0.js';\nconst own = (id) => id;\nask0('https://api.clever.com/me');\n${settled}\n`,
    ...Object.fromEntries(next),
    [`part${files}.js`]: `export const ask${files} = (url) => fetch(url);\n`,
  };
}

it('keeps what a call calls while more files are opened', () => {
  const [few, many] = [20, 220].map((calls) => scanProgram(chainOf(6, calls)));
  expect(many?.usages).toHaveLength(1);
  expect(many?.effort.passes).toBeGreaterThan(4);
  // Once while files are opened, and once when the last word is said.
  expect((many?.effort.calls ?? 0) - (few?.effort.calls ?? 0)).toBe(2 * 200);
});

it('takes as much for each request of a file, however many there are', () => {
  const evaluate = vi.spyOn(Evaluator.prototype, 'evaluate');
  const askedFor = (requests: number): number => {
    const before = evaluate.mock.calls.length;
    const lines = Array.from({ length: requests }, (_, index) => `fetch('https://api.clever.com/me?a=${index}');`);
    expect(scanProgram({ 'clever.js': lines.join('\n') }).usages).toHaveLength(requests);
    return evaluate.mock.calls.length - before;
  };
  const [few, many] = [askedFor(40), askedFor(160)];
  evaluate.mockRestore();
  expect(many).toBeLessThanOrEqual(4 * few);
});

/** A helper that many files import, and whose parameter they name as well, for other things. */
function importersOf(count: number): Readonly<Record<string, string>> {
  const importers = Array.from({ length: count }, (_, index) => [
    `page${index}.js`,
    `import { clean } from './ask.js';\nexport const page${index} = (url) => clean(url);\n`,
  ]);
  return {
    'clever.js': `import { ask } from './ask.js';\nexport const load = () => ask('https://api.clever.com/me');\n`,
    'ask.js':
      'export const clean = (text) => text.trim();\n' +
      'export const ask = (url) => { const whole = new URL(url); console.log(whole.pathname); return fetch(url); };\n',
    ...Object.fromEntries(importers),
  };
}

it('opens no importer of a helper for the name of its parameter', () => {
  const [none, many] = [0, 30].map((importers) => scanProgram(importersOf(importers)));
  expect(many?.usages).toHaveLength(1);
  expect(many?.files).toEqual(none?.files);
});

it('looks for the host once where a call gets many paths in one object', () => {
  const member = vi.spyOn(Evaluator.prototype, 'member');
  const askedFor = (paths: number): number => {
    const before = member.mock.calls.length;
    const lines = Array.from({ length: paths }, (_, index) => `path${index}: '/v1.1/students/${index}',`);
    const { usages } = scanProgram({
      'clever.js': `const paths = {\n${lines.join('\n')}\n};\nconnect('https://api.clever.com', paths);`,
    });
    expect(usages).toHaveLength(paths);
    return member.mock.calls.length - before;
  };
  const [few, many] = [askedFor(20), askedFor(160)];
  member.mockRestore();
  expect(many).toBeLessThanOrEqual(8 * few);
});

it('looks at each mention of a name once, however many requests have a variable of that name', () => {
  const identifiers = vi.spyOn(SyntaxIndex.prototype, 'identifiers');
  const lookedAt = (requests: number): number => {
    identifiers.mockClear();
    const program = Array.from(
      { length: requests },
      (_, index) => `export async function load${index}(headers) {
  const response = await fetch('https://api.clever.com/me', { headers });
  const { data } = await response.json();
  return data.name.first;
}`,
    );
    expect(judgeProgram({ 'clever.js': program.join('\n') }).urls).toEqual(['https://api.clever.com/me']);
    return identifiers.mock.results.reduce((sum, { value }) => sum + (value as readonly unknown[]).length, 0);
  };
  const [few, many] = [lookedAt(20), lookedAt(80)];
  identifiers.mockRestore();
  expect(many).toBeLessThanOrEqual(4 * few);
});

it('looks for what changes a field once, however often the field is read', () => {
  const identifiers = vi.spyOn(SyntaxIndex.prototype, 'identifiers');
  const lookedAt = (requests: number): number => {
    identifiers.mockClear();
    const own = "class Client { constructor() { this.me = 'https://api.clever.com/v1.1/me'; }";
    const { usages } = scanProgram({ 'clever.js': `${own} load() {\n${'fetch(this.me);\n'.repeat(requests)}} }` });
    expect(usages).toHaveLength(requests);
    return identifiers.mock.results.reduce((sum, { value }) => sum + (value as readonly unknown[]).length, 0);
  };
  const [few, many] = [lookedAt(20), lookedAt(80)];
  identifiers.mockRestore();
  expect(many).toBeLessThanOrEqual(4 * few);
});

it('looks for a name once in a file that imports many names, however many statements import them', () => {
  const identifiersIn = vi.spyOn(SyntaxIndex.prototype, 'identifiersIn');
  const lookedFor = (classes: number): number => {
    identifiersIn.mockClear();
    const numbers = Array.from({ length: classes }, (_, index) => index);
    const own = numbers.map((index) => `export class Api${index} { base = 'https://api.clever.com/v1.1'; }`);
    const uses = numbers.map(
      (index) => `import { Api${index} } from './client';\nfetch(new Api${index}().base + '/students');`,
    );
    const { usages } = scanProgram({ 'client.ts': own.join('\n'), 'use.ts': uses.join('\n') });
    expect(usages).toHaveLength(classes);
    return identifiersIn.mock.calls.length;
  };
  const [few, many] = [lookedFor(20), lookedFor(80)];
  identifiersIn.mockRestore();
  expect(many).toBeLessThanOrEqual(4 * few);
});

/** So many modules, each of which requests a path of its own, under a name that all have, and imports the next one. */
function pathsOf(count: number): Readonly<Record<string, string>> {
  const modules = Array.from({ length: count }, (_, index) => [
    `part${index}.js`,
    `import './part${(index + 1) % count}.js';
export const path = '/v1.1/students/${index}';
export const load${index} = () => fetch('https://api.clever.com' + path);\n`,
  ]);
  return Object.fromEntries(modules);
}

/** How often the compiler is asked what a name stands for, in each of some programs. */
function askedFor(programs: readonly Readonly<Record<string, string>>[]): readonly number[] {
  const real = Object.getOwnPropertyDescriptor(Program.prototype, 'checker');
  let asked = 0;
  const checker = vi.spyOn(Program.prototype, 'checker', 'get').mockImplementation(function (this: Program) {
    const whole = real?.get?.call(this) as ts.TypeChecker;
    const resolveName: ts.TypeChecker['resolveName'] = (...named) => {
      asked += 1;
      return whole.resolveName(...named);
    };
    return { ...whole, resolveName };
  });
  const counts = programs.map((program) => {
    asked = 0;
    expect(scanProgram(program).usages).not.toEqual([]);
    return asked;
  });
  checker.mockRestore();
  return counts;
}

it('asks once what a mention of a path names, however many paths have its name', () => {
  const [few = 0, many] = askedFor([pathsOf(10), pathsOf(40)]);
  expect(many).toBeLessThanOrEqual(4 * few);
});

/** A variable that is given so many URLs, one after the other, and read once. */
function valuesOf(count: number): Readonly<Record<string, string>> {
  const given = Array.from({ length: count }, (_, index) => `url = base + '/students/${index}';`);
  return {
    'clever.js': `const base = 'https://api.clever.com/v1.1';\nlet url = '';\n${given.join('\n')}\nfetch(url);\nfetch(base + '/me');`,
  };
}

it('looks for the reads of a variable once, however many values it is given', () => {
  const [few = 0, many] = askedFor([valuesOf(30), valuesOf(120)]);
  expect(many).toBeLessThanOrEqual(4 * few);
});

/** An object that so many members are put on, each of which is requested. */
function membersOf(count: number): Readonly<Record<string, string>> {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const set = numbers.map((index) => `paths.path${index} = '/v1.1/students/${index}';`);
  const asked = numbers.map((index) => `fetch('https://api.clever.com' + paths.path${index});`);
  return { 'clever.js': ['const paths = {};', ...set, ...asked].join('\n') };
}

it('asks once what each mention of an object names, however many of its members are requested', () => {
  const [few = 0, many] = askedFor([membersOf(20), membersOf(80)]);
  expect(many).toBeLessThanOrEqual(4 * few);
});
