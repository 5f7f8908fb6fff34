import type { ts } from 'ts-morph';
import { calleeName } from '../program/syntax-index.js';
import { tsc } from '../syntax/compiler.js';
import { isOuter } from '../syntax/outer.js';
import type { Call } from '../syntax/transfer.js';
import type { Evaluation } from './evaluation.js';
import { isNoFunction, isOfLanguage, takesMuch } from './types.js';
import { EMPTY_CONTEXT, type Context, type ValueOf } from './value.js';

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

/** An argument that is a function, as it was seen. */
export interface PassedFunction {
  readonly node: ts.Expression;
  readonly target: ValueOf<'function'>;
}

/** Puts what was found of a call where it is looked up. */
type Note = () => void;

/** What was found, and the number of the call that it was found of. */
interface Numbered<Item> {
  readonly at: number;
  readonly item: Item;
}

/** A look at an expression that takes much, put off until a function is asked for that has the name of the expression. */
interface Postponed {
  readonly at: number;
  readonly expression: ts.Expression;
  readonly look: () => void;
}

/**
 * What each call of the opened files calls, constructs or passes on.
 *
 * All calls are looked at once, when the first caller is asked for. To look for the callers of each function anew costs
 * the number of functions times the number of calls, which is minutes where the project itself is a compiler. What takes
 * much to compute, a few calls in a thousand, is looked at only for a function that may be called by that name: what a
 * compiler calls in its trees has nothing to do with what a client is called. What is found of a call is kept when more
 * files are opened, unless it rests on a file that was missed.
 */
export class CalledThings {
  readonly #evaluation: Evaluation;
  readonly #calls = new Map<ts.Node, Numbered<FoundCall>[]>();
  readonly #constructions = new Map<ts.Node, Numbered<ts.NewExpression>[]>();
  readonly #bound = new Map<ts.Node, Numbered<BoundCall>[]>();
  readonly #tagged = new Map<ts.Node, Numbered<ts.TaggedTemplateExpression>[]>();
  readonly #passed = new Map<ts.Node, Numbered<PassedFunction>[]>();
  /** The looks that are put off, by the name of what they look at. */
  readonly #postponed = new Map<string, Postponed[]>();
  /** What was noted of each call, and in each look that was put off, that rests on no missing file. */
  readonly #settled = new Map<ts.Node, readonly Note[]>();
  /** What was noted of the call that is being looked at. */
  #notes: Note[] = [];
  /** The number of that call, in the order of the files. */
  #at = 0;
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

  /** The calls whose callee can be this function, which has these names. */
  callsOf(scope: ts.Node, names: readonly string[]): readonly FoundCall[] {
    return this.#found(this.#calls, scope, names);
  }

  /** The constructions whose callee can be this class, which has these names. */
  constructionsOf(scope: ts.Node, names: readonly string[]): readonly ts.NewExpression[] {
    return this.#found(this.#constructions, scope, names);
  }

  /** The calls of `.call` and `.apply` of this function, which has these names. */
  boundCallsOf(scope: ts.Node, names: readonly string[]): readonly BoundCall[] {
    return this.#found(this.#bound, scope, names);
  }

  /** The templates whose tag can be this function, which has these names. */
  taggedBy(scope: ts.Node, names: readonly string[]): readonly ts.TaggedTemplateExpression[] {
    return this.#found(this.#tagged, scope, names);
  }

  /** The arguments that can be this function, which has these names: `load` of `paths.map(load)`. */
  passedOn(scope: ts.Node, names: readonly string[]): readonly PassedFunction[] {
    return this.#found(this.#passed, scope, names);
  }

