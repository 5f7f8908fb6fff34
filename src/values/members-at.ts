import type { ts } from 'ts-morph';
import { remembered } from '../model/remembered.js';
import type { MemberAssignment } from '../program/syntax-index.js';
import { tsc } from '../syntax/compiler.js';
import { functionAround } from '../syntax/functions.js';
import { holds } from '../syntax/holds.js';
import { innerOf, outermostOf } from '../syntax/outer.js';
import { isWritten } from '../syntax/writes.js';
import { branchesSeen } from './conditions.js';
import type { Evaluation } from './evaluation.js';
import { isSetByOthers, usesOf } from './filled-objects.js';
import { setJustBefore } from './just-set.js';
import { assigned } from './literals.js';
import { symbolOf } from './names.js';
import { writtenMember } from './objects.js';
import { valuesAt } from './reaching.js';
import { distinct } from './same-value.js';
import { NOTHING, OTHERS, type Context, type Sight, type Value, type ValueOf, type Values } from './value.js';
import { blockOf } from './variables.js';

/** Stands for what a member may hold that is seen from code which may run at any time. */
const ANYTHING: Value = { ...OTHERS };

/** Methods of a promise that call what they are given once at most. */
const CALLED_ONCE: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

/**
 * The same values, objects among them with the place where they are seen: what their members hold there may be known.
 *
 * Only a parameter is seen where its argument was, and only while the function that got it runs: what keeps an object, under
 * another name or for later, reads what it holds then.
 */
export function seenAt(values: Values, use: ts.Identifier, context: Context, evaluation: Evaluation): Values {
  const declaration = symbolOf(use, evaluation.checker)?.valueDeclaration;
  const isHanded = declaration && tsc.isParameter(declaration) && functionAround(use) === declaration.parent;
  const isChanged = hasMembersAssigned(use, evaluation);
  return values.map((value) => {
    if (value.kind !== 'object') return value;
    const outer = isHanded ? value.seen : undefined;
    if (isChanged) return { ...value, seen: { use, context, outer } };
    return outer ? value : withoutSight(value);
  });
}

/** The same value, wherever it was seen. */
export function withoutSight(value: Value): Value {
  if (value.kind !== 'object' || !value.seen) return value;
  const { kind, node, context, choices } = value;
  return { kind, node, context, ...(choices && { choices }) };
}

/** Whether members of each variable are assigned under its name; asked for at every mention. */
const assignedKnown = new WeakMap<ts.TypeChecker, Map<ts.Symbol, boolean>>();

function hasMembersAssigned(name: ts.Identifier, evaluation: Evaluation): boolean {
  const symbol = symbolOf(name, evaluation.checker);
  if (!symbol) return false;
  const known = remembered(assignedKnown, evaluation.checker, () => new Map<ts.Symbol, boolean>());
  return remembered(known, symbol, () =>
    usesOf(name, evaluation).some(
      ({ parent }) =>
        (tsc.isPropertyAccessExpression(parent) || tsc.isElementAccessExpression(parent)) && isWritten(parent),
    ),
  );
}

/** Whether it is known of a member of each of some objects what it holds where they are seen. */
export function isHeldAt(holders: Values, name: string, evaluation: Evaluation): boolean {
  return (
    holders.length > 0 &&
    holders.every((each) => each.kind === 'object' && each.seen && heldAt(each.seen, each, name, evaluation))
  );
}

/**
 * What a member of an object holds where the object is seen: what was assigned last on the way there.
 *
 * `options.url = me; ask(options); options.url = users; ask(options)` asks for one thing after the other.
 *
 * @returns null where nobody can say what was last, so that it may be any of what it is ever given
 */
export function heldAt(sight: Sight, holder: ValueOf<'object'>, name: string, evaluation: Evaluation): Values | null {
  for (let at: Sight | undefined = sight; at; at = at.outer) {
    const own = assignmentsUnder(at.use, name, evaluation);
    if (own.length) return setHere(at, name, evaluation) ?? new Way(at, holder, name, own, evaluation).values();
  }
  return null;
}

/** The assignments to a member under the name of a variable. */
function assignmentsUnder(use: ts.Identifier, name: string, evaluation: Evaluation): readonly MemberAssignment[] {
  const source = use.getSourceFile();
  return evaluation.index
    .assignmentsTo(name)
    .filter((each) => each.source === source && isSameVariable(each.target.expression, use, evaluation));
}

function isSameVariable(node: ts.Expression, use: ts.Identifier, { checker }: Evaluation): boolean {
  return tsc.isIdentifier(node) && node.text === use.text && symbolOf(node, checker) === symbolOf(use, checker);
}

/** What was assigned right before, whatever else sets the member elsewhere. */
function setHere({ use, context }: Sight, name: string, evaluation: Evaluation): Values | null {
  const isHolder = (node: ts.Expression): boolean => isSameVariable(node, use, evaluation);
  const set = setJustBefore({ read: use, name, isHolder }, evaluation.index);
  return set && evaluation.evaluate(set.right, context);
}

/** The way from where an object is made to where it is seen, if all that sets the member stands on it. */
class Way {
  readonly #sight: Sight;
  readonly #holder: ValueOf<'object'>;
  readonly #name: string;
  readonly #own: readonly MemberAssignment[];
  readonly #evaluation: Evaluation;

  constructor(
    sight: Sight,
    holder: ValueOf<'object'>,
    name: string,
    own: readonly MemberAssignment[],
    evaluation: Evaluation,
  ) {
    this.#sight = sight;
    this.#holder = holder;
    this.#name = name;
    this.#own = own;
    this.#evaluation = evaluation;
  }

