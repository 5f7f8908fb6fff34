import type { ts } from 'ts-morph';
import { readsOf } from './references.js';
import { tsc } from '../syntax/compiler.js';
import { spanOf } from '../program/program.js';
import type { Span } from '../model/usage.js';
import type { Evaluation } from '../values/evaluation.js';
import { lineage } from '../values/inheritance.js';
import { EMPTY_CONTEXT } from '../values/value.js';

/** Calls that speak of an address instead of asking for it, whatever they are called on. */
const SPEAKING_CALL =
  /^(console|(this\.)?_?(log|logger|debug))\b|\.(log|info|warn|error|debug|trace)$|(Error|Exception)$|^(Boolean|Number|String|parseInt|isNaN|assert)\b|^expect\b|^t\.(is|not|equal|same|ok|true|false|truthy|falsy|match|deepEqual|notDeepEqual|like|log|comment|pass|fail|strictSame)$|^Array\.isArray$|\.(has|includes|test|startsWith|endsWith|indexOf)$|^Object\.(keys|entries|values)$/;

/** Longer chains of names for one constant do not occur in code that means to call it. */
const MAXIMUM_NAMES = 8;

/**
 * Whether an expression reaches anything that might ask for it.
 *
 * @param names how many names it went by on the way here
 */
export function mayBeRequested(node: ts.Expression, evaluation: Evaluation, names = 0): boolean {
  const { parent } = node;
  // A key of a table is looked up, not asked for.
  if (tsc.isPropertyAssignment(parent) && parent.name === (node as ts.Node)) return false;
  if (isWrapper(parent)) return mayBeRequested(parent as ts.Expression, evaluation, names);
  if (tsc.isCallExpression(parent) || tsc.isNewExpression(parent))
    return parent.expression !== node && !isHarmlessCall(parent, evaluation) && goesOn(node, parent, evaluation, names);
  if (tsc.isBinaryExpression(parent)) {
    const isKept = isAssignment(parent) && parent.right === node && isReadAgain(parent, evaluation, names);
    return isKept || (isJoined(parent) && mayBeRequested(parent, evaluation, names));
  }
  if (tsc.isTemplateSpan(parent)) return mayBeRequested(parent.parent, evaluation, names);
  if (tsc.isVariableDeclaration(parent)) return isUsed(parent, evaluation, names);
  // A list of addresses is one of what is allowed, or of what is gone.
  if (tsc.isArrayLiteralExpression(parent) || tsc.isCaseClause(parent) || tsc.isExpressionStatement(parent))
    return false;
  return (
    tsc.isPropertyAssignment(parent) ||
    tsc.isPropertyDeclaration(parent) ||
    tsc.isReturnStatement(parent) ||
    tsc.isArrowFunction(parent) ||
    tsc.isEnumMember(parent) ||
    tsc.isExportAssignment(parent) ||
    tsc.isParameter(parent) ||
    tsc.isBindingElement(parent)
  );
}

function isUsed({ name }: ts.VariableDeclaration, evaluation: Evaluation, names: number): boolean {
  if (!tsc.isIdentifier(name)) return false;
  const reads = readsOf(name, evaluation).filter((read) => !tsc.isExportSpecifier(read.parent));
  if (!reads.length) return !isOverwritten(name, evaluation);
  return isRequestedAtOneOf(reads, evaluation, names);
}

function isRequestedAtOneOf(reads: readonly ts.Identifier[], evaluation: Evaluation, names: number): boolean {
  return names <= MAXIMUM_NAMES && reads.some((read) => mayBeRequested(read, evaluation, names + 1));
}

/** Whether what is assigned may be asked for: kept in a member, which anybody can read, or in a variable. */
function isReadAgain({ left, right }: ts.BinaryExpression, evaluation: Evaluation, names: number): boolean {
  if (!tsc.isIdentifier(left)) return tsc.isPropertyAccessExpression(left) || tsc.isElementAccessExpression(left);
  const reads = readsOf(left, evaluation).filter((read) => mayHold(read, right, evaluation));
  return isRequestedAtOneOf(reads, evaluation, names);
}

