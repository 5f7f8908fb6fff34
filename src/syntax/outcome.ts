import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';
import { innerOf } from './outer.js';

/** What a test says of the answer of a request. */
export interface Outcome {
  /** What is tested: the response, or the body. */
  readonly subject: ts.Expression;
  /** Whether the test holds where the request failed, as opposed to where it succeeded. */
  readonly isFailure: boolean;
  /** Whether the server's status is asked for, as opposed to whether there is an answer at all. */
  readonly isStatus: boolean;
}

/** Members that are true of a response that holds an answer, and false of any other. */
export const SUCCESS_FLAGS: ReadonlySet<string> = new Set(['ok', 'success']);

/** Members by which a response says that it succeeded, and those without which it holds no answer. */
const STATUS: ReadonlySet<string> = new Set(['status', 'statusCode']);
const NEEDED: ReadonlySet<string> = new Set(['data', 'body']);

/** Methods that lead from a response to its body. */
const DECODING: ReadonlySet<string> = new Set(['clone', 'json', 'catch']);

/** The least status that is none of success: https://www.rfc-editor.org/rfc/rfc9110#section-15 */
const FIRST_UNSUCCESSFUL = 300;

/**
 * What a test says of the outcome of a request: `response.ok`, `!body?.data`, `response.statusCode !== 200`.
 *
 * @returns null for a test that asks for something else
 */
export function outcomeOf(test: ts.Expression): Outcome | null {
  const inner = innerOf(test);
  if (tsc.isPrefixUnaryExpression(inner) && inner.operator === tsc.SyntaxKind.ExclamationToken) {
    const outcome = outcomeOf(inner.operand);
    return outcome && { ...outcome, isFailure: !outcome.isFailure };
  }
  if (tsc.isBinaryExpression(inner)) return jointOutcome(inner) ?? statusOutcome(inner);
  if (tsc.isPropertyAccessExpression(inner) && SUCCESS_FLAGS.has(inner.name.text))
    return { subject: inner.expression, isFailure: false, isStatus: true };
  const isNamed = tsc.isIdentifier(inner) || tsc.isPropertyAccessExpression(inner);
  return isNamed ? { subject: withoutNeeded(inner), isFailure: false, isStatus: false } : null;
}

/** `response.ok && (await response.clone().json()).data`: success is both, and failure is either of them. */
function jointOutcome({ left, operatorToken, right }: ts.BinaryExpression): Outcome | null {
  if (operatorToken.kind !== tsc.SyntaxKind.AmpersandAmpersandToken) return null;
  const [first, second] = [outcomeOf(left), outcomeOf(right)];
  if (!first || !second || first.isFailure || second.isFailure) return null;
  if (first.subject.getText() !== second.subject.getText()) return null;
  return { ...first, isStatus: first.isStatus || second.isStatus };
}

/** `response.statusCode === 200`, `response.status >= 400` */
function statusOutcome({ left, operatorToken, right }: ts.BinaryExpression): Outcome | null {
  const access = innerOf(left);
  const isStatus = tsc.isPropertyAccessExpression(access) && STATUS.has(access.name.text);
  if (!isStatus || !tsc.isNumericLiteral(right)) return null;
  const isFailure = isFailingStatus(operatorToken.kind, Number(right.text));
  return isFailure === null ? null : { subject: access.expression, isFailure, isStatus: true };
}

/** Whether a status that compares like this is one of failure; null where it can be either. */
function isFailingStatus(operator: ts.SyntaxKind, status: number): boolean | null {
  const kinds = tsc.SyntaxKind;
  const isSuccess = status === 200;
  const isBorder = status >= FIRST_UNSUCCESSFUL && status <= 400;
  switch (operator) {
    case kinds.EqualsEqualsToken:
    case kinds.EqualsEqualsEqualsToken:
      return isSuccess ? false : null;
    case kinds.ExclamationEqualsToken:
    case kinds.ExclamationEqualsEqualsToken:
      return isSuccess ? true : null;
    case kinds.GreaterThanEqualsToken:
      return isBorder ? true : null;
    case kinds.GreaterThanToken:
      return status === FIRST_UNSUCCESSFUL - 1 || status === 399 ? true : null;
    case kinds.LessThanToken:
      return isBorder ? false : null;
    case kinds.LessThanEqualsToken:
      return status === FIRST_UNSUCCESSFUL - 1 || status === 399 ? false : null;
    default:
      return null;
  }
}

/** `response` of `response.body.data`, and of `(await response.clone().json()).data` */
function withoutNeeded(node: ts.Expression): ts.Expression {
  const inner = innerOf(node);
  if (tsc.isPropertyAccessExpression(inner) && NEEDED.has(inner.name.text)) return withoutNeeded(inner.expression);
  return tsc.isAwaitExpression(inner) ? decodedBy(inner.expression) : node;
}

/** `response` of `response.clone().json().catch(() => null)` */
function decodedBy(node: ts.Expression): ts.Expression {
  if (!tsc.isCallExpression(node) || !tsc.isPropertyAccessExpression(node.expression)) return node;
  const { expression, name } = node.expression;
  return DECODING.has(name.text) ? decodedBy(expression) : node;
}
