import type { AuditOptions } from '../run/audit-result.js';
import { RULE_PREFIX } from '../engine/judge.js';
import { nearest } from '../config/nearest.js';
import type { Rule } from '../rule/rule.js';
import { UsageError } from './errors.js';

/**
 * Reads the values of `--fix-only`.
 *
 * @param names names of rules, with or without the prefix; none means all
 * @param rules the rules there are
 * @returns the option that limits an audit's changes to them
 * @throws UsageError for a name that no rule has
 */
export function toWants(names: readonly string[], rules: readonly Rule[]): Pick<AuditOptions, 'wants'> {
  if (names.length === 0) return {};
  const known = rules.map(({ name }) => name);
  const wanted = new Set(names.map((name) => RULE_PREFIX + toKnown(name, known)));
  return { wants: ({ rule }) => wanted.has(rule) };
}

function toKnown(given: string, known: readonly string[]): string {
  const name = given.startsWith(RULE_PREFIX) ? given.slice(RULE_PREFIX.length) : given;
  if (known.includes(name)) return name;
  const guess = nearest(name, known);
  const advice = guess === null ? `the rules are ${known.join(', ')}` : `did you mean ${guess}?`;
  throw new UsageError(`option '--fix-only': there is no rule '${given}'; ${advice}`);
}
