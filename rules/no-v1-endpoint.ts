import { describeEndpoint, isV1, placeOfVersion } from '../src/rule/address.js';
import { offerForEndpoint } from '../src/rule/changes.js';
import { defineRule } from '../src/rule/rule.js';

/** Requests to, and configured URLs of, `/v1.1/…` and `/v1.2/…`. */
export default defineRule({
  name: 'no-v1-endpoint',
  judges: 'endpoint',
  description: 'Disallow requests to API v1.1 and v1.2 of Clever',
  levels: { recommended: 'error', strict: 'error' },
  fixable: true,
  hasSuggestions: true,
  messages: {
    moved: '`{{path}}` of API {{version}} is gone since {{since}}. `{{replacement}}` answers it now.',
    removed: '`{{path}}` of API {{version}} is gone since {{since}}, and nothing replaces it. {{instead}}',
    unknown: 'API {{version}} is gone since {{since}}. Ask API {{target}} instead of `{{path}}`.',
    base: 'API {{version}} is gone since {{since}}, and with it all that is asked below this address. Ask API {{target}}.',
  },
  check(usage, api) {
    const { version, path } = usage.url;
    if (version === null || !isV1(version) || api.isLegacyContacts(version, path)) return [];
    const mapping = api.mapping(version, usage.method, path);
    const target = mapping?.targetPath ?? null;
    const message = path === '/' ? 'base' : target ? 'moved' : mapping ? 'removed' : 'unknown';
    return [
      {
        message,
        data: {
          path,
          version,
          since: api.retired(version)?.gone ?? 'December 2022',
          replacement: target ?? '',
          instead: mapping?.instead ?? '',
          target: api.target,
        },
        at: placeOfVersion(usage),
        confidence: usage.confidence,
        endpoint: describeEndpoint(usage, target),
        related: usage.trail,
        ...offerForEndpoint(usage, api),
      },
    ];
  },
});
