import { groupBy } from '../model/group-by.js';
import { isOfStandIns } from '../model/test-files.js';
import type { EndpointUsage } from '../model/usage.js';
import { pathKey } from '../rule/address.js';
import { refuse, type Offer } from '../rule/offer.js';
import type { ProjectFacts } from '../rule/rule.js';

/** Of a URL that a test names, as a mock does, and that code of the program asks for. */
const OF_TEST = 'a test uses this URL, so change it together with the call that it stands for';

/**
 * Names the call of the program where a test only names its URL, as `page.route('…/me', …)` does: the test sends nothing, so
 * what it lacks is no reason.
 *
 * @param usage the URL
 * @param own what may be done about it by itself
 */
export function namingTestedCall(usage: EndpointUsage, own: Offer, project: ProjectFacts): Offer {
  if (usage.origin !== 'constant' || own.refusal === undefined || !isOfStandIns(usage.span.file)) return own;
  const { asked } = project;
  const sent = project.once('requests by address', asked, () =>
    groupBy(
      asked.filter(({ origin, span }) => origin === 'request' && !isOfStandIns(span.file)),
      addressOf,
    ),
  );
  const call = sent.get(addressOf(usage))?.[0];
  return call ? refuse(OF_TEST, call.span) : own;
}

function addressOf({ url }: EndpointUsage): string {
  return `${url.host} ${pathKey(url)}`;
}
