import type { ts } from 'ts-morph';
import { tsc } from '../compiler.js';
import { spanOf } from '../program.js';
import type { CleverUrl, Edit, FollowUp } from '../usage.js';
import { charactersOf } from '../values/value.js';
import { isWithin, type AddressCall, type OptionMember } from './address-call.js';
import { rewrite } from './place.js';

/**
 * The edits inside a call that make it ask for the record of a user instead.
 *
 * @param id the expression for the user's id
 * @returns null where the path cannot be replaced by one that ends in an expression
 */
export function pathToRecord(
  address: AddressCall,
  url: CleverUrl,
  request: FollowUp,
  id: string,
): readonly Edit[] | null {
  const { pathSpan } = url;
  if (!pathSpan) return null;
  if (address.member) return otherMember(address, address.member, url, request, id);
  if (!isWithin(pathSpan, address.argument)) return wholeArgument(address, url, request, id);
  const literal = literalAt(address.argument, pathSpan.start);
  if (!literal) return null;
  return [insertedId(literal, url, request, id), ...versionInside(address, url, request)];
}

/** `options` becomes `{ ...options, url: '…' }`. */
function otherMember(
  { argument }: AddressCall,
  { name, value }: OptionMember,
  url: CleverUrl,
  request: FollowUp,
  id: string,
): readonly Edit[] | null {
  const { pathSpan, versionSpan } = url;
  const literal = pathSpan && literalAt(value, pathSpan.start);
  // A version in another place is moved there; one in another text of the same member would have to be moved here too.
  const isApart = versionSpan && isWithin(versionSpan, value) && !(literal && isWithin(versionSpan, literal));
  if (!literal || isApart) return null;
  const text = rewrite(value, [insertedId(literal, url, request, id)]);
  return [{ ...spanOf(argument), text: `{ ...${argument.getText()}, ${name}: ${text} }` }];
}

/** `'https://…/me'` becomes `` `https://…/users/${id}` ``; in a template only the path changes. */
function insertedId(
  literal: ts.StringLiteralLike | ts.TemplateLiteralLikeNode,
  url: CleverUrl,
  request: FollowUp,
  id: string,
): Edit {
  const span = url.pathSpan as NonNullable<CleverUrl['pathSpan']>;
  const record = `${recordPath(url, request)}\${${id}}`;
  if (!tsc.isStringLiteral(literal)) return { ...span, text: record };
  const text = literal.getSourceFile().text;
  const before = versioned(text.slice(literal.getStart() + 1, span.start), literal.getStart() + 1, url, request);
  const after = text.slice(span.end, literal.getEnd() - 1);
  return { ...spanOf(literal), text: `\`${escapeTemplate(before)}${record}${escapeTemplate(after)}\`` };
}

/** The path is a constant elsewhere: what the argument says is written out, with the other path. */
function wholeArgument(address: AddressCall, url: CleverUrl, request: FollowUp, id: string): readonly Edit[] | null {
  const { pieces, argument } = address;
  if (pieces.some((piece) => piece.hole)) return null;
  const text = charactersOf(pieces);
  const start = text.lastIndexOf(url.pathText);
  if (start < 0) return null;
  const before = text.slice(0, start).replace(`/${url.version ?? ' '}`, `/${request.version}`);
  const record = `${escapeTemplate(before)}${recordPath(url, request)}\${${id}}${escapeTemplate(text.slice(start + url.pathText.length))}`;
  return [{ ...spanOf(argument), text: `\`${record}\`` }];
}

/** `/v3.0/users/` for a path without a version, `/users/` behind one; no slash in front where the base brings it. */
function recordPath(url: CleverUrl, request: FollowUp): string {
  const path = url.version === null ? `/${request.version}${request.collection}` : request.collection;
  return url.pathText.startsWith('/') ? path : path.slice(1);
}

/** A version that the call itself spells out, in another literal than the path. */
function versionInside(address: AddressCall, url: CleverUrl, request: FollowUp): readonly Edit[] {
  const { versionSpan, versionText, pathSpan } = url;
  if (!versionSpan || !pathSpan || !isWithin(versionSpan, address.call)) return [];
  const literal = literalAt(address.call, pathSpan.start);
  if (literal && tsc.isStringLiteral(literal) && isWithin(versionSpan, literal)) return [];
  return [
    {
      ...versionSpan,
      text: request.version.slice(request.version.length - versionLength(request.version, versionText)),
    },
  ];
}

function versioned(text: string, offset: number, url: CleverUrl, request: FollowUp): string {
  const { versionSpan, versionText } = url;
  if (!versionSpan || versionSpan.start < offset || versionSpan.end > offset + text.length) return text;
  const start = versionSpan.start - offset;
  const version = request.version.slice(request.version.length - versionLength(request.version, versionText));
  return text.slice(0, start) + version + text.slice(start + versionText.length);
}

function versionLength(version: string, written: string): number {
  return written.startsWith('v') ? version.length : version.length - 1;
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
