import type { ts } from 'ts-morph';
import type { AnswerFlow } from '../answers/flow.js';
import { awaited, type Shape } from '../answers/shape.js';
import { tsc } from '../compiler.js';
import { fileOf, spanOf } from '../program.js';
import type { Request } from '../requests.js';
import type { CleverUrl, Edit, FollowUp } from '../usage.js';
import type { Evaluation } from '../values/evaluation.js';
import { heldPath, spellAccess, typeOf, type Accessor } from './accessor.js';
import { findAddressCall, isWithin, type AddressCall } from './address-call.js';
import { pathToRecord } from './literals.js';

/** Names for the first answer, in the order in which they are tried. */
const NAMES = ['me', 'cleverMe', 'signedIn', 'meAnswer', 'cleverMeAnswer'];

/** An argument longer than this is given a name rather than written twice. */
const LONGEST_REPEATED = 40;

/** What is known of the place where a second request is to be made. */
interface Place {
  readonly address: AddressCall;
  readonly url: CleverUrl;
  readonly request: FollowUp;
  readonly shape: Shape;
  readonly name: string;
  readonly access: Accessor;
  /** The edit of the address for the first request. */
  readonly first: readonly Edit[];
}

/**
 * Puts a second request behind a call, made the way the code makes the first, so that its answer takes the place of
 * the first one's everywhere.
 *
 * @param first the edits that move the first request's address
 * @returns null where the code leaves no place for it
 */
export function followUpEdits(
  request: Request,
  url: CleverUrl,
  followUp: FollowUp,
  first: readonly Edit[],
  flow: AnswerFlow,
  evaluation: Evaluation,
): readonly Edit[] | null {
  const address = findAddressCall(request, url, evaluation);
  const shape = address && flow.shapeAt(address.call);
  if (!address || shape?.kind !== 'promise') return null;
  const name = freeName(address.call, evaluation);
  const typed = /\.[cm]?tsx?$/.test(fileOf(address.call));
  const access = name && spellAccess(name, awaited(shape), followUp.idPath, typed);
  if (!name || !access) return null;
  const place: Place = { address, url, request: followUp, shape, name, access, first };
  return statementForm(place) ?? chainedForm(place);
}

/**
 * `const me = await get('/v3.0/me');` before the statement, and the record in place of the answer.
 *
 * Only for a call that is awaited first of all in its statement. A client that answers a response for a failed request
 * too hands that response on, so that the code's own check sees it.
 */
function statementForm(place: Place): readonly Edit[] | null {
  const { address, url, request, access, name } = place;
  const statement = awaitingStatement(address.call);
  if (!statement) return null;
  const record = pathToRecord(address, url, request, access.text);
  if (!record) return null;
  const hoisted = hoistArguments(address);
  if (!hoisted) return null;
  const inside = place.first.filter((edit) => isWithin(edit, address.call));
  const call = rewrite(address.call, [...inside, ...hoisted.uses, ...idTypeArgument(place)]);
  const { indent, newline, semicolon } = layoutOf(statement);
  const lines = [...hoisted.declarations, `const ${name} = await ${call}`];
  const text = lines.map((line) => `${line}${semicolon}${newline}${indent}`).join('');
  const start = statement.getStart();
  const outside = place.first.filter((edit) => !isWithin(edit, address.call));
  const inserted = { file: fileOf(statement), start, end: start, text };
  return [
    ...outside,
    inserted,
    ...(access.isResponse ? unlessFailed(address.call, name) : []),
    ...record,
    ...hoisted.uses,
  ];
}

/** `get<{ data: { id: string } }>`: the type that the code names is the record's from now on. */
function idTypeArgument({ address, shape, request }: Place): readonly Edit[] {
  const [type, ...others] = address.call.typeArguments ?? [];
  if (!type || others.length) return [];
  return [{ ...spanOf(type), text: typeOf(request.idPath.slice(heldPath(shape).length)) }];
}

/** `me.ok ? await get(…) : me` */
function unlessFailed(call: ts.CallExpression, name: string): readonly Edit[] {
  const awaiting = call.parent;
  const isWhole = tsc.isVariableDeclaration(awaiting.parent) || tsc.isReturnStatement(awaiting.parent);
  const [open, close] = isWhole ? ['', ''] : ['(', ')'];
  const { start, end, file } = spanOf(awaiting);
  return [
    { file, start, end: start, text: `${open}${name}.ok ? ` },
    { file, start: end, end, text: ` : ${name}${close}` },
  ];
}

/** `get('/v3.0/me').then((me) => get(…))`: an expression for an expression. */
function chainedForm(place: Place): readonly Edit[] | null {
  const { address, url, request, access, name } = place;
  if (!address.call.arguments.every(isRepeatable)) return null;
  const record = pathToRecord(address, url, request, access.text);
  if (!record) return null;
  const second = rewrite(address.call, record);
  const parameter = `(${name})`;
  const callback = access.isResponse
    ? `async ${parameter} => (${name}.ok ? ${second} : ${name})`
    : `${parameter} => ${second}`;
  const end = address.call.getEnd();
  const chained = { file: fileOf(address.call), start: end, end, text: `.then(${callback})` };
  return [...place.first, ...idTypeArgument(place), chained];
}

