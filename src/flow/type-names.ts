import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { fileOf } from '../program/program.js';

/**
 * What a TypeScript file calls the type of an expression: the name of an alias or an enum, else `string`.
 *
 * @returns null for other files, and where there is no expression
 */
export function typeNameAt(node: ts.Node | undefined, checker: ts.TypeChecker): string | null {
  if (!node || !/\.[cm]?tsx?$/.test(fileOf(node))) return null;
  const type = checker.getTypeAtLocation(node);
  if (type.aliasSymbol) return type.aliasSymbol.name;
  return type.flags & tsc.TypeFlags.EnumLike ? type.symbol.name : 'string';
}
