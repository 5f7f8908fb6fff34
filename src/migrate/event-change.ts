import type { CleverApi } from '../clever-api/index.js';
import type { Change } from '../model/finding.js';
import type { EventUsage } from '../model/usage.js';
import { isV3 } from '../rule/address.js';

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
 * What can be written in the place of an old name. The events of v3 are about users of all roles, so it is never a fix.
 *
 * @returns none where two names of one choice would become the same, and none while an old version is asked
 */
export function suggestEventName(usage: EventUsage, { to, filter }: EventChange, api: CleverApi): readonly Change[] {
  const { comparison, span, siblings, version } = usage;
  // An old version goes on to answer the old names: address and names have to change together.
  if (version !== null && !isV3(version)) return [];
  if (comparison?.holder && filter !== null) {
    const { negated, subject, holder, quote } = comparison;
    const same = `${subject} === ${quote}${to}${quote} && ${holder}.${filter} !== undefined`;
    const text = negated ? `!(${same})` : `(${same})`;
    const description = `Compare with \`${to}\` and check the role of the user at \`${filter}\`.`;
    return [{ description, edits: [{ ...comparison.span, text }] }];
  }
  const others = siblings.map((name) => eventChangeOf({ ...usage, name }, api)?.to ?? name);
  if (others.includes(to)) return [];
  const look =
    filter === null ? '' : ` Events of v3.0 are about users of every role, and \`${filter}\` tells them apart.`;
  return [{ description: `Use \`${to}\`.${look}`, edits: [{ ...span, text: to }] }];
}
