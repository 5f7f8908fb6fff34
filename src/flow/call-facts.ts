import type { ts } from 'ts-morph';
import type { Call } from '../syntax/transfer.js';
import type { CallFacts } from '../libraries/stores.js';
import { calleeName } from '../program/syntax-index.js';
import { holds } from '../syntax/holds.js';
import { tsc } from '../syntax/compiler.js';
import { isOuter } from '../syntax/outer.js';
import type { Evaluation } from '../values/evaluation.js';
import { externalName } from '../values/external.js';
import { EMPTY_CONTEXT } from '../values/value.js';

/** Longer chains of calls than this say nothing more. */
const LONGEST_CHAIN = 12;

/**
 * What is seen of a call that may be a store's.
 *
 * @param carrier the expression among its arguments that is the id
 */
export function callFacts(call: Call, carrier: ts.Node, evaluation: Evaluation): CallFacts {
  const [first] = call.arguments ?? [];
  const handed = handedMethod(call.expression, evaluation);
  return {
    name: handed ?? calleeName(call.expression) ?? '',
    isMethod: handed !== null || tsc.isPropertyAccessExpression(call.expression),
    externals: evaluation
      .evaluate(call.expression, EMPTY_CONTEXT)
      .map(externalName)
      .filter((name) => name !== null)
      // A file of the program that is not there says nothing of what it exports.
      .filter(({ root }) => !/^[./#~]|^@\//.test(root)),
    before: callsBefore(call, evaluation).map((each) => calleeName(each.expression) ?? ''),
    namesColumn: first !== undefined && isColumn(first, handed !== null) && !holds(first, carrier),
  };
}

/** `eq` of `where: (user, { eq }) => eq(user.cleverId, id)`, a method of what the function is handed; null for any other. */
function handedMethod(callee: ts.Expression, { checker }: Evaluation): string | null {
  if (!tsc.isIdentifier(callee)) return null;
  const element = checker.getSymbolAtLocation(callee)?.valueDeclaration;
  if (!element || !tsc.isBindingElement(element) || !tsc.isParameter(element.parent.parent)) return null;
  const named = element.propertyName ?? element.name;
  return tsc.isIdentifier(named) ? named.text : null;
}

/** A name that is written out, or that of a column of a table that was handed in. */
function isColumn(node: ts.Expression, isHanded: boolean): boolean {
  return tsc.isStringLiteralLike(node) || (isHanded && tsc.isPropertyAccessExpression(node));
}

/**
 * The calls whose result a call is made on, the nearest first: `db.prepare(…)` of `add.run(id)`, where `add` is a constant.
 */
export function callsBefore(call: Call, { checker }: Evaluation): readonly Call[] {
  const found: Call[] = [];
  let node: ts.Expression | undefined = call.expression;
  while (node && found.length < LONGEST_CHAIN) {
    if (tsc.isCallExpression(node) || tsc.isNewExpression(node)) found.push(node);
    if (tsc.isIdentifier(node)) node = constantValue(checker.getSymbolAtLocation(node)?.valueDeclaration);
    else node = innerOf(node);
  }
  return found;
}

function innerOf(node: ts.Expression): ts.Expression | undefined {
  const isOpen =
    tsc.isCallExpression(node) ||
    tsc.isNewExpression(node) ||
    tsc.isPropertyAccessExpression(node) ||
    tsc.isAwaitExpression(node) ||
    isOuter(node);
  return isOpen ? node.expression : undefined;
}

function constantValue(declaration: ts.Declaration | undefined): ts.Expression | undefined {
  if (!declaration || !tsc.isVariableDeclaration(declaration)) return undefined;
  const isConstant = (tsc.getCombinedNodeFlags(declaration) & tsc.NodeFlags.Const) !== 0;
  return isConstant ? declaration.initializer : undefined;
}
