import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { spanOf } from '../program/program.js';
import { overlaps, isInside } from '../model/spans.js';
import type { CleverUrl } from '../model/url.js';
import type { Edit, Span } from '../model/spans.js';
import type { FollowUp } from '../model/usage.js';
import { charactersOf, slicePieces } from '../values/value.js';
import { isWithin, type AddressCall, type OptionMember } from './address-call.js';
import { rewrite } from './place.js';
import type { TextPart } from './text-parts.js';
import { applyEdits } from '../model/apply-edits.js';

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
  const record = `${recordPath(url, request, first)}\${${id}}`;
  if (!tsc.isStringLiteral(literal)) return { ...span, text: record };
  const text = literal.getSourceFile().text;
  const start = literal.getStart() + 1;
  const before = moved(text.slice(start, span.start), { ...span, start, end: span.start }, first);
  const after = text.slice(span.end, literal.getEnd() - 1);
  return { ...spanOf(literal), text: `\`${escapeTemplate(before)}${record}${escapeTemplate(after)}\`` };
}

/** The text at a place with the edits made that lie in it. */
function moved(text: string, { file, start, end }: Span, edits: readonly Edit[]): string {
  const inside = edits.filter((edit) => edit.start < edit.end && isInside(edit, { file, start, end }));
  return applyEdits(text, inside, start);
}

/**
 * The path is a constant elsewhere: what the argument says is written out, with the other path.
 *
 * What comes from settings may be a secret. It is not written out: the expression that reads it stays.
 */
function wholeArgument(
  { parts, argument }: AddressCall,
  url: CleverUrl,
  request: FollowUp,
  id: string,
  first: readonly Edit[],
): readonly Edit[] | null {
  const { pathSpan } = url;
  const at = parts.findLastIndex(({ pieces }) =>
    pieces.some(({ span }) => span && pathSpan && overlaps(span, pathSpan)),
  );
  const path = parts[at];
  // What is written out would need the version in front of the path, and the base would not.
  if (takesVersion(url, first)) return null;
  if (!path || parts.some(({ pieces }) => pieces.some((piece) => piece.hole))) return null;
  const text = charactersOf(path.pieces);
  const start = text.lastIndexOf(url.pathText);
  if (start < 0 || !isAddressAlone(path, url)) return null;
  const ahead = [...parts.slice(0, at), { pieces: slicePieces(path.pieces, 0, start), node: null }];
  const move = (part: TextPart): string => moveAddress(part, url, request, first);
  const collection = recordPath(url, request, first);
  if (!addressOf(url, request, first).endsWith(ahead.map(move).join('') + collection)) return null;
  const behind = parts.slice(at + 1).map((part) => spellPart(part));
  const before = ahead.map((part) => spellPart(part, move));
  const spelled = [...before, ...behind];
  if (spelled.some((code) => code === null)) return null;
  const rest = escapeTemplate(text.slice(start + url.pathText.length));
  const record = `${before.join('')}${collection}\${${id}}${rest}${behind.join('')}`;
  // `{ url }` is no longer the name of what it holds.
  const member = tsc.isShorthandPropertyAssignment(argument.parent) ? `${argument.parent.name.text}: ` : '';
  return [{ ...spanOf(argument), text: `${member}\`${record}\`` }];
}

/** The code of a part within a template; what settings say is moved where they say it. Null for one that cannot be said again. */
function spellPart(part: TextPart, move = ({ pieces }: TextPart): string => charactersOf(pieces)): string | null {
  const { pieces, node } = part;
  if (!node || !pieces.some(({ origin }) => origin === 'settings')) return escapeTemplate(move(part));
  const isRead = tsc.isIdentifier(node) || tsc.isPropertyAccessExpression(node) || tsc.isElementAccessExpression(node);
  return isRead ? `\${${node.getText()}}` : null;
}

/** Whether a part that comes from settings says nothing but scheme, host, version and path, which are no secrets. */
function isAddressAlone({ pieces }: TextPart, { scheme, host, version, path }: CleverUrl): boolean {
  const address = `${scheme}://${host}${version === null ? '' : `/${version}`}${path}`;
  return pieces.every(({ origin, text }) => origin === 'program' || address.includes(text));
}

/** A part of the front of an address with the version, and where that moves with the host, of the second request. */
function moveAddress({ pieces }: TextPart, url: CleverUrl, request: FollowUp, first: readonly Edit[]): string {
  const { version, versionSpan } = url;
  const isVersion = pieces.some(({ span }) => span && versionSpan && overlaps(span, versionSpan));
  const text = charactersOf(pieces);
  // The version may be a part by itself, between slashes of others.
  const moved =
    isVersion && text === version ? request.version : text.replace(`/${version ?? ' '}`, `/${request.version}`);
  return moved.replace(`${url.scheme}://${url.host}`, originOf(url, first));
}

/** Scheme and host of the second request. */
function originOf(url: CleverUrl, first: readonly Edit[]): string {
  const edit = first.find((each) => url.originSpan && overlaps(each, url.originSpan));
  return edit?.text ?? `${url.scheme}://${url.host}`;
}

/** The address of the second request up to the id: what is written has to be this, or the end of it behind a base. */
function addressOf(url: CleverUrl, request: FollowUp, first: readonly Edit[]): string {
  return `${originOf(url, first)}/${request.version}${request.collection}`;
}

/** `/v3.0/users/` for a path that takes the version, `/users/` behind one; no slash in front where the base brings it. */
function recordPath(url: CleverUrl, request: FollowUp, first: readonly Edit[]): string {
  const isAlone = url.version === null || takesVersion(url, first);
  const path = isAlone ? `/${request.version}${request.collection}` : request.collection;
  return url.pathText.startsWith('/') ? path : path.slice(1);
}

/** Whether edits put the version, which the base had, in front of the path. */
function takesVersion({ version, pathSpan }: CleverUrl, first: readonly Edit[]): boolean {
  return version !== null && pathSpan !== null && first.some((edit) => isInsertionAt(edit, pathSpan));
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
