import type { ts } from 'ts-morph';
import { fileOf, sourceOf } from '../program/program.js';
import { tsc } from '../syntax/compiler.js';
import { functionAround } from '../syntax/functions.js';
import { innerOf } from '../syntax/outer.js';
import { isAssignment, isStep } from '../syntax/writes.js';
import type { Evaluation } from './evaluation.js';
import { argumentOf, findSite, scopeOf, scopeOfFunction } from './functions.js';
import { isVariable, symbolOf, type Variable } from './names.js';
import type { Context, Frame, Placed } from './value.js';

/** Expressions within expressions that are gone through; one that is nested deeper is compared with no other. */
const DEEPEST_SUBJECT = 12;

/**
 * What a condition is about, or the key that a table is asked for. Two expressions with the same subject have the same value,
 * as long as they are evaluated in one call.
 */
export interface Subject {
  readonly name: string;
  /** The call in which it has this value; null outside of all calls. */
  readonly frame: Frame | null;
}

/** Null for an expression that may have another value the next time. */
export function subjectOf(
  expression: ts.Expression,
  context: Context,
  evaluation: Evaluation,
  depth = 0,
): Subject | null {
  if (depth > DEEPEST_SUBJECT) return null;
  const placed = originOf({ node: expression, context }, evaluation);
  const node = placed.node;
  if (tsc.isIdentifier(node)) return subjectOfName(node, placed.context, evaluation);
  if (node.kind === tsc.SyntaxKind.ThisKeyword) {
    const owner = tsc.findAncestor(node, tsc.isClassLike);
    return owner ? { name: `this of ${placeOf(owner)}`, frame: null } : null;
  }
  if (isPlainLiteral(node)) return { name: node.getText(), frame: null };
  const parts = partsOf(node, evaluation);
  const subjects = parts?.inner.map((each) => subjectOf(each, placed.context, evaluation, depth + 1));
  if (!parts || !subjects?.every((each) => each !== null)) return null;
  const frames = [...new Set(subjects.flatMap(({ frame }) => frame ?? []))];
  if (frames.length > 1) return null;
  return { name: `${parts.sign}(${subjects.map(({ name }) => name).join(', ')})`, frame: frames[0] ?? null };
}

/** The expression that a name, or a parameter, has its value of, as long as that is one expression. */
export function originOf({ node, context }: Placed, evaluation: Evaluation): Placed {
  let placed: Placed = { node: innerOf(node), context };
  for (let steps = 0; steps < DEEPEST_SUBJECT && tsc.isIdentifier(placed.node); steps += 1) {
    const next = givenTo(placed.node, placed.context, evaluation);
    if (!next) return placed;
    placed = { node: innerOf(next.node), context: next.context };
  }
  return placed;
}

/** What a name that never changes is given where it is declared, if that has a subject of its own. */
function givenTo(node: ts.Identifier, context: Context, evaluation: Evaluation): Placed | null {
  const declaration = declarationOf(node, evaluation);
  if (!declaration || !isVariable(declaration) || isChanged(declaration, evaluation)) return null;
  const given = tsc.isParameter(declaration)
    ? argumentFor(declaration, context, evaluation)
    : declaration.initializer && tsc.isVariableDeclaration(declaration) && tsc.isIdentifier(declaration.name)
      ? { node: declaration.initializer, context }
      : null;
  return given && mayHaveSubject(innerOf(given.node)) ? given : null;
}

function argumentFor(node: ts.ParameterDeclaration, context: Context, evaluation: Evaluation): Placed | null {
  if (!tsc.isIdentifier(node.name) || node.dotDotDotToken || node.initializer) return null;
  const site = findSite(scopeOf(node), context);
  const argument = site ? argumentOf(node, site, evaluation) : null;
  return argument?.kind === 'one' && !tsc.isSpreadElement(argument.placed.node) ? argument.placed : null;
}

/** Whether an expression is plain enough to be compared with others: no object of its own, nothing that is waited for. */
function mayHaveSubject(node: ts.Expression): boolean {
  return (
    tsc.isIdentifier(node) ||
    tsc.isPropertyAccessExpression(node) ||
    tsc.isPrefixUnaryExpression(node) ||
    isPlainLiteral(node) ||
    (tsc.isBinaryExpression(node) && !isAssignment(node.operatorToken.kind))
  );
}

function subjectOfName(node: ts.Identifier, context: Context, evaluation: Evaluation): Subject | null {
  const declaration = declarationOf(node, evaluation);
  if (!declaration) return { name: node.text, frame: null };
  if (!isVariable(declaration)) return { name: placeOf(declaration), frame: null };
  if (isChanged(declaration, evaluation)) return null;
  return { name: placeOf(declaration), frame: frameOf(declaration, context) };
}

function declarationOf(node: ts.Identifier, { checker }: Evaluation): ts.Declaration | undefined {
  return symbolOf(node, checker)?.declarations?.[0];
}

/** Whether a variable is given another value after its declaration. */
function isChanged(declaration: Variable, { checker, index }: Evaluation): boolean {
  if (!tsc.isIdentifier(declaration.name)) return false;
  const symbol = symbolOf(declaration.name, checker);
  return index
    .changesIn(sourceOf(declaration), declaration.name.text)
    .some((each) => symbolOf(each, checker) === symbol);
}

/** The call in which a variable is declared. */
function frameOf(declaration: Variable, context: Context): Frame | null {
  const around = functionAround(declaration);
  const scope = around && scopeOfFunction(around);
  for (let frame = context.frame; frame; frame = frame.parent) if (frame.scope === scope) return frame;
  return null;
}

/** The expressions that an expression is made of, and how; null for one that may have another value the next time. */
function partsOf(
  node: ts.Expression,
  evaluation: Evaluation,
): { sign: string; inner: readonly ts.Expression[] } | null {
  if (tsc.isPropertyAccessExpression(node)) {
    const name = node.name.text;
    const isSet = evaluation.index
      .assignmentsTo(name)
      .some((each) => functionAround(each.node) === functionAround(node));
    return isSet ? null : { sign: `.${name}`, inner: [node.expression] };
  }
  if (tsc.isElementAccessExpression(node)) return { sign: '[]', inner: [node.expression, node.argumentExpression] };
  if (tsc.isCallExpression(node)) return { sign: '()', inner: [node.expression, ...node.arguments] };
  if (tsc.isTypeOfExpression(node)) return { sign: 'typeof', inner: [node.expression] };
  if (tsc.isPrefixUnaryExpression(node))
    return isStep(node.operator) ? null : { sign: tsc.tokenToString(node.operator) ?? '', inner: [node.operand] };
  if (!tsc.isBinaryExpression(node) || isAssignment(node.operatorToken.kind)) return null;
  return { sign: tsc.tokenToString(node.operatorToken.kind) ?? '', inner: [node.left, node.right] };
}

function isPlainLiteral(node: ts.Expression): boolean {
  const { TrueKeyword, FalseKeyword, NullKeyword } = tsc.SyntaxKind;
  const isWord = node.kind === TrueKeyword || node.kind === FalseKeyword || node.kind === NullKeyword;
  return isWord || tsc.isLiteralExpression(node);
}

/** The place of a node, as a name for it. */
export function placeOf(node: ts.Node): string {
  return `${fileOf(node)}:${node.pos}`;
}
