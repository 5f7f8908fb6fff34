import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { innerOf } from '../syntax/outer.js';
import { plainName } from '../syntax/written-members.js';
import { fileOf, spanOf } from '../program/program.js';
import type { Span } from '../model/spans.js';
import type { Evaluation } from '../values/evaluation.js';
import { knownText, type Context, type Value, type Values } from '../values/value.js';
import { exportNames } from './held-exports.js';
import { declaredSymbol, valuesGivenTo } from './references.js';

/** A member of a table: an object, what a module exports, or a map. */
export interface TableEntry {
  readonly name: string;
  /** Where the name is written, quotation marks included; null where it is computed of several texts. */
  readonly written: Span | null;
  /** Where the member stands. */
  readonly span: Span;
  readonly values: () => Values;
}

/** The members of a table whose names are known, those that it spreads included. */
export function entriesIn(table: Value, evaluation: Evaluation): readonly TableEntry[] {
  switch (table.kind) {
    case 'merge':
      return table.parts.flatMap((part) => entriesIn(part, evaluation));
    case 'object':
      return tsc.isObjectLiteralExpression(table.node) ? inLiteral(table.node, table, evaluation) : [];
    case 'module':
      return inModule(table, evaluation);
    case 'external':
      return inMap(table, evaluation);
    default:
      return [];
  }
}

function inLiteral(
  literal: ts.ObjectLiteralExpression,
  table: Value & { kind: 'object' },
  evaluation: Evaluation,
): readonly TableEntry[] {
  return literal.properties.flatMap((property): readonly TableEntry[] => {
    if (tsc.isSpreadAssignment(property))
      return evaluation
        .evaluate(property.expression, table.context)
        .filter((spread) => spread.kind !== 'object' || spread.node !== literal)
        .flatMap((spread) => (spread.kind === 'merge' ? [] : entriesIn(spread, evaluation)));
    const key = keyOf(property, table.context, evaluation);
    if (!key) return [];
    return [{ ...key, span: spanOf(property), values: () => evaluation.member(table, key.name) }];
  });
}

/** `'students.created'`, `[TYPES.created]` */
function keyOf(
  property: ts.ObjectLiteralElementLike,
  context: Context,
  evaluation: Evaluation,
): Pick<TableEntry, 'name' | 'written'> | null {
  const plain = plainName(property);
  if (plain !== null) return { name: plain, written: property.name ? spanOf(property.name) : null };
  return property.name && tsc.isComputedPropertyName(property.name)
    ? textAt(property.name.expression, context, evaluation)
    : null;
}

/** The one text that an expression is. */
function textAt(
  node: ts.Expression,
  context: Context,
  evaluation: Evaluation,
): Pick<TableEntry, 'name' | 'written'> | null {
  const [value, ...others] = evaluation.evaluate(node, context);
  const name = value && !others.length ? knownText(value) : null;
  return name === null || value === undefined ? null : { name, written: writtenAt(value) };
}

/** Where a text is written in one piece, letter for letter; null for any other. */
export function writtenAt(value: Value): Span | null {
  const [piece, ...others] = value.kind === 'text' ? value.pieces : [];
  return piece && !others.length && piece.verbatim ? piece.span : null;
}

/** `exports['students.created'] = (student) => …` */
function inModule(module: Value & { kind: 'module' }, evaluation: Evaluation): readonly TableEntry[] {
  return exportNames(module.file, evaluation).flatMap((name) => {
    const set = evaluation.index.assignmentsTo(name).filter(({ target }) => fileOf(target) === module.file);
    return set.map(({ target, value }) => ({
      name,
      written: spanOf(tsc.isElementAccessExpression(target) ? target.argumentExpression : target.name),
      span: spanOf(value),
      values: () => evaluation.member(module, name),
    }));
  });
}

/** `new Map([['students.created', (student) => …]])`, `new Map(Object.entries(handlers))` */
function inMap({ root, steps }: Value & { kind: 'external' }, evaluation: Evaluation): readonly TableEntry[] {
  const [step, ...later] = steps;
  const isMap = 'global' in root && root.global === 'Map' && step?.kind === 'call' && !later.length;
  const [first] = isMap ? step.site.arguments : [];
  if (!first) return [];
  return evaluation
    .evaluate(first.node, first.context)
    .flatMap((list) => (list.kind === 'array' ? list.elements : []))
    .flatMap(({ node, context }) => {
      const [key, value] = tsc.isArrayLiteralExpression(node) ? node.elements : [];
      const named = key ? textAt(key, context, evaluation) : null;
      if (!named || !value) return [];
      return [{ ...named, span: spanOf(value), values: () => evaluation.evaluate(value, context) }];
    });
}

/**
 * What a callee may be that is looked up in a table under a name which only run time knows: `handlers[event.type]`,
 * `handlers.get(event.type)`, or a constant that is given one of these.
 */
export function lookedUpIn(callee: ts.Expression, context: Context, evaluation: Evaluation): Values {
  const table = tableAskedBy(callee, evaluation);
  if (!table) return [];
  return evaluation
    .evaluate(table, context)
    .flatMap((each) => entriesIn(each, evaluation))
    .flatMap(({ values }) => values());
}

/** `handlers` of `handlers[event.type]`. */
function tableAskedBy(callee: ts.Expression, evaluation: Evaluation): ts.Expression | null {
  const inner = innerOf(callee);
  if (tsc.isElementAccessExpression(inner)) return inner.expression;
  if (tsc.isCallExpression(inner) && tsc.isPropertyAccessExpression(inner.expression))
    return inner.expression.name.text === 'get' ? inner.expression.expression : null;
  if (tsc.isBinaryExpression(inner) && hasDefault(inner)) return tableAskedBy(inner.left, evaluation);
  const given = tsc.isIdentifier(inner) ? onlyValue(inner, evaluation) : null;
  const lookUp = given && innerOf(given);
  return lookUp && !tsc.isIdentifier(lookUp) ? tableAskedBy(lookUp, evaluation) : null;
}

/** `handlers[type] || ignore` */
function hasDefault({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind === tsc.SyntaxKind.BarBarToken || kind === tsc.SyntaxKind.QuestionQuestionToken;
}

/** The one expression that a variable is given. */
function onlyValue(name: ts.Identifier, evaluation: Evaluation): ts.Expression | null {
  const declaration = declaredSymbol(name, evaluation)?.valueDeclaration;
  if (!declaration || !tsc.isVariableDeclaration(declaration)) return null;
  const values = valuesGivenTo(declaration, evaluation);
  return values?.length === 1 ? (values[0] ?? null) : null;
}
