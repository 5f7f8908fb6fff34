/** A place in a source text. */
export interface Span {
  /** Path relative to the project root, with forward slashes. */
  readonly file: string;
  /** First UTF-16 offset, in the text without its byte-order mark. */
  readonly start: number;
  /** Offset behind the last character. */
  readonly end: number;
}

/** A replacement of a span by a text. An empty span inserts. */
export interface Edit extends Span {
  readonly text: string;
}

/** A place and what happened there; a list of them tells how a value or an answer got where it is. */
export interface Step {
  readonly span: Span;
  readonly message: string;
}

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

/** A key for a place. */
export function spanKey(span: Span): string {
  return `${placeKey(span)}:${span.end}`;
}

/** A key for where a place begins. */
export function placeKey(span: Span): string {
  return `${span.file}:${span.start}`;
}
