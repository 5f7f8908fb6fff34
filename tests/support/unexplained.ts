import { rules } from '../../rules/index.js';
import { RULE_PREFIX } from '../../src/engine/judge.js';
import type { Finding } from '../../src/model/finding.js';

const changing = new Set(
  rules.filter(({ fixable, hasSuggestions }) => fixable || hasSuggestions).map(({ name }) => RULE_PREFIX + name),
);

/** The findings of rules that can change code which have neither a change nor a reason why there is none, in words. */
export function unexplained(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(({ rule, fix, suggestions, refusal }) => changing.has(rule) && !fix && !suggestions.length && !refusal)
    .map(({ rule, span, message }) => `${rule} in ${span.file}: ${message}`);
}
