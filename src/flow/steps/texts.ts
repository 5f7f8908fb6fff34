import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { namesPage } from '../../libraries/pages.js';
import { writtenName } from '../../syntax/names.js';
import { transferOf } from '../../syntax/transfer.js';
import { isSentence, isSpoken } from '../spoken.js';
import { move, type Following, type StepForm } from '../following.js';
import { MAXIMUM_NAMES } from '../limits.js';
import { spanOf } from '../../program/program.js';
import { isOuter } from '../../syntax/outer.js';
import { isRole, roleName, typeIn } from '../role-names.js';
import type { Position } from '../position.js';
import { readsOf } from '../references.js';
import { holdsId, holdsLink, holdsWhole, pathOf } from '../../clients/shape.js';
import { columnOf } from '../sql-idioms.js';
import { taggedKey } from '../stores.js';

/** `${me.data.id}`, `'clever-' + me.data.id` */
export const joined: StepForm<'joined'> = (position, { to }, following) => text(position, to, following);

/** Part of a text: harmless for a field, but an id in a text may be a key. */
export function text(position: Position, whole: ts.Expression, following: Following): void {
  const { shape } = position;
  const outermost = outermostText(whole);
  if (isLogged(outermost, following)) return following.settle();
  if (shape.kind !== 'body') return;
  // `role: ` and `role ` are words for people.
  if (isRole(textBefore(position.node).replace(/[-_=:/.]$/, ''), shape))
    return following.ledger.use(position, { kind: 'role' });
  const at = requestedAt(outermost, following);
  if (at) return following.ledger.use(position, { kind: 'url', at: spanOf(at) });
  noteRolePath(position, outermost, following);
  noteRoleColumn(position, outermost, following);
  if (!holdsId(shape) && !holdsWhole(shape) && !holdsLink(shape)) return;
  following.ledger.escape(position, 'part of a text');
  if (holdsId(shape)) followText(position, outermost, following);
}

/** `res.render(me.type + '/home')`, `` `/dashboards/${me.type}` ``: what is shown, or asked for, hangs on the role. */
function noteRolePath(position: Position, whole: ts.Node, { ledger }: Following): void {
  if (!typeIn(position.shape)) return;
  if (namesPage(whole)) return ledger.keptAs('role', position);
  const [before, after] = [textBefore(position.node), textBehind(position.node)];
  const isSegment = before.endsWith('/') ? /^s?(?:$|[/?#.])/.test(after) : before === '' && after.startsWith('/');
  if (isSegment) ledger.keptAs('type', position);
}

/** `` sql`INSERT INTO users (user_type) VALUES (${me.type})` `` */
function noteRoleColumn(position: Position, whole: ts.Node, { ledger }: Following): void {
  const { parent } = whole;
  const column = tsc.isTaggedTemplateExpression(parent) ? columnOf(parent, position.node) : null;
  const says = column === null ? null : roleName(column, position.shape);
  if (says) ledger.keptAs(says, position);
}

/** The written text that stands right behind a part of a text. */
function textBehind(node: ts.Node): string {
  const { parent } = node;
  if (isOuter(parent)) return textBehind(parent);
  if (tsc.isTemplateSpan(parent)) return parent.literal.text;
  if (!tsc.isBinaryExpression(parent)) return '';
  if (parent.right === node) return textBehind(parent);
  return tsc.isStringLiteralLike(parent.right) ? parent.right.text : '';
}

/** The written text that stands right before a part of a text: `role-` of `'role-' + type` and of `role-${type}`. */
function textBefore(node: ts.Node): string {
  const { parent } = node;
  if (isOuter(parent) || (tsc.isCallExpression(parent) && parent.arguments[0] === node)) return textBefore(parent);
  if (tsc.isTemplateSpan(parent)) {
    const { head, templateSpans } = parent.parent;
    return templateSpans[templateSpans.indexOf(parent) - 1]?.literal.text ?? head.text;
  }
  if (!tsc.isBinaryExpression(parent) || parent.right !== node) return '';
  const before = tsc.isBinaryExpression(parent.left) ? parent.left.right : parent.left;
  return tsc.isStringLiteralLike(before) ? before.text : '';
}

/** A text that an id is part of may be what a record is kept under: `clever-${id}`. */
function followText(position: Position, whole: ts.Node, following: Following): void {
  const { parent } = whole;
  if (!tsc.isTaggedTemplateExpression(parent)) return move(position, whole, position.shape, following);
  const path = pathOf(position.shape);
  const key = path && taggedKey(parent, position.node, path, following.evaluation);
  if (key) following.ledger.use(position, key);
}

/** Options of a request that are sent beside its URL. */
const SENT: ReadonlySet<string> = new Set(['headers', 'body', 'data', 'json', 'form', 'formData', 'payload']);

/** The expression by which a text is, or is passed on as, the URL of a request to Clever; null if it is none. */
function requestedAt(whole: ts.Node, following: Following, names = MAXIMUM_NAMES): ts.Node | null {
  if (following.requested.has(whole)) return whole;
  if (names === 0) return null;
  const { parent } = whole;
  const isOption = tsc.isPropertyAssignment(parent) && !SENT.has(writtenName(parent.name) ?? '');
  const holder = isOption ? parent.parent : whole;
  if (following.requested.has(holder)) return holder;
  const variable = variableGiven(holder);
  for (const read of variable ? readsOf(variable, following.evaluation) : []) {
    const at = requestedAt(outermostText(read), following, names - 1);
    if (at) return at;
  }
  return null;
}

/** The variable that a value is kept in: `const url = …`, `url = link && …`. */
function variableGiven(node: ts.Node): ts.Identifier | null {
  const transfer = transferOf(node);
  if (transfer.kind === 'choice') return variableGiven(transfer.to);
  if (transfer.kind !== 'bound' && transfer.kind !== 'assigned') return null;
  const target = transfer.kind === 'bound' ? transfer.name : transfer.target;
  return tsc.isIdentifier(target) ? target : null;
}

/** The largest text an expression is joined into. */
function outermostText(node: ts.Node): ts.Node {
  const transfer = transferOf(node);
  return transfer.kind === 'joined' || transfer.kind === 'same' ? outermostText(transfer.to) : node;
}

/** Whether a text is for people to read: a line of a log, or what an error says. */
function isLogged(node: ts.Node, { evaluation }: Following): boolean {
  const { parent } = node;
  if (tsc.isThrowStatement(parent)) return isSentence(node);
  const isArgument = (tsc.isCallExpression(parent) || tsc.isNewExpression(parent)) && parent.expression !== node;
  return isArgument && isSpoken(parent, node, evaluation);
}

/** Whether an expression, a member of it, or the text that it is part of, is logged or thrown. */
export function isForReaders(node: ts.Expression, following: Following): boolean {
  const { parent } = node;
  if (tsc.isPropertyAccessExpression(parent) && parent.expression === node) return isForReaders(parent, following);
  return isLogged(outermostText(node), following) || tsc.findAncestor(node, tsc.isThrowStatement) !== undefined;
}
