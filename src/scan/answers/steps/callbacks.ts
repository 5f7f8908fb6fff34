import type { ts } from 'ts-morph';
import { passThrough } from '../calls.js';
import { move, type Following } from '../following.js';
import type { Descent, Position } from '../position.js';
import type { Shape } from '../shape.js';
import { bind } from './names.js';

/** A function that somebody else will call with the answer. */
export interface Handover {
  readonly callback: ts.Expression;
  /** What each parameter of the function holds; null for nothing of the answer. */
  readonly parameters: readonly (Shape | null)[];
  /** The expression that what it returns comes out of. */
  readonly call: ts.Expression;
  /** What the call makes of what the function returns. */
  readonly wrap: (returned: Shape) => Shape;
  /** Whether what it returns comes out of the call. */
  readonly returns: boolean;
}

/** What a function returns comes out of the call as it is. */
export function same(returned: Shape): Shape {
  return returned;
}

/** Hands the answer to the parameters of a function that somebody else will call. */
export function enterCallback(handover: Handover, position: Position, following: Following): void {
  const { callback, parameters, call, wrap, returns } = handover;
  const functions = following.evaluation
    .evaluate(callback, following.request.context)
    .filter((value) => value.kind === 'function');
  if (!functions.length) return passToUnknown(handover, position, following);
  for (const { node } of functions) {
    const descent: Descent | null = returns ? { scope: node, call, wrap, outer: position.descent } : position.descent;
    node.parameters.forEach((parameter, index) => {
      const shape = parameters[index];
      if (shape) bind(parameter.name, { ...position, node: parameter, shape, descent }, following);
    });
  }
}

/** `.then(JSON.parse)`, `.then(schema.parse)`, `.then(setUser)`. */
function passToUnknown({ callback, parameters, call, wrap }: Handover, position: Position, following: Following): void {
  const shape = parameters.find((each) => each !== null);
  if (!shape) return;
  const name = callback.getText();
  if (passThrough(name)) return move(position, call, wrap(shape), following);
  following.ledger.escape({ ...position, shape, node: callback }, `passed to \`${name}\``);
}
