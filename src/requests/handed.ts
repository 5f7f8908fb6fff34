import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { fileOf } from '../program/program.js';
import { isOfHost } from './url.js';
import type { Callers } from '../values/callers.js';
import type { Evaluation } from '../values/evaluation.js';
import { memberNames } from '../values/objects.js';
import {
  charactersOf,
  EMPTY_CONTEXT,
  type CallSite,
  type Context,
  type Placed,
  type Scope,
  type Value,
} from '../values/value.js';

/** Objects are looked into so deep for an address. */
const MAXIMUM_DEPTH = 3;

/** What tells whether a value is, or holds, something of Clever's. */
export interface Holding {
  readonly hosts: readonly string[];
  /** Whether a file may hold something of Clever's. */
  holds(file: string): boolean;
}

/**
 * Tells which calls hand on something of Clever's: an address, a client that is set up with one, or code of a file that
 * may hold one.
 *
 * What a parameter holds is what any caller passes, whoever called that one: to tell the ways apart by which a call is
 * come to costs their number, and here one is as good as another.
 */
export class Handed {
  readonly #holding: Holding;
  readonly #evaluation: Evaluation;
  readonly #callers: Pick<Callers, 'of'>;
  /** The scopes to which no caller hands anything of Clever's. */
  readonly #withoutClevers = new Set<Scope>();

  constructor(holding: Holding, evaluation: Evaluation, callers: Pick<Callers, 'of'>) {
    this.#holding = holding;
    this.#evaluation = evaluation;
    this.#callers = callers;
  }

  /** Whether a call whose function is not in sight hands something of Clever's to it, whoever calls the code around. */
  isClevers(call: ts.CallExpression): boolean {
    const reached = new Set<Scope>();
    const isOne = (node: ts.Expression, context: Context): boolean => this.#isClevers({ node, context }, call, reached);
    if (handedIn(call).some((node) => isOne(node, EMPTY_CONTEXT))) return true;
    for (const scope of reached) {
      if (this.#withoutClevers.has(scope)) continue;
      const sites = this.#callers.of(scope, false).flatMap(({ site, around }) => [site, ...around.map(([, at]) => at)]);
      if (sites.some((site) => site.arguments.some(({ node, context }) => isOne(node, context)))) return true;
    }
    for (const scope of reached) this.#withoutClevers.add(scope);
    return false;
  }

  /** Whether what an expression holds, whoever calls the code around, is or holds something of Clever's. */
  holdsClevers(node: ts.Expression): boolean {
    return this.#isClevers({ node, context: EMPTY_CONTEXT }, node, new Set());
  }

  /** @param reached takes the scopes whose callers say what the expression is */
  #isClevers({ node, context }: Placed, asker: ts.Node, reached: Set<Scope>): boolean {
    const evaluation = this.#evaluation;
    return evaluation.asOwnQuestion(() => {
      const values = evaluation.evaluate(node, context);
      for (const scope of values.flatMap(openScopesOf)) reached.add(scope);
      return values.some((value) => isClevers(value, this.#holding, evaluation, 0));
    }, asker);
  }
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
      return isOfHost(charactersOf(value.pieces), holding.hosts);
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
