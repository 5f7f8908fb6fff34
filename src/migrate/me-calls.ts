import type { EndpointUsage } from '../model/usage.js';
import { asksForMe } from '../rule/address.js';
import type { ProjectFacts } from '../rule/rule.js';

/** The calls of a project that ask who is signed in. */
export function meCalls(project: ProjectFacts): readonly EndpointUsage[] {
  return project.once('calls of /me', project.asked, () => project.asked.filter(({ url }) => asksForMe(url)));
}
