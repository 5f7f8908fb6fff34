import type { EndpointUsage } from '../model/usage.js';
import { asksForMe } from '../rule/address.js';
import type { ProjectFacts } from '../rule/rule.js';

/** The calls of a project that ask who is signed in. */
export function meCalls({ asked, once }: ProjectFacts): readonly EndpointUsage[] {
  return once('calls of /me', asked, () => asked.filter(({ url }) => asksForMe(url)));
}
