import { spanOf } from '../program.js';
import type { ts } from 'ts-morph';
import { knownText, unknown, writtenText, type ExternalStep, type Value, type ValueOf, type Values } from './value.js';
import type { Evaluation } from './evaluation.js';
import { fileOf } from '../program.js';

/** Objects whose members are environment variables. */
const OBJECTS = ['process.env', 'import.meta.env', 'Bun.env'];

/** Functions that look one up by name. */
const FUNCTIONS = ['Deno.env.get'];

/**
 * The environment variable an external value stands for.
 *
 * @returns its name, or null for any other value
 */
export function environmentName(value: ValueOf<'external'>, evaluation: Evaluation): string | null {
  if (!('global' in value.root)) return null;
  const last = value.steps.at(-1);
  const holder = dottedName({ ...value, steps: value.steps.slice(0, -1) });
  if (last?.kind === 'member') return OBJECTS.includes(holder) ? last.name : null;
  if (last?.kind !== 'call' || !FUNCTIONS.includes(holder)) return null;
  const [name] = last.site.arguments;
  const [text] = name ? evaluation.evaluate(name.node, name.context) : [];
  return text ? knownText(text) : null;
}

/** What an environment variable can be where a node stands. */
export function environmentValues(name: string, node: ts.Node, evaluation: Evaluation): Values {
  const values = evaluation.sources.environmentValues(name, fileOf(node));
  if (values.length) return values.map(({ value, span, verbatim }): Value => writtenText(value, span, verbatim));
  return [unknown(name, `the value of the environment variable ${name}`, spanOf(node))];
}

/** `process.env` of the steps env below the global process; calls as `()`. */
export function dottedName(value: ValueOf<'external'>): string {
  const root = 'global' in value.root ? value.root.global : value.root.module.replace(/^node:/, '');
  return [root, ...value.steps.map(stepName)].join('.');
}

function stepName(step: ExternalStep): string {
  return step.kind === 'member' ? step.name : '()';
}
