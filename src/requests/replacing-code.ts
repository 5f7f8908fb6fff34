import type { ts } from 'ts-morph';
import { FETCH_STAND_INS, MODULE_STAND_INS, REPLACING_FUNCTIONS, REPLACING_METHODS } from '../libraries/stand-ins.js';
import { tsc } from '../syntax/compiler.js';
import { literalText } from '../syntax/literal-text.js';
import { contains, mentions } from '../syntax/contains.js';
import { isExportsObject } from '../syntax/exports.js';
import { innerOf } from '../syntax/outer.js';
import { boundNames, namesLeadingTo, writtenName } from '../syntax/names.js';
import { isAssignment } from '../syntax/writes.js';

/** What a file puts something else in the place of, whatever that is. */
export interface Replaced {
  /** Members of objects, or whole objects: `sinon.stub(clever, 'getMe')`, `clever.getMe = …`, `{ provide: Clever, … }`. */
  readonly members: readonly ReplacedMember[];
  /** Modules: `vi.mock('./clever.js', () => ({ getMe }))`. */
  readonly modules: readonly ReplacedModule[];
  /** Variables of the environment that are set. */
  readonly variables: readonly string[];
  /** All texts that a method is given which replaces what they name: `vi.stubEnv('CLEVER_BASE', …)`. */
  readonly texts: readonly string[];
  /** Whether a package is imported that stands in for `fetch`. */
  readonly hasStandIn: boolean;
  /** Whether it holds tests, so that it is about what it imports. */
  readonly hasTests: boolean;
  /** The modules it imports at its top. */
  readonly imports: readonly string[];
  /** What its names are imported from. */
  readonly bindings: ReadonlyMap<string, Binding>;
}

/** A name that a file imports. */
export interface Binding {
  readonly specifier: string;
  /** Whether it stands for the module, or for what that exports by default, and not for one of its exports. */
  readonly isWhole: boolean;
}

/** A member that something else takes the place of. */
export interface ReplacedMember {
  /** The names that lead to the object: `['Clever', 'prototype']`. */
  readonly holder: readonly string[];
  /** Null for the object as a whole. */
  readonly member: string | null;
  /** Whether code puts something there that it calls the same, as what hands a function on does: `request.getMe = getMe`. */
  readonly isNamesake: boolean;
}

/** A module that something else takes the place of. */
export interface ReplacedModule {
  readonly specifier: string;
  /** The module that the specifier is seen from, where that is another one: `proxyquire('./handler', { './clever': … })`. */
  readonly from: string | null;
  /** What stands in for some of its exports; null for all of them. */
  readonly names: readonly string[] | null;
}

/** The same, while it is found. */
interface Found {
  readonly members: ReplacedMember[];
  readonly modules: ReplacedModule[];
  readonly variables: string[];
  readonly texts: string[];
  /** Names of objects that stand in the file. */
  readonly made: Set<string>;
  /** Names of functions that are called, or of what they are members of. */
  readonly called: Set<string>;
}

/** Functions that make a test. */
const TEST_FUNCTIONS: readonly string[] = ['test', 'it', 'describe', 'suite'];

/** What a file puts something else in the place of. */
export function replacedBy(tree: ts.SourceFile): Replaced {
  const found: Found = { members: [], modules: [], variables: [], texts: [], made: new Set(), called: new Set() };
  const bindings = new Map<string, Binding>();
  const note = (node: ts.Node): void => {
    noteBindings(node, bindings);
    if (tsc.isVariableDeclaration(node) && tsc.isIdentifier(node.name) && isObject(node.initializer))
      found.made.add(node.name.text);
    if (tsc.isBinaryExpression(node)) noteAssignment(node, found);
    else if (tsc.isCallExpression(node)) noteCall(node, bindings, found);
    else if (tsc.isObjectLiteralExpression(node)) noteProvider(node, found);
    tsc.forEachChild(node, note);
  };
  note(tree);
  // What is set in an object that the file made itself takes the place of nothing.
  const members = found.members.filter(({ holder: [root = ''] }) => !found.made.has(root));
  const hasStandIn = [...bindings.values()].some(({ specifier }) => FETCH_STAND_INS.has(specifier));
  const hasTests = TEST_FUNCTIONS.some((name) => found.called.has(name));
  return { ...found, members, bindings, hasStandIn, hasTests, imports: specifiersIn(tree) };
}

