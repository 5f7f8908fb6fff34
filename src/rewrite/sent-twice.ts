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
 * server that remembers such values refuses the second request.
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
    if (isMadeOnce(node)) return node.getText();
    // What is waited for was asked of something else, which made it.
    if (tsc.isAwaitExpression(node) || tsc.isFunctionLike(node)) return undefined;
    return uniqueAmong(sourcesOf(node, evaluation)) ?? tsc.forEachChild(node, uniqueIn);
  }
}

/** `crypto.randomUUID()`, `count++` */
function isMadeOnce(node: ts.Node): boolean {
  if (tsc.isPrefixUnaryExpression(node) || tsc.isPostfixUnaryExpression(node)) return isStep(node.operator);
  return tsc.isCallExpression(node) && isUnique(namesLeadingTo(node.expression));
}

/** What makes the value of a variable of the function around it, and the bodies of the functions that are called. */
function sourcesOf(node: ts.Node, evaluation: Evaluation): readonly ts.Node[] {
  if (tsc.isIdentifier(node)) return initializersOf(node, evaluation);
  if (!tsc.isCallExpression(node)) return [];
  const callees = evaluation.evaluate(node.expression, EMPTY_CONTEXT);
  return callees.flatMap((callee) => (callee.kind === 'function' && callee.node.body ? [callee.node.body] : []));
}

/** A variable outside of all functions is made once for all requests of the program. */
function initializersOf(name: ts.Identifier, evaluation: Evaluation): readonly ts.Node[] {
  const declaration = declaredSymbol(name, evaluation)?.valueDeclaration;
  const isLocal = declaration && tsc.isVariableDeclaration(declaration) && functionAround(declaration) !== undefined;
  return isLocal && declaration.initializer ? [declaration.initializer] : [];
}
