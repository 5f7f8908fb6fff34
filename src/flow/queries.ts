import type { ts } from 'ts-morph';
import type { Call } from '../syntax/transfer.js';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT, type Value } from '../values/value.js';
import { callsBefore } from './call-facts.js';

/**
 * The beginnings of statements that databases are sent, told from sentences for people by what must follow: `where`, or
 * the mark of a parameter. SQL, and Cypher: https://neo4j.com/docs/cypher-manual/current/clauses/
 */
const STATEMENTS: readonly RegExp[] = [
  /^\s*select\b[^]*\bfrom\b[^]*(\bwhere\b|[?]|[$:@]\w)/i,
  /^\s*(insert\s+(or\s+\w+\s+|ignore\s+)?into|replace\s+into|delete\s+from|merge\s+into)\b/i,
  /^\s*update\b[^]*\bset\b[^]*=/i,
  /^\s*with\b[^]*\bas\s*(not\s+materialized\s+|materialized\s+)?\(/i,
  /^\s*(optional\s+match|match|merge|create)\s*\(/i,
];

/** Members of an object of options that hold the statement: libSQL, pg, Cosmos DB. */
const STATEMENT_MEMBERS: ReadonlySet<string> = new Set(['sql', 'text', 'query', 'statement']);

/** Methods that make a value safe to stand in a statement: https://github.com/mysqljs/mysql#escaping-query-values */
const ESCAPES: ReadonlySet<string> = new Set(['escape', 'escapeLiteral', 'quote', 'literal']);

/** Whether a call sends a statement to a database, or fills in the parameters of one that was prepared. */
export function sendsStatement(call: Call, evaluation: Evaluation): boolean {
  return [call, ...callsBefore(call, evaluation)].some((each) => {
    const [first] = each.arguments ?? [];
    return first !== undefined && isStatementOrOptions(first, evaluation);
  });
}

/** Whether a call makes the value it is given a part of a statement: `'… WHERE id = ' + db.escape(id)`. */
export function escapesForStatement(call: Call, evaluation: Evaluation): boolean {
  const { expression: callee } = call;
  if (!tsc.isPropertyAccessExpression(callee) || !ESCAPES.has(callee.name.text)) return false;
  let text: ts.Node = call;
  while (
    tsc.isBinaryExpression(text.parent) ||
    tsc.isTemplateSpan(text.parent) ||
    tsc.isTemplateExpression(text.parent)
  )
    text = text.parent;
  return text !== call && isStatement(text as ts.Expression, evaluation);
}

function isStatementOrOptions(node: ts.Expression, evaluation: Evaluation): boolean {
  if (!tsc.isObjectLiteralExpression(node)) return isStatement(node, evaluation);
  return node.properties.some(
    (each) =>
      tsc.isPropertyAssignment(each) &&
      STATEMENT_MEMBERS.has(each.name.getText()) &&
      isStatement(each.initializer, evaluation),
  );
}

function isStatement(node: ts.Expression, evaluation: Evaluation): boolean {
  return evaluation
    .evaluate(node, EMPTY_CONTEXT)
    .some((value) => STATEMENTS.some((form) => form.test(writtenIn(value))));
}

function writtenIn(value: Value): string {
  return value.kind === 'text' ? value.pieces.map(({ text }) => text).join('') : '';
}
