import type { ts } from 'ts-morph';
import { groupBy } from '../model/group-by.js';
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

/**
 * Whether a file exports again what it imports, so that others get it by a name that only this file gives it:
 * `export { default as ask } from './ask'`, `import ask from './ask'; export { ask }`, `module.exports = require('./ask')`.
 *
 * @param isMeant whether a module specifier of the file leads to what is asked about
 */
export function exportsAgain(source: ts.SourceFile, isMeant: (specifier: string) => boolean): boolean {
  const isModule = (node: ts.Expression | undefined): boolean =>
    node !== undefined && tsc.isStringLiteralLike(node) && isMeant(node.text);
  const names = new Set(source.statements.flatMap((statement) => namesFor(statement, isModule)));
  return source.statements.some((statement) => {
    if (tsc.isExportAssignment(statement)) return isImport(statement.expression, names, isModule);
    if (tsc.isExpressionStatement(statement)) return setsExports(statement.expression, names, isModule);
    if (tsc.isVariableStatement(statement))
      return isExported(statement) && initializersOf(statement).some((node) => isImport(node, names, isModule));
    if (!tsc.isExportDeclaration(statement)) return false;
    const { moduleSpecifier, exportClause } = statement;
    if (moduleSpecifier) return isModule(moduleSpecifier);
    const specifiers = exportClause && tsc.isNamedExports(exportClause) ? exportClause.elements : [];
    return specifiers.some(({ name, propertyName }) => names.has((propertyName ?? name).text));
  });
}

type IsModule = (node: ts.Expression | undefined) => boolean;

/** The names that a statement gives to what it imports of a module. */
function namesFor(statement: ts.Statement, isModule: IsModule): readonly string[] {
  if (tsc.isImportDeclaration(statement)) {
    const { importClause, moduleSpecifier } = statement;
    if (!importClause || !isModule(moduleSpecifier)) return [];
    const { name, namedBindings } = importClause;
    const named = namedBindings && tsc.isNamedImports(namedBindings) ? namedBindings.elements : [namedBindings];
    return [name, ...named.map((each) => each?.name)].flatMap((each) => each?.text ?? []);
  }
  if (tsc.isImportEqualsDeclaration(statement)) {
    const { moduleReference, name } = statement;
    return tsc.isExternalModuleReference(moduleReference) && isModule(moduleReference.expression) ? [name.text] : [];
  }
  if (!tsc.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
    initializer && isImport(initializer, new Set(), isModule) ? boundNames(name) : [],
  );
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
function setsExports(node: ts.Expression, names: ReadonlySet<string>, isModule: IsModule): boolean {
  if (tsc.isCallExpression(node))
    return node.arguments.some(isExportsObject) && node.arguments.some((each) => isImport(each, names, isModule));
  if (!tsc.isBinaryExpression(node) || node.operatorToken.kind !== tsc.SyntaxKind.EqualsToken) return false;
  const { left, right } = node;
  const isExport = isExportsObject(left) || (tsc.isPropertyAccessExpression(left) && isExportsObject(left.expression));
  return (isExport && isImport(right, names, isModule)) || setsExports(right, names, isModule);
}

/** Whether an expression is what was imported, a member of it, or an object that has it. */
function isImport(node: ts.Expression, names: ReadonlySet<string>, isModule: IsModule): boolean {
  if (tsc.isIdentifier(node)) return names.has(node.text);
  if (tsc.isPropertyAccessExpression(node)) return isImport(node.expression, names, isModule);
  if (tsc.isCallExpression(node))
    return tsc.isIdentifier(node.expression) && node.expression.text === 'require' && isModule(node.arguments[0]);
  if (!tsc.isObjectLiteralExpression(node)) return false;
  return node.properties.some((property) => {
    if (tsc.isShorthandPropertyAssignment(property)) return names.has(property.name.text);
    if (tsc.isSpreadAssignment(property)) return isImport(property.expression, names, isModule);
    return tsc.isPropertyAssignment(property) && isImport(property.initializer, names, isModule);
  });
}
