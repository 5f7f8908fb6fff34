import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { waitsForEvent } from '../../libraries/named-calls.js';
import { contains } from '../../syntax/contains.js';
import { functionAround } from '../../syntax/functions.js';
import { innerOf } from '../../syntax/outer.js';
import { namesLeadingTo } from '../../syntax/names.js';
import { outcomeOf, type Outcome } from '../../syntax/outcome.js';
import type { Call } from '../../syntax/transfer.js';
import type { Evaluation } from '../../values/evaluation.js';
import { memberShape, type Shape } from '../../clients/shape.js';
import { constantValue } from '../references.js';
import { isSteady } from '../repeatable.js';

/** `response.ok ? … : response`, `body?.data ? … : body`: what is handed on is a response without an answer. */
export function isFailedResponse(
  node: ts.Expression,
  shape: Shape,
  { condition, whenTrue, whenFalse }: ts.ConditionalExpression,
  evaluation: Evaluation,
): boolean {
  if (node === whenFalse && isIdOf(condition, node, evaluation)) return true;
  const outcome = outcomeOf(condition);
  const failed = outcome?.isFailure === true ? whenTrue : whenFalse;
  if (!outcome || node !== failed) return false;
  if (outcome.subject.getText() === innerOf(node).getText()) return true;
  return !outcome.isStatus && leadsToAnswer(outcome.subject, node, shape);
}

/** `id` of `const id = response.ok && (await response.clone().json())?.data?.id`, which a failed response does not have. */
function isIdOf(id: ts.Expression, response: ts.Expression, evaluation: Evaluation): boolean {
  const value = tsc.isIdentifier(id) ? constantValue(id, evaluation) : undefined;
  if (!value || !tsc.isIdentifier(response)) return false;
  const { AmpersandAmpersandToken } = tsc.SyntaxKind;
  const isJoined = tsc.isBinaryExpression(value) && value.operatorToken.kind === AmpersandAmpersandToken;
  let held = innerOf(isJoined ? value.right : value);
  if (namesLeadingTo(held).slice(-2).join('.') !== 'data.id') return false;
  while (tsc.isPropertyAccessExpression(held) || tsc.isCallExpression(held) || tsc.isAwaitExpression(held))
    held = innerOf(held.expression);
  return tsc.isIdentifier(held) && held.text === response.text;
}

/** Whether a member of a response is where it keeps the answer: `result.value`. */
function leadsToAnswer(member: ts.Expression, response: ts.Expression, shape: Shape): boolean {
  const [names, own] = [namesLeadingTo(member), namesLeadingTo(response)];
  if (names.length <= own.length || own.some((name, index) => name !== names[index])) return false;
  const held = names.slice(own.length).reduce<Shape | null>((from, name) => from && memberShape(from, name), shape);
  return held?.kind === 'body' && ['', 'data', 'data.id'].includes(held.path.join('.'));
}

/**
 * Whether code runs only where the server refused to answer, so that what it decodes is no answer: `if (!response.ok) return
 * end(await response.text())`.
 *
 * @param response a variable
 */
export function isRefused(response: ts.Expression, evaluation: Evaluation): boolean {
  if (!tsc.isIdentifier(response)) return false;
  for (let each: ts.Node = response; !tsc.isFunctionLike(each) && !tsc.isSourceFile(each); each = each.parent) {
    const { parent } = each;
    const choice = tsc.isIfStatement(parent)
      ? { test: parent.expression, failed: parent.thenStatement, other: parent.elseStatement }
      : tsc.isConditionalExpression(parent)
        ? { test: parent.condition, failed: parent.whenTrue, other: parent.whenFalse }
        : null;
    const outcome = choice && outcomeOf(choice.test);
    if (!outcome?.isStatus || outcome.subject.getText() !== response.text) continue;
    if (each === (outcome.isFailure ? choice?.failed : choice?.other)) return isSteady(response, [], evaluation);
  }
  return false;
}

/**
 * Whether what a function was called with is handed on only where it holds no answer: `if (!body?.data) return
 * show(error, response, body)`, `try { id = JSON.parse(body).data.id } catch { return show(error, body) }`.
 *
 * Then none of what the call is given holds one.
 */
export function isHandedOnFailed(node: ts.Node, call: Call): boolean {
  return tsc.isIdentifier(node) && (isGivenFailed(node, call) || isReadInVain(node, call));
}

