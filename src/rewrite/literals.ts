import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { spanOf } from '../program/program.js';
import { overlaps } from '../program/spans.js';
import type { CleverUrl, Edit, FollowUp, Span } from '../model/usage.js';
import { charactersOf } from '../values/value.js';
import { isWithin, type AddressCall, type OptionMember } from './address-call.js';
import { rewrite } from './place.js';

/**
 * The edits inside a call that make it ask for the record of a user instead.
 *
 * @param id the expression for the user's id
 * @param first the edits that move the address of the first request
 * @returns null where the path cannot be replaced by one that ends in an expression
 */
export function pathToRecord(
  address: AddressCall,
  url: CleverUrl,
  request: FollowUp,
  id: string,
  first: readonly Edit[],
): readonly Edit[] | null {
  const { pathSpan } = url;
  if (!pathSpan) return null;
  if (address.member) return otherMember(address, address.member, url, request, id, first);
  if (!isWithin(pathSpan, address.argument)) return wholeArgument(address, url, request, id, first);
  const literal = literalAt(address.argument, pathSpan.start);
  // Where the address is one of two, the second request would be made to the other one as it is.
  if (!literal || isAlternative(literal, address.argument)) return null;
  const inserted = insertedId(literal, url, request, id, first);
  const isKept = (edit: Edit): boolean =>
    isWithin(edit, address.call) && !overlaps(edit, inserted) && !isInsertionAt(edit, pathSpan);
  return [inserted, ...first.filter(isKept)];
}

/** Whether a literal stands on one side of `||`, `??` or `:` in an expression. */
function isAlternative(literal: ts.Node, whole: ts.Node): boolean {
  for (let node = literal; node !== whole; node = node.parent) {
    const { parent } = node;
    if (tsc.isConditionalExpression(parent)) return true;
    const operator = tsc.isBinaryExpression(parent) ? parent.operatorToken.kind : null;
    if (operator === tsc.SyntaxKind.BarBarToken || operator === tsc.SyntaxKind.QuestionQuestionToken) return true;
  }
  return false;
}

function isInsertionAt({ file, start, end }: Edit, path: Span): boolean {
  return start === end && file === path.file && start === path.start;
}

/** `options` becomes `{ ...options, url: '…' }`. */
function otherMember(
  { argument }: AddressCall,
  { name, value }: OptionMember,
  url: CleverUrl,
  request: FollowUp,
  id: string,
  first: readonly Edit[],
): readonly Edit[] | null {
  const { pathSpan, versionSpan } = url;
  const literal = pathSpan && literalAt(value, pathSpan.start);
  // A version in another place is moved there; one in another text of the same member would have to be moved here too.
  const isApart = versionSpan && isWithin(versionSpan, value) && !(literal && isWithin(versionSpan, literal));
  if (!literal || isApart || isAlternative(literal, value)) return null;
  const text = rewrite(value, [insertedId(literal, url, request, id, first)]);
  return [{ ...spanOf(argument), text: `{ ...${argument.getText()}, ${name}: ${text} }` }];
}

/** `'https://…/me'` becomes `` `https://…/users/${id}` ``; in a template only the path changes. */
function insertedId(
  literal: ts.StringLiteralLike | ts.TemplateLiteralLikeNode,
  url: CleverUrl,
  request: FollowUp,
  id: string,
  first: readonly Edit[],
): Edit {
  const span = url.pathSpan as NonNullable<CleverUrl['pathSpan']>;
  const record = `${recordPath(url, request)}\${${id}}`;
  if (!tsc.isStringLiteral(literal)) return { ...span, text: record };
  const text = literal.getSourceFile().text;
  const start = literal.getStart() + 1;
  const before = moved(text.slice(start, span.start), { ...span, start, end: span.start }, first);
  const after = text.slice(span.end, literal.getEnd() - 1);
  return { ...spanOf(literal), text: `\`${escapeTemplate(before)}${record}${escapeTemplate(after)}\`` };
}

/** The text at a place with the edits made that lie in it. */
function moved(text: string, { file, start, end }: Span, edits: readonly Edit[]): string {
  return edits
    .filter((edit) => edit.file === file && start <= edit.start && edit.start < edit.end && edit.end <= end)
    .sort((left, right) => right.start - left.start)
    .reduce((result, edit) => result.slice(0, edit.start - start) + edit.text + result.slice(edit.end - start), text);
}

/** The path is a constant elsewhere: what the argument says is written out, with the other path. */
function wholeArgument(
  address: AddressCall,
  url: CleverUrl,
  request: FollowUp,
  id: string,
  first: readonly Edit[],
): readonly Edit[] | null {
  const { pieces, argument } = address;
  if (pieces.some((piece) => piece.hole)) return null;
  const text = charactersOf(pieces);
  const start = text.lastIndexOf(url.pathText);
  if (start < 0) return null;
  const origin = first.find((edit) => url.originSpan && overlaps(edit, url.originSpan));
  const written = text.slice(0, start).replace(`/${url.version ?? ' '}`, `/${request.version}`);
  const before = origin ? written.replace(`${url.scheme}://${url.host}`, origin.text) : written;
  const record = `${escapeTemplate(before)}${recordPath(url, request)}\${${id}}${escapeTemplate(text.slice(start + url.pathText.length))}`;
  return [{ ...spanOf(argument), text: `\`${record}\`` }];
}

/** `/v3.0/users/` for a path without a version, `/users/` behind one; no slash in front where the base brings it. */
function recordPath(url: CleverUrl, request: FollowUp): string {
  const path = url.version === null ? `/${request.version}${request.collection}` : request.collection;
  return url.pathText.startsWith('/') ? path : path.slice(1);
}

/** The literal, or the part of a template, that a place lies in. */
function literalAt(node: ts.Node, offset: number): ts.StringLiteralLike | ts.TemplateLiteralLikeNode | null {
  const inner = tsc.forEachChild(node, (child) =>
    child.getStart() <= offset && offset < child.getEnd() ? child : undefined,
  );
  if (inner) return literalAt(inner, offset);
  if (tsc.isStringLiteralLike(node)) return node;
  return node.kind === tsc.SyntaxKind.TemplateHead ||
    node.kind === tsc.SyntaxKind.TemplateMiddle ||
    node.kind === tsc.SyntaxKind.TemplateTail
    ? (node as ts.TemplateLiteralLikeNode)
    : null;
}

function escapeTemplate(text: string): string {
  return text.replace(/`|\$\{/g, String.raw`\$&`);
}
