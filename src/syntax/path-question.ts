import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';
import { innerOf } from './outer.js';

/** A scheme, an origin, or the name of a host: what a change of a path leaves as it is. */
const ORIGIN = /^(?:https?(?::\/{0,2})?|(?:https?:)?\/\/[^/?#]*\/?|[a-z][\w-]*(?:\.[\w-]+)*\.[a-z]{2,})$/i;
/** What a regular expression may have beside the letters that it looks for. */
const PLAIN_PATTERN = /^(?:[a-z/_:|()^$?-]|\\[/.])*$/i;

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
export function tellsPath(other: ts.Expression, method: string | null, words: ReadonlySet<string>): boolean {
  const inner = innerOf(other);
  if (tsc.isRegularExpressionLiteral(inner)) return patternTellsPath(inner.text, words);
  if (!tsc.isStringLiteralLike(inner)) return true;
  const { text } = inner;
  // `me` has no slash where `v3.0/me` has one, but what begins with one goes on to do so.
  if (/^\/{1,2}$/.test(text)) return method === 'includes' || method === 'indexOf' || method === 'lastIndexOf';
  return textTellsPath(text, words);
}

function patternTellsPath(literal: string, words: ReadonlySet<string>): boolean {
  const pattern = literal.slice(1, literal.lastIndexOf('/'));
  if (!PLAIN_PATTERN.test(pattern)) return true;
  const text = pattern.replace(/\\/g, '').replace(/^\^/, '');
  return /^https\?/.test(text) ? !ORIGIN.test(text.replace('?', '')) : textTellsPath(text, words);
}

function textTellsPath(text: string, words: ReadonlySet<string>): boolean {
  if (/^(?:[?&=#:]\/{0,2})?$/.test(text) || ORIGIN.test(text)) return false;
  const parts = text
    .toLowerCase()
    .split(/[^a-z0-9_]+/)
    .filter((part) => part !== '');
  return !parts.length || parts.some((part) => !/^[a-z_]{2,}$/.test(part) || mayBePart(part, words));
}

/** Whether letters are a word of Clever's paths, or a piece of one: `stud`. */
function mayBePart(part: string, words: ReadonlySet<string>): boolean {
  return [...words].some((word) => word.startsWith(part) || part.startsWith(`${word}s`) || part === word);
}
