import { Command, Option } from 'commander';

import { planMarkdown } from '../reporters/plan-markdown.js';
import { defaults, type Arguments } from './arguments.js';
import type { Engine } from './engine.js';
import { exitCodes } from './exit-code.js';
import { readOwners } from './page-parts.js';
import { helpAskedFor } from './read-words.js';
import { toAuditOptions, toReport } from './report.js';
import type { Surroundings } from './surroundings.js';

/**
 * `clever-audit plan`: prints what is left to do, in the steps of Clever's migration guide, as Markdown.
 *
 * @param words the words behind `plan`
 * @param version the program's own version
 * @returns 0, whatever is left to do
 * @throws KnownError for an unknown option, and for a path that does not exist
 */
export async function printPlan(
  words: readonly string[],
  surroundings: Surroundings,
  engine: Engine,
  version: string,
): Promise<number> {
  const command = definePlan();
  const text = helpAskedFor(command, words);
  if (text !== null) {
    surroundings.stdout.write(text);
    return exitCodes.clean;
  }
  const given = { ...defaults, ...command.opts<Partial<Arguments>>(), paths: command.args };
  const run = { arguments: given, surroundings, engine, version };
  const options = await toAuditOptions(run);
  const judged = await engine.audit(options);
  const accepted = judged.suppressed.filter(({ suppression }) => suppression.by === 'baseline');
  // What a baseline accepts is still to be done.
  const result = accepted.length > 0 ? await engine.audit({ ...options, baseline: false }) : judged;
  const report = { ...(await toReport(run, result)), ownersOf: readOwners(result.root, surroundings.environment) };
  surroundings.stdout.write(`${planMarkdown(report, { file: judged.baseline.file, count: accepted.length })}\n`);
  return exitCodes.clean;
}

/** The command with its options. */
export function definePlan(): Command {
  return new Command('clever-audit plan')
    .description("Prints the migration plan as Markdown, in the order of Clever's own guide.")
    .argument('[paths...]', 'files, folders and patterns to report on (default: the current folder)')
    .addOption(new Option('--preset <name>', 'set of rules').choices(['recommended', 'strict']))
    .addOption(new Option('--target <version>', 'version to move to').choices(['v3.0', 'v3.1']))
    .helpOption('-h, --help', 'print this help');
}
