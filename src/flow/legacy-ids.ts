import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT } from '../values/value.js';
import { isForPeople } from './calls.js';

/** Through how many functions of the program a look at the old id is found. */
const DEEPEST = 3;

/** What was found of each outermost scope, for one set of opened files: a file at whose top a thousand requests stand is walked once. */
const known = new WeakMap<ts.TypeChecker, WeakMap<ts.Node, boolean>>();

/**
 * Whether the code around a node looks at the id from before v3: in its function, or in one that this function calls. What
 * a comment, a type or a message says of it is no such look.
 */
export function knowsLegacyId(node: ts.Node, evaluation: Evaluation): boolean {
  const scope = outermostScope(node);
  const scopes = known.get(evaluation.checker) ?? new WeakMap<ts.Node, boolean>();
  known.set(evaluation.checker, scopes);
  const knows = scopes.get(scope) ?? mentions(scope, evaluation, DEEPEST, new Set());
  scopes.set(scope, knows);
  return knows;
}

/** The outermost function around a node; the file for code that is in none. */
function outermostScope(node: ts.Node): ts.Node {
  let scope: ts.Node = node.getSourceFile();
  for (let current: ts.Node | undefined = node; current; current = current.parent)
    if (tsc.isFunctionLike(current)) scope = current;
  return scope;
}

/** Walks with a stack of its own, for a sum may be nested thousands deep. */
function mentions(scope: ts.Node, evaluation: Evaluation, depth: number, seen: Set<ts.Node>): boolean {
  const waiting = [scope];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (tsc.isTypeNode(node) || tsc.isInterfaceDeclaration(node) || tsc.isTypeAliasDeclaration(node)) continue;
    if (namesLegacyId(node)) return true;
    if (tsc.isCallExpression(node)) {
      if (isForPeople(node.expression, evaluation)) continue;
      // What is called, and what is handed on to be called: `roles.map(oldId)`.
      const called = [node.expression, ...node.arguments.filter(tsc.isIdentifier)];
      if (depth > 0 && called.some((each) => isMentionedIn(each, evaluation, depth - 1, seen))) return true;
    }
    tsc.forEachChild(node, (child) => void waiting.push(child));
  }
  return false;
}

/** Whether a function of the program that is called looks at it. */
function isMentionedIn(callee: ts.Expression, evaluation: Evaluation, depth: number, seen: Set<ts.Node>): boolean {
  return evaluation.evaluate(callee, EMPTY_CONTEXT).some((value) => {
    if (value.kind !== 'function' || !value.node.body || seen.has(value.node)) return false;
    seen.add(value.node);
    return mentions(value.node.body, evaluation, depth, seen);
  });
}

/** `role.legacy_id`, `{ legacy_id: old }`, `legacyIds`, and a query that asks for the column. */
function namesLegacyId(node: ts.Node): boolean {
  const isText =
    tsc.isIdentifier(node) ||
    tsc.isStringLiteralLike(node) ||
    tsc.isTemplateHead(node) ||
    tsc.isTemplateMiddleOrTemplateTail(node);
  return isText && /legacy_?id/i.test(node.text);
}