/** `import * as clever from './clever'`, `const { getMe } = require('./clever')` */
function noteBindings(node: ts.Node, bindings: Map<string, Binding>): void {
  if (tsc.isImportDeclaration(node) && tsc.isStringLiteralLike(node.moduleSpecifier)) {
    const specifier = node.moduleSpecifier.text;
    const { name, namedBindings } = node.importClause ?? {};
    const isNamed = namedBindings && tsc.isNamedImports(namedBindings);
    for (const each of isNamed ? namedBindings.elements : [])
      bindings.set(each.name.text, { specifier, isWhole: each.propertyName?.text === 'default' });
    // An import for its effects binds no name.
    for (const each of [name, isNamed ? undefined : namedBindings?.name])
      bindings.set(each?.text ?? '', { specifier, isWhole: true });
  }
  if (!tsc.isVariableDeclaration(node) || !node.initializer) return;
  const specifier = requiredBy(node.initializer);
  if (specifier === null) return;
  const isWhole = tsc.isIdentifier(node.name);
  for (const name of boundNames(node.name)) bindings.set(name, { specifier, isWhole });
}

/** `require('./clever')`, `(await import('./clever')).default` */
function requiredBy(node: ts.Expression): string | null {
  if (tsc.isAwaitExpression(node) || tsc.isPropertyAccessExpression(node) || tsc.isParenthesizedExpression(node))
    return requiredBy(node.expression);
  if (!tsc.isCallExpression(node)) return null;
  const { expression } = node;
  const isImport = expression.kind === tsc.SyntaxKind.ImportKeyword;
  if (isImport || (tsc.isIdentifier(expression) && expression.text === 'require'))
    return literalText(node.arguments[0]);
  return requiredBy(expression);
}

/** `globalThis.fetch = …`, `process.env.CLEVER_BASE = …`; what is assigned where nothing is yet replaces nothing. */
function noteAssignment({ left, right, operatorToken: { kind } }: ts.BinaryExpression, found: Found): void {
  if (!isAssignment(kind) || !(tsc.isPropertyAccessExpression(left) || tsc.isElementAccessExpression(left))) return;
  const holder = namesLeadingTo(left.expression);
  const member = namesLeadingTo(left).at(-1) ?? '';
  if (kind === tsc.SyntaxKind.EqualsToken && holder.includes('env')) found.variables.push(member);
  const isOwn = holder[0] === 'this' || isExportsObject(left.expression);
  if (!isOwn) found.members.push({ holder, member, isNamesake: mentions(right, new Set([member])) });
}

/** `vi.spyOn(globalThis, 'fetch')`, `vi.stubEnv('CLEVER_BASE', …)`, `sinon.stub(axios, 'get')`, `jest.mock('axios')` */
function noteCall(
  { expression, arguments: given }: ts.CallExpression,
  bindings: ReadonlyMap<string, Binding>,
  found: Found,
): void {
  const [root = '', ...rest] = namesLeadingTo(expression);
  found.called.add(root);
  const [first, ...others] = given;
  if (!first) return;
  if (MODULE_STAND_INS.has(bindings.get(root)?.specifier ?? '')) noteStandIns(given, found);
  if (!(rest.length ? REPLACING_METHODS : REPLACING_FUNCTIONS).has(rest.at(-1) ?? root)) return;
  for (const argument of given) if (tsc.isStringLiteralLike(argument)) found.texts.push(argument.text);
  const specifier = literalText(first) ?? requiredBy(first);
  if (specifier !== null) found.modules.push({ specifier, from: null, names: namesGiven(others[0]) });
  else found.members.push({ holder: namesLeadingTo(first), member: literalText(others[0]), isNamesake: false });
}

/** The exports that a factory makes, or the one that a text names; null for all of them. */
function namesGiven(node: ts.Expression | undefined): readonly string[] | null {
  const name = literalText(node);
  if (name !== null) return [name];
  return isFunction(node) ? exportsMadeBy(node) : null;
}

