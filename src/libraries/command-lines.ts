/** Words of code that takes what is typed behind a command: of Node, and of the libraries for it. */
export const COMMAND_LINE_WORDS: readonly string[] = [
  // https://nodejs.org/api/process.html#processargv, https://nodejs.org/api/util.html#utilparseargsconfig
  'argv',
  'parseArgs',
  // https://yargs.js.org, https://github.com/tj/commander.js, https://oclif.io, https://github.com/cacjs/cac
  ...['yargs', 'commander', 'oclif', 'cac'],
  // https://github.com/sindresorhus/meow, https://github.com/lukeed/sade, https://github.com/unjs/citty
  ...['meow', 'sade', 'citty'],
  // https://mael.dev/clipanion, https://infinitered.github.io/gluegun, https://caporal.io
  ...['clipanion', 'gluegun', 'caporal'],
];

/** Words of code that goes on to answer requests: https://nodejs.org/api/http.html, https://bun.sh/docs/api/http */
export const SERVING_WORDS: readonly string[] = ['listen', 'createServer', 'serve'];

/** What the runner of a workflow takes from a line that is printed: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
export const RUNNER_COMMAND = /^::[a-z]/;
