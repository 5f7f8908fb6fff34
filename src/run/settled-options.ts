import type { AuditOptions } from './audit-result.js';
import type { Configuration, Override } from '../config/configuration.js';
import type { Level } from '../config/content.js';
import type { PathLevels } from '../engine/judge.js';
import type { Rule } from '../rule/rule.js';

/** Options in which nothing is left open. */
export type SettledOptions = AuditOptions &
  Required<Pick<AuditOptions, 'preset' | 'target'>> & { readonly pathLevels: PathLevels };

/**
 * Completes the options of a run: what the caller leaves open the configuration says, else the default.
 *
 * @returns the options, with the levels that the configuration gives to rules
 * @throws KnownError for a level of a rule that does not exist
 */
export function settle(options: AuditOptions, configuration: Configuration): SettledOptions {
  const names = options.rules.map(({ name }) => name);
  const levels = configuration.levels(names);
  return {
    ...options,
    preset: options.preset ?? configuration.preset ?? 'recommended',
    target: options.target ?? configuration.target ?? 'v3.0',
    rules: options.rules.map((rule) => withLevel(rule, levels.get(rule.name))),
    pathLevels: toPathLevels(configuration.overrides(names)),
  };
}

/** The last override that speaks of a file decides. */
function toPathLevels(overrides: readonly Override[]): PathLevels {
  const backwards = overrides.toReversed();
  const lastOf = (file: string, ask: (override: Override) => Level | null): Level | null => {
    const last = backwards.find((override) => ask(override) !== null && override.matches(file));
    return last ? ask(last) : null;
  };
  return {
    names: (rule) => overrides.some(({ levels }) => levels.has(rule)),
    levelAt: (rule, file) => lastOf(file, ({ levels }) => levels.get(rule) ?? null),
    mostAt: (file) => lastOf(file, ({ maxSeverity }) => maxSeverity),
  };
}

/** A level that is set holds in every preset. */
function withLevel(rule: Rule, level: Level | undefined): Rule {
  return level === undefined ? rule : { ...rule, levels: { recommended: level, strict: level } };
}
