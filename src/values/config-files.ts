import type { ts } from 'ts-morph';
import { fileOf } from '../program/program.js';
import { argumentValues } from './arguments.js';
import { dottedName } from './environment.js';
import type { Evaluation } from './evaluation.js';
import { knownText, type CallSite, type ValueOf, type Values } from './value.js';

/** Files that the package `config` reads, below the folder `config` of the project. */
const NAMES = ['default', 'production', 'development', 'local'];

/** How many folders above the code the folder `config` may be. */
const MAXIMUM_LEVELS = 6;

/**
 * What `config.get('clever.base')` of the package `config` answers: the value in its files.
 *
 * @see https://github.com/node-config/node-config/wiki/Configuration-Files
 * @returns null for any other call, and for a value that no file has
 */
export function configValue(callee: ValueOf<'external'>, site: CallSite, evaluation: Evaluation): Values | null {
  if (dottedName(callee) !== 'config.get' || !('module' in callee.root) || !site.node) return null;
  const [paths = []] = argumentValues(site, evaluation);
  const path = paths[0] ? knownText(paths[0]) : null;
  if (path === null) return null;
  const found = configFiles(site.node, evaluation).flatMap((file) =>
    path
      .split('.')
      .reduce<Values>(
        (values, name) => values.flatMap((value) => evaluation.member(value, name)),
        evaluation.exported(file, 'default'),
      ),
  );
  return found.length ? found : null;
}

function configFiles(node: ts.Node, evaluation: Evaluation): readonly string[] {
  const file = fileOf(node);
  for (let level = 0; level < MAXIMUM_LEVELS; level += 1) {
    const folder = `./${'../'.repeat(level)}config/`;
    const files = NAMES.map((name) => evaluation.sources.resolve(folder + name, file)).filter((each) => each !== null);
    if (files.length) return files;
  }
  return [];
}
