import type { ts } from 'ts-morph';
import { readsOf } from '../flow/references.js';
import { waitsForEvent } from '../libraries/named-calls.js';
import { tsc } from '../syntax/compiler.js';
import { functionAround, givenParameters, isAsync } from '../syntax/functions.js';
import { innerOf } from '../syntax/outer.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT } from '../values/value.js';
import type { AnswerHandler } from './handler.js';

/** How a response that was read before can be given to a handler as if nobody had read it. */
export interface Replay {
  /** Whether the handler hears of a response that is cut off. */
  readonly hearsCut: boolean;
  /** Whether it hears of the event `aborted` itself. */
  readonly hearsAborted: boolean;
  /** Whether it takes the body as text, and not as bytes. */
  readonly asText: boolean;
}

/** https://nodejs.org/api/stream.html#readable-streams: what a handler may wait for. */
const EVENTS: ReadonlySet<string> = new Set(['data', 'end', 'error', 'aborted', 'close']);
const CUT_EVENTS: readonly string[] = ['error', 'aborted', 'close'];

/** What a response says as well once it was read. */
const LASTING: ReadonlySet<string> = new Set([
  ...['statusCode', 'statusMessage', 'headers', 'rawHeaders', 'httpVersion', 'complete', 'aborted', 'url'],
]);

/** What a handler does with its response. */
interface Uses {
  readonly events: Set<string>;
  /** Functions that get the pieces of the body. */
  readonly readers: Set<ts.Expression>;
  setsEncoding: boolean;
}

/** A parameter that holds the response, and the function it belongs to. */
interface Held {
  readonly name: ts.Identifier;
  readonly scope: ts.Node;
}

/**
 * What must be emitted for a handler that gets a response which was read before.
 *
 * The handler must wait for the events of the response as soon as it is called, and do nothing else with it: one that
 * pipes the response, or goes through it with `for await`, finds nothing left.
 *
 * @returns null where that is not sure
 */
export function replayOf(handler: AnswerHandler, evaluation: Evaluation): Replay | null {
  const parameter = handler.parameters[handler.shapes.findIndex((shape) => shape?.kind === 'stream')];
  const uses: Uses = { events: new Set(), readers: new Set(), setsEncoding: false };
  const held = new Map<ts.Node, Held>();
  if (!parameter || !hold(parameter, held)) return null;
  for (const each of held.values())
    for (const read of readsOf(each.name, evaluation))
      if (!noteUse(read, each, { uses, held, evaluation })) return null;
  return {
    hearsCut: CUT_EVENTS.some((event) => uses.events.has(event)),
    hearsAborted: uses.events.has('aborted'),
    asText: uses.setsEncoding || [...uses.readers].every((reader) => joinsText(reader, evaluation)),
  };
}

/** Notes a parameter that gets the response; false for one that does more than to name it. */
function hold({ name, parent, dotDotDotToken }: ts.ParameterDeclaration, held: Map<ts.Node, Held>): boolean {
  if (!tsc.isIdentifier(name) || dotDotDotToken || isAsync(parent) || isGenerator(parent)) return false;
  held.set(name, { name, scope: parent });
  return true;
}

function isGenerator(node: ts.SignatureDeclaration): boolean {
  return 'asteriskToken' in node && node.asteriskToken !== undefined;
}

interface Looking {
  readonly uses: Uses;
  readonly held: Map<ts.Node, Held>;
  readonly evaluation: Evaluation;
}

/** Notes what is done with the response at one place; false for anything that works only once, or later. */
function noteUse(read: ts.Identifier, { scope }: Held, looking: Looking): boolean {
  const isAtOnce = functionAround(read) === scope;
  const { parent } = read;
  if (tsc.isCallExpression(parent) && parent.expression !== read)
    return isAtOnce && passesOn(parent, parent.arguments.indexOf(read), looking);
  if (!tsc.isPropertyAccessExpression(parent)) return false;
  if (LASTING.has(parent.name.text)) return !isCalled(parent);
  return noteCalls(parent, isAtOnce, looking.uses);
}

/** `bl(response, show)`, of a function of the program that does no more with it. */
function passesOn(call: ts.CallExpression, at: number, { held, evaluation }: Looking): boolean {
  const [only, ...others] = evaluation.evaluate(call.expression, EMPTY_CONTEXT);
  const parameter = only?.kind === 'function' && !others.length ? givenParameters(only.node)[at] : undefined;
  return parameter !== undefined && hold(parameter, held);
}

/** `response.setEncoding('utf8').on('data', …).on('end', …)` */
function noteCalls(first: ts.PropertyAccessExpression, isAtOnce: boolean, uses: Uses): boolean {
  for (let access: ts.Node = first; tsc.isPropertyAccessExpression(access); access = access.parent.parent) {
    const call = access.parent;
    if (!tsc.isCallExpression(call) || call.expression !== access) return false;
    const name = access.name.text;
    if (name === 'resume') continue;
    if (!isAtOnce) return false;
    if (name === 'setEncoding') uses.setsEncoding = true;
    else if (!waitsForEvent(name) || !noteListener(call, uses)) return false;
  }
  return true;
}

function noteListener({ arguments: [event, listener] }: ts.CallExpression, uses: Uses): boolean {
  if (!event || !listener || !tsc.isStringLiteralLike(event) || !EVENTS.has(event.text)) return false;
  uses.events.add(event.text);
  if (event.text === 'data') uses.readers.add(listener);
  return true;
}

function isCalled(access: ts.Expression): boolean {
  return tsc.isCallExpression(access.parent) && access.parent.expression === access;
}

/** `(chunk) => (text += chunk)`, to which a piece of text is as good as bytes. */
function joinsText(reader: ts.Expression, evaluation: Evaluation): boolean {
  const inner = innerOf(reader);
  if (!tsc.isArrowFunction(inner) && !tsc.isFunctionExpression(inner)) return false;
  const name = givenParameters(inner)[0]?.name;
  return name !== undefined && tsc.isIdentifier(name) && readsOf(name, evaluation).every(isJoined);
}

function isJoined({ parent }: ts.Identifier): boolean {
  const { PlusToken, PlusEqualsToken } = tsc.SyntaxKind;
  return tsc.isBinaryExpression(parent) && [PlusToken, PlusEqualsToken].includes(parent.operatorToken.kind);
}
