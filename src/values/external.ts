import type { ts } from 'ts-morph';
import type { ExternalName } from '../libraries/external-name.js';
import type { Evaluation } from './evaluation.js';
import { EMPTY_CONTEXT, type ExternalStep, type Value } from './value.js';

/** The name of a member that only run time names: what `client[method]` reads. */
export const COMPUTED_MEMBER = '[]';

/** The name of a thing that is not the program's own, calls on the way to it left out; null for any other value. */
export function externalName(value: Value): ExternalName | null {
  if (value.kind !== 'external') return null;
  const members = value.steps.flatMap((step) => (step.kind === 'member' ? [step.name] : []));
  const isGlobal = 'global' in value.root;
  return { root: 'global' in value.root ? value.root.global : value.root.module, isGlobal, members };
}

/**
 * What a table knows of an expression by its name outside of the program; null for nothing.
 *
 * @param lookUp what the table says of a name
 */
export function knownExternally<Known>(
  node: ts.Expression,
  evaluation: Evaluation,
  lookUp: (name: ExternalName) => Known | null,
): Known | null {
  const names = evaluation.evaluate(node, EMPTY_CONTEXT).map(externalName);
  return names.map((name) => name && lookUp(name)).find((known) => known !== null) ?? null;
}

/** Whether a value is this member of this package. */
export function isMember(value: Value, module: string, members: readonly string[]): boolean {
  if (value.kind !== 'external' || !('module' in value.root) || value.root.module !== module) return false;
  const steps = value.steps.filter(isMeaningful);
  return steps.length === members.length && startsWith(steps, members);
}

/** Whether a step leads to another value: a package's default export, and what a type says, are the value itself. */
export function isMeaningful(step: ExternalStep): boolean {
  return step.kind === 'call' || (step.name !== 'default' && !isTypeStep(step));
}

/** Whether a step is what a type says of a value, and not a member of it. */
export function isTypeStep(step: ExternalStep | undefined): boolean {
  return step?.kind === 'member' && step.name.startsWith(':');
}

/** Whether the first steps are these members, in this order. */
export function startsWith(steps: readonly ExternalStep[], members: readonly string[]): boolean {
  return members.every((name, index) => {
    const step = steps[index];
    return step?.kind === 'member' && step.name === name;
  });
}