function isGivenFailed(node: ts.Identifier, call: Call): boolean {
  const scope = functionAround(call);
  const parameters = scope?.parameters.map(({ name }) => name.getText()) ?? [];
  const given = (call.arguments ?? []).map((argument) => argument.getText());
  if (![node.text, ...given].every((name) => parameters.includes(name))) return false;
  for (let each: ts.Node = call; each !== scope && each.parent; each = each.parent) {
    const { parent } = each;
    if (tsc.isIfStatement(parent) && parent.thenStatement === each) return given.includes(missingIn(parent.expression));
    if (tsc.isCatchClause(parent)) return given.includes(decodedIn(parent.parent.tryBlock));
  }
  return false;
}

/**
 * Whether a response was read and holds no answer, or the text that was read is none: in the `catch` of a `try` that decodes
 * the text, and in `response.on('aborted', …)`.
 */
function isReadInVain(node: ts.Identifier, call: Call): boolean {
  for (let each: ts.Node = call; each.parent; each = each.parent) {
    const { parent } = each;
    if (tsc.isCatchClause(parent)) {
      const text = decodedIn(parent.parent.tryBlock);
      return text !== '' && (text === node.text || isReadInto(text, node.text, parent));
    }
    if (!tsc.isFunctionLike(each)) continue;
    const response = tsc.isCallExpression(parent) ? hearsEvent(parent, 'aborted') : null;
    return response !== null && (response === node.text || isReadInto(node.text, response, parent));
  }
  return false;
}

/** `response` of `response.on('aborted', …)`; null for what waits for another event. */
function hearsEvent({ expression, arguments: [event] }: ts.CallExpression, wanted: string): string | null {
  if (!event || !tsc.isStringLiteralLike(event) || event.text !== wanted) return null;
  if (!tsc.isPropertyAccessExpression(expression) || !tsc.isIdentifier(expression.expression)) return null;
  return waitsForEvent(expression.name.text) ? expression.expression.text : null;
}

/** Whether a block around a node has `response.on('data', (chunk) => (text += chunk))`. */
function isReadInto(text: string, response: string, node: ts.Node): boolean {
  const isAddition = (each: ts.Node): boolean =>
    tsc.isBinaryExpression(each) &&
    each.operatorToken.kind === tsc.SyntaxKind.PlusEqualsToken &&
    each.left.getText() === text;
  const isReader = (statement: ts.Statement): boolean =>
    tsc.isExpressionStatement(statement) &&
    tsc.isCallExpression(statement.expression) &&
    hearsEvent(statement.expression, 'data') === response &&
    contains(statement.expression, isAddition);
  return tsc.findAncestor(node, (each) => tsc.isBlock(each) && each.statements.some(isReader)) !== undefined;
}

/** `body` of `!body?.data`, `response` of `response.statusCode !== 200`; empty for any other test. */
function missingIn(condition: ts.Expression): string {
  const outcome: Outcome | null = outcomeOf(condition);
  return outcome?.isFailure === true ? outcome.subject.getText() : '';
}

/** `body` of a block that does nothing but decode it and read a member: `id = JSON.parse(body).data.id`. */
function decodedIn({ statements }: ts.Block): string {
  const [only] = statements;
  const assignment = only && tsc.isExpressionStatement(only) ? only.expression : undefined;
  const isPlain =
    statements.length === 1 &&
    assignment !== undefined &&
    tsc.isBinaryExpression(assignment) &&
    tsc.isIdentifier(assignment.left) &&
    assignment.operatorToken.kind === tsc.SyntaxKind.EqualsToken;
  return isPlain ? textDecodedBy(assignment.right) : '';
}

/** `body` of `JSON.parse(body).data.id`, and of `JSON.parse(body.body)` */
function textDecodedBy(node: ts.Expression): string {
  if (tsc.isPropertyAccessExpression(node)) return textDecodedBy(node.expression);
  if (!tsc.isCallExpression(node) || namesLeadingTo(node.expression).join('.') !== 'JSON.parse') return '';
  const [text] = node.arguments;
  const [root = '', member, ...others] = text ? namesLeadingTo(text) : [];
  return others.length || (member !== undefined && member !== 'body') ? '' : root;
}
