import type { Finding } from '../../model/finding.js';
import { createPlaces } from '../../reporters/places.js';
import { toPrintable } from '../../reporters/printable.js';
import { count } from '../../reporters/summary.js';
import type { AuditResult } from '../../run/audit-result.js';
import type { SandboxRequest } from '../../sandbox/index.js';
import { fateOf } from './fate.js';

/** What was asked of one endpoint that Clever switched off or deprecated. */
interface Seen {
  readonly request: SandboxRequest;
  readonly times: number;
}

/**
 * Tells which of the requests of a program go to what Clever switched off or deprecated, and which of them the audit of its
 * code knows.
 *
 * @param requests all that the sandbox got
 * @param result an audit of the program
 * @param cwd what places are relative to
 * @returns lines of text
 */
export function describeSeen(requests: readonly SandboxRequest[], result: AuditResult, cwd: string): string {
  const places = createPlaces(result, cwd);
  const ended = groupByEndpoint(requests);
  const blocks = ended.map(({ request, times }) => {
    const found = findingsAbout(request, result.findings);
    const lines = found.map(({ rule, span }) => `  ${places.headerOf(span)}  ${rule}`);
    return [describeEnd(request, times), ...(lines.length > 0 ? lines : ['  The audit did not find this call.'])].join(
      '\n',
    );
  });
  const known = ended.filter(({ request }) => findingsAbout(request, result.findings).length > 0).length;
  const summary =
    ended.length === 0
      ? 'No request uses an endpoint that Clever switched off or deprecated.'
      : `${whereTo(ended, requests.length)} ${foundOf(known, ended.length)}`;
  return `${[...blocks, `The program sent ${count(requests.length, 'request')}. ${summary}`].join('\n\n')}\n`;
}

function whereTo(ended: readonly Seen[], requests: number): string {
  const times = ended.reduce((sum, each) => sum + each.times, 0);
  const which = requests === 1 ? 'It' : `${times} of them`;
  const endpoints = ended.length === 1 ? 'endpoint' : `${ended.length} endpoints`;
  return `${which} went to the ${endpoints} above, which Clever switched off or deprecated.`;
}

function foundOf(known: number, all: number): string {
  if (all === 1) return known === 1 ? 'The audit found this call.' : 'The audit did not find this call.';
  return `The audit found the calls to ${known} of these endpoints.`;
}

/** One request for each endpoint of each version. */
function groupByEndpoint(requests: readonly SandboxRequest[]): readonly Seen[] {
  const seen = new Map<string, Seen>();
  for (const request of requests.filter(({ end }) => end !== null)) {
    const key = `${request.method} ${request.version} ${request.endpoint}`;
    const { times } = seen.get(key) ?? { times: 0 };
    seen.set(key, { request, times: times + 1 });
  }
  return [...seen.values()];
}

function describeEnd({ method, version, endpoint, end }: SandboxRequest, times: number): string {
  const path = `${version === null ? '' : `/${version}`}${endpoint}`;
  const fate = end === null ? '' : fateOf(end);
  const target = end?.target ? `; use ${end.target}` : '';
  return toPrintable(`${method} ${path}  ${fate}${target}  (called ${times === 1 ? 'once' : `${times} times`})`);
}

/**
 * The findings about an endpoint. A base that several calls share is one finding, which names one of them; so where no
 * finding names the endpoint, those about text of the same version count.
 */
function findingsAbout({ version, endpoint }: SandboxRequest, findings: readonly Finding[]): readonly Finding[] {
  const ofVersion = findings.filter((finding) => finding.endpoint !== null && finding.endpoint.version === version);
  const exact = ofVersion.filter((finding) => isSamePath(finding.endpoint?.path ?? '', endpoint ?? ''));
  return exact.length > 0 ? exact : ofVersion.filter(({ related }) => related.length > 1);
}

/** Whether two paths differ in what stands in braces alone. */
function isSamePath(first: string, second: string): boolean {
  const plain = (path: string): string => path.replace(/\{[^}]*\}/g, '{id}').replace(/\/$/, '');
  return plain(first) === plain(second);
}
