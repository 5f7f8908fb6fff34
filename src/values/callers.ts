import type { ts } from 'ts-morph';
import { appendAll } from '../model/append.js';
import { isOfTests } from '../model/test-files.js';
import { tsc } from '../syntax/compiler.js';
import type { Call } from '../syntax/transfer.js';
import { givenParameters } from '../syntax/functions.js';
import { fileOf } from '../program/program.js';
import type { Reach } from '../program/reach.js';
import { calleeName } from '../program/syntax-index.js';
import { delegateOf } from './delegates.js';
import { CalledThings, functionsIn, type BoundCall } from './called.js';
import { isSettledPromise } from './calls.js';
import { classNames } from './classes.js';
import type { Evaluation } from './evaluation.js';
import { namesOf } from './function-names.js';
import { scopeOfFunction } from './functions.js';
import { constructionsAbove, directHeirs, superCall } from './inheritance.js';
import { siteOfTag } from './literals.js';
import { symbolOf } from './names.js';
import { baseCallsAbove } from './prototypes.js';
import { passedOn } from './passed-on.js';
import { siteAt } from './call-sites.js';
import { isOfLanguage, takesMuch } from './types.js';
import {
  EMPTY_CONTEXT,
  placedValues,
  type CallSite,
  type Context,
  type Placed,
  type Scope,
  type Value,
  type ValueOf,
} from './value.js';

/** Contexts one expression may be looked at in. */
const MAXIMUM_CONTEXTS = 5000;

/** How many callers of callers are looked at. */
const MAXIMUM_LEVELS = 10;

/** Evaluations that it takes to look at what code does once more, seen from another caller. */
const EVALUATIONS_OF_CONTEXT = 10;

/** Evaluations that it may take to find out of the callers what one call calls. */
const MAXIMUM_EVALUATIONS = 12_000;

/** A caller of a scope, and what is known of the function that it calls. */
export interface Caller {
  readonly site: CallSite;
  /** How what the function sees was made: the instance it is a method of, the calls it is a closure of. */
  readonly around: readonly (readonly [Scope, CallSite])[];
}

/** A scope whose callers must be known before more can be said. */
export interface Opening {
  readonly scope: Scope;
  /** Whether what is asked in it is known to have to do with Clever. */
  readonly isClevers: boolean;
  /** Whether it is asked to know what a call calls, which may have nothing to do with requests. */
  readonly isForCallee?: boolean;
}

/** The functions that a call calls in one context. */
interface CalledInContext {
  readonly context: Context;
  readonly functions: ReturnType<typeof functionsIn>;
}

/** A way into a context, by the call that enters its last scope; null where nobody calls it. */
interface Entry {
  readonly from: ts.Node | null;
  /** Makes the context, which is worth its memory only for the entries that are gone on from. */
  enter(): Context;
}

/** Finds who calls what. Remembers, since many questions lead to the same functions. */
export class Callers {
  readonly #evaluation: Evaluation;
  readonly #called: CalledThings;
  readonly #known = new Map<Scope, readonly Caller[]>();
  /** The contexts that were made of a context, by the caller that was chosen for a scope. */
  readonly #opened = new WeakMap<Context, Map<Caller | Scope, Context>>();
  readonly #reach: Pick<Reach, 'openCallers' | 'openSomeCallers' | 'holds'> | null;
  /** The scopes whose callers were opened as those of what is known to be Clever's. */
  readonly #openedAsClevers = new Set<Scope>();
  /** The scopes some of whose callers were opened. */
  readonly #openedSome = new Set<Scope>();
  #handing: readonly Call[] | null = null;
  readonly #calledByOpen = new Map<Call, readonly CalledInContext[]>();
  /** The calls of which it takes too much to find all that they call. */
  readonly #cutCalls = new Set<Call>();
  /** The scopes that such calls may call as well. */
  readonly #incomplete = new Set<Scope>();

