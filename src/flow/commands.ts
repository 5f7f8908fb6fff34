import type { ts } from 'ts-morph';
import { COMMAND_LINE_WORDS, SERVING_WORDS } from '../libraries/command-lines.js';
import { filesLeadingTo } from '../model/leading-files.js';
import { remembered } from '../model/remembered.js';
import { isOfTests } from '../model/test-files.js';
import type { Sources } from '../program/sources.js';
import type { Evaluation } from '../values/evaluation.js';

/** Asked once of each file. */
const known = new WeakMap<ts.TypeChecker, Map<string, boolean>>();

/**
 * Whether what a file prints may be the answer of a command that a person, a shell or another program runs: something that
 * is started so leads to it.
 *
 * A module of commands is often found by the name of its folder, so a file that nothing leads to counts as well, where the
 * package has commands and the file serves no requests.
 */
export function isRunByCommand(file: string, { checker, sources }: Evaluation): boolean {
  const answers = remembered(known, checker, () => new Map<string, boolean>());
  return remembered(answers, file, () => {
    const importersOf = (each: string): readonly string[] =>
      [...sources.importersOf(each), ...sources.mayImport(each)].filter((importer) => !isOfTests(importer));
    const leading = [...filesLeadingTo([file], { importersOf })];
    if (leading.some((each) => isCommand(each, sources))) return true;
    return leading.some((each) => !importersOf(each).length && isLoadedByCommand(each, sources));
  });
}

function isCommand(file: string, sources: Sources): boolean {
  if (isServing(file, sources)) return false;
  if (sources.commandsOf(file) === 'file' || sources.text(file).startsWith('#!')) return true;
  return COMMAND_LINE_WORDS.some((word) => sources.mentions(file, word));
}

function isLoadedByCommand(file: string, sources: Sources): boolean {
  return sources.commandsOf(file) === 'package' && !isServing(file, sources);
}

function isServing(file: string, sources: Sources): boolean {
  return SERVING_WORDS.some((word) => sources.mentions(file, word));
}
