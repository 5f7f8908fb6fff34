import { createRequire } from 'node:module';
import { rules } from '../../rules/index.js';
import type { Severity } from '../model/finding.js';
import type { Rule } from '../rule/rule.js';
import type { EslintConfig, EslintPlugin } from './host.js';
import { toEslintRule } from './rule.js';
import { typescriptConfig } from './typescript.js';

const namespace = 'clever';

/** ESLint has no level below a warning, so what the command reports as info is not turned on. */
const hostLevels = { error: 'error', warning: 'warn', info: null, off: null } as const satisfies Record<
  Severity | 'off',
  EslintConfig['rules'][string] | null
>;

const parts = {
  meta: { name: 'clever-audit', version: readVersion(), namespace },
  rules: Object.fromEntries(rules.map((rule) => [rule.name, toEslintRule(rule, rules)])),
  configs: {} as EslintPlugin['configs'],
} satisfies EslintPlugin;

/** The ESLint plugin. */
export const plugin: EslintPlugin = Object.assign(parts, {
  // A configuration holds the plugin that holds it, so it can only be made once the plugin is there.
  configs: {
    recommended: toConfig('recommended', parts, rules),
    strict: toConfig('strict', parts, rules),
    typescript: typescriptConfig,
  },
});

/**
 * The flat configuration of a preset.
 *
 * @param self the plugin
 * @param members the rules it may turn on
 */
export function toConfig(preset: 'recommended' | 'strict', self: EslintPlugin, members: readonly Rule[]): EslintConfig {
  const entries = members.flatMap(({ name, levels }) => {
    const level = hostLevels[levels[preset]];
    return level === null ? [] : [[`${namespace}/${name}`, level] as const];
  });
  return { name: `${namespace}/${preset}`, plugins: { [namespace]: self }, rules: Object.fromEntries(entries) };
}

/** The manifest is found by the package's own name, so that it is the same from the sources and from the build. */
function readVersion(): string {
  const manifest = createRequire(import.meta.url)('clever-audit/package.json') as { readonly version: string };
  return manifest.version;
}
