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

/** Methods of a list that hand its elements on. */
const ELEMENT_TAKING = new Set(['at', 'map', 'flatMap', 'forEach', 'shift', 'pop']);

/** What a list of addresses is called that says which are allowed, or which are gone. */
const SPEAKING_LIST =
  /allow|permit|trust|safe|white|accept|deny|block|black|forbid|ignore|skip|known|valid|remove|retired|deprecat|obsolete|dead|cors|csp|origin/i;

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
  if (tsc.isArrayLiteralExpression(parent)) return isChosenFrom(parent, evaluation, names);
  if (tsc.isCaseClause(parent) || tsc.isExpressionStatement(parent)) return false;
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

/**
 * Whether an address of a list may be requested: one that is taken out, or one of a list of servers. A list that is
 * searched, or handed on as it is, says what is allowed or what is gone.
 */
function isChosenFrom(list: ts.Expression, evaluation: Evaluation, names: number): boolean {
  const { parent } = list;
  if (isWrapper(parent) || isJoinedList(parent)) return isChosenFrom(parent as ts.Expression, evaluation, names);
  if (tsc.isElementAccessExpression(parent) && parent.expression === list)
    return mayBeRequested(parent, evaluation, names);
  if (tsc.isPropertyAccessExpression(parent)) return ELEMENT_TAKING.has(parent.name.text);
  if (tsc.isForOfStatement(parent)) return parent.expression === list;
  if (tsc.isPropertyAssignment(parent) || tsc.isPropertyDeclaration(parent)) return isServerList(parent.name.getText());
  if (!tsc.isVariableDeclaration(parent) || parent.initializer !== list) return false;
  if (!tsc.isIdentifier(parent.name)) return tsc.isArrayBindingPattern(parent.name);
  const reads = readsOf(parent.name, evaluation).filter((read) => !tsc.isExportSpecifier(read.parent));
  if (!reads.length) return isServerList(parent.name.text);
  return names <= MAXIMUM_NAMES && reads.some((read) => isChosenFrom(read, evaluation, names + 1));
}

/** `LIST || […]`, `LIST ?? […]` */
function isJoinedList(node: ts.Node): boolean {
  return tsc.isBinaryExpression(node) && isJoined(node);
}

/** Whether a name says that a list holds what can be asked, and not what may be. */
function isServerList(name: string): boolean {
  return /(server|url|base|host|target|endpoint|upstream|backend|home)s?\b/i.test(name) && !SPEAKING_LIST.test(name);
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
