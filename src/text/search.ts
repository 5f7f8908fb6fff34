import { baseNameOf, kindOf, mayBeScript } from '../discover/file-kind.js';
import {
  COMPONENT_FILE,
  environmentFormat,
  isNotebook,
  scriptFormat,
  templateFormat,
  textFormatOf,
  type TextFormat,
  type TextRole,
} from '../discover/text-formats.js';
import { parseCleverUrl, saysEnough } from '../requests/url.js';
import { codeOfTemplate } from '../model/page-template.js';
import { Faults } from '../model/faults.js';
import type { Extent } from '../model/place-index.js';
import type { CleverUrl } from '../model/url.js';
import type { Usage, WrittenUsage } from '../model/usage.js';
import type { Vocabulary } from '../model/vocabulary.js';
import type { Comment } from '../model/comment.js';
import { bareHosts } from './bare-hosts.js';
import { codeBlocksOf } from './code-blocks.js';
import { commentsIn, withoutComments } from './comments.js';
import { continued } from './continued.js';
import { describedPaths } from './described-paths.js';
import { describesApi } from './descriptions.js';
import { constantsOf } from './filled-texts.js';
import { findUrls, type FoundUrl } from './find-urls.js';
import { isMention, lineBefore } from './mentions.js';
import { codeOfNotebook } from './notebooks.js';
import { openAddresses } from './open-addresses.js';
import { splitAddresses } from './split-addresses.js';
import { sendsOnlyUrl } from './sent-parameters.js';
import { behindVersions, type BehindVersions } from './versioned-bases.js';
import { codeOfView } from './view-code.js';

const TEXT_ONLY = 'this tool reads it only as text';
const TEMPLATE_ONLY = 'this tool reads templates only as text';

const ORIGINS: Readonly<Record<TextRole, WrittenUsage['origin']>> = {
  configuration: 'text',
  language: 'language',
  document: 'document',
};

/**
 * Searches the texts of files for Clever's URLs.
 *
 * @param textOf the text of a file, without its byte-order mark
 * @param faults takes the files whose search throws
 */
export type TextReader = (textOf: (file: string) => string, faults?: Faults) => readonly Usage[];

/**
 * Makes what searches files that nobody evaluates; one whose text did not change is not searched again.
 *
 * @param files paths relative to the root; of kinds that have a text format
 * @param vocabulary the hosts that are Clever's, and which part of them
 */
export function openTexts(files: readonly string[], vocabulary: Vocabulary): TextReader {
  const known = new Map<string, { readonly text: string; readonly usages: readonly Usage[] }>();
  return (textOf, faults = new Faults()) =>
    files.flatMap((file) => {
      const format = formatOf(file);
      if (!format) return [];
      const search = (): readonly Usage[] => {
        const text = textOf(file);
        const earlier = known.get(file);
        if (earlier?.text === text) return earlier.usages;
        const usages = searchText(file, text, format, vocabulary);
        known.set(file, { text, usages });
        return usages;
      };
      return faults.attempt(file, 'text', search, () => []);
    });
}

/**
 * The comments of a file that is searched as text.
 *
 * @param text its text, without its byte-order mark
 * @returns none for a format that has no comments
 */
export function commentsOfText(file: string, text: string): readonly Comment[] {
  const format = formatOf(file);
  return format ? commentsIn(text, format.comments) : [];
}

function formatOf(file: string): TextFormat | null {
  if (COMPONENT_FILE.test(baseNameOf(file))) return templateFormat();
  if (kindOf(file) === 'env') return environmentFormat();
  return mayBeScript(file) ? scriptFormat() : textFormatOf(baseNameOf(file));
}

/** Settings are read one by one: what joins them is elsewhere. */
const NOTHING_BEHIND: BehindVersions = { joined: [], told: new Set() };

