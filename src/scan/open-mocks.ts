import { fileOf } from '../program/program.js';
import { urlExpression, type Request } from '../requests/requests.js';
import { parseCleverUrl } from '../requests/url.js';
import type { MockedAnswer } from '../model/mocked-answer.js';
import type { CleverUrl } from '../model/url.js';
import type { Vocabulary } from '../model/vocabulary.js';
import type { MockForm } from '../clients/client.js';
import { tsc } from '../syntax/compiler.js';
import { isCheap, writtenPattern } from '../values/written-patterns.js';
import type { Piece } from '../values/value.js';
import { isOpen } from './unresolved.js';
import { ANYTHING, canMeet, isWild, wildText, withoutQuery, type WildText } from './wild-texts.js';

/** A mock that may answer calls which it does not name: by a pattern, a function, or a value of run time. */
export interface OpenMock {
  readonly file: string;
  mayAnswer(url: CleverUrl, method: string | null): boolean;
}

/**
 * What a mock may answer beside the address that it names.
 *
 * @param answer what it answers, if that is in sight
 * @param holdsClevers whether its file may hold something of Clever's; else one of which nothing is known is of another server
 * @returns null for one that names its address
 */
export function openMockOf(
  request: Request,
  answer: MockedAnswer | null,
  holdsClevers: boolean,
  vocabulary: Vocabulary,
): OpenMock | null {
  const { client, call, method: own, urls } = request;
  if (!client.mock || urls.some((pieces) => isNamed(pieces, client.mock, vocabulary))) return null;
  const path = urlExpression(request);
  const pattern = path && writtenPattern(path);
  const isTold = pattern !== null || path === null || tsc.isFunctionLike(path);
  const texts = urls
    .filter((pieces) => isTold || holdsClevers || pieces.some(({ hole }) => !hole))
    .map((pieces) => addressOf(pieces, request))
    .filter((text) => text.some(isWild));
  const isOnTheWay = answer !== null && (answer.fails || answer.passes);
  if (!texts.length || (isOnTheWay && answersAll(request, pattern, vocabulary))) return null;
  return {
    file: fileOf(call),
    mayAnswer: (url, method) =>
      (own === null || method === null || own === method) &&
      texts.some((text) => canMeet(text, withoutQuery(wildText(url.pieces)))) &&
      (pattern === null || mayMatch(pattern, url)),
  };
}

/** Whether a mock names what it answers, so that it is known by its address. */
function isNamed(pieces: readonly Piece[], mock: MockForm | undefined, vocabulary: Vocabulary): boolean {
  const url = parseCleverUrl(pieces, vocabulary);
  const wildcard = wildcardOf(mock);
  return (
    url !== null && !isOpen(url) && !(wildcard && pieces.some(({ text, hole }) => !hole && text.search(wildcard) >= 0))
  );
}

/** Whether a mock answers whatever is asked of Clever, and so the new address as it did the old one. */
function answersAll(request: Request, pattern: RegExp | null, { hosts }: Vocabulary): boolean {
  const { urls, site } = request;
  const isSpelled = pattern !== null || !site.arguments.length || !urls.flat().some(({ hole }) => hole);
  const other = `https://${hosts[0] ?? ''}/other/path`;
  const isMatch = pattern === null || (isCheap(pattern, other) && other.search(pattern) >= 0);
  return isSpelled && isMatch && urls.some((pieces) => canMeet(addressOf(pieces, request), [...other]));
}

/** What a mock answers; where a base is taken, and none is known, it is a pattern itself. */
function addressOf(pieces: readonly Piece[], { client }: Request): WildText {
  const text = withoutQuery(wildText(pieces, wildcardOf(client.mock)));
  const hasBase = client.instances.some(({ base }) => base.length > 0);
  return hasBase && text[0] === '/' ? [ANYTHING, ...text] : text;
}

function wildcardOf(mock: MockForm | undefined): RegExp | null {
  return mock?.kind === 'handler' ? mock.wildcard : null;
}

/** What is sent beside the path, which the URL need not say. */
const QUERY = /\\\?|=/;

/** Whether a pattern may match a URL, or what of it a library tries: what stands behind its origin, or behind a base. */
function mayMatch(pattern: RegExp, { pieces, text }: CleverUrl): boolean {
  if (pieces.some(({ hole }) => hole) || QUERY.test(pattern.source) || !isCheap(pattern, text)) return true;
  const slashes = [...text.matchAll(/\//g)].map(({ index }) => index);
  const starts = [0, ...slashes, ...slashes.map((index) => index + 1)];
  return [text, text.replace(/[?#].*$/s, '')].some((each) =>
    starts.some((start) => each.slice(start).search(pattern) >= 0),
  );
}
