import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { calleeName } from '../../program/syntax-index.js';
import { spanOf } from '../../program/program.js';
import type { Branch } from '../../model/answer.js';
import { isInside, type Span } from '../../model/spans.js';
import type { Evaluation } from '../../values/evaluation.js';
import { memberNames } from '../../values/objects.js';
import { EMPTY_CONTEXT, knownText, type Value, type Values } from '../../values/value.js';
import { mentionsOfSame } from '../references.js';
import { entriesIn, type TableEntry } from '../tables.js';
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
  const entries = tables.flatMap((each) => entriesIn(each, evaluation));
  const keys = new Set([...tables.flatMap(memberNames), ...entries.map(({ name }) => name)]);
  const branches = branchesOfEntries(entries, evaluation);
  ledger.use(position, { kind: 'lookup', keys: [...keys], branches });
  if (holdsId(position.shape) || isLinkText(position.shape)) ledger.escape(position, 'key of a table');
}

function branchesOfEntries(entries: readonly TableEntry[], evaluation: Evaluation): readonly Branch[] {
  return entries.flatMap((each) => branchesUnder(each, evaluation));
}

/** What a map has for each of its keys: `handlers.get(type)`. */
export function branchesOfMap(map: ts.Expression, { evaluation }: Following): readonly Branch[] {
  const entries = evaluation.evaluate(map, EMPTY_CONTEXT).flatMap((each) => entriesIn(each, evaluation));
  return branchesOfEntries(entries, evaluation);
}

/** What runs only where a key was this one: the member of the table, and a function that stands elsewhere for it alone. */
function branchesUnder({ name: literal, span, values }: TableEntry, evaluation: Evaluation): readonly Branch[] {
  const functions = values().flatMap((value) =>
    value.kind === 'function' && isNamedOnlyIn(span, value.node, evaluation) ? [spanOf(value.node)] : [],
  );
  return [span, ...functions].map((each) => ({ literal, span: each }));
}

/** Whether nothing but a member of a table names a function. */
function isNamedOnlyIn(member: Span, { name }: ts.FunctionLikeDeclaration, evaluation: Evaluation): boolean {
  if (!name || !tsc.isIdentifier(name)) return false;
  return mentionsOfSame(name, evaluation).every(
    (each) =>
      each === name ||
      isInside(spanOf(each), member) ||
      tsc.isImportSpecifier(each.parent) ||
      tsc.isExportSpecifier(each.parent),
  );
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
