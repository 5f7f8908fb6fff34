import { isV3 } from '../src/rule/address.js';
import { packageName, stepOf } from '../src/migrate/packages.js';
import { defineRule } from '../src/rule/rule.js';

/** Packages that speak an old version of Clever's API, where they are imported and where they are installed. */
export default defineRule({
  name: 'no-v1-client',
  judges: 'import',
  topic: 'package',
  description: "Disallow packages that call Clever's API v1 or v2",
  levels: { recommended: 'error', strict: 'error' },
  fixable: false,
  hasSuggestions: false,
  messages: {
    gone: '{{package}} calls API {{api}}, which Clever switched off in {{since}}. {{advice}}',
    old: '{{package}} calls API {{api}}. {{advice}}',
  },
  check({ package: specifier, release, comesWith, span, trail, calls }, api) {
    const name = packageName(specifier);
    const row = api.clientPackage(name, release ?? undefined);
    if (!row?.api || isV3(row.api)) return [];
    const since = api.retired(row.api)?.gone ?? null;
    const installed = release === null ? name : `${name}@${release}`;
    const instead = row.instead ?? `plain requests to \`/${api.target}\``;
    const steps = calls.flatMap((call) => stepOf(call, row, api) ?? []);
    return [
      {
        message: since ? 'gone' : 'old',
        data: {
          package: comesWith === null ? `\`${installed}\`` : `\`${installed}\` (\`${comesWith} > ${name}\`)`,
          api: row.api,
          since: since ?? '',
          advice: [...(since ? [] : row.breaks), adviceFor(comesWith, instead)].join(' '),
        },
        brief: { subject: installed, instead, ...(steps.length ? { calls: steps } : {}) },
        at: span,
        confidence: 'certain',
        related: [...trail, ...steps],
        refusal: 'this tool does not replace packages',
        ...(since ? {} : { severity: 'warning' as const }),
      },
    ];
  },
});

/** Only the package that the project asks for can be replaced. */
function adviceFor(comesWith: string | null, instead: string): string {
  if (comesWith === null) return `Instead, use ${instead}.`;
  const [asked = comesWith] = comesWith.split(' > ');
  return `Upgrade \`${asked}\` to a release that does not need it, or replace \`${asked}\` with ${instead}.`;
}
