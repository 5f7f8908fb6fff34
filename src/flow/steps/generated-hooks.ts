import type { ts } from 'ts-morph';
import { awaited, holder, promise, type Shape } from '../../clients/shape.js';
import { ENDPOINTS } from '../../libraries/generated-hooks.js';
import { calleeName } from '../../program/syntax-index.js';
import { tsc } from '../../syntax/compiler.js';
import { memberFor } from '../../syntax/functions.js';
import type { Following } from '../following.js';
import type { Position } from '../position.js';

/**
 * `getMe: build.query({ … })` of RTK Query: the object that its call makes has hooks named after the endpoint, which hold
 * what the endpoint answers.
 *
 * @param literal the object with the endpoints
 * @param name what the endpoint is called
 * @returns whether it is such an object
 */
export function toGeneratedHooks(
  position: Position,
  literal: ts.Expression,
  name: string,
  following: Following,
): boolean {
  const maker = following.request.call === position.node ? makerOf(literal) : null;
  if (!maker) return false;
  following.ledger.escapeTo(position, 'returned to', maker.expression);
  for (const shape of generated(name, awaited(position.shape)))
    following.push({ ...position, node: maker, shape, descent: null });
  return true;
}

/** The call whose member `endpoints` is a function that answers the object: `createApi({ endpoints: (build) => ({ … }) })`. */
function makerOf(literal: ts.Expression): ts.CallExpression | null {
  const scope = tsc.findAncestor(literal, tsc.isFunctionLike);
  const member = scope && memberFor(scope);
  const call = member?.parent.parent;
  if (!member?.name || !call || !tsc.isCallExpression(call)) return null;
  const isMaker = ENDPOINTS.makers.has(calleeName(call.expression) ?? '');
  return isMaker && member.name.getText() === ENDPOINTS.member ? call : null;
}

/** The hooks of one endpoint by their own names, and under the name of the endpoint. */
function generated(name: string, data: Shape): readonly Shape[] {
  const result = holder({ data, currentData: data });
  const run: Shape = { kind: 'function', returns: promise(holder({ data }), holder({}, { unwrap: promise(data) })) };
  const hook: Shape = { kind: 'function', returns: result };
  const lazy: Shape = { kind: 'function', returns: holder({ 0: run, 1: result }) };
  const written = name.charAt(0).toUpperCase() + name.slice(1);
  return [
    holder({ [`use${written}Query`]: hook, [`use${written}QueryState`]: hook }),
    holder({ [`useLazy${written}Query`]: lazy, [`use${written}Mutation`]: lazy }),
    holder({ endpoints: holder({ [name]: holder({ useQuery: hook, useQueryState: hook }) }) }),
  ];
}