  /**
   * @param reach opens the files with more callers; without it, only those in opened files are found
   * @param called what the calls of the opened files call, as far as earlier passes have found it
   */
  constructor(
    evaluation: Evaluation,
    reach: Pick<Reach, 'openCallers' | 'openSomeCallers' | 'holds'> | null,
    called = new CalledThings(evaluation),
  ) {
    this.#evaluation = evaluation;
    this.#called = called;
    this.#reach = reach;
  }

  /**
   * All calls of a function, or constructions of a class, in the opened files.
   *
   * @param isClevers whether what it does is known to have to do with Clever, which makes every caller worth opening
   */
  of(scope: Scope, isClevers = true): readonly Caller[] {
    const known = this.#known.get(scope);
    if (!known || (isClevers && !this.#openedAsClevers.has(scope))) {
      this.#reach?.openCallers(scope, namesOfScope(scope), isClevers);
      if (isClevers) this.#openedAsClevers.add(scope);
    }
    if (known) return known;
    this.#known.set(scope, []);
    const found = tsc.isClassLike(scope) ? this.#constructions(scope) : this.#calls(scope);
    this.#known.set(scope, found);
    return found;
  }

  /**
   * Whether one of the callers of a function or a class is of a kind. One is enough, so while none is in sight, files with
   * more of them are opened a few at a time.
   */
  isCalled(scope: Scope, isMeant: (caller: Caller) => boolean): boolean {
    if (this.of(scope, false).some(isMeant)) return true;
    if (!this.#openedSome.has(scope)) this.#reach?.openSomeCallers(scope, namesOfScope(scope));
    this.#openedSome.add(scope);
    return false;
  }

  /** Where a function is an argument of a call: by its name, by another one, or with what `bind` gave it ahead. */
  passedOn(scope: ts.FunctionLikeDeclaration): readonly ts.Expression[] {
    return this.#called.passedOn(scope, namesOfScope(scope)).map(({ node }) => node);
  }

  /**
   * The contexts in which an expression is worth looking at: one for each way its open parameters can be filled.
   *
   * @param openScope the scope a look in a context still asks for, or null if it is answered
   * @param onCut told if there are more contexts than are looked at, and code that may hold Clever's is among the rest
   * @returns contexts for which `openScope` says null, or for which nobody can say more
   */
  contexts(openScope: (context: Context) => Opening | null, onCut: () => void = () => {}): readonly Context[] {
    let spent = 0;
    let isCut = false;
    const settled: Context[] = [];
    let open: readonly Context[] = [EMPTY_CONTEXT];
    for (let level = 0; open.length && level <= MAXIMUM_LEVELS; level += 1) {
      const next: Entry[] = [];
      for (const context of open) {
        if (spent > MAXIMUM_EVALUATIONS) {
          settled.push(context);
          onCut();
          continue;
        }
        const { evaluations } = this.#evaluation;
        const opening = this.#evaluation.asOwnQuestion(() => {
          if (level > 0) this.#evaluation.spend(EVALUATIONS_OF_CONTEXT);
          return openScope(context);
        });
        if (opening?.isForCallee) spent += this.#evaluation.evaluations - evaluations;
        if (!opening || context.opened.has(opening.scope)) settled.push(context);
        else if (level < MAXIMUM_LEVELS && !this.#evaluation.isSpent)
          appendAll(next, this.#open(opening, context, onCut));
        else {
          // One of all that would be gone on from stands for the others.
          if (!this.#evaluation.isSpent || !isCut) settled.push(context);
          isCut = true;
          onCut();
        }
      }
      open = this.#worthLooking(next, onCut);
    }
    return settled;
  }

  /**
   * The contexts in which an expression says more than that it is a parameter, or a member of one.
   *
   * @param isClevers whether all callers matter, those in files that nothing of Clever's leads to as well
   */
  contextsOf(node: ts.Expression, isClevers: boolean): readonly Context[] {
    return this.contexts((context) => this.#openingOf(node, context, isClevers));
  }

  /** The scope whose callers say what an expression is; null if that is known, or nobody knows it. */
  #openingOf(node: ts.Expression, context: Context, isClevers: boolean): Opening | null {
    const values = this.#evaluation.evaluate(node, context);
    const open = values.find((value) => value.kind === 'unknown' && value.opens !== null);
    return open?.kind === 'unknown' && open.opens ? { scope: open.opens, isClevers } : null;
  }

  /** Enters contexts, up to the bound; those come first that were entered from a file that may hold Clever's. */
  #worthLooking(entries: readonly Entry[], onCut: () => void): readonly Context[] {
    if (entries.length <= MAXIMUM_CONTEXTS) return entries.map((entry) => entry.enter());
    const isFirst = ({ from }: Entry): boolean => from === null || (this.#reach?.holds(fileOf(from)) ?? true);
    const first = entries.filter(isFirst);
    if (first.length > MAXIMUM_CONTEXTS) onCut();
    const ordered = [...first, ...entries.filter((each) => !isFirst(each))];
    return ordered.slice(0, MAXIMUM_CONTEXTS).map((entry) => entry.enter());
  }

  #open({ scope, isClevers }: Opening, context: Context, onCut: () => void): readonly Entry[] {
    const all = this.of(scope, isClevers);
    if (this.#incomplete.has(scope)) onCut();
    const callers = all.filter(({ around }) => around.every(([outer, site]) => isConsistent(context, outer, site)));
    const unseen: Entry = { from: null, enter: () => this.#openedWith(context, scope, [[scope, null]]) };
    if (!all.length) return [unseen];
    const entries = callers.map((caller): Entry => ({
      from: caller.site.node,
      enter: () => {
        const around = caller.around.filter(([outer]) => !context.opened.has(outer));
        return this.#openedWith(context, caller, [[scope, caller.site], ...around]);
      },
    }));
    // What only tests call is there for others, who give it what they like, or nothing.
    const isTested = all.every(({ site }) => site.node !== null && isOfTests(fileOf(site.node)));
    return isTested && !isOfTests(fileOf(scope)) ? [...entries, unseen] : entries;
  }

  /** The same context for the same choice, so that all questions in a function share what is remembered of it. */
  #openedWith(
    context: Context,
    choice: Caller | Scope,
    entries: readonly (readonly [Scope, CallSite | null])[],
  ): Context {
    const known = this.#opened.get(context) ?? new Map<Caller | Scope, Context>();
    this.#opened.set(context, known);
    const made = known.get(choice) ?? {
      ...context,
      opened: new Map([...context.opened, ...entries]),
      outside: null,
    };
    known.set(choice, made);
    return made;
  }

  /** Where a class is constructed: by `new`, or by the `super(…)` of the classes that extend it. */
  #constructions(scope: ts.ClassLikeDeclaration): readonly Caller[] {
    const own = this.#called
      .constructionsOf(scope, namesOfScope(scope))
      .map((node) => ({ site: siteAt(node, EMPTY_CONTEXT), around: [] }));
    const inherited = directHeirs(scope, this.#evaluation).flatMap((heir): readonly Caller[] => {
      const call = superCall(heir);
      return call ? [{ site: siteAt(call, EMPTY_CONTEXT), around: [] }] : this.#constructions(heir);
    });
    return [...own, ...inherited];
  }

  #calls(scope: ts.FunctionLikeDeclaration): readonly Caller[] {
    if (tsc.isSetAccessorDeclaration(scope)) return this.#assignmentsTo(scope);
    const callback = this.#callsOfCallback(scope as ts.Expression);
    if (callback) return callback;
    const names = namesOfScope(scope);
    const passed = this.#called.passedOn(scope, names);
    return [
      ...this.#called.callsOf(scope, names).map(({ node, target }) => callTo(scope, node, target, this.#evaluation)),
      ...this.#called.boundCallsOf(scope, names).map((bound) => this.#boundCall(bound)),
      ...this.#called.taggedBy(scope, names).map((node) => ({ site: siteOfTag(node, EMPTY_CONTEXT), around: [] })),
      ...passed.flatMap(({ node, target }) => this.#callsOfPassed(node, target)),
      ...this.#callsOfHanded(scope, passed.length > 0 || this.#isHandedWhereItStands(scope), names),
    ];
  }

  /** Calls of a function that is passed on, with what it was made of: `start(loaderFor(base))`. */
  #callsOfPassed(node: ts.Expression, target: ValueOf<'function'>): readonly Caller[] {
    const callers = this.#callsOfCallback(node) ?? [];
    return callers.map(({ site, around }) => ({ site, around: [...closureOf(target), ...around] }));
  }

