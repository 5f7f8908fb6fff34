import type { ts } from 'ts-morph';
import { isAccess, type Access } from '../syntax/accesses.js';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import { namesLeadingTo, boundNames } from '../syntax/names.js';
import { isOuter } from '../syntax/outer.js';
import { isAssignment } from '../syntax/writes.js';

/** Members of a response that tell which request it answers: https://axios-http.com/docs/res_schema */
const ABOUT_REQUEST: ReadonlySet<string> = new Set(['config', 'request']);

/** Members of a response that are the same whatever the body says. */
const BESIDE_BODY: ReadonlySet<string> = new Set(['status', 'statusText', 'headers']);

/**
 * Whether a function that is handed a response may give it other contents, or do so by the address that was asked for,
 * or by what the body says: it may refuse one that has no `type`.
 *
 * What is shown on the console comes back as it was.
 */
export function altersResponse({ parameters, body }: ts.FunctionLikeDeclaration): boolean {
  const [first] = parameters;
  if (!first || !body) return false;
  const given = new Set(boundNames(first.name));
  const isOfResponse = (node: ts.Expression): boolean => given.has(namesLeadingTo(node)[0] ?? '');
  const isPattern = !tsc.isIdentifier(first.name);
  const holdsBody = (node: ts.Expression): boolean =>
    isOfResponse(node) && !BESIDE_BODY.has(membersOf(node, isPattern)[0] ?? '') && !takesOnlyBeside(node.parent);
  if (takesApart(first.name)) return true;
  return contains(body, (node) => {
    if (tsc.isDeleteExpression(node)) return isOfResponse(node.expression);
    if (tsc.isVariableDeclaration(node)) return node.initializer !== undefined && holdsBody(node.initializer);
    if (tsc.isBinaryExpression(node)) return isChanged(node, isOfResponse) || (isMoved(node) && holdsBody(node.right));
    if (tsc.isCallExpression(node)) return !isConsole(node) && node.arguments.some(isOfResponse);
    const isDeciding = isAccess(node) && isOfResponse(node) && (isAboutRequest(node) || isOfBody(node, isPattern));
    return isDeciding && !tsc.findAncestor(node, (each) => tsc.isCallExpression(each) && isConsole(each));
  });
}

/** `({ data: { type } }) => …` */
function takesApart(name: ts.BindingName): boolean {
  return (
    !tsc.isIdentifier(name) && name.elements.some((each) => tsc.isBindingElement(each) && !tsc.isIdentifier(each.name))
  );
}

/** `response.data = user` */
function isChanged(
  { operatorToken, left }: ts.BinaryExpression,
  isOfResponse: (node: ts.Expression) => boolean,
): boolean {
  return isAssignment(operatorToken.kind) && isOfResponse(left);
}

/** `last = response.data`, `'type' in response.data` */
function isMoved({ operatorToken }: ts.BinaryExpression): boolean {
  return isAssignment(operatorToken.kind) || operatorToken.kind === tsc.SyntaxKind.InKeyword;
}

/** `const { status, headers } = response` */
function takesOnlyBeside(node: ts.Node): boolean {
  return (
    tsc.isVariableDeclaration(node) &&
    tsc.isObjectBindingPattern(node.name) &&
    node.name.elements.every(({ name, propertyName }) => BESIDE_BODY.has((propertyName ?? name).getText()))
  );
}

/** The members of a response that an expression leads through. */
function membersOf(node: ts.Expression, isPattern: boolean): readonly string[] {
  return namesLeadingTo(node).slice(isPattern ? 0 : 1);
}

function isAboutRequest(node: Access): boolean {
  return tsc.isPropertyAccessExpression(node) && ABOUT_REQUEST.has(node.name.text);
}

/**
 * Whether a member of the body is read, other than to hand it on.
 *
 * @param isPattern whether the names are those of members of the response, and not its own
 */
function isOfBody(node: Access, isPattern: boolean): boolean {
  const members = membersOf(node, isPattern);
  return members.length > 1 && !BESIDE_BODY.has(members[0] ?? '') && !isReturned(node);
}

/** Whether an expression is what its function returns, or the front of that. */
function isReturned(node: ts.Expression): boolean {
  const { parent } = node;
  if (isAccess(parent) || isOuter(parent)) return isReturned(parent);
  return tsc.isReturnStatement(parent) || (tsc.isArrowFunction(parent) && parent.body === node);
}

function isConsole({ expression }: ts.CallExpression): boolean {
  return namesLeadingTo(expression)[0] === 'console';
}
