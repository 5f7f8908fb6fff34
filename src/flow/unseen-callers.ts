import type { ts } from 'ts-morph';
import { filesLeadingTo } from '../model/leading-files.js';
import { AUTO_IMPORTS } from '../libraries/frameworks.js';
import { isKeptValue } from '../libraries/runtime.js';
import { REPLACING_METHODS } from '../libraries/stand-ins.js';
import { fileOf } from '../program/program.js';
import type { Sources } from '../program/sources.js';
import { calleeName, type SyntaxIndex } from '../program/syntax-index.js';
import { tsc } from '../syntax/compiler.js';
import { isExported } from '../syntax/exports.js';
import { functionAround } from '../syntax/functions.js';
import { isOuter } from '../syntax/outer.js';
import type { Evaluation } from '../values/evaluation.js';
import { contextPlace } from '../values/contexts.js';
import { externalName } from '../values/external.js';
import { namesOf } from '../values/function-names.js';
import { scopeOfFunction } from '../values/functions.js';
import { EMPTY_CONTEXT, type Value } from '../values/value.js';
import type { Following } from './following.js';
import { isOrHolds } from './held-exports.js';
import { isAssignmentTarget, readsOf } from './references.js';

/** Names under which a file exports what has none. */
const NO_NAMES: ReadonlySet<string> = new Set(['default', 'exports']);

/**
 * Whether code that nobody sees may call a function, although some of its callers are known: it is called by its name on
 * something that is not known, all members of what holds it are asked for, or its module is imported in a way that nobody
 * resolves.
 */
export function mayBeCalledUnseen(
  scope: ts.FunctionLikeDeclaration,
  { callers, evaluation }: Pick<Following, 'callers' | 'evaluation'>,
): boolean {
  const known = new Set(callers.of(scopeOfFunction(scope)).map(({ site }) => site.node));
  const own = namesOf(scope).filter((name) => !NO_NAMES.has(name));
  const names = [...new Set(own.flatMap((name) => evaluation.index.renamesOf(name)))];
  return (
    names.some((name) => isReadOffUnknown(name, known, evaluation)) ||
    holdersOf(scope, evaluation).some((each) => isTakenWhole(each, evaluation)) ||
    isLoadedUnseen(fileOf(scope), names, evaluation)
  );
}

/** `registry.sso(token).load()`, where it is not known what the registry holds. */
function isReadOffUnknown(name: string, known: ReadonlySet<ts.Node | null>, evaluation: Evaluation): boolean {
  return evaluation.index.identifiers(name).some((mention) => {
    const { parent: access } = mention;
    if (!tsc.isPropertyAccessExpression(access) || access.name !== mention) return false;
    if (known.has(access.parent) || isAssignmentTarget(access)) return false;
    if (isPutByFramework(access.expression, evaluation)) return false;
    return evaluation.evaluate(access, EMPTY_CONTEXT).every(mayBeAnything);
  });
}

/** `req.account`, a member of what a framework hands to functions, which the program gives no value. */
function isPutByFramework(receiver: ts.Expression, evaluation: Evaluation): boolean {
  const member = contextPlace(receiver, evaluation)?.path.at(-1);
  return member !== undefined && evaluation.index.assignmentsTo(member).length === 0;
}

function mayBeAnything(value: Value): boolean {
  const name = externalName(value);
  return value.kind === 'unknown' || (name !== null && isKeptValue(name));
}

/** The mentions of what holds a function: the object or the class that it is a member of, and all that its file exports. */
function holdersOf(scope: ts.FunctionLikeDeclaration, evaluation: Evaluation): readonly ts.Expression[] {
  const file = fileOf(scope);
  const { index } = evaluation;
  const owner = tsc.isPropertyAssignment(scope.parent) ? scope.parent.parent : scope.parent;
  const isOfObject = tsc.isObjectLiteralExpression(owner) && tsc.isVariableDeclaration(owner.parent);
  const object = isOfObject && tsc.isIdentifier(owner.parent.name) ? readsOf(owner.parent.name, evaluation) : [];
  if (functionAround(scope)) return object;
  const exporting = filesLeadingTo([file], evaluation.sources);
  const isOfExporting = (specifier: ts.StringLiteralLike): boolean =>
    exporting.has(evaluation.sources.resolve(specifier.text, fileOf(specifier)) ?? '');
  const modules = index.moduleSpecifiers
    .filter(isOfExporting)
    .flatMap((specifier) => namespacesAt(specifier, file, evaluation));
  return [...object, ...modules];
}

/** What stands for all exports of a file where they are imported: the call that imports them, and the mentions of a name. */
function namespacesAt(specifier: ts.StringLiteralLike, file: string, evaluation: Evaluation): readonly ts.Expression[] {
  const { parent } = specifier;
  if (tsc.isImportDeclaration(parent)) {
    const { name, namedBindings } = parent.importClause ?? {};
    const space = namedBindings && tsc.isNamespaceImport(namedBindings) ? namedBindings.name : undefined;
    return [name, space]
      .flatMap((each) => (each ? readsOf(each, evaluation) : []))
      .filter((each) => holdsExports(each, file, evaluation));
  }
  if (!tsc.isCallExpression(parent) || !holdsExports(parent, file, evaluation)) return [];
  const [given] = continuationOf(parent)?.parameters ?? [];
  return given && tsc.isIdentifier(given.name) ? readsOf(given.name, evaluation) : [outermost(parent)];
}

