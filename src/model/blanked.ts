import type { Span } from './spans.js';

/** A text of the same length with nothing in it but line ends. */
export function blank(text: string): string {
  return text.replace(/[^\r\n]+/g, ({ length }) => ' '.repeat(length));
}

/**
 * A text of the same length in which all but some stretches is blank.
 *
 * @param stretches in any order; they may overlap
 */
export function keepOnly(text: string, stretches: readonly Pick<Span, 'start' | 'end'>[]): string {
  const kept: string[] = [];
  let at = 0;
  for (const { start, end } of [...stretches].sort((left, right) => left.start - right.start)) {
    if (end <= at) continue;
    kept.push(blank(text.slice(at, Math.max(at, start))), text.slice(Math.max(at, start), end));
    at = end;
  }
  return kept.join('') + blank(text.slice(at));
}
