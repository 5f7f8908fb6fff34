import type { ts } from 'ts-morph';
import type { Call } from '../../syntax/transfer.js';
import { ASYNC_HOOKS, CONTINUATIONS, QUERIES, REGISTRATIONS } from '../../libraries/frameworks.js';
import { calleeName } from '../../program/syntax-index.js';
import { delegateOf } from '../../values/delegates.js';
import type { Following } from '../following.js';
import { doubted, type Position } from '../position.js';
import { awaited, holder, promise, type Shape } from '../../clients/shape.js';

/**
 * A function that answers the answer, handed to a function of a package.
 *
 * @returns whether the argument holds such a function
 */
export function handedTo(position: Position, parent: Call, following: Following): boolean {
  const answered = answeredBy(position.shape);
  const name = calleeName(parent.expression);
  if (!answered || !name) return false;
  // Its own step knows what the call makes of it.
  if (delegateOf(parent, following.evaluation)) return true;
  const value = awaited(answered);
  if (position.shape.kind === 'function' && CONTINUATIONS.test(name))
    pushAll(position, parent, [promise(value)], following);
  else if (QUERIES.test(name))
    pushAll(position, parent, [holder({ data: value }), holder({ data: boxed(value) })], following);
  else if (ASYNC_HOOKS.test(name)) pushAll(position, parent, asyncShapes(value), following);
  else {
    following.ledger.escapeTo(position, 'returned to', parent.expression);
    if (REGISTRATIONS.test(name) || position.shape.kind !== 'function') return true;
    const likely = doubted(position, parent, `\`${name}\` may return what the function returns`);
    pushAll(likely, parent, [promise(value), { kind: 'function', returns: promise(value) }], following);
  }
  return true;
}

/** What the function answers that a value is, or has as a member: `{ queryKey, queryFn: load }`. */
function answeredBy(shape: Shape): Shape | null {
  if (shape.kind === 'function') return shape.returns;
  if (shape.kind !== 'holder') return null;
  const member = Object.values(shape.members).find((each) => each.kind === 'function');
  return member?.kind === 'function' ? member.returns : null;
}

function asyncShapes(value: Shape): readonly Shape[] {
  return ['data', 'value', 'result', 'state'].map((name) => holder({ [name]: value }));
}

function boxed(value: Shape): Shape {
  return holder({ value });
}

function pushAll(position: Position, node: ts.Expression, shapes: readonly Shape[], following: Following): void {
  for (const shape of shapes) following.push({ ...position, node, shape });
}
