import type { ts } from 'ts-morph';
import { waitsForEvent } from '../../libraries/named-calls.js';
import { tsc } from '../../syntax/compiler.js';
import type { Span } from '../../model/spans.js';
import { alternativeOf, beside, besideOwn, hasOwnElements } from '../alternatives.js';
import { move, type Following } from '../following.js';
import {
  ARRAY_METHODS,
  ASKING_FOR_PART,
  CALLBACK_METHODS,
  CHANGING_METHODS,
  ELEMENT_METHODS,
  KEEPING_METHODS,
  SAME_LIST_METHODS,
  TESTING_METHODS,
  TEXT_METHODS,
  VALUE_METHODS,
} from '../method-names.js';
import { chosenLink } from '../links.js';
import { isSteady } from '../repeatable.js';
import { isWrittenText } from '../written-texts.js';
import { branchesOf } from './branches.js';
import { doubted, type Position } from '../position.js';
import {
  awaited,
  BODY,
  elementShape,
  flatListOf,
  flattened,
  handlerOf,
  holder,
  holdsId,
  holdsWhole,
  isLinkText,
  isPiped,
  listOf,
  memberOfBody,
  memberShape,
  methodShape,
  promise,
  type Handler,
  type Shape,
} from '../../clients/shape.js';
import { asksForMember } from './asked-members.js';
import { enterCallback, enterThis, isFunction, same } from './callbacks.js';
import { textsOf } from './comparisons.js';
import { isRefused } from './failed.js';
import { goOnFromCall } from './other-callees.js';
import { linkMethod } from './link-texts.js';
import { mixInto, putsOwnThings } from './other-contents.js';
import { promisePackageMethod } from './promise-packages.js';
import { piped } from './stages.js';
import { callOwnMethod } from './owners.js';
import { text } from './texts.js';
import { tieType } from './ties.js';
import { chainedMethod } from './utilities.js';

/** A method called on what holds the answer. */
export interface MethodCall {
  /** What the method is called on. */
  readonly position: Position;
  readonly call: ts.CallExpression;
  readonly name: string;
  /** `holder.name`, and where the name stands. */
  readonly access: ts.Expression;
  readonly span: Span;
}

/** As many levels of lists in lists are told apart; what is deeper is not followed either. */
const LISTS_IN_LISTS = 8;

/** Methods that say something to a subject instead of asking it: https://rxjs.dev/api/index/class/Subject */
const SUBJECT_METHODS: ReadonlySet<string> = new Set(['next', 'error', 'complete', 'unsubscribe']);

/** Goes on from a method call to what it answers and to the functions it is given. */
export function method(called: MethodCall, following: Following): void {
  const { position, call, name } = called;
  const { shape } = position;
  if (isToBeMixed(called, following)) mixInto(position.node as ts.Expression, besideOwn(position, true), following);
  const handler = handlerOf(shape, name);
  if (handler && handedOver(called, handler, following)) return;
  if (name === 'pipe' && isPiped(shape)) return piped(position, call, following);
  if (shape.kind === 'promise') return promiseMethod(called, shape, following);
  if (shape.kind === 'stream') return streamMethod(called, following);
  if (shape.kind === 'holder') return holderMethod(called, shape, following);
  if (shape.kind === 'table') return tableMethod(called, shape, following);
  if (shape.kind === 'list' || ARRAY_METHODS.has(name)) return arrayMethod(called, following);
  if (shape.kind === 'body') bodyMethod(called, shape, following);
}

/** Whether a method puts things of the program's own beside whole records, of which that is not known yet. */
function isToBeMixed({ position, call, name }: MethodCall, following: Following): boolean {
  const isKnown = position.alternative?.own.some((path) => path.length === 0) ?? false;
  return !isKnown && holdsWhole(position.shape) && putsOwnThings(call, name, following);
}

/** `.done((body) => …)`, `.subscribe({ next: (body) => … })`. */
function handedOver({ position, call }: MethodCall, handler: Handler, following: Following): boolean {
  const { answers, event, argument = 0 } = handler;
  const [first] = call.arguments;
  if (event !== undefined && !(first && tsc.isStringLiteralLike(first) && first.text === event)) return false;
  const given = call.arguments[event === undefined ? argument : 1];
  if (!given) return false;
  const callback = observerOf(given);
  if (callback) handTo(callback, call, handler, position, following);
  if (answers === 'itself') move(position, call, position.shape, following);
  return true;
}

/**
 * Hands the answer to a function that a method, or a member that was assigned, gives to what holds it.
 *
 * @param call what what the function returns may come out of
 */
export function handTo(
  callback: ts.Expression,
  call: ts.Expression,
  { parameters, answers, isOfReceiver }: Handler,
  position: Position,
  following: Following,
): void {
  enterCallback({ callback, parameters, call, wrap: promiseOf, returns: answers === 'promise' }, position, following);
  if (isOfReceiver) enterThis(callback, position, following);
}

