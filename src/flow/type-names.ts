import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { quoteOf } from '../syntax/layout.js';
import { fileOf } from '../program/program.js';
import { aliasedSymbol } from '../values/aliases.js';

/**
 * What a TypeScript file calls the type of an expression: the name of an alias that it sees, the name of an enum, the texts
 * that a member may be (`'student' | 'teacher'`), else `string`.
 *
 * @returns null for other files, and where there is no expression, or the code says itself which of some texts it is
 */
export function typeNameAt(node: ts.Node | undefined, checker: ts.TypeChecker): string | null {
  if (!node || !/\.[cm]?tsx?$/.test(fileOf(node))) return null;
  if (isAssertedAsTexts(node, checker)) return null;
  const type = checker.getTypeAtLocation(node);
  const { aliasSymbol } = type;
  const name =
    aliasSymbol &&
    (isSeen(aliasSymbol, node, checker) ? aliasSymbol.name : nameInNamespace(aliasSymbol, node, checker));
  if (name) return name;
  if (isChoiceOfTexts(type)) return aliasSymbol ? textsOf(type, node) : (declaredTypeOf(node, checker) ?? 'string');
  return type.flags & tsc.TypeFlags.EnumLike ? type.symbol.name : 'string';
}

/** Whether the name of a type means this type at a place: a file may read what is of a type that it does not import. */
function isSeen(alias: ts.Symbol, at: ts.Node, checker: ts.TypeChecker): boolean {
  const found = checker.resolveName(alias.name, at, tsc.SymbolFlags.Type | tsc.SymbolFlags.Alias, false);
  const isImport = found !== undefined && (found.flags & tsc.SymbolFlags.Alias) !== 0;
  return (isImport ? aliasedSymbol(found, checker) : found) === alias;
}

/** `Clever.Role`, where a file sees the namespace; null where the type is in none. */
function nameInNamespace(alias: ts.Symbol, at: ts.Node, checker: ts.TypeChecker): string | null {
  const names = namespacesAround(alias.declarations?.[0]);
  const [first, ...others] = names;
  if (first === undefined) return null;
  const named = checker.resolveName(first, at, tsc.SymbolFlags.Namespace | tsc.SymbolFlags.Alias, false);
  let found = named && (named.flags & tsc.SymbolFlags.Alias) !== 0 ? aliasedSymbol(named, checker) : named;
  for (const name of [...others, alias.name]) found = found?.exports?.get(tsc.escapeLeadingUnderscores(name));
  return found === alias ? [...names, alias.name].join('.') : null;
}

/** The names of the namespaces that a declaration stands in, from the outermost. */
function namespacesAround(declaration: ts.Node | undefined): readonly string[] {
  const names: string[] = [];
  let block = declaration?.parent;
  while (block && tsc.isModuleBlock(block)) {
    names.unshift(block.parent.name.text);
    block = block.parent.parent;
  }
  return names;
}

/** `'student' | 'teacher'` */
function isChoiceOfTexts(type: ts.Type): type is ts.UnionType & { types: ts.StringLiteralType[] } {
  return type.isUnion() && type.types.every(({ flags }) => (flags & tsc.TypeFlags.StringLiteral) !== 0);
}

/** `type as Role`: the compiler takes whatever has one of the texts. */
function isAssertedAsTexts(node: ts.Node, checker: ts.TypeChecker): boolean {
  let asserted = node;
  while (tsc.isParenthesizedExpression(asserted.parent)) asserted = asserted.parent;
  const { parent } = asserted;
  return tsc.isAsExpression(parent) && isChoiceOfTexts(checker.getTypeFromTypeNode(parent.type));
}

/** A choice of texts, written out. */
function textsOf({ types }: { readonly types: readonly ts.StringLiteralType[] }, at: ts.Node): string {
  const quote = quoteOf(at.getSourceFile());
  return types.map(({ value }) => quote + value + quote).join(' | ');
}

/** The type of a member as its declaration spells it. */
function declaredTypeOf(node: ts.Node, checker: ts.TypeChecker): string | null {
  const declared = memberOf(node, checker)?.declarations?.find((each) => tsc.isPropertySignature(each));
  const text = declared?.type?.getText();
  return text && !text.includes('\n') ? text : null;
}

/** The member that an expression, or an element of a pattern, reads. */
function memberOf(node: ts.Node, checker: ts.TypeChecker): ts.Symbol | undefined {
  if (!tsc.isBindingElement(node))
    return checker.getSymbolAtLocation(tsc.isPropertyAccessExpression(node) ? node.name : node);
  const name = node.propertyName ?? node.name;
  return checker.getTypeAtLocation(node.parent).getProperty(name.getText());
}
