import type { ts } from 'ts-morph';
import { OtherUses } from '../flow/other-uses.js';
import type { Request } from '../requests/requests.js';
import type { Setting } from '../requests/settings.js';
import { parseCleverUrl } from '../requests/url.js';
import { placeKey } from '../model/spans.js';
import type { Vocabulary } from '../model/vocabulary.js';
import type { Evaluation } from '../values/evaluation.js';
import type { Piece } from '../values/value.js';
import { piecesOfCutCalls, type CutCalls } from './cut-calls.js';

/** What else a piece is used for; null for nothing. */
export type ForeignUse = (piece: Piece) => string | null;

/** All that asks for something: calls, and what is set up with an address. */
interface Asking {
  readonly requests: readonly Request[];
  readonly settings: readonly Setting[];
  readonly cutCalls: CutCalls;
}

/** Tells what a piece of a URL serves beside requests to Clever. */
export function foreignUsesOf(asking: Asking, vocabulary: Vocabulary, evaluation: Evaluation): ForeignUse {
  const foreign = foreignPieces(asking, vocabulary);
  const unseen = piecesOfCutCalls(asking.cutCalls, asking.requests);
  const otherUses = new OtherUses(evaluation, askedExpressions(asking));
  return ({ span }) => {
    if (!span) return null;
    const use = unseen.get(placeKey(span));
    if (use) return use;
    return foreign.has(placeKey(span)) ? 'calls to other servers' : otherUses.of(span);
  };
}

/** Pieces of URLs that are not, or not known to be, Clever's. */
function foreignPieces({ requests, settings }: Asking, vocabulary: Vocabulary): ReadonlySet<string> {
  const places = new Set<string>();
  for (const { urls } of [...requests, ...settings]) {
    const foreign = urls.filter((pieces) => !parseCleverUrl(pieces, vocabulary));
    const isClever = foreign.length < urls.length;
    for (const pieces of foreign) {
      // A variable whose default is Clever's address may say where else Clever is: behind a proxy, in a test.
      const first = pieces.find(({ text }) => text !== '');
      if (isClever && first?.hole && first.variable !== undefined) continue;
      for (const { span } of pieces) if (span) places.add(placeKey(span));
    }
  }
  return places;
}

/** Expressions that end up in any request or setting. */
function askedExpressions({ requests, settings }: Asking): ReadonlySet<ts.Node> {
  const requested = requests.flatMap(({ call, context }) => [
    ...call.arguments,
    ...[...context.opened.values()].flatMap((site) => site?.arguments.map(({ node }) => node) ?? []),
  ]);
  return new Set<ts.Node>([...settings.map(({ call }) => call), ...requested]);
}
