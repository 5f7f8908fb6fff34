import { BODY, holder, promise } from './shape.js';
import { ANSWERS_ERRORS, CLIENT_DEFAULTS, type Client, type RequestForm } from './client.js';

/** Functions that run a command written as one text; those that wait for it answer what it prints. */
const TEXTS = ['exec', 'execCommand', 'execaCommand'];
const WAITING = ['execSync', 'execFileSync'];
/** Functions that run a program with a list of arguments. */
const LISTS = ['spawn', 'spawnSync', 'execFile', 'execFileSync', 'execa', 'execaSync'];

/** Node answers an object with what the program printed, or a promise of one, depending on the function and its package. */
const PRINTED = promise(holder({ stdout: BODY }), holder({ stdout: BODY }));

function form(name: string, list: number | null): RequestForm {
  const answer = WAITING.includes(name) ? BODY : PRINTED;
  return { members: name ? [name] : [], method: 'GET', url: [], command: { text: 0, list }, answer };
}

/**
 * `curl` as a child process: https://nodejs.org/api/child_process.html, https://github.com/sindresorhus/execa
 *
 * It may print the answer, or save it, so that no change is the same program for certain.
 */
export const childProcess: Client = {
  ...CLIENT_DEFAULTS,
  urlQuery: 'kept',
  errors: ANSWERS_ERRORS,
  decodes: false,
  name: 'curl',
  modules: ['child_process', 'execa', 'shelljs', 'cross-spawn', 'child-process-promise'],
  requests: [
    ...[...TEXTS, 'execSync'].map((name) => form(name, null)),
    ...LISTS.map((name) => form(name, 1)),
    form('', 1),
  ],
  answer: null,
  decoder: 'curl',
  callbacks: [{ argument: 'last', parameters: [null, BODY] }],
};
