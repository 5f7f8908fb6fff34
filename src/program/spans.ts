import type { Span } from '../model/usage.js';

/** Whether two places share a character. */
export function overlaps(left: Span, right: Span): boolean {
  return left.file === right.file && left.start < right.end && right.start < left.end;
}

/** Whether two places are the same. */
export function isSameSpan(left: Span, right: Span): boolean {
  return left.file === right.file && left.start === right.start && left.end === right.end;
}
