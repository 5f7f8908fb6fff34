import type { ts } from 'ts-morph';
import {
  BOXES_MEMBERS,
  CELL_DERIVING,
  CELL_PAIRS,
  CELL_SETTERS,
  CELL_VALUES,
  CELL_WRITERS,
} from '../../libraries/cells.js';
import { cell, eachOf, holder, valueInCell, type Shape } from '../../clients/shape.js';
import { calleeName } from '../../program/syntax-index.js';
import { tsc } from '../../syntax/compiler.js';
import type { Call } from '../../syntax/transfer.js';
import { move, type Following } from '../following.js';
import type { Position } from '../position.js';
import { enterCallback, isFunction, same } from './callbacks.js';

/**
 * A cell as an argument: `useAtom(me)`, `get(me)`, `derived(me, ($me) => …)`, `useStore(store, select)`.
 *
 * @returns whether the call is known to take cells
 */
export function takenOut(position: Position, parent: Call, index: number, following: Following): boolean {
  const name = calleeName(parent.expression) ?? '';
  if (name === BOXES_MEMBERS && position.shape.kind === 'holder') {
    move(
      position,
      parent,
      eachOf(position.shape, (value) => holder({ value })),
      following,
    );
    return true;
  }
  const value = valuesInCells(position.shape);
  if (!value || index !== 0 || !tsc.isCallExpression(parent)) return false;
  const [, taker] = parent.arguments;
  if (CELL_PAIRS.has(name)) move(position, parent, holder({ 0: value }), following);
  else if (CELL_DERIVING.has(name) && taker) select(taker, value, parent, cell, position, following);
  else if (CELL_VALUES.has(name) && taker) select(taker, value, parent, same, position, following);
  else if (CELL_VALUES.has(name)) move(position, parent, value, following);
  else if (CELL_SETTERS.has(name) || CELL_WRITERS.has(name)) following.settle();
  else return false;
  return true;
}

/** The value of a cell, or of each cell of a list. */
function valuesInCells(shape: Shape): Shape | null {
  const own = valueInCell(shape);
  if (own || shape.kind !== 'holder') return own;
  const entries = Object.entries(shape.members).map(([key, each]) => [key, valueInCell(each)] as const);
  const known = entries.filter((entry): entry is readonly [string, Shape] => entry[1] !== null);
  return known.length ? holder(Object.fromEntries(known)) : null;
}

/** `useUser()`, `useUser((state) => state.me)`: the state, or what a function selects of it. */
export function askedForState(call: ts.CallExpression, value: Shape, position: Position, following: Following): void {
  const [first] = call.arguments;
  const selector = first && tsc.isCallExpression(first) ? first.arguments[0] : first;
  if (selector && isFunction(selector, following)) select(selector, value, call, same, position, following);
  else move(position, call, value, following);
}

function select(
  callback: ts.Expression,
  value: Shape,
  call: ts.CallExpression,
  wrap: (of: Shape) => Shape,
  position: Position,
  following: Following,
): void {
  enterCallback({ callback, parameters: [value], call, wrap, returns: true }, position, following);
}
