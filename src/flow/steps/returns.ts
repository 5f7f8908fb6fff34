import type { ts } from 'ts-morph';
import { functionAround, givenParameters, isAsync, memberFor } from '../../syntax/functions.js';
import { contextAround } from '../../values/call-sites.js';
import { EMPTY_CONTEXT } from '../../values/value.js';
import type { Call } from '../../syntax/transfer.js';
import { tsc } from '../../syntax/compiler.js';
import { namesLeadingTo } from '../../syntax/names.js';
import { spanOf } from '../../program/program.js';
import { delegateOf } from '../../values/delegates.js';
import { alternativeReturned, beside, besideOwn, hasOwnElements, outOfHanded } from '../alternatives.js';
import { noteAccount } from '../account-keys.js';
import { move, type Following, type StepForm } from '../following.js';
import { readsOfOwned } from '../members.js';
import { isRole } from '../role-names.js';
import { doubted, type Position } from '../position.js';
import { readsOf } from '../references.js';
import { awaited, bodyOf, elementShape, holder, listOf, promise, type Shape } from '../../clients/shape.js';
import { contextPlace } from '../../values/contexts.js';
import { isExportsObject } from '../../syntax/exports.js';
import { shorten } from '../../syntax/wording.js';
import { callersOf, hasOtherCallers, isHandedTo } from './callers.js';
import { handToFramework } from './conventions.js';
import { goToMember } from './keeping.js';
import { bind } from './names.js';
import { goToInstances } from './owners.js';
import { listAnswered } from './promise-packages.js';
import { answeredToPassport } from './sign-in.js';
import { mayCallAnother } from './other-callees.js';
import { shownByDecorator, showInTemplate } from './templates.js';
import { typeArgumentsOf } from '../declarations.js';
import { tieAnnotated, tieType } from './ties.js';

/** `return answer`, `() => answer`: to the call it came through, or to every caller. */
export const returned: StepForm<'returned'> = (position, { from }, following) => {
  const scope = tsc.isArrowFunction(from) ? from : functionAround(from);
  if (!scope) return;
  tieAnnotated(scope, position, following);
  const body = bodyOf(position.shape);
  if (body && isRole(nameOfScope(scope) ?? '', body))
    following.ledger.use({ ...position, shape: body }, { kind: 'role' });
  noteAccount(scope, { ...position, shape: awaited(position.shape) }, following);
  const isAnswer = body !== null || hasBody(awaited(position.shape));
  const others = isAnswer ? [alternativeReturned(scope, position.node, position.shape, following.evaluation)] : [];
  const shape = isAsync(scope) || isRun(scope) ? promise(awaited(position.shape)) : position.shape;
  comeBack(scope, shape, beside(position, ...others), following);
};

/** Whether a generator is handed to what runs it, and answers a promise of what it returns: `co.wrap(function* () { … })`. */
function isRun(scope: ts.FunctionLikeDeclaration): boolean {
  return scope.asteriskToken !== undefined && tsc.isCallExpression(scope.parent);
}

/** Whether something is a response whose body is still to be read. */
function hasBody(shape: Shape): boolean {
  return shape.kind === 'holder' && Object.hasOwn(shape.methods, 'json');
}

/** `yield answer`: to whoever goes through the generator; a runner of generators hands back what a promise holds. */
export const yielded: StepForm<'yielded'> = (position, { to: parent }, following) => {
  const scope = functionAround(parent);
  if (!scope) return;
  const { shape } = position;
  if (shape.kind === 'promise' && !isAsync(scope)) move(position, parent, awaited(shape), following);
  // `co(function* () { … })`: what runs the generator takes the promises and answers none of them.
  if (shape.kind === 'promise' && tsc.isCallExpression(scope.parent)) return;
  const one = parent.asteriskToken ? elementShape(shape) : isAsync(scope) ? awaited(shape) : shape;
  const others = following.evaluation.index.yieldsOf(scope).flatMap(({ expression }) => expression ?? []);
  const isOwn = hasOwnElements(
    others.filter((each) => each !== position.node),
    following.evaluation,
  );
  if (one) comeBack(scope, listOf(one), besideOwn(position, isOwn), following);
};

