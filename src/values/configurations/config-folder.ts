import type { ts } from 'ts-morph';
import { filesAbove } from '../data-files.js';
import type { Evaluation } from '../evaluation.js';
import { externalName } from '../external.js';
import { membersAt } from '../member-path.js';
import { EMPTY_CONTEXT, type Value, type Values } from '../value.js';
import { keyOf, orNull, resultsOf, type ConfigurationLibrary } from './library.js';

/** What frameworks call the object, or the function, that has the settings of the folder `config`. */
const HOLDER = /^config$/i;

/**
 * `sails.config.clever.base`, `ctx.app.config.clever.base`: what the file of that name in the folder `config` exports.
 *
 * @see https://sailsjs.com/documentation/concepts/configuration
 * @see https://www.eggjs.org/basics/config
 * @see https://docs.strapi.io/cms/configurations/guides/access-configuration-values
 * @returns null for anything else, and for a setting that is written nowhere
 */
export function folderSetting(value: Value, node: ts.Node, evaluation: Evaluation): Values | null {
  const path = namesOf(value);
  const at = path.findLastIndex((each) => HOLDER.test(each));
  return at < 0 ? null : settingAt(path.slice(at + 1), node, evaluation);
}

/** The names by which a value is read that a framework hands to the code; none for what comes from a package. */
function namesOf(value: Value): readonly string[] {
  if (value.kind === 'unknown') return value.readOff?.split(' ') ?? [];
  const name = externalName(value);
  if (!name?.isGlobal || value.kind !== 'external' || value.steps.some(({ kind }) => kind === 'call')) return [];
  return [name.root, ...name.members];
}

/**
 * `Config.get('clever.base')`, `strapi.config.get('clever.base')`, `config('clever.base')`: the same by a key.
 *
 * @see https://docs.adonisjs.com/guides/getting-started/configuration
 */
export const configFolder: ConfigurationLibrary = (callee, site, evaluation) => {
  const name = externalName(callee);
  const path = name ? [name.root, ...name.members].filter((each) => each !== 'default') : [];
  const holder = path.at(-1) === 'get' ? path.at(-2) : path.at(-1);
  // A service of the framework that is imported is called by the name of its file.
  if (!HOLDER.test(holder?.slice(holder.lastIndexOf('/') + 1) ?? '') || !site.node) return null;
  const key = keyOf(site, evaluation);
  return key === null ? null : settingAt(key.split('.'), site.node, evaluation);
};

/** The texts that a setting has; the first of its names is the one of its file, or of what the file exports. */
function settingAt([first = '', ...rest]: readonly string[], node: ts.Node, evaluation: Evaluation): Values | null {
  if (!first || !rest.length) return null;
  const files = filesAbove(node, [`config/${first}`, 'config/config.default', 'config/custom'], evaluation);
  const found = files.flatMap((file) => {
    const exported = evaluation.exported(file, 'default');
    // A file may export a function, which the framework calls.
    const whole = [...exported, ...resultsOf(exported, { context: EMPTY_CONTEXT }, evaluation)];
    const named = [...membersAt(whole, [first], evaluation), ...evaluation.exported(file, first)];
    return membersAt([...whole, ...named], rest, evaluation);
  });
  return orNull(found.filter(({ kind }) => kind === 'text'));
}
