import type { ts } from 'ts-morph';
import { filesAbove } from '../data-files.js';
import { dottedName } from '../environment.js';
import type { Evaluation } from '../evaluation.js';
import { membersAt } from '../member-path.js';
import type { ValueOf, Values } from '../value.js';
import { keyOf, orNull, type ConfigurationLibrary } from './library.js';

/** Files that the package `config` reads, in the folder of the project. */
const FILES = ['default', 'production', 'staging', 'development', 'test', 'local'].map((name) => `config/${name}`);

/**
 * `config.get('clever.base')` of the package `config`: the value in its files.
 *
 * @see https://github.com/node-config/node-config/wiki/Configuration-Files
 */
export const nodeConfig: ConfigurationLibrary = (callee, site, evaluation) => {
  if (dottedName(callee) !== 'config.get' || !('module' in callee.root) || !site.node) return null;
  const path = keyOf(site, evaluation);
  return path === null ? null : settingAt(site.node, path.split('.'), evaluation);
};

/** `config.clever.base` of the same package; null for anything else. */
export function nodeConfigMember(value: ValueOf<'external'>, node: ts.Node, evaluation: Evaluation): Values | null {
  if (!('module' in value.root) || value.root.module !== 'config') return null;
  const names = value.steps.flatMap((step) => (step.kind === 'member' && step.name !== 'default' ? [step.name] : []));
  if (!names.length || value.steps.some(({ kind }) => kind === 'call')) return null;
  const texts = settingAt(node, names, evaluation)?.filter(({ kind }) => kind === 'text') ?? [];
  return orNull(texts);
}

function settingAt(node: ts.Node, path: readonly string[], evaluation: Evaluation): Values | null {
  const files = filesAbove(node, FILES, evaluation);
  return orNull(files.flatMap((file) => membersAt(evaluation.exported(file, 'default'), path, evaluation)));
}
