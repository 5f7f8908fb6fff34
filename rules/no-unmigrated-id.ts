import { asksForMe, describeEndpoint, isV3, targetOf } from '../src/rule/address.js';
import { offerForMe, STORED_BEFORE } from '../src/migrate/changes.js';
import { refuse } from '../src/rule/offer.js';
import { isKeptInMemory } from '../src/migrate/kept-in-memory.js';
import { mixedProblems } from '../src/migrate/mixed-versions.js';
import { mayKeepId, namesNewId } from '../src/migrate/records.js';
import { isInside, roleAt } from '../src/migrate/role-at.js';
import { defineRule, type ProjectFacts } from '../src/rule/rule.js';

/** Clever user ids used as stored keys without a look at the ids from before v3. */
export default defineRule({
  name: 'no-unmigrated-id',
  judges: 'endpoint',
  topic: 'stored id',
  description: 'Disallow looking up or storing records by a Clever user id without a `legacy_id` fallback',
  levels: { recommended: 'warning', strict: 'error' },
  fixable: false,
  hasSuggestions: true,
  messages: {
    compared:
      'The ids of `{{from}}` and `{{to}}` differ for everyone but students, so the compared ids are equal only for students. Compare with the `legacy_id` in `data.roles`, or call the same version for both requests.',
    linked:
      'A link in the answer from `{{from}}` leads to a record of API {{version}}, which has no `roles`. Call the same version for both requests.',
    mixed:
      '`{{to}}` does not accept the id that `{{from}}` returns: everyone but students has a new id on v3.0. Call the same version for both requests.',
    stored:
      'On {{target}}, everyone but students has a new id. `{{store}}` then stores the new id beside what is stored under the old one, so a person can get a second account. Also look up every `legacy_id` in `data.roles`, or use the migration CSV from Clever to replace the stored ids.',
    lookedUp:
      'On {{target}}, everyone but students has a new id. `{{store}}` then gets the new id, so the code does not find what it stored under the old id, and a person can get a second account. Also look up every `legacy_id` in `data.roles`, or use the migration CSV from Clever to replace the stored ids.',
    unfound:
      'On {{target}}, everyone but students has a new id. `{{store}}` then gets the new id, so the code does not find what is stored under the old id. Also look up every `legacy_id` in `data.roles`, or use the migration CSV from Clever to replace the stored ids.',
  },
  check(usage, api, project) {
    if (!usage.answer) return [];
    const isMe = asksForMe(usage.url);
    const offer = isMe ? offerForMe(usage, api, project) : refuse(STORED_BEFORE);
    const { uses } = usage.answer;
    const keys = uses.filter(
      (use) =>
        use.how.kind === 'key' &&
        !use.how.knowsLegacyId &&
        namesNewId(usage, use, api) &&
        !isKeptInMemory(use, project),
    );
    const mayCreate = keys.some(({ how }) => how.kind === 'key' && how.mayCreate);
    const stored = keys.flatMap(({ how, path, span, confidence, trail }) => {
      // Students keep their ids.
      if (how.kind !== 'key' || roleAt({ span }, uses, api) === 'student') return [];
      // One id that is kept is told of once, where a function that stores it is called.
      const way = trail.filter((step) => !isInside(span, step.span));
      if (keys.some((other) => way.some((step) => isInside(other.span, step.span)))) return [];
      return [
        {
          message: how.mayCreate ? 'stored' : mayCreate ? 'lookedUp' : 'unfound',
          data: { store: how.store, target: api.target },
          brief: { subject: how.store, instead: null, mayCreate: how.mayCreate },
          at: span,
          confidence: mayKeepId(usage, { path, span }, api) ? 'likely' : confidence,
          ...(wasEverOnOldIds(project) ? {} : { severity: 'info' as const }),
          endpoint: describeEndpoint(usage, isMe ? `/${api.target}/users/{id}` : targetOf(usage, api)),
          related: [...usage.trail, ...trail],
          ...offer,
        } as const,
      ];
    });
    return [...mixedProblems(usage, usage.answer, api, project), ...stored];
  },
});

/**
 * Whether the project shows a trace of a version whose ids were others; without one it may never have stored any. Without a
 * version, only `/me` answered: any other path says nothing of what was ever stored.
 */
function wasEverOnOldIds(project: ProjectFacts): boolean {
  return project.once('old ids', project.asked, () =>
    project.asked.some(({ url }) => (url.version === null ? asksForMe(url) : !isV3(url.version))),
  );
}
