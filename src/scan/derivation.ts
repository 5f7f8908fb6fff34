import { shorten } from '../syntax/wording.js';
import type { ts } from 'ts-morph';
import type { Client } from '../clients/client.js';
import type { Join } from '../clients/join.js';
import { tsc } from '../syntax/compiler.js';
import { fileOf, spanOf, type Program } from '../program/program.js';
import { requestsOf, type Request } from '../requests/requests.js';
import { reasonOf } from '../requests/holes.js';
import { settingsOf } from '../requests/settings.js';
import type { Sources } from '../program/sources.js';
import { shownPieces } from '../requests/shown-pieces.js';
import { hostOf, parseCleverUrl } from '../requests/url.js';
import type { Span } from '../model/spans.js';
import type { Vocabulary } from '../model/vocabulary.js';
import { Callers } from '../values/callers.js';
import type { Evaluation } from '../values/evaluation.js';
import { Evaluator } from '../values/evaluator.js';
import { charactersOf, EMPTY_CONTEXT, type Context, type Piece, type Value } from '../values/value.js';

/** A run of characters of an address: where it was written, or what is missing to know it. */
export interface DerivedPiece {
  readonly text: string;
  /** Null where no source spells it. */
  readonly span: Span | null;
  /** Null for text that is known. */
  readonly missing: string | null;
}

/** One address that a call can ask for. */
export interface DerivedUrl {
  readonly text: string;
  readonly pieces: readonly DerivedPiece[];
  /** The calls whose arguments were put in for parameters, the nearest first. */
  readonly through: readonly Span[];
  /** Whether it is Clever's, another's, or not known far enough to tell. */
  readonly owner: 'clever' | 'other' | 'unknown';
  /** Of Clever's: the version, null for none, and the path below it. */
  readonly endpoint: { readonly version: string | null; readonly path: string } | null;
}

/** How the scan came to what it says of one call or setting. */
export interface Derivation {
  readonly span: Span;
  /** What sends the request; null for a call that sends none as far as is known. */
  readonly client: string | null;
  readonly method: string | null;
  /** How base and path are joined. */
  readonly join: string | null;
  readonly urls: readonly DerivedUrl[];
  /** Of a call that sends no request: what is called instead. */
  readonly remark: string | null;
}

const JOINS: Readonly<Record<Join['between'], string>> = {
  'one slash': 'with exactly one slash between them',
  'slash before names': 'with a slash between them, and the client rejects a path that begins with a slash',
  nothing: 'as they are, with nothing between them',
  'nothing after an origin': 'with nothing between them, and the client rejects a base that has a path',
  'nothing after cut slashes': 'with nothing between them, after trailing slashes of the base are removed',
  resolution: 'as a browser resolves a link',
};

const ABSOLUTE: Readonly<Record<Join['absolute'], string>> = {
  alone: 'an absolute URL is used as is',
  refused: 'the client rejects an absolute URL',
  joined: 'an absolute URL is joined like any other',
};

/**
 * Tells how the scan came to what it says of the calls at a place: those that begin in it, or else the innermost around it.
 *
 * @param place a line, or a position
 * @param program with all files opened
 */
export function derive(place: Span, program: Program, sources: Sources, vocabulary: Vocabulary): readonly Derivation[] {
  const evaluator = new Evaluator(program, sources, vocabulary.wrappers);
  const callers = new Callers(evaluator, null);
  const found = [
    ...evaluator.index.calls.flatMap((call) => {
      if (!tsc.isCallExpression(call) || !touches(place, call)) return [];
      evaluator.renewBudget();
      const requests = requestsOf(call, vocabulary.hosts, evaluator, callers);
      return requests.length ? [toDerivation(call, requests, vocabulary)] : [];
    }),
    ...settingsIn(place, vocabulary, evaluator, callers),
  ];
  if (found.length) return nearest(found, place);
  const others = evaluator.index.calls.filter((call) => begins(place, spanOf(call)));
  return others.filter((call) => tsc.isCallExpression(call)).map((call) => otherCall(call, evaluator));
}

function settingsIn(
  place: Span,
  vocabulary: Vocabulary,
  evaluator: Evaluator,
  callers: Callers,
): readonly Derivation[] {
  const settings = settingsOf(vocabulary.hosts, evaluator, callers);
  const nodes = new Set(settings.map(({ call }) => call).filter((node) => touches(place, node)));
  return [...nodes].map((node) =>
    toDerivation(
      node,
      settings.filter(({ call }) => call === node),
      vocabulary,
    ),
  );
}

