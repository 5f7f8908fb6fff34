import type { ts } from 'ts-morph';
import { spanOf } from '../program/program.js';
import type { Step } from '../model/spans.js';
import type { Shape } from '../clients/shape.js';

/** A call that the answer went into, and what becomes of what the function returns. */
export interface Descent {
  readonly scope: ts.FunctionLikeDeclaration;
  readonly call: ts.Expression;
  readonly wrap: (returned: Shape) => Shape;
  readonly outer: Descent | null;
}

/** What may stand in the place of an answer. */
export interface Alternative {
  /** Paths from the answer's top at which it has something of the program's own: `{ type: 'guest' }`; empty for the whole. */
  readonly own: readonly (readonly string[])[];
  /** The length of the longest path to a member that an object in its place lacks: 1 for `{}`, 0 where there is none. */
  readonly emptyTo: number;
  /** What of the answer has the members of something else beside its own, in one object; empty for all: `{ ...me, ...user }`. */
  readonly merged?: readonly string[];
  /** The functions that the answer was handed to by their names, and that may be handed other things as well. */
  readonly handed?: readonly ts.FunctionLikeDeclaration[];
}

/** An expression that holds the answer, and how it came there. */
export interface Position {
  readonly node: ts.Node;
  readonly shape: Shape;
  readonly descent: Descent | null;
  readonly certain: boolean;
  readonly trail: readonly Step[];
  /** The expression whose value was put into the object or list at hand. */
  readonly carrier?: ts.Node;
  /** The expression whose value a member of the object at hand was given. */
  readonly filled?: ts.Node;
  /** The expression whose value the object at hand has as the role of somebody. */
  readonly role?: ts.Node;
  /** What the expression may hold in the place of the answer. */
  readonly alternative?: Alternative;
}

/** How a member is read: by an expression off a holder, or by an element of a pattern. */
export interface Access {
  readonly expression?: ts.Node;
  readonly holder?: ts.Node;
  /** An element of a pattern, in a declaration or on the left of an assignment. */
  readonly element?: ts.Node;
  /** Whether it stands in a template, which is read as text. */
  readonly isInText?: boolean;
}

/** The same position behind a step that is not understood for certain. */
export function doubted(position: Position, at: ts.Node, message: string): Position {
  const step = { span: spanOf(at), message: `${message}, so what follows is only likely` };
  return { ...position, certain: false, trail: [...position.trail, step] };
}
