import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { sourceOf } from '../program/program.js';
import { distinct, eitherOutcome } from './same-value.js';
import { OTHERS, withChoices, type Choice, type Values } from './value.js';
import { isShortCircuit } from '../syntax/writes.js';

/** Changes gone through in one walk: those in loops within loops count once for each loop around them. */
const MAXIMUM_CHANGES_APPLIED = 1000;

/** A place that changes what a variable holds. */
export interface VariableChange {
  readonly node: ts.Node;
  /** What the variable holds afterwards. */
  apply(before: Values): Values;
}

/** What is known in the branches of code. */
export interface Branches {
  ofIf(statement: ts.IfStatement): { readonly whenTrue: readonly Choice[]; readonly whenFalse: readonly Choice[] };
  /** In some clauses of a switch, the last of which the others fall into. */
  ofClauses(clauses: readonly ts.CaseOrDefaultClause[]): readonly Choice[];
  /** Counts what it took to bring the values of several ways together. */
  weighed(values: Values): Values;
}

/**
 * What a variable can hold at a place, given where it is changed: both outcomes of an `if`, each clause of a `switch`,
 * none of a branch that leaves.
 *
 * @param block the statements in which the variable lives
 * @param use where the variable is read; null for what it holds in the end
 * @param declared what it holds at its declaration
 * @param changes where it is changed, within the function that holds both
 * @param branches what is known in the branches between
 */
export function valuesAt(
  block: readonly ts.Statement[],
  use: ts.Node | null,
  declared: Values,
  changes: readonly VariableChange[],
  branches: Branches,
): Values {
  const walk = new Walk(use, changes, branches);
  return use ? walk.through(block, declared) : walk.inTheEnd(block, declared);
}

/** One walk through the statements between a declaration and a use; `null` stands for code that is not reached. */
class Walk {
  readonly #use: ts.Node | null;
  readonly #changes: readonly VariableChange[];
  readonly #branches: Branches;
  /** Whether the code that is gone through is that of an earlier round, in which conditions had other outcomes. */
  #isEarlierRound = false;
  /** What the variable holds where a `break` leaves the switch that is gone through; null outside of one. */
  #breaks: Values[] | null = null;
  /** What the variable holds where a `return` hands on the functions that read it. */
  readonly #returns: Values[] = [];
  /** How many changes may still be gone through. */
  #left = MAXIMUM_CHANGES_APPLIED;

  constructor(use: ts.Node | null, changes: readonly VariableChange[], branches: Branches) {
    this.#use = use;
    this.#branches = branches;
    this.#changes = changes.toSorted((left, right) => left.node.pos - right.node.pos);
  }

