import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import type { Hindrance } from '../model/hindrance.js';
import { fileOf } from '../program/program.js';
import { hinderedBy } from './hindered.js';
import { handledId, type AnswerHandler, type HandledId } from './handler.js';
import type { KeptRequest } from './kept-request.js';
import { layoutAt, reindented } from '../syntax/layout.js';
import { pathToRecord } from './literals.js';
import { triesAround } from '../syntax/tries.js';
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
}

/** Names that a function in the place of a handler may declare. */
const DECLARED = ['id', 'text', 'chunk'];

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
  if (id.kind !== 'member' && DECLARED.some((name) => used.has(name) || names.includes(name)))
    return hinderedBy('no name', chain);
  const record = pathToRecord(address, url, followUp, id.kind === 'member' ? id.text : 'id', called.first);
  if (!record) return hinderedBy('path in pieces', address.call);
  const { indent, step, newline } = layoutAt(called.handler.node);
  const margin = indent + step;
  const second =
    reindented(
      rewrite(chain, [...record, ...named.map(nameEdit)]),
      chain,
      id.kind === 'stream' ? margin + step : margin,
    ) + passedOn(called);
  const handOn = `return ${handler}(${names.join(', ')})${semicolonOf(chain)}`;
  const onBadJson =
    isDecodingCaught(called) && called.kept?.hearsErrors ? `return ${called.kept.name}.emit('error', error)` : null;
  const lines = linesOf(id, second, { handOn, onBadJson }, chain).map((line) => `${newline}${margin}${line}`);
  return `(${parameters.join(', ')}) => {${lines.join('')}${newline}${indent}}`;
}

/** What is done where there is no id. */
interface WithoutId {
  /** With an answer that has none. */
  readonly handOn: string;
  /** With what is no JSON; null where that is an exception. */
  readonly onBadJson: string | null;
}

/** Whether the program catches the failure to decode an answer, which is no exception then. */
function isDecodingCaught({ flow }: Called): boolean {
  return [...flow.decodings].some((decoding) => triesAround(decoding).length > 0);
}

/** Gets the id, hands on an answer without one, and makes the second request. */
function linesOf(id: HandledId, second: string, { handOn, onBadJson }: WithoutId, chain: ts.Node): readonly string[] {
  const end = semicolonOf(chain);
  const { step } = layoutAt(chain);
  const variable = declaring(chain, 'let');
  switch (id.kind) {
    case 'member':
      return [`if (!${id.holder.replaceAll('.', '?.')}) ${handOn}`, second + end];
    case 'text':
      return [
        `${variable} id${end}`,
        'try {',
        `${step}id = ${id.text}${end}`,
        '} catch {',
        step + handOn,
        '}',
        second + end,
      ];
    case 'stream':
      return [
        `if (${id.name}.statusCode !== 200) ${handOn}`,
        `${variable} text = ''${end}`,
        `${id.name}.on('data', (chunk${typed(chain, 'string')}) => (text += chunk))${end}`,
        `${id.name}.on('end', () => {`,
        ...readingId(id.text, onBadJson, chain).map((line) => step + line),
        step + second + end,
        `})${end}`,
      ];
  }
}

/** Takes the id out of what was read. */
function readingId(taken: string, onBadJson: string | null, chain: ts.Node): readonly string[] {
  const end = semicolonOf(chain);
  if (onBadJson === null) return [`${declaring(chain, 'const')} ${taken}${end}`];
  const { step } = layoutAt(chain);
  return [
    `${declaring(chain, 'let')} id${end}`,
    'try {',
    `${step}${end ? '' : ';'}(${taken})${end}`,
    '} catch (error) {',
    `${step}${onBadJson}${end}`,
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
