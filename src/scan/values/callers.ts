import type { ts } from 'ts-morph';
import { tsc } from '../compiler.js';
import { calleeName } from '../syntax-index.js';
import { classNames, heirs } from './classes.js';
import { siteAt } from './calls.js';
import type { Evaluation } from './evaluation.js';
import { isExportsObject } from './modules.js';
import { symbolOf } from './names.js';
import { EMPTY_CONTEXT, type CallSite, type Context, type Placed, type Scope, type Value } from './value.js';

/** Contexts one expression may be looked at in; a helper with more callers than this is the application's own. */
const MAXIMUM_CONTEXTS = 400;

/** How many callers of callers are looked at. */
const MAXIMUM_LEVELS = 6;

/** A caller of a scope, and the instance its method was called on. */
export interface Caller {
  readonly site: CallSite;
  /** Where a method was called on an instance: how that instance was made. */
  readonly instance: { readonly scope: Scope; readonly site: CallSite } | null;
}

/** Finds who calls what. Remembers, since many questions lead to the same functions. */
export class Callers {
  readonly #evaluation: Evaluation;
  readonly #known = new Map<Scope, readonly Caller[]>();

  readonly #want: (scope: Scope, names: readonly string[]) => void;

  /**
   * @param want told of each scope whose callers are asked for, so that files with more of them can be opened
   */
  constructor(evaluation: Evaluation, want: (scope: Scope, names: readonly string[]) => void) {
    this.#evaluation = evaluation;
    this.#want = want;
  }

  /** All calls of a function, or constructions of a class, in the opened files. */
  of(scope: Scope): readonly Caller[] {
    const known = this.#known.get(scope);
    if (known) return known;
    this.#known.set(scope, []);
    this.#want(scope, tsc.isClassLike(scope) ? classNames(scope) : namesOf(scope));
    const found = tsc.isClassLike(scope) ? this.#constructions(scope) : this.#calls(scope);
    this.#known.set(scope, found);
    return found;
  }

  /**
   * The contexts in which an expression is worth looking at: one for each way its open parameters can be filled.
   *
   * @param openScope the scope a look in a context still asks for, or null if it is answered
   * @returns contexts for which `openScope` says null, or for which nobody can say more
   */
  contexts(openScope: (context: Context) => Scope | null): readonly Context[] {
    const settled: Context[] = [];
    let open: Context[] = [EMPTY_CONTEXT];
    for (let level = 0; open.length && level <= MAXIMUM_LEVELS; level += 1) {
      const next: Context[] = [];
      for (const context of open) {
        const scope = level < MAXIMUM_LEVELS ? openScope(context) : null;
        if (!scope || context.opened.has(scope)) settled.push(context);
        else next.push(...this.#open(scope, context));
      }
      open = next.slice(0, MAXIMUM_CONTEXTS);
    }
    return settled;
  }

  #open(scope: Scope, context: Context): readonly Context[] {
    const callers = this.of(scope);
    if (!callers.length) return [withOpened(context, [[scope, null]])];
    return callers.map(({ site, instance }) => {
      const opened: [Scope, CallSite | null][] = [[scope, site]];
      if (instance && !context.opened.has(instance.scope)) opened.push([instance.scope, instance.site]);
      return withOpened(context, opened);
    });
  }

  #constructions(scope: ts.ClassLikeDeclaration): readonly Caller[] {
    const own = this.#newExpressions(scope);
    const inherited = heirs(scope, this.#evaluation).flatMap((heir) => this.#newExpressions(heir));
    return [...own, ...inherited];
  }

