import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import type { Hindrance } from '../model/hindrance.js';
import { fileOf } from '../program/program.js';
import { hinderedBy } from './hindered.js';
import { goesOnWithoutData } from './beside-data.js';
import { handledId, type AnswerHandler, type HandledId, type StreamId } from './handler.js';
import { replayOf, type Replay } from './replayed-response.js';
import type { Hoisted } from './hoisting.js';
import type { KeptRequest } from './kept-request.js';
import { layoutAt, reindented } from '../syntax/layout.js';
import { pathToRecord } from './literals.js';
import { triesAround } from '../syntax/tries.js';
import { holds } from '../syntax/holds.js';
import { declaring, nameEdit, semicolonOf, type Named } from './named-functions.js';
import { rewrite, type Asked } from './place.js';

/** A request whose answer comes to a callback. */
export interface Called extends Asked {
  readonly chain: ts.CallExpression;
  readonly handler: AnswerHandler;
  /** The variable that the request is kept in; null where it is kept in none. */
  readonly kept: KeptRequest | null;
  /** What the function in the place of the handler calls its parameters. */
  readonly parameters: readonly string[];
  /** What both requests are given by names. */
  readonly hoisted: Hoisted;
}

/** Names that a function in the place of a handler declares, by how it gets at the id. */
const DECLARED: Readonly<Record<HandledId['kind'], readonly string[]>> = {
  member: [],
  text: ['id'],
  stream: ['id', 'text', 'chunk'],
};

/**
 * The function that is called with the first answer and makes the second request.
 *
 * @param handler the name of the function that it takes the place of
 * @param named the inline functions of the request, by the names that they have now
 * @returns what is in the way where it could not get at the id, or ask for the record
 */
export function wrapperOf(called: Called, handler: string, named: readonly Named[]): string | Hindrance {
  const { chain, parameters, address, url, followUp } = called;
  const names = parameters.map((parameter) => parameter.replace(/:.*/s, ''));
  const id = handledId(called.handler, names, called);
  const without = named.map(({ node }) => node);
  const used = namesIn(chain, without);
  if (!id) return hinderedBy('answer in pieces', chain);
  if (DECLARED[id.kind].some((name) => used.has(name) || names.includes(name))) return hinderedBy('no name', chain);
  const record = pathToRecord(address, url, followUp, id.kind === 'member' ? id.text : 'id', called.first);
  if (!record) return hinderedBy('path in pieces', address.call);
  const { indent, step, newline } = layoutAt(called.handler.node);
  const margin = indent + step;
  const second =
    reindented(
      rewrite(chain, [...record, ...called.hoisted.uses, ...named.map(nameEdit)]),
      chain,
      id.kind === 'stream' ? margin + step : margin,
    ) + passedOn(called);
  const handOn = `${handler}(${names.join(', ')})${semicolonOf(chain)}`;
  const replay = id.kind === 'stream' ? replayWhere(called) : null;
  if (replay === undefined) return hinderedBy('response read once', called.handler.node);
  const lines = linesOf(id, second, { handOn, replay }, chain).map((line) => `${newline}${margin}${line}`);
  return `(${parameters.join(', ')}) => {${lines.join('')}${newline}${indent}}`;
}

/** What is done where there is no id. */
interface WithoutId {
  /** With an answer that has none: the call of the handler. */
  readonly handOn: string;
  /** With a response that was read and has none; null where that is an exception. */
  readonly replay: Replay | null;
}

/**
 * How the handler gets a response that was read, and holds no id.
 *
 * @returns null where the program knows no more than to throw, as the code that reads the response does too; undefined
 *   where the handler cannot get it
 */
function replayWhere(called: Called): Replay | null | undefined {
  const replay = replayOf(called.handler, called.evaluation);
  if (isThrownAlike(called) && !replay?.hearsCut) return null;
  return replay ?? undefined;
}

/** Whether all that the program does with what it cannot decode is to throw in the handler. */
function isThrownAlike({ handler, flow }: Called): boolean {
  const scope = handler.parameters[0]?.parent;
  const isThrown = (decoding: ts.Node): boolean =>
    scope !== undefined && holds(scope, decoding) && !triesAround(decoding).length;
  const asksOtherwise = flow.answerTests.size > 0 || flow.contentReads.size > 0 || goesOnWithoutData(flow);
  return !asksOtherwise && [...flow.decodings].every(isThrown);
}

