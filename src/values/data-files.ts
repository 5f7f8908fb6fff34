import type { ts } from 'ts-morph';
import { fileOf } from '../program/program.js';
import type { Evaluation } from './evaluation.js';
import { charactersOf, type Value, type Values } from './value.js';

/** How many folders above the code the working directory, or a folder of settings, may be. */
const MAXIMUM_LEVELS = 6;

/** What stands for the folder of the code, or its file, in a path: `{__dirname}/config.json`, `{url}`. */
const OWN_FOLDER = /^\{(?:__dirname|dirname|url|import\.meta\.\w+)\}\/?/;
/** What stands for the working directory. */
const WORKING_DIRECTORY = /^\{cwd\}\/?/;

/**
 * What a file of JSON holds that the program reads by its path.
 *
 * @param path relative to the folder of the code or to the working directory, which may be any folder above
 * @param node where it is read
 * @returns empty if no such file is in sight
 */
export function dataIn(path: Value, node: ts.Node, evaluation: Evaluation): Values {
  if (path.kind !== 'text') return [];
  const written = charactersOf(path.pieces);
  const name = written.replace(OWN_FOLDER, '').replace(WORKING_DIRECTORY, '').replace(/^\.\//, '');
  if (!name.endsWith('.json') || name.startsWith('/') || name.includes('{')) return [];
  const [file] = filesAbove(node, [name], evaluation, OWN_FOLDER.test(written) ? 1 : MAXIMUM_LEVELS);
  return file === undefined ? [] : evaluation.exported(file, 'default');
}

/**
 * The files of the nearest folder, of that of the code or one above, that has any of them.
 *
 * @param names relative to the folder
 */
export function filesAbove(
  node: ts.Node,
  names: readonly string[],
  { sources }: Evaluation,
  levels = MAXIMUM_LEVELS,
): readonly string[] {
  for (let level = 0; level < levels; level += 1) {
    const folder = `./${'../'.repeat(level)}`;
    const files = names.map((name) => sources.resolve(folder + name, fileOf(node))).filter((each) => each !== null);
    if (files.length) return files;
  }
  return [];
}
