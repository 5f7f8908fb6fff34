import { asksForMe, describeEndpoint, placeOfPath } from '../src/rule/address.js';
import { offerForMe } from '../src/migrate/changes.js';
import { defineRule } from '../src/rule/rule.js';

/** Requests to, and configured URLs of, `/me` without a version. */
export default defineRule({
  name: 'no-unversioned-me',
  judges: 'endpoint',
  topic: 'call',
  description: "Disallow requests to Clever's unversioned `/me`",
  levels: { recommended: 'error', strict: 'error' },
  fixable: true,
  hasSuggestions: true,
  messages: {
    unversioned:
      'Clever deprecated the unversioned `/me` in {{since}}. Call `/{{target}}/me`, and read everything but the id and the district from `/{{target}}/users/{id}`.',
  },
  check(usage, api, project) {
    const retired = api.retired(null);
    if (retired === null || usage.url.version !== null || !asksForMe(usage.url)) return [];
    return [
      {
        message: 'unversioned',
        data: { since: retired.deprecated, target: api.target },
        at: placeOfPath(usage),
        confidence: usage.confidence,
        endpoint: describeEndpoint(usage, `/${api.target}/me`),
        related: usage.trail,
        ...offerForMe(usage, api, project),
      },
    ];
  },
});
