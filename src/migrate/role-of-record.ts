import type { CleverApi, Role } from '../clever-api/index.js';
import type { Answer } from '../model/answer.js';
import type { EndpointUsage } from '../model/usage.js';
import type { ProjectFacts } from '../rule/rule.js';
import { meCalls } from './me-calls.js';
import { isId } from './me-paths.js';
import { isAskedWith } from './mixed-versions.js';
import { roleAt } from './role-at.js';

/** `/teachers/{id}`, and what is below it. */
const BY_ID = /^\/(?:students|teachers|school_admins|district_admins)\/\{[^/{}]+\}/;

/**
 * What a reader must check of a request for one person, in a sentence: on v1 `/students/{id}` finds students alone, and
 * on v3 `/users/{id}` finds everybody, so a program that learns from the answer who is a student lets others in.
 *
 * @returns null where the code says whose id it is, and where it only goes on with an answer and nothing says more
 */
export function doubtOfRole(usage: EndpointUsage, project: ProjectFacts, api: CleverApi): string | null {
  const resource = personOf(usage, api);
  const role = api.roleNames[resource] ?? null;
  if (role === null || usage.origin !== 'request') return null;
  const givers = meCalls(project).filter(({ answer }) => idsFor(usage, answer).length > 0);
  const isTold = givers.every(({ answer }) => isToldIn(answer, usage, role, api));
  // The id of anybody who signs in is as good on v3 as that of a student; any other id is one of before.
  const isInDoubt = givers.length ? !isTold : usage.failedAnswer() !== null;
  if (!isInDoubt) return null;
  return `Check that each id here belongs to a ${resource.replaceAll('_', ' ')}: \`/${api.target}/users/{id}\` returns any user.`;
}

/** The record that the id in the path is of, whatever is asked about it: `student` of `/students/{id}/teachers`. */
function personOf({ url }: EndpointUsage, api: CleverApi): string {
  const [person] = BY_ID.exec(url.path) ?? [];
  return (person && api.resourceOf(url.version, person)?.resource) ?? '';
}

/** The places where the id of a person who an answer is about goes into a request. */
export function idsFor(request: EndpointUsage, answer: Answer | null): Answer['uses'] {
  return (answer?.uses ?? []).filter(
    ({ path, how }) => how.kind === 'url' && isId(path) && isAskedWith(request, how.at),
  );
}

/** Whether the code has asked for the role wherever it passes an id on. */
function isToldIn(answer: Answer | null, request: EndpointUsage, role: Role, api: CleverApi): boolean {
  const uses = answer?.uses ?? [];
  // The code may ask where it calls the function that makes the request.
  return idsFor(request, answer).every((use) => [use, ...use.trail].some((step) => roleAt(step, uses, api) === role));
}
