import { asksForMe, describeEndpoint } from '../src/rule/address.js';
import { listed } from '../src/migrate/endpoint-advice.js';
import { isRoleUse } from '../src/migrate/me-answer.js';
import { offerForMe } from '../src/migrate/changes.js';
import { defineRule } from '../src/rule/rule.js';

/** Uses of the `type` of a `/me` answer as the role of the person. */
export default defineRule({
  name: 'no-me-type-as-role',
  judges: 'endpoint',
  topic: 'role',
  description: 'Disallow using the `type` of a `/me` answer as a role',
  levels: { recommended: 'error', strict: 'error' },
  fixable: true,
  hasSuggestions: true,
  messages: {
    role: 'On {{target}}, the `type` of `/me` is `user` for everyone. Read `data.roles` from `/{{target}}/users/{id}`. The roles of people who sign in are {{roles}}. A person can have several of them, but a student has no other role.',
  },
  check(usage, api, project) {
    if (!usage.answer || !asksForMe(usage.url)) return [];
    const offer = offerForMe(usage, api, project);
    const uses = usage.answer.uses.filter((use) => isRoleUse(use, usage.url.version, api));
    return uses.map((use) => ({
      message: 'role',
      data: { target: api.target, roles: listed(api.rolePrecedence, 'and') },
      brief: { subject: use.path.join('.'), instead: `data.roles of /${api.target}/users/{id}` },
      at: use.span,
      confidence: use.confidence,
      endpoint: describeEndpoint(usage, `/${api.target}/users/{id}`),
      related: [...usage.trail, ...use.trail],
      ...offer,
    }));
  },
});