/** The statement of a block that awaits the call before it does anything else. */
function awaitingStatement(call: ts.CallExpression): ts.Statement | null {
  let node: ts.Node = call.parent;
  if (!tsc.isAwaitExpression(node)) return null;
  // `(await get(…)).data` and `(await get(…)) as Me` begin with the call too.
  while (isLeading(node)) node = node.parent;
  const { parent } = node;
  if (tsc.isVariableDeclaration(parent) && parent.initializer === node) return inBlock(parent.parent.parent, parent);
  if (tsc.isReturnStatement(parent)) return inBlock(parent);
  if (tsc.isExpressionStatement(parent)) return inBlock(parent);
  const isAssigned = tsc.isBinaryExpression(parent) && parent.right === node && tsc.isIdentifier(parent.left);
  return isAssigned && tsc.isExpressionStatement(parent.parent) ? inBlock(parent.parent) : null;
}

function isLeading(node: ts.Node): boolean {
  const { parent } = node;
  return (
    tsc.isParenthesizedExpression(parent) ||
    tsc.isAsExpression(parent) ||
    tsc.isNonNullExpression(parent) ||
    tsc.isSatisfiesExpression(parent) ||
    (tsc.isPropertyAccessExpression(parent) && parent.expression === node)
  );
}

function inBlock(statement: ts.Node, declaration?: ts.VariableDeclaration): ts.Statement | null {
  if (!tsc.isBlock(statement.parent) && !tsc.isSourceFile(statement.parent)) return null;
  if (!declaration) return statement as ts.Statement;
  const isFirst = tsc.isVariableStatement(statement) && statement.declarationList.declarations[0] === declaration;
  return isFirst ? statement : null;
}

/** Gives names to arguments that both calls need and that are too long, or too much alive, to be written twice. */
function hoistArguments({
  call,
  argument,
}: AddressCall): { declarations: readonly string[]; uses: readonly Edit[] } | null {
  const others = call.arguments.filter((each) => each !== argument && !isShort(each));
  if (!others.length) return isRepeatable(argument) ? { declarations: [], uses: [] } : null;
  const [only] = others;
  if (others.length > 1 || !only || !isRepeatable(argument)) return null;
  const name = ['options', 'requestOptions', 'cleverOptions'].find((each) => !mentions(call, each));
  if (!name) return null;
  return { declarations: [`const ${name} = ${only.getText()}`], uses: [{ ...spanOf(only), text: name }] };
}

function isShort(node: ts.Expression): boolean {
  return isRepeatable(node) && node.getText().length <= LONGEST_REPEATED && !node.getText().includes('\n');
}

/** Whether an expression can be evaluated twice: no call that is not known to be harmless, no assignment, no await. */
function isRepeatable(node: ts.Node): boolean {
  if (
    tsc.isCallExpression(node) ||
    tsc.isAwaitExpression(node) ||
    tsc.isYieldExpression(node) ||
    tsc.isDeleteExpression(node)
  )
    return false;
  if (tsc.isNewExpression(node) && !/^(URL|URLSearchParams|Headers)$/.test(node.expression.getText())) return false;
  if (
    tsc.isBinaryExpression(node) &&
    node.operatorToken.kind >= tsc.SyntaxKind.FirstAssignment &&
    node.operatorToken.kind <= tsc.SyntaxKind.LastAssignment
  )
    return false;
  if (tsc.isPostfixUnaryExpression(node) || tsc.isFunctionLike(node) || tsc.isSpreadElement(node)) return false;
  return tsc.forEachChild(node, (child) => (isRepeatable(child) ? undefined : true)) === undefined;
}

/** A name that nothing in the file has. */
function freeName(node: ts.Node, evaluation: Evaluation): string | null {
  const file = node.getSourceFile();
  return (
    NAMES.find(
      (name) =>
        !evaluation.index.identifiers(name).some((each) => each.getSourceFile() === file && !isMemberName(each)),
    ) ?? null
  );
}

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (tsc.isPropertyAccessExpression(parent) && parent.name === node) ||
    (tsc.isPropertyAssignment(parent) && parent.name === node)
  );
}

function mentions(node: ts.Node, name: string): boolean {
  const scope = tsc.findAncestor(node, tsc.isFunctionLike) ?? node.getSourceFile();
  return new RegExp(`\\b${name}\\b`).test(scope.getText());
}

/** The text of a node with some of it replaced. */
function rewrite(node: ts.Node, edits: readonly Edit[]): string {
  const offset = node.getStart();
  return [...edits]
    .sort((left, right) => right.start - left.start)
    .reduce(
      (text, edit) => text.slice(0, edit.start - offset) + edit.text + text.slice(edit.end - offset),
      node.getText(),
    );
}

/** How the file around a statement is laid out. */
function layoutOf(statement: ts.Statement): { indent: string; newline: string; semicolon: string } {
  const { text } = statement.getSourceFile();
  const start = statement.getStart();
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart, start))?.[0] ?? '';
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return { indent, newline, semicolon: statement.getText().endsWith(';') ? ';' : '' };
}
