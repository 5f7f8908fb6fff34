import type { ts } from 'ts-morph';
import { tsc } from '../compiler.js';
import type { Request } from '../requests.js';
import { fileOf } from '../program.js';
import type { CleverUrl, Span } from '../usage.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT, type Piece } from '../values/value.js';

/** The call that can be made again for another path: of the client itself, or of the user's own wrapper around it. */
export interface AddressCall {
  readonly call: ts.CallExpression;
  /** The argument that holds the path. */
  readonly argument: ts.Expression;
  /** What that argument is as text, where the path is not written in the argument itself. */
  readonly pieces: readonly Piece[];
}

/**
 * Finds the outermost call through which the path comes in.
 *
 * Inside a wrapper the path is a parameter and the call serves everybody; where the path is chosen, it serves only this.
 */
export function findAddressCall(request: Request, url: CleverUrl, evaluation: Evaluation): AddressCall | null {
  if (!url.pathSpan) return null;
  const wrappers = [...request.context.opened.values()].flatMap((site) => (site?.node ? [site.node] : [])).reverse();
  for (const call of [...wrappers, request.call]) {
    const found = addressIn(call, url.pathSpan, evaluation);
    if (found) return found;
  }
  return null;
}

function addressIn(call: ts.CallExpression | ts.NewExpression, path: Span, evaluation: Evaluation): AddressCall | null {
  if (!tsc.isCallExpression(call)) return null;
  for (const argument of call.arguments) {
    if (isWithin(path, argument)) return { call, argument, pieces: [] };
    const values = evaluation.evaluate(argument, EMPTY_CONTEXT);
    const [only] = values;
    if (values.length !== 1 || only?.kind !== 'text') continue;
    if (only.pieces.some((piece) => piece.span?.file === path.file && overlaps(piece.span, path))) {
      return { call, argument, pieces: only.pieces };
    }
  }
  return null;
}

/** Whether a place lies inside a node. */
export function isWithin(span: Span, node: ts.Node): boolean {
  return fileOf(node) === span.file && node.getStart() <= span.start && span.end <= node.getEnd();
}

function overlaps(left: Span, right: Span): boolean {
  return left.start < right.end && right.start < left.end;
}
