import { describeEndpoint, isOnlyShown, placeOfPath } from '../src/rule/address.js';
import { ONLY_SHOWN } from '../src/rule/offer.js';
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
      'Clever {{ended}} the student contacts of API {{version}} {{when}}. Call `{{replacement}}` instead of `/{{version}}{{path}}`. On {{target}}, contacts are users with the role `contact`. Their ids are new, so import them as new records.',
    removed:
      'Clever {{ended}} the student contacts of API {{version}} {{when}}, and no endpoint replaces `/{{version}}{{path}}`. {{instead}}',
  },
  check(usage, api) {
    const { version, path } = usage.url;
    if (version === null || !api.isLegacyContacts(version, path)) return [];
    const retired = api.contactsRetired(version);
    if (retired === null) return [];
    const mapping = api.mapping(version, usage.method, path);
    const replacement = mapping?.targetPath ?? null;
    return [
      {
        message: replacement ? 'replaced' : 'removed',
        data: {
          target: api.target,
          path,
          version,
          ended: retired.gone ? 'switched off' : 'deprecated',
          when: atDate(retired.gone ?? retired.deprecated),
          replacement: replacement ?? '',
          instead: mapping?.instead ?? `To read contacts, call \`/${api.target}/users?role=contact\`.`,
        },
        at: placeOfPath(usage),
        confidence: usage.confidence,
        endpoint: describeEndpoint(usage, replacement),
        related: usage.trail,
        refusal: isOnlyShown(usage)
          ? ONLY_SHOWN
          : `contacts are new records on ${api.target}, so another path is not enough`,
      },
    ];
  },
});

/** `in December 2022`, and `on July 31, 2025` where Clever names the day. */
function atDate(date: string): string {
  return `${date.includes(',') ? 'on' : 'in'} ${date}`;
}
