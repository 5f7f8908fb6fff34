import type { ts } from 'ts-morph';
import { OtherUses, type Requested, type RequestedExpressions } from '../flow/other-uses.js';
import { lineAt } from '../model/lines.js';
import { parametersOf } from '../requests/links.js';
import type { Request } from '../requests/requests.js';
import type { Setting } from '../requests/settings.js';
import { parseCleverUrl } from '../requests/url.js';
import { remembered } from '../model/remembered.js';
import { placeKey, type Span } from '../model/spans.js';
import type { Vocabulary } from '../model/vocabulary.js';
import type { Callers } from '../values/callers.js';
import type { Evaluation } from '../values/evaluation.js';
import type { Piece } from '../values/value.js';
import { piecesOfCutCalls, type CutCalls } from './cut-calls.js';
import { publishedUses } from './published-uses.js';

/** What a piece of a URL is used for beside requests to Clever. */
export interface ForeignUses {
  /** What else it is used for; null for nothing. */
  readonly of: (piece: Piece) => string | null;
  /** What a function of the program decides by it on the way to a request; null for nothing. */
  readonly onTheWay: (piece: Piece) => string | null;
  /** The call that is handed what is written at a place, and that nobody can look into; null for none. */
  readonly callOutOfSight: (written: Span) => string | null;
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
  const published = publishedUses(asking.requests, evaluation);
  const otherUses = new OtherUses(evaluation, callers, askedExpressions(asking), vocabulary.words ?? new Set());
  return {
    of: ({ span }) => {
      if (!span) return null;
      const use = unseen.get(placeKey(span));
      if (use) return use;
      const server = foreign.get(placeKey(span));
      if (server) return callsTo(server, span, evaluation);
      return otherUses.of(span) ?? published.get(placeKey(span)) ?? null;
    },
    onTheWay: ({ span }) => span && otherUses.of(span, 'on the way'),
    callOutOfSight: (written) => otherUses.of(written, 'unseen call'),
  };
}

/** Calls to a server that is not Clever's, by where its address begins; there, the address itself is shared. */
function callsTo([address]: readonly Piece[], shared: Span, { sources }: Evaluation): string {
  const at = address?.hole ? null : address?.span;
  if (!at || placeKey(at) === placeKey(shared)) return 'calls to other servers';
  const line = lineAt(sources.wholeText(at.file), at.start);
  return `calls to another server, whose address is at ${at.file}:${line}`;
}

/** Pieces of URLs that are not, or not known to be, Clever's, and the first URL that each is a part of. */
function foreignPieces({ requests, settings }: Asking, vocabulary: Vocabulary): ReadonlyMap<string, readonly Piece[]> {
  const places = new Map<string, readonly Piece[]>();
  for (const { urls } of [...requests, ...settings]) {
    const foreign = urls.filter((pieces) => !parseCleverUrl(pieces, vocabulary));
    const isClever = foreign.length < urls.length;
    for (const pieces of foreign) {
      // A variable whose default is Clever's address may say where else Clever is: behind a proxy, in a test.
      const first = pieces.find(({ text }) => text !== '');
      if (isClever && first?.hole && first.variable !== undefined) continue;
      for (const { span } of pieces) if (span && !places.has(placeKey(span))) places.set(placeKey(span), pieces);
    }
  }
  return places;
}

/** Expressions that end up in any request or setting. */
function askedExpressions({ requests, settings }: Asking): RequestedExpressions {
  const asked = new Map<ts.Node, Asked>();
  const note = (node: ts.Node, { urls }: Request | Setting): Asked => {
    const known = remembered(asked, node, (): Asked => ({
      parameters: new Set(),
      written: new Map(),
      isOfClient: false,
    }));
    for (const { span } of urls.flat()) if (span) known.written.set(placeKey(span), span);
    return known;
  };
  for (const setting of settings) note(setting.call, setting);
  for (const request of requests) {
    for (const argument of request.call.arguments) note(argument, request).isOfClient = true;
    for (const [scope, site] of request.context.opened)
      site?.arguments.forEach(({ node }, index) => {
        const { parameters } = note(node, request);
        const parameter = parametersOf(scope)[index];
        if (parameter) parameters.add(parameter);
      });
  }
  return asked;
}

/** What is collected of an expression. */
interface Asked extends Requested {
  readonly parameters: Set<ts.ParameterDeclaration>;
  readonly written: Map<string, Span>;
  isOfClient: boolean;
}
