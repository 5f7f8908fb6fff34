import type { ts } from 'ts-morph';
import { declaredSymbol, isAssignmentTarget } from '../flow/references.js';
import { partsOfArgument } from '../syntax/argument-parts.js';
import { tsc } from '../syntax/compiler.js';
import type { Request } from '../requests/requests.js';
import { fileOf } from '../program/program.js';
import { overlaps } from '../model/spans.js';
import type { CleverUrl } from '../model/url.js';
import type { Span } from '../model/spans.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT } from '../values/value.js';
import { textParts, type TextPart } from './text-parts.js';

/** The call that can be made again for another path: of the client itself, or of the user's own wrapper around it. */
export interface AddressCall {
  readonly call: ts.CallExpression;
  /** The argument, or the member of one, that holds the path. */
  readonly argument: ts.Expression;
  /** What that argument is as text, where the path is not written in the argument itself. */
  readonly parts: readonly TextPart[];
  /** Where the argument is a name of options, the member of them that holds the path. */
  readonly member: OptionMember | null;
}

/** `url: '…'` of `const options = { url: '…' }`. */
export interface OptionMember {
  readonly name: string;
  readonly value: ts.Expression;
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
  for (const argument of call.arguments.flatMap(partsOfArgument)) {
    if (isWithin(path, argument)) return { call, argument, parts: [], member: null };
    const values = evaluation.evaluate(argument, EMPTY_CONTEXT);
    const [only] = values;
    if (values.length !== 1) continue;
    const member = only?.kind === 'object' ? memberWith(path, argument, only.node, evaluation) : null;
    if (member) return { call, argument, parts: [], member };
    if (only?.kind !== 'text') continue;
    if (only.pieces.some((piece) => piece.span?.file === path.file && overlaps(piece.span, path))) {
      return {
        call,
        argument,
        parts: textParts(argument, evaluation) ?? [{ pieces: only.pieces, node: argument }],
        member: null,
      };
    }
  }
  return null;
}

/** The member of options in a variable that spells the path; null where its text could mean something else at the call. */
function memberWith(path: Span, name: ts.Expression, options: ts.Node, evaluation: Evaluation): OptionMember | null {
  if (!tsc.isIdentifier(name) || !tsc.isObjectLiteralExpression(options)) return null;
  const found = options.properties.find((each) => isWithin(path, each));
  if (!found || !tsc.isPropertyAssignment(found) || !tsc.isIdentifier(found.name)) return null;
  const block = tsc.findAncestor(options, (each) => tsc.isBlock(each) || tsc.isSourceFile(each));
  if (!block || !tsc.findAncestor(name, (each) => each === block)) return null;
  return isChanged(name, evaluation) ? null : { name: found.name.text, value: found.initializer };
}

/** Whether members of a variable are written to, so that it may be other options by the time of a second request. */
function isChanged(name: ts.Identifier, evaluation: Evaluation): boolean {
  const symbol = declaredSymbol(name, evaluation);
  return evaluation.index.identifiers(name.text).some((each) => {
    let target: ts.Node = each;
    while (isMemberOf(target.parent, target)) target = target.parent;
    return (
      target !== each &&
      (isAssignmentTarget(target) || tsc.isDeleteExpression(target.parent)) &&
      declaredSymbol(each, evaluation) === symbol
    );
  });
}

function isMemberOf(node: ts.Node, holder: ts.Node): boolean {
  const isMember = tsc.isPropertyAccessExpression(node) || tsc.isElementAccessExpression(node);
  return isMember && node.expression === holder;
}

/** Whether a place lies inside a node. */
export function isWithin(span: Span, node: ts.Node): boolean {
  return fileOf(node) === span.file && node.getStart() <= span.start && span.end <= node.getEnd();
}
