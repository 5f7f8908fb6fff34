import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';

/** Members without which a response holds no answer. */
const NEEDED = new Set(['ok', 'data', 'body']);

/** `response.ok ? … : response`, `response.statusCode === 200 ? … : response`, `body?.data ? … : body`, `body ? … : body`: what is handed on is a response without an answer. */
export function isFailedResponse(node: ts.Node, { condition, whenTrue, whenFalse }: ts.ConditionalExpression): boolean {
  const response = /^(\w+)\??\.statusCode\s*===\s*200$/.exec(condition.getText());
  if (response) return node === whenFalse && node.getText() === response[1];
  const { test, isNegated } = plainTest(condition);
  return node === (isNegated ? whenTrue : whenFalse) && rootOf(test).getText() === node.getText();
}

/**
 * Whether what a function was called with is handed on only where it holds no answer: `if (!body?.data) return
 * show(error, response, body)`, `try { id = JSON.parse(body).data.id } catch { return show(error, body) }`.
 *
 * Then none of what the call is given holds one.
 */
export function isHandedOnFailed(node: ts.Node, call: ts.CallExpression | ts.NewExpression): boolean {
  const scope = tsc.findAncestor(call, tsc.isFunctionLike);
  const parameters = scope?.parameters.map(({ name }) => name.getText()) ?? [];
  const given = (call.arguments ?? []).map((argument) => argument.getText());
  if (!tsc.isIdentifier(node) || !given.every((name) => parameters.includes(name))) return false;
  for (let each: ts.Node = call; each !== scope && each.parent; each = each.parent) {
    const { parent } = each;
    if (tsc.isIfStatement(parent) && parent.thenStatement === each) return given.includes(missingIn(parent.expression));
    if (tsc.isCatchClause(parent)) return given.includes(decodedIn(parent.parent.tryBlock));
  }
  return false;
}

/** `body` of `!body?.data`, `response` of `response.statusCode !== 200`; empty for any other test. */
function missingIn(condition: ts.Expression): string {
  const response = /^(\w+)\.statusCode\s*!==\s*200$/.exec(condition.getText());
  if (response?.[1] !== undefined) return response[1];
  const { test, isNegated } = plainTest(condition);
  return isNegated ? rootOf(test).getText() : '';
}

/** `body` of a block that does nothing but decode it and read the id: `id = JSON.parse(body).data.id`. */
function decodedIn({ statements }: ts.Block): string {
  const [only] = statements;
  if (statements.length !== 1 || !only || !tsc.isExpressionStatement(only)) return '';
  return /^\w+\s*=\s*JSON\.parse\((\w+)(?:\.body)?\)\.data\.id;?$/.exec(only.getText())?.[1] ?? '';
}

function plainTest(condition: ts.Expression): { readonly test: ts.Expression; readonly isNegated: boolean } {
  const isNegated = tsc.isPrefixUnaryExpression(condition) && condition.operator === tsc.SyntaxKind.ExclamationToken;
  return { test: isNegated ? condition.operand : condition, isNegated };
}

/** `response` of `response.body.data`. */
function rootOf(test: ts.Expression): ts.Expression {
  return tsc.isPropertyAccessExpression(test) && NEEDED.has(test.name.text) ? rootOf(test.expression) : test;
}
