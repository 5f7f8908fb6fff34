import type { ts } from 'ts-morph';
import type { Asked } from '../requests/requests.js';
import type { Callers } from '../values/callers.js';
import type { Evaluation } from '../values/evaluation.js';
import type { Transfer, TransferOf } from '../syntax/transfer.js';
import type { Ledger } from './ledger.js';
import type { Position } from './position.js';
import type { Shape } from '../clients/shape.js';

/**
 * What a step may ask of the flow while it makes its own part.
 *
 * A step is one small function for one kind of syntax; it sees the others only through this.
 */
export interface Following {
  readonly request: Asked;
  readonly evaluation: Evaluation;
  readonly callers: Callers;
  /** Expressions that are the URL of a request to Clever, or part of one. */
  readonly requested: ReadonlySet<ts.Node>;
  /** Where reads, uses and escapes are written down. */
  readonly ledger: Ledger;
  /** Goes on from an expression that holds the answer, unless it was there before. */
  push(position: Position): void;
  /** Says that the answer was a text up to a place, at which it is decoded. */
  decode(at: ts.Node): void;
  /**
   * Says that a schema checks the answer at a place.
   *
   * @param throws whether it throws where the answer is not as it should be, as opposed to saying so
   */
  check(at: ts.Node, position: Position, throws: boolean): void;
  /** Says that the answer goes into a function which something calls that the function, or a name for it, is given to. */
  enter(scope: ts.FunctionLikeDeclaration, callback: ts.Expression): void;
  /** Says that a parameter of a function comes to hold the answer. */
  arrive(parameter: ts.ParameterDeclaration, position: Position): void;
  /** Says that nothing is left to follow where the step stands, and that this is known: the answer is logged, or bound. */
  settle(): void;
}

/** What a kind of syntax around an expression makes of the answer that it holds. */
export type StepForm<Kind extends Transfer['kind'] = Transfer['kind']> = (
  position: Position,
  transfer: TransferOf<Kind>,
  following: Following,
) => void;

/** The same, of a step that all kinds have in common. */
export type AnyStep = (position: Position, transfer: Transfer, following: Following) => void;

/** Goes on from another expression that holds the answer in this shape; does nothing where it holds none. */
export function move(position: Position, node: ts.Node, shape: Shape | null, following: Following): void {
  if (shape) following.push({ ...position, node, shape });
}