  /**
   * Calls of a function as what the code around was handed, or as a member of it: `client.get('/me')`, where `client` is a
   * parameter. What that is, its callers know, and so each such call is one for each way to come there.
   */
  #callsOfHanded(scope: ts.FunctionLikeDeclaration, isPassed: boolean, names: readonly string[]): readonly Caller[] {
    const { index } = this.#evaluation;
    const called = new Set<string | null>(names.flatMap((name) => index.renamesOf(name)));
    // What is passed on is called by any name that may hold it.
    const isMeant = (callee: ts.Expression): boolean =>
      called.has(calleeName(callee)) || (isPassed && index.mayComeFromElsewhere(callee));
    const calls = this.#handingCalls().filter(({ expression }) => isMeant(expression));
    const found = calls.flatMap((node) => this.#callsInContext(node, scope));
    if (calls.some((node) => this.#cutCalls.has(node))) this.#incomplete.add(scope);
    return found;
  }

  /** All calls of which only the callers of the code around say what they call. */
  #handingCalls(): readonly Call[] {
    const { index } = this.#evaluation;
    this.#handing ??= index.calls.filter((node) => this.#evaluation.asSharedQuestion(() => this.#isOpen(node), node));
    return this.#handing;
  }

  /** The ways in which an open call calls a function. */
  #callsInContext(node: Call, scope: ts.FunctionLikeDeclaration): readonly Caller[] {
    return this.#calledBy(node).flatMap(({ context, functions }) => {
      const target = functions.get(scope);
      return target ? [within(callTo(scope, node, target, this.#evaluation), context)] : [];
    });
  }

  /** What an open call calls in each context that tells it; worked out once, whichever function is asked for. */
  #calledBy(node: Call): readonly CalledInContext[] {
    const known = this.#calledByOpen.get(node);
    if (known) return known;
    this.#calledByOpen.set(node, []);
    const callee = node.expression;
    const onCut = (): void => void this.#cutCalls.add(node);
    const contexts = this.contexts((context) => {
      const opening = this.#openingOf(callee, context, false);
      return opening && { ...opening, isForCallee: true };
    }, onCut);
    const found: CalledInContext[] = [];
    const before = this.#evaluation.evaluations;
    for (const context of contexts) {
      if (this.#evaluation.evaluations - before > MAXIMUM_EVALUATIONS) {
        onCut();
        break;
      }
      const functions = this.#evaluation.asOwnQuestion(() => functionsIn(callee, context, this.#evaluation));
      found.push({ context, functions });
    }
    this.#calledByOpen.set(node, found);
    return found;
  }

