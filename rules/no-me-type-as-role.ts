import { asksForMe, describeEndpoint } from '../src/rule/address.js';
import { isRoleUse } from '../src/migrate/me-answer.js';
import { offerForMe } from '../src/migrate/changes.js';
import { defineRule } from '../src/rule/rule.js';

/** Uses of the `type` of a `/me` answer as the role of the person. */
export default defineRule({
  name: 'no-me-type-as-role',
  judges: 'endpoint',
  topic: 'role',
  description: 'Disallow taking the `type` of a `/me` answer for a role',
  levels: { recommended: 'error', strict: 'error' },
  fixable: true,
  hasSuggestions: true,
  messages: {
    role: '`type` of `/me` says `user` for everybody on API v3.0. Look at `data.roles` of `/{{target}}/users/{id}`; a person can hold several of {{roles}}.',
  },
  check(usage, api, project) {
    if (!usage.answer || !asksForMe(usage.url)) return [];
    const offer = offerForMe(usage, api, project);
    const uses = usage.answer.uses.filter((use) => isRoleUse(use, api));
    return uses.map((use) => ({
      message: 'role',
      data: { target: api.target, roles: api.rolePrecedence.join(', ') },
      brief: { subject: use.path.join('.'), instead: 'roles' },
      at: use.span,
      confidence: use.confidence,
      endpoint: describeEndpoint(usage, `/${api.target}/users/{id}`),
      related: [...usage.trail, ...use.trail],
      ...offer,
    }));
  },
});
