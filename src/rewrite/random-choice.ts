import type { ts } from 'ts-morph';
import { constantValue } from '../flow/references.js';
import { isUnique } from '../libraries/named-calls.js';
import { tsc } from '../syntax/compiler.js';
import { namesLeadingTo } from '../syntax/names.js';
import { innerOf } from '../syntax/outer.js';
import type { Evaluation } from '../values/evaluation.js';
import type { RunCode } from './run-code.js';

/** Functions of lodash and others that choose by chance: https://lodash.com/docs/#sample */
const CHOOSING: ReadonlySet<string> = new Set(['sample', 'sampleSize', 'shuffle']);

/**
 * Finds code on the way to a request that chooses something by chance, or by the time: a token of a list. Two requests
 * may be made with two of them.
 *
 * A number that is sent, or waited for, chooses nothing.
 *
 * @param run what runs whenever the request is made
 * @returns how the choice is written, such as `tokens[Math.floor(Math.random() * 2)]`; null where there is none
 */
export function randomChoiceIn(run: readonly RunCode[], evaluation: Evaluation): string | null {
  for (const { scope } of run) {
    const found = choiceIn(scope, evaluation);
    if (found) return found.getText();
  }
  return null;
}

function choiceIn(node: ts.Node, evaluation: Evaluation): ts.Node | null {
  const by = chosenBy(node);
  if (by && (isChance(by) || holdsChance(by, evaluation, new Set()))) return node;
  return tsc.forEachChild(node, (child) => choiceIn(child, evaluation) ?? undefined) ?? null;
}

/** What decides which of several values an expression has. */
function chosenBy(node: ts.Node): ts.Expression | null {
  if (tsc.isElementAccessExpression(node)) return node.argumentExpression;
  if (tsc.isConditionalExpression(node)) return node.condition;
  if (!tsc.isCallExpression(node)) return null;
  const name = namesLeadingTo(node.expression).at(-1) ?? '';
  if (CHOOSING.has(name)) return node;
  return name === 'at' ? (node.arguments[0] ?? null) : null;
}

function isChance(node: ts.Node): boolean {
  return tsc.isCallExpression(node) && CHOOSING.has(namesLeadingTo(node.expression).at(-1) ?? '');
}

function holdsChance(node: ts.Node, evaluation: Evaluation, looked: Set<ts.Node>): boolean {
  if (looked.has(node)) return false;
  looked.add(node);
  if (tsc.isCallExpression(node) && isUnpredictable(node)) return true;
  const value = tsc.isIdentifier(node) ? constantValue(node, evaluation) : undefined;
  if (value && holdsChance(innerOf(value), evaluation, looked)) return true;
  return tsc.forEachChild(node, (child) => holdsChance(child, evaluation, looked) || undefined) ?? false;
}

/** `Math.random()`, `randomInt(2)` */
function isUnpredictable(call: ts.CallExpression): boolean {
  return isUnique(namesLeadingTo(call.expression));
}
