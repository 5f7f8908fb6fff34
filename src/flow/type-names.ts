import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { fileOf } from '../program/program.js';

/**
 * What a TypeScript file calls the type of an expression: the name of an alias or an enum, the texts that a member may be
 * (`'student' | 'teacher'`), else `string`.
 *
 * @returns null for other files, and where there is no expression
 */
export function typeNameAt(node: ts.Node | undefined, checker: ts.TypeChecker): string | null {
  if (!node || !/\.[cm]?tsx?$/.test(fileOf(node))) return null;
  const type = checker.getTypeAtLocation(node);
  if (type.aliasSymbol) return type.aliasSymbol.name;
  if (isChoiceOfTexts(type)) return declaredTypeOf(node, checker) ?? 'string';
  return type.flags & tsc.TypeFlags.EnumLike ? type.symbol.name : 'string';
}

/** `'student' | 'teacher'`, under no name. */
function isChoiceOfTexts(type: ts.Type): boolean {
  return type.isUnion() && type.types.every(({ flags }) => (flags & tsc.TypeFlags.StringLiteral) !== 0);
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
