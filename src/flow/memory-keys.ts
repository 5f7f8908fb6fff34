import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { spanOf } from '../program/program.js';
import type { Span } from '../model/spans.js';
import type { Evaluation } from '../values/evaluation.js';
import { constantValue, readsOf } from './references.js';

/** Methods that take a key first: https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Map */
const BY_KEY: ReadonlySet<string> = new Set(['get', 'set', 'has', 'add', 'delete']);
/** Members that take none. */
const WITHOUT_KEY: ReadonlySet<string> = new Set(['size', 'values', 'keys', 'entries', 'forEach', 'clear']);

/**
 * The keys of a collection that a program makes empty and keeps to itself: nothing is in it that an earlier run has stored.
 *
 * @param call a call of one of its methods
 * @returns null for any other call
 */
export function keysInMemory(call: ts.Node, evaluation: Evaluation): readonly Span[] | null {
  if (!tsc.isCallExpression(call) || !tsc.isPropertyAccessExpression(call.expression)) return null;
  const { expression: receiver, name } = call.expression;
  if (!BY_KEY.has(name.text) || !tsc.isIdentifier(receiver)) return null;
  const made = constantValue(receiver, evaluation);
  if (!made || !isMadeEmpty(made) || !isVariable(made.parent)) return null;
  const keys: Span[] = [];
  for (const mention of readsOf(made.parent.name, evaluation)) {
    const key = keyAt(mention);
    if (key === null) return null;
    if (key) keys.push(spanOf(key));
  }
  return keys;
}

/** Whether a call is one of a `Map` or a `Set` that the program makes, in which nobody gets an account. */
export function isMadeInMemory(call: ts.Node, evaluation: Evaluation): boolean {
  if (!tsc.isCallExpression(call) || !tsc.isPropertyAccessExpression(call.expression)) return false;
  const { expression: receiver } = call.expression;
  const made = tsc.isIdentifier(receiver) ? constantValue(receiver, evaluation) : undefined;
  return made !== undefined && isCollection(made);
}

function isVariable(node: ts.Node): node is ts.VariableDeclaration & { readonly name: ts.Identifier } {
  if (!tsc.isVariableDeclaration(node) || !tsc.isIdentifier(node.name)) return false;
  const statement = node.parent.parent;
  // What is exported, others fill too.
  return !(tsc.isVariableStatement(statement) && statement.modifiers?.length);
}

/** `new Map()` */
function isMadeEmpty(node: ts.Expression): boolean {
  return isCollection(node) && !node.arguments?.length;
}

/** `new Map(…)`, `new Set(…)` */
function isCollection(node: ts.Expression): node is ts.NewExpression {
  return tsc.isNewExpression(node) && tsc.isIdentifier(node.expression) && /^(?:Map|Set)$/.test(node.expression.text);
}

/** The key of a mention of a collection; undefined where it is asked for none, null where it leaves sight. */
function keyAt(mention: ts.Node): ts.Expression | null | undefined {
  const { parent } = mention;
  if (tsc.isForOfStatement(parent) || tsc.isSpreadElement(parent)) return undefined;
  if (!tsc.isPropertyAccessExpression(parent) || parent.expression !== mention) return null;
  if (WITHOUT_KEY.has(parent.name.text)) return undefined;
  const call = parent.parent;
  if (!BY_KEY.has(parent.name.text) || !tsc.isCallExpression(call) || call.expression !== parent) return null;
  return call.arguments[0] ?? null;
}
