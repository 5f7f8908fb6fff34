import { asksForMe, describeEndpoint } from '../src/rule/address.js';
import { offerForMe } from '../src/rule/changes.js';
import { defineRule } from '../src/rule/rule.js';

/** Clever user ids used as stored keys without a look at the ids from before v3. */
export default defineRule({
  name: 'no-unmigrated-id',
  judges: 'endpoint',
  description: 'Disallow looking up or storing records by a Clever user id without a `legacy_id` fall-back',
  levels: { recommended: 'warning', strict: 'error' },
  fixable: true,
  hasSuggestions: true,
  messages: {
    stored:
      'Everybody but students has a new id on API v3.0, so `{{store}}` will not find the records of before, and a second account comes to be. Look up by every `legacy_id` of `data.roles` as well, or rewrite the stored ids with the migration CSV that Clever makes.',
  },
  check(usage, api) {
    if (!usage.answer || !asksForMe(usage.url)) return [];
    const offer = offerForMe(usage, api);
    return usage.answer.uses.flatMap(({ how, path, span, confidence, trail }) => {
      if (how.kind !== 'key' || path.join('.') !== 'data.id' || how.knowsLegacyId) return [];
      return [
        {
          message: 'stored',
          data: { store: how.store },
          at: span,
          confidence,
          endpoint: describeEndpoint(usage, `/${api.target}/users/{id}`),
          related: [...usage.trail, ...trail],
          ...offer,
        } as const,
      ];
    });
  },
});
