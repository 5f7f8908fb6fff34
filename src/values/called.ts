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

/** Puts what was found of a call where it is looked up. */
type Note = () => void;

/**
 * What each call of the opened files calls, constructs or passes on.
 *
 * All calls are looked at once, when the first caller is asked for. To look for the callers of each function anew costs
 * the number of functions times the number of calls, which is minutes where the project itself is a compiler. What is found
 * of a call is kept when more files are opened, unless it rests on a file that was missed.
 */
export class CalledThings {
  readonly #evaluation: Evaluation;
  readonly #calls = new Map<ts.Node, FoundCall[]>();
  readonly #constructions = new Map<ts.Node, ts.NewExpression[]>();
  readonly #bound = new Map<ts.Node, BoundCall[]>();
  readonly #tagged = new Map<ts.Node, ts.TaggedTemplateExpression[]>();
  readonly #passed = new Map<ts.Node, ts.Expression[]>();
  /** What was noted of each call that rests on no missing file. */
  readonly #settled = new Map<ts.Node, readonly Note[]>();
  /** What was noted of the call that is being looked at. */
  #notes: Note[] = [];
  #isComplete = false;
  #looks = 0;

  constructor(evaluation: Evaluation) {
    this.#evaluation = evaluation;
  }

  /** Says that the evaluation has taken in more files. */
  grow(): void {
    this.#isComplete = false;
  }

  /** How many calls were looked at, each as often as it was. */
  get looks(): number {
    return this.#looks;
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
    if (!this.#isComplete) this.#lookAtAll();
    return map.get(scope) ?? [];
  }

  /** In the order of the files, whether a call was looked at before or not. */
  #lookAtAll(): void {
    this.#isComplete = true;
    for (const map of [this.#calls, this.#constructions, this.#bound, this.#tagged, this.#passed]) map.clear();
    const { calls, taggedTemplates } = this.#evaluation.index;
    for (const node of calls) this.#lookAt(node, () => this.#note(node));
    for (const node of taggedTemplates) this.#lookAt(node, () => this.#noteTagged(node));
  }

  #lookAt(node: ts.Node, look: () => void): void {
    const settled = this.#settled.get(node);
    if (settled) {
      for (const note of settled) note();
      return;
    }
    this.#looks += 1;
    this.#notes = [];
    const { missed } = this.#evaluation;
    this.#evaluation.asSharedQuestion(look, node);
    if (this.#evaluation.missed === missed) this.#settled.set(node, this.#notes);
  }

  #append<Item>(map: Map<ts.Node, Item[]>, scope: ts.Node, item: Item): void {
    const note: Note = () => append(map, scope, item);
    note();
    this.#notes.push(note);
  }

  #note(node: Call): void {
    if (!isLanguageMethod(node, this.#evaluation)) this.#noteCallee(node);
    for (const argument of node.arguments ?? []) {
      if (!tsc.isCallExpression(node) || !isReference(argument) || isNoFunction(argument, this.#evaluation)) continue;
      for (const [scope] of this.#functionsIn(argument)) this.#append(this.#passed, scope, argument);
    }
  }

  #noteCallee(node: Call): void {
    for (const [scope, target] of this.#functionsIn(node.expression))
      this.#append(this.#calls, scope, { node, target });
    if (tsc.isNewExpression(node)) this.#noteConstruction(node);
    else this.#noteBound(node);
  }

  #noteTagged(node: ts.TaggedTemplateExpression): void {
    for (const [scope] of this.#functionsIn(node.tag)) this.#append(this.#tagged, scope, node);
  }

  #noteConstruction(node: ts.NewExpression): void {
    const classes = new Set<ts.Node>();
    for (const value of this.#evaluation.evaluate(node.expression, EMPTY_CONTEXT)) {
      if (value.kind === 'class') classes.add(value.node);
    }
    for (const each of classes) this.#append(this.#constructions, each, node);
  }

  #noteBound(node: ts.CallExpression): void {
    const callee = node.expression;
    if (!tsc.isPropertyAccessExpression(callee)) return;
    const method = callee.name.text;
    if (method !== 'call' && method !== 'apply') return;
    for (const [scope] of this.#functionsIn(callee.expression)) this.#append(this.#bound, scope, { node, method });
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
