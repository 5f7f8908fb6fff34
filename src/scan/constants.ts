import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { mayBeRequested } from '../flow/constant-reach.js';
import { spanOf } from '../program/program.js';
import { parseCleverUrl } from '../requests/url.js';
import type { CleverUrl, EndpointUsage, Span, Vocabulary } from '../model/usage.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT } from '../values/value.js';

/**
 * Clever URLs that are written out but that no known request uses.
 *
 * What a constant reaches decides: a comparison, a log text or a list of allowed addresses asks for nothing.
 *
 * @param isRequested whether text at a place is already part of a request
 */
export function constantsOf(
  evaluation: Evaluation,
  vocabulary: Vocabulary,
  isRequested: (span: Span) => boolean,
): readonly EndpointUsage[] {
  const candidates = [...evaluation.index.strings, ...evaluation.index.templates].filter(startsLikeUrl);
  return candidates.flatMap((node) => {
    if (!mayBeRequested(node, evaluation)) return [];
    return evaluation.evaluate(node, EMPTY_CONTEXT).flatMap((value) => {
      if (value.kind !== 'text' || value.pieces.some(({ span }) => span !== null && isRequested(span))) return [];
      const url = parseCleverUrl(value.pieces, vocabulary);
      return url && saysEnough(url) ? [toUsage(node, url)] : [];
    });
  });
}

/** A bare host proves nothing: what it is joined with does. A version behind it says which API is meant. */
function saysEnough({ path, version }: CleverUrl): boolean {
  return version !== null || (path !== '/' && !path.startsWith('/{'));
}

function toUsage(node: ts.Expression, url: CleverUrl): EndpointUsage {
  const isSetting = tsc.isPropertyAssignment(node.parent);
  return {
    kind: 'endpoint',
    origin: isSetting ? 'setting' : 'constant',
    method: null,
    url,
    span: spanOf(node),
    confidence: 'likely',
    doubt: 'nothing that was understood asks for it',
    trail: [],
    options: null,
    parameters: null,
    answer: null,
    followUp: null,
  };
}

function startsLikeUrl(node: ts.StringLiteralLike | ts.TemplateExpression): boolean {
  if (tsc.isTemplateExpression(node)) return /^https?:|^$/i.test(node.head.text);
  return /^https?:\/\//i.test(node.text);
}
