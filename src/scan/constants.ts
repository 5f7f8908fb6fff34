import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { transferOf } from '../syntax/transfer.js';
import { mayBeRequested } from '../flow/constant-reach.js';
import { handedTogether } from './handed-together.js';
import { writtenUsage } from './written-usage.js';
import { spanOf } from '../program/program.js';
import { calleeName } from '../program/syntax-index.js';
import { addressIn } from '../requests/commands.js';
import { parsedUrl } from '../requests/parsed-url.js';
import { parseUnderOpenBase } from '../requests/open-base.js';
import { addressesOfProxies } from '../requests/proxies.js';
import { isOfHost, parseCleverUrl, saysEnough } from '../requests/url.js';
import { oncePerObject } from '../model/once-per-object.js';
import { isInside, placeKey } from '../model/spans.js';
import type { Span } from '../model/spans.js';
import type { Answer } from '../model/answer.js';
import type { Vocabulary } from '../model/vocabulary.js';
import type { WrittenUsage } from '../model/usage.js';
import { openingOf } from '../requests/holes.js';
import type { Callers, Opening } from '../values/callers.js';
import type { Evaluation } from '../values/evaluation.js';
import { urlPart } from '../values/url-text.js';
import { EMPTY_CONTEXT, type Context, type Piece, textsAmong } from '../values/value.js';

/** What holds the version, or names what the bare host serves: `/v1.1/schools`, `v1.2`, `/me`. */
const TELLING = /(?:^|\/)(?:v\d+(?:\.\d+)?|me)(?:[/?]|$)/i;

const NO_CALL = 'this tool found no call that uses it';

/** What a tag is called that runs a command: https://google.github.io/zx/api, https://bun.sh/docs/runtime/shell */
const RUNS_COMMANDS = /^\$$/;

/** An address that is written, and what tells it where that is only a part. */
interface Written {
  readonly node: ts.Expression;
  readonly telling: ts.StringLiteralLike | null;
  readonly texts: () => readonly Text[];
}

/** What an address can be, and in which context. */
export interface Text {
  readonly pieces: readonly Piece[];
  readonly context: Context;
}

/** A call of code that nobody knows which gets an address, and what the program does with what it answers. */
export type AnswersOfUnknown = (node: ts.Expression, text: Text) => readonly Answer[];

/**
 * Clever URLs that are written out, or put together, but that no known request uses.
 *
 * What a constant reaches decides: a comparison, a log text or a list of allowed addresses asks for nothing.
 *
 * @param isRequested whether text at a place is already part of a request
 * @param answersOf what calls that nobody knows answer which get the address
 */
