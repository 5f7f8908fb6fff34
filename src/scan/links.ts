import type { ts } from 'ts-morph';
import { spanOf } from './program.js';
import type { Request } from './requests.js';
import type { Answer, AnswerUse, CleverUrl, Confidence, LinkVocabulary, Span } from './usage.js';

/** A link of an answer and where it leads. */
export interface Link {
  /** The expression that a request is given. */
  readonly at: Span;
  readonly url: CleverUrl;
  readonly confidence: Confidence;
  readonly use: AnswerUse;
}

/**
 * The links of an answer that the program asks for.
 *
 * @param host the host that answered; a link holds no more than a path
 */
export function linksOf({ uses }: Answer, host: string, vocabulary: LinkVocabulary): readonly Link[] {
  return uses.flatMap((use) => {
    if (use.how.kind !== 'url' || use.path[0] !== 'links') return [];
    const relation = relationOf(use, vocabulary);
    const url = linkedUrl(host, vocabulary.version, vocabulary.paths[relation ?? vocabulary.usual] ?? '');
    return [{ at: use.how.at, url, confidence: relation === null ? 'likely' : use.confidence, use }];
  });
}

/** Whether a request, in its context, asks for what stands at a place. */
export function isAskedAt({ call, context }: Request, at: Span): boolean {
  const sites = [...context.opened.values()].flatMap((site) => site?.arguments.map(({ node }) => node) ?? []);
  const given: readonly ts.Node[] = sites.length ? sites : call.arguments;
  return given.some((node) => isSameSpan(spanOf(node), at));
}

/** What a link says of itself, by the name or the place with which the program chose it: `[canonical]`, `[1]`. */
function relationOf({ path }: AnswerUse, { paths }: LinkVocabulary): string | null {
  const which = path[1]?.slice(1, -1) ?? '';
  const relations = Object.keys(paths);
  return (
    relations.find((relation) => relation === which) ?? (/^\d+$/.test(which) ? relations[Number(which)] : null) ?? null
  );
}

/** The URL that nobody wrote. */
function linkedUrl(host: string, version: string, path: string): CleverUrl {
  return {
    pieces: [],
    text: `https://${host}/${version}${path}`,
    scheme: 'https',
    host,
    version,
    path,
    query: '',
    originSpan: null,
    versionSpan: null,
    versionText: '',
    pathSpan: null,
    pathText: '',
  };
}

function isSameSpan(left: Span, right: Span): boolean {
  return left.file === right.file && left.start === right.start && left.end === right.end;
}
