import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { isAccess } from '../../syntax/accesses.js';
import { mentions } from '../../syntax/contains.js';
import { spanOf } from '../../program/program.js';
import type { Span } from '../../model/spans.js';
import { move, type Following, type StepForm } from '../following.js';
import { linkShape } from '../links.js';
import { doubted, type Position } from '../position.js';
import { isAssignmentTarget } from '../references.js';
import { elementShape, handlerOf, holdsId, memberShape, mixed, saysUrl, type Shape } from '../../clients/shape.js';
import { CALLBACK_METHODS } from '../method-names.js';
import { bracketKey } from '../stores.js';
import { noteTable, spanOfText } from './comparisons.js';
import { isWrittenOut, namesAt } from './key-names.js';
import { handTo, method } from './methods.js';
import { isForReaders } from './texts.js';
import { calleeName } from '../../program/syntax-index.js';
import { isWritten } from '../../syntax/writes.js';
import { givenParameters } from '../../syntax/functions.js';

/** `table[me.data.type]` */
export const key: StepForm<'key'> = (position, { access }, following) => {
  if (holdsId(position.shape)) following.ledger.use(position, bracketKey(access, following.evaluation));
  noteTable(position, access.expression, following);
};

/** `me.data`, `me['data']`, `users[0]` */
export const read: StepForm<'read'> = (position, { access }, following) => {
  if (tsc.isElementAccessExpression(access)) return readElement(position, access, following);
  member(position, access, access.name.text, spanOf(access.name), following);
};

function readElement(position: Position, parent: ts.ElementAccessExpression, following: Following): void {
  const key = parent.argumentExpression;
  if (tsc.isNumericLiteral(key)) return indexed(position, parent, key.text, following);
  const names = namesAt(key, following);
  const [only] = names;
  if (names.length > 1 && names.every((name) => name !== null && !/^\d+$/.test(name))) {
    if (!isWrittenOut(key, following)) readByRunTimeName(position, parent, following);
    const any = isBesideOwn(position.shape) ? { ...position, shape: mixed(position.shape) } : position;
    for (const name of names) member(any, parent, name as string, spanOf(key), following, names);
    return;
  }
  if (names.length !== 1 || typeof only !== 'string') return readByRunTimeName(position, parent, following);
  if (/^\d+$/.test(only)) return indexed(position, parent, only, following);
  member(position, parent, only, spanOfText(key), following);
}

/** Whether an object has other members that are things of the program's own. */
function isBesideOwn(shape: Shape): boolean {
  return shape.kind === 'holder' && shape.others?.isOwn() === true;
}

/**
 * `holder.name`, where the name may be a method about to be called.
 *
 * @param names all that the name can be; nothing can take the place of an expression that reads several members
 */
function member(
  position: Position,
  access: ts.Expression,
  name: string,
  span: Span,
  following: Following,
  names: readonly unknown[] = [name],
): void {
  const { parent } = access;
  if (tsc.isCallExpression(parent) && parent.expression === access)
    return method({ position, call: parent, name, access, span }, following);
  const shape = memberShape(position.shape, name);
  if (isAssignmentTarget(access) || tsc.isDeleteExpression(parent)) {
    const handler = handlerOf(position.shape, name);
    if (handler && tsc.isBinaryExpression(parent)) handTo(parent.right, parent, handler, position, following);
    if (shape) following.ledger.change(position, shape, 'changed by', parent);
    return following.settle();
  }
  if (!shape) return readBesides(position, access, name, following);
  if (position.shape.kind === 'body' && position.shape !== shape)
    // What takes the place of a read cannot be assigned to: `me.type ||= 'student'`.
    following.ledger.read(
      position,
      shape,
      span,
      isWritten(access) || new Set(names).size > 1 ? null : { expression: access, holder: position.node },
    );
  move(tableRead(position, access), access, shape, following);
}

/** The status of a response, the length of a list; the URL of a response is another one once there are two requests. */
function readBesides(position: Position, access: ts.Expression, name: string, following: Following): void {
  const validator = position.shape.kind === 'holder' && name === 'headers' ? validatorRead(access) : null;
  if (validator) return following.ledger.escapeTo(position, 'asked for its ETag by', validator);
  if (!saysUrl(position.shape, name) || isForReaders(access, following)) return following.settle();
  following.ledger.escapeTo(position, 'asked for its URL by', access);
}

