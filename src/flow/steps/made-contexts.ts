import type { ts } from 'ts-morph';
import { memberShape, type Shape } from '../../clients/shape.js';
import { CONTEXT, CONTEXT_EXTENSIONS, CONTEXT_MAKERS } from '../../libraries/contexts.js';
import { calleeName } from '../../program/syntax-index.js';
import { tsc } from '../../syntax/compiler.js';
import { memberFor } from '../../syntax/functions.js';
import type { Call } from '../../syntax/transfer.js';
import { contextReads, openContextReaders } from '../../values/contexts.js';
import type { Following } from '../following.js';
import type { Position } from '../position.js';
import { goToMember } from './keeping.js';

/** What a function answers that makes the context of a framework: `createContext: async () => ({ user: me.data })`. */
export function answersContext(
  scope: ts.FunctionLikeDeclaration,
  shape: Shape,
  position: Position,
  following: Following,
): void {
  const declared = tsc.isVariableDeclaration(scope.parent) ? scope.parent : memberFor(scope);
  if (CONTEXT_MAKERS.test(declared.name?.getText() ?? ''))
    becomesContext(shape, declared.name ?? scope, position, following);
}

/** `next({ ctx: { user: me.data } })` of a middleware, which the functions behind it are handed. */
export function handsOnContext(position: Position, parent: Call, following: Following): boolean {
  if (calleeName(parent.expression) !== 'next' || position.shape.kind !== 'holder') return false;
  const contexts = CONTEXT_EXTENSIONS.map((name) => memberShape(position.shape, name)).filter((each) => each !== null);
  for (const shape of contexts) becomesContext(shape, parent.expression, position, following);
  return contexts.length > 0;
}

function becomesContext(shape: Shape, at: ts.Node, position: Position, following: Following): void {
  if (shape.kind !== 'holder') return;
  const { evaluation, ledger } = following;
  ledger.escapeTo(position, 'kept in', at);
  for (const [name, member] of Object.entries(shape.members)) {
    const place = { model: CONTEXT, path: [name] };
    openContextReaders(at, place, evaluation);
    const reads = { ...contextReads(place, evaluation), certain: false };
    goToMember(reads, { ...position, shape: member, descent: null }, at, following);
  }
}
