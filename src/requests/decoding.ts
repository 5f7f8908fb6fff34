import type { ts } from 'ts-morph';
import type { Client, Decoder } from '../clients/client.js';
import { tsc } from '../syntax/compiler.js';
import { namesLeadingTo } from '../syntax/names.js';
import type { Evaluation } from '../values/evaluation.js';
import { knownText, type CallSite, type Value, type Values } from '../values/value.js';
import { changesAnswers } from './answers.js';
import type { Matched } from './match.js';
import { valuesAt } from './places.js';

/**
 * The option by which the program decodes or changes answers itself, before anybody else sees them.
 *
 * @returns its name, as in `hooks.afterResponse`; null where the client does all of it
 */
export function decoderOf(match: Matched, site: CallSite, evaluation: Evaluation): string | null {
  const { client, form, made } = match;
  const own = [...new Set([form.options ?? 0, 0])].map((argument) => ({ argument, site }));
  const inherited = made.map((each) => ({ argument: 0, site: each.site }));
  const options = [...own, ...inherited].flatMap((place) =>
    valuesAt({ argument: place.argument }, place.site, evaluation).filter(isWritten),
  );
  const isSet = (decoder: Decoder): boolean => {
    const name = optionOf(decoder);
    return (
      isSetForAll(name, client, evaluation) ||
      membersOf(options, name.split('.'), evaluation).some((value) => decodesWith(decoder, value))
    );
  };
  const option = client.decoders.find(isSet);
  if (option !== undefined) return optionOf(option);
  return changesAnswers(match, client.answer, evaluation) ? client.interceptor.join('.') : client.decoder;
}

/** Whether an option has the client hand on answers as they were sent. */
export function answersRaw({ decoders }: Client, option: string | null): boolean {
  return decoders.some((decoder) => typeof decoder !== 'string' && decoder.option === option);
}

/** The option that a decoder is. */
export function optionOf(decoder: Decoder): string {
  return typeof decoder === 'string' ? decoder : decoder.option;
}

/** Whether a value of an option has the program decode answers. */
function decodesWith(decoder: Decoder, value: Value): boolean {
  if (value.kind === 'nothing') return false;
  if (typeof decoder === 'string') return value.kind !== 'unknown';
  const text = knownText(value);
  return text === null || decoder.texts.includes(text);
}

/**
 * `axios.defaults.transformResponse = […]`, `Object.assign(api.defaults, { adapter })`: whichever instance it is set for,
 * since those that are made later have it too.
 */
function isSetForAll(name: string, { assignedBase }: Client, { index }: Evaluation): boolean {
  const [defaults] = assignedBase;
  if (assignedBase.length < 2) return false;
  const isDefaults = (node: ts.Expression): boolean => namesLeadingTo(node).at(-1) === defaults;
  return (
    index.assignmentsTo(name).some(({ target }) => isDefaults(target.expression)) ||
    index.identifiers(name).some(({ parent }) => {
      const call = tsc.isObjectLiteralElement(parent) ? parent.parent.parent : undefined;
      return call !== undefined && tsc.isCallExpression(call) && call.arguments.slice(0, 1).some(isDefaults);
    })
  );
}

/** Options that are not in sight may hold anything; that they hold this is not to be taken for granted. */
function isWritten({ kind }: Value): boolean {
  return kind === 'object' || kind === 'merge';
}

function membersOf(values: Values, members: readonly string[], evaluation: Evaluation): Values {
  return members.reduce<Values>(
    (holders, member) => holders.flatMap((holder) => evaluation.member(holder, member)),
    values,
  );
}