/** What a function answers comes out where it is called. */
function comeBack(scope: ts.FunctionLikeDeclaration, shape: Shape, inside: Position, following: Following): void {
  const position = outOfHanded(inside, scope);
  const { descent } = position;
  const scopeName = nameOfScope(scope);
  if (scopeName) showInTemplate([scopeName], scope, { ...position, shape: awaited(shape) }, following);
  if (descent?.scope === scope) {
    const { call, wrap, outer } = descent;
    comeBackInNextTurn(scope, call, { ...position, shape }, following);
    return following.push({ ...position, node: call, shape: wrap(shape), descent: outer });
  }
  if (tsc.isGetAccessor(scope)) return comeBackFromGetter(scope, { ...position, shape }, following);
  const iterable = iterableOf(scope);
  if (iterable) return comeBackFromIterable(iterable, { ...position, shape }, following);
  if (isValue(scope) && comeBackInList(scope, scope, { ...position, shape }, following)) return;
  const decorators = decoratorsOf(scope);
  const [decorator] = decorators;
  shownByDecorator(decorators, { ...position, shape }, following);
  if (decorator) following.ledger.escapeTo({ ...position, shape }, 'returned to', decorator);
  const callers = callersOf(scope, descent, following);
  for (const { node, outer } of callers) {
    const trail = [...position.trail, { span: spanOf(node), message: 'returned here' }];
    tieTypeArguments(scope, node, { ...position, shape, trail }, following);
    const mayBeOther = mayCallAnother(node, scope, outer ?? descent, following) || isAnsweredByLibrary(node, following);
    const own = besideOwn(position, mayBeOther);
    const answered = { ...own, node, shape: resultOf(node, shape, following), trail, descent: outer };
    const shared = receiverInContext(node.expression, following);
    following.push(shared ? doubted(answered, node, `called through \`${shorten(shared.getText())}\``) : answered);
  }
  handToFramework(scope, shape, position, following);
  answeredToPassport(scope, { ...position, shape }, following);
  const isOpened = following.request.context.opened.get(scope);
  const isHanded = !isOpened && handOn(scope, !callers.length, { ...position, shape }, following);
  const isUnseen = callers.length ? hasOtherCallers(scope, callers, following) : !isHanded;
  if (isUnseen) following.ledger.escape(position, 'returned out of sight');
}

/** `steps.reduce((done, step) => done.then(step), start)`: the promise of one step is what the next one waits for. */
function comeBackInNextTurn(
  scope: ts.FunctionLikeDeclaration,
  call: ts.Node,
  position: Position,
  following: Following,
): void {
  if (position.shape.kind !== 'promise' || !tsc.isCallExpression(call) || !isHandedTo(call, scope)) return;
  const [collected] = givenParameters(scope);
  if (collected && /^reduce/.test(namesLeadingTo(call.expression).at(-1) ?? ''))
    bind(collected.name, position, following);
}

/** `breaker.fire(path)`: a library may answer in the place of the function that it calls. */
function isAnsweredByLibrary({ expression }: Call, { evaluation }: Following): boolean {
  return evaluation
    .evaluate(expression, EMPTY_CONTEXT)
    .some((value) => value.kind === 'function' && value.skipped === 'by a library');
}

/** What a method is called on, where a framework hands that from function to function: `req.clever` of `req.clever.me()`. */
function receiverInContext(callee: ts.Expression, { evaluation }: Following): ts.Expression | null {
  const receiver = tsc.isPropertyAccessExpression(callee) ? callee.expression : null;
  return receiver && contextPlace(receiver, evaluation)?.path.length ? receiver : null;
}

/** What may put another function in the place of a method. */
function decoratorsOf(scope: ts.FunctionLikeDeclaration): readonly ts.Decorator[] {
  return tsc.canHaveDecorators(scope) ? (tsc.getDecorators(scope) ?? []) : [];
}

/** `get<Me>('/me')`, `list<Student>('/students')`: says what the answer, or a part of it, is taken for. */
function tieTypeArguments(
  scope: ts.FunctionLikeDeclaration,
  { typeArguments }: ts.CallExpression | ts.NewExpression,
  position: Position,
  following: Following,
): void {
  if (!scope.typeParameters || !typeArguments) return;
  const types = typeArgumentsOf(scope, typeArguments);
  if (scope.type && tieType(scope.type, position, following, types)) return;
  for (const type of typeArguments) tieType(type, position, following);
}

/** The name by which a function is called. */
function nameOfScope({ name, parent }: ts.FunctionLikeDeclaration): string | null {
  if (name) return name.getText();
  return tsc.isVariableDeclaration(parent) || tsc.isPropertyAssignment(parent) ? parent.name.getText() : null;
}

function comeBackFromGetter(scope: ts.GetAccessorDeclaration, position: Position, following: Following): void {
  const { name, parent } = scope;
  if (!tsc.isIdentifier(name) || tsc.isInterfaceDeclaration(parent) || tsc.isTypeLiteralNode(parent)) return;
  const reads = readsOfOwned(parent, name.text, following.evaluation);
  goToMember(reads, { ...position, descent: null }, scope.name, following);
}

const ITERATORS: ReadonlySet<string> = new Set(['Symbol.iterator', 'Symbol.asyncIterator']);

