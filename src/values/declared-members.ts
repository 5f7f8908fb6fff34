import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { takenName, writtenName } from '../syntax/names.js';
import { isOuter } from '../syntax/outer.js';
import { aliasedSymbol } from './aliases.js';
import type { Evaluation } from './evaluation.js';
import { EMPTY_CONTEXT, type Values } from './value.js';

/** Longer rows of members and aliases do not occur. */
const MAXIMUM_LEVELS = 8;

/**
 * What a member is whose object nobody hands in that is in sight, by the type that is written for it: `clever` of
 * `context.dataSources.clever` with `context: { dataSources: { clever: CleverApi } }`.
 *
 * @returns the instances of the class of that type; empty for any other type
 */
export function declaredMember(read: ts.PropertyAccessExpression | ts.BindingElement, evaluation: Evaluation): Values {
  const type = tsc.isBindingElement(read) ? typeOfElement(read, evaluation, 0) : typeOf(read, evaluation, 0);
  return type ? evaluation.declaredType(type).filter(({ kind }) => kind === 'instance') : [];
}

/** The type that is written for what an expression reads. */
function typeOf(node: ts.Expression, evaluation: Evaluation, levels: number): ts.TypeNode | null {
  if (levels > MAXIMUM_LEVELS) return null;
  if (isOuter(node)) return typeOf(node.expression, evaluation, levels + 1);
  if (tsc.isPropertyAccessExpression(node)) {
    const outer = typeOf(node.expression, evaluation, levels + 1);
    return outer && memberType(outer, node.name.text, evaluation, levels + 1);
  }
  const declaration = tsc.isIdentifier(node) ? evaluation.checker.getSymbolAtLocation(node)?.valueDeclaration : null;
  if (!declaration) return null;
  if (tsc.isBindingElement(declaration)) return typeOfElement(declaration, evaluation, levels + 1);
  return tsc.isParameter(declaration) || tsc.isVariableDeclaration(declaration) ? (declaration.type ?? null) : null;
}

/** That of `clever` in `({ dataSources: { clever } }: Context) => …`. */
function typeOfElement(element: ts.BindingElement, evaluation: Evaluation, levels: number): ts.TypeNode | null {
  const { parent: pattern } = element;
  const name = takenName(element);
  if (levels > MAXIMUM_LEVELS || !name || !tsc.isObjectBindingPattern(pattern) || element.dotDotDotToken) return null;
  const { parent: holder } = pattern;
  const outer = tsc.isBindingElement(holder)
    ? typeOfElement(holder, evaluation, levels + 1)
    : (holder.type ??
      (tsc.isVariableDeclaration(holder) && holder.initializer
        ? typeOf(holder.initializer, evaluation, levels + 1)
        : null));
  return outer && memberType(outer, name, evaluation, levels + 1);
}

/** The type of a member, as a type literal, an interface, or a name for one of them says. */
function memberType(type: ts.TypeNode, name: string, evaluation: Evaluation, levels: number): ts.TypeNode | null {
  if (levels > MAXIMUM_LEVELS) return null;
  if (tsc.isParenthesizedTypeNode(type)) return memberType(type.type, name, evaluation, levels + 1);
  if (tsc.isTypeLiteralNode(type)) return typeAmong(type.members, name);
  if (tsc.isIntersectionTypeNode(type) || tsc.isUnionTypeNode(type))
    return type.types.map((each) => memberType(each, name, evaluation, levels + 1)).find(Boolean) ?? null;
  if (!tsc.isTypeReferenceNode(type)) return null;
  for (const declaration of declarationsOf(type, evaluation)) {
    const found = tsc.isInterfaceDeclaration(declaration)
      ? typeAmong(declaration.members, name)
      : tsc.isTypeAliasDeclaration(declaration)
        ? memberType(declaration.type, name, evaluation, levels + 1)
        : null;
    if (found) return found;
  }
  return null;
}

function typeAmong(members: ts.NodeArray<ts.TypeElement>, name: string): ts.TypeNode | null {
  const member = members.find((each) => each.name && writtenName(each.name) === name);
  return member && tsc.isPropertySignature(member) ? (member.type ?? null) : null;
}

/** What a name of a type stands for. */
function declarationsOf({ typeName }: ts.TypeReferenceNode, evaluation: Evaluation): readonly ts.Declaration[] {
  const { checker } = evaluation;
  const symbol = checker.getSymbolAtLocation(tsc.isQualifiedName(typeName) ? typeName.right : typeName);
  if (!symbol) return [];
  // To ask for the value of an import opens its file.
  for (const each of symbol.declarations ?? [])
    if (tsc.isImportSpecifier(each) || tsc.isImportClause(each)) evaluation.evaluate(each, EMPTY_CONTEXT);
  return (symbol.flags & tsc.SymbolFlags.Alias ? aliasedSymbol(symbol, checker) : symbol).declarations ?? [];
}