  /** The values at the use, which stands in one of the statements, or behind them all. */
  through(statements: readonly ts.Statement[], before: Values): Values {
    let values: Values = before;
    for (const statement of statements) {
      if (this.#holdsUse(statement)) return this.#upTo(statement, values);
      values = this.#after(statement, values) ?? [];
    }
    return values;
  }

  /** The values that are left for functions which read the variable later, wherever the statements are left. */
  inTheEnd(statements: readonly ts.Statement[], before: Values): Values {
    let values: Values | null = before;
    for (const statement of statements) {
      // Functions that are declared behind a `return` may be called all the same.
      if (values || tsc.isFunctionDeclaration(statement))
        values = this.#after(statement, values ?? distinct(this.#returns.flat()));
    }
    return distinct([...(values ?? []), ...this.#returns.flat()]);
  }

  /** The values at the use, which stands inside a statement. */
  #upTo(statement: ts.Node, before: Values): Values {
    if (tsc.isIterationStatement(statement, false)) {
      const again = this.#changedIn(statement) ? distinct([...before, ...this.#afterRound(statement, before)]) : before;
      return this.#holdsUse(statement.statement) ? this.#upTo(statement.statement, again) : again;
    }
    if (tsc.isBlock(statement) || tsc.isModuleBlock(statement)) return this.through(statement.statements, before);
    if (tsc.isCaseBlock(statement)) return this.#inClause(statement, before);
    if (tsc.isTryStatement(statement)) return this.#inTry(statement, before);
    const inner = childrenOf(statement).find((child) => this.#holdsUse(child));
    if (inner && isControl(statement)) return this.#upTo(inner, before);
    return this.#within(statement, before);
  }

  /** The values after one round of a loop, what its header counts included. */
  #afterRound(loop: ts.IterationStatement, before: Values): Values {
    let after: Values = [];
    const isEarlier = this.#isEarlierRound;
    this.#isEarlierRound = true;
    this.#withBreaks([], () => (after = this.#after(loop.statement, before) ?? []));
    this.#isEarlierRound = isEarlier;
    if (!tsc.isForStatement(loop) || !loop.incrementor) return after;
    return this.#changesIn(loop.incrementor).reduce((values, change) => this.#applied(change, values), after);
  }

  /** An expression may change the variable before it reads it: `(base = '…') + path`. */
  #within(node: ts.Node, before: Values): Values {
    const earlier = this.#changes.filter(
      (change) => contains(node, change.node) && this.#use !== null && change.node.end <= this.#use.pos,
    );
    return earlier.reduce((values, change) => this.#applied(change, values), before);
  }

  #inClause(block: ts.CaseBlock, before: Values): Values {
    const clause = block.clauses.find((each) => this.#holdsUse(each));
    return clause ? this.through(clause.statements, before) : before;
  }

  #inTry(statement: ts.TryStatement, before: Values): Values {
    if (this.#holdsUse(statement.tryBlock)) return this.#upTo(statement.tryBlock, before);
    const tried = distinct([...before, ...(this.#after(statement.tryBlock, before) ?? [])]);
    const rest = childrenOf(statement).find((child) => this.#holdsUse(child));
    return rest ? this.#upTo(rest, tried) : tried;
  }

  /** The values after a statement that does not hold the use; null if it never ends. */
  #after(statement: ts.Node, before: Values): Values | null {
    if (tsc.isBreakStatement(statement) && !statement.label) this.#breaks?.push(before);
    if (tsc.isReturnStatement(statement)) this.#returns.push(before);
    if (leaves(statement)) return null;
    if (!this.#changedIn(statement) && !tsc.isIfStatement(statement) && !tsc.isBlock(statement)) return before;
    if (tsc.isBlock(statement)) return this.#afterAll(statement.statements, before);
    if (tsc.isIfStatement(statement)) return this.#afterIf(statement, before);
    if (tsc.isSwitchStatement(statement)) return this.#afterSwitch(statement, before);
    if (tsc.isTryStatement(statement)) return this.#afterTry(statement, before);
    const isCertain = tsc.isExpressionStatement(statement) || tsc.isVariableStatement(statement);
    const changed = this.#changesIn(statement).reduce(
      (values, change) => this.#changed(change, values, isCertain),
      before,
    );
    return isCertain ? changed : either(before, changed);
  }

  #afterIf(statement: ts.IfStatement, before: Values): Values | null {
    const { thenStatement, elseStatement } = statement;
    const otherwise = (): Values | null => (elseStatement ? this.#after(elseStatement, before) : before);
    if (!this.#changedIn(statement)) return either(this.#after(thenStatement, before), otherwise());
    const known = this.#branches.ofIf(statement);
    const whenTrue = this.#under(known.whenTrue, () => this.#after(thenStatement, before));
    const whenFalse = this.#under(known.whenFalse, otherwise);
    if (this.#isEarlierRound || !whenTrue || !whenFalse) return either(whenTrue, whenFalse);
    return this.#branches.weighed(distinct(eitherOutcome(whenTrue, whenFalse, known)));
  }

  /** Goes through code in which something is known, which is noted with the values where it is left on other ways. */
  #under(choices: readonly Choice[], go: () => Values | null): Values | null {
    const [breaks, returns] = [this.#breaks?.length ?? 0, this.#returns.length];
    const values = go();
    if (this.#isEarlierRound) return values;
    for (const [list, first] of [
      [this.#breaks ?? [], breaks],
      [this.#returns, returns],
    ] as const)
      for (let index = first; index < list.length; index += 1) list[index] = withChoices(list[index] ?? [], choices);
    return values;
  }

  #afterAll(statements: readonly ts.Statement[], before: Values): Values | null {
    let values: Values | null = before;
    for (const statement of statements) {
      if (values === null) return null;
      values = this.#after(statement, values);
    }
    return values;
  }

  /** A clause that falls through hands its values to the next. */
  #afterSwitch({ caseBlock }: ts.SwitchStatement, before: Values): Values | null {
    const hasDefault = caseBlock.clauses.some((clause) => tsc.isDefaultClause(clause));
    let fallen: Values | null = null;
    const entered: ts.CaseOrDefaultClause[] = [];
    const breaks = this.#withBreaks([], () => {
      for (const clause of caseBlock.clauses) {
        if (!fallen) entered.length = 0;
        entered.push(clause);
        const come = either(before, fallen) ?? before;
        const known = clause.statements.length ? this.#branches.ofClauses(entered) : [];
        const through = this.#under(known, () => this.#afterAll(clause.statements, come));
        fallen = through && !this.#isEarlierRound ? withChoices(through, known) : through;
      }
    });
    return [hasDefault ? null : before, fallen, ...breaks].reduce(either, null);
  }

  /** Goes through the code of a switch, or of a loop, whose breaks are its own. */
  #withBreaks(breaks: Values[], go: () => void): readonly Values[] {
    const outer = this.#breaks;
    this.#breaks = breaks;
    go();
    this.#breaks = outer;
    return breaks;
  }

  #afterTry({ tryBlock, catchClause, finallyBlock }: ts.TryStatement, before: Values): Values | null {
    const tried = this.#after(tryBlock, before);
    const failed = catchClause ? this.#after(catchClause.block, either(before, tried) ?? before) : null;
    const values = either(tried, failed);
    return values && finallyBlock ? this.#after(finallyBlock, values) : values;
  }

  /** A change in a callback, or behind an `&&`, may or may not have happened. */
  #changed(change: VariableChange, before: Values, isCertain: boolean): Values {
    const after = this.#applied(change, before);
    const isPlain = isCertain && isUnconditional(change.node);
    return isPlain ? after : distinct([...before, ...after]);
  }

  #applied(change: VariableChange, before: Values): Values {
    if (this.#left === 0) return [OTHERS];
    this.#left -= 1;
    return this.#branches.weighed(change.apply(before));
  }

  #holdsUse(node: ts.Node): boolean {
    return this.#use !== null && contains(node, this.#use);
  }

  /** All changes stand in one file, so their places say which stand in a node. */
  #changesIn({ pos, end }: ts.Node): readonly VariableChange[] {
    const found: VariableChange[] = [];
    for (let index = this.#firstFrom(pos); index < this.#changes.length; index += 1) {
      const change = this.#changes[index];
      if (!change || change.node.pos >= end) break;
      if (change.node.end <= end) found.push(change);
    }
    return found;
  }

