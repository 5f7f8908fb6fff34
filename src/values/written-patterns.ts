import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';

/** As many steps a pattern of the user's code may take. */
const MOST_STEPS = 1e9;

/** The regular expression that is written in place; null for anything else, and for one that this Node does not know. */
export function writtenPattern(node: ts.Expression): RegExp | null {
  const [, source, flags] = tsc.isRegularExpressionLiteral(node) ? (/^\/(.+)\/([a-z]*)$/s.exec(node.text) ?? []) : [];
  return source === undefined || flags === undefined ? null : compilePattern(source, flags);
}

/** A pattern of the user's code may be one that this Node does not know. */
export function compilePattern(source: string, flags: string): RegExp | null {
  try {
    return new RegExp(source, flags);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/**
 * Whether a pattern can be tried on a text without a doubt that it ends: no group is repeated, nothing looks back or
 * ahead, and of what is repeated there is so little that all ways to share the text out are few.
 */
export function isCheap({ source }: RegExp, text: string): boolean {
  if (/\)[*+{]|\\[1-9k]|\(\?[=!<]/.test(source)) return false;
  const repeated = source.match(/[*+}]/g)?.length ?? 0;
  return (text.length + 1) ** (repeated + 1) <= MOST_STEPS;
}
