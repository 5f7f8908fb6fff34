import type { Finding } from '../model/finding.js';
import type { Span } from '../model/spans.js';

/** Where the code is that a finding is about, which is not where it is reported if that is not among the files of the run. */
export function standsAt({ outside, span }: Finding): Span {
  return outside?.span ?? span;
}
