import type { ts } from 'ts-morph';
import type { AnswerFlow } from '../flow/flow.js';
import type { Descent } from '../flow/position.js';
import { isSaid } from '../libraries/named-calls.js';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import { areInOneFunction, functionAround } from '../syntax/functions.js';
import { holds } from '../syntax/holds.js';
import { namesLeadingTo } from '../syntax/names.js';
import { isCatching } from '../syntax/tries.js';
import { isShortCircuit } from '../syntax/writes.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT } from '../values/value.js';

/** A place of the program, and the calls that led to it, from the innermost. */
type Way = readonly ts.Node[];

/**
 * Whether a program may be done with an answer that has no data, by what the body has beside: `if (me.error) return …`,
 * `switch (me.type)`. A program that needs the data whatever it finds there fails without, as what reads the id does.
 */
export function goesOnWithoutData({ besideReads, neededData, evaluation }: AnswerFlow): boolean {
  const needed = [...neededData].map(wayTo);
  return [...besideReads].map(wayTo).some((read) => !isNeededWith(read, needed, evaluation));
}

function wayTo([node, descent]: readonly [ts.Node, Descent | null]): Way {
  const way = [node];
  for (let each = descent; each; each = each.outer) way.push(each.call);
  return way;
}

/** Whether a run of the program that comes to a place fails without data before or behind it, and does nothing else for it. */
function isNeededWith(read: Way, needed: readonly Way[], evaluation: Evaluation): boolean {
  return read.some((asked, depth) => {
    const places = needed.flatMap((way) => placesBeside(asked, way, evaluation));
    if (places.includes(asked) || places.some((place) => isReachedBefore(place, asked, evaluation))) return true;
    const isRefused = read.slice(0, depth).some((node) => contains(functionAround(node) ?? node, tsc.isThrowStatement));
    return !isRefused && isNeededBehind(asked, new Set(places), evaluation);
  });
}

/** Where a function fails without data, by itself or in a function that it calls for that. */
function placesBeside(asked: ts.Node, way: Way, evaluation: Evaluation): readonly ts.Node[] {
  return way.filter(
    (node, level) =>
      areInOneFunction(asked, node) &&
      way.slice(0, level).every((inner) => isReached(inner, functionAround(inner), evaluation)),
  );
}

function isReachedBefore(place: ts.Node, asked: ts.Node, evaluation: Evaluation): boolean {
  const both = tsc.findAncestor(place, (each) => holds(each, asked));
  return place.pos < asked.pos && both !== undefined && isReached(place, both, evaluation);
}

/** Whether code that is come to is followed by a place of these, whatever is decided on the way. */
function isNeededBehind(asked: ts.Node, places: ReadonlySet<ts.Node>, evaluation: Evaluation): boolean {
  for (let child = asked; child.parent && !tsc.isFunctionLike(child); child = child.parent) {
    const { parent } = child;
    if (tsc.isFunctionLike(parent)) {
      const { body } = parent as ts.FunctionLikeDeclaration;
      return body !== undefined && isNeededIn(body, places, evaluation);
    }
    for (const statement of statementsOf(parent).filter(({ end }) => end >= child.end)) {
      if (isNeededIn(statement, places, evaluation)) return true;
      if (mayLeave(statement, evaluation)) return false;
    }
  }
  return false;
}

/** Whether what is run comes to a place of these, whatever is decided in it. */
function isNeededIn(node: ts.Node, places: ReadonlySet<ts.Node>, evaluation: Evaluation): boolean {
  if (places.has(node)) return true;
  if (tsc.isFunctionLike(node)) return false;
  const isNeeded = (each: ts.Node): boolean => isNeededIn(each, places, evaluation);
  const ways = waysThrough(node);
  if (ways.length && ways.every(isNeeded)) return true;
  for (const statement of statementsOf(node)) {
    if (isNeeded(statement)) return true;
    if (mayLeave(statement, evaluation)) return false;
  }
  if (statementsOf(node).length) return false;
  return tsc.forEachChild(node, (child) => (!isChosen(child, node) && isNeeded(child)) || undefined) ?? false;
}

