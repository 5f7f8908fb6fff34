import type { ts } from 'ts-morph';
import { isQuestion, isSaid } from '../libraries/named-calls.js';
import { tsc } from '../syntax/compiler.js';
import { contains, find, mentions } from '../syntax/contains.js';
import { boundNames, namesLeadingTo } from '../syntax/names.js';
import { outcomeOf } from '../syntax/outcome.js';
import { innerOf, isOuter } from '../syntax/outer.js';
import { tellsPath } from '../syntax/path-question.js';
import { isPromiseMethod } from '../syntax/promises.js';
import { endsInThrow, isRejection } from '../syntax/throwing.js';
import { transferOf } from '../syntax/transfer.js';
import { triesAround } from '../syntax/tries.js';
import { isAssignment } from '../syntax/writes.js';
import { spanOf } from '../program/program.js';
import type { Span } from '../model/spans.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT } from '../values/value.js';
import { readsOf } from './references.js';

/** Members of a response, or of what a client throws, that say how the server answered. */
export const STATUS: ReadonlySet<string> = new Set(['ok', 'status', 'statusCode']);

/**
 * Finds where a program takes a request that failed for an answer: it returns `null`, or asks for the status 404. Code
 * that only throws the failure, or reports it, does not count.
 *
 * @param calls the calls that make the request, from the client's to the outermost function's
 * @param statuses the places where the status of the response is read
 * @returns null where there is no such place
 */
export function placeOfFailedAnswer(
  calls: Iterable<ts.Node>,
  statuses: Iterable<ts.Node>,
  evaluation: Evaluation,
): Span | null {
  for (const status of statuses) if (!isReported(status) && !decidesToThrow(status)) return spanOf(status);
  for (const call of calls)
    for (const handler of handlersAround(call, evaluation)) if (goesOn(handler)) return spanOf(handler);
  return null;
}

/**
 * Finds where code that runs after a failure decides something by a path, which the failure may carry:
 * `error.config.url.endsWith('/me')`. The second request has another path.
 *
 * @param calls the calls that make the request, from the client's to the outermost function's
 * @param words the words of Clever's paths
 */
export function questionAfterFailure(
  calls: Iterable<ts.Node>,
  words: ReadonlySet<string>,
  evaluation: Evaluation,
): ts.Node | null {
  const looked = new Set([...calls].flatMap((call) => handlersAround(call, evaluation)));
  // The set grows while it is gone through: the functions that an error is handed to are looked at as well.
  for (const handler of looked) {
    const question = find(handler, (node) => asksForPath(node, words) && !asksOwnWords(node, evaluation));
    if (question) return question;
    for (const next of bodiesCalledWith(caughtNames(handler), handler, evaluation)) looked.add(next);
  }
  return null;
}

/** The names under which code has what was thrown: those of a `catch`, or the parameters of the function that it is. */
function caughtNames(handler: ts.Node): ReadonlySet<string> {
  const { parent } = handler;
  if (tsc.isCatchClause(parent))
    return new Set(parent.variableDeclaration ? boundNames(parent.variableDeclaration.name) : []);
  return new Set(tsc.isFunctionLike(parent) ? parent.parameters.flatMap(({ name }) => boundNames(name)) : []);
}

/** The bodies of the program's functions that code calls with something of these names. */
function bodiesCalledWith(names: ReadonlySet<string>, code: ts.Node, evaluation: Evaluation): readonly ts.Node[] {
  const calls: ts.CallExpression[] = [];
  visit(code);
  return calls.flatMap(({ expression }) => bodiesOf(expression, evaluation));

  function visit(node: ts.Node): void {
    if (tsc.isCallExpression(node) && node.arguments.some((each) => mentions(each, names))) calls.push(node);
    tsc.forEachChild(node, visit);
  }
}

/** `error.url === '/v1.1/me'`, `error.message.includes('/me')`, `/me$/.test(error.path)`, `case '/me':` */
function asksForPath(node: ts.Node, words: ReadonlySet<string>): boolean {
  const tells = (other: ts.Expression | undefined, method: string | null): boolean =>
    other !== undefined && isWrittenOut(other) && tellsPath(other, method, words);
  const transfer = transferOf(node);
  if (transfer.kind === 'compared') return tells(transfer.other, null);
  if (tsc.isCaseClause(node)) return tells(node.expression, null);
  if (!tsc.isCallExpression(node) || !tsc.isPropertyAccessExpression(node.expression)) return false;
  const { expression: receiver, name } = node.expression;
  return isQuestion(name.text) && (tells(node.arguments[0], name.text) || tells(receiver, name.text));
}

/**
 * `/^5/.test(error.message)`, and `error.message.startsWith('status')` where the program throws `new Error('status 404')`:
 * no URL begins like that, and neither does what a client says about a failure.
 */
