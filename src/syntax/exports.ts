import type { ts } from 'ts-morph';
import { groupBy } from '../model/group-by.js';
import { remembered } from '../model/remembered.js';
import { tsc } from './compiler.js';
import { boundNames } from './names.js';

/** Whether an expression is `exports` or `module.exports`. */
export function isExportsObject(node: ts.Expression): boolean {
  if (tsc.isIdentifier(node)) return node.text === 'exports';
  return (
    tsc.isPropertyAccessExpression(node) &&
    node.name.text === 'exports' &&
    tsc.isIdentifier(node.expression) &&
    node.expression.text === 'module'
  );
}

const exportedAgain = new WeakMap<ts.SourceFile, ReadonlySet<string>>();

/**
 * The modules of which a file exports again what it imports, so that others get it by a name that only this file gives
 * it: `export { default as ask } from './ask'`, `import ask from './ask'; export { ask }`,
 * `module.exports = require('./ask')`.
 *
 * @returns their specifiers
 */
export function specifiersExportedAgain(source: ts.SourceFile): ReadonlySet<string> {
  return remembered(exportedAgain, source, () => {
    const bindings = source.statements.flatMap(bindingsOf);
    const imports = groupBy(bindings, ({ name }) => name);
    return new Set(source.statements.flatMap((statement) => exportedAgainBy(statement, imports)));
  });
}

/** A name that a file gives to what it imports. */
interface Binding {
  readonly name: string;
  readonly specifier: string;
}

type Imports = ReadonlyMap<string, readonly Binding[]>;

function exportedAgainBy(statement: ts.Statement, imports: Imports): readonly string[] {
  if (tsc.isExportAssignment(statement)) return specifiersOf(statement.expression, imports);
  if (tsc.isExpressionStatement(statement)) return setAsExports(statement.expression, imports);
  if (tsc.isVariableStatement(statement))
    return isExported(statement) ? initializersOf(statement).flatMap((node) => specifiersOf(node, imports)) : [];
  if (!tsc.isExportDeclaration(statement)) return [];
  const { moduleSpecifier, exportClause } = statement;
  if (moduleSpecifier) return literalText(moduleSpecifier);
  const named = exportClause && tsc.isNamedExports(exportClause) ? exportClause.elements : [];
  return named.flatMap(({ name, propertyName }) => specifiersNamed((propertyName ?? name).text, imports));
}

/** The names that a statement gives to what it imports. */
function bindingsOf(statement: ts.Statement): readonly Binding[] {
  if (tsc.isImportDeclaration(statement)) {
    const { importClause, moduleSpecifier } = statement;
    const { name, namedBindings } = importClause ?? {};
    const named = namedBindings && tsc.isNamedImports(namedBindings) ? namedBindings.elements : [namedBindings];
    const names = [name, ...named.map((each) => each?.name)].flatMap((each) => each?.text ?? []);
    return toBindings(names, literalText(moduleSpecifier));
  }
  if (tsc.isImportEqualsDeclaration(statement)) {
    const { moduleReference, name } = statement;
    return tsc.isExternalModuleReference(moduleReference)
      ? toBindings([name.text], literalText(moduleReference.expression))
      : [];
  }
  if (!tsc.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
    initializer ? toBindings(boundNames(name), specifiersOf(initializer, new Map())) : [],
  );
}

function toBindings(names: readonly string[], specifiers: readonly string[]): readonly Binding[] {
  return names.flatMap((name) => specifiers.map((specifier) => ({ name, specifier })));
}

function literalText(node: ts.Expression | undefined): readonly string[] {
  return node && tsc.isStringLiteralLike(node) ? [node.text] : [];
}

function specifiersNamed(name: string, imports: Imports): readonly string[] {
  return (imports.get(name) ?? []).map(({ specifier }) => specifier);
}

/** What the statements of a file export; CommonJS aside. */
interface StatedExports {
  /** The statements that export a name: `default` and, for `export =`, `module.exports` among them. */
  readonly named: ReadonlyMap<string, readonly { readonly statement: ts.Statement }[]>;
  /** `export * from './a'` */
  readonly wholes: readonly ts.ExportDeclaration[];
}

