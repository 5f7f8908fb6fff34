import { Argument, Command } from 'commander';
import { defineCommand } from '../command-line.js';
import type { Engine } from '../engine.js';
import { exitCodes } from '../exit-code.js';
import { helpAskedFor } from '../read-words.js';
import { SUBCOMMANDS } from '../subcommands.js';
import type { Surroundings } from '../surroundings.js';
import { bash, fish, zsh, type Completable } from './shells.js';

const shells = { bash, zsh, fish } as const;

/**
 * `clever-audit completion <shell>`: prints a script that completes the words of the command.
 *
 * @param words the words behind `completion`
 * @returns 0
 * @throws UsageError for a shell that is not known
 */
export async function printCompletion(
  words: readonly string[],
  { stdout }: Surroundings,
  engine: Engine,
): Promise<number> {
  const command = new Command('clever-audit completion')
    .description('Prints a script that completes the words of clever-audit.')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(shells)))
    .addHelpText(
      'after',
      `
Load it:
  bash  eval "$(clever-audit completion bash)"    in ~/.bashrc
  zsh   eval "$(clever-audit completion zsh)"     in ~/.zshrc, after compinit
  fish  clever-audit completion fish | source     in ~/.config/fish/config.fish`,
    )
    .helpOption('-h, --help', 'print this help')
    .allowExcessArguments(false);
  const text = helpAskedFor(command, words);
  const shell = command.args[0] as keyof typeof shells;
  stdout.write(text ?? shells[shell](await toCompletable(engine)));
  return exitCodes.clean;
}

async function toCompletable(engine: Engine): Promise<Completable> {
  const rules = (await engine.loadRules()).map(({ name }) => name);
  return {
    rules,
    subcommands: Object.entries(SUBCOMMANDS).map(([name, description]) => ({ name, description })),
    options: defineCommand('').options.map(({ long, description, argChoices, required, optional }) => ({
      name: long ?? '',
      description,
      takesValue: required || optional,
      choices: long === '--fix-only' ? rules : (argChoices ?? []),
    })),
  };
}
