import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { calleeName } from '../program/syntax-index.js';
import type { KeyedCall, StoreCall, StoreIdiom } from './keyed-call.js';

/** A column that is asked for, or written, with a parameter. */
interface Column {
  readonly table: string;
  readonly name: string;
}

/** Statements that find a record, or write to it. */
const LOOKS_UP = /^\s*(select|update|delete)\b|\bon (conflict|duplicate key)\b/i;

/** Statements that make a new record. */
const INSERTS = /^\s*insert\b/i;

/** Statements that may make one, also where others stand before them. */
const MAKES_ROWS = /\b(?:insert|merge|replace|upsert)\s+(?:or\s+\w+\s+)?into\b|\bupsert\b/i;

const NAME = String.raw`["\`\w.]+`;

/**
 * An update that gives the record of an old id the new one, unless there is a record of that.
 *
 * @returns null for what is no SQL in one piece
 */
export function sqlIdiom({ call, carrier, oldId }: KeyedCall): StoreIdiom | null {
  if (tsc.isTaggedTemplateExpression(call)) return inTemplate(call, carrier, oldId);
  const [first, second] = call.arguments;
  if (first && tsc.isStringLiteralLike(first) && second && tsc.isArrayLiteralExpression(second))
    return inQuery(
      call,
      first,
      second.elements.findIndex((each) => each === carrier),
      carrier,
      oldId,
    );
  return inPrepared(call, carrier, oldId);
}

/** `pool.query('SELECT … WHERE clever_id = $1', [id])` */
function inQuery(
  call: ts.CallExpression,
  sql: ts.StringLiteralLike,
  index: number,
  carrier: ts.Node,
  oldId: string,
): StoreIdiom | null {
  const column = columnAt(sql.text, index);
  // A query that calls back is none that the next one can wait for.
  if (!column || !(tsc.isAwaitExpression(call.parent) || tsc.isReturnStatement(call.parent))) return null;
  const { statement, values } = renaming(column, sql, carrier.getText(), oldId);
  const rename = `${call.expression.getText()}(${statement}, [${values.join(', ')}])`;
  return { find: null, rename, isAsync: true };
}

/** `db.prepare('SELECT … WHERE clever_id = ?').get(id)`: https://github.com/WiseLibs/better-sqlite3 */
function inPrepared(
  { expression, arguments: given }: ts.CallExpression,
  carrier: ts.Node,
  oldId: string,
): StoreIdiom | null {
  const prepared = preparedBy(expression);
  const sql = prepared?.arguments[0];
  if (!prepared || !sql || !tsc.isStringLiteralLike(sql)) return null;
  const index = given.findIndex((each) => each === carrier);
  const column = columnAt(sql.text, index);
  if (!column) return null;
  const { statement, values } = renaming(column, sql, carrier.getText(), oldId);
  const rename = `${prepared.expression.getText()}(${statement}).run(${values.join(', ')})`;
  return { find: null, rename, isAsync: false };
}

/** `db.prepare('…')` of `db.prepare('…').get` */
function preparedBy(callee: ts.Expression): ts.CallExpression | null {
  const prepared = tsc.isPropertyAccessExpression(callee) ? callee.expression : null;
  return prepared && tsc.isCallExpression(prepared) && calleeName(prepared.expression) === 'prepare' ? prepared : null;
}

