import type { ts } from 'ts-morph';
import { channelNames } from '../../flow/steps/channels.js';
import { entriesIn, writtenAt } from '../../flow/tables.js';
import type { AnswerUse } from '../../model/answer.js';
import type { Span } from '../../model/spans.js';
import { tsc } from '../../syntax/compiler.js';
import { innermostAround } from '../../syntax/innermost.js';
import { transferOf } from '../../syntax/transfer.js';
import type { Evaluation } from '../../values/evaluation.js';
import { EMPTY_CONTEXT, type Value } from '../../values/value.js';
import { LOOK_UPS } from './choices.js';

/** A place where a text stands that a value is compared with, and the value. */
export interface ComparedName {
  readonly written: Span;
  readonly subject: ts.Expression;
  /** What holds the text, maybe together with others. */
  readonly among: ts.Node;
}

/** The texts that a value is compared with, wherever they are written: in tables and constants of other modules too. */
export function namesComparedWith({ span }: AnswerUse, evaluation: Evaluation): readonly ComparedName[] {
  const source = evaluation.index.fileAt(span.file);
  const subject = source && innermostAround(source, span.start, span.end);
  if (!subject || !tsc.isExpression(subject)) return [];
  return othersAt(subject).flatMap((other) => {
    const values = evaluation.evaluate(other, EMPTY_CONTEXT);
    const named = [...values.flatMap((value) => textsWrittenIn(value, evaluation)), ...channelNames(other, evaluation)];
    return named.map((written) => ({ written, subject, among: other }));
  });
}

/** What a value is compared with, looked up in, or sent through. */
function othersAt(subject: ts.Expression): readonly ts.Expression[] {
  const transfer = transferOf(subject);
  switch (transfer.kind) {
    case 'compared':
      return transfer.isEquality ? [transfer.other] : [];
    case 'switched':
      return transfer.statement.caseBlock.clauses.flatMap((each) => (tsc.isCaseClause(each) ? [each.expression] : []));
    case 'key':
      return [transfer.access.expression];
    case 'searched':
      return transfer.to.left === subject ? [transfer.to.right] : [];
    case 'argument': {
      const { expression: callee } = transfer.call;
      if (!tsc.isPropertyAccessExpression(callee)) return [];
      return LOOK_UPS.has(callee.name.text) ? [callee.expression] : transfer.index === 0 ? [callee] : [];
    }
    default:
      return [];
  }
}

/** Where a text, or each text of a list or a table, is written. */
function textsWrittenIn(value: Value, evaluation: Evaluation): readonly Span[] {
  const text = writtenAt(value);
  if (text) return [text];
  const lists = value.kind === 'array' ? [value] : listsOf(value, evaluation);
  const elements = lists.flatMap((list) => list.elements);
  const inLists = elements.flatMap(({ node, context }) => evaluation.evaluate(node, context).map(writtenAt));
  return [...inLists, ...entriesIn(value, evaluation).map(({ written }) => written)].filter((each) => each !== null);
}

/** The lists that a set is made of. */
function listsOf(value: Value, evaluation: Evaluation): readonly (Value & { kind: 'array' })[] {
  if (value.kind !== 'external' || !('global' in value.root) || value.root.global !== 'Set') return [];
  const [step] = value.steps;
  const [first] = step?.kind === 'call' ? step.site.arguments : [];
  const made = first ? evaluation.evaluate(first.node, first.context) : [];
  return made.filter((each) => each.kind === 'array');
}
