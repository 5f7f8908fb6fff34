import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { literalText } from '../syntax/literal-text.js';
import { isSaid } from '../libraries/named-calls.js';
import { namesLeadingTo } from '../syntax/names.js';
import type { Evaluation } from '../values/evaluation.js';
import { readsOf } from './references.js';

/** Members of a response that say what its body is: its headers, `type` of superagent. */
export const HEADERS: ReadonlySet<string> = new Set(['headers', 'header', 'getHeader', 'get', 'type']);

/** Headers that say of what kind a body is, and how long. */
const OF_BODY = /content|type|length/i;

/**
 * The places where a program asks what the body of a response is before it reads it: the type of the content, its length.
 *
 * @param response an expression that holds the response
 */
export function contentReads(response: ts.Node, evaluation: Evaluation): readonly ts.Node[] {
  const { parent } = response;
  if (tsc.isPropertyAccessExpression(parent) && parent.expression === response)
    return HEADERS.has(parent.name.text) && mayBeOfBody(parent) ? [parent] : [];
  if (!tsc.isVariableDeclaration(parent) || !tsc.isObjectBindingPattern(parent.name)) return [];
  return patternReads(parent.name, evaluation).filter(mayBeOfBody);
}

function patternReads(pattern: ts.ObjectBindingPattern, evaluation: Evaluation): readonly ts.Node[] {
  return pattern.elements.flatMap(({ name, propertyName }) => {
    const member = propertyName ?? name;
    if (!tsc.isIdentifier(member) || !HEADERS.has(member.text)) return [];
    return tsc.isIdentifier(name) ? readsOf(name, evaluation) : [];
  });
}

/** Whether headers, or the header that is read off them, may say what the body is; what is only logged decides nothing. */
function mayBeOfBody(headers: ts.Node): boolean {
  if (isLogged(headers)) return false;
  const key = keyRead(headers);
  return key === null || OF_BODY.test(key);
}

/** The name of the header that is read: `content-type` of `headers.get('content-type')`; null where it is not written out. */
function keyRead(headers: ts.Node): string | null {
  const { parent } = headers;
  if (tsc.isPropertyAccessExpression(headers) && headers.name.text === 'type') return 'type';
  if (tsc.isElementAccessExpression(parent) && parent.expression === headers)
    return literalText(parent.argumentExpression);
  if (tsc.isCallExpression(parent) && parent.expression === headers) return literalText(parent.arguments[0]);
  if (!tsc.isPropertyAccessExpression(parent) || parent.expression !== headers) return null;
  const isCalled = tsc.isCallExpression(parent.parent) && parent.parent.expression === parent;
  return isCalled ? literalText(parent.parent.arguments[0]) : parent.name.text;
}

function isLogged(node: ts.Node): boolean {
  const around = tsc.findAncestor(node, (each) => {
    if (tsc.isStatement(each) && !tsc.isExpressionStatement(each)) return 'quit';
    return tsc.isCallExpression(each) && isSaid(namesLeadingTo(each.expression));
  });
  return around !== undefined;
}
