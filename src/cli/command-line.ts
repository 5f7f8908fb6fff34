import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';

import type { IdMapColumns } from '../id-map/id-map.js';
import { formats } from '../reporters/list.js';
import type { Shard } from '../run/audit-result.js';
import { defaults, type Arguments, type OutputFile, type Parsed } from './arguments.js';
import { toCount } from './count.js';
import { UsageError } from './errors.js';
import { SUBCOMMANDS } from './subcommands.js';

const purpose =
  "Finds calls to Clever's API v1 and the unversioned /me, and helps you move them to v3. Changes code only with an option such as --fix.";

const exitCodes = `
Exit codes:
  0  the audit passed
  1  the audit found an error, more warnings than --max-warnings, more
     unresolved calls and skipped files than --max-unresolved, or a
     suppression or a baseline entry that is not valid
  2  the audit could not run, or could not read a file that you named

Examples:
  clever-audit                  audit the current folder
  clever-audit --diff src       show what --fix would change
  clever-audit --interactive    decide on each change
  clever-audit --staged         check what you are about to commit
  clever-audit --changed=main   check what this branch changes
  clever-audit trace a.ts:12    show how the URL on line 12 is computed

Commands, each with its own --help:
${Object.entries(SUBCOMMANDS)
  .map(([name, does]) => `  ${name.padEnd(12)} ${does}`)
  .join('\n')}`;

/**
 * Reads the words of a command line, whatever they are.
 *
 * @param words the words behind the program's name
 * @param version what `--version` prints
 * @returns the run that was asked for, or the text that was
 * @throws UsageError for an unknown option or a wrong value
 */
export function parseCommandLine(words: readonly string[], version: string): Parsed {
  let text = '';
  const command = defineCommand(version).configureOutput({
    writeOut: (part) => {
      text += part;
    },
    outputError: () => {}, // the error that is thrown carries the same text
  });
  try {
    command.parse(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'text', text };
    throw new UsageError(toSentence(error.message));
  }
  const { changed, ...given } = command.opts<Partial<Arguments> & { readonly changed?: string | true }>();
  return {
    kind: 'run',
    arguments: {
      ...defaults,
      ...given,
      changed: changed === undefined ? null : { base: changed === true ? null : changed },
      paths: command.args,
    },
  };
}

/** The command with its options, for those who read its words and those who complete them. */
export function defineCommand(version: string): Command {
  return new Command('clever-audit')
    .description(purpose)
    .argument('[paths...]', 'files, folders and patterns to report on (default: the current folder)')
    .addOption(
      new Option('--preset <name>', 'set of rules (default: from the configuration, or "recommended")').choices([
        'recommended',
        'strict',
      ]),
    )
    .addOption(new Option('--format <name>', 'format of the report').choices(formats).default(defaults.format))
    .option('--output <format:file>', 'also write a report to a file; can be repeated', toOutputs)
    .option('--compare <json>', 'in the HTML report, show the progress since an earlier JSON report')
    .option('--quiet', 'hide findings below severity error; the exit code stays the same')
    .option('--summary', 'show only counts and next steps')
    .option('--verbose', 'show each finding in full, and how it was found')
    .option('--debug', 'show the stack trace of an internal error')
    .addOption(
      new Option('--group-by <what>', 'how to group the findings')
        .choices(['call', 'file', 'rule'])
        .default(defaults.groupBy),
    )
    .option('--fix', 'write every fix')
    .option('--fix-suggestions', 'write every fix, and the first suggestion of each finding without a fix')
    .option(
      '--fix-only <rule>',
      'write the fixes of this rule, and the changes that they need; can be repeated',
      toList,
    )
    .option('--interactive', 'show each change and ask before writing it')
    .option('--mark', 'write a TODO comment above each finding that is not fixed')
    .option('--require-clean', 'refuse to write files with uncommitted changes')
    .option('--diff', 'print the changes as a patch and write nothing')
    .option('--id-map <csv>', "find old ids in your files, using Clever's migration CSV; --fix writes the new ones")
    .option('--id-map-columns <old,new>', 'columns of that CSV (default: role_id,user_id)', toColumns)
    .option('--staged', 'report only what is staged for commit')
    .option('--changed [base]', 'report only what has changed since a commit or branch (default: the main branch)')
    .option('--shard <i/n>', 'report part i of n; `merge` combines the parts', toShard)
    .option('--new-only', 'with --staged or --changed, report new findings only')
    .option('--watch', 'report again when a file changes')
    .option('--stats', 'show how long each step took')
    .option('--no-baseline', 'also report the findings that the baseline accepts')
    .addOption(
      new Option('--target <version>', 'version to move to (default: from the configuration, or "v3.0")').choices([
        'v3.0',
        'v3.1',
      ]),
    )
    .option('--max-warnings <n>', 'exit with 1 if there are more than n warnings', toCount)
    .option(
      '--max-unresolved <n>',
      'exit with 1 if there are more than n unresolved calls and skipped files (default: 0 with --preset strict, otherwise no limit)',
      toCount,
    )
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', exitCodes)
    .exitOverride();
}

function toList(word: string, others: readonly string[] = []): readonly string[] {
  return [...others, word];
}

function toOutputs(word: string, others: readonly OutputFile[] = []): readonly OutputFile[] {
  const [, name = '', file = ''] = /^([a-z]+):(.+)$/s.exec(word) ?? [];
  const format = formats.find((each) => each === name);
  if (!format)
    throw new InvalidArgumentError(
      `It must be <format>:<file>, such as html:report.html. The formats are ${formats.join(', ')}.`,
    );
  return [...others, { format, file }];
}

function toColumns(text: string): IdMapColumns {
  const [old, fresh, ...others] = text.split(',').map((name) => name.trim());
  if (!old || !fresh || others.length > 0)
    throw new InvalidArgumentError('It must be two names, separated by a comma.');
  return { old, new: fresh };
}

function toShard(text: string): Shard {
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text)?.map(Number) ?? [];
  if (!index || !count || index > count) {
    throw new InvalidArgumentError('It must be a part and the number of parts, such as 2/4.');
  }
  return { index, count };
}

/** Commander spreads a message over lines and opens it with `error:`; usage errors are one sentence. */
function toSentence(message: string): string {
  return message.replace(/^error: /, '').replaceAll('\n', ' ');
}
