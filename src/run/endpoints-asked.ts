import type { EndpointUsage, Usage } from '../model/usage.js';
import type { Span } from '../model/spans.js';

/** A call to Clever that was looked at, right or wrong. */
export interface AskedEndpoint {
  readonly span: Span;
  readonly method: string | null;
  readonly version: string | null;
  readonly path: string;
}

const ASKING: ReadonlySet<EndpointUsage['origin']> = new Set(['request', 'setting', 'package', 'link']);

/** The endpoints that a program asks for; what is only written, mocked or documented is none. */
export function endpointsAsked(usages: readonly Usage[]): readonly AskedEndpoint[] {
  return usages
    .filter((usage): usage is EndpointUsage => usage.kind === 'endpoint' && ASKING.has(usage.origin))
    .map(({ span, method, url }) => ({ span, method, version: url.version, path: url.path }));
}