/** The class or object that a loop goes through by this function: `async *[Symbol.asyncIterator]() { … }`. */
function iterableOf(scope: ts.FunctionLikeDeclaration): ts.ClassLikeDeclaration | ts.ObjectLiteralExpression | null {
  const member = memberFor(scope);
  const { name, parent } = member;
  if (!name || !tsc.isComputedPropertyName(name)) return null;
  if (!ITERATORS.has(namesLeadingTo(name.expression).join('.'))) return null;
  return tsc.isClassLike(parent) || tsc.isObjectLiteralExpression(parent) ? parent : null;
}

/** Who goes through an instance, or through the object, sees what its generator yields. */
function comeBackFromIterable(
  iterable: ts.ClassLikeDeclaration | ts.ObjectLiteralExpression,
  position: Position,
  following: Following,
): void {
  following.settle();
  if (tsc.isClassLike(iterable)) return goToInstances(iterable, position, following);
  following.push({ ...position, node: iterable, descent: null });
}

/** The function itself is handed on, to somebody who will call it. */
function handOn(
  scope: ts.FunctionLikeDeclaration,
  isUncalled: boolean,
  position: Position,
  following: Following,
): boolean {
  const handed = { ...position, shape: { kind: 'function', returns: position.shape } as const };
  const { parent } = scope;
  if (isValue(scope) && isUncalled && isHandedOn(scope)) {
    following.push({ ...handed, node: scope });
    return true;
  }
  const name = isValue(scope) && tsc.isVariableDeclaration(parent) ? parent.name : scope.name;
  if (!name || !tsc.isIdentifier(name)) return false;
  const mentions = readsOf(name, following.evaluation).filter(isHandedOn);
  for (const node of mentions)
    if (!comeBackInList(node, scope, position, following)) following.push({ ...handed, node });
  return mentions.length > 0;
}

function isValue(scope: ts.Node): scope is ts.ArrowFunction | ts.FunctionExpression {
  return tsc.isArrowFunction(scope) || tsc.isFunctionExpression(scope);
}

/**
 * What a function answers that a list calls for each of its elements: `tokens.map((token) => load(token))`.
 *
 * @param callback the function, or a mention of it
 * @param scope the function
 * @returns whether it is such a function
 */
function comeBackInList(
  callback: ts.Expression,
  scope: ts.FunctionLikeDeclaration,
  position: Position,
  following: Following,
): boolean {
  const { parent } = callback;
  if (!tsc.isCallExpression(parent) || !tsc.isPropertyAccessExpression(parent.expression)) return false;
  const { expression: list, name } = parent.expression;
  const isFrom = list.getText() === 'Array' && name.text === 'from' && parent.arguments[1] === callback;
  const isEach = /^(map|flatMap|forEach)$/.test(name.text) && parent.arguments[0] === callback;
  const ofPackage =
    parent.arguments[1] === callback ? listAnswered(parent, position.shape, following.evaluation) : null;
  if (ofPackage) {
    move(position, parent, ofPackage, following);
    return true;
  }
  if (!isFrom && !isEach) return false;
  const isOwn = following.evaluation
    .evaluate(parent.expression, contextAround(scope, parent, following.request.context))
    .some(({ kind }) => kind === 'function');
  if (isOwn) return false;
  if (name.text === 'forEach') following.settle();
  else move(position, parent, listShape(callback, list, position.shape, following), following);
  return true;
}

/** A list of what a function answers; where the request is that of one element, only that element of it. */
function listShape(callback: ts.Expression, list: ts.Expression, shape: Shape, following: Following): Shape {
  const { request, evaluation } = following;
  const given = isValue(callback) ? request.context.opened.get(callback)?.arguments[0]?.node : undefined;
  const around = isValue(callback) ? contextAround(callback, list, request.context) : request.context;
  const [array, ...others] = given ? evaluation.evaluate(list, around) : [];
  const index = array?.kind === 'array' ? array.elements.findIndex(({ node }) => node === given) : -1;
  return index < 0 || others.length ? listOf(shape) : holder({ [String(index)]: shape });
}

/** Whether a function, or a mention of it, is neither called there nor imported or exported. */
function isHandedOn(node: ts.Node): boolean {
  const { parent } = node;
  if (tsc.isCallExpression(parent) || tsc.isNewExpression(parent)) return parent.expression !== node;
  if (tsc.isJsxExpression(parent)) return true;
  const isMember = tsc.isPropertyAssignment(parent) || tsc.isShorthandPropertyAssignment(parent);
  return isMember && !isExported(parent.parent);
}

/** `module.exports = { load }`, whose callers are found by the import. */
function isExported({ parent }: ts.ObjectLiteralExpression): boolean {
  return tsc.isBinaryExpression(parent) && isExportsObject(parent.left);
}

/** What a call answers of what a function returned: `useSWR(key, load)` puts it into `data`. */
function resultOf(call: ts.CallExpression | ts.NewExpression, shape: Shape, { evaluation }: Following): Shape {
  const delegate = delegateOf(call, evaluation);
  return delegate?.result ? holder({ [delegate.result]: awaited(shape) }) : shape;
}
