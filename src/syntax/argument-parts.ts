import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';

/** An argument, and where it is an object that is written in place, the values of its members that are no functions. */
export function partsOfArgument(argument: ts.Expression): readonly ts.Expression[] {
  if (!tsc.isObjectLiteralExpression(argument)) return [argument];
  return [argument, ...valuesOfMembers(argument).filter((value) => !tsc.isFunctionLike(value))];
}

/** The expressions that an object literal has for its members; a method is none. */
export function valuesOfMembers({ properties }: ts.ObjectLiteralExpression): readonly ts.Expression[] {
  return properties.flatMap((each) => (tsc.isMethodDeclaration(each) ? [] : (valueOfProperty(each) ?? [])));
}

/** What a property of an object literal gives its member; null for a spread and for accessors. */
export function valueOfProperty(property: ts.ObjectLiteralElementLike): ts.Expression | null {
  if (tsc.isPropertyAssignment(property)) return property.initializer;
  if (tsc.isShorthandPropertyAssignment(property)) return property.name;
  // A method is no expression to the compiler, but has a value like one.
  return tsc.isMethodDeclaration(property) ? (property as ts.Node as ts.Expression) : null;
}
