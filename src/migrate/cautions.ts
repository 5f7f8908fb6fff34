import type { CleverApi } from '../clever-api/index.js';
import { withDecision } from '../model/edits.js';
import type { EndpointUsage } from '../model/usage.js';
import type { Offer } from '../rule/offer.js';

/**
 * The offer for a call, none of which is made without asking where the call itself is one that v3 may refuse, or where its
 * address is not the last word.
 */
export function withCautions(usage: EndpointUsage, { fix, suggestions, ...rest }: Offer, api: CleverApi): Offer {
  if (!fix && !suggestions.length) return { fix, suggestions, ...rest };
  const cautions = cautionsOf(usage, api);
  if (!cautions.length) return { fix, suggestions, ...rest };
  const all = [...(fix ? [fix] : []), ...suggestions];
  return { ...rest, fix: null, suggestions: all.map((change) => withDecision(change, ...cautions)) };
}

/** What a reader must do or decide before a call moves, in sentences. */
function cautionsOf({ usesKey, hook, replacedIn, ...usage }: EndpointUsage, api: CleverApi): readonly string[] {
  const limit = limitOf(usage);
  const replacing = replacedIn?.() ?? [];
  return [
    usesKey ? 'Send the bearer token of a district first: this call signs in with a key, and v3.0 does not.' : null,
    hook ? `Check the request hook in ${hook.file} first: it may change the address of this call.` : null,
    limit > api.largestPage ? `Lower \`limit\` first: v3.0 refuses more than ${api.largestPage} records a page.` : null,
    replacing.length ? `Move the stand-in for the client in ${replacing.join(', ')} too.` : null,
  ].filter((caution) => caution !== null);
}

/** The size of the pages that a call asks for; 0 where it does not say one that is in sight. */
function limitOf({ url, parameterTexts }: Pick<EndpointUsage, 'url' | 'parameterTexts'>): number {
  return Number(new URLSearchParams(url.query).get('limit') ?? parameterTexts?.['limit'] ?? 0);
}
