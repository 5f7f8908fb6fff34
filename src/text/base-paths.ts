import type { Span } from '../model/spans.js';
import type { FoundUrl } from './find-urls.js';

/** What says what a text is for, right in front of it: `@base_path = '`, `"host": "`, `:host => '`, `host string = "`. */
const LABEL =
  /([A-Za-z_][\w.-]*)["']?[^\S\n]*(?::[^\S\n]*[\w.&]+[^\S\n]*|(?<=\s)string\s*)?(?:=>|[:?]?=|:)\s*[fbru]{0,2}["'`]?$/i;
/** The same of a call: `setBasePath("`, `withHost("`, `define('CLEVER_HOST', '`; and of an attribute: `@host "`. */
const CALLED =
  /\b(?:set|with)_?([A-Za-z]\w*)\s*\(\s*["'`]$|\bdefine\(\s*["'](\w+)["']\s*,\s*["']$|@([a-z_]\w*)\s["']$/i;
/** How far in front of a text its label is looked for. */
const LONGEST_LABEL = 100;
/** A host and a base path that are further apart belong to different things. */
const LONGEST_APART = 4000;

/** The words that make a label one of a host, and one of what stands behind it in all addresses. */
const OF_HOST = new Set('host hostname domain server url uri site address base endpoint api origin'.split(' '));
const OF_PATH = new Set('base path basepath prefix version root'.split(' '));
/** Words that tell nothing of whose host or path it is. */
const IDLE = new Set([...OF_HOST, ...OF_PATH, ...'self this name'.split(' ')]);

/** Between the arguments of a call: `New("api.clever.com", "/v1.2", …)`. */
const NEXT_ARGUMENT = /^["'`]\s*,\s*["'`]$/;

/**
 * Whether a text that is only a version is what stands before all paths of one of Clever's hosts: the two have labels that
 * differ in nothing but what they are for (`@host` and `@base_path`), and stand in one block, or they are given to one call.
 *
 * @param span where the text stands
 * @param bases the hosts, without a path
 * @param text the text of the file
 */
export function isBasePath(span: Span, bases: readonly FoundUrl[], text: string): boolean {
  const words = labelBefore(span, text);
  const isPath = words.some((word) => OF_PATH.has(word));
  return bases.some((base) => {
    if (NEXT_ARGUMENT.test(text.slice(base.span.end, Math.min(span.start, base.span.end + LONGEST_LABEL)))) return true;
    const host = isPath ? labelBefore(base.span, text) : [];
    return (
      host.some((word) => OF_HOST.has(word)) &&
      ownerIn(host) === ownerIn(words) &&
      isOneBlock(text, Math.min(span.start, base.span.start), Math.max(span.start, base.span.start))
    );
  });
}

/** The words of the label in front of a text: `default`, `base` and `path` of `DefaultBasePath`. */
function labelBefore({ start }: Span, text: string): readonly string[] {
  const before = text.slice(Math.max(0, start - LONGEST_LABEL), start);
  const match = LABEL.exec(before) ?? CALLED.exec(before);
  const label = match?.slice(1).find((name) => name !== undefined) ?? '';
  return label
    .replace(/(?<=[a-z\d])(?=[A-Z])/g, '_')
    .toLowerCase()
    .split(/[^a-z\d]+/);
}

function ownerIn(words: readonly string[]): string {
  return words.filter((word) => !IDLE.has(word)).join(' ');
}

/** Whether no line between two places is further out than both of their lines, or begins a section. */
function isOneBlock(text: string, from: number, to: number): boolean {
  if (to - from > LONGEST_APART) return false;
  const first = text.lastIndexOf('\n', from - 1) + 1;
  const lines = text.slice(first, to).split('\n');
  const indents = lines.map((line) => (line.trim() === '' ? Infinity : line.search(/\S/)));
  const outermost = Math.min(indents[0] ?? 0, indents.at(-1) ?? 0);
  return lines.slice(1, -1).every((line, index) => (indents[index + 1] ?? 0) >= outermost && !/^\s*\[/.test(line));
}