  /** Whether only the callers of the code around a call say what it calls. */
  #isOpen(node: Call): boolean {
    const callee = node.expression;
    if (tsc.isNewExpression(node) || takesMuch(callee, this.#evaluation)) return false;
    return this.#openingOf(callee, EMPTY_CONTEXT, false) !== null && !isOfLanguage(callee, this.#evaluation);
  }

  /** Whether a function is written as an argument of what the program defines: `new Users((path) => …)`. */
  #isHandedWhereItStands(scope: ts.FunctionLikeDeclaration): boolean {
    const { parent } = scope;
    if (!tsc.isCallExpression(parent) && !tsc.isNewExpression(parent)) return false;
    return (
      parent.expression !== (scope as ts.Node) &&
      this.#mayBe(parent.expression, ({ kind }) => kind === 'function' || kind === 'class')
    );
  }

  /** A setter is called by assigning: `client.base = '…'`. */
  #assignmentsTo(scope: ts.SetAccessorDeclaration): readonly Caller[] {
    return namesOf(scope)
      .flatMap((name) => this.#evaluation.index.assignmentsTo(name))
      .flatMap(({ target, value }) => {
        const instance = this.#evaluation
          .evaluate(target.expression, EMPTY_CONTEXT)
          .find((each) => each.kind === 'instance' && each.node === scope.parent);
        if (!instance) return [];
        const given: Placed = { node: value, context: EMPTY_CONTEXT };
        const site: CallSite = { node: null, arguments: [given], context: EMPTY_CONTEXT };
        return [{ site, around: instanceOf(instance, scope, this.#evaluation) }];
      });
  }

  /** `load.call(api, path)`, `load.apply(api, [path])` */
  #boundCall({ node, method }: BoundCall): Caller {
    const site = siteAt(node, EMPTY_CONTEXT);
    return { site: { ...site, arguments: passedOn(method, site.arguments, this.#evaluation) }, around: [] };
  }

  /** Who calls a function where it is passed on: the function it is passed to, or an array's method. */
  #callsOfCallback(reference: ts.Expression): readonly Caller[] | null {
    const { parent } = reference;
    if (!tsc.isCallExpression(parent) || parent.expression === reference) return null;
    const element = this.#arrayCallback(parent);
    if (element) return element;
    const index = parent.arguments.indexOf(reference);
    const callees = this.#evaluation.evaluate(parent.expression, EMPTY_CONTEXT);
    const found = callees.flatMap((callee) =>
      callee.kind === 'function' ? this.#callsOfParameter(callee, index, siteAt(parent, EMPTY_CONTEXT)) : [],
    );
    if (found.length) return found;
    return this.#delegatedCall(parent, index);
  }

  /** `useSWR('/me', load)`, which calls `load('/me')`. */
  #delegatedCall(node: ts.CallExpression, index: number): readonly Caller[] | null {
    const delegate = delegateOf(node, this.#evaluation);
    if (delegate?.argument !== index) return null;
    const site = siteAt(node, EMPTY_CONTEXT);
    const passed = delegate.passes.flatMap((each) => site.arguments[each] ?? []);
    return [{ site: { ...site, arguments: passed }, around: [] }];
  }

  /** `['/me', '/districts'].map((path) => …)` */
  #arrayCallback(parent: ts.CallExpression): readonly Caller[] | null {
    if (!tsc.isPropertyAccessExpression(parent.expression)) return null;
    if (parent.expression.name.text === 'then') return this.#promiseCallback(parent, parent.expression.expression);
    if (!['map', 'forEach', 'flatMap', 'filter', 'some', 'every', 'find'].includes(parent.expression.name.text))
      return null;
    const arrays = this.#evaluation.evaluate(parent.expression.expression, EMPTY_CONTEXT);
    const elements = arrays.flatMap((array) => elementsIn(array, parent.expression));
    if (!elements.length) return null;
    return withoutRepetitions(elements).map((element) => ({
      site: { node: parent, arguments: [element], context: EMPTY_CONTEXT },
      around: [],
    }));
  }

  /** `import('./config').then((config) => …)`: the promise of a value that is known. */
  #promiseCallback(parent: ts.CallExpression, promise: ts.Expression): readonly Caller[] | null {
    const isKnown = !this.#mayBe(
      promise,
      (value) => ['external', 'unknown', 'nothing'].includes(value.kind) && !isSettledPromise(value),
    );
    const given: Placed = { node: promise, context: EMPTY_CONTEXT };
    return isKnown ? [{ site: { node: parent, arguments: [given], context: EMPTY_CONTEXT }, around: [] }] : null;
  }

  /** The calls that a function makes of what it is called with, where it is called at this site. */
  #callsOfParameter({ node, bound }: ValueOf<'function'>, index: number, entered: CallSite): readonly Caller[] {
    const parameter = givenParameters(node)[index];
    if (!parameter || !tsc.isIdentifier(parameter.name)) return [];
    const symbol = symbolOf(parameter.name, this.#evaluation.checker);
    const around: Caller['around'] = bound.length ? [] : [[scopeOfFunction(node), entered]];
    return this.#evaluation.index
      .callsNamed(parameter.name.text)
      .filter(
        (each) => tsc.isIdentifier(each.expression) && symbolOf(each.expression, this.#evaluation.checker) === symbol,
      )
      .map((each) => ({ site: siteAt(each, EMPTY_CONTEXT), around }));
  }

  #mayBe(callee: ts.Expression, test: (value: Value) => boolean): boolean {
    return this.#evaluation.evaluate(callee, EMPTY_CONTEXT).some(test);
  }
}

/** What a list holds; one that is too long to follow holds something that nobody looked at. */
function elementsIn(list: Value, node: ts.Expression): readonly Placed[] {
  if (list.kind === 'array') return list.elements;
  return list.kind === 'unknown' && list.isCut ? [placedValues(node, [list])] : [];
}

/** The elements of a list that spreads another more than once have one call each. */
function withoutRepetitions(elements: readonly Placed[]): readonly Placed[] {
  const seen = new Map<ts.Node, Set<Context>>();
  return elements.filter(({ node, context }) => {
    const contexts = seen.get(node) ?? new Set<Context>();
    seen.set(node, contexts);
    return contexts.size < contexts.add(context).size;
  });
}

/** The names by which a function is called, or a class constructed. */
function namesOfScope(scope: Scope): readonly string[] {
  return tsc.isClassLike(scope) ? classNames(scope) : namesOf(scope);
}

function callTo(
  scope: ts.FunctionLikeDeclaration,
  node: ts.CallExpression | ts.NewExpression,
  target: ValueOf<'function'>,
  evaluation: Evaluation,
): Caller {
  const site = siteAt(node, EMPTY_CONTEXT);
  return {
    site: {
      ...site,
      arguments: [...target.bound, ...site.arguments],
      choices: target.choices,
    },
    around: [...instanceOf(target.receiver, scope, evaluation), ...closureOf(target)],
  };
}

/** A call as it is in one context: by whom the code around was called is part of what is known of it. */
function within({ site, around }: Caller, { opened }: Context): Caller {
  const entered = [...opened].flatMap(([scope, at]) => (at === null ? [] : [[scope, at] as const]));
  return { site, around: [...around, ...entered] };
}

/** How the instance a method was called on came to be, for each class whose code may see it as `this`. */
function instanceOf(
  receiver: Value | null,
  scope: ts.FunctionLikeDeclaration,
  evaluation: Evaluation,
): Caller['around'] {
  if (receiver?.kind !== 'instance') return [];
  if (tsc.isClassLike(receiver.node)) return constructionsAbove(receiver.node, receiver.site, evaluation);
  const inherited = baseCallsAbove(receiver.node, evaluation);
  if (!receiver.site) return inherited;
  return [[tsc.isClassLike(scope.parent) ? scope.parent : receiver.node, receiver.site], ...inherited];
}

/** The calls in which a function was made. */
export function closureOf({ context }: ValueOf<'function'>): Caller['around'] {
  const calls: (readonly [Scope, CallSite])[] = [];
  for (let { frame } = context; frame; frame = frame.parent) calls.push([frame.scope, frame.site]);
  return calls;
}

/** Whether a context that was opened already may be one in which a scope was entered at a site. */
function isConsistent(context: Context, scope: Scope, site: CallSite): boolean {
  const opened = context.opened.get(scope);
  return !opened || opened.node === site.node;
}
