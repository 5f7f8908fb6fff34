import type { CleverApi } from '../clever-api/index.js';
import type { EventUsage } from '../model/usage.js';
import { isV3 } from '../rule/address.js';
import { asSuggestion, refuse, type Offer } from '../rule/offer.js';

/** What v3 calls what a program asks events for. */
export interface EventChange {
  /** `users.created`, or `users`. */
  readonly to: string;
  /** Where an event of v3 says that it is about what the old name said; null if the name says it all. */
  readonly filter: string | null;
}

/** The name that v3 has; null for a name that stays. */
export function eventChangeOf({ what, name }: EventUsage, api: CleverApi): EventChange | null {
  const change = api.eventChange(what === 'type' ? name : `${name}.created`);
  if (change === null) return null;
  const { to, filter } = change;
  return { to: what === 'type' ? to : to.slice(0, to.indexOf('.')), filter };
}

/**
 * What can be written in the place of an old name: a comparison that also asks for the role. The events of v3 are about
 * users of all roles, so the new name alone would take everybody for one of them, and nothing here is ever a fix.
 */
export function offerForEvent(usage: EventUsage, { to, filter }: EventChange): Offer {
  const { comparison, version } = usage;
  // An old version goes on to answer the old names: address and names have to change together.
  if (version !== null && !isV3(version))
    return refuse('the code requests events of an old version, which still uses this name');
  if (!comparison?.holder || filter === null)
    return refuse(`\`${to}\` covers users of every role, and the code has no place for a check of the role`);
  const { negated, subject, holder, quote } = comparison;
  const same = `${subject} === ${quote}${to}${quote} && ${holder}.${filter} !== undefined`;
  const text = negated ? `!(${same})` : `(${same})`;
  const description = `Compare with \`${to}\` and check the role of the user at \`${filter}\`.`;
  return asSuggestion({ description, edits: [{ ...comparison.span, text }] });
}
