import { describeEndpoint, placeOfPath } from '../src/rule/address.js';
import { defineRule } from '../src/rule/rule.js';

/** Requests for student contacts of v1 and v2. */
export default defineRule({
  name: 'no-legacy-contacts',
  judges: 'endpoint',
  topic: 'call',
  description: 'Disallow requests for student contacts of API v1 and v2',
  levels: { recommended: 'error', strict: 'error' },
  fixable: false,
  hasSuggestions: false,
  messages: {
    replaced:
      '`{{path}}` of API {{version}} has been retired since {{since}}. Contacts are users with the role `contact` on API v3.0: ask for `{{replacement}}`, and create the contacts anew, for their ids are new too.',
    removed: '`{{path}}` of API {{version}} has been retired since {{since}}. {{instead}}',
  },
  check(usage, api) {
    const { version, path } = usage.url;
    if (!api.isLegacyContacts(version, path)) return [];
    const mapping = api.mapping(version, usage.method, path);
    const retired = api.contactsRetired(version);
    const replacement = mapping?.targetPath ?? null;
    return [
      {
        message: replacement ? 'replaced' : 'removed',
        data: {
          path,
          version: version ?? 'without a version',
          since: retired?.gone ?? retired?.deprecated ?? 'December 2022',
          replacement: replacement ?? '',
          instead: mapping?.instead ?? `Ask for \`/${api.target}/users?role=contact\`.`,
        },
        at: placeOfPath(usage),
        confidence: usage.confidence,
        endpoint: describeEndpoint(usage, replacement),
        related: usage.trail,
      },
    ];
  },
});
