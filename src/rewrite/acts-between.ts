import type { ts } from 'ts-morph';
import { isSaid } from '../libraries/named-calls.js';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import { holds } from '../syntax/holds.js';
import { namesLeadingTo } from '../syntax/names.js';
import { isPromiseMethod } from '../syntax/promises.js';
import { lastOf } from '../syntax/throwing.js';
import { writeAt } from '../syntax/writes.js';

/**
 * Whether a program does something between an answer and its body: `health.online = response.ok`. That must be done as well
 * where the body turns out to be none, so what reads the id before it must not fail. A line of a log is not worth that.
 */
export function actsBetween(request: ts.Node, decoder: ts.Node): boolean {
  const between: ts.Statement[] = [];
  for (let block = statementsAround(decoder); block; block = statementsAround(block)) {
    const { statements } = block;
    const indexOf = (node: ts.Node): number => statements.findIndex((each) => holds(each, node));
    between.push(...statements.slice(indexOf(request) + 1, indexOf(decoder)));
    if (indexOf(request) >= 0) return between.some(acts);
    if (!leadsOn(block, request)) return false;
  }
  return false;
}

/**
 * The same of an answer that has no data: before the first place that reads it and fails without, the program has done
 * something.
 */
export function actsBeforeReads(request: ts.Node, reads: readonly ts.Node[]): boolean {
  return reads.length > 0 && reads.every((read) => actsBetween(request, read));
}

function statementsAround({ parent }: ts.Node): ts.Block | ts.SourceFile | undefined {
  return tsc.findAncestor(parent, isStatements);
}

/** Whether what stands in a block is done behind a request: it is no function, or one that goes on with what is asked for. */
function leadsOn({ parent: scope }: ts.Block | ts.SourceFile, request: ts.Node): boolean {
  if (!scope || !tsc.isFunctionLike(scope)) return scope !== undefined;
  const { parent: call } = scope;
  return tsc.isCallExpression(call) && isPromiseMethod(call.expression) && holds(call.expression, request);
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