/** The function itself, or the one that an observer has for values. */
function observerOf(given: ts.Expression): ts.Expression | null {
  if (!tsc.isObjectLiteralExpression(given)) return given;
  const next = given.properties.find((each) => each.name?.getText() === 'next');
  if (!next) return null;
  // A method is no expression to the compiler, but has a value like one.
  return tsc.isPropertyAssignment(next) ? next.initializer : (next as unknown as ts.Expression);
}

function promiseMethod(called: MethodCall, shape: Shape & { kind: 'promise' }, following: Following): void {
  const { position, call, name } = called;
  if (name === 'then') {
    const [callback] = call.arguments;
    const handover = { parameters: [awaited(shape.of)], call, wrap: promiseOf, returns: true };
    if (callback) enterCallback({ ...handover, callback }, position, following);
    return;
  }
  if (name === 'finally') return move(position, call, shape, following);
  if (name === 'catch') {
    const other = alternativeOf(call.arguments[0], shape, following.evaluation);
    return move(beside(position, other), call, shape, following);
  }
  if (!isPiped(shape) && promisePackageMethod(position, call, name, following)) return;
  if (!shape.holder) return unknownPromiseMethod(called, shape.of, following);
  if (isPiped(shape) && SUBJECT_METHODS.has(name)) return following.settle();
  holderCallbacks(position, call, following);
  const isFluent = shape.holder.kind === 'holder' && shape.holder.fluent;
  const result = methodShape(shape.holder, name) ?? (isFluent ? shape : null);
  if (result) tieTypeArguments(call, { ...position, shape: result }, following);
  move(position, call, result, following);
}

/** `.tap((me) => …)`, `.spread((me) => …)`: a method that promises of the runtime do not have is likely called with the value. */
function unknownPromiseMethod({ position, call, name }: MethodCall, of: Shape, following: Following): void {
  const [callback] = call.arguments;
  if (!callback || !tsc.isFunctionLike(callback)) return;
  following.ledger.escapeTo(position, 'passed to', call.expression);
  const value = awaited(of);
  const isPerElement = CALLBACK_METHODS.has(name);
  const shape = isPerElement ? elementShape(value) : value;
  const likely = doubted(position, call, `this tool cannot see what \`${name}\` does`);
  move(likely, call, position.shape, following);
  enterCallback({ callback, parameters: [shape], call, wrap: promiseOf, returns: true }, likely, following);
}

/** `.end((error, response) => …)` of a client whose request is built up in a chain. */
function holderCallbacks(position: Position, call: ts.CallExpression, following: Following): void {
  for (const { parameters } of following.request.client.callbacks) {
    const callback = call.arguments.find((each) => isFunction(each, following));
    if (callback) enterCallback({ callback, parameters, call, wrap: same, returns: true }, position, following);
  }
}

function holderMethod(called: MethodCall, shape: Shape & { kind: 'holder' }, following: Following): void {
  const { position, call, name } = called;
  if (chainedMethod(position, call, name, following)) return;
  if (name === 'clone') return move(position, call, shape, following);
  const result = methodShape(shape, name);
  if (result) {
    const isDecoded = result.kind === 'promise' && result.of.kind === 'body';
    if (isDecoded && isRefused(position.node as ts.Expression, following.evaluation)) return following.settle();
    tieTypeArguments(call, { ...position, shape: result }, following);
    return move(position, call, result, following);
  }
  if (Object.keys(shape.members).some((each) => each === '[]' || /^\d+$/.test(each)))
    return arrayMethod(called, following);
  const member = memberShape(shape, name);
  if (member?.kind === 'function') return goOnFromCall(position, call, member, following);
  callOwnMethod(call, position, following);
}

/** `response.json<Me>()`, `ky.get(url).json<Me>()` */
function tieTypeArguments({ typeArguments }: ts.CallExpression, position: Position, following: Following): void {
  for (const type of typeArguments ?? []) tieType(type, position, following);
}

/** `records.push(record)`, `byMail.has(mail)`: a collection of records stays as it is seen; one of ids may be asked for one. */
function keepsAll({ position, name }: Pick<MethodCall, 'position' | 'name'>): boolean {
  return KEEPING_METHODS.has(name) && !holdsId(position.shape);
}

/** `map.get(key)`, `map.values()`, `map.forEach((each) => …)` */
function tableMethod(
  { position, call, name }: MethodCall,
  { of }: Shape & { kind: 'table' },
  following: Following,
): void {
  if (keepsAll({ position, name })) return following.settle();
  const found = doubted(position, call, 'read from a collection of several values');
  if (name === 'get') return move(found, call, of, following);
  if (name === 'values') return move(found, call, listOf(of), following);
  if (name === 'entries') return move(found, call, listOf(holder({ 1: of })), following);
  const [callback] = call.arguments;
  if (name === 'forEach' && callback)
    enterCallback({ callback, parameters: [of], call, wrap: same, returns: false }, found, following);
}

