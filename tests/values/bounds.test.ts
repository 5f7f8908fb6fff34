import { describe, expect, it } from 'vitest';
import { knownText } from '../../src/values/value.js';
import { evaluateFetched } from '../support/evaluated-program.js';
import { judgeProgram, scanProgram } from '../support/judged-program.js';

/** Far more than any of these takes; without the bounds they would not end at all. */
const GENEROUS = 60_000;

describe('evaluation ends', () => {
  it('with a text that doubles sixty times', { timeout: GENEROUS }, () => {
    const doubled = lines(60, (line) => `const text${line + 1} = text${line} + text${line};`);
    const values = evaluateFetched({ 'app.js': `const text0 = 'x';\n${doubled}\nfetch(text60);` });
    expect(values.map(knownText)).toEqual([null]);
  });

  it('with functions that call each other twice', { timeout: GENEROUS }, () => {
    const functions = lines(30, (line) => `function f${line + 1}() { return f${line}() + f${line}(); }`);
    const program = `function f0() { return '/me'; }\n${functions}\nfetch('https://api.clever.com' + f30());`;
    expect(judgeProgram({ 'app.js': program }).findings).toEqual([]);
  });

  it('with a choice in each of forty joined pieces', { timeout: GENEROUS }, () => {
    const parts = lines(40, (line) => `const part${line} = flag${line} ? 'a' : 'b';`);
    const all = Array.from({ length: 40 }, (_, line) => `part${line}`).join(' + ');
    expect(evaluateFetched({ 'app.js': `${parts}\nfetch(${all});` }).length).toBeLessThan(100);
  });

  it('with three hundred callers of a wrapper', { timeout: GENEROUS }, () => {
    const callers = lines(300, (line) => `get('/v3.0/users/${line}');`);
    const wrapper = `function get(path) { return send('https://api.clever.com', path); }`;
    const sender = `function send(base, path) { return fetch(base + path); }`;
    const { findings } = judgeProgram({ 'app.js': `${sender}\n${wrapper}\n${callers}\nget('/me');` });
    expect(findings).toEqual(['no-unversioned-me app.js: /me']);
  });

  it('with a thousand callers of a wrapper before the one that is out of date', { timeout: GENEROUS }, () => {
    const callers = lines(1000, (line) => `send('https://other${line}.example.org', '/me');`);
    const program = `const send = (base, path) => fetch(base + path);\n${callers}\nsend('https://api.clever.com', '/me');`;
    expect(judgeProgram({ 'app.js': program }).findings).toEqual(['no-unversioned-me app.js: /me']);
  });

  it('with an address behind five hundred names', { timeout: GENEROUS }, () => {
    const names = lines(500, (line) => `const name${line + 1} = name${line};`);
    const program = `const name0 = 'https://api.clever.com/me';\n${names}\nfetch(name500);`;
    expect(judgeProgram({ 'app.js': program }).findings).toEqual(['no-unversioned-me app.js: /me']);
  });

  it('with an address behind twenty files that hand on all they have', { timeout: GENEROUS }, () => {
    const barrels = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`hop${index + 1}.js`, `export * from './hop${index}.js';`]),
    );
    const files = { ...barrels, 'hop0.js': `export const url = 'https://api.clever.com/me';` };
    const app = `import { url } from './hop20.js';\nfetch(url);`;
    expect(judgeProgram({ ...files, 'app.js': app }).findings).toEqual(['no-unversioned-me hop0.js: /me']);
  });

  it('with a sum of two thousand texts', { timeout: GENEROUS }, () => {
    const sum = Array.from({ length: 2000 }, (_, index) => `'${index}'`).join(' + ');
    const program = `fetch('https://api.clever.com/me');\nconst cleverSum = ${sum};`;
    expect(judgeProgram({ 'app.js': program }).findings).toEqual(['no-unversioned-me app.js: /me']);
  });

  it('with more callers than are looked at, and says so', { timeout: GENEROUS }, () => {
    const callers = lines(5001, (line) => `get('/v3.0/users/${line}');`);
    const program = `const get = (path) => fetch('https://api.clever.com' + path);\n${callers}\nget('/me');`;
    expect(judgeProgram({ 'app.js': program }).unresolved).toEqual(["app.js: fetch('https://api.clever.com' + path)"]);
  });

  it.each([
    ['parentheses', `const clever = ${'('.repeat(9000)}1${')'.repeat(9000)};`],
    ['arrays', `const clever = ${'['.repeat(5000)}${']'.repeat(5000)};`],
    ['choices', `const clever = ${lines(5000, (line) => `one === ${line} ? ${line} :`)} 0;`],
    ['calls of what calls answer', `clever${'.call()'.repeat(9000)};`],
    ['conditions', `if (clever) one();\n${lines(3000, (line) => `else if (clever${line}) one();`)}`],
  ])('with %s that are nested too deep, which costs no other file', { timeout: GENEROUS }, (_name, deep) => {
    const texts = { 'deep.js': deep, 'app.js': `fetch('https://api.clever.com/me');` };
    expect([...scanProgram(texts).broken]).toEqual([['deep.js', 'nested too deep to be read as a program']]);
    expect(judgeProgram(texts).findings).toEqual(['no-unversioned-me app.js: /me']);
  });

  it('with a file of five thousand lines that use one name', { timeout: GENEROUS }, () => {
    const body = lines(1250, (line) =>
      [`let url = base;`, `url += '/v3.0/users/${line}';`, `console.log(url);`, `send${line}(url);`]
        .map((statement) => `  ${statement}`)
        .join('\n')
        .replace(/^/, `function use${line}() {\n`)
        .concat('\n}'),
    );
    const program = `const base = 'https://api.clever.com';\n${body}\nfetch(base + '/me');`;
    expect(judgeProgram({ 'app.js': program }).findings).toEqual(['no-unversioned-me app.js: /me']);
  });

  it('with a field that is made of itself in a method', { timeout: GENEROUS }, () => {
    const program = `class Roster {
  constructor(root) { this.base = root; }
  tidy() { this.base = this.base.replace(/\\/$/, ''); }
  load() { return fetch(this.base + '/me'); }
}
new Roster('https://api.clever.com').load();`;
    expect(judgeProgram({ 'app.js': program }).findings).toEqual(['no-unversioned-me app.js: /me']);
  });

  it('with an object that is spread into itself', { timeout: GENEROUS }, () => {
    const program = `let options = { base: 'https://api.clever.com' };
options = { ...options, path: '/me' };
function use(more) { options = { ...options, ...more }; return fetch(options.base + options.missing); }
use({ path: '/me' });`;
    expect(judgeProgram({ 'app.js': program }).findings).toEqual([]);
  });

  it('with files that import each other in a ring', { timeout: GENEROUS }, () => {
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [
        `clever${index}.js`,
        `export * from './clever${(index + 1) % 30}.js';\nexport const path${index} = '/v3.0/users/${index}';`,
      ]),
    );
    const app = `import { path29, missing } from './clever0.js';\nfetch('https://api.clever.com' + path29 + missing);`;
    expect(judgeProgram({ ...files, 'app.js': app }).urls).toEqual(['https://api.clever.com/v3.0/users/29{missing}']);
  });

  it('with forty branches that each add to a list, or change a text', { timeout: GENEROUS }, () => {
    const branches = lines(40, (line) => `if (flag${line}) { parts.push('${line}'); url += '&a=${line}'; }`);
    const program = `const parts = [];\nlet url = 'https://api.clever.com/me?';\n${branches}\nfetch(url + parts.join());`;
    expect(judgeProgram({ 'app.js': program }).findings).toEqual(['no-unversioned-me app.js: /me']);
  });

  it('with a loop that appends to its own text', { timeout: GENEROUS }, () => {
    const program = `let url = 'https://api.clever.com/me';\nwhile (more) url = url + '&page=' + next();\nfetch(url);`;
    expect(judgeProgram({ 'app.js': program }).findings).toEqual(['no-unversioned-me app.js: /me']);
  });
});

function lines(count: number, write: (line: number) => string): string {
  return Array.from({ length: count }, (_, line) => write(line)).join('\n');
}
