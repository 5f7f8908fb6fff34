import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import { namesLeadingTo, boundNames } from '../syntax/names.js';
import { isAssignment } from '../syntax/writes.js';

/** Members of a response that tell which request it answers: https://axios-http.com/docs/res_schema */
const ABOUT_REQUEST: ReadonlySet<string> = new Set(['config', 'request']);

/**
 * Whether a function that is handed a response may give it other contents, or does so by the address that was asked for.
 *
 * What is shown on the console comes back as it was.
 */
export function altersResponse({ parameters, body }: ts.FunctionLikeDeclaration): boolean {
  const [first] = parameters;
  if (!first || !body) return false;
  const given = new Set(boundNames(first.name));
  const isOfResponse = (node: ts.Expression): boolean => given.has(namesLeadingTo(node)[0] ?? '');
  return contains(body, (node) => {
    if (tsc.isDeleteExpression(node)) return isOfResponse(node.expression);
    if (tsc.isBinaryExpression(node)) return isAssignment(node.operatorToken.kind) && isOfResponse(node.left);
    if (tsc.isCallExpression(node)) return !isConsole(node) && node.arguments.some(isOfResponse);
    const isAbout = tsc.isPropertyAccessExpression(node) && ABOUT_REQUEST.has(node.name.text) && isOfResponse(node);
    return isAbout && !tsc.findAncestor(node, (each) => tsc.isCallExpression(each) && isConsole(each));
  });
}

function isConsole({ expression }: ts.CallExpression): boolean {
  return namesLeadingTo(expression)[0] === 'console';
}
