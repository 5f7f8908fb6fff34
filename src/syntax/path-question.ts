import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';
import { innerOf } from './outer.js';

/** A scheme, an origin, or the name of a host: what a change of a path leaves as it is. */
const ORIGIN = /^(?:https?(?::\/{0,2})?|(?:https?:)?\/\/[^/?#]*\/?|[a-z][\w-]*(?:\.[\w-]+)*\.[a-z]{2,})$/i;
/** A parameter of the query, which a change of a path leaves as it is: `starting_after=`, `?limit=1`. */
const PARAMETER = /^[?&]?(?:[a-z_]+=[^/]*|starting_after|ending_before)$/;
/** A pattern that begins to look where a parameter does, and says nothing of what stands before it. */
const PARAMETER_PATTERN = /^(?:\[[?&]{2}\]|\\\?|[?&])?[a-z_]+=[^|]*$/;
/** Methods whose answer depends on each slash of a URL. */
const COUNTING_SLASHES: ReadonlySet<string> = new Set(['includes', 'indexOf', 'lastIndexOf', 'split']);
/** What a regular expression may have beside the letters that it looks for. */
const PLAIN_PATTERN = /^(?:[a-z/_:|()^$? -]|\\[/.])*$/i;
/** A number behind a blank, as in `HTTP 500`, which no URL has; and how a pattern writes one: `HTTP [45]\d\d`. */
const NUMBER_IN_WORDS = / (?:\d|\\d|\[[\d-]+\])+(?![\w./\\])/g;

/** The words of Clever's paths, or any word. */
type Words = ReadonlySet<string> | 'any';

/**
 * Whether a question to a URL gets another answer once the path or the version in it changes.
 *
 * `startsWith('https://')` and `=== '/login'` get the same one; `endsWith('/me')` does not, and neither may any question
 * with something that is not written there.
 *
 * @param other what the URL is compared with, or searched for
 * @param method the method that asks: `startsWith`; null for an operator
 * @param words the words of Clever's paths
 */
export function tellsPath(other: ts.Expression, method: string | null, words: Words): boolean {
  const inner = innerOf(other);
  if (tsc.isRegularExpressionLiteral(inner)) return patternTellsPath(inner.text, words);
  if (!tsc.isStringLiteralLike(inner)) return true;
  const { text } = inner;
  // `me` has no slash where `v3.0/me` has one, but what begins with one goes on to do so.
  if (/^\/{1,2}$/.test(text)) return COUNTING_SLASHES.has(method ?? '');
  return textTellsPath(text, words);
}

/** The same of a link that Clever sends, whose query goes on as the program asked for it. */
export function tellsPathOfLink(other: ts.Expression, method: string | null): boolean {
  const inner = innerOf(other);
  if (tsc.isStringLiteralLike(inner) && PARAMETER.test(inner.text)) return false;
  if (tsc.isRegularExpressionLiteral(inner) && PARAMETER_PATTERN.test(patternOf(inner.text))) return false;
  return tellsPath(inner, method, 'any');
}

function patternOf(literal: string): string {
  return literal.slice(1, literal.lastIndexOf('/'));
}

function patternTellsPath(literal: string, words: Words): boolean {
  const pattern = patternOf(literal).replace(NUMBER_IN_WORDS, ' ');
  // What begins with a slash goes on to do so.
  if (pattern === '^\\/') return false;
  if (!PLAIN_PATTERN.test(pattern)) return true;
  const text = pattern.replace(/\\/g, '').replace(/^\^/, '');
  return /^https\?/.test(text) ? !ORIGIN.test(text.replace('?', '')) : textTellsPath(text, words);
}

function textTellsPath(text: string, words: Words): boolean {
  if (/^(?:[?&=#:]\/{0,2})?$/.test(text) || ORIGIN.test(text)) return false;
  const parts = text
    .toLowerCase()
    .replace(NUMBER_IN_WORDS, ' ')
    .split(/[^a-z0-9_]+/)
    .filter((part) => part !== '');
  return !parts.length || parts.some((part) => !/^[a-z_]{2,}$/.test(part) || mayBePart(part, words));
}

/** Whether letters are a word of Clever's paths, or a piece of one: `stud`. */
function mayBePart(part: string, words: Words): boolean {
  if (words === 'any') return true;
  return [...words].some((word) => word.startsWith(part) || part.startsWith(`${word}s`) || part === word);
}
