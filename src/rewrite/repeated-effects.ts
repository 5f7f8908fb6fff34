import type { ts } from 'ts-morph';
import { declaredSymbol } from '../flow/references.js';
import { isOutsideEffect } from '../libraries/outside-effects.js';
import { tsc } from '../syntax/compiler.js';
import { holds } from '../syntax/holds.js';
import { namesLeadingTo } from '../syntax/names.js';
import { innerOf } from '../syntax/outer.js';
import type { Evaluation } from '../values/evaluation.js';
import { externalName } from '../values/external.js';
import { EMPTY_CONTEXT } from '../values/value.js';
import type { RunCode } from './run-code.js';

/** What stops a timer: https://developer.mozilla.org/docs/Web/API/Window/clearTimeout */
const STOPPING: ReadonlySet<string> = new Set(['clearTimeout', 'clearInterval', 'clearImmediate']);

/**
 * Finds something that code does outside of the program whenever it makes a request: a line that is printed, a file that
 * is removed, an entry in what a browser keeps, a timer of other code that is stopped. A second request does it again.
 *
 * What changes inside of the program is looked for by what reads it (`set-by-request.ts`).
 *
 * @param run what runs whenever the request is made
 * @returns how the call is written, such as `process.stdout.write`; null where there is none
 */
export function repeatedEffectIn(run: readonly RunCode[], evaluation: Evaluation): string | null {
  for (const { scope } of run) {
    const found = effectIn(scope, scope, evaluation);
    if (found) return namesLeadingTo(found.expression).join('.') || found.expression.getText();
  }
  return null;
}

function effectIn(node: ts.Node, scope: ts.Node, evaluation: Evaluation): ts.CallExpression | null {
  if (tsc.isCallExpression(node) && hasEffect(node, scope, evaluation)) return node;
  return tsc.forEachChild(node, (child) => effectIn(child, scope, evaluation) ?? undefined) ?? null;
}

function hasEffect(
  { expression, arguments: given }: ts.CallExpression,
  scope: ts.Node,
  evaluation: Evaluation,
): boolean {
  const names = evaluation.evaluate(expression, EMPTY_CONTEXT).map(externalName);
  return names.some((name) => {
    if (!name) return false;
    const isStopping = name.isGlobal && !name.members.length && STOPPING.has(name.root);
    return isStopping ? !given.every((timer) => isMadeWithin(timer, scope, evaluation)) : isOutsideEffect(name);
  });
}

/** Whether a name is that of a variable which a function has for itself, and so no parameter. */
function isMadeWithin(node: ts.Expression, scope: ts.Node, evaluation: Evaluation): boolean {
  const name = innerOf(node);
  const declaration = tsc.isIdentifier(name) ? declaredSymbol(name, evaluation)?.valueDeclaration : undefined;
  return declaration !== undefined && tsc.isVariableDeclaration(declaration) && holds(scope, declaration);
}
