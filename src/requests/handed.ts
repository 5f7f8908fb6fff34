import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { fileOf } from '../program/program.js';
import { hostOf } from './url.js';
import type { Opening } from '../values/callers.js';
import type { Evaluation } from '../values/evaluation.js';
import { memberNames } from '../values/objects.js';
import { charactersOf, type CallSite, type Context, type Scope, type Value } from '../values/value.js';

/** Objects are looked into so deep for an address. */
const MAXIMUM_DEPTH = 3;

/** What tells whether a value is, or holds, something of Clever's. */
export interface Holding {
  readonly hosts: readonly string[];
  /** Whether a file may hold something of Clever's. */
  holds(file: string): boolean;
}

/**
 * Whether a call hands on something of Clever's: an address, a client that is set up with one, or code of a file that may
 * hold one.
 *
 * @param call a call whose function is not in sight
 */
export function isHandedClevers(
  call: ts.CallExpression | ts.NewExpression,
  context: Context,
  holding: Holding,
  evaluation: Evaluation,
): boolean {
  return handedIn(call).some((node) =>
    evaluation.evaluate(node, context).some((value) => isClevers(value, holding, evaluation, 0)),
  );
}

/** The callers that must be known before it is clear what a call hands on; null where enough is known. */
export function openingOfGiven(
  call: ts.CallExpression | ts.NewExpression,
  context: Context,
  evaluation: Evaluation,
): Opening | null {
  for (const node of handedIn(call)) {
    const scopes = evaluation.evaluate(node, context).flatMap(openScopesOf);
    const scope = scopes.find((each) => !context.opened.has(each));
    if (scope) return { scope, isClevers: false };
  }
  return null;
}

/** The scopes whose callers say what a value is, or what a text begins with. */
function openScopesOf(value: Value): readonly Scope[] {
  if (value.kind === 'unknown') return value.opens ? [value.opens] : [];
  const first = value.kind === 'text' ? value.pieces.find(({ text }) => text !== '') : undefined;
  return first?.opens ? [first.opens] : [];
}

/** What a function gets from a call: the receiver and the arguments. */
function handedIn(call: ts.CallExpression | ts.NewExpression): readonly ts.Expression[] {
  const receiver = tsc.isPropertyAccessExpression(call.expression) ? [call.expression.expression] : [];
  return [...receiver, ...(call.arguments ?? [])];
}

function isClevers(value: Value, holding: Holding, evaluation: Evaluation, depth: number): boolean {
  if (depth > MAXIMUM_DEPTH) return false;
  const isOne = (each: Value): boolean => isClevers(each, holding, evaluation, depth + 1);
  const isHanded = (site: CallSite | null): boolean =>
    site?.arguments.some(({ node, context }) => evaluation.evaluate(node, context).some(isOne)) ?? false;
  switch (value.kind) {
    case 'text':
      return holding.hosts.includes(hostOf(charactersOf(value.pieces)) ?? '');
    case 'function':
    case 'class':
      return holding.holds(fileOf(value.node));
    case 'instance':
      return holding.holds(fileOf(value.node)) || isHanded(value.site);
    case 'external':
      return value.steps.some((step) => step.kind === 'call' && isHanded(step.site));
    case 'array':
      return value.elements.some(({ node, context }) => evaluation.evaluate(node, context).some(isOne));
    case 'merge':
      return value.parts.some(isOne);
    case 'object':
      return memberNames(value).some((name) => evaluation.member(value, name).some(isOne));
    default:
      return false;
  }
}
