import { Argument, Command } from 'commander';
import { defineCommand } from '../command-line.js';
import type { Engine } from '../engine.js';
import { exitCodes } from '../exit-code.js';
import { helpAskedFor } from '../read-words.js';
import { SUBCOMMANDS, type Subcommand } from '../subcommands.js';
import { usualPort } from '../../sandbox/origin.js';
import { defineAttest } from '../attest/attest-line.js';
import { defineBaseline } from '../baseline/baseline-line.js';
import { defineExplain } from '../explain.js';
import { defineInit } from '../init/init.js';
import { defineMerge } from '../merge/merge-line.js';
import { definePlan } from '../plan.js';
import { defineSandbox } from '../sandbox/sandbox-line.js';
import { defineTables } from '../tables/tables-line.js';
import { defineTrace } from '../trace-line.js';
import type { Surroundings } from '../surroundings.js';
import { bash, fish, zsh, type Completable, type CompletableCommand } from './shells.js';

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
  const command = defineCompletion();
  const text = helpAskedFor(command, words);
  const shell = command.args[0] as keyof typeof shells;
  stdout.write(text ?? shells[shell](await toCompletable(engine)));
  return exitCodes.clean;
}

/** The command with its options. */
export function defineCompletion(): Command {
  return new Command('clever-audit completion')
    .description('Prints a script that lets your shell complete commands, options and rules.')
    .addArgument(new Argument('<shell>', 'name of the shell').choices(Object.keys(shells)))
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
}

/** Every command of the program, by the word that asks for it. */
const DEFINITIONS: Readonly<Record<Subcommand, () => Command>> = {
  init: defineInit,
  baseline: defineBaseline,
  explain: defineExplain,
  plan: definePlan,
  merge: defineMerge,
  trace: defineTrace,
  attest: defineAttest,
  tables: defineTables,
  sandbox: () => defineSandbox(usualPort),
  completion: defineCompletion,
};

async function toCompletable(engine: Engine): Promise<Completable> {
  const rules = (await engine.loadRules()).map(({ name }) => name);
  return {
    audit: { ...toWords(defineCommand(''), rules), name: '', description: '' },
    subcommands: Object.entries(SUBCOMMANDS).map(([name, description]) => ({
      ...toWords(DEFINITIONS[name as Subcommand](), rules),
      name,
      description,
    })),
  };
}

/** What can stand behind the name of a command. */
function toWords(command: Command, rules: readonly string[]): Pick<CompletableCommand, 'options' | 'values'> {
  const [argument] = command.registeredArguments;
  return {
    options: command.options.map(({ long, description, argChoices, required, optional }) => ({
      name: long ?? '',
      description,
      takesValue: required || optional,
      choices: long === '--fix-only' ? rules : (argChoices ?? []),
    })),
    values: argument?.name() === 'rule' ? rules : (argument?.argChoices ?? []),
  };
}
