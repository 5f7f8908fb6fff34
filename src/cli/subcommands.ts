/** What the first word can ask for in place of an audit, in the order of the help, with what it does. */
export const SUBCOMMANDS = {
  init: 'set up the configuration, a CI job and a hook',
  baseline: 'accept the current findings',
  explain: 'print the page of a rule',
  plan: 'print the migration plan as Markdown',
  merge: 'put JSON reports together',
  trace: 'show how the URL of a call is computed',
  attest: 'state that nothing is open, or check a statement',
  tables: 'print what became of each endpoint',
  sandbox: 'run a local Clever to test against',
  completion: 'print the completion for bash, zsh or fish',
} as const;

/** The name of a subcommand. */
export type Subcommand = keyof typeof SUBCOMMANDS;

/** Whether a word is the name of a subcommand. */
export function isSubcommand(word: string | undefined): word is Subcommand {
  return word !== undefined && Object.hasOwn(SUBCOMMANDS, word);
}
