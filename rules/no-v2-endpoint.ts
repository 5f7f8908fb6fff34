import { describeEndpoint, isV2, placeOfVersion } from '../src/rule/address.js';
import { offerForEndpoint } from '../src/migrate/endpoint-change.js';
import { describeFate } from '../src/migrate/endpoint-message.js';
import { asSuggestions } from '../src/rule/offer.js';
import { defineRule } from '../src/rule/rule.js';

/** Requests to, and configured URLs of, `/v2.0/…` and `/v2.1/…`. */
export default defineRule({
  name: 'no-v2-endpoint',
  judges: 'endpoint',
  topic: 'call',
  description: "Disallow requests to Clever's API v2.0 and v2.1",
  levels: { recommended: 'off', strict: 'warning' },
  fixable: false,
  hasSuggestions: true,
  messages: {
    moved:
      'This calls API {{version}}. On API {{target}}, call `{{replacement}}` instead of `/{{version}}{{path}}`. {{advice}}',
    removed: 'This calls API {{version}}. API {{target}} has no direct replacement for `{{path}}`. {{advice}}',
    never: 'API {{version}} has no `{{path}}`. Call `{{replacement}}`.',
    open: 'This calls API {{version}}. This tool cannot tell which endpoint `{{path}}` is. Depending on the endpoint, replace {{advice}}.',
    base: 'Every call to a URL that starts with this one uses API {{version}}. Use API {{target}}.',
    unknown:
      'This calls API {{version}}. This tool does not know `{{path}}`. Find its replacement in the API {{target}} reference.',
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