/** The parts of a decision of which one is always run; none where it may be that none is. */
function waysThrough(node: ts.Node): readonly ts.Node[] {
  if (tsc.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
  if (tsc.isIfStatement(node)) return node.elseStatement ? [node.thenStatement, node.elseStatement] : [];
  if (!tsc.isSwitchStatement(node) || !node.caseBlock.clauses.some(tsc.isDefaultClause)) return [];
  const { clauses } = node.caseBlock;
  return clauses.at(-1)?.statements.length ? clauses.filter(({ statements }) => statements.length > 0) : [];
}

/** Whether code that is run always comes to a node in it. */
function isReached(node: ts.Node, outer: ts.Node | undefined, evaluation: Evaluation): boolean {
  for (let child = node; child !== outer && child.parent; child = child.parent) {
    const { parent } = child;
    if (isChosen(child, parent)) return false;
    if (parent === outer) return true;
    const before = statementsOf(parent).filter(({ end }) => end <= child.pos);
    if (before.some((each) => mayLeave(each, evaluation))) return false;
  }
  return true;
}

/** Whether what stands around a node decides if it is run, or catches its failure. */
function isChosen(child: ts.Node, parent: ts.Node): boolean {
  if (tsc.isIfStatement(parent)) return parent.expression !== child;
  if (tsc.isConditionalExpression(parent)) return parent.condition !== child;
  if (tsc.isBinaryExpression(parent)) return parent.right === child && isChoosing(parent.operatorToken);
  if (tsc.isIterationStatement(parent, false)) return parent.statement === child;
  if (tsc.isCallExpression(parent) || tsc.isElementAccessExpression(parent))
    return parent.expression !== child && tsc.isOptionalChain(parent);
  const isClause = tsc.isCaseBlock(parent) || tsc.isCaseOrDefaultClause(parent);
  return isClause || isCatching(parent) || tsc.isBindingElement(parent);
}

/** `&&`, `||`, `??`, `&&=`, `||=`, `??=` */
function isChoosing({ kind }: ts.Node): boolean {
  const { AmpersandAmpersandEqualsToken, BarBarEqualsToken, QuestionQuestionEqualsToken } = tsc.SyntaxKind;
  const setting: readonly ts.SyntaxKind[] = [
    AmpersandAmpersandEqualsToken,
    BarBarEqualsToken,
    QuestionQuestionEqualsToken,
  ];
  return isShortCircuit(kind) || setting.includes(kind);
}

function statementsOf(node: ts.Node): readonly ts.Statement[] {
  return tsc.isBlock(node) || tsc.isSourceFile(node) || tsc.isCaseOrDefaultClause(node) ? node.statements : [];
}

/** Whether what stands behind a statement may not be run, or not before something else is done. */
function mayLeave(statement: ts.Node, evaluation: Evaluation): boolean {
  if (tsc.isReturnStatement(statement) || tsc.isThrowStatement(statement)) return true;
  if (tsc.isBreakOrContinueStatement(statement) || isDone(statement)) return true;
  if (tsc.isFunctionLike(statement)) return false;
  if (tsc.isCallExpression(statement) && callsThrowing(statement, evaluation)) return true;
  return tsc.forEachChild(statement, (child) => mayLeave(child, evaluation) || undefined) ?? false;
}

/** `reject(new Error(me.error))`, but not a line of a log. */
function isDone(node: ts.Node): boolean {
  if (!tsc.isExpressionStatement(node)) return false;
  const { expression: call } = node;
  return tsc.isCallExpression(call) && !isSaid(namesLeadingTo(call.expression));
}

/** A call of a function of the program that throws something of its own. */
function callsThrowing({ expression }: ts.CallExpression, evaluation: Evaluation): boolean {
  return evaluation
    .evaluate(expression, EMPTY_CONTEXT)
    .some((value) => value.kind === 'function' && contains(value.node, tsc.isThrowStatement));
}