/** A template with a mark in the place of each value. */
function withMarks({ head, templateSpans }: ts.TemplateExpression): string {
  return [head, ...templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('?');
}

/** `` sql`SELECT … WHERE clever_id = ${id}` `` */
function inTemplate(
  { tag, template }: ts.TaggedTemplateExpression,
  carrier: ts.Node,
  oldId: string,
): StoreIdiom | null {
  if (!tsc.isTemplateExpression(template)) return null;
  const index = template.templateSpans.findIndex(({ expression }) => expression === carrier);
  const column = columnAt(withMarks(template), index);
  if (!column) return null;
  const id = `\${${carrier.getText()}}`;
  return { find: null, rename: `${writingTag(tag)}\`${updateOf(column, [id, `\${${oldId}}`, id])}\``, isAsync: true };
}

/** The tag that writes, of one that reads: https://www.prisma.io/docs/orm/prisma-client/using-raw-sql/raw-queries */
function writingTag(tag: ts.Expression): string {
  const isReading = tsc.isPropertyAccessExpression(tag) && tag.name.text === '$queryRaw';
  return isReading ? `${tag.expression.getText()}.$executeRaw` : tag.getText();
}

/**
 * The column that a value is written to, or compared with: `user_type` of
 * `query('INSERT INTO users (user_type) VALUES ($1)', [me.type])`.
 *
 * @param value stands by itself among the parameters
 * @returns null for what is no SQL in one piece
 */
export function columnOf(call: StoreCall, value: ts.Node): string | null {
  const filled = tsc.isTaggedTemplateExpression(call) ? filledTemplate(call, value) : filledQuery(call, value);
  if (!filled || filled.index < 0) return null;
  const name = insertedColumn(filled.sql, filled.index) ?? assignedColumn(filled.sql, filled.index);
  return name === null ? null : bareName(name);
}

/** A statement, and which of its parameters a value is. */
interface Filled {
  readonly sql: string;
  readonly index: number;
}

function filledTemplate({ template }: ts.TaggedTemplateExpression, value: ts.Node): Filled | null {
  if (!tsc.isTemplateExpression(template)) return null;
  const index = template.templateSpans.findIndex(({ expression }) => expression === value);
  return { sql: withMarks(template), index };
}

function filledQuery({ expression, arguments: given }: ts.CallExpression, value: ts.Node): Filled | null {
  const [first, second] = given;
  if (first && tsc.isStringLiteralLike(first) && second && tsc.isArrayLiteralExpression(second))
    return { sql: first.text, index: second.elements.findIndex((each) => each === value) };
  const sql = preparedBy(expression)?.arguments[0];
  return sql && tsc.isStringLiteralLike(sql)
    ? { sql: sql.text, index: given.findIndex((each) => each === value) }
    : null;
}

/** Whether what a call sends makes a new record, and looks for none. */
export function insertsOnly(call: StoreCall): boolean {
  const text = statementOf(call);
  return INSERTS.test(text) && !LOOKS_UP.test(text);
}

/** Whether the statement of a call may make a new record. */
export function mayInsert(call: StoreCall): boolean {
  return MAKES_ROWS.test(statementOf(call));
}

function statementOf(call: StoreCall): string {
  const sql = tsc.isTaggedTemplateExpression(call) ? call.template : call.arguments[0];
  return sql?.getText().slice(1) ?? '';
}

/** The update as a literal in the quotation marks of the query, and its values in their order. */
function renaming(
  column: Column,
  query: ts.StringLiteralLike,
  id: string,
  oldId: string,
): { readonly statement: string; readonly values: readonly string[] } {
  const quote = query.getText().charAt(0);
  const isNumbered = /\$\d/.test(query.text);
  const text = isNumbered ? updateOf(column, ['$1', '$2', '$1']) : updateOf(column, ['?', '?', '?']);
  return { statement: quote + text + quote, values: isNumbered ? [id, oldId] : [id, oldId, id] };
}

/** MySQL reads the table that it updates only by way of another one. */
function updateOf({ table, name }: Column, [now = '', before = '', again = '']: readonly string[]): string {
  const known = `SELECT 1 FROM (SELECT ${name} FROM ${table}) AS known WHERE known.${name} = ${again}`;
  return `UPDATE ${table} SET ${name} = ${now} WHERE ${name} = ${before} AND NOT EXISTS (${known})`;
}

/** The column that the parameter with an index is for. */
function columnAt(sql: string, index: number): Column | null {
  const table = new RegExp(String.raw`\b(?:from|into|update)\s+(${NAME})`, 'i').exec(sql)?.[1];
  if (index < 0 || table === undefined || !LOOKS_UP.test(sql)) return null;
  const name = insertedColumn(sql, index) ?? comparedColumn(sql, index);
  return name === null ? null : { table, name: name.slice(name.lastIndexOf('.') + 1) };
}

/** A name without its table and its quotation marks. */
function bareName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).replaceAll(/["\`]/g, '');
}

/** `clever_id = $1`, where the parameter is the first, or the only one that stands there. */
function comparedColumn(sql: string, index: number): string | null {
  const condition = /\bwhere\b([\s\S]*)$/i.exec(sql);
  return condition ? assignedColumn(sql, index, condition.index) : null;
}

/** `SET user_type = $1`, `user_type = $1`: the first that stands behind a place. */
function assignedColumn(sql: string, index: number, from = 0): string | null {
  const marks = [...sql.matchAll(/\$(\d+)|\?/g)];
  const isWanted = (mark: RegExpMatchArray, nth: number): boolean =>
    mark[1] === undefined ? nth === index : Number(mark[1]) === index + 1;
  const mark = marks.filter(isWanted).find(({ index: at }) => at > from);
  const before = mark ? sql.slice(0, mark.index) : '';
  return new RegExp(String.raw`(${NAME})\s*=\s*$`).exec(before)?.[1] ?? null;
}

/** `INSERT INTO users (clever_id, name) VALUES ($1, $2)` */
function insertedColumn(sql: string, index: number): string | null {
  const [, columns, values] = /^\s*insert into\s+\S+\s*\(([^)]*)\)\s*values\s*\(([^)]*)\)/i.exec(sql) ?? [];
  if (columns === undefined || values === undefined) return null;
  const marks = values.split(',').map((each) => each.trim());
  const at = marks.findIndex((each, nth) => (each === '?' ? nth === index : each === `$${index + 1}`));
  return columns.split(',')[at]?.trim() ?? null;
}
