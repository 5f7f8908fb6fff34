import type { AuditOptions } from './audit-result.js';
import type { Configuration } from '../config/configuration.js';
import type { Level } from '../config/content.js';
import type { Rule } from '../rule/rule.js';

/** Options in which nothing is left open. */
export type SettledOptions = AuditOptions & Required<Pick<AuditOptions, 'preset' | 'target'>>;

/**
 * Completes the options of a run: what the caller leaves open the configuration says, else the default.
 *
 * @returns the options, with the levels that the configuration gives to rules
 * @throws KnownError for a level of a rule that does not exist
 */
export function settle(options: AuditOptions, configuration: Configuration): SettledOptions {
  const levels = configuration.levels(options.rules.map(({ name }) => name));
  return {
    ...options,
    preset: options.preset ?? configuration.preset ?? 'recommended',
    target: options.target ?? configuration.target ?? 'v3.0',
    rules: options.rules.map((rule) => withLevel(rule, levels.get(rule.name))),
  };
}

/** A level that is set holds in every preset. */
function withLevel(rule: Rule, level: Level | undefined): Rule {
  return level === undefined ? rule : { ...rule, levels: { recommended: level, strict: level } };
}
