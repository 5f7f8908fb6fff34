/** What the first word can ask for in place of an audit, in the order of the help, with what it does. */
export const SUBCOMMANDS = {
  init: 'set up a configuration file, a CI job and a hook',
  baseline: 'accept the current findings',
  explain: 'print the page of a rule',
  plan: 'print the migration plan as Markdown',
  merge: 'combine JSON reports',
  trace: 'show how the URL of a call is computed',
  attest: 'print a statement for an auditor, or check one',
  tables: 'print what replaces each endpoint',
  sandbox: 'run a local stand-in for Clever to test against',
  completion: 'print a completion script for bash, zsh or fish',
} as const;

/** The name of a subcommand. */
export type Subcommand = keyof typeof SUBCOMMANDS;

/** Whether a word is the name of a subcommand. */
export function isSubcommand(word: string | undefined): word is Subcommand {
  return word !== undefined && Object.hasOwn(SUBCOMMANDS, word);
}