/** Methods that throw what a stream has left away, or say something in its name. */
const DISCARDING_METHODS: ReadonlySet<string> = new Set(['cancel', 'destroy', 'emit', 'resume']);

function streamMethod({ position, call, name }: MethodCall, following: Following): void {
  if (DISCARDING_METHODS.has(name)) return following.settle();
  if (name === 'setEncoding') return move(position, call, position.shape, following);
  if (name === 'json' || name === 'text') return move(position, call, promise(BODY), following);
  const [event, callback] = call.arguments;
  if (!waitsForEvent(name) || !event || !callback) return;
  if (tsc.isStringLiteralLike(event) && event.text === 'data')
    enterCallback({ callback, parameters: [BODY], call, wrap: same, returns: true }, position, following);
  move(position, call, position.shape, following);
}

function arrayMethod(called: MethodCall, following: Following): void {
  const { position, call, name } = called;
  const { shape } = position;
  const element = elementShape(shape);
  if (!element) return;
  const link = name === 'find' || name === 'filter' ? chosenLink(shape, call) : null;
  if (ELEMENT_METHODS.has(name)) move(position, call, link ?? element, following);
  if (name === 'flat') return flatten(called, following);
  if (SAME_LIST_METHODS.has(name)) move(joined(called, following), call, link ? listOf(link) : shape, following);
  if (name === 'join' || name === 'toString') return move(position, call, element, following);
  if (name === 'next') return move(position, call, nextOf(element), following);
  if (keepsAll(called)) return following.settle();
  const [callback] = call.arguments;
  if (!callback || !CALLBACK_METHODS.has(name)) return;
  const returns = name === 'map' || name === 'flatMap' || name.startsWith('reduce');
  const parameters = parametersOf(name, element, shape);
  const wrap = name === 'map' ? listOf : name === 'flatMap' ? flatListOf : same;
  enterCallback({ callback, parameters, call, wrap, returns }, position, following);
}

/** `pages.flat()`, `groups.flat(2)` */
function flatten({ position, call }: MethodCall, following: Following): void {
  const [depth] = call.arguments;
  const levels = depth ? (tsc.isNumericLiteral(depth) ? Number(depth.text) : LISTS_IN_LISTS) : 1;
  for (const shape of flattened(position.shape, levels)) move(position, call, shape, following);
}

/** The same position, where `concat` puts elements of the program's own beside those of the answer. */
function joined({ position, call, name }: MethodCall, { evaluation }: Following): Position {
  return besideOwn(position, name === 'concat' && hasOwnElements(call.arguments, evaluation));
}

/** What the function given to a method of a list sees. */
function parametersOf(name: string, element: Shape, list: Shape): readonly (Shape | null)[] {
  if (name.startsWith('reduce')) return [null, element, null, list];
  if (/sort/i.test(name)) return [element, element];
  return [element, null, list];
}

/** What `next()` of a generator answers, at once or as a promise. */
function nextOf(element: Shape): Shape {
  const result = holder({ value: awaited(element) });
  return promise(result, result);
}

function bodyMethod(called: MethodCall, shape: Shape & { kind: 'body' }, following: Following): void {
  const { position, call, name, access, span } = called;
  if (isLinkText(shape)) return linkMethod(position, call, called, following);
  if (TEXT_METHODS.has(name)) return move(position, call, shape, following);
  if (name === 'hasOwnProperty') return asksForMember(position, call.arguments[0], following);
  if (TESTING_METHODS.has(name) && noteTest(called, following)) return;
  if (name === 'split' && !holdsId(shape) && !holdsWhole(shape)) return move(position, call, listOf(shape), following);
  // A method that no record has was read off the answer like any other member.
  if (!VALUE_METHODS.has(name)) {
    const member = memberOfBody(shape, name);
    following.ledger.read(position, member, span, { expression: access, holder: position.node });
  }
  const isList = name === 'slice' || name === 'concat';
  if (CHANGING_METHODS.has(name) && !holdsId(shape) && (isList || !holdsWhole(shape)))
    return move(joined(called, following), call, shape, following);
  text(position, call, following);
}

/** `type.startsWith('teacher')` compares like `===` does. */
function noteTest({ position, call, name }: MethodCall, following: Following): boolean {
  const { evaluation } = following;
  const [text] = call.arguments;
  // The text of a whole answer may be searched for anything that v3 does not say any more.
  if (holdsWhole(position.shape)) following.ledger.escape(position, 'searched as text');
  const literals = text ? textsOf(text, following) : [];
  if (!literals.length) return false;
  const [literal, ...others] = literals;
  const isOne = ASKING_FOR_PART.has(name) && literal !== undefined && !others.length;
  const isKnown = isOne && text && isWrittenText(text, evaluation) && isSteady(position.node, [], evaluation);
  const branches = isKnown ? branchesOf(call, false, literal, evaluation) : [];
  following.ledger.use(position, { kind: 'compare', literals, comparison: null, branches, inPart: true });
  return true;
}

function promiseOf(returned: Shape): Shape {
  return promise(awaited(returned));
}
