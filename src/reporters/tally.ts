import type { AuditResult } from '../run/audit-result.js';
import type { Finding, FindingCall } from '../model/finding.js';
import { groupBy } from '../model/group-by.js';
import { spanKey } from '../model/spans.js';
import { callKey } from './blocks.js';
import { remedyOfCall, type Remedy } from './remedy.js';

/** What can be done about a call; a decision about stored ids is one of its own. */
type CallRemedy = Remedy | 'stored ids';

/** The calls of a result to API v1 and to the unversioned `/me`, counted for people who only read one line. */
export interface Tally {
  readonly signIns: number;
  readonly others: number;
  /** Addresses of which nobody knows whether anything calls them. */
  readonly addresses: number;
  /** Whether some use API v1, and whether some use `/me` without a version: Clever ended only one of the two. */
  readonly usesV1: boolean;
  readonly usesUnversionedMe: boolean;
  readonly remedies: Readonly<Record<CallRemedy, number>>;
  /** How many of these are addresses. */
  readonly remediesOfAddresses: Readonly<Record<CallRemedy, number>>;
}

/** Where an address is text that nobody evaluated. */
const TEXTS: ReadonlySet<string> = new Set(['text', 'language', 'description', 'document', 'constant']);

/** Whether an address is only written: as text, or as the base of requests none of which is in sight. */
export function isOnlyWritten({ origin, endpoint: { method, path } }: FindingCall): boolean {
  return TEXTS.has(origin) || (method === null && path === '/');
}

/** Whether a call of an old API is counted as one: what a mock answers is asked by a call that is counted already. */
export function isCounted({ isRetired, origin }: FindingCall): boolean {
  return isRetired && origin !== 'mock';
}

/**
 * Counts the calls to API v1 and the unversioned `/me`, each once, however many findings speak of it.
 *
 * @param result the result
 */
export function tally({ findings }: AuditResult): Tally {
  const retired = retiredCalls(findings);
  const storing = new Set(
    findings.filter(({ topic }) => topic === 'stored id').flatMap(({ calls }) => calls.map(callKey)),
  );
  const countRemedies = (calls: readonly RetiredCall[]): Record<CallRemedy, number> => {
    const remedies = { fix: 0, 'stored ids': 0, decision: 0, 'by hand': 0 };
    for (const { remedy, keys } of calls)
      remedies[remedy === 'decision' && keys.some((key) => storing.has(key)) ? 'stored ids' : remedy] += 1;
    return remedies;
  };
  const written = retired.filter(({ call }) => isOnlyWritten(call));
  const signIns = retired.filter(({ call }) => !isOnlyWritten(call) && call.isSignIn).length;
  return {
    signIns,
    others: retired.length - written.length - signIns,
    addresses: written.length,
    usesV1: retired.some(({ versions }) => versions.some((version) => version !== null)),
    usesUnversionedMe: retired.some(({ versions }) => versions.includes(null)),
    remedies: countRemedies(retired),
    remediesOfAddresses: countRemedies(written),
  };
}

interface RetiredCall {
  /** With the last of its addresses. */
  readonly call: FindingCall;
  /** What takes most work of what can be done about its addresses. */
  readonly remedy: Remedy;
  /** Of its addresses; null for `/me` without one. */
  readonly versions: readonly (string | null)[];
  /** Of each of its addresses. */
  readonly keys: readonly string[];
}

/** From most work to least. */
const REMEDIES: readonly Remedy[] = ['by hand', 'decision', 'fix'];

function retiredCalls(findings: readonly Finding[]): readonly RetiredCall[] {
  const all = findings
    .filter(({ topic }) => topic === 'call')
    .flatMap((finding) => finding.calls.map((call) => ({ call, remedy: remedyOfCall(finding, call) })))
    .filter(({ call }) => isCounted(call));
  return [...groupBy(all, ({ call }) => requestKey(call)).values()].flatMap((own) => {
    const last = own.at(-1);
    const remedy = REMEDIES.find((each) => own.some((other) => other.remedy === each));
    if (!last || !remedy) return [];
    const versions = own.map(({ call }) => call.endpoint.version);
    return [{ call: last.call, remedy, versions, keys: own.map(({ call }) => callKey(call)) }];
  });
}

/**
 * One request has an address for each value that a setting gives its base; all of them ask for the same. Other parameters
 * are those of another function that sends its requests in the same place.
 */
function requestKey({ span, url, endpoint: { method, path } }: FindingCall): string {
  return `${spanKey(span)}:${method ?? ''}:${path}${url.replace(/^[^?]*/, '')}`;
}
