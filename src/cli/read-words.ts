import { CommanderError, type Command } from 'commander';
import { UsageError } from './errors.js';

/**
 * Reads the words of a subcommand into it, without printing or ending the process.
 *
 * @param words what stands behind the name of the subcommand
 * @returns the text of its help where the words ask for that; null where the command was read
 * @throws UsageError for words that the command does not take, in one line
 */
export function helpAskedFor(command: Command, words: readonly string[]): string | null {
  let text = '';
  command
    .configureOutput({
      writeOut: (part) => {
        text += part;
      },
      outputError: () => {}, // the error that is thrown carries the same text
    })
    .exitOverride();
  try {
    command.parse(words, { from: 'user' });
    return null;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return text;
    throw new UsageError(error.message.replace(/^error: /, '').replaceAll('\n', ' '));
  }
}
