import type { ts } from 'ts-morph';
import { declaredSymbol } from '../flow/references.js';
import { waitsForEvent } from '../libraries/named-calls.js';
import { tsc } from '../syntax/compiler.js';
import { isPromiseMethod } from '../syntax/promises.js';
import { contains } from '../syntax/contains.js';
import { givenParameters } from '../syntax/functions.js';
import type { Hindrance } from '../model/hindrance.js';
import { spanOf } from '../program/program.js';
import { isWithin } from './address-call.js';
import { hinderedBy, runsOnce } from './hindered.js';
import { answerHandlers, isInlineFunction, type AnswerHandler } from './handler.js';
import { keptRequest } from './kept-request.js';
import { declarations, hostOf, nameEdit, type Named } from './named-functions.js';
import { changedBetween, declaredBefore, hoistPassing, NOTHING_HOISTED } from './hoisting.js';
import { wrapperOf, namesIn, type Called } from './callback-wrapper.js';
import { wrappersOf } from './failure.js';
import { mayBeWaitedFor } from './promised.js';
import { rewrite, type Asked, type WrittenRequest } from './place.js';
import type { HandlerKind } from '../flow/free-names.js';
import { isRepeatable, isSteady } from '../flow/repeatable.js';
import { callsOf, wholeChain } from './request-chain.js';

/**
 * `get(me, (error, body) => body?.data ? get(record, onUser) : onUser(error, body))`: the handler is called with the
 * record, or with the failed first answer.
 *
 * The handler stays where it is and is given a name, so that none of its lines change.
 *
 * @returns undefined where the answer comes to no callback, what is in the way where it does and there is no place for a
 *   second request
 */
export function callbackForm(asked: Asked): WrittenRequest | Hindrance | undefined {
  const chain = wholeChain(asked.address.call);
  const calls = callsOf(chain, asked.address.call);
  const [handler, ...others] = answerHandlers(calls, asked);
  if (!handler || isGivenToPromise(handler.node)) return undefined;
  const hindrance = hindranceOf(handler, others, calls, asked);
  if (hindrance) return hindrance;
  const { evaluation } = asked;
  const inline = inlineFunctions(calls);
  const allowed = [...calls, ...inline];
  if (!isRepeatable(chain, evaluation, allowed)) return runsOnce(chain, evaluation, allowed);
  if (!isSteady(chain, inline, evaluation)) return hinderedBy('changed between', chain);
  const parameters = parameterNames(handler, chain, inline);
  if (!parameters) return hinderedBy('no name', chain);
  if (mayBeWaitedFor(chain, wrappersOf(asked.request, asked.address), evaluation))
    return hinderedBy('waited for', asked.address.call);
  const kept = keptRequest(chain, evaluation);
  if (kept === undefined) return hinderedBy('request kept', chain);
  const without = [handler.node, ...inline];
  const statement = statementToHoistTo(chain, inline);
  const hoisted = (statement && hoistPassing(asked, calls, statement, without)) ?? NOTHING_HOISTED;
  const changed = changedBetween(asked, calls, [...without, ...hoisted.shared]);
  if (changed) return changed;
  const called = { ...asked, chain, handler, parameters, kept, hoisted };
  return inline.length ? withNamedFunctions(called, inline) : withWrappedName(called);
}

/** The statement that is the request, or in an arrow function whose body becomes a block, that body. */
function statementToHoistTo(chain: ts.CallExpression, inline: readonly ts.Expression[]): ts.Node | null {
  const host = hostOf(chain);
  return host && (inline.length > 0 || tsc.isStatement(host.node)) ? host.node : null;
}

/** Why a callback cannot be called with the answer of a second request in the place of the first one. */
function hindranceOf(
  handler: AnswerHandler,
  others: readonly AnswerHandler[],
  calls: readonly ts.CallExpression[],
  asked: Asked,
): Hindrance | null {
  const { call } = asked.address;
  if (others.length) return hinderedBy('several callbacks', call);
  const heard = calls.find(isHeardOtherwise);
  if (heard) return hinderedBy('called anyway', heard);
  if (!isPassable(handler)) return hinderedBy('own values', handler.node);
  if (isShared(handler, asked)) return hinderedBy('shared callback', handler.node);
  return call.typeArguments ? hinderedBy('given types', call) : null;
}

/** `.then(show)`, whose promise the other forms know how to handle. */
function isGivenToPromise({ parent }: ts.Expression): boolean {
  return tsc.isCallExpression(parent) && isPromiseMethod(parent.expression);
}

/** Whether something else calls the handler too, perhaps with what is no record: what it reads would be changed for that as well. */
function isShared({ node }: AnswerHandler, { evaluation }: Asked): boolean {
  if (!tsc.isIdentifier(node)) return false;
  const isOther = (each: ts.Identifier): boolean => each !== node && !isDeclared(each);
  const symbol = declaredSymbol(node, evaluation);
  return evaluation.index
    .identifiers(node.text)
    .some((each) => isOther(each) && declaredSymbol(each, evaluation) === symbol);
}

/** `function show() {}`, `const show = …` */
function isDeclared({ parent }: ts.Identifier): boolean {
  return tsc.isFunctionDeclaration(parent) || tsc.isVariableDeclaration(parent);
}

/** Methods of a request, and options, whose function is called for every request, whatever comes of it. */
const CALLED_ALWAYS: ReadonlySet<string> = new Set(['always', 'complete', 'finally', 'then', 'pipe', 'progress']);

