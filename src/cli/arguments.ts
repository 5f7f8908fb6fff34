import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';

import { UsageError } from './errors.js';

/** What the command was asked to do. */
export interface Arguments {
  /** As typed; empty if none was. */
  readonly paths: readonly string[];
  readonly preset: 'recommended' | 'strict';
  readonly format: 'pretty' | 'json';
  readonly target: 'v3.0' | 'v3.1';
  readonly fix: boolean;
  readonly fixSuggestions: boolean;
  readonly diff: boolean;
  readonly staged: boolean;
  /** More warnings than this make the command exit with 1; null sets no limit. */
  readonly maxWarnings: number | null;
}

/** Either a run, or a text to print (help, version) and nothing else to do. */
export type Parsed =
  { readonly kind: 'run'; readonly arguments: Arguments } | { readonly kind: 'text'; readonly text: string };

/** Values of options that were not given; not told to commander, which would print each of them in the help. */
const absent = { fix: false, fixSuggestions: false, diff: false, staged: false, maxWarnings: null };

/** What commander answers: a default for each option with choices, nothing for any other that was not given. */
type Given = Pick<Arguments, 'preset' | 'format' | 'target'> & Partial<Omit<Arguments, 'paths'>>;

const exitCodes = `
Exit codes:
  0  nothing at severity error
  1  findings at severity error, or more warnings than --max-warnings
  2  could not run

Examples:
  clever-audit                  audit the folder at hand
  clever-audit --diff src       show what --fix would change, write nothing
  clever-audit --staged         judge what will be committed`;

/**
 * Reads the words of a command line.
 *
 * @param words the words behind the program's name
 * @param version what `--version` prints
 * @returns the run that was asked for, or the text that was
 * @throws UsageError for an unknown option, a wrong value, or options that exclude each other
 */
export function parseArguments(words: readonly string[], version: string): Parsed {
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
  const parsed: Arguments = { ...absent, ...command.opts<Given>(), paths: command.args };
  refuseContradictions(parsed);
  return { kind: 'run', arguments: parsed };
}

function defineCommand(version: string): Command {
  return new Command('clever-audit')
    .description("Finds calls to Clever's retired API and moves them to v3.0.")
    .argument('[paths...]', 'files and folders to report on (default: the folder at hand)')
    .addOption(new Option('--preset <name>', 'set of rules').choices(['recommended', 'strict']).default('recommended'))
    .addOption(new Option('--format <name>', 'form of the report').choices(['pretty', 'json']).default('pretty'))
    .option('--fix', 'write every fix')
    .option('--fix-suggestions', "write every fix and each finding's first suggestion")
    .option('--diff', 'print the changes as a patch for `git apply`, write nothing')
    .option('--staged', 'judge what is staged for commit')
    .addOption(new Option('--target <version>', 'version to move to').choices(['v3.0', 'v3.1']).default('v3.0'))
    .option('--max-warnings <n>', 'exit with 1 when there are more warnings', toCount)
    .version(version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', exitCodes)
    .exitOverride();
}

function toCount(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 0 or more.');
  return Number(text);
}

/** Commander spreads a message over lines and opens it with `error:`; usage errors are one sentence. */
function toSentence(message: string): string {
  return message.replace(/^error: /, '').replaceAll('\n', ' ');
}

function refuseContradictions({ staged, fix, fixSuggestions, diff, format }: Arguments): void {
  if (staged && diff) {
    throw new UsageError(
      "option '--diff' works on the files on disk and cannot be used with '--staged'; leave one of them out",
    );
  }
  if (staged && (fix || fixSuggestions)) {
    const option = fix ? '--fix' : '--fix-suggestions';
    throw new UsageError(
      `option '${option}' works on the files on disk and cannot be used with '--staged'; ` +
        `run 'clever-audit ${option}' without '--staged', then 'git add' what it changed`,
    );
  }
  if (diff && format === 'json') {
    throw new UsageError(
      "option '--diff' prints a patch and cannot be used with '--format json'; leave one of them out",
    );
  }
}
