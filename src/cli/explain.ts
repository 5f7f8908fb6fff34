import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { nearest } from '../config/nearest.js';
import { RULE_PREFIX } from '../engine/judge.js';
import type { Engine } from './engine.js';
import { UsageError } from './errors.js';
import { exitCodes } from './exit-code.js';
import { helpAskedFor } from './read-words.js';
import { rulePagePath, rulePageText } from '../run/package-files.js';
import { usableWidth } from '../reporters/layout.js';
import { toPlainPage } from './plain-page.js';
import type { Surroundings } from './surroundings.js';

/** Longer lines are hard to read, however wide the terminal is. */
const WIDEST = 100;

/**
 * `clever-audit explain <rule>`: prints the page of a rule, as the package holds it.
 *
 * @param words the words behind `explain`
 * @returns 0
 * @throws UsageError for a rule that does not exist
 */
export async function explainRule(words: readonly string[], { stdout }: Surroundings, engine: Engine): Promise<number> {
  const command = defineExplain();
  const help = helpAskedFor(command, words);
  stdout.write(help ?? shownOn(stdout, await pageOf(command.args[0] ?? '', engine)));
  return exitCodes.clean;
}

/** People at a terminal get plain text; a pipe or a file gets the page as it is. */
function shownOn(stdout: Surroundings['stdout'], page: string): string {
  return stdout.isTTY === true ? toPlainPage(page, Math.min(usableWidth(stdout.columns), WIDEST)) : page;
}

/** The command with its options. */
export function defineExplain(): Command {
  return new Command('clever-audit explain')
    .description('Prints the page of a rule: what it finds, why, and what to do.')
    .argument('<rule>', 'name of the rule, such as no-v1-endpoint')
    .helpOption('-h, --help', 'print this help')
    .allowExcessArguments(false);
}

async function pageOf(word: string, engine: Engine): Promise<string> {
  const names = (await engine.loadRules()).map(({ name }) => name);
  const name = word.startsWith(RULE_PREFIX) ? word.slice(RULE_PREFIX.length) : word;
  if (names.includes(name)) return withOpenLinks(rulePageText(name), dirname(rulePagePath(name)));
  const guess = nearest(name, names);
  const advice = guess === null ? `the rules are ${names.join(', ')}` : `did you mean ${guess}?`;
  throw new UsageError(`there is no rule '${word}'; ${advice}`);
}

/** A link to another page, `](no-v1-endpoint.md#what-the-fix-does)`; those with a scheme lead where they say. */
const LINK_TO_PAGE = /\]\((?![a-z]+:|#)([^)#\s]+)(#[^)\s]*)?\)/g;

/** A terminal knows no folder of a page, so links to other pages name them in full. */
function withOpenLinks(page: string, folder: string): string {
  return page.replaceAll(LINK_TO_PAGE, (_, file: string, part = '') => `](${join(folder, file)}${part})`);
}
