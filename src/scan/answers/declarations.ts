import type { ts } from 'ts-morph';
import { tsc } from '../compiler.js';
import type { Evaluation } from '../values/evaluation.js';

/** A member that a type declares. */
export interface DeclaredMember {
  readonly path: readonly string[];
  readonly name: ts.PropertyName;
}

/** Deeper than an answer of Clever's goes. */
const MAXIMUM_DEPTH = 4;

/**
 * The members a type declares, those of nested types included.
 *
 * @param type an annotation; `Promise<T>`, `Partial<T>` and the like count as `T`
 */
export function declaredMembers(type: ts.TypeNode, evaluation: Evaluation): readonly DeclaredMember[] {
  return membersOf(type, [], evaluation, 0);
}

const TRANSPARENT = new Set(['Promise', 'Partial', 'Readonly', 'Required', 'Awaited', 'NonNullable']);

function membersOf(
  type: ts.TypeNode,
  path: readonly string[],
  evaluation: Evaluation,
  depth: number,
): readonly DeclaredMember[] {
  if (depth > MAXIMUM_DEPTH) return [];
  if (tsc.isTypeLiteralNode(type)) return elementsOf(type.members, path, evaluation, depth);
  if (tsc.isParenthesizedTypeNode(type)) return membersOf(type.type, path, evaluation, depth);
  if (tsc.isUnionTypeNode(type) || tsc.isIntersectionTypeNode(type)) {
    return type.types.flatMap((each) => membersOf(each, path, evaluation, depth));
  }
  if (!tsc.isTypeReferenceNode(type) || !tsc.isIdentifier(type.typeName)) return [];
  const [argument] = type.typeArguments ?? [];
  if (argument && TRANSPARENT.has(type.typeName.text)) return membersOf(argument, path, evaluation, depth);
  return declarationsOf(type.typeName, evaluation).flatMap((declaration) =>
    declared(declaration, path, evaluation, depth + 1),
  );
}

function declared(
  declaration: ts.Declaration,
  path: readonly string[],
  evaluation: Evaluation,
  depth: number,
): readonly DeclaredMember[] {
  if (tsc.isTypeAliasDeclaration(declaration)) return membersOf(declaration.type, path, evaluation, depth);
  if (!tsc.isInterfaceDeclaration(declaration)) return [];
  const inherited = (declaration.heritageClauses ?? []).flatMap((clause) =>
    clause.types.flatMap(({ expression }) =>
      tsc.isIdentifier(expression)
        ? declarationsOf(expression, evaluation).flatMap((each) => declared(each, path, evaluation, depth + 1))
        : [],
    ),
  );
  return [...elementsOf(declaration.members, path, evaluation, depth), ...inherited];
}

function elementsOf(
  elements: readonly ts.TypeElement[],
  path: readonly string[],
  evaluation: Evaluation,
  depth: number,
): readonly DeclaredMember[] {
  return elements.flatMap((element) => {
    if (!tsc.isPropertySignature(element) || tsc.isComputedPropertyName(element.name)) return [];
    const own = [...path, element.name.text];
    const inner = element.type ? membersOf(element.type, own, evaluation, depth + 1) : [];
    return [{ path: own, name: element.name }, ...inner];
  });
}

function declarationsOf(name: ts.Identifier, evaluation: Evaluation): readonly ts.Declaration[] {
  let symbol = evaluation.checker.getSymbolAtLocation(name);
  if (symbol && symbol.flags & tsc.SymbolFlags.Alias) symbol = evaluation.checker.getAliasedSymbol(symbol);
  return symbol?.declarations ?? [];
}