  #newExpressions(scope: ts.ClassLikeDeclaration): readonly Caller[] {
    const names = new Set([...classNames(scope), 'default'].flatMap((name) => this.#evaluation.index.aliasesOf(name)));
    return [...names]
      .flatMap((name) => this.#evaluation.index.callsNamed(name))
      .filter(
        (node) =>
          tsc.isNewExpression(node) &&
          this.#mayBe(node.expression, (value) => value.kind === 'class' && value.node === scope),
      )
      .map((node) => ({ site: siteAt(node, EMPTY_CONTEXT), instance: null }));
  }

  #calls(scope: ts.FunctionLikeDeclaration): readonly Caller[] {
    const callback = this.#callsOfCallback(scope);
    if (callback) return callback;
    const names = new Set(namesOf(scope).flatMap((name) => this.#evaluation.index.aliasesOf(name)));
    return [...names]
      .flatMap((name) => this.#evaluation.index.callsNamed(name))
      .flatMap((node) => this.#callTo(scope, node));
  }

  #callTo(scope: ts.FunctionLikeDeclaration, node: ts.CallExpression | ts.NewExpression): readonly Caller[] {
    const target = this.#evaluation.evaluate(node.expression, EMPTY_CONTEXT).find((value) => isFunction(value, scope));
    if (target?.kind === 'function') {
      const site = siteAt(node, EMPTY_CONTEXT);
      return [
        {
          site: { ...site, arguments: [...target.bound, ...site.arguments] },
          instance: instanceOf(target.receiver, scope),
        },
      ];
    }
    return this.#boundCall(scope, node);
  }

  /** `load.call(api, path)` */
  #boundCall(scope: ts.FunctionLikeDeclaration, node: ts.CallExpression | ts.NewExpression): readonly Caller[] {
    const callee = node.expression;
    if (!tsc.isPropertyAccessExpression(callee) || callee.name.text !== 'call') return [];
    if (!this.#mayBe(callee.expression, (value) => isFunction(value, scope))) return [];
    const site = siteAt(node, EMPTY_CONTEXT);
    return [{ site: { ...site, arguments: site.arguments.slice(1) }, instance: null }];
  }

  /** Who calls a function that is written where it is passed: the function it is passed to, or an array's method. */
  #callsOfCallback(scope: ts.FunctionLikeDeclaration): readonly Caller[] | null {
    const { parent } = scope;
    if (!tsc.isCallExpression(parent) || parent.expression === scope) return null;
    const element = this.#arrayCallback(parent);
    if (element) return element;
    const index = parent.arguments.indexOf(scope as ts.Expression);
    const callees = this.#evaluation.evaluate(parent.expression, EMPTY_CONTEXT);
    const found = callees.flatMap((callee) =>
      callee.kind === 'function' ? this.#callsOfParameter(callee.node, index) : [],
    );
    return found.length ? found : null;
  }

  /** `['/me', '/districts'].map((path) => …)` */
  #arrayCallback(parent: ts.CallExpression): readonly Caller[] | null {
    if (!tsc.isPropertyAccessExpression(parent.expression)) return null;
    if (!['map', 'forEach', 'flatMap', 'filter', 'some', 'every', 'find'].includes(parent.expression.name.text))
      return null;
    const arrays = this.#evaluation.evaluate(parent.expression.expression, EMPTY_CONTEXT);
    const elements = arrays.flatMap((array): readonly Placed[] => (array.kind === 'array' ? array.elements : []));
    if (!elements.length) return null;
    return elements.map((element) => ({
      site: { node: parent, arguments: [element], context: EMPTY_CONTEXT },
      instance: null,
    }));
  }

  #callsOfParameter(node: ts.FunctionLikeDeclaration, index: number): readonly Caller[] {
    const parameter = node.parameters[index];
    if (!parameter || !tsc.isIdentifier(parameter.name)) return [];
    const symbol = this.#evaluation.checker.getSymbolAtLocation(parameter.name);
    return this.#evaluation.index
      .callsNamed(parameter.name.text)
      .filter(
        (each) => tsc.isIdentifier(each.expression) && symbolOf(each.expression, this.#evaluation.checker) === symbol,
      )
      .map((each) => ({ site: siteAt(each, EMPTY_CONTEXT), instance: null }));
  }

  #mayBe(callee: ts.Expression, test: (value: Value) => boolean): boolean {
    return this.#evaluation.evaluate(callee, EMPTY_CONTEXT).some(test);
  }
}

/** Names a function is called by. */
export function namesOf(scope: ts.FunctionLikeDeclaration): readonly string[] {
  const names: string[] = [];
  if (scope.name && 'text' in scope.name) names.push(scope.name.text);
  if (isDefaultExport(scope)) names.push('default');
  let node: ts.Node = scope;
  // `withRetry(async (path) => …)`, casts and parentheses still leave the function under the name outside.
  while (
    tsc.isExpression(node) &&
    (tsc.isCallExpression(node.parent) || tsc.isParenthesizedExpression(node.parent) || tsc.isAsExpression(node.parent))
  ) {
    node = node.parent;
  }
  const { parent } = node;
  if (
    (tsc.isVariableDeclaration(parent) || tsc.isPropertyAssignment(parent) || tsc.isPropertyDeclaration(parent)) &&
    'text' in parent.name
  ) {
    names.push(parent.name.text);
  }
  if (tsc.isExportAssignment(parent)) names.push('default');
  if (tsc.isBinaryExpression(parent)) {
    const target = calleeName(parent.left);
    if (target) names.push(target);
    if (isExportsObject(parent.left)) names.push('exports');
  }
  return names;
}

function isDefaultExport(scope: ts.FunctionLikeDeclaration): boolean {
  const modifiers = tsc.canHaveModifiers(scope) ? tsc.getModifiers(scope) : undefined;
  return modifiers?.some((each) => each.kind === tsc.SyntaxKind.DefaultKeyword) ?? false;
}

function isFunction(value: Value, scope: ts.FunctionLikeDeclaration): boolean {
  return value.kind === 'function' && value.node === scope;
}

/** The instance a method was called on, filed under the class whose `this` the method sees. */
function instanceOf(receiver: Value | null, scope: ts.FunctionLikeDeclaration): Caller['instance'] {
  if (receiver?.kind !== 'instance' || !receiver.site) return null;
  const holder = tsc.isClassLike(scope.parent) ? scope.parent : receiver.node;
  return { scope: holder, site: receiver.site };
}

function withOpened(context: Context, entries: readonly (readonly [Scope, CallSite | null])[]): Context {
  return { ...context, opened: new Map([...context.opened, ...entries]) };
}