export function constantsOf(
  evaluation: Evaluation,
  callers: Callers,
  vocabulary: Vocabulary,
  isRequested: (span: Span) => boolean,
  answersOf: AnswersOfUnknown,
): readonly WrittenUsage[] {
  const { strings, templates } = evaluation.index;
  const whole = [...strings, ...templates].filter(startsLikeUrl).map((node) => ({ node, telling: null }));
  const tellings = strings.filter((node) => !startsLikeUrl(node) && TELLING.test(node.text));
  const sums = tellings.map((telling) => ({
    node: evaluation.asOwnQuestion(() => sumOf(telling, evaluation), telling),
    telling,
  }));
  // What a template puts together is looked at by itself.
  const joined = sums.filter(({ node, telling }) => node !== telling && !tsc.isTemplateExpression(node));
  const textsIn = (node: ts.Expression, context: Context): readonly (readonly Piece[])[] =>
    textsAmong(evaluation.evaluate(node, context));
  // What callers give is asked for where the rest tells an address that no request is known for.
  const openingAmong = (texts: readonly (readonly Piece[])[]): Opening | null => {
    const worth = texts.filter(
      (pieces) =>
        pieces.some(({ hole, text }) => (!hole && TELLING.test(text)) || isOfHost(text, vocabulary.hosts)) &&
        !pieces.some(({ span }) => span !== null && isRequested(span)),
    );
    return worth.map((pieces) => openingOf(pieces, vocabulary.hosts)).find((opening) => opening !== null) ?? null;
  };
  const textsOf = (node: ts.Expression): readonly Text[] => {
    const contexts = openingAmong(textsIn(node, EMPTY_CONTEXT))
      ? callers.contexts((context) => openingAmong(textsIn(node, context)))
      : [EMPTY_CONTEXT];
    return contexts.flatMap((context) => textsIn(node, context).map((pieces) => ({ pieces, context })));
  };
  const written = [...whole, ...joined].map((each) => ({ ...each, texts: () => textsOf(each.node) }));
  const handedWith = handedTogether(evaluation, vocabulary);
  const handed = sums.flatMap(({ node, telling }) =>
    node === telling ? [{ node, telling, texts: () => inNoContext(handedWith(telling)) }] : [],
  );
  // A sum of many paths is asked once for each.
  const parsed = oncePerObject(parsedUrl);
  const urlOf = oncePerObject((pieces: readonly Piece[]) => parseCleverUrl(pieces, vocabulary));
  const usagesOf = ({ node, telling, texts }: Written): readonly WrittenUsage[] => {
    if (!tsc.isTaggedTemplateExpression(node.parent) && !mayBeRequested(node, evaluation)) return [];
    return texts().flatMap((text) => {
      const pieces = parsed(text.pieces);
      // A request may ask for the path of a URL that is written as a whole: `url.pathname`.
      const own = telling ? tellingIn(pieces, telling) : [...tellingIn(pieces, node), ...pathOf(pieces)];
      if (own.some(({ span }) => span !== null && isRequested(span))) return [];
      const url = urlOf(pieces) ?? parseUnderOpenBase(pieces, node, vocabulary);
      if (!url || !saysEnough(url)) return [];
      const usage = writtenUsage(node, url, NO_CALL);
      const answers = answersOf(node, text);
      return answers.length ? answers.map((answer) => ({ ...usage, answer })) : [usage];
    });
  };
  const commands = evaluation.index.taggedTemplates.flatMap(({ tag, template }) => {
    const texts = () => inNoContext(textsIn(template, EMPTY_CONTEXT).flatMap((each) => [addressIn(each) ?? []]));
    return RUNS_COMMANDS.test(calleeName(tag) ?? '') ? [{ node: template, telling: null, texts }] : [];
  });
  // Each is worth a look of its own, however many there are.
  const found = [...written, ...handed, ...commands].flatMap((each) =>
    evaluation.asOwnQuestion(() => usagesOf(each), each.node),
  );
  return [...found, ...addressesInProxies(evaluation, vocabulary, isRequested)];
}

/** What proxies make of the paths that they change, once for each text that tells where these go. */
function addressesInProxies(
  evaluation: Evaluation,
  vocabulary: Vocabulary,
  isRequested: (span: Span) => boolean,
): readonly WrittenUsage[] {
  const told = new Set<string>();
  return evaluation
    .asOwnQuestion(() => addressesOfProxies(evaluation))
    .flatMap(({ node, pieces }) => {
      const own = pieces.flatMap(({ text, span }) => (span && TELLING.test(text) ? [span] : []));
      const url = own.length && !own.some(isRequested) ? parseCleverUrl(pieces, vocabulary) : null;
      const key = own.map(placeKey).join();
      if (!url || !saysEnough(url) || told.has(key)) return [];
      told.add(key);
      return [writtenUsage(node, url, NO_CALL)];
    });
}

function inNoContext(texts: readonly (readonly Piece[])[]): readonly Text[] {
  return texts.map((pieces) => ({ pieces, context: EMPTY_CONTEXT }));
}

/** The pieces of a text that tell the address: its base may serve known requests as well. */
function tellingIn(pieces: readonly Piece[], telling: ts.Node): readonly Piece[] {
  const place = spanOf(telling);
  const own = pieces.filter(({ span, text }) => span !== null && isInside(span, place) && TELLING.test(text));
  return own.length ? own : pieces;
}

function pathOf(pieces: readonly Piece[]): readonly Piece[] {
  return textsAmong(urlPart({ kind: 'text', pieces }, 'pathname')).flat();
}

/** The largest text that an expression is a part of: `base + '/v1.1/me'`, `new URL('/v1.1/me', base)`. */
export function sumOf(node: ts.Expression, evaluation: Evaluation): ts.Expression {
  const transfer = transferOf(node);
  if (transfer.kind === 'same' || transfer.kind === 'joined') return sumOf(transfer.to, evaluation);
  return transfer.kind === 'argument' && isText(transfer.call, evaluation) ? sumOf(transfer.call, evaluation) : node;
}

function isText(node: ts.Expression, evaluation: Evaluation): boolean {
  const values = evaluation.evaluate(node, EMPTY_CONTEXT);
  return values.length > 0 && values.every(({ kind }) => kind === 'text');
}

function startsLikeUrl(node: ts.StringLiteralLike | ts.TemplateExpression): boolean {
  if (tsc.isTemplateExpression(node)) return /^https?:|^$/i.test(node.head.text);
  return /^https?:\/\//i.test(node.text);
}
