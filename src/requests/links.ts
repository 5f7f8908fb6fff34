import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { spanOf } from '../program/program.js';
import type { Request } from './requests.js';
import { unwrittenUrl } from './url.js';
import { mentions } from '../syntax/contains.js';
import { appendAll } from '../model/append.js';
import { isSameSpan } from '../model/spans.js';
import type { Answer, AnswerUse } from '../model/answer.js';
import type { CleverUrl } from '../model/url.js';
import type { Confidence } from '../model/confidence.js';
import type { LinkVocabulary } from '../model/vocabulary.js';
import type { Span } from '../model/spans.js';
import type { Scope } from '../values/value.js';

/** A link of an answer that a request is given. */
export interface LinkAskedFor {
  /** The expression that a request is given. */
  readonly at: Span;
  readonly use: AnswerUse;
}

/** A link of an answer and where it leads. */
export interface Link extends LinkAskedFor {
  readonly url: CleverUrl;
  readonly confidence: Confidence;
}

/** The links of an answer that requests are given, wherever they lead. */
export function linksAskedFor({ uses }: Answer): readonly LinkAskedFor[] {
  return uses.flatMap((use) => (use.how.kind === 'url' && use.path[0] === 'links' ? [{ at: use.how.at, use }] : []));
}

/**
 * The links of an answer that the program asks for.
 *
 * @param host the host that answered; a link holds no more than a path
 */
export function linksOf(answer: Answer, host: string, vocabulary: LinkVocabulary): readonly Link[] {
  return linksAskedFor(answer).map(({ at, use }) => {
    const relation = relationOf(use, vocabulary);
    const url = unwrittenUrl(host, vocabulary.version, vocabulary.paths[relation ?? vocabulary.usual] ?? '');
    return { at, url, confidence: relation === null ? 'likely' : use.confidence, use };
  });
}

/**
 * The requests that ask for a link, each in its context.
 *
 * Where a function asks for whatever it is given, only the call that handed it the link counts.
 */
export function requestsFor({ at, use }: LinkAskedFor, requests: readonly Request[]): readonly Request[] {
  const asking = requests.filter((request) => isAskedAt(request, at));
  for (const { span } of use.trail.toReversed()) {
    const calledThere = asking.filter(({ context }) =>
      [...context.opened.values()].some((site) => site?.node && isSameSpan(spanOf(site.node), span)),
    );
    if (calledThere.length) return calledThere;
  }
  return asking;
}

/** Whether a request, in its context, asks for what stands at a place. */
function isAskedAt({ call, context }: Request, at: Span): boolean {
  // From the outermost call site to the request, what comes in by name at each of them.
  const sites = [...context.opened].reverse();
  let names: ReadonlySet<string> | null = null;
  for (const [scope, site] of sites) {
    const given = site?.arguments.map(({ node }) => node) ?? [];
    const isCarried = (node: ts.Node): boolean => isSameSpan(spanOf(node), at) || isNamedBy(node, names);
    const found = given.flatMap((node, index) => (isCarried(node) ? [index] : []));
    if (found.length) names = new Set(found.flatMap((index) => namesIn(parametersOf(scope)[index])));
    else if (names) names = new Set();
  }
  const isGiven = (node: ts.Node): boolean => (names ? isNamedBy(node, names) : isSameSpan(spanOf(node), at));
  return call.arguments.some(isGiven);
}

function isNamedBy(node: ts.Node, names: ReadonlySet<string> | null): boolean {
  return names !== null && names.size > 0 && mentions(node, names);
}

/** The parameters of a function, or of the constructor of a class. */
export function parametersOf(scope: Scope): readonly ts.ParameterDeclaration[] {
  if (!tsc.isClassLike(scope)) return [...scope.parameters];
  return [...(scope.members.find(tsc.isConstructorDeclaration)?.parameters ?? [])];
}

/** The names that a parameter declares. */
function namesIn(node: ts.Node | undefined): readonly string[] {
  return node ? identifiersIn(node) : [];
}

function identifiersIn(node: ts.Node): readonly string[] {
  if (tsc.isIdentifier(node)) return [node.text];
  const found: string[] = [];
  tsc.forEachChild(node, (child) => appendAll(found, identifiersIn(child)));
  return found;
}

/** What a link says of itself, by the name or the place with which the program chose it: `[canonical]`, `[1]`. */
function relationOf({ path }: AnswerUse, { paths }: LinkVocabulary): string | null {
  const which = path[1]?.slice(1, -1) ?? '';
  const relations = Object.keys(paths);
  return (
    relations.find((relation) => relation === which) ?? (/^\d+$/.test(which) ? relations[Number(which)] : null) ?? null
  );
}
