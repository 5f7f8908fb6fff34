import type { ts } from 'ts-morph';
import { spanOfText } from '../../flow/steps/comparisons.js';
import { tsc } from '../../syntax/compiler.js';
import { writtenName } from '../../syntax/names.js';
import { spanOf } from '../../program/program.js';
import { isInside } from '../../model/spans.js';
import type { EndpointUsage, EventUsage } from '../../model/usage.js';
import type { EventVocabulary } from '../../model/vocabulary.js';
import type { Span } from '../../model/spans.js';
import type { UrlPiece } from '../../model/url.js';
import type { Evaluation } from '../../values/evaluation.js';

/**
 * Finds the kinds of records that a program asks events for: in the address, or among the options of the request.
 *
 * @param asking the requests for events
 */
export function recordTypesOf(
  asking: readonly EndpointUsage[],
  vocabulary: EventVocabulary,
  evaluation: Evaluation,
): readonly EventUsage[] {
  return [
    ...asking.flatMap((usage) => inAddress(usage, vocabulary)),
    ...evaluation.index.strings.flatMap((literal) => inOptions(literal, asking, vocabulary)),
  ];
}

function inAddress(
  { url, trail, confidence }: EndpointUsage,
  { parameter, kinds }: EventVocabulary,
): readonly EventUsage[] {
  const values = [...url.text.matchAll(new RegExp(`[?&]${parameter}=([^&#{}]*)`, 'g'))];
  return values.flatMap((match) => {
    const [whole, name = ''] = match;
    const span = spanOfPart(url.pieces, match.index + whole.length - name.length, name.length);
    return kinds.includes(name) && span ? [toUsage(name, span, { confidence, trail, version: url.version })] : [];
  });
}

/** Where a part of a URL is written, if in one piece and letter for letter. */
function spanOfPart(pieces: readonly UrlPiece[], start: number, length: number): Span | null {
  let before = 0;
  for (const { text, span, verbatim } of pieces) {
    const from = start - before;
    before += text.length;
    if (start >= before) continue;
    if (!span || !verbatim || from < 0 || from + length > text.length) return null;
    return { file: span.file, start: span.start + from, end: span.start + from + length };
  }
  return null;
}

/** `{ params: { record_type: 'students' } }` of a request for events. */
function inOptions(
  literal: ts.StringLiteralLike,
  asking: readonly EndpointUsage[],
  { parameter, kinds }: EventVocabulary,
): readonly EventUsage[] {
  if (!kinds.includes(literal.text)) return [];
  const list = tsc.isArrayLiteralExpression(literal.parent) ? literal.parent : literal;
  const member = list.parent;
  if (!tsc.isPropertyAssignment(member) || member.initializer !== list) return [];
  if (writtenName(member.name) !== parameter) return [];
  const span = spanOf(literal);
  const request = asking.find((usage) => isInside(span, usage.span));
  if (!request) return [];
  const { confidence, trail, url } = request;
  return [toUsage(literal.text, spanOfText(literal), { confidence, trail, version: url.version })];
}

function toUsage(name: string, span: Span, from: Pick<EventUsage, 'confidence' | 'trail' | 'version'>): EventUsage {
  return { kind: 'event', what: 'record type', name, span, comparison: null, ...from };
}
