import type { CleverApi } from '../clever-api/index.js';
import type { Problem, ProjectFacts, Rule } from '../rule/rule.js';
import type { Span, Step, Usage } from '../scan/usage.js';
import type { Change, Severity } from './finding.js';

/** A problem with all that its rule and the preset say of it, before equal ones are put together. */
export interface Judgement extends Omit<Problem, 'message' | 'data' | 'severity' | 'related' | 'fix' | 'suggestions'> {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly message: string;
  readonly related: readonly Step[];
  readonly fix: Change | null;
  readonly suggestions: readonly Change[];
}

/** The prefix of every rule's name. */
export const RULE_PREFIX = 'clever/';

/**
 * Asks each rule about each usage of its kind.
 *
 * @param preset which levels apply
 */
export function judge(
  usages: readonly Usage[],
  rules: readonly Rule[],
  preset: 'recommended' | 'strict',
  api: CleverApi,
): readonly Judgement[] {
  const project = factsOf(usages);
  return rules.flatMap((rule) => {
    const level = rule.levels[preset];
    if (level === 'off') return [];
    const own = usages.filter((usage) => usage.kind === rule.judges);
    return own.flatMap((usage) =>
      rule.check(usage as never, api, project).map((problem) => toJudgement(rule, problem, level)),
    );
  });
}

function factsOf(usages: readonly Usage[]): ProjectFacts {
  return { versions: new Set(usages.flatMap((usage) => (usage.kind === 'endpoint' ? [usage.url.version] : []))) };
}

/** A key for a place. */
export function placeKey({ file, start, end }: Span): string {
  return `${file}:${start}:${end}`;
}

function toJudgement(rule: Rule, problem: Problem, level: Severity): Judgement {
  return {
    rule,
    at: problem.at,
    confidence: problem.confidence,
    ...(problem.endpoint ? { endpoint: problem.endpoint } : {}),
    severity: problem.severity ?? level,
    message: fill(rule.messages[problem.message] ?? problem.message, problem.data ?? {}),
    related: problem.related ?? [],
    fix: problem.fix ?? null,
    suggestions: problem.suggestions ?? [],
  };
}

/** Puts values into the `{{name}}` places of a message. */
function fill(message: string, data: Readonly<Record<string, string>>): string {
  return message.replace(/\{\{(\w+)\}\}/g, (place, name: string) => data[name] ?? place).trim();
}