  /** In the order of the files, whenever a call was looked at. */
  #found<Item>(
    map: ReadonlyMap<ts.Node, readonly Numbered<Item>[]>,
    scope: ts.Node,
    names: readonly string[],
  ): readonly Item[] {
    if (!this.#isComplete) this.#lookAtAll();
    this.#lookAtPostponed(names);
    const found = map.get(scope) ?? [];
    return found.toSorted((left, right) => left.at - right.at).map(({ item }) => item);
  }

  #lookAtAll(): void {
    this.#isComplete = true;
    const found = [this.#calls, this.#constructions, this.#bound, this.#tagged, this.#passed];
    for (const map of [...found, this.#postponed]) map.clear();
    const { calls, taggedTemplates } = this.#evaluation.index;
    for (const [at, node] of calls.entries()) this.#lookAt(node, at, () => this.#note(node));
    for (const [at, node] of taggedTemplates.entries()) this.#lookAt(node, at, () => this.#noteTagged(node));
  }

  /** Looks at what was put off and may be called by one of these names, or by what these are called elsewhere. */
  #lookAtPostponed(names: readonly string[]): void {
    for (const name of new Set(names.flatMap((each) => this.#evaluation.index.renamesOf(each)))) {
      const postponed = this.#postponed.get(name) ?? [];
      this.#postponed.delete(name);
      for (const { at, expression, look } of postponed) this.#lookAt(expression, at, look);
    }
  }

  #lookAt(node: ts.Node, at: number, look: () => void): void {
    this.#at = at;
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

  #noteNow(note: Note): void {
    note();
    this.#notes.push(note);
  }

  #append<Item>(map: Map<ts.Node, Numbered<Item>[]>, scope: ts.Node, item: Item): void {
    this.#noteNow(() => append(map, scope, { at: this.#at, item }));
  }

  #note(node: Call): void {
    const callee = node.expression;
    this.#lookInTime(callee, isOfLanguage, () => this.#noteCallee(node));
    if (!tsc.isCallExpression(node)) return;
    for (const argument of node.arguments.filter(mayBeFunction))
      this.#lookInTime(argument, isNoFunction, () => this.#noteArgument(argument));
  }

  /**
   * Looks at an expression, unless that takes much. What takes much and is no function of the program by its type is not
   * looked at, and what has a name is only looked at for functions of that name.
   */
  #lookInTime(
    expression: ts.Expression,
    isNone: (expression: ts.Expression, evaluation: Evaluation) => boolean,
    look: () => void,
  ): void {
    if (!takesMuch(expression, this.#evaluation)) return look();
    if (isNone(expression, this.#evaluation)) return;
    const name = nameOfCallee(expression);
    if (name === null || !this.#evaluation.index.isGivenByName(name)) return look();
    this.#noteNow(() => append(this.#postponed, name, { at: this.#at, expression, look }));
  }

  #noteArgument(argument: ts.Expression): void {
    for (const [scope, target] of functionsIn(argument, EMPTY_CONTEXT, this.#evaluation))
      this.#append(this.#passed, scope, { node: argument, target });
  }

  #noteCallee(node: Call): void {
    for (const [scope, target] of functionsIn(node.expression, EMPTY_CONTEXT, this.#evaluation))
      this.#append(this.#calls, scope, { node, target });
    if (tsc.isNewExpression(node)) this.#noteConstruction(node);
    else this.#noteBound(node);
  }

  #noteTagged(node: ts.TaggedTemplateExpression): void {
    for (const [scope] of functionsIn(node.tag, EMPTY_CONTEXT, this.#evaluation))
      this.#append(this.#tagged, scope, node);
  }

  #noteConstruction(node: ts.NewExpression): void {
    const classes = new Set<ts.Node>();
    for (const value of this.#evaluation.evaluate(node.expression, EMPTY_CONTEXT)) {
      if (value.kind === 'class') classes.add(value.node);
    }
    for (const each of classes) this.#append(this.#constructions, each, node);
  }

  #noteBound(node: ts.CallExpression): void {
    const bound = boundCallee(node.expression);
    if (!bound) return;
    const { expression, name } = bound;
    for (const [scope] of functionsIn(expression, EMPTY_CONTEXT, this.#evaluation))
      this.#append(this.#bound, scope, { node, method: name.text });
  }
}

/** The functions an expression can be in a context, each as it is seen first. */
export function functionsIn(
  node: ts.Expression,
  context: Context,
  evaluation: Evaluation,
): ReadonlyMap<ts.Node, ValueOf<'function'>> {
  const found = new Map<ts.Node, ValueOf<'function'>>();
  for (const value of evaluation.evaluate(node, context)) {
    if (value.kind === 'function' && !found.has(value.node)) found.set(value.node, value);
  }
  return found;
}

/** What a function that an expression calls, or passes on, is called: `load` of `api.load`, and of `api.load.call`. */
function nameOfCallee(expression: ts.Expression): string | null {
  return calleeName(boundCallee(expression)?.expression ?? expression);
}

/** `load.call` or `load.apply`, by which `load` is called; null for any other callee. */
export function boundCallee(callee: ts.Expression): ts.PropertyAccessExpression | null {
  return tsc.isPropertyAccessExpression(callee) && /^(?:call|apply)$/.test(callee.name.text) ? callee : null;
}

/** A name, a member access that ends in one, a call that may make a function: `start(loaderFor(token))`, or one of two. */
function mayBeFunction(node: ts.Expression): boolean {
  if (isOuter(node)) return mayBeFunction(node.expression);
  if (tsc.isConditionalExpression(node)) return mayBeFunction(node.whenTrue) || mayBeFunction(node.whenFalse);
  return tsc.isIdentifier(node) || tsc.isPropertyAccessExpression(node) || tsc.isCallExpression(node);
}

function append<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = map.get(key);
  if (list) list.push(item);
  else map.set(key, [item]);
}
