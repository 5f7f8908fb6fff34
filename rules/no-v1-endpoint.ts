import { describeEndpoint, isV1, placeOfVersion } from '../src/rule/address.js';
import { offerForEndpoint } from '../src/migrate/endpoint-change.js';
import { describeFate } from '../src/migrate/endpoint-message.js';
import { defineRule } from '../src/rule/rule.js';

/** Requests to, and configured URLs of, `/v1.1/…` and `/v1.2/…`. */
export default defineRule({
  name: 'no-v1-endpoint',
  judges: 'endpoint',
  topic: 'call',
  description: 'Disallow requests to API v1.1 and v1.2 of Clever',
  levels: { recommended: 'error', strict: 'error' },
  fixable: true,
  hasSuggestions: true,
  messages: {
    moved: '`{{path}}` of API {{version}} is gone since {{since}}. `{{replacement}}` answers it now. {{advice}}',
    removed: '`{{path}}` of API {{version}} is gone since {{since}}, and nothing replaces it. {{advice}}',
    never:
      'API {{version}} is gone since {{since}}, and never had `{{path}}`. API {{target}} has: ask for `{{replacement}}`.',
    open: 'API {{version}} is gone since {{since}}. Which endpoint `{{path}}` is, only run time knows; what answers it now is {{advice}}.',
    unknown: 'API {{version}} is gone since {{since}}. Ask API {{target}} instead of `{{path}}`.',
    base: 'API {{version}} is gone since {{since}}, and with it all that is asked below this address. Ask API {{target}}.',
  },
  check(usage, api, project) {
    const { version, path } = usage.url;
    if (version === null || !isV1(version) || api.isLegacyContacts(version, path)) return [];
    const { fate, replacement, advice } = describeFate(usage, api, project);
    return [
      {
        message: fate,
        data: {
          path,
          version,
          since: api.retired(version)?.gone ?? 'December 2022',
          replacement: replacement ?? '',
          advice,
          target: api.target,
        },
        at: placeOfVersion(usage),
        confidence: usage.confidence,
        endpoint: describeEndpoint(usage, replacement),
        related: usage.trail,
        ...offerForEndpoint(usage, api, project),
      },
    ];
  },
});
