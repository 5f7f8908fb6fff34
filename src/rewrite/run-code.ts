import type { ts } from 'ts-morph';
import { declaredSymbol } from '../flow/references.js';
import { isAccess } from '../syntax/accesses.js';
import { gettersReadBy } from '../flow/member-getters.js';
import { tsc } from '../syntax/compiler.js';
import { listeningTo } from './listeners.js';
import { holds } from '../syntax/holds.js';
import { innerOf } from '../syntax/outer.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT, type Context, type Placed, type Value } from '../values/value.js';

/** A function of the program that runs whenever a request is made. */
export interface RunCode {
  readonly scope: ts.Node;
  /** Whether `this` in it is an object that is made for the request, so that what is set there is set once for each. */
  readonly isOfOwnObject: boolean;
}

/** The functions that a request runs, and those that it runs once however often it is made. */
interface Running {
  /** The functions of the program between a call and the client, and all others that the client is given. */
  readonly always: readonly ts.Node[];
  /** The functions that are given the answer, or hear that there is none. */
  readonly once: readonly ts.Node[];
  /** What is known of the call: what its functions are called with. */
  readonly context: Context;
}

/**
 * The functions that run whenever a request is made: those on the way to the client, those that are given to it, and
 * those of the program that they call, at any depth.
 */
export function codeRunBy({ always, once, context }: Running, evaluation: Evaluation): readonly RunCode[] {
  const run = always.map((scope): RunCode => ({ scope, isOfOwnObject: false }));
  const entered = new Set([...always, ...once]);
  // The list grows while it is gone through: what a function calls is looked at as well.
  for (const code of run) {
    for (const next of calledIn(code, context, evaluation)) {
      if (entered.has(next.scope)) continue;
      entered.add(next.scope);
      run.push(next);
    }
  }
  return run;
}

function calledIn({ scope, isOfOwnObject }: RunCode, context: Context, evaluation: Evaluation): readonly RunCode[] {
  const called: RunCode[] = [];
  visit(scope);
  return called;

  function visit(node: ts.Node): void {
    if (tsc.isCallExpression(node)) {
      const isOwn = isMadeHere(node.expression);
      for (const each of [node.expression, ...node.arguments.filter(tsc.isIdentifier)]) add(functionsAt(each), isOwn);
      add(functionsGiven(listeningTo(node, evaluation), evaluation), false);
    }
    // A getter is called by being read.
    const getters = gettersReadBy(node, evaluation).filter((getter) => getter !== null);
    if (getters.length) add(getters, tsc.isPropertyAccessExpression(node) && isMadeHere(node));
    tsc.forEachChild(node, visit);
  }

  function add(scopes: readonly ts.Node[], isOwn: boolean): void {
    for (const scope of scopes) called.push({ scope, isOfOwnObject: isOwn });
  }

  function functionsAt(node: ts.Expression): readonly ts.Node[] {
    const values = [EMPTY_CONTEXT, context].flatMap((each) => evaluation.evaluate(node, each));
    return values.flatMap((value) => (value.kind === 'function' ? [value.node] : []));
  }

  /** Whether a method is one of an object that the function makes itself. */
  function isMadeHere(callee: ts.Expression): boolean {
    const root = rootOf(callee);
    return root.kind === tsc.SyntaxKind.ThisKeyword ? isOfOwnObject : isMadeIn(scope, root, evaluation);
  }
}

/** The functions that calls are given: written in their arguments, or in what variables there stand for. */
export function functionsGiven(given: readonly Placed[], evaluation: Evaluation): readonly ts.Node[] {
  const found = new Set<ts.Node>();
  const looked = new Set<ts.Node>();
  for (const { node, context } of given) visit(node, context);
  return [...found];

  function visit(node: ts.Node, context: Context): void {
    if (looked.has(node)) return;
    looked.add(node);
    if (tsc.isFunctionLike(node)) {
      found.add(node);
      return;
    }
    const isNamed = tsc.isIdentifier(node) || isAccess(node) || tsc.isCallExpression(node);
    if (isNamed) evaluation.evaluate(node, context).forEach((value) => visitValue(value, context));
    else tsc.forEachChild(node, (child) => visit(child, context));
  }

  function visitValue(value: Value, context: Context): void {
    if (value.kind === 'function') found.add(value.node);
    if (value.kind === 'object') visit(value.node, value.context);
    if (value.kind === 'merge') value.parts.forEach((part) => visitValue(part, context));
    if (value.kind === 'array') value.elements.forEach((each) => visit(each.node, each.context));
  }
}

/** What a client was made with: `{ validateStatus }` of `axios.create({ validateStatus })`. */
export function madeWith(client: ts.Expression, context: Context, evaluation: Evaluation): readonly Placed[] {
  return evaluation.evaluate(client, context).flatMap((value) => {
    const steps = value.kind === 'external' ? value.steps : [];
    return steps.flatMap((step) => (step.kind === 'call' ? step.site.arguments : []));
  });
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

/** Whether an expression makes an object: `new Session()`, `{ token }`, `[]`. */
export function isMaking(node: ts.Node): boolean {
  return tsc.isNewExpression(node) || tsc.isObjectLiteralExpression(node) || tsc.isArrayLiteralExpression(node);
}
