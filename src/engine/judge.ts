import type { CleverApi } from '../clever-api/index.js';
import type { Problem, Rule } from '../rule/rule.js';
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
 * @returns one judgement for each cause: problems of one rule at one place are put together
 */
export function judge(
  usages: readonly Usage[],
  rules: readonly Rule[],
  preset: 'recommended' | 'strict',
  api: CleverApi,
): readonly Judgement[] {
  const causes = new Map<string, Judgement>();
  for (const rule of rules) {
    const level = rule.levels[preset];
    if (level === 'off') continue;
    for (const usage of usages) {
      if (usage.kind !== rule.judges) continue;
      for (const problem of rule.check(usage as never, api)) {
        const judgement = toJudgement(rule, problem, level);
        const key = `${rule.name}|${placeKey(judgement.at)}`;
        const known = causes.get(key);
        causes.set(key, known ? together(known, judgement) : judgement);
      }
    }
  }
  return [...causes.values()];
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

/** Two problems with one cause: one finding that is fixed only if one change serves both. */
function together(first: Judgement, second: Judgement): Judgement {
  const sameFix = first.fix && second.fix && changeKey(first.fix) === changeKey(second.fix);
  const offered = [first.fix, ...first.suggestions].filter((change) => change !== null);
  const alsoOffered = new Set([second.fix, ...second.suggestions].filter((change) => change !== null).map(changeKey));
  return {
    ...first,
    confidence: first.confidence === 'certain' ? 'certain' : second.confidence,
    related: distinctSteps([...first.related, ...second.related]),
    fix: sameFix ? first.fix : null,
    suggestions: sameFix ? first.suggestions : offered.filter((change) => alsoOffered.has(changeKey(change))),
  };
}

/** A key under which two changes that write the same fall together. */
export function changeKey(change: Change): string {
  return JSON.stringify(change.edits.map(({ file, start, end, text }) => [file, start, end, text]).sort());
}

function distinctSteps(steps: readonly Step[]): readonly Step[] {
  return [...new Map(steps.map((step) => [`${placeKey(step.span)}|${step.message}`, step])).values()];
}