const exportsKnown = new WeakMap<ts.SourceFile, StatedExports>();

/** What the statements of a file export, read once however many names it is asked for. */
export function statedExports(source: ts.SourceFile): StatedExports {
  const known = exportsKnown.get(source) ?? readExports(source);
  exportsKnown.set(source, known);
  return known;
}

function readExports({ statements }: ts.SourceFile): StatedExports {
  const exported = statements.flatMap((statement) =>
    [...new Set(namesExportedBy(statement))].map((name) => ({ name, statement })),
  );
  return {
    named: groupBy(exported, ({ name }) => name),
    wholes: statements.filter(tsc.isExportDeclaration).filter((each) => !each.exportClause && each.moduleSpecifier),
  };
}

function namesExportedBy(statement: ts.Statement): readonly string[] {
  if (tsc.isExportAssignment(statement)) return [statement.isExportEquals ? 'module.exports' : 'default'];
  if (tsc.isExportDeclaration(statement)) {
    const clause = statement.exportClause;
    if (!clause) return [];
    return tsc.isNamespaceExport(clause) ? [clause.name.text] : clause.elements.map(({ name }) => name.text);
  }
  if (!isExported(statement)) return [];
  if (tsc.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  const isNamed =
    tsc.isFunctionDeclaration(statement) || tsc.isClassDeclaration(statement) || tsc.isEnumDeclaration(statement);
  if (!isNamed) return [];
  return hasModifier(statement, tsc.SyntaxKind.DefaultKeyword)
    ? ['default']
    : statement.name
      ? [statement.name.text]
      : [];
}

/** Whether a statement is an export by its own word. */
export function isExported(statement: ts.Node): boolean {
  return hasModifier(statement, tsc.SyntaxKind.ExportKeyword);
}

export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return tsc.canHaveModifiers(node) && (tsc.getModifiers(node)?.some((modifier) => modifier.kind === kind) ?? false);
}

function initializersOf({ declarationList }: ts.VariableStatement): readonly ts.Expression[] {
  return declarationList.declarations.flatMap(({ initializer }) => initializer ?? []);
}

/** `module.exports = require('./ask')`, `exports.ask = ask`, also one behind the other; `Object.assign(exports, ask)`. */
function setAsExports(node: ts.Expression, imports: Imports): readonly string[] {
  if (tsc.isCallExpression(node))
    return node.arguments.some(isExportsObject) ? node.arguments.flatMap((each) => specifiersOf(each, imports)) : [];
  if (!tsc.isBinaryExpression(node) || node.operatorToken.kind !== tsc.SyntaxKind.EqualsToken) return [];
  const { left, right } = node;
  const isExport = isExportsObject(left) || (tsc.isPropertyAccessExpression(left) && isExportsObject(left.expression));
  return [...(isExport ? specifiersOf(right, imports) : []), ...setAsExports(right, imports)];
}

/** The modules of which an expression is what was imported, a member of it, or an object that has it. */
function specifiersOf(node: ts.Expression, imports: Imports): readonly string[] {
  if (tsc.isIdentifier(node)) return specifiersNamed(node.text, imports);
  if (tsc.isPropertyAccessExpression(node)) return specifiersOf(node.expression, imports);
  if (tsc.isCallExpression(node))
    return tsc.isIdentifier(node.expression) && node.expression.text === 'require'
      ? literalText(node.arguments[0])
      : [];
  if (!tsc.isObjectLiteralExpression(node)) return [];
  return node.properties.flatMap((property) => {
    if (tsc.isShorthandPropertyAssignment(property)) return specifiersNamed(property.name.text, imports);
    if (tsc.isSpreadAssignment(property)) return specifiersOf(property.expression, imports);
    return tsc.isPropertyAssignment(property) ? specifiersOf(property.initializer, imports) : [];
  });
}