function toDerivation(
  node: ts.Expression,
  asked: readonly (Pick<Request, 'client' | 'context' | 'urls'> & { readonly method?: string | null })[],
  vocabulary: Vocabulary,
): Derivation {
  const urls = asked.flatMap((each) => each.urls.map((pieces) => toUrl(pieces, each.context, vocabulary)));
  const [first] = asked;
  return {
    span: spanOf(node),
    client: first?.client.name ?? null,
    method: first?.method ?? null,
    join: first ? joinOf(first.client) : null,
    urls: distinct(urls),
    remark: null,
  };
}

/** Clients that know of no base join nothing. */
function joinOf({ join, instances, baseOptions, ownBase }: Client): string | null {
  const hasBase = instances.length + Object.keys(baseOptions).length > 0 || ownBase !== null;
  return hasBase ? `${JOINS[join.between]}; ${ABSOLUTE[join.absolute]}` : null;
}

function toUrl(pieces: readonly Piece[], context: Context, vocabulary: Vocabulary): DerivedUrl {
  const url = parseCleverUrl(pieces, vocabulary);
  const host = hostOf(charactersOf(pieces));
  const isKnown = host !== null && !host.includes('{');
  const shown = url ? url.pieces : shownPieces(pieces, 0, null).pieces;
  const reasonAt = (place: Span | null): string | null => {
    const hole = pieces.find((piece) => piece.hole && piece.span === place);
    return hole ? reasonOf(hole) : null;
  };
  return {
    text: charactersOf(shown),
    pieces: shown
      .filter((piece) => piece.text !== '')
      .map((piece) => ({ text: piece.text, span: piece.span, missing: piece.hole ? reasonAt(piece.span) : null })),
    through: [...context.opened.values()].flatMap((site) => (site?.node ? [spanOf(site.node)] : [])),
    owner: url ? 'clever' : isKnown ? 'other' : 'unknown',
    endpoint: url && { version: url.version, path: url.path },
  };
}

/** Addresses that are made of the same pieces are told once, with the first way that leads to them. */
function distinct(urls: readonly DerivedUrl[]): readonly DerivedUrl[] {
  const known = new Map<string, DerivedUrl>();
  for (const url of urls) {
    const key = JSON.stringify(url.pieces);
    if (!known.has(key)) known.set(key, url);
  }
  return [...known.values()];
}

function otherCall(call: ts.CallExpression, evaluation: Evaluator): Derivation {
  evaluation.renewBudget();
  const [callee] = evaluation.evaluate(call.expression, EMPTY_CONTEXT);
  const remark = `\`${shorten(call.expression.getText(), 60)}\` is ${describe(callee, call, evaluation)}`;
  return { span: spanOf(call), client: null, method: null, join: null, urls: [], remark };
}

function describe(callee: Value | undefined, call: ts.CallExpression, { described }: Evaluation): string {
  if (described.contains(call)) return 'in a function that the configuration describes, so this tool does not check it';
  switch (callee?.kind) {
    case 'function':
      return 'a function of this project; to see its requests, trace the calls inside it';
    case 'external':
      return 'module' in callee.root
        ? `from the package ${callee.root.module}, and this tool does not know whether it sends requests; "wrappers" in the configuration can describe it`
        : 'a global, and this tool does not know whether it sends requests';
    case 'unknown':
      return `not known: ${callee.missing} is missing`;
    default:
      return 'an unknown function';
  }
}

/** Those that begin at the place; without any the innermost around it. */
function nearest(found: readonly Derivation[], place: Span): readonly Derivation[] {
  const beginning = found.filter(({ span }) => begins(place, span));
  if (beginning.length && place.end > place.start) return beginning;
  return found.toSorted((one, other) => lengthOf(one.span) - lengthOf(other.span)).slice(0, 1);
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}

function touches(place: Span, node: ts.Node): boolean {
  const span = spanOf(node);
  return fileOf(node) === place.file && span.start <= place.end && place.start < span.end;
}

function begins(place: Span, span: Span): boolean {
  return span.file === place.file && place.start <= span.start && span.start <= place.end;
}