function searchText(file: string, text: string, format: TextFormat, vocabulary: Vocabulary): readonly Usage[] {
  const { hosts } = vocabulary;
  const visible = codeIn(file, text, format);
  const origin = describesApi(file, visible) ? 'description' : ORIGINS[format.role];
  const constants = constantsOf(file, visible);
  const found = findUrls(file, visible, hosts, format.escapesSlashes).map((each) => constants.fill(each));
  const behind = format.role === 'language' ? behindVersions(file, visible, found) : NOTHING_BEHIND;
  const usages = found.flatMap((each): readonly WrittenUsage[] => {
    const { start, end } = each.span;
    if (behind.told.has(each) || isMention(visible, start, end)) return [];
    const whole = format.role === 'language' ? constants.fill(continued(each, visible)) : each;
    const url = parseCleverUrl(writtenTwice(visible, whole), vocabulary);
    if (!url || !saysEnough(url)) return [];
    return [sending(toUsage(each, url, methodBefore(visible, start), origin), each.span, visible)];
  });
  if (origin === 'description') {
    const described = describedPaths(file, visible, found, hosts).flatMap((each): readonly WrittenUsage[] => {
      const url = parseCleverUrl(each.pieces, vocabulary);
      return url && saysEnough(url) ? [toUsage(each, url, null, origin)] : [];
    });
    return [...usages, ...described];
  }
  const bases = [...found, ...bareHosts(file, visible, hosts)].sort((one, other) => one.span.start - other.span.start);
  const { joined, open } = splitAddresses(file, visible, bases, constants, vocabulary);
  // Blocks are examples of many programs: only what one of them puts together itself is said of a document.
  const isDocument = origin === 'document';
  const together = [...joined, ...behind.joined].flatMap((each): readonly WrittenUsage[] => {
    if (isDocument && each.doubt !== null) return [];
    if (isMention(visible, each.joinedFrom, each.span.end)) return [];
    const url = parseCleverUrl(each.pieces, vocabulary);
    if (!url) return [];
    const usage = toUsage(each, url, methodBefore(visible, each.joinedFrom), origin, each.doubt);
    return [sending(usage, { start: each.joinedFrom, end: each.span.end }, visible)];
  });
  if (isDocument) return [...usages, ...together];
  const known = [...usages, ...together, ...open];
  return known.length ? known : openAddresses(file, visible, bases);
}

/** What is searched of a text; all else is blanked. */
function codeIn(file: string, text: string, { role, comments }: TextFormat): string {
  if (COMPONENT_FILE.test(baseNameOf(file))) return withoutComments(codeOfTemplate(file, text), comments);
  if (kindOf(file) === 'view') return codeOfView(file, text);
  if (isNotebook(file)) return codeOfNotebook(text);
  return role === 'document' ? codeBlocksOf(text) : withoutComments(text, comments);
}

/**
 * A Postman collection takes the address from its parts and keeps the whole for people, so an edit of the whole alone
 * would say one thing and do another.
 */
function writtenTwice(text: string, { span, pieces }: FoundUrl): FoundUrl['pieces'] {
  const isRaw = /"raw"\s*:\s*"$/.test(text.slice(Math.max(0, span.start - 20), span.start));
  return isRaw ? pieces.map((piece) => ({ ...piece, verbatim: false })) : pieces;
}

function toUsage(
  { span }: Pick<FoundUrl, 'span'>,
  url: CleverUrl,
  method: string | null,
  origin: WrittenUsage['origin'],
  doubt: string | null = null,
): WrittenUsage {
  const seen = COMPONENT_FILE.test(baseNameOf(span.file)) ? TEMPLATE_ONLY : TEXT_ONLY;
  return {
    kind: 'endpoint',
    origin,
    method,
    url,
    span,
    confidence: 'likely',
    doubt: doubt === null ? seen : `${seen}, and ${doubt}`,
    trail: [],
    options: null,
    urlQuery: 'unseen',
    parameters: null,
    answer: null,
  };
}

/** The same usage, where the text around its URL shows that it sends no parameters. */
function sending(usage: WrittenUsage, place: Extent, text: string): WrittenUsage {
  return sendsOnlyUrl(text, place) ? { ...usage, parameters: [] } : usage;
}

const METHOD_BEFORE =
  /(?:\b(GET|POST|PUT|PATCH|DELETE|HEAD)\s+["'`]?|\s-X\s*["']?(GET|POST|PUT|PATCH|DELETE|HEAD)\b[^\n|;]*)$/;
const CALL_BEFORE = /\.(get|post|put|patch|delete|head)\s*\(\s*(?:[fbru]{0,2}["'`])?$/i;

/** The method that is written in front of a URL; null if none is. */
function methodBefore(text: string, start: number): string | null {
  const line = lineBefore(text, start);
  const match = METHOD_BEFORE.exec(line) ?? CALL_BEFORE.exec(line);
  return (match?.[1] ?? match?.[2])?.toUpperCase() ?? null;
}