/** Gets the id, hands on an answer without one, and makes the second request. */
function linesOf(id: HandledId, second: string, { handOn, replay }: WithoutId, chain: ts.Node): readonly string[] {
  const end = semicolonOf(chain);
  const variable = declaring(chain, 'let');
  const otherwise = `return ${handOn}`;
  switch (id.kind) {
    case 'member':
      return [`if (!${id.holder.replaceAll('.', '?.')}) ${otherwise}`, second + end];
    case 'text':
      return [...tryingFor(id.text, [otherwise], chain), second + end];
    case 'stream':
      return [
        `if (${id.name}.statusCode !== 200) ${otherwise}`,
        `${variable} text = ''${end}`,
        ...(replay ? [`${id.name}.setEncoding('utf8')${end}`] : []),
        `${id.name}.on('data', (chunk${typed(chain, 'string')}) => (text += chunk))${end}`,
        ...(replay ? cutOff(id.name, replay, handOn, chain) : []),
        ...atEnd(id, [...readingId(id, replay, handOn, chain), second + end], replay, chain),
      ];
  }
}

/** What is done once all of a response has been read. */
function atEnd({ name }: StreamId, lines: readonly string[], replay: Replay | null, chain: ts.Node): readonly string[] {
  const { step } = layoutAt(chain);
  // The handler hears of the end as well where it is told of it.
  const method = replay ? 'once' : 'on';
  return [`${name}.${method}('end', () => {`, ...lines.map((line) => step + line), `})${semicolonOf(chain)}`];
}

/** Takes the id out of what was read. */
function readingId(id: StreamId, replay: Replay | null, handOn: string, chain: ts.Node): readonly string[] {
  const end = semicolonOf(chain);
  const text = ['JSON.parse(text)', ...id.path].join('.');
  if (replay)
    return tryingFor(text, [...replayed(id.name, replay, handOn, end), `return ${id.name}.emit('end')${end}`], chain);
  const holder = text.slice(0, text.lastIndexOf('.'));
  return [`${declaring(chain, 'const')} { ${id.path.at(-1) ?? ''} } = ${holder}${end}`];
}

/** A response that is cut off, for a handler that hears of it. */
function cutOff(name: string, replay: Replay, handOn: string, chain: ts.Node): readonly string[] {
  if (!replay.hearsCut) return [];
  const { step } = layoutAt(chain);
  const end = semicolonOf(chain);
  // What else the response has to say comes behind this event, and to the handler itself.
  const lines = [
    ...replayed(name, replay, handOn, end),
    ...(replay.hearsAborted ? [`${name}.emit('aborted')${end}`] : []),
  ];
  return [`${name}.once('aborted', () => {`, ...lines.map((line) => step + line), `})${end}`];
}

/** The handler, and what was read for it. */
function replayed(name: string, { asText }: Replay, handOn: string, end: string): readonly string[] {
  return [handOn, `${name}.emit('data', ${asText ? 'text' : 'Buffer.from(text)'})${end}`];
}

/** `let id; try { id = … } catch { … }` */
function tryingFor(text: string, otherwise: readonly string[], chain: ts.Node): readonly string[] {
  const end = semicolonOf(chain);
  const { step } = layoutAt(chain);
  return [
    `${declaring(chain, 'let')} id${end}`,
    'try {',
    `${step}id = ${text}${end}`,
    '} catch {',
    ...otherwise.map((line) => step + line),
    '}',
  ];
}

/** The type of a parameter, in files that have types. */
function typed(node: ts.Node, type: string): string {
  return /\.[cm]?tsx?$/.test(fileOf(node)) ? `: ${type}` : '';
}

/** What the code does with the request that it keeps is done with the second one too. */
function passedOn({ kept, chain }: Called): string {
  if (!kept) return '';
  const errors = kept.hearsErrors
    ? `.on('error', (error${typed(chain, 'Error')}) => ${kept.name}.emit('error', error))`
    : '';
  return errors + (kept.isEnded ? '.end()' : '');
}

/** The names that an expression mentions outside of some of its parts. */
export function namesIn(node: ts.Node, without: readonly ts.Node[]): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (each: ts.Node): void => {
    if (without.includes(each)) return;
    if (tsc.isIdentifier(each)) names.add(each.text);
    tsc.forEachChild(each, visit);
  };
  visit(node);
  return names;
}