/** Whether something else than the handler, and than what hears of errors, would be called for both requests. */
function isHeardOtherwise({ expression, arguments: given }: ts.CallExpression): boolean {
  const name = tsc.isPropertyAccessExpression(expression) ? expression.name.text : '';
  const [event] = given;
  if (waitsForEvent(name)) return !(event && tsc.isStringLiteralLike(event) && event.text === 'error');
  return CALLED_ALWAYS.has(name) || given.some(hasSuchOption);
}

function hasSuchOption(argument: ts.Expression): boolean {
  if (!tsc.isObjectLiteralExpression(argument)) return false;
  return argument.properties.some(({ name }) => name !== undefined && CALLED_ALWAYS.has(name.getText()));
}

function inlineFunctions(calls: readonly ts.CallExpression[]): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (isInlineFunction(node)) found.push(node);
    else tsc.forEachChild(node, visit);
  };
  for (const call of calls) call.arguments.forEach(visit);
  return found.sort((left, right) => left.pos - right.pos);
}

/** Whether the handler can be called by another function as the client calls it. */
function isPassable({ node, parameters }: AnswerHandler): boolean {
  if (parameters.some((parameter) => parameter.dotDotDotToken || parameter.initializer)) return false;
  // `this: Request` says what the client calls it on.
  if (givenParameters(parameters[0]?.parent).length < parameters.length) return false;
  return !(tsc.isFunctionExpression(node) && contains(node.body, isOwnOfCall));
}

/** `this` and `arguments`, which each call of a function has of its own. */
function isOwnOfCall(node: ts.Node): boolean {
  return node.kind === tsc.SyntaxKind.ThisKeyword || (tsc.isIdentifier(node) && node.text === 'arguments');
}

/** The handler's own names for its parameters, where they mean nothing else in the request. */
function parameterNames(
  { parameters, shapes }: AnswerHandler,
  chain: ts.CallExpression,
  inline: readonly ts.Expression[],
): readonly string[] | null {
  const used = namesIn(chain, inline);
  const own = parameters.flatMap(({ name }) => (tsc.isIdentifier(name) ? [name.text] : []));
  const types = parameters.map(({ type }) => (type ? `: ${type.getText()}` : ''));
  const typed = (names: readonly string[]): readonly string[] =>
    names.map((name, index) => name + (types[index] ?? ''));
  const isFree = (name: string): boolean => !used.has(name);
  if (own.length === parameters.length && own.every(isFree)) return typed(own);
  const other = shapes.map((shape, index) =>
    shape === null ? (index ? `meExtra${index}` : 'meError') : shape.kind === 'body' ? 'me' : 'meResponse',
  );
  return new Set(other).size === other.length && other.every(isFree) ? typed(other) : null;
}

/** The handler has a name already: the request stays as it is, with another function in the handler's place. */
function withWrappedName(called: Called): WrittenRequest | Hindrance {
  const { node } = called.handler;
  const wrapper = wrapperOf(called, node.getText(), []);
  if (typeof wrapper !== 'string') return wrapper;
  const { declarations: lines, uses, shared } = called.hoisted;
  const statement = hostOf(called.chain)?.node;
  const above = statement ? declaredBefore(statement, lines) : [];
  return { edits: [...above, ...called.first, ...uses, { ...spanOf(node), text: wrapper }], mayFail: true, shared };
}

/** `const onUser = (error, body) => { … };` and the request behind it. */
function withNamedFunctions(called: Called, inline: readonly ts.Expression[]): WrittenRequest | Hindrance {
  const { chain, handler, first, names } = called;
  const host = hostOf(chain);
  if (!host) return hinderedBy('no statement', chain);
  const named = nameAll(inline, handler, (wanted, taken) => names.handler(wanted, chain, host.scope, taken));
  const name = tsc.isIdentifier(handler.node)
    ? handler.node.text
    : named?.find(({ node }) => node === handler.node)?.name;
  if (!named || name === undefined) return hinderedBy('no name', chain);
  const wrapper = wrapperOf(called, name, named);
  if (typeof wrapper !== 'string') return wrapper;
  const { declarations: above, uses: hoisted, shared } = called.hoisted;
  const uses = [...hoisted, ...named.filter(({ node }) => node !== handler.node).map(nameEdit)];
  const inside = first.filter((edit) => isWithin(edit, host.node));
  const outside = first.filter((edit) => !isWithin(edit, host.node));
  const request = rewrite(host.node, [...inside, ...uses, { ...spanOf(handler.node), text: wrapper }]);
  return { edits: [...outside, ...declarations(host, named, { request, above }, chain)], mayFail: true, shared };
}

/** `.setTimeout(1500, () => …)`, `.on('timeout', () => …)` */
function isForTimeout({ parent }: ts.Expression): boolean {
  if (!tsc.isCallExpression(parent) || !tsc.isPropertyAccessExpression(parent.expression)) return false;
  const [event] = parent.arguments;
  return /timeout$/i.test(event && tsc.isStringLiteralLike(event) ? event.text : parent.expression.name.text);
}

function nameAll(
  inline: readonly ts.Expression[],
  handler: AnswerHandler,
  give: (wanted: HandlerKind, taken: readonly string[]) => string | null,
): readonly Named[] | null {
  const named: Named[] = [];
  for (const node of inline) {
    const name = give(
      node === handler.node ? 'answer' : isForTimeout(node) ? 'timeout' : 'other',
      named.map((each) => each.name),
    );
    if (name === null) return null;
    named.push({ node, name });
  }
  return named;
}
