import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { calleeName } from '../../program/syntax-index.js';
import { spanOf } from '../../program/program.js';
import type { Branch } from '../../model/answer.js';
import type { Span } from '../../model/spans.js';
import { memberNames } from '../../values/objects.js';
import { EMPTY_CONTEXT, knownText, type Value, type Values } from '../../values/value.js';
import { plainName } from '../../syntax/written-members.js';
import type { Following } from '../following.js';
import type { Position } from '../position.js';
import { holdsId, isLinkText } from '../../clients/shape.js';

/** The texts that an expression can be, also as the parameter of a function whose callers are known. */
export function textsOf(node: ts.Expression, following: Following): readonly string[] {
  return known(
    following.callers.contextsOf(node, true).flatMap((context) => following.evaluation.evaluate(node, context)),
  );
}

/**
 * The texts in a list, a set, or as the keys of a map; null for anything else.
 *
 * @param node `ROLES` of `ROLES.includes(type)`, `new Set(['teacher'])`
 */
export function textsIn(node: ts.Expression, following: Following): readonly string[] | null {
  const values = following.callers
    .contextsOf(node, true)
    .flatMap((context) => following.evaluation.evaluate(node, context));
  const lists = [...new Set(values.flatMap((value) => listsOf(value, following)))];
  return lists.length ? lists : null;
}

/** Methods that make a text of capitals. */
const UPPER: ReadonlySet<string> = new Set(['toUpperCase', 'toLocaleUpperCase']);

/** The texts as the answer spells them, where `type.toUpperCase()` is compared with `TEACHER`. */
export function foldCase(node: ts.Node, texts: readonly string[]): readonly string[] {
  const isUpper = tsc.isCallExpression(node) && UPPER.has(calleeName(node.expression) ?? '');
  return isUpper ? texts.map((each) => each.toLowerCase()) : texts;
}

/** A value of the answer as the key of a table: `ROLES[type]`, `type in ROLES`, `ROLES.hasOwnProperty(type)`. */
export function noteTable(position: Position, table: ts.Expression, { evaluation, ledger }: Following): void {
  const tables = evaluation.evaluate(table, EMPTY_CONTEXT);
  ledger.use(position, { kind: 'lookup', keys: tables.flatMap(memberNames), branches: tables.flatMap(entriesOf) });
  if (holdsId(position.shape) || isLinkText(position.shape)) ledger.escape(position, 'key of a table');
}

/** What a table has for each of its keys. */
function entriesOf(table: Value): readonly Branch[] {
  if (table.kind !== 'object' || tsc.isEnumDeclaration(table.node)) return [];
  return table.node.properties.flatMap((property) => {
    const literal = plainName(property);
    return literal === null ? [] : [{ literal, span: spanOf(property) }];
  });
}

/** The place of a name without its quotation marks. */
export function spanOfText(node: ts.Node): Span {
  if (!tsc.isStringLiteralLike(node)) return spanOf(node);
  return { ...spanOf(node), start: node.getStart() + 1, end: node.getEnd() - 1 };
}

function listsOf(value: Value, following: Following): readonly string[] {
  const { evaluation } = following;
  if (value.kind === 'array')
    return known(value.elements.flatMap((each) => evaluation.evaluate(each.node, each.context)));
  if (value.kind !== 'external' || !('global' in value.root)) return [];
  const [step] = value.steps;
  const [first] = step?.kind === 'call' ? step.site.arguments : [];
  if (!first) return [];
  const entries = evaluation.evaluate(first.node, first.context);
  if (value.root.global === 'Set') return entries.flatMap((each) => listsOf(each, following));
  if (value.root.global !== 'Map') return [];
  return entries
    .flatMap((each) => (each.kind === 'array' ? each.elements : []))
    .flatMap(({ node, context }) =>
      known(evaluation.evaluate(node, context).flatMap((entry) => evaluation.member(entry, '0'))),
    );
}

function known(values: Values): readonly string[] {
  return [...new Set(values.map(knownText).filter((each) => each !== null))];
}
