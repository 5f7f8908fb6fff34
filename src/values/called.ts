import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import type { Call } from '../syntax/transfer.js';
import type { Evaluation } from './evaluation.js';
import { isLanguageMethod, isNoFunction } from './types.js';
import { EMPTY_CONTEXT, type ValueOf } from './value.js';

/** A call and the function it calls, as its callee was seen. */
export interface FoundCall {
  readonly node: Call;
  readonly target: ValueOf<'function'>;
}

/** `load.call(…)` or `load.apply(…)`. */
export interface BoundCall {
  readonly node: ts.CallExpression;
  readonly method: string;
}

/**
 * What each call of the opened files calls, constructs or passes on.
 *
 * All calls are looked at once, when the first caller is asked for. To look for the callers of each function anew costs
 * the number of functions times the number of calls, which is minutes where the project itself is a compiler.
 */
export class CalledThings {
  readonly #evaluation: Evaluation;
  readonly #calls = new Map<ts.Node, FoundCall[]>();
  readonly #constructions = new Map<ts.Node, ts.NewExpression[]>();
  readonly #bound = new Map<ts.Node, BoundCall[]>();
  readonly #tagged = new Map<ts.Node, ts.TaggedTemplateExpression[]>();
  readonly #passed = new Map<ts.Node, ts.Expression[]>();
  #isComplete = false;

  constructor(evaluation: Evaluation) {
    this.#evaluation = evaluation;
  }

  /** The calls whose callee can be this function. */
  callsOf(scope: ts.Node): readonly FoundCall[] {
    return this.#found(this.#calls, scope);
  }

  /** The constructions whose callee can be this class. */
  constructionsOf(scope: ts.Node): readonly ts.NewExpression[] {
    return this.#found(this.#constructions, scope);
  }

  /** The calls of `.call` and `.apply` of this function. */
  boundCallsOf(scope: ts.Node): readonly BoundCall[] {
    return this.#found(this.#bound, scope);
  }

  /** The templates whose tag can be this function. */
  taggedBy(scope: ts.Node): readonly ts.TaggedTemplateExpression[] {
    return this.#found(this.#tagged, scope);
  }

  /** The arguments that can be this function: `load` of `paths.map(load)`. */
  passedOn(scope: ts.Node): readonly ts.Expression[] {
    return this.#found(this.#passed, scope);
  }

  #found<Item>(map: ReadonlyMap<ts.Node, Item[]>, scope: ts.Node): readonly Item[] {
    if (!this.#isComplete) {
      this.#isComplete = true;
      const { calls, taggedTemplates } = this.#evaluation.index;
      for (const node of calls) this.#evaluation.asSharedQuestion(() => this.#note(node), node);
      for (const node of taggedTemplates) this.#evaluation.asSharedQuestion(() => this.#noteTagged(node), node);
    }
    return map.get(scope) ?? [];
  }

  #note(node: Call): void {
    if (!isLanguageMethod(node, this.#evaluation)) this.#noteCallee(node);
    for (const argument of node.arguments ?? []) {
      if (!tsc.isCallExpression(node) || !isReference(argument) || isNoFunction(argument, this.#evaluation)) continue;
      for (const [scope] of this.#functionsIn(argument)) append(this.#passed, scope, argument);
    }
  }

  #noteCallee(node: Call): void {
    for (const [scope, target] of this.#functionsIn(node.expression)) append(this.#calls, scope, { node, target });
    if (tsc.isNewExpression(node)) this.#noteConstruction(node);
    else this.#noteBound(node);
  }

  #noteTagged(node: ts.TaggedTemplateExpression): void {
    for (const [scope] of this.#functionsIn(node.tag)) append(this.#tagged, scope, node);
  }

  #noteConstruction(node: ts.NewExpression): void {
    const classes = new Set<ts.Node>();
    for (const value of this.#evaluation.evaluate(node.expression, EMPTY_CONTEXT)) {
      if (value.kind === 'class') classes.add(value.node);
    }
    for (const each of classes) append(this.#constructions, each, node);
  }

  #noteBound(node: ts.CallExpression): void {
    const callee = node.expression;
    if (!tsc.isPropertyAccessExpression(callee)) return;
    const method = callee.name.text;
    if (method !== 'call' && method !== 'apply') return;
    for (const [scope] of this.#functionsIn(callee.expression)) append(this.#bound, scope, { node, method });
  }

  /** The functions an expression can be, each as it is seen first. */
  #functionsIn(node: ts.Expression): ReadonlyMap<ts.Node, ValueOf<'function'>> {
    const found = new Map<ts.Node, ValueOf<'function'>>();
    for (const value of this.#evaluation.evaluate(node, EMPTY_CONTEXT)) {
      if (value.kind === 'function' && !found.has(value.node)) found.set(value.node, value);
    }
    return found;
  }
}

/** A name, or a member access that ends in one. */
function isReference(node: ts.Expression): boolean {
  return tsc.isIdentifier(node) || tsc.isPropertyAccessExpression(node);
}

function append<Item>(map: Map<ts.Node, Item[]>, key: ts.Node, item: Item): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