/** Headers by which a client asks whether an answer is still the same: https://www.rfc-editor.org/rfc/rfc9110#section-8.8 */
const VALIDATORS: ReadonlySet<string> = new Set(['etag', 'last-modified']);

/** `response.headers.get('etag')`, `response.headers.etag`; null for other headers. */
function validatorRead(headers: ts.Expression): ts.Expression | null {
  const { parent: read } = headers;
  if (!isAccess(read) || read.expression !== headers) return null;
  const { parent: call } = read;
  const isCalled = tsc.isCallExpression(call) && call.expression === read;
  const named = isCalled
    ? call.arguments[0]
    : tsc.isElementAccessExpression(read)
      ? read.argumentExpression
      : read.name;
  const isNamed = named && (tsc.isStringLiteralLike(named) || tsc.isIdentifier(named));
  return isNamed && VALIDATORS.has(named.text.toLowerCase()) ? (isCalled ? call : read) : null;
}

/** `records[i]` is any of a list's records; of a record, it may be any member. */
function readByRunTimeName(position: Position, access: ts.ElementAccessExpression, following: Following): void {
  const { shape } = position;
  const isMethod = tsc.isCallExpression(access.parent) && access.parent.expression === access;
  if (isMethod) return following.ledger.escapeTo(position, 'passed to', access);
  if (shape.kind === 'table') return move(tableRead(position, access), access, shape.of, following);
  const key = access.argumentExpression;
  const element = mayBeList(shape, key) ? elementShape(shape) : null;
  if (element) move(position, access, element, following);
  if (element && (shape.kind !== 'body' || isCounter(key, following))) return;
  following.ledger.escape(position, 'read by unknown name');
}

/** What a variable is called that counts. */
const COUNTERS: ReadonlySet<string> = new Set(['i', 'j', 'k', 'n', 'index', 'idx']);

/** Names by which an expression says that it is a number. */
const COUNTING: ReadonlySet<string> = new Set([
  'length',
  'Math',
  'indexOf',
  'lastIndexOf',
  'findIndex',
  'findLastIndex',
]);

/** A list by its shape, or by an index that counts. */
function mayBeList(shape: Shape, key: ts.Expression): boolean {
  if (shape.kind !== 'body') return shape.kind === 'list' || shape.kind === 'holder';
  return tsc.isIdentifier(key) ? COUNTERS.has(key.text) : mentions(key, COUNTING);
}

/** Whether a key counts: `users[i]` of a loop from zero, `users[users.length - 1]`, the index that `map` hands on. */
function isCounter(key: ts.Expression, { evaluation }: Following): boolean {
  if (!tsc.isIdentifier(key)) return true;
  const declaration = evaluation.checker.getSymbolAtLocation(key)?.valueDeclaration;
  if (!declaration) return false;
  if (tsc.isParameter(declaration)) return isIndexOfList(declaration);
  return (
    tsc.isVariableDeclaration(declaration) && declaration.initializer !== undefined && isNumber(declaration.initializer)
  );
}

/** The second parameter of a function that a list calls; that of a function for `replace` is a piece of the text. */
function isIndexOfList(parameter: ts.ParameterDeclaration): boolean {
  const { parent: scope } = parameter;
  const call = scope.parent;
  return (
    givenParameters(scope)[1] === parameter &&
    tsc.isCallExpression(call) &&
    CALLBACK_METHODS.has(calleeName(call.expression) ?? '')
  );
}

function isNumber(node: ts.Expression): boolean {
  return tsc.isNumericLiteral(node) || mentions(node, COUNTING);
}

/** Nobody can say under which key of a table the answer is. */
function tableRead(position: Position, access: ts.Expression): Position {
  if (position.shape.kind !== 'table') return position;
  return doubted(position, access, 'read from a collection of several values');
}

function indexed(position: Position, access: ts.Expression, index: string, following: Following): void {
  const { shape } = position;
  const link = linkShape(shape, index);
  if (link) return move(position, access, link, following);
  if (shape.kind === 'body') return move(position, access, elementShape(shape), following);
  following.settle();
  move(position, access, memberShape(shape, index) ?? memberShape(shape, '[]'), following);
}
