import { describeEndpoint, isV3, placeOfPath } from '../src/rule/address.js';
import { defineRule } from '../src/rule/rule.js';
import { findRightPath, isUserPath, offerForRightPath } from '../src/migrate/unknown-endpoint.js';

/** Requests to, and configured URLs of, paths below `/v3.0` and `/v3.1` that Clever does not have. */
export default defineRule({
  name: 'no-unknown-endpoint',
  judges: 'endpoint',
  topic: 'call',
  description: 'Disallow requests to paths that API v3 does not have',
  levels: { recommended: 'error', strict: 'error' },
  fixable: true,
  hasSuggestions: true,
  messages: {
    renamed: 'API {{version}} has no `{{path}}`. Call `{{replacement}}`.',
    unknown: 'API {{version}} has no `{{path}}`. Check the path against the API reference.',
  },
  check(usage, api, project) {
    const { version, path } = usage.url;
    if (version === null || !isV3(version) || api.mayExist(version, path) || isUserPath(usage, project)) return [];
    const right = findRightPath(usage, api);
    return [
      {
        message: right ? 'renamed' : 'unknown',
        data: { version, path, replacement: right?.path ?? '' },
        at: placeOfPath(usage),
        confidence: usage.confidence,
        endpoint: describeEndpoint(usage, right?.path ?? null),
        related: usage.trail,
        ...offerForRightPath(usage, right, api),
      },
    ];
  },
});
