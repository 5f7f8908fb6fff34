import type { Span } from './usage.js';

/** Whether two places share a character. */
export function overlaps(left: Span, right: Span): boolean {
  return left.file === right.file && left.start < right.end && right.start < left.end;
}

/** Whether two places are the same. */
export function isSameSpan(left: Span, right: Span): boolean {
  return left.file === right.file && left.start === right.start && left.end === right.end;
}

/** Whether a place lies within another, or is the same. */
export function isInside(inner: Span, outer: Span): boolean {
  return inner.file === outer.file && outer.start <= inner.start && inner.end <= outer.end;
}

/** A key for where a place begins. */
export function placeKey(span: Span): string {
  return `${span.file}:${span.start}`;
}
