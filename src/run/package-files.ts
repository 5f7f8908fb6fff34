import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { RULE_PREFIX } from '../engine/judge.js';

/**
 * A file of the package at hand.
 *
 * @param parts its path below the package
 * @returns an absolute path
 */
export function packageFile(...parts: readonly string[]): string {
  // Found by the package's own name, so that it is the same from the sources and from the build.
  const manifest = createRequire(import.meta.url).resolve('clever-audit/package.json');
  return path.join(path.dirname(manifest), ...parts);
}

/**
 * The text of a file of the package at hand.
 *
 * @throws Error where the package is incomplete
 */
export function readPackageFile(...parts: readonly string[]): string {
  return readFileSync(packageFile(...parts), 'utf8');
}

/**
 * The page of a rule, in the package at hand: a reader sees the page of the version that spoke.
 *
 * @param rule the rule's name, with or without its prefix
 * @returns an absolute path
 */
export function rulePagePath(rule: string): string {
  const name = rule.startsWith(RULE_PREFIX) ? rule.slice(RULE_PREFIX.length) : rule;
  return packageFile('docs', 'rules', `${name}.md`);
}

/**
 * The text of that page.
 *
 * @param rule the rule's name, with or without its prefix
 * @returns Markdown
 * @throws Error where the package is incomplete
 */
export function rulePageText(rule: string): string {
  return readFileSync(rulePagePath(rule), 'utf8');
}