/** Whether a variable, where it is read, can hold the text of an expression. */
function mayHold(read: ts.Identifier, expression: ts.Expression, evaluation: Evaluation): boolean {
  const { file, start, end } = spanOf(expression);
  const isInside = (span: Span | null): boolean =>
    span !== null && span.file === file && start <= span.start && span.end <= end;
  return evaluation
    .evaluate(read, EMPTY_CONTEXT)
    .some((value) => value.kind === 'text' && value.pieces.some(({ span }) => isInside(span)));
}

/** Whether a call does more with an argument than look at it, as far as is in sight. */
function goesOn(
  argument: ts.Expression,
  call: ts.CallExpression | ts.NewExpression,
  evaluation: Evaluation,
  names: number,
): boolean {
  if (!tsc.isCallExpression(call)) return true;
  const place = call.arguments.indexOf(argument);
  const callees = evaluation.evaluate(call.expression, EMPTY_CONTEXT);
  if (!callees.length) return true;
  return callees.some((callee) => {
    const parameter = callee.kind === 'function' ? callee.node.parameters[place] : undefined;
    if (!parameter || !tsc.isIdentifier(parameter.name) || parameter.dotDotDotToken) return true;
    return isRequestedAtOneOf(readsOf(parameter.name, evaluation), evaluation, names);
  });
}

/** Whether a variable that is never read with its first value is given another. */
function isOverwritten(name: ts.Identifier, evaluation: Evaluation): boolean {
  const symbol = evaluation.checker.getSymbolAtLocation(name);
  return evaluation.index
    .changesIn(name.getSourceFile(), name.text)
    .some((each) => evaluation.checker.getSymbolAtLocation(each) === symbol);
}

function isWrapper(node: ts.Node): boolean {
  return (
    tsc.isParenthesizedExpression(node) ||
    tsc.isAsExpression(node) ||
    tsc.isSatisfiesExpression(node) ||
    tsc.isNonNullExpression(node) ||
    tsc.isConditionalExpression(node) ||
    tsc.isAwaitExpression(node)
  );
}

/** Joined into a larger text, chosen from others or passed on, as opposed to compared. */
function isJoined({ operatorToken }: ts.BinaryExpression): boolean {
  const kinds = tsc.SyntaxKind;
  return [kinds.PlusToken, kinds.BarBarToken, kinds.QuestionQuestionToken, kinds.EqualsToken].includes(
    operatorToken.kind,
  );
}

function isAssignment({ operatorToken }: ts.BinaryExpression): boolean {
  const kinds = tsc.SyntaxKind;
  return [kinds.EqualsToken, kinds.BarBarEqualsToken, kinds.QuestionQuestionEqualsToken].includes(operatorToken.kind);
}

/** Logs, errors, tests of a text, and methods of the text itself. */
function isHarmlessCall(call: ts.CallExpression | ts.NewExpression, evaluation: Evaluation): boolean {
  const callee = call.expression.getText();
  return (
    SPEAKING_CALL.test(callee) ||
    /\.(match|replace|split|toBe|toEqual|equal|strictEqual|deepEqual|toHaveBeenCalledWith)$/.test(callee) ||
    (tsc.isNewExpression(call) && isError(call.expression, evaluation))
  );
}

/** Whether a class is one of errors, whatever its name. */
function isError(callee: ts.Expression, evaluation: Evaluation): boolean {
  const classes = evaluation
    .evaluate(callee, EMPTY_CONTEXT)
    .flatMap((value) => (value.kind === 'class' ? [value] : []));
  return classes.some(({ node }) =>
    lineage(node, evaluation).some(({ heritageClauses }) =>
      heritageClauses?.some(({ types }) => types.some(({ expression }) => SPEAKING_CALL.test(expression.getText()))),
    ),
  );
}
