import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';

/** A call of a store, or a template that is sent to one. */
export type StoreCall = ts.CallExpression | ts.TaggedTemplateExpression;

/** How a kind of store is asked whether it knows an id, and told that a record has another one. */
export interface StoreIdiom {
  /** The code that finds the record of the new id; null where `rename` looks for it itself. */
  readonly find: string | null;
  /** The code that gives the record of the old id the new one. */
  readonly rename: string;
  /** Whether both are waited for. */
  readonly isAsync: boolean;
}

/** A place where a store is given an id. */
export interface KeyedCall {
  readonly call: StoreCall;
  /** The expression that is the id. */
  readonly carrier: ts.Node;
  /** How the id of before is written. */
  readonly oldId: string;
}

/** How the id of a call is written; for `{ cleverId }` that is the name. */
export function writtenId(carrier: ts.Node): string {
  return tsc.isShorthandPropertyAssignment(carrier) ? carrier.name.text : carrier.getText();
}
