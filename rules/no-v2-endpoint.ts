import { describeEndpoint, isV2, placeOfVersion } from '../src/rule/address.js';
import { asSuggestions } from '../src/migrate/changes.js';
import { offerForEndpoint } from '../src/migrate/endpoint-change.js';
import { describeFate } from '../src/migrate/endpoint-message.js';
import { defineRule } from '../src/rule/rule.js';

/** Requests to, and configured URLs of, `/v2.0/…` and `/v2.1/…`. */
export default defineRule({
  name: 'no-v2-endpoint',
  judges: 'endpoint',
  topic: 'call',
  description: 'Disallow requests to API v2.0 and v2.1 of Clever',
  levels: { recommended: 'off', strict: 'warning' },
  fixable: false,
  hasSuggestions: true,
  messages: {
    moved: '`{{path}}` of API {{version}} is `{{replacement}}` on API {{target}}. {{advice}}',
    removed: '`{{path}}` of API {{version}} has no equal on API {{target}}. {{advice}}',
    never: 'API {{version}} never had `{{path}}`. API {{target}} has: ask for `{{replacement}}`.',
    open: 'Which endpoint `{{path}}` of API {{version}} is, only run time knows; on API {{target}} it is {{advice}}.',
    base: 'All that is asked below this address is asked of API {{version}}. Ask API {{target}}.',
    unknown: 'API {{version}} is not the newest: ask API {{target}} instead of `{{path}}`.',
  },
  check(usage, api, project) {
    const { version, path } = usage.url;
    if (version === null || !isV2(version) || api.isLegacyContacts(version, path)) return [];
    const { fate, replacement, advice } = describeFate(usage, api, project);
    return [
      {
        message: fate,
        data: { path, version, replacement: replacement ?? '', advice, target: api.target },
        at: placeOfVersion(usage),
        confidence: usage.confidence,
        endpoint: describeEndpoint(usage, replacement),
        related: usage.trail,
        // v2 still answers, so to leave it is a choice.
        ...asSuggestions(offerForEndpoint(usage, api, project)),
      },
    ];
  },
});
