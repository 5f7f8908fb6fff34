import type { ts } from 'ts-morph';
import { declaredSymbol } from '../flow/references.js';
import { tsc } from '../syntax/compiler.js';
import { holds } from '../syntax/holds.js';
import { innerOf } from '../syntax/outer.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT } from '../values/value.js';

/** A function of the program that runs whenever a request is made. */
export interface RunCode {
  readonly scope: ts.Node;
  /** Whether `this` in it is an object that is made for the request, so that what is set there is set once for each. */
  readonly isOfOwnObject: boolean;
}

/**
 * The functions that run whenever a request is made: those on the way to the client, and those of the program that
 * they call, at any depth.
 *
 * @param wrappers the functions of the program between a call and the client
 */
export function codeRunBy(wrappers: readonly ts.Node[], evaluation: Evaluation): readonly RunCode[] {
  const run = wrappers.map((scope): RunCode => ({ scope, isOfOwnObject: false }));
  const entered = new Set(wrappers);
  // The list grows while it is gone through: what a function calls is looked at as well.
  for (const { scope, isOfOwnObject } of run) {
    for (const next of calledIn(scope, isOfOwnObject, evaluation)) {
      if (entered.has(next.scope)) continue;
      entered.add(next.scope);
      run.push(next);
    }
  }
  return run;
}

function calledIn(scope: ts.Node, isOfOwnObject: boolean, evaluation: Evaluation): readonly RunCode[] {
  const called: RunCode[] = [];
  visit(scope);
  return called;

  function visit(node: ts.Node): void {
    if (tsc.isCallExpression(node)) {
      const isOwn = isMadeHere(node.expression);
      for (const each of [node.expression, ...node.arguments.filter(tsc.isIdentifier)]) add(functionsAt(each), isOwn);
    }
    // A getter is called by being read.
    if (tsc.isPropertyAccessExpression(node)) add(evaluation.index.gettersNamed(node.name.text), isMadeHere(node));
    tsc.forEachChild(node, visit);
  }

  function add(scopes: readonly ts.Node[], isOwn: boolean): void {
    called.push(...scopes.map((each) => ({ scope: each, isOfOwnObject: isOwn })));
  }

  function functionsAt(node: ts.Expression): readonly ts.Node[] {
    const values = evaluation.evaluate(node, EMPTY_CONTEXT);
    return values.flatMap((value) => (value.kind === 'function' ? [value.node] : []));
  }

  /** Whether a method is one of an object that the function makes itself. */
  function isMadeHere(callee: ts.Expression): boolean {
    const root = rootOf(callee);
    return root.kind === tsc.SyntaxKind.ThisKeyword ? isOfOwnObject : isMadeIn(scope, root, evaluation);
  }
}

/** `request` of `request.headers.set`, `this` of `this.#queue.push`. */
export function rootOf(node: ts.Expression): ts.Expression {
  const inner = innerOf(node);
  return tsc.isPropertyAccessExpression(inner) || tsc.isElementAccessExpression(inner) || tsc.isCallExpression(inner)
    ? rootOf(inner.expression)
    : inner;
}

/** Whether an expression is an object, or a variable with an object, that a function makes whenever it runs. */
export function isMadeIn(scope: ts.Node, node: ts.Expression, evaluation: Evaluation): boolean {
  if (!tsc.isIdentifier(node)) return isMaking(node);
  const declaration = declaredSymbol(node, evaluation)?.valueDeclaration;
  if (!declaration || !tsc.isVariableDeclaration(declaration) || !holds(scope, declaration)) return false;
  return declaration.initializer !== undefined && isMaking(innerOf(declaration.initializer));
}

function isMaking(node: ts.Node): boolean {
  return tsc.isNewExpression(node) || tsc.isObjectLiteralExpression(node) || tsc.isArrayLiteralExpression(node);
}
