import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { contains } from '../../syntax/contains.js';
import { innerOf } from '../../syntax/outer.js';
import { endsInThrow } from '../../syntax/throwing.js';
import { isAssignment } from '../../syntax/writes.js';
import type { Evaluation } from '../../values/evaluation.js';

/** From this status on an answer says that the request failed. */
const FIRST_FAILURE = 400;

/** One answer of a mock. */
export interface SaidAnswer {
  readonly fails: boolean;
  readonly passes: boolean;
  /** Undefined for one that is no JSON, or has none. */
  readonly body: ts.Expression | undefined;
}

const FAILURE: SaidAnswer = { fails: true, passes: false, body: undefined };

/**
 * What a function answers a request: what it returns whatever it is asked, and failures where a header is not as it should
 * be, which is so of a second request with the same headers.
 *
 * @returns null where it does more and does not always fail, or answers in more ways
 */
export function answerOfFunction(handler: ts.Node | undefined, evaluation: Evaluation): SaidAnswer | null {
  if (!handler || !(tsc.isArrowFunction(handler) || tsc.isFunctionExpression(handler))) return null;
  const { body } = handler;
  if (tsc.isBlock(body) && alwaysFails(body, evaluation.index.returnsOf(handler))) return FAILURE;
  const returned = tsc.isBlock(body) ? returnedIn(body.statements) : returnedBy(body);
  const answers = returned?.map(answerOf) ?? [null];
  if (!answers.every((answer) => answer !== null)) return null;
  const [answer, ...others] = answers.filter(({ fails }) => !fails);
  return others.length ? null : (answer ?? FAILURE);
}

/** Whether a body that returns these fails, whatever else it does: it is asked once, as it was. */
function alwaysFails(body: ts.Block, returned: readonly ts.Expression[]): boolean {
  const last = body.statements.at(-1);
  const isEnded = endsInThrow(last) || (last !== undefined && tsc.isReturnStatement(last));
  const isEmpty = (node: ts.Node): boolean => tsc.isReturnStatement(node) && !node.expression;
  return isEnded && !contains(body, isEmpty) && returned.every((each) => answerOf(innerOf(each))?.fails);
}

/** The expressions that statements return; null where these do anything else. */
function returnedIn(statements: readonly ts.Statement[]): readonly ts.Expression[] | null {
  const [statement, ...rest] = statements;
  if (statement && tsc.isReturnStatement(statement) && !rest.length)
    return statement.expression ? returnedBy(statement.expression) : null;
  if (!statement || !tsc.isIfStatement(statement) || statement.elseStatement || !asksHeader(statement.expression))
    return null;
  const { thenStatement } = statement;
  const here = returnedIn(tsc.isBlock(thenStatement) ? thenStatement.statements : [thenStatement]);
  const behind = returnedIn(rest);
  return here && behind && [...here, ...behind];
}

/** The sides of a choice by a header, or the expression itself. */
function returnedBy(expression: ts.Expression): readonly ts.Expression[] {
  const inner = innerOf(expression);
  if (!tsc.isConditionalExpression(inner) || !asksHeader(inner.condition)) return [inner];
  return [...returnedBy(inner.whenTrue), ...returnedBy(inner.whenFalse)];
}

/** Whether a condition rests on headers of the request alone, and on what is written: `request.headers.has('authorization')`. */
function asksHeader(condition: ts.Expression): boolean {
  const inner = innerOf(condition);
  if (tsc.isStringLiteralLike(inner) || tsc.isIdentifier(inner) || inner.kind === tsc.SyntaxKind.NullKeyword)
    return true;
  if (tsc.isPrefixUnaryExpression(inner))
    return inner.operator === tsc.SyntaxKind.ExclamationToken && asksHeader(inner.operand);
  if (tsc.isBinaryExpression(inner))
    return !isAssignment(inner.operatorToken.kind) && asksHeader(inner.left) && asksHeader(inner.right);
  if (!tsc.isCallExpression(inner) || !tsc.isPropertyAccessExpression(inner.expression)) return false;
  const { expression: holder } = inner.expression;
  const isHeaders = tsc.isPropertyAccessExpression(holder) && holder.name.text === 'headers';
  return (isHeaders || asksHeader(holder)) && inner.arguments.every(asksHeader);
}

/** Classes of the answer of a handler: `new HttpResponse(null, { status: 401 })`. */
const RESPONSES: ReadonlySet<string> = new Set(['HttpResponse', 'Response']);
/** Methods that make an answer, or its body, and those that say that no server was reached: https://mswjs.io/docs/api/http-response */
const BODIES: ReadonlySet<string> = new Set(['json', 'text', 'html', 'xml']);
const NETWORK_ERRORS: ReadonlySet<string> = new Set(['error', 'networkError']);
/** `passthrough()` of msw 2, `request.passthrough()` of msw 1. */
const PASSING: ReadonlySet<string> = new Set(['passthrough']);

/** What an expression says of an answer; null where it does not say it in sight. */
function answerOf(returned: ts.Expression): SaidAnswer | null {
  if (tsc.isNewExpression(returned)) return answerOfClass(returned);
  if (!tsc.isCallExpression(returned)) return null;
  if (NETWORK_ERRORS.has(nameOfCall(returned) ?? '')) return FAILURE;
  if (PASSING.has(nameOfCall(returned) ?? '')) return { fails: false, passes: true, body: undefined };
  const parts = [returned, ...returned.arguments.filter((argument) => tsc.isCallExpression(argument))];
  const [made, ...others] = parts.filter((part) => BODIES.has(nameOfCall(part) ?? ''));
  const statuses = parts.filter((part) => nameOfCall(part) === 'status').map((part) => part.arguments[0]);
  if (others.length || (!made && !statuses.length)) return null;
  const options = made?.arguments[1];
  return withStatus(
    options ? [statusOption(options)] : statuses,
    made && nameOfCall(made) === 'json' ? made.arguments[0] : undefined,
  );
}

function answerOfClass({ expression, arguments: given }: ts.NewExpression): SaidAnswer | null {
  if (!tsc.isIdentifier(expression) || !RESPONSES.has(expression.text)) return null;
  const options = given?.[1];
  return withStatus(options ? [statusOption(options)] : [], undefined);
}

function withStatus(
  statuses: readonly (ts.Expression | undefined)[],
  body: ts.Expression | undefined,
): SaidAnswer | null {
  return statuses.every(isStatus) ? { fails: statuses.some(isFailing), passes: false, body } : null;
}

/** The value of `status` among options; undefined where they do not say it in sight. */
function statusOption(options: ts.Expression): ts.Expression | undefined {
  if (!tsc.isObjectLiteralExpression(options)) return undefined;
  const status = options.properties.find(({ name }) => name?.getText() === 'status');
  return status && tsc.isPropertyAssignment(status) ? status.initializer : undefined;
}

export function nameOfCall({ expression }: ts.CallExpression): string | null {
  if (tsc.isIdentifier(expression)) return expression.text;
  return tsc.isPropertyAccessExpression(expression) ? expression.name.text : null;
}

export function isStatus(node: ts.Node | undefined): boolean {
  return node !== undefined && tsc.isNumericLiteral(node);
}

export function isFailing(node: ts.Node | undefined): boolean {
  return node !== undefined && tsc.isNumericLiteral(node) && Number(node.text) >= FIRST_FAILURE;
}
