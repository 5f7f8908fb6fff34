import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { heirs, lineage } from '../../values/inheritance.js';
import { ownerOfThis, type ThisOwner } from '../../values/this.js';
import { EMPTY_CONTEXT } from '../../values/value.js';
import { openReaders } from '../../values/contexts.js';
import type { Following } from '../following.js';
import type { Position } from '../position.js';
import { holdsId, pathOf } from '../../clients/shape.js';
import { savedKey } from '../stores.js';

type Owner = ThisOwner['holder'];

/** `seat.show()` where the method is the program's own: it sees what the object holds as `this`. */
export function callOwnMethod(call: ts.CallExpression, position: Position, following: Following): void {
  const { evaluation, request } = following;
  const owners = evaluation
    .evaluate(call.expression, request.context)
    .map((value) => (value.kind === 'function' && value.node.body ? ownerOfThis(value.node.body, evaluation) : null));
  // One that is not in sight may do anything with the object.
  if (!owners.length || owners.includes(null)) return handToMethod(call, position, following);
  following.settle();
  for (const owner of owners) if (owner) goToThis(owner.holder, position, following);
}

/** `account.save()` of a library: the object leaves sight, and what it does may be to store the id. */
function handToMethod(call: ts.CallExpression, position: Position, following: Following): void {
  const { ledger } = following;
  const path = pathOf(position.shape);
  const key = path && holdsId(position.shape) ? savedKey(call, following.evaluation) : null;
  if (key && path)
    ledger.use({ ...position, node: position.filled ?? position.node, shape: { kind: 'body', path } }, key);
  ledger.escapeTo(position, 'passed to', call.expression);
}

/**
 * Goes on from every `this` that is the object at hand, in its class and in those above it.
 *
 * @param others the mentions that read something else
 */
export function goToThis(
  owner: Owner,
  position: Position,
  following: Following,
  others: ReadonlySet<ts.Node> = new Set(),
): void {
  following.settle();
  const holders: readonly Owner[] = tsc.isClassLike(owner) ? lineage(owner, following.evaluation) : [owner];
  for (const holder of [owner, ...holders]) {
    for (const node of thisIn(holder, following))
      if (!others.has(node)) following.push({ ...position, node, descent: null });
  }
}

/** Goes on from the expressions that make an instance of a class, or of one that extends it. */
export function goToInstances(owner: Owner, position: Position, following: Following): void {
  if (!tsc.isClassLike(owner)) return;
  const { evaluation } = following;
  const classes = [owner, ...heirs(owner, evaluation)];
  for (const { name } of classes) {
    if (!name) continue;
    openReaders(owner, name.text, evaluation);
    for (const call of evaluation.index.renamesOf(name.text).flatMap((each) => evaluation.index.callsNamed(each))) {
      const made = tsc.isNewExpression(call) ? evaluation.evaluate(call.expression, EMPTY_CONTEXT) : [];
      if (made.some((value) => value.kind === 'class' && classes.includes(value.node)))
        following.push({ ...position, node: call, descent: null });
    }
  }
}

/** The mentions of `this` that mean one owner. */
function thisIn(owner: Owner, { evaluation }: Following): readonly ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === tsc.SyntaxKind.ThisKeyword && ownerOfThis(node, evaluation)?.holder === owner) found.push(node);
    tsc.forEachChild(node, visit);
  };
  visit(owner);
  return found;
}
