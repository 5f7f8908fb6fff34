import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { variableValues } from '../environment.js';
import type { Evaluation } from '../evaluation.js';
import { isMeaningful } from '../external.js';
import { membersAt } from '../member-path.js';
import { EMPTY_CONTEXT, type ValueOf, type Values } from '../value.js';
import { orNull } from './library.js';

/** The function whose answer holds the settings, and the setting in which they are written. */
const READ = 'useRuntimeConfig';
const WRITTEN = 'runtimeConfig';

/**
 * `useRuntimeConfig().public.base` of Nuxt and Nitro: what `runtimeConfig` says in the configuration, and the variable of
 * the environment that replaces it.
 *
 * @see https://nuxt.com/docs/guide/going-further/runtime-config
 * @returns null for anything else, and for a setting that is written nowhere
 */
export function nuxtSetting(value: ValueOf<'external'>, node: ts.Node, evaluation: Evaluation): Values | null {
  const path = pathOf(value);
  if (!path?.length) return null;
  const written = evaluation.index
    .identifiers(WRITTEN)
    .map(({ parent }) => parent)
    .filter(tsc.isPropertyAssignment)
    .flatMap(({ initializer }) => membersAt(evaluation.evaluate(initializer, EMPTY_CONTEXT), path, evaluation));
  const replacing = variableValues(variableOf(path), node, evaluation);
  return orNull([...replacing, ...written].filter(({ kind }) => kind === 'text'));
}

/** The members that are read off the settings; null for a value that comes from elsewhere. */
function pathOf({ root, steps }: ValueOf<'external'>): readonly string[] | null {
  const meaningful = steps.filter(isMeaningful);
  const [first, ...others] = meaningful;
  const isGlobal = 'global' in root && root.global === READ;
  const isImported = 'module' in root && first?.kind === 'member' && first.name === READ;
  const [call, ...members] = isGlobal ? meaningful : isImported ? others : [];
  if (call?.kind !== 'call') return null;
  const names = members.flatMap((step) => (step.kind === 'member' ? [step.name] : []));
  return names.length === members.length ? names : null;
}

/** `NUXT_PUBLIC_API_BASE` of `public.apiBase`. */
function variableOf(path: readonly string[]): string {
  const words = path.map((name) => name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toUpperCase());
  return ['NUXT', ...words].join('_');
}
