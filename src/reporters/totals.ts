import type { Finding } from '../model/finding.js';
import { countSeverities } from './headline.js';
import { joinWords } from '../model/words.js';

/** How many findings each rule has, and how many of those a fix resolves: a line for each rule. */
export function toTotals(findings: readonly Finding[]): string {
  const rules = [...new Set(findings.map(({ rule }) => rule))].sort();
  const longest = Math.max(...rules.map((rule) => rule.length));
  return rules
    .map((rule) => {
      const own = findings.filter((finding) => finding.rule === rule);
      const fixable = own.filter(({ fix }) => fix !== null).length;
      const fixes = fixable > 0 ? `, ${fixable} with a fix` : '';
      return `  ${rule.padEnd(longest)}  ${joinWords(countSeverities(own))}${fixes}`;
    })
    .join('\n');
}
