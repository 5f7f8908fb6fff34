import type { FindingCall } from '../model/finding.js';

/** What a call asks for, in a few words: `GET /v1.1/me`. */
export function nameOfCall({ endpoint: { method, version, path } }: Pick<FindingCall, 'endpoint'>): string {
  const address = version === null ? path : `/${version}${path === '/' ? '' : path}`;
  return method === null ? address : `${method} ${address}`;
}
