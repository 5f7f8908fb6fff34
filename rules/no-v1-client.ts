import { isV1, isV3 } from '../src/rule/address.js';
import { packageName } from '../src/rule/packages.js';
import { defineRule } from '../src/rule/rule.js';

/** Packages that speak an old version of Clever's API, where they are imported and where they are installed. */
export default defineRule({
  name: 'no-v1-client',
  judges: 'import',
  description: 'Disallow packages that speak API v1 or v2 of Clever',
  levels: { recommended: 'error', strict: 'error' },
  fixable: false,
  hasSuggestions: false,
  messages: {
    gone: '{{package}} asks API {{api}}, which is gone since {{since}}{{breaks}}. Use {{instead}} instead.',
    old: '{{package}} asks API {{api}}{{breaks}}. Use {{instead}} instead.',
  },
  check({ package: specifier, release, comesWith, span }, api) {
    const name = packageName(specifier);
    const row = api.clientPackage(name, release ?? undefined);
    if (!row?.api || isV3(row.api)) return [];
    const isGone = isV1(row.api);
    const installed = release === null ? name : `${name}@${release}`;
    return [
      {
        message: isGone ? 'gone' : 'old',
        data: {
          package: comesWith === null ? `\`${installed}\`` : `\`${installed}\`, which \`${comesWith}\` brings along,`,
          api: row.api,
          since: api.retired(row.api)?.gone ?? 'December 2022',
          breaks: row.breaks.length ? `: ${row.breaks.join('; ')}` : '',
          instead: row.instead ?? `plain requests to /${api.target}`,
        },
        at: span,
        confidence: 'certain',
        ...(isGone ? {} : { severity: 'warning' as const }),
      },
    ];
  },
});
