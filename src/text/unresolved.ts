import type { Span } from '../model/spans.js';
import type { UnresolvedUsage } from '../model/usage.js';

/** A place of a text of which nobody knows whether it is a part of an address of Clever's. */
export function unresolvedAt(span: Span, reason: string): UnresolvedUsage {
  return {
    kind: 'unresolved',
    span,
    url: span,
    version: null,
    confidence: 'likely',
    reason: `${reason} (this tool reads the file only as text)`,
  };
}
