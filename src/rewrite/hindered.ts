import type { ts } from 'ts-morph';
import type { Hindrance, HindranceKind } from '../model/hindrance.js';
import { spanOf } from '../program/program.js';
import { tsc } from '../syntax/compiler.js';
import { isJavaScript } from '../syntax/language.js';
import { shorten } from '../syntax/wording.js';
import { isRepeatable } from '../flow/repeatable.js';
import type { Evaluation } from '../values/evaluation.js';

/** Why a second request cannot be written, and the code that is in the way. */
export function hinderedBy(hindrance: HindranceKind, node: ts.Node): Hindrance {
  return { hindrance, span: spanOf(node), code: shorten(nameOf(node)) };
}

/** What a call is given may be a secret, and what a function does is too long. */
function nameOf(node: ts.Node): string {
  if (tsc.isCallExpression(node) || tsc.isNewExpression(node)) return node.expression.getText();
  const { end } = node;
  const body = tsc.isFunctionLike(node) && 'body' in node ? node.body?.getStart() : undefined;
  return node
    .getSourceFile()
    .text.slice(node.getStart(), body ?? end)
    .trimEnd();
}

/** The innermost part of an expression that may run only once, or a function in it that is too long to be written twice. */
export function runsOnce(node: ts.Node, evaluation: Evaluation, allowed: readonly ts.Node[] = []): Hindrance {
  let part = node;
  const isOnce = (child: ts.Node): ts.Node | undefined =>
    isRepeatable(child, evaluation, allowed) ? undefined : child;
  for (let inner = tsc.forEachChild(part, isOnce); inner; inner = tsc.forEachChild(part, isOnce)) part = inner;
  // What a function does that makes no more than a value may be done again.
  return hinderedBy(tsc.isFunctionLike(part) ? hindranceOf(part) : 'runs once', part);
}

/** A function is given a name for two requests, but for one that would not have the types of its parameters there. */
function hindranceOf(scope: ts.SignatureDeclaration): HindranceKind {
  const isTyped = isJavaScript(scope) || scope.parameters.every(({ type }) => type);
  return isTyped ? 'written twice' : 'typed in place';
}
