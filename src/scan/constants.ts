import type { ts } from 'ts-morph';
import { SILENT_CALLS } from './answers/calls.js';
import { readsOf } from './answers/references.js';
import { tsc } from './compiler.js';
import { spanOf } from './program.js';
import { parseCleverUrl } from './url.js';
import type { CleverUrl, EndpointUsage, Span, Vocabulary } from './usage.js';
import type { Evaluation } from './values/evaluation.js';
import { EMPTY_CONTEXT } from './values/value.js';

/** Longer chains of names for one constant do not occur in code that means to call it. */
const MAXIMUM_NAMES = 8;

/**
 * Clever URLs that are written out but that no known request uses.
 *
 * What a constant reaches decides: a comparison, a log text or a list of allowed addresses asks for nothing.
 *
 * @param isRequested whether text at a place is already part of a request
 */
export function constantsOf(
  evaluation: Evaluation,
  vocabulary: Vocabulary,
  isRequested: (span: Span) => boolean,
): readonly EndpointUsage[] {
  const candidates = [...evaluation.index.strings, ...evaluation.index.templates].filter(startsLikeUrl);
  return candidates.flatMap((node) => {
    if (!mayBeRequested(node, evaluation, 0)) return [];
    return evaluation.evaluate(node, EMPTY_CONTEXT).flatMap((value) => {
      if (value.kind !== 'text' || value.pieces.some(({ span }) => span !== null && isRequested(span))) return [];
      const url = parseCleverUrl(value.pieces, vocabulary);
      return url && isEndpoint(url) ? [toUsage(node, url)] : [];
    });
  });
}

/** A bare host proves nothing: what it is joined with does. */
function isEndpoint({ path }: CleverUrl): boolean {
  return path !== '/' && !path.startsWith('/{');
}

function toUsage(node: ts.Expression, url: CleverUrl): EndpointUsage {
  const isSetting = tsc.isPropertyAssignment(node.parent);
  return {
    kind: 'endpoint',
    origin: isSetting ? 'setting' : 'constant',
    method: null,
    url,
    span: spanOf(node),
    confidence: 'likely',
    doubt: 'nothing that was understood asks for it',
    trail: [],
    options: null,
    parameters: null,
    answer: null,
    followUp: null,
  };
}

function startsLikeUrl(node: ts.StringLiteralLike | ts.TemplateExpression): boolean {
  if (tsc.isTemplateExpression(node)) return /^https?:|^$/i.test(node.head.text);
  return /^https?:\/\//i.test(node.text);
}

/** Whether an expression reaches anything that might ask for it. */
function mayBeRequested(node: ts.Expression, evaluation: Evaluation, names: number): boolean {
  const { parent } = node;
  // A key of a table is looked up, not asked for.
  if (tsc.isPropertyAssignment(parent) && parent.name === (node as ts.Node)) return false;
  if (isWrapper(parent)) return mayBeRequested(parent as ts.Expression, evaluation, names);
  if (tsc.isCallExpression(parent) || tsc.isNewExpression(parent))
    return parent.expression !== node && !isHarmlessCall(parent);
  if (tsc.isBinaryExpression(parent)) return isJoined(parent) && mayBeRequested(parent, evaluation, names);
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

function isUsed(declaration: ts.VariableDeclaration, evaluation: Evaluation, names: number): boolean {
  if (!tsc.isIdentifier(declaration.name) || names > MAXIMUM_NAMES) return false;
  const reads = readsOf(declaration.name, evaluation).filter((read) => !tsc.isExportSpecifier(read.parent));
  if (!reads.length) return !isOverwritten(declaration.name, evaluation);
  return reads.some((read) => mayBeRequested(read, evaluation, names + 1));
}

/** Whether a variable that is never read with its first value is given another. */
function isOverwritten(name: ts.Identifier, evaluation: Evaluation): boolean {
  const symbol = evaluation.checker.getSymbolAtLocation(name);
  return evaluation.index.changesOf(name.text).some((each) => evaluation.checker.getSymbolAtLocation(each) === symbol);
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

/** Joined into a larger text or chosen from others, as opposed to compared. */
function isJoined({ operatorToken }: ts.BinaryExpression): boolean {
  const kinds = tsc.SyntaxKind;
  return [kinds.PlusToken, kinds.BarBarToken, kinds.QuestionQuestionToken, kinds.EqualsToken].includes(
    operatorToken.kind,
  );
}

/** Logs, errors, tests of a text, and methods of the text itself. */
function isHarmlessCall(call: ts.CallExpression | ts.NewExpression): boolean {
  return (
    SILENT_CALLS.test(call.expression.getText()) ||
    /\.(match|replace|split|toBe|toEqual|equal|strictEqual|deepEqual|toHaveBeenCalledWith)$/.test(
      call.expression.getText(),
    )
  );
}