function asksOwnWords(node: ts.Node, { index }: Evaluation): boolean {
  const head = headAskedFor(node);
  if (!head) return false;
  if (/^[\d\\[]/.test(head)) return /^(?:\d|\\d|\[\d-\d\])/.test(head);
  return index
    .identifiers('Error')
    .some(({ parent }) => tsc.isNewExpression(parent) && headOf(parent.arguments?.[0]).startsWith(head));
}

/** What a text must begin with for a question to be answered with yes; empty where that is not one text. */
function headAskedFor(node: ts.Node): string {
  if (!tsc.isCallExpression(node) || !tsc.isPropertyAccessExpression(node.expression)) return '';
  const [argument] = node.arguments;
  if (node.expression.name.text === 'startsWith')
    return argument && tsc.isStringLiteralLike(argument) ? argument.text : '';
  const pattern = [argument, innerOf(node.expression.expression)].find(
    (each) => each && tsc.isRegularExpressionLiteral(each),
  );
  const text = pattern?.getText() ?? '';
  return text.includes('|') ? '' : (/^\/\^((?:[a-z ]+|\d|\\d|\[\d-\d\]))/i.exec(text)?.[1] ?? '');
}

/** The constant beginning of a text: `'status '` of `'status ' + code`. */
function headOf(text: ts.Expression | undefined): string {
  if (!text) return '';
  if (tsc.isBinaryExpression(text)) return headOf(text.left);
  if (tsc.isTemplateExpression(text)) return text.head.text;
  return tsc.isStringLiteralLike(text) ? text.text : '';
}

function isWrittenOut(node: ts.Expression): boolean {
  const inner = innerOf(node);
  return tsc.isStringLiteralLike(inner) || tsc.isRegularExpressionLiteral(inner);
}

/** The places where the status is read off an expression that holds a response. */
export function statusReads(response: ts.Node, evaluation: Evaluation): readonly ts.Node[] {
  const { parent } = response;
  if (tsc.isPropertyAccessExpression(parent)) return STATUS.has(parent.name.text) ? [parent] : [];
  if (!tsc.isVariableDeclaration(parent) || !tsc.isObjectBindingPattern(parent.name)) return [];
  return parent.name.elements.flatMap(({ name, propertyName }) => {
    const member = propertyName ?? name;
    if (!tsc.isIdentifier(name) || !tsc.isIdentifier(member) || !STATUS.has(member.text)) return [];
    return readsOf(name, evaluation);
  });
}

/** Whether a value only goes into an error or a log. */
function isReported(node: ts.Node): boolean {
  const reporting = tsc.findAncestor(node, (each) => {
    if (tsc.isBlock(each) || tsc.isIfStatement(each)) return 'quit';
    return tsc.isThrowStatement(each) || (tsc.isCallExpression(each) && isSaid(namesLeadingTo(each.expression)));
  });
  return reporting !== undefined;
}

/** `if (!response.ok) throw …`, `response.ok ? response.json() : Promise.reject(…)` */
function decidesToThrow(status: ts.Node): boolean {
  let test = status;
  while (isOuter(test.parent) || tsc.isPrefixUnaryExpression(test.parent) || tsc.isBinaryExpression(test.parent))
    test = test.parent;
  const { parent } = test;
  if (tsc.isConditionalExpression(parent) && parent.condition === test)
    return isRejection(parent.whenTrue) || isRejection(parent.whenFalse);
  if (!tsc.isIfStatement(parent)) return false;
  if (endsInThrow(parent.thenStatement)) return true;
  return outcomeOf(parent.expression)?.isFailure === false && endsInThrow(parent.elseStatement ?? lastBehind(parent));
}

/** The last statement of the block that a statement stands in. */
function lastBehind(statement: ts.Statement): ts.Statement | undefined {
  return tsc.isBlock(statement.parent) ? statement.parent.statements.at(-1) : undefined;
}

/** What runs where a call fails: the `catch` of a `try`, and the functions of a promise. */
function handlersAround(call: ts.Node, evaluation: Evaluation): readonly ts.Node[] {
  return [...triesAround(call).map(({ catchClause }) => catchClause.block), ...handlersOfPromise(call, evaluation)];
}

function handlersOfPromise(call: ts.Node, evaluation: Evaluation): readonly ts.Node[] {
  const method = call.parent;
  if (!isPromiseMethod(method) || !tsc.isCallExpression(method.parent)) return [];
  const { arguments: given } = method.parent;
  const handler = method.name.text === 'catch' ? given[0] : method.name.text === 'then' ? given[1] : undefined;
  return [...(handler ? bodiesOf(handler, evaluation) : []), ...handlersOfPromise(method.parent, evaluation)];
}

/** The bodies of the functions that an expression may be. */
function bodiesOf(callee: ts.Expression, evaluation: Evaluation): readonly ts.Node[] {
  const values = evaluation.evaluate(callee, EMPTY_CONTEXT);
  return values.flatMap((each) => (each.kind === 'function' && each.node.body ? [each.node.body] : []));
}

/** Whether code that runs after a failure gives the program something in place of the answer. */
function goesOn(handler: ts.Node): boolean {
  if (!tsc.isBlock(handler)) return isPlainValue(handler);
  return !handler.statements.length || contains(handler, (node) => returnsValue(node) || asksStatus(node));
}

function returnsValue(node: ts.Node): boolean {
  if (tsc.isReturnStatement(node)) return node.expression !== undefined && isPlainValue(node.expression);
  return tsc.isBinaryExpression(node) && isAssignment(node.operatorToken.kind) && isPlainValue(node.right);
}

/** `error.response.status === 404`, where that does not only decide what is thrown. */
function asksStatus(node: ts.Node): boolean {
  if (!tsc.isPropertyAccessExpression(node) || !STATUS.has(node.name.text)) return false;
  const isCalled = tsc.isCallExpression(node.parent) && node.parent.expression === node;
  return !isCalled && !isReported(node) && !decidesToThrow(node);
}

/** Whether an expression is neither made by a call nor an error. */
function isPlainValue(node: ts.Node): boolean {
  return !contains(node, (each) => tsc.isCallExpression(each) || tsc.isNewExpression(each));
}