  /** The index of the first change that stands at a position or behind it. */
  #firstFrom(position: number): number {
    let [low, high] = [0, this.#changes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#changes[middle]?.node.pos ?? position) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #changedIn(node: ts.Node): boolean {
    return this.#changesIn(node).length > 0;
  }
}

function isUnconditional(node: ts.Node): boolean {
  for (let current = node; !tsc.isStatement(current); current = current.parent) {
    if (tsc.isFunctionLike(current) || tsc.isConditionalExpression(current)) return false;
    if (current !== node && tsc.isBinaryExpression(current) && isShortCircuit(current.operatorToken.kind)) return false;
  }
  return true;
}

/** Whether what follows a statement is not reached through it. */
function leaves(node: ts.Node): boolean {
  return (
    tsc.isReturnStatement(node) ||
    tsc.isThrowStatement(node) ||
    tsc.isContinueStatement(node) ||
    tsc.isBreakStatement(node)
  );
}

function isControl(node: ts.Node): boolean {
  return (
    tsc.isIfStatement(node) ||
    tsc.isSwitchStatement(node) ||
    tsc.isCatchClause(node) ||
    tsc.isLabeledStatement(node) ||
    tsc.isBlock(node)
  );
}

/** The values of two ways; bounded at once, or every branch on the way would double them. */
function either(left: Values | null, right: Values | null): Values | null {
  if (!left || !right) return left ?? right;
  return left === right ? left : distinct([...left, ...right]);
}

function childrenOf(node: ts.Node): readonly ts.Node[] {
  const children: ts.Node[] = [];
  tsc.forEachChild(node, (child) => void children.push(child));
  return children;
}

/** Whether a node stands in another. */
function contains(outer: ts.Node, inner: ts.Node): boolean {
  return outer.pos <= inner.pos && inner.end <= outer.end && sourceOf(outer) === sourceOf(inner);
}
