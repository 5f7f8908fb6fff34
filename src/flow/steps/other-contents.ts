import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { remembered } from '../../model/remembered.js';
import type { Evaluation } from '../../values/evaluation.js';
import { hasOwnElements } from '../alternatives.js';
import { mentionsOfSame } from '../references.js';

/** Methods that put what they are given into a collection, and which of their arguments that is. */
const FILLING: ReadonlyMap<string, (given: readonly ts.Expression[]) => readonly ts.Expression[]> = new Map([
  ['push', (given) => given],
  ['unshift', (given) => given],
  ['add', (given) => given],
  ['set', (given) => given.slice(1)],
]);

/** Whether the program puts things of its own into a collection that an answer is put into: `all.push(me, { id: 'guest' })`. */
export function holdsOwnThings(collection: ts.Expression, evaluation: Evaluation): boolean {
  if (!tsc.isIdentifier(collection)) return false;
  const mentions = mentionsOfSame(collection, evaluation);
  return remembered(known, mentions, () => areGivenOwnThings(mentions, evaluation));
}

/** Found once for each collection, which may be filled in thousands of places. */
const known = new WeakMap<readonly ts.Identifier[], boolean>();

function areGivenOwnThings(mentions: readonly ts.Identifier[], evaluation: Evaluation): boolean {
  return mentions.some(({ parent }) => {
    if (!tsc.isPropertyAccessExpression(parent) || !tsc.isCallExpression(parent.parent)) return false;
    if (parent.parent.expression !== parent) return false;
    return hasOwnElements(FILLING.get(parent.name.text)?.(parent.parent.arguments) ?? [], evaluation);
  });
}
