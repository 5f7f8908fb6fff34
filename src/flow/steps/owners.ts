import type { ts } from 'ts-morph';
import { remembered } from '../../model/remembered.js';
import { tsc } from '../../syntax/compiler.js';
import { heirs, lineage } from '../../values/inheritance.js';
import { isStaticMember, ownerOfThis, type ThisOwner } from '../../values/this.js';
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

/** What an accessor of an object is declared by: of a class, by its static ones. */
type AccessorOwner = ts.ObjectLiteralExpression | ts.ClassLikeDeclaration;

/** The literals, and the classes as such, whose accessors see what an expression holds as `this`. */
export function accessorOwners(object: ts.Expression, { evaluation }: Following): readonly AccessorOwner[] {
  return evaluation.evaluate(object, EMPTY_CONTEXT).flatMap((value): readonly AccessorOwner[] => {
    if (value.kind === 'class') return [value.node];
    return value.kind === 'object' && tsc.isObjectLiteralExpression(value.node) ? [value.node] : [];
  });
}

/** The accessors that run where a member of an object, or of a class itself, is read or set. */
export function accessorsOf(owner: AccessorOwner): readonly ts.AccessorDeclaration[] {
  const members: readonly (ts.ClassElement | ts.ObjectLiteralElementLike)[] = tsc.isClassLike(owner)
    ? owner.members.filter(isStaticMember)
    : owner.properties;
  return members.filter(tsc.isAccessor);
}

/** Goes on from every `this` in the accessors of the object at hand: no call says where they run. */
export function goToAccessors(owner: AccessorOwner, position: Position, following: Following): void {
  const accessors = accessorsOf(owner);
  if (!accessors.length) return;
  following.settle();
  const isOwn = (node: ts.Node): boolean => accessors.some((each) => each.pos <= node.pos && node.end <= each.end);
  for (const node of thisIn(owner, following).filter(isOwn)) following.push({ ...position, node, descent: null });
}

/** The mentions of `this` that mean each owner. */
const mentionsKnown = new WeakMap<ts.TypeChecker, Map<Owner, readonly ts.Node[]>>();

/** The mentions of `this` that mean one owner. */
function thisIn(owner: Owner, { evaluation }: Following): readonly ts.Node[] {
  const known = remembered(mentionsKnown, evaluation.checker, () => new Map<Owner, readonly ts.Node[]>());
  return remembered(known, owner, () => {
    const found: ts.Node[] = [];
    const visit = (node: ts.Node): void => {
      if (node.kind === tsc.SyntaxKind.ThisKeyword && ownerOfThis(node, evaluation)?.holder === owner) found.push(node);
      tsc.forEachChild(node, visit);
    };
    // `Seat.prototype.show = function () { … }` stands beside the function that constructs.
    visit(tsc.isFunctionLike(owner) ? owner.getSourceFile() : owner);
    return found;
  });
}
