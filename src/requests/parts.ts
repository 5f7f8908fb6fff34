import type { OptionParts } from '../clients/client.js';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from '../values/evaluation.js';
import {
  charactersOf,
  concatenate,
  impliedText,
  slicePieces,
  type CallSite,
  type Piece,
  textsAmong,
} from '../values/value.js';
import { textsAt, valuesAt } from './places.js';

type Text = readonly Piece[];

/** `{ hostname, port, path }` as one URL. */
export function fromParts(parts: OptionParts, site: CallSite, evaluation: Evaluation): readonly Text[] {
  const first = (members: readonly string[]): readonly Text[] => {
    for (const member of members) {
      const texts = textsAt({ argument: parts.argument, member }, site, evaluation);
      if (texts.length) return texts;
    }
    return [];
  };
  const hosts = first(parts.host);
  if (!hosts.length) return [];
  const schemes = first(parts.protocol).map((protocol) => [...protocol, ...impliedText('//').pieces]);
  const ports = first(parts.port).map((port) => [...impliedText(':').pieces, ...port]);
  return concatenate([
    orElse(schemes, `${parts.scheme}//`),
    hosts,
    orElse(ports, ''),
    orElse(first(parts.path), '/'),
  ]).map(({ pieces }) => pieces);
}

/** `https.get(url, { path })`: what the options say beside a URL takes the place of the same part of it. */
export function withPartsOver(
  texts: readonly Text[],
  { over }: OptionParts,
  site: CallSite,
  evaluation: Evaluation,
): readonly Text[] {
  const argument = over === undefined ? undefined : site.arguments[over];
  if (over === undefined || !argument || tsc.isFunctionLike(argument.node)) return texts;
  // An option bag that is not known may hold a path, but claims none.
  const isSeen = evaluation.evaluate(argument.node, argument.context).every(({ kind }) => kind === 'object');
  const known = (member: string): readonly Text[] => {
    if (isSeen) return textsAt({ argument: over, member }, site, evaluation);
    return textsAmong(valuesAt({ argument: over, member }, site, evaluation));
  };
  const [hosts, paths] = [known('hostname'), known('path')];
  if (!hosts.length && !paths.length) return texts;
  return texts.flatMap((text) => {
    const whole = charactersOf(text);
    const scheme = /^[a-z]+:\/\//i.exec(whole)?.[0].length ?? 0;
    const origin = scheme + (/^[^/?#]*/.exec(whole.slice(scheme))?.[0].length ?? 0);
    return concatenate([
      [slicePieces(text, 0, scheme)],
      hosts.length ? hosts : [slicePieces(text, scheme, origin)],
      paths.length ? paths : [slicePieces(text, origin, whole.length)],
    ]).map(({ pieces }) => pieces);
  });
}

function orElse(texts: readonly Text[], text: string): readonly Text[] {
  if (texts.length) return texts;
  return [text ? impliedText(text).pieces : []];
}
