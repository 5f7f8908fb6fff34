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
Shards of one project need no names. All of them must be there:
  clever-audit merge shard-*.json

Reports of several projects need one each:
  clever-audit merge portal=portal.json roster=roster.json
  clever-audit merge --name-by-file --format plan reports/*.json

It exits as one run would: 1 for errors, for more than the limits allow, and for
suppressions that are not valid; 2 for a report that is missing or broken.`;

/**
 * Reads the words behind `merge`.
 *
 * @throws UsageError for an unknown option, a wrong value, or no report
 */
export function parseMergeLine(
  words: readonly string[],
): MergeRequest | { readonly kind: 'text'; readonly text: string } {
  const command = new Command('clever-audit merge')
    .description('Puts reports of `--format json` together: of shards, or of projects.')
    .argument('<reports...>', 'files, each as report.json or name=report.json')
    .addOption(new Option('--format <name>', 'what to print').choices(['json', 'plan']).default('json'))
    .option('--name-by-file', 'put the paths of each report below its file name')
    .option('--max-warnings <n>', 'exit with 1 if there are more warnings', toCount)
    .option('--max-unresolved <n>', 'exit with 1 if more calls or files are open', toCount)
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', details);
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
