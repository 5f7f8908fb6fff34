import type { ts } from 'ts-morph';
import { expect, test } from 'vitest';
import { declaredSymbol } from '../../src/flow/references.js';
import { Program } from '../../src/program/program.js';
import { tsc } from '../../src/syntax/compiler.js';
import type { Evaluation } from '../../src/values/evaluation.js';
import { memorySources } from '../support/memory-sources.js';

/** Modules that hand names on in all ways, with names that stand for something else in places. */
const MODULES = {
  'a.ts': `export const path = '/me'; export default path; export interface Shape { id: string } export const both = 1; export type both = string;
const inner = 2; export { inner as outer, inner }; export class Api { static base = '/'; base = path } export enum Kind { one = 'one' } export const clash = 'a';`,
  'b.ts': "export * from './c'; export * from './a'; export const path = '/b'; export * as whole from './a';",
  'c.ts': "export * from './b'; export { path as renamed, default as main } from './a'; export const clash = 'c';",
  'd.ts':
    "import { path } from './c'; export { path }; export { path as again } from './d'; export * from './nowhere';",
  'ring.ts': "export { round } from './ring2'; export { lost } from './a';",
  'ring2.ts': "export { round } from './ring'; export * from './ring';",
  'old.js': 'const own = 1; exports.path = own; exports.other = () => own;',
  'whole.js': "module.exports = { path: '/whole', other() {} };",
  'equals.ts': "const path = { inside: '/x' }; export = path;",
  'data.json': '{ "path": "/data" }',
  'use.ts': `import main, { path as first, Shape, both, outer, Api, Kind, clash } from './a';
import { path, renamed, whole, main as theirs, Shape as Same, clash as other, missing } from './b';
import { again, path as third } from './d';
import { round } from './ring2';
import { lost } from './ring';
import * as all from './b';
import { inside } from './equals';
import type { Kind as OnlyType } from './c';
import { gone } from './nowhere';
import plain = require('./equals');
const shape: Shape = { id: path, both: first }; const value: both = renamed; let kind: OnlyType = Kind.one;
type Query = typeof path; function of<T extends Same>(one: T): one is T { return one.id === theirs; }
class Mine extends Api { path = path; [outer] = first; static all = all.path; get clash() { return this.path; } }
const { path: taken, length } = all; const { id = path, ...rest } = shape;
function hidden(path: string, { first }: { first: string }) { const again = path; return [path, first, again, ...rest.x]; }
clash: for (const round of [both, other, round]) { if (round) continue clash; }
const list = { path, first: path, [third]: all.Kind.one, whole: whole.path, nested: { path: all.whole.path } };
export default first; export { third as exported, kind }; namespace Space { export const path = all.renamed; } Space.path; plain.inside;
const tagged = path\`x\${first}\`; let assigned; assigned = path; (assigned as Same).id = new Api(path, ...lost).base; gone(missing, inside, round, again);`,
  'use.js': `import { path, other } from './old.js'; import { path as whole } from './whole.js'; import * as ns from './old.js';
const { path: required } = require('./old.js'); const again = require('./a'); ns.path; ns.missing; export { path as default, whole }; required(again.path, other);`,
  'use.tsx': `import { path, Api, whole } from './b'; const div = path; export const View = () => <Api path={path} {...whole}><div>{path}</div><whole.Api /></Api>;`,
};

function checked(texts: Readonly<Record<string, string>>) {
  const files = Object.keys(texts).filter((file) => !file.endsWith('.json'));
  const program = new Program(memorySources(texts));
  program.load(files);
  const { checker } = program;
  expect([...program.broken]).toEqual([]);
  return { checker, names: program.trees().flatMap(namesIn) };
}

function namesIn(node: ts.Node): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const visit = (each: ts.Node): void => {
    if (tsc.isIdentifier(each)) found.push(each);
    tsc.forEachChild(each, visit);
  };
  visit(node);
  return found;
}

/** What the compiler says that a name stands for, asked in the plain way. */
function symbolByCompiler(name: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  const { parent } = name;
  const symbol =
    tsc.isShorthandPropertyAssignment(parent) && parent.name === name
      ? checker.getShorthandAssignmentValueSymbol(parent)
      : tsc.isExportSpecifier(parent)
        ? checker.getExportSpecifierLocalTargetSymbol(parent)
        : checker.getSymbolAtLocation(name);
  return symbol && symbol.flags & tsc.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

test('a name stands for what the compiler says it does', () => {
  const { checker, names } = checked(MODULES);
  const meant = (symbol: ts.Symbol | undefined) =>
    symbol?.declarations?.map((each) => `${each.getSourceFile().fileName}:${each.pos}`).join();
  const described = (symbolOf: (name: ts.Identifier) => ts.Symbol | undefined) =>
    names.map((name) => `${name.getSourceFile().fileName}:${name.pos} ${name.text}: ${meant(symbolOf(name))}`);
  expect(described((name) => declaredSymbol(name, { checker } as Evaluation))).toEqual(
    described((name) => symbolByCompiler(name, checker)),
  );
  expect(names.length).toBeGreaterThan(200);
});

/** So many modules that export all of each other, each of which uses a name of another. */
function ringOf(count: number): Readonly<Record<string, string>> {
  const modules = Array.from({ length: count }, (_, index) => [
    `part${index}.ts`,
    `export * from './part${(index + 1) % count}';
import { path${(index + 7) % count} as other } from './part${(index + 1) % count}';
import * as all from './part${(index + 2) % count}';
export const path${index} = '/${index}';
export const list${index} = [other, all.path${index}];\n`,
  ]);
  return Object.fromEntries(modules);
}

test('a name is found in modules that export all of each other without a list of all that they export', () => {
  const { checker, names } = checked(ringOf(30));
  let listed = 0;
  for (const source of new Set(names.map((name) => name.getSourceFile()))) {
    const { exports } = checker.getSymbolAtLocation(source) ?? {};
    if (exports) exports.forEach = (each) => (listed += 1) && Map.prototype.forEach.call(exports, each);
  }
  for (const name of names) expect(declaredSymbol(name, { checker } as Evaluation)?.declarations).toHaveLength(1);
  expect(listed).toBe(0);
});
