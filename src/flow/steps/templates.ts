import type { ts } from 'ts-morph';
import { fileOf } from '../../program/program.js';
import type { Following } from '../following.js';
import type { Position } from '../position.js';

/**
 * Notes that an answer leaves sight where a component's template mentions a name that now holds it.
 *
 * @param names names that the answer is kept under
 * @param at where it is kept
 */
export function showInTemplate(names: readonly string[], at: ts.Node, position: Position, following: Following): void {
  const component = following.evaluation.sources.component(fileOf(at));
  const shown = component && names.find((name) => component.mentions(name));
  if (shown) following.ledger.escapeTo(position, 'shown as', shown);
}
