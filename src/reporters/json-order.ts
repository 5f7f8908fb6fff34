import type { JsonFinding, JsonPoint } from './json-report.js';
import { compare } from './order.js';

/** A file, or a place in one. */
type Point = Pick<JsonPoint, 'file'> & Partial<JsonPoint>;

/** Sorts places by file, then position. */
export function byPoint(left: Point, right: Point): number {
  return (
    compare(left.file, right.file) || (left.line ?? 0) - (right.line ?? 0) || (left.column ?? 0) - (right.column ?? 0)
  );
}

/** Sorts findings as every report does: by file, then position, then rule. */
export function byPlaceAndRule(left: JsonFinding, right: JsonFinding): number {
  return (
    byPoint(left, right) ||
    left.endLine - right.endLine ||
    left.endColumn - right.endColumn ||
    compare(left.rule, right.rule)
  );
}
