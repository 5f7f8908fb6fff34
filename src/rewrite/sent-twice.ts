import type { ts } from 'ts-morph';
import { declaredSymbol } from '../flow/references.js';
import { isUnique } from '../libraries/named-calls.js';
import { tsc } from '../syntax/compiler.js';
import { functionAround } from '../syntax/functions.js';
import { namesLeadingTo } from '../syntax/names.js';
import { isStep } from '../syntax/writes.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT } from '../values/value.js';

/**
 * Finds a value that is made to be sent once, in what two requests are given: a random text, a number that counts up. A
 * server that remembers such values refuses the second request. An iterator has nothing left for it.
 *
 * @param given what both requests are called with
 * @returns how the code makes it; null where there is none
 */
export function sentTwice(given: readonly ts.Node[], evaluation: Evaluation): string | null {
  const looked = new Set<ts.Node>();
  return uniqueAmong(given) ?? null;

  function uniqueAmong(nodes: readonly ts.Node[]): string | undefined {
    for (const node of nodes) {
      const found = uniqueIn(node);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function uniqueIn(node: ts.Node): string | undefined {
    if (looked.has(node)) return undefined;
    looked.add(node);
    if (isMadeOnce(node, evaluation) || isReadOnce(node, evaluation)) return node.getText();
    // What is waited for was asked of something else, which made it.
    if (tsc.isAwaitExpression(node) || tsc.isFunctionLike(node)) return undefined;
    return uniqueAmong(sourcesOf(node, evaluation)) ?? tsc.forEachChild(node, uniqueIn);
  }
}

/** `crypto.randomUUID()`, `count++`, `count += 1` of a counter that outlives the function */
function isMadeOnce(node: ts.Node, evaluation: Evaluation): boolean {
  if (tsc.isPrefixUnaryExpression(node) || tsc.isPostfixUnaryExpression(node)) return isStep(node.operator);
  if (tsc.isBinaryExpression(node) && isCounting(node)) return isOutside(node.left, node, evaluation);
  return tsc.isCallExpression(node) && isUnique(namesLeadingTo(node.expression));
}

/** `count += 1`, `count -= 1` */
function isCounting({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind === tsc.SyntaxKind.PlusEqualsToken || kind === tsc.SyntaxKind.MinusEqualsToken;
}

/** Whether a variable is none of the function that an expression stands in. */
function isOutside(target: ts.Expression, from: ts.Node, evaluation: Evaluation): boolean {
  const around = functionAround(from);
  const declaration = tsc.isIdentifier(target) ? declaredSymbol(target, evaluation)?.valueDeclaration : undefined;
  return around !== undefined && declaration !== undefined && functionAround(declaration) !== around;
}

/** What takes all that an iterator has, and makes something of it that can be read again. */
const TAKING_ALL = /^(?:Array\.from|Object\.fromEntries|Map|Set|Headers|URLSearchParams|FormData)$/;
/** Methods of collections that answer an iterator: https://tc39.es/ecma262/#sec-keyed-collections */
const ITERATING: ReadonlySet<string> = new Set(['entries', 'values', 'keys', 'matchAll']);

/** `tokens()` of a generator, `headers.entries()`; but not `[...headers.entries()]`. */
function isReadOnce(node: ts.Node, evaluation: Evaluation): boolean {
  if (!tsc.isCallExpression(node) || !isIterator(node, evaluation)) return false;
  const { parent } = node;
  if (tsc.isSpreadElement(parent)) return false;
  const isArgument = tsc.isCallExpression(parent) || tsc.isNewExpression(parent);
  return !isArgument || !TAKING_ALL.test(namesLeadingTo(parent.expression).join('.'));
}

function isIterator({ expression, arguments: given }: ts.CallExpression, evaluation: Evaluation): boolean {
  // `Object.entries(table)` answers a list.
  const isMethod = tsc.isPropertyAccessExpression(expression) && ITERATING.has(expression.name.text);
  if (isMethod && !given.length) return true;
  const callees = evaluation.evaluate(expression, EMPTY_CONTEXT);
  return callees.some((callee) => callee.kind === 'function' && isGenerator(callee.node));
}

function isGenerator(node: ts.Node): boolean {
  return (
    (tsc.isFunctionDeclaration(node) || tsc.isFunctionExpression(node) || tsc.isMethodDeclaration(node)) &&
    node.asteriskToken !== undefined
  );
}

/** What makes the value of a variable of the function around it, and the bodies of the functions that are called. */
function sourcesOf(node: ts.Node, evaluation: Evaluation): readonly ts.Node[] {
  if (tsc.isIdentifier(node)) return initializersOf(node, evaluation);
  if (!tsc.isCallExpression(node)) return [];
  const callees = evaluation.evaluate(node.expression, EMPTY_CONTEXT);
  return callees.flatMap((callee) => (callee.kind === 'function' && callee.node.body ? [callee.node.body] : []));
}

/**
 * A variable outside of all functions is made once for all requests of the program, unless it can be read only once, or
 * the request is made outside of all functions too.
 */
function initializersOf(name: ts.Identifier, evaluation: Evaluation): readonly ts.Node[] {
  const declaration = declaredSymbol(name, evaluation)?.valueDeclaration;
  const made = declaration && tsc.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  const isOfOne = made && (functionAround(made) !== undefined || functionAround(name) === undefined);
  return made && (isOfOne || isReadOnce(made, evaluation)) ? [made] : [];
}
