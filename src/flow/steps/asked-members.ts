import type { ts } from 'ts-morph';
import { memberShape } from '../../clients/shape.js';
import type { Following } from '../following.js';
import type { Position } from '../position.js';
import { isWrittenOut, namesAt } from './key-names.js';
import { spanOfText } from './comparisons.js';

/**
 * `'email' in me.data`, `me.data.hasOwnProperty(key)`: whether an answer has a member. One that it does not have on v3.0
 * changes what the program does, whatever the name is held in.
 *
 * @param name what gives the name; undefined where a function is called without
 */
export function asksForMember(position: Position, name: ts.Expression | undefined, following: Following): void {
  const { ledger } = following;
  if (!name || position.shape.kind !== 'body') return;
  const names = namesAt(name, following);
  for (const each of names) {
    const shape = each === null ? null : memberShape(position.shape, each);
    if (shape) ledger.read(position, shape, spanOfText(name));
  }
  const isKnown = names.length > 0 && !names.includes(null);
  if (!isKnown || (names.length > 1 && !isWrittenOut(name, following))) ledger.escape(position, 'read by unknown name');
}
