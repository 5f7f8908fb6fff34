import type { ts } from 'ts-morph';
import { remembered } from '../model/remembered.js';
import { tsc } from '../syntax/compiler.js';
import { exportNamedBy, memberOfNamespace } from './aliases.js';

/** What holds a value under a name: it is declared as a variable, a parameter or in a pattern. */
export type Variable = ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement;

/** What names stand for in each program, as the mentions of one name may be gone through for each of them. */
const symbolsKnown = new WeakMap<ts.TypeChecker, Map<ts.Identifier, ts.Symbol | undefined>>();

/** The symbol a name stands for; the value behind a shorthand property. */
export function symbolOf(node: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  const known = remembered(symbolsKnown, checker, () => new Map<ts.Identifier, ts.Symbol | undefined>());
  return remembered(known, node, () => findSymbol(node, checker));
}

function findSymbol(node: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  const { parent } = node;
  if (tsc.isShorthandPropertyAssignment(parent) && parent.name === node)
    return checker.getShorthandAssignmentValueSymbol(parent);
  if (tsc.isExportSpecifier(parent))
    return exportNamedBy(parent, checker) ?? checker.getExportSpecifierLocalTargetSymbol(parent);
  // `constructor(readonly key: string)` declares two things; in the constructor, the name is the parameter.
  if (tsc.isParameter(parent) && parent.name === node && tsc.isParameterPropertyDeclaration(parent, parent.parent))
    return checker.getSymbolsOfParameterPropertyDeclaration(parent, node.text)[0];
  return importedAt(node, checker) ?? checker.getSymbolAtLocation(node);
}

/**
 * The import that a name stands for, or what a module exports that it names; undefined for any other name.
 *
 * Asked for the symbol, the compiler goes to what is imported to learn whether it is a value, and gathers all that the
 * modules on its way export: of modules that `export *` from each other, the square of their number, in each pass anew.
 */
function importedAt(node: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  const { parent } = node;
  if (tsc.isImportSpecifier(parent) && parent.propertyName === node) return exportNamedBy(parent, checker);
  const { Value, Type } = tsc.SymbolFlags;
  if (tsc.isTypeReferenceNode(parent)) return importNamed(node, Type, checker);
  if (isReadAlone(node)) return importNamed(node, Value, checker);
  if (!tsc.isPropertyAccessExpression(parent) || !tsc.isIdentifier(parent.expression)) return undefined;
  const holder = importNamed(parent.expression, Value, checker);
  return holder && memberOfNamespace(holder, node.text, checker);
}

function importNamed(node: ts.Identifier, meaning: ts.SymbolFlags, checker: ts.TypeChecker): ts.Symbol | undefined {
  const { Alias } = tsc.SymbolFlags;
  const symbol = checker.resolveName(node.text, node, meaning | Alias, true);
  return symbol && symbol.flags & Alias ? symbol : undefined;
}

/** Whether a name is that of a variable which is read, by its place alone. */
function isReadAlone(node: ts.Identifier): boolean {
  const { parent } = node;
  const isName = ['name', 'propertyName', 'label', 'tagName'].some((key) => (parent as never)[key] === node);
  const isOther =
    tsc.isExportAssignment(parent) ||
    tsc.isQualifiedName(parent) ||
    tsc.isImportEqualsDeclaration(parent) ||
    tsc.isPartOfTypeNode(node);
  return !isName && !isOther;
}

/** Whether a declaration gives a name to a value. */
export function isVariable(node: ts.Node): node is Variable {
  return tsc.isVariableDeclaration(node) || tsc.isParameter(node) || tsc.isBindingElement(node);
}
