import type { ts } from 'ts-morph';
import type { Client, Place } from '../clients/client.js';
import { tsc } from '../syntax/compiler.js';
import { spanOf } from '../program/program.js';
import type { Evaluation } from '../values/evaluation.js';
import { shortName, writtenName } from '../values/literals.js';
import { spreadOut } from '../values/spreading.js';
import {
  knownText,
  placedValues,
  toPieces,
  type CallSite,
  type Piece,
  type Placed,
  type Value,
  type Values,
} from '../values/value.js';

/** The texts that stand at a place of a call; values that are no text are left out, unknown ones are holes. */
export function textsAt(place: Place, site: CallSite, evaluation: Evaluation): readonly (readonly Piece[])[] {
  for (const argument of argumentsAt(place, site, evaluation)) {
    const texts = placeValues(argument, place, evaluation)
      .filter((value) => value.kind === 'text' || value.kind === 'unknown')
      .map((value) => toPieces(value, shortName(argument.node), spanOf(argument.node), writtenName(argument.node)));
    if (texts.length) return texts;
  }
  return [];
}

/** What stands at a place of a call can be. */
export function valuesAt(place: Place, site: CallSite, evaluation: Evaluation): Values {
  for (const argument of argumentsAt(place, site, evaluation)) {
    const values = placeValues(argument, place, evaluation);
    if (values.length) return values;
  }
  return [];
}

/**
 * What an option is given by an object that is written, such as `settings.base` in `{ baseURL: settings.base }`. Options
 * that come from elsewhere may hold a base as well, but claim none.
 */
export function optionsWrittenAt(place: Place, site: CallSite, evaluation: Evaluation): Values {
  const { member } = place;
  if (member === undefined) return [];
  const given = argumentsAt(place, site, evaluation).flatMap(({ node, context }) => evaluation.evaluate(node, context));
  return given.flatMap((value) => (value.kind === 'object' ? evaluation.member(value, member) : []));
}

/** The texts among the arguments of a call that are known. */
export function knownTexts(site: CallSite, evaluation: Evaluation): readonly string[] {
  return spreadOut(site.arguments, evaluation)
    .flatMap((argument) => memberValues(argument, undefined, evaluation))
    .map(knownText)
    .filter((text) => text !== null);
}

/** The node of a call site, for the places of holes. */
export function nodeOf(site: CallSite): ts.Node {
  return site.node ?? (site.heir?.node as ts.Node);
}

/** The arguments a place may mean, the first to be looked at first. */
function argumentsAt({ argument }: Place, site: CallSite, evaluation: Evaluation): readonly Placed[] {
  const all = spreadOut(site.arguments, evaluation);
  if (argument === 'heir') return site.heir ? [placedValues(nodeOf(site) as ts.Expression, [site.heir])] : [];
  if (argument === 'any') return [...all].reverse();
  if (argument === 'address') return all.filter((placed) => isAddress(placed, evaluation));
  return all.slice(argument, argument + 1);
}

function isAddress(placed: Placed, evaluation: Evaluation): boolean {
  const values = memberValues(placed, undefined, evaluation);
  return values.some((value) => {
    if (value.kind === 'unknown') return true;
    return value.kind === 'text' && /^(https?:|\{)/i.test(value.pieces[0]?.text ?? '');
  });
}

function placeValues(argument: Placed, { member, returned, isList }: Place, evaluation: Evaluation): Values {
  if (isList) return valuesInList(argument, member, evaluation);
  const values = memberValues(argument, member, evaluation);
  if (!returned) return values;
  const site = { node: null, arguments: [], context: argument.context };
  const results = values.flatMap((value) => (value.kind === 'function' ? evaluation.invoke(value, site, false) : []));
  const name = returned.member;
  return name === undefined ? results : results.flatMap((value) => evaluation.member(value, name));
}

/** The elements of a list, each by itself or a member of it. */
function valuesInList({ node, context }: Placed, member: string | undefined, evaluation: Evaluation): Values {
  const elements = evaluation
    .evaluate(node, context)
    .flatMap((value) => (value.kind === 'array' ? value.elements : []))
    .flatMap((element) => evaluation.evaluate(element.node, element.context));
  return elements.flatMap((value) => (value.kind === 'text' || !member ? [value] : evaluation.member(value, member)));
}

function memberValues({ node, context }: Placed, member: string | undefined, evaluation: Evaluation): Values {
  if (tsc.isFunctionLike(node)) return [];
  const values = evaluation.evaluate(node, context);
  return values.flatMap((value): Values => {
    const request = requestObject(value);
    if (request) return valuesAt(member === undefined ? { argument: 0 } : { argument: 1, member }, request, evaluation);
    if (member === undefined) return [value];
    if (value.kind === 'unknown') return [{ ...value, name: member }];
    return evaluation.member(value, member);
  });
}

/** `new Request(url, options)`, which stands for both: https://fetch.spec.whatwg.org/#request-class */
export function requestObject(value: Value): CallSite | null {
  if (value.kind !== 'external') return null;
  const [last, before] = [value.steps.at(-1), value.steps.at(-2)];
  if (last?.kind !== 'call' || !last.construct) return null;
  const name = before ? before.kind === 'member' && before.name : 'global' in value.root && value.root.global;
  return name === 'Request' ? last.site : null;
}

/** Whether an argument may be the callback: the last one of a client that only knows callbacks, whatever it is called. */
export function mayBeCallback({ answer, callbacks }: Client, argument: number, all: readonly ts.Expression[]): boolean {
  const last = all.at(-1);
  const isName = last !== undefined && !tsc.isObjectLiteralExpression(last);
  return isName && answer === null && callbacks.length > 0 && argument > 0 && argument === all.length - 1;
}