/** `proxyquire('./handler', { './clever': { getMe } })`, `mockRequire('./clever', { getMe })` */
function noteStandIns(given: readonly ts.Expression[], found: Found): void {
  const [subject = null] = given.map(literalText);
  for (const [index, argument] of given.entries()) {
    const specifier = literalText(argument);
    if (specifier !== null) found.modules.push({ specifier, from: null, names: exportsMadeBy(given[index + 1]) });
    if (!tsc.isObjectLiteralExpression(argument)) continue;
    for (const property of argument.properties) {
      const key = property.name && writtenName(property.name);
      if (key === null || key === undefined) continue;
      const names = tsc.isPropertyAssignment(property) ? exportsMadeBy(property.initializer) : null;
      for (const from of [null, subject]) found.modules.push({ specifier: key, from, names });
    }
  }
}

/** `{ provide: Clever, useValue: { … } }` of Nest and Angular; what makes the same thing replaces nothing. */
function noteProvider({ properties }: ts.ObjectLiteralExpression, found: Found): void {
  const provided = properties.find((each) => each.name?.getText() === 'provide');
  if (!provided || !tsc.isPropertyAssignment(provided)) return;
  const holder = namesLeadingTo(provided.initializer);
  const stands = properties.filter((each) => each !== provided);
  if (!stands.some((each) => mentions(each, new Set(holder))))
    found.members.push({ holder, member: null, isNamesake: false });
}

function isObject(node: ts.Expression | undefined): boolean {
  return node !== undefined && tsc.isObjectLiteralExpression(innerOf(node));
}

function isFunction(node: ts.Expression | undefined): node is ts.ArrowFunction | ts.FunctionExpression {
  return node !== undefined && (tsc.isArrowFunction(node) || tsc.isFunctionExpression(node));
}

/** The exports that a factory answers, or an object has; null where that is not all written there. */
function exportsMadeBy(node: ts.Expression | undefined): readonly string[] | null {
  if (!node) return null;
  if (tsc.isParenthesizedExpression(node)) return exportsMadeBy(node.expression);
  if (tsc.isObjectLiteralExpression(node)) return keysOf(node);
  if (!isFunction(node)) return null;
  const { body } = node;
  if (!tsc.isBlock(body)) return exportsMadeBy(body);
  const last = body.statements.at(-1);
  return last && tsc.isReturnStatement(last) ? exportsMadeBy(last.expression) : null;
}

/** The names of an object's members; what it takes from the module itself is no stand-in, other things may hold any. */
function keysOf({ properties }: ts.ObjectLiteralExpression): readonly string[] | null {
  const keys = properties.map((each) =>
    tsc.isSpreadAssignment(each)
      ? isOriginal(each.expression)
        ? ''
        : null
      : each.name
        ? writtenName(each.name)
        : null,
  );
  return keys.every((key) => key !== null) ? keys : null;
}

/** `...(await importOriginal())`, `...jest.requireActual('./clever')`, `...actual` */
function isOriginal(node: ts.Expression): boolean {
  return contains(node, (each) => tsc.isIdentifier(each) && /orig|actual|real/i.test(each.text));
}

/** The modules that the statements of a file import, or export again. */
function specifiersIn({ statements }: ts.SourceFile): readonly string[] {
  return statements.flatMap((statement) => {
    if (tsc.isImportDeclaration(statement) || tsc.isExportDeclaration(statement))
      return literalText(statement.moduleSpecifier) ?? [];
    return tsc.isVariableStatement(statement) || tsc.isExpressionStatement(statement) ? requiredIn(statement) : [];
  });
}

function requiredIn(statement: ts.Statement): readonly string[] {
  const found: string[] = [];
  const note = (node: ts.Node): void => {
    if (tsc.isFunctionLike(node)) return;
    const specifier = tsc.isCallExpression(node) ? requiredBy(node) : null;
    if (specifier !== null) found.push(specifier);
    tsc.forEachChild(node, note);
  };
  note(statement);
  return found;
}
