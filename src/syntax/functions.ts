import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';

/** Whether a function may wait for something: it is marked `async`. */
export function isAsync(node: ts.Node): boolean {
  const modifiers = tsc.canHaveModifiers(node) ? tsc.getModifiers(node) : undefined;
  return modifiers?.some(({ kind }) => kind === tsc.SyntaxKind.AsyncKeyword) ?? false;
}

/** The innermost function that a node stands in; a function does not stand in itself. */
export function functionAround(node: ts.Node): ts.FunctionLikeDeclaration | undefined {
  // The types of functions have no code that a node could stand in.
  return tsc.findAncestor(node.parent, tsc.isFunctionLike) as ts.FunctionLikeDeclaration | undefined;
}

/** Whether two nodes stand in one function, or both outside of all functions of one file. */
export function areInOneFunction(one: ts.Node, other: ts.Node): boolean {
  return functionAround(one) === functionAround(other) && one.getSourceFile() === other.getSourceFile();
}

/** What an object or a class has a function as: `load: () => …`, or the method itself. */
export function memberFor(scope: ts.SignatureDeclaration): ts.PropertyAssignment | ts.SignatureDeclaration {
  return tsc.isPropertyAssignment(scope.parent) ? scope.parent : scope;
}

/** A function as a member of an object literal: its name there, and the literal; null for any other function. */
export function memberOfLiteral(
  scope: ts.SignatureDeclaration,
): { readonly name: ts.PropertyName; readonly literal: ts.ObjectLiteralExpression } | null {
  const { name, parent: literal } = memberFor(scope);
  return name && literal && tsc.isObjectLiteralExpression(literal) ? { name: name, literal } : null;
}

/** The parameters of a function that arguments go to, in their order; TypeScript's `this: Seat` is none. */
export function givenParameters(
  scope: ts.SignatureDeclarationBase | null | undefined,
): readonly ts.ParameterDeclaration[] {
  const parameters = scope?.parameters ?? [];
  const [first] = parameters;
  const isThis = first && tsc.isIdentifier(first.name) && first.name.text === 'this';
  return isThis ? parameters.slice(1) : parameters;
}
