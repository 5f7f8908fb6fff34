import type { CleverApi } from '../clever-api/index.js';
import { withDecision } from '../model/edits.js';
import type { EndpointUsage, RequestUsage } from '../model/usage.js';
import { spellPath } from '../rule/address.js';
import { asSuggestions, offeredBy, type Offer } from '../rule/offer.js';

/**
 * The offer for calls that move together, none of which is made without asking where one of them is a call that v3 may
 * refuse, or its address is not the last word.
 *
 * @param moved every call that the offer moves
 */
export function withCautions(moved: readonly EndpointUsage[], offer: Offer, api: CleverApi): Offer {
  if (!offeredBy(offer)) return offer;
  const cautions = moved.flatMap((usage) => (usage.origin === 'request' ? cautionsOf(usage, api) : []));
  return cautions.length ? askingFirst(offer, cautions) : offer;
}

/** The same offer, none of which is made without asking what must be done or decided before, in sentences. */
export function askingFirst(offer: Offer, cautions: readonly string[]): Offer {
  const { suggestions, ...rest } = asSuggestions(offer);
  return { ...rest, suggestions: suggestions.map((change) => withDecision(change, ...cautions)) };
}

/** What a reader must do or decide before a call moves, in sentences. */
function cautionsOf(usage: RequestUsage, api: CleverApi): readonly string[] {
  const { usesKey, hook } = usage;
  const address = `\`${spellPath(usage.url)}\``;
  const limit = limitOf(usage);
  const replacing = usage.replacedIn();
  return [
    usesKey ? `Replace the API key: ${api.target} accepts only tokens, so ${address} needs a district token.` : null,
    hook
      ? `Check the request hook in ${hook.file}: it may change the URL of ${address}, or behave differently for the new one.`
      : null,
    limit > api.largestPage
      ? `Lower \`limit\`: ${api.target} refuses more than ${api.largestPage} records per page.`
      : null,
    usage.otherAddress !== null && !isSamePath(usage, api)
      ? `Check what else \`${usage.otherAddress}\` can be: the change reads every answer here as ${api.target} returns it.`
      : null,
    replacing.length ? `Change the mock of the client in ${replacing.join(', ')} too.` : null,
  ].filter((caution) => caution !== null);
}

/** Whether the path of a call answers on v3 as it did, so that it does not matter which version answers. */
function isSamePath({ url, method }: RequestUsage, api: CleverApi): boolean {
  return api.mapping(url.version, method, url.path)?.kind === 'drop-in';
}

/** The size of the pages that a call asks for; 0 where it does not say one that is in sight. */
function limitOf({ url, parameterTexts }: RequestUsage): number {
  return Number(new URLSearchParams(url.query).get('limit') ?? parameterTexts['limit'] ?? 0);
}
