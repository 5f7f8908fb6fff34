import type { ts } from 'ts-morph';
import { functionAround, isAsync } from '../syntax/functions.js';
import { tsc } from '../syntax/compiler.js';
import { contains, mentions } from '../syntax/contains.js';
import { spanOf } from '../program/program.js';
import type { Claim } from '../model/answer.js';
import type { Evaluation } from '../values/evaluation.js';
import { symbolOf } from '../values/names.js';
import { toHolder } from './holders.js';
import type { StoreCall } from './keyed-call.js';
import { placeBefore, statementOf } from './statement-places.js';
import { idiomOf } from './store-idioms.js';

/** The usual name of a role in inserted code, where the call does not use it itself. */
const TAKEN: ReadonlySet<string> = new Set(['role']);

/**
 * The code that gives the record of an old id to the new one, before a store is asked for the new one.
 *
 * @param call the call of the store, with the id somewhere in it
 * @param carrier the expression that is the id
 * @param path which member of the answer the id is
 * @returns null for a store whose way of changing a record is not known, and where there is no place for more statements
 */
export function claimOf(
  call: StoreCall,
  carrier: ts.Node,
  path: readonly string[],
  evaluation: Evaluation,
): Claim | null {
  const held = heldBy(carrier, evaluation);
  const statement = held && statementOf(call);
  if (!statement) return null;
  const role = roleNameFor(call);
  const idiom = idiomOf({ call, carrier, oldId: `${role}.legacy_id` }, evaluation);
  if (!idiom || (idiom.isAsync && !mayAwait(statement))) return null;
  return {
    ...idiom,
    ...placeBefore(statement, evaluation),
    role,
    call: spanOf(call),
    id: spanOf(held),
    holder: toHolder(held.expression, path.slice(0, -1), evaluation),
  };
}

/** A name for a role in code that says a call again, with nothing in it hidden by the name. */
export function roleNameFor(call: ts.Node): string {
  return mentions(call, TAKEN) ? 'cleverRole' : 'role';
}

/** `me.data.id`, or the variable that it was put into. */
function heldBy(carrier: ts.Node, evaluation: Evaluation): ts.PropertyAccessExpression | null {
  if (tsc.isPropertyAccessExpression(carrier)) return carrier;
  const name = tsc.isShorthandPropertyAssignment(carrier) ? carrier.name : carrier;
  if (!tsc.isIdentifier(name)) return null;
  const declaration = symbolOf(name, evaluation.checker)?.valueDeclaration;
  if (!declaration || !tsc.isVariableDeclaration(declaration) || !isConstant(declaration)) return null;
  const { initializer } = declaration;
  return initializer && tsc.isPropertyAccessExpression(initializer) ? initializer : null;
}

function isConstant({ parent }: ts.VariableDeclaration): boolean {
  return tsc.isVariableDeclarationList(parent) && (parent.flags & tsc.NodeFlags.Const) !== 0;
}

/** Whether a statement may wait for something: in an async function, or at the top of a module. */
function mayAwait(statement: ts.Statement): boolean {
  const outer = functionAround(statement);
  if (!outer) return tsc.isSourceFile(statement.parent) && contains(statement, tsc.isAwaitExpression);
  return isAsync(outer);
}
