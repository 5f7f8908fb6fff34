import type { ts } from 'ts-morph';
import type { Span } from '../../model/spans.js';
import { tsc } from '../../syntax/compiler.js';
import { namesLeadingTo } from '../../syntax/names.js';
import { tellsPathOfLink } from '../../syntax/path-question.js';
import type { Call } from '../../syntax/transfer.js';
import { isQuestion } from '../../libraries/named-calls.js';
import { holder, isLinkText, type Shape } from '../../clients/shape.js';
import { CHANGING_METHODS, CUTTING_METHODS, TEXT_METHODS } from '../method-names.js';
import { move, type Following } from '../following.js';
import type { Position } from '../position.js';
import { constantValue } from '../references.js';

/** Methods of a text that look for what they are given, and make another text of it. */
const REPLACING: ReadonlySet<string> = new Set(['replace', 'replaceAll']);
/** Methods of a list that take its last element. */
const LAST: ReadonlySet<string> = new Set(['pop', 'at']);

/** What a method is called, and where its name stands. */
interface Method {
  readonly name: string;
  readonly span: Span;
}

/**
 * A method of the text of a link. v3 sends another text, so a program may ask for its query, or whether there is a link,
 * but for nothing that the version or the path decides.
 */
export function linkMethod(
  position: Position,
  call: ts.CallExpression,
  { name, span }: Method,
  following: Following,
): void {
  const { shape } = position;
  const [first] = call.arguments;
  const isSearched = isQuestion(name) || REPLACING.has(name) || name === 'split';
  const isHarmless = isSearched && first !== undefined && !tellsPathOfLink(writtenAs(first, following), name);
  if (isHarmless && isQuestion(name)) return following.settle();
  if (isHarmless && name === 'split') return split(position, call, following);
  const isKept = TEXT_METHODS.has(name) || CHANGING_METHODS.has(name) || CUTTING_METHODS.has(name);
  if (isHarmless || (isKept && !isSearched)) return move(position, call, shape, following);
  following.ledger.escapeTo(position, 'changed by', call.getText().slice(span.start - call.getStart()));
}

/** `link.uri.split('?')`: the path is in the first part, which is the last one only where there is no other. */
function split(position: Position, call: ts.CallExpression, following: Following): void {
  following.settle();
  const { parent } = call;
  if (tsc.isPropertyAccessExpression(parent) && LAST.has(parent.name.text)) return;
  move(position, call, holder({ '0': position.shape }), following);
}

/**
 * `new URL(link.uri, base)`, `/^\/v1/.test(link.uri)`: a call that makes a URL of the text of a link, or asks what it is.
 *
 * @returns whether it is one of these
 */
export function askedOfLink(position: Position, parent: Call, index: number, following: Following): boolean {
  const { shape } = position;
  if (!isLinkText(shape) || index !== 0) return false;
  const callee = parent.expression;
  if (tsc.isNewExpression(parent) && namesLeadingTo(callee).join('.') === 'URL') {
    move(position, parent, urlOf(shape), following);
    return true;
  }
  if (!tsc.isPropertyAccessExpression(callee) || !/^(?:test|exec)$/.test(callee.name.text)) return false;
  if (tellsPathOfLink(writtenAs(callee.expression, following), callee.name.text))
    following.ledger.escapeTo(position, 'passed to', callee);
  else following.settle();
  return true;
}

/** A comparison of the text of a link with a text that v3 does not send. */
export function comparesLink(position: Position, other: ts.Expression, following: Following): boolean {
  if (!isLinkText(position.shape) || !tellsPathOfLink(writtenAs(other, following), null)) return false;
  following.ledger.escape(position, 'compared with a text');
  return true;
}

/** What a `URL` has of a link; its query goes on as it is. */
function urlOf(link: Shape): Shape {
  return holder({ href: link, pathname: link }, { toString: link, toJSON: link });
}

/** An expression itself, or what the constant that it names is given. */
function writtenAs(node: ts.Expression, following: Following): ts.Expression {
  return tsc.isIdentifier(node) ? (constantValue(node, following.evaluation) ?? node) : node;
}
