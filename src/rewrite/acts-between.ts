import type { ts } from 'ts-morph';
import { isSaid } from '../libraries/named-calls.js';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import { holds } from '../syntax/holds.js';
import { namesLeadingTo } from '../syntax/names.js';
import { lastOf } from '../syntax/throwing.js';
import { writeAt } from '../syntax/writes.js';

/**
 * Whether a program does something between an answer and its body: `health.online = response.ok`. That must be done as well
 * where the body turns out to be none, so what reads the id before it must not fail. A line of a log is not worth that.
 */
export function actsBetween(request: ts.Node, decoder: ts.Node): boolean {
  const block = tsc.findAncestor(request, (each) => isStatements(each) && holds(each, decoder));
  if (!block || !isStatements(block)) return false;
  const indexOf = (node: ts.Node): number => block.statements.findIndex((each) => holds(each, node));
  return block.statements.slice(indexOf(request) + 1, indexOf(decoder)).some(acts);
}

function isStatements(node: ts.Node): node is ts.Block | ts.SourceFile {
  return tsc.isBlock(node) || tsc.isSourceFile(node);
}

function acts(statement: ts.Statement): boolean {
  // What ends the function there has no body to read.
  if (tsc.isIfStatement(statement) && leaves(statement.thenStatement))
    return statement.elseStatement !== undefined && acts(statement.elseStatement);
  return contains(statement, isAct);
}

function leaves(statement: ts.Statement): boolean {
  const last = lastOf(statement);
  return last !== undefined && (tsc.isReturnStatement(last) || tsc.isThrowStatement(last));
}

/** `step = 'read'`, `attempts += 1`, `metrics.increment('me')`; but not `console.log(response.status)`. */
function isAct(node: ts.Node): boolean {
  if (!tsc.isExpressionStatement(node)) return false;
  const call = tsc.isAwaitExpression(node.expression) ? node.expression.expression : node.expression;
  if (tsc.isCallExpression(call)) return !isSaid(namesLeadingTo(call.expression));
  return contains(node, (each) => tsc.isExpression(each) && writeAt(each) !== null);
}
