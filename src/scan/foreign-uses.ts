import type { ts } from 'ts-morph';
import { OtherUses, type RequestedExpressions } from '../flow/other-uses.js';
import { parametersOf } from '../requests/links.js';
import type { Request } from '../requests/requests.js';
import type { Setting } from '../requests/settings.js';
import { parseCleverUrl } from '../requests/url.js';
import { placeKey } from '../model/spans.js';
import type { Vocabulary } from '../model/vocabulary.js';
import type { Callers } from '../values/callers.js';
import type { Evaluation } from '../values/evaluation.js';
import type { Piece } from '../values/value.js';
import { piecesOfCutCalls, type CutCalls } from './cut-calls.js';

/** What a piece of a URL is used for beside requests to Clever. */
export interface ForeignUses {
  /** What else it is used for; null for nothing. */
  readonly of: (piece: Piece) => string | null;
  /** What a function of the program decides by it on the way to a request; null for nothing. */
  readonly onTheWay: (piece: Piece) => string | null;
}

/** All that asks for something: calls, and what is set up with an address. */
interface Asking {
  readonly requests: readonly Request[];
  readonly settings: readonly Setting[];
  readonly cutCalls: CutCalls;
}

/** Tells what a piece of a URL serves beside requests to Clever. */
export function foreignUsesOf(
  asking: Asking,
  vocabulary: Vocabulary,
  evaluation: Evaluation,
  callers: Callers,
): ForeignUses {
  const foreign = foreignPieces(asking, vocabulary);
  const unseen = piecesOfCutCalls(asking.cutCalls, asking.requests);
  const otherUses = new OtherUses(evaluation, callers, askedExpressions(asking), vocabulary.words ?? new Set());
  return {
    of: ({ span }) => {
      if (!span) return null;
      const use = unseen.get(placeKey(span));
      if (use) return use;
      return foreign.has(placeKey(span)) ? 'calls to other servers' : otherUses.of(span);
    },
    onTheWay: ({ span }) => span && otherUses.of(span, 'on the way'),
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
function askedExpressions({ requests, settings }: Asking): RequestedExpressions {
  const asked = new Map<ts.Node, Set<ts.ParameterDeclaration>>();
  const note = (node: ts.Node, parameter?: ts.ParameterDeclaration): void => {
    const known = asked.get(node) ?? new Set();
    asked.set(node, parameter ? known.add(parameter) : known);
  };
  for (const { call } of settings) note(call);
  for (const { call, context } of requests) {
    for (const argument of call.arguments) note(argument);
    for (const [scope, site] of context.opened)
      site?.arguments.forEach(({ node }, index) => note(node, parametersOf(scope)[index]));
  }
  return new Map([...asked].map(([node, parameters]) => [node, [...parameters]]));
}