  values(): Values | null {
    const declaration = this.#declaration();
    const written = declaration && this.#written();
    if (!written || isSetByOthers(this.#holder, this.#name, this.#own, this.#evaluation)) return null;
    const values = this.#before(this.#sight.use, declaration, written);
    return values?.includes(ANYTHING) ? null : values;
  }

  /** The variable that is declared as the object, and never gets another. */
  #declaration(): ts.VariableDeclaration | null {
    const { use } = this.#sight;
    const declaration = symbolOf(use, this.#evaluation.checker)?.valueDeclaration;
    if (!declaration || !tsc.isVariableDeclaration(declaration) || !tsc.isIdentifier(declaration.name)) return null;
    const { name, initializer } = declaration;
    if (!initializer || innerOf(initializer) !== this.#holder.node) return null;
    return usesOf(name, this.#evaluation).some(isWritten) ? null : declaration;
  }

  /** What the object is made with; null where its members are not all written out. */
  #written(): Values | null {
    const { node } = this.#holder;
    if (!tsc.isObjectLiteralExpression(node)) return null;
    const setters = this.#evaluation.index.settersOf(node, this.#name);
    if (!setters.length) return [NOTHING];
    const written = writtenMember(this.#holder, this.#name, this.#evaluation);
    return setters.length === 1 && written.length ? written : null;
  }

  /** What the member holds before a node, in the function that makes the object or in a callback within it. */
  #before(node: ts.Node, declaration: ts.VariableDeclaration, written: Values): Values | null {
    const scope = functionAround(node);
    const isHome = scope === functionAround(declaration);
    const near = this.#near(node, scope, isHome);
    if (!near) return null;
    const before = isHome || !scope ? written : (this.#onEntry(scope, declaration, written) ?? [ANYTHING]);
    const { context } = this.#sight;
    const changes = near.map(({ node: change }) => ({
      node: change,
      apply: (values: Values) => assigned(change, values, context, this.#evaluation),
    }));
    const block = isHome ? blockOf(declaration) : statementsOf(scope);
    // An arrow without statements may set the member only behind what it begins with.
    if (!block) return near.some((each) => each.node.end <= node.pos) ? null : before;
    return valuesAt(block, node, before, changes, branchesSeen(context, this.#evaluation));
  }

  /** What the member holds where a callback is called, which is later than what stands around it. */
  #onEntry(scope: ts.Node, declaration: ts.VariableDeclaration, written: Values): Values | null {
    const call = callTaking(scope);
    const outer = call && this.#before(scope, declaration, written);
    if (!outer) return null;
    if (call.isAtOnce) return outer;
    const later = this.#own.filter(({ node }) => node.pos >= scope.end);
    const again = call.isOnce ? [] : this.#own.filter(({ node }) => holds(scope, node));
    return distinct([...outer, ...[...later, ...again].flatMap(({ value }) => this.#assigned(value))]);
  }

  #assigned(value: ts.Expression): Values {
    return this.#evaluation.evaluate(value, this.#sight.context);
  }

  /** The assignments in a function that may have come before a node; null where code that sets it may be called anywhere. */
  #near(node: ts.Node, scope: ts.Node | undefined, isHome: boolean): readonly MemberAssignment[] | null {
    const inside = this.#own.filter((each) => !scope || holds(scope, each.node));
    const near: MemberAssignment[] = [];
    for (const each of inside) {
      const top = outermostFunction(each.node, scope);
      if (!top || holds(top, node) || callTaking(top)) near.push(each);
      else if (!isHome || !this.#isMentionedBehind(top, node)) return null;
    }
    const outside = this.#own.filter((each) => !inside.includes(each));
    return outside.every((each) => isAround(functionAround(each.node), node)) ? near : null;
  }

  /** Whether a function that has a name is only mentioned behind a node, so that it cannot be called before. */
  #isMentionedBehind(scope: ts.Node, node: ts.Node): boolean {
    const { parent } = scope;
    const named = tsc.isFunctionDeclaration(scope) ? scope : tsc.isVariableDeclaration(parent) ? parent : null;
    if (!named?.name || !tsc.isIdentifier(named.name)) return false;
    const around = functionAround(node);
    if (tsc.findAncestor(node, (each) => each === around || tsc.isIterationStatement(each, false)) !== around)
      return false;
    return usesOf(named.name, this.#evaluation).every(({ pos }) => pos > node.pos);
  }
}

/** Whether a node stands in a function, or in the file outside of functions. */
function isAround(scope: ts.Node | undefined, node: ts.Node): boolean {
  return scope === undefined || holds(scope, node);
}

function statementsOf(scope: ts.Node | undefined): readonly ts.Statement[] | null {
  const body = scope && 'body' in scope ? (scope.body as ts.Node | undefined) : undefined;
  return body && tsc.isBlock(body) ? body.statements : null;
}

/** The outermost function around a node that stands in another. */
function outermostFunction(node: ts.Node, scope: ts.Node | undefined): ts.Node | null {
  let found: ts.Node | null = null;
  for (let each = functionAround(node); each && each !== scope; each = functionAround(each)) found = each;
  return found;
}

/** How a function is called that is written where it is handed to a call; null for any other function. */
function callTaking(scope: ts.Node): { readonly isAtOnce: boolean; readonly isOnce: boolean } | null {
  if (!tsc.isArrowFunction(scope) && !tsc.isFunctionExpression(scope)) return null;
  const outer = outermostOf(scope);
  const { parent } = outer;
  if (!tsc.isCallOrNewExpression(parent)) return null;
  const { expression } = parent;
  const isOnce = tsc.isPropertyAccessExpression(expression) && CALLED_ONCE.has(expression.name.text);
  return { isAtOnce: expression === outer, isOnce };
}
