import type { ts } from 'ts-morph';
import { tsc } from '../compiler.js';
import { fileOf } from '../program.js';
import type { Span } from '../usage.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT } from '../values/value.js';

/** A member that a type or a schema declares. */
export interface DeclaredMember {
  readonly path: readonly string[];
  readonly name: ts.PropertyName;
  readonly language: 'type' | 'schema';
  readonly member: ts.Node;
  /** The opening brace of its own members, if it has some. */
  readonly inner: Span | null;
  readonly optional: boolean;
}

/** Deeper than an answer of Clever's goes. */
export const MAXIMUM_DEPTH = 4;

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
    return [toMember(element, own, evaluation), ...inner];
  });
}

function toMember(element: ts.PropertySignature, path: readonly string[], evaluation: Evaluation): DeclaredMember {
  const inner = element.type ? bodyOf(element.type, evaluation) : null;
  return {
    path,
    name: element.name,
    language: 'type',
    member: element,
    inner: inner && braceOf(inner),
    optional: element.questionToken !== undefined,
  };
}

/** The literal or interface in which the members of a type are written. */
function bodyOf(type: ts.TypeNode, evaluation: Evaluation): ts.TypeLiteralNode | ts.InterfaceDeclaration | null {
  if (tsc.isTypeLiteralNode(type)) return type;
  if (!tsc.isTypeReferenceNode(type) || !tsc.isIdentifier(type.typeName)) return null;
  for (const declaration of declarationsOf(type.typeName, evaluation)) {
    if (tsc.isInterfaceDeclaration(declaration)) return declaration;
    if (tsc.isTypeAliasDeclaration(declaration)) return bodyOf(declaration.type, evaluation);
  }
  return null;
}

/** The opening brace before the members of a node. */
export function braceOf(node: ts.TypeLiteralNode | ts.InterfaceDeclaration | ts.ObjectLiteralExpression): Span {
  const members: ts.NodeArray<ts.Node> = tsc.isObjectLiteralExpression(node) ? node.properties : node.members;
  return { file: fileOf(node), start: members.pos - 1, end: members.pos };
}

function declarationsOf(name: ts.Identifier, evaluation: Evaluation): readonly ts.Declaration[] {
  const symbol = evaluation.checker.getSymbolAtLocation(name);
  if (!symbol || !(symbol.flags & tsc.SymbolFlags.Alias)) return symbol?.declarations ?? [];
  // An import whose file is not open yet resolves to nothing; asking for its value opens it for the next pass.
  for (const declaration of symbol.declarations ?? []) evaluation.evaluate(declaration, EMPTY_CONTEXT);
  return evaluation.checker.getAliasedSymbol(symbol).declarations ?? [];
}
