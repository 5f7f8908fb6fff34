import { pathToFileURL } from 'node:url';
import { RULE_PREFIX } from '../engine/judge.js';
import { rulePagePath } from '../run/package-files.js';
import type { Rule } from '../rule/rule.js';
import { findFindings } from './findings.js';
import type { EslintRule, HostContext } from './host.js';
import { atStart, reporterOf } from './report.js';

/**
 * Gives a rule the form of ESLint. It judges nothing itself: it picks its own findings out of those of the file.
 *
 * @param rule the rule
 * @param rules all rules, because one scan of a text serves them all
 * @returns the rule for ESLint
 */
export function toEslintRule(rule: Rule, rules: readonly Rule[]): EslintRule {
  const { name, description, levels, messages, fixable, hasSuggestions } = rule;
  return {
    meta: {
      type: 'problem',
      docs: {
        description,
        url: pathToFileURL(rulePagePath(name)).href,
        recommended: levels.recommended !== 'off',
        strict: levels.strict !== 'off',
      },
      schema: [],
      defaultOptions: [],
      messages: { ...messages },
      ...(fixable ? { fixable: 'code' } : {}),
      hasSuggestions,
    },
    create(context: HostContext) {
      const { sourceCode } = context;
      const { findings, trouble } = findFindings(context, rules);
      const own = findings.filter((finding) => finding.rule === RULE_PREFIX + name);
      // In nearly every file a rule has nothing to say, and each listener costs ESLint time.
      if (own.length === 0 && trouble === null) return {};
      const reports = trouble === null ? own.map(reporterOf(sourceCode)) : [atStart(trouble)];
      const reportAll = (): void => reports.forEach((report) => context.report(report));
      // The root of a tree: of JavaScript and of what is parsed into its form, and of JSON.
      return { Program: reportAll, Document: reportAll };
    },
  };
}
