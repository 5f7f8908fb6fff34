/** Where the rules' pages are published. */
const rulePages = 'https://github.com/clever-audit/clever-audit/blob/main/docs/rules';

/**
 * The address of a rule's page.
 *
 * @param rule the rule's name, with or without its `clever/` prefix
 * @returns an absolute URL
 */
export function documentationUrl(rule: string): string {
  return `${rulePages}/${rule.replace(/^clever\//, '')}.md`;
}