/** `(api) => api[name]` of `import('./api').then((api) => api[name])`. */
function continuationOf({ parent }: ts.CallExpression): ts.ArrowFunction | ts.FunctionExpression | null {
  const isThen = tsc.isPropertyAccessExpression(parent) && parent.name.text === 'then';
  const [handler] = isThen && tsc.isCallExpression(parent.parent) ? parent.parent.arguments : [];
  return handler && (tsc.isArrowFunction(handler) || tsc.isFunctionExpression(handler)) ? handler : null;
}

/** Whether an expression holds all exports of a file, or of one that exports these again. */
function holdsExports(node: ts.Expression, file: string, evaluation: Evaluation): boolean {
  const isMadeThere = (value: Value): boolean => fileOfValue(value) === file;
  return evaluation
    .evaluate(node, EMPTY_CONTEXT)
    .some((value) => (value.kind === 'module' || value.kind === 'object') && isOrHolds(value, isMadeThere, evaluation));
}

function fileOfValue(value: Value): string | null {
  if (value.kind === 'module') return value.file;
  return value.kind === 'object' || value.kind === 'function' || value.kind === 'class' ? fileOf(value.node) : null;
}

/** An expression with the brackets, casts and `await` around it. */
function outermost(node: ts.Expression): ts.Expression {
  const { parent } = node;
  const isAround = isOuter(parent) || tsc.isAwaitExpression(parent);
  return isAround ? outermost(parent) : node;
}

/** Whether any member of what is mentioned may be taken: `api[name]`, `Object.entries(api)`, `for (const name in api)`. */
function isTakenWhole(mention: ts.Expression, evaluation: Evaluation, seen = new Set<ts.Node>()): boolean {
  const node = outermost(mention);
  const { parent } = node;
  if (seen.has(node)) return false;
  seen.add(node);
  if (tsc.isElementAccessExpression(parent))
    return parent.expression === node && !tsc.isStringLiteralLike(parent.argumentExpression);
  if (tsc.isForInStatement(parent) || tsc.isForOfStatement(parent)) return parent.expression === node;
  if (tsc.isVariableDeclaration(parent)) return isBoundWhole(parent.name, evaluation, seen);
  if (tsc.isObjectLiteralElement(parent)) return isReadWhole(parent.parent, evaluation, seen);
  if (isGivenAway(parent)) return true;
  if (!tsc.isCallExpression(parent) && !tsc.isNewExpression(parent)) return false;
  return parent.expression !== node && !REPLACING_METHODS.has(calleeName(parent.expression) ?? '');
}

/** Whether a parameter, a field or what a function answers takes the value of an expression that stands in it. */
function isGivenAway(parent: ts.Node): boolean {
  const isKept = tsc.isParameter(parent) || tsc.isPropertyDeclaration(parent);
  return isKept || tsc.isReturnStatement(parent) || tsc.isArrowFunction(parent);
}

/** `const { [name]: call } = api`, `const { me, ...others } = api`, `const same = api`, where the same is done with that. */
function isBoundWhole(name: ts.BindingName, evaluation: Evaluation, seen: Set<ts.Node>): boolean {
  if (tsc.isIdentifier(name)) return readsOf(name, evaluation).some((each) => isTakenWhole(each, evaluation, seen));
  return name.elements.some(
    (each) =>
      tsc.isBindingElement(each) &&
      (each.dotDotDotToken !== undefined ||
        (each.propertyName !== undefined && tsc.isComputedPropertyName(each.propertyName))),
  );
}

/** Whether any member may be taken of a variable that an object is given to, or of a member of it. */
function isReadWhole(object: ts.Node, evaluation: Evaluation, seen: Set<ts.Node>): boolean {
  const { parent } = object;
  if (!tsc.isVariableDeclaration(parent) || !tsc.isIdentifier(parent.name)) return false;
  return readsOf(parent.name, evaluation).some((mention) => {
    const access = mention.parent;
    const isMember = tsc.isPropertyAccessExpression(access) && access.expression === mention;
    return isTakenWhole(mention, evaluation, seen) || (isMember && isTakenWhole(access, evaluation, seen));
  });
}

/** Whether a file may be imported where nobody sees it, by code that mentions one of its names. */
function isLoadedUnseen(file: string, names: readonly string[], { index, sources }: Evaluation): boolean {
  const importers = filesLeadingTo([file], sources);
  const isMeant = (other: string): boolean => !names.length || names.some((name) => sources.mentions(other, name));
  const unseen = [...importers].flatMap((each) => sources.mayImport(each).filter(each === file ? () => true : isMeant));
  if (unseen.length) return true;
  const isAutomatic = AUTO_IMPORTS.some((word) => sources.filesMentioning(word).length > 0);
  if (!isAutomatic && !isScriptOfPage(file, index, sources)) return false;
  return names.flatMap((name) => sources.filesMentioning(name)).some((other) => !importers.has(other));
}

/** Whether a file is a script whose functions the other scripts of a page see by their names alone. */
function isScriptOfPage(file: string, index: SyntaxIndex, sources: Sources): boolean {
  const source = index.fileAt(file);
  if (!source || !/\.[jt]s$/.test(file) || source.statements.some(isModuleStatement)) return false;
  if (['require', 'module', 'exports'].some((name) => index.identifiersIn(source, name).length)) return false;
  const name = file.slice(file.lastIndexOf('/') + 1, file.lastIndexOf('.'));
  return sources.filesMentioning(name).some((page) => /\.html?$/.test(page));
}

function isModuleStatement(statement: ts.Statement): boolean {
  const isImport = tsc.isImportDeclaration(statement) || tsc.isImportEqualsDeclaration(statement);
  return isImport || tsc.isExportDeclaration(statement) || tsc.isExportAssignment(statement) || isExported(statement);
}
