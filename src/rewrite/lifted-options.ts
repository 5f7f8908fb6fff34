import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { isJavaScript } from '../syntax/language.js';

/**
 * The text of an argument that is given a name in a declaration of its own.
 *
 * Away from the call the compiler does not know what the options are for: `cache: 'no-store'` is a `string` there, a list
 * may not be a constant one, and the parameters of a function have no types.
 *
 * @returns null where it would not be of the type that the call wants
 */
export function liftedText(argument: ts.Expression, checker: ts.TypeChecker): string | null {
  const text = argument.getText();
  if (!tsc.isObjectLiteralExpression(argument) || isJavaScript(argument)) return text;
  if (holdsOutsideFunctions(argument, hasUntypedParameter)) return null;
  const isLiteral = (node: ts.Node): boolean => isLiteralMember(node, checker);
  if (!holdsOutsideFunctions(argument, isLiteral)) return text;
  return holdsOutsideFunctions(argument, tsc.isArrayLiteralExpression) ? null : `${text} as const`;
}

function hasUntypedParameter(node: ts.Node): boolean {
  return tsc.isFunctionLike(node) && node.parameters.some(({ type }) => !type);
}

/** `cache: 'no-store'`; the values of headers are any texts. */
function isLiteralMember(node: ts.Node, checker: ts.TypeChecker): boolean {
  if (tsc.isShorthandPropertyAssignment(node)) {
    const variable = checker.getShorthandAssignmentValueSymbol(node);
    return variable !== undefined && isLiteralText(checker.getTypeOfSymbolAtLocation(variable, node));
  }
  if (!tsc.isPropertyAssignment(node)) return false;
  return !isHeader(node) && isLiteralText(checker.getTypeAtLocation(node.initializer));
}

function isLiteralText({ flags }: ts.Type): boolean {
  return (flags & tsc.TypeFlags.StringLiteral) !== 0;
}

function isHeader({ parent }: ts.PropertyAssignment): boolean {
  const holder = parent.parent;
  return tsc.isPropertyAssignment(holder) && holder.name.getText() === 'headers';
}

/** Whether a node, or what is in it outside of functions, is of some kind. */
function holdsOutsideFunctions(node: ts.Node, isWanted: (node: ts.Node) => boolean): boolean {
  if (isWanted(node)) return true;
  if (tsc.isFunctionLike(node)) return false;
  return tsc.forEachChild(node, (child) => holdsOutsideFunctions(child, isWanted) || undefined) ?? false;
}
