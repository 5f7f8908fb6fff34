import type { CleverApi } from '../clever-api/index.js';
import { withDecision } from '../model/edits.js';
import { FIXED, type EndpointUsage } from '../model/usage.js';
import { asksForMe } from '../rule/address.js';
import { asSuggestions, type Offer } from '../rule/offer.js';
import type { ProjectFacts } from '../rule/rule.js';
import { isAskedWith } from './mixed-versions.js';

/**
 * The offer for a call, none of which is made without asking where v3 may refuse the token that the call sends.
 *
 * Older versions answered a sign-in token with much of the district. v3 answers it with `/me`, with the user's own record
 * and with the district.
 */
export function withTokenChecked(usage: EndpointUsage, own: Offer, project: ProjectFacts, api: CleverApi): Offer {
  if (!own.fix || usage.origin !== 'request' || !mayRefuse(usage, project, api)) return own;
  const { suggestions } = asSuggestions(own);
  const decision = `Send the token of a district first: this call may send that of a person, and ${api.target} refuses it.`;
  return { ...own, fix: null, suggestions: suggestions.map((change) => withDecision(change, decision)) };
}

function mayRefuse(usage: EndpointUsage, { asked }: ProjectFacts, api: CleverApi): boolean {
  const { url, method } = usage;
  const mapping = api.mapping(url.version, method, url.path);
  // A path without a row moves together with the call that gives the id.
  if (!mapping || mapping.ssoToken === 'yes') return false;
  const signingIn = asked.filter((each) => each.origin === 'request' && asksForMe(each.url));
  if (mapping.ssoToken === 'own-id-only' && signingIn.some((me) => givesId(me, usage))) return false;
  return signingIn.some((me) => maySendSameToken(me, usage));
}

/** Whether the answer of a `/me` call gives the id that another call asks for. */
function givesId({ answer }: EndpointUsage, usage: EndpointUsage): boolean {
  return answer?.uses.some(({ how }) => how.kind === 'url' && isAskedWith(usage, how.at)) ?? false;
}

/** Whether two calls may send the same token: nothing tells the one from the other. */
function maySendSameToken(me: EndpointUsage, usage: EndpointUsage): boolean {
  const [signingIn, asking] = [me.tokens?.() ?? null, usage.tokens?.() ?? null];
  if (signingIn && asking) return asking.some((name) => signingIn.includes(name));
  // What is in sight of one of them is no sign-in token if a setting holds it, or if there is none.
  return !(signingIn ?? asking ?? ['']).every((name) => name.startsWith(FIXED));
}
