import { describeEndpoint, placeOfVersion } from '../src/rule/address.js';
import { offerForEndpoint } from '../src/migrate/endpoint-change.js';
import { describeFate } from '../src/migrate/endpoint-message.js';
import { defineRule } from '../src/rule/rule.js';

/** Requests to, and configured URLs of, `/v1.1/…` and `/v1.2/…`. */
export default defineRule({
  name: 'no-v1-endpoint',
  judges: 'endpoint',
  topic: 'call',
  description: "Disallow requests to Clever's API v1.1 and v1.2",
  levels: { recommended: 'error', strict: 'error' },
  fixable: true,
  hasSuggestions: true,
  messages: {
    moved:
      'Clever switched off API {{version}} in {{since}}. Call `{{replacement}}` instead of `/{{version}}{{path}}`. {{advice}}',
    removed:
      'Clever switched off API {{version}} in {{since}}, and no endpoint replaces `{{path}}` directly. {{advice}}',
    never: 'API {{version}}, which Clever switched off in {{since}}, never had `{{path}}`. Call `{{replacement}}`.',
    open: 'Clever switched off API {{version}} in {{since}}. This tool cannot tell which endpoint `{{path}}` is. Depending on the endpoint, replace {{advice}}.',
    unknown:
      'Clever switched off API {{version}} in {{since}}. This tool does not know `{{path}}`. Find its replacement in the API {{target}} reference.',
    base: 'Clever switched off API {{version}} in {{since}}, so every call to a URL that starts with this one fails. Use API {{target}}.',
  },
  check(usage, api, project) {
    const { version, path } = usage.url;
    const since = version === null ? null : (api.retired(version)?.gone ?? null);
    if (version === null || since === null || api.isLegacyContacts(version, path)) return [];
    const { fate, replacement, advice } = describeFate(usage, api, project);
    return [
      {
        message: fate,
        data: {
          path,
          version,
          since,
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
