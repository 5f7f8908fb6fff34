import { Command, Option } from 'commander';
import { toCount } from '../count.js';
import { helpAskedFor } from '../read-words.js';

/** What `merge` was asked for. */
export interface MergeRequest {
  readonly kind: 'merge';
  /** `report.json` or `name=report.json`, as typed. */
  readonly reports: readonly string[];
  readonly format: 'json' | 'plan';
  /** Whether a report that is given without a name has the name of its file. */
  readonly nameByFile: boolean;
  /** Null sets no limit. */
  readonly maxWarnings: number | null;
  /** Null leaves it to the preset of each run. */
  readonly maxUnresolved: number | null;
}

const details = `
For shards of one project, give the report of every shard. They need no names:
  clever-audit merge shard-*.json

Reports of several projects need a name each:
  clever-audit merge portal=portal.json roster=roster.json
  clever-audit merge --name-by-file --format plan reports/*.json

The exit code is that of an audit, or 2 if a report is missing or
broken, or if the shards saw different code or options.`;

/**
 * Reads the words behind `merge`.
 *
 * @throws UsageError for an unknown option, a wrong value, or no report
 */
export function parseMergeLine(
  words: readonly string[],
): MergeRequest | { readonly kind: 'text'; readonly text: string } {
  const command = defineMerge();
  const text = helpAskedFor(command, words);
  if (text !== null) return { kind: 'text', text };
  const { nameByFile = false, ...given } = command.opts<Partial<MergeRequest>>();
  return {
    kind: 'merge',
    maxWarnings: null,
    maxUnresolved: null,
    format: 'json',
    ...given,
    nameByFile,
    reports: command.args,
  };
}

/** The command with its options. */
export function defineMerge(): Command {
  return new Command('clever-audit merge')
    .description('Combines JSON reports: the shards of one project, or several projects.')
    .argument('<reports...>', 'files, each as report.json or name=report.json')
    .addOption(new Option('--format <name>', 'format of the output').choices(['json', 'plan']).default('json'))
    .option('--name-by-file', 'name each project after the file of its report')
    .option('--max-warnings <n>', 'exit with 1 if there are more than n warnings', toCount)
    .option('--max-unresolved <n>', 'exit with 1 if there are more than n unresolved calls and skipped files', toCount)
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', details);
}
