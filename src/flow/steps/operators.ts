import type { ts } from 'ts-morph';
import { asksForMember } from './asked-members.js';
import { comparisonAt } from '../comparison.js';
import { tsc } from '../../syntax/compiler.js';
import { isNothing } from '../../syntax/nothing.js';
import { isSteady } from '../repeatable.js';
import { spanOf } from '../../program/program.js';
import { EMPTY_CONTEXT, knownText } from '../../values/value.js';
import { alternativeAt, beside } from '../alternatives.js';
import { move, type Following, type StepForm } from '../following.js';
import { doubted, type Position } from '../position.js';
import { awaited, holdsId, isLinkText } from '../../clients/shape.js';
import { comparedKey } from '../stores.js';
import { isWrittenText } from '../written-texts.js';
import { branchesOf, branchesOfSwitch } from './branches.js';
import { foldCase, noteTable, textsOf } from './comparisons.js';
import { isFailedResponse } from './failed.js';
import { assign } from './keeping.js';
import { comparesLink } from './link-texts.js';
import { tieType } from './ties.js';

/** Parentheses, `!`, and a cast, which also says what type the answer is taken for. */
export const same: StepForm<'same'> = (position, { to }, following) => {
  if ('type' in to) tieType(to.type, position, following);
  move(position, to, position.shape, following);
};

/** `await answer` */
export const awaiting: StepForm<'awaited'> = (position, { to }, following) =>
  move(position, to, awaited(position.shape), following);

/** `found ? answer : null`, `answer || {}` */
export const choice: StepForm<'choice'> = (position, { to, other }, following) => {
  const { node, shape } = position;
  if (tsc.isConditionalExpression(to) && isFailedResponse(node as ts.Expression, shape, to, following.evaluation))
    return following.settle();
  const held = other ? beside(position, alternativeAt(other, shape, following.evaluation)) : position;
  move(held, to, shape, following);
};

/** `this.me = answer` */
export const assigned: StepForm<'assigned'> = (position, { to, target }, following) => {
  move(position, to, position.shape, following);
  assign(target, position, following);
};

/** `text += answer` */
export const appended: StepForm<'appended'> = (position, { target }, following) => assign(target, position, following);

/** `id % 2` */
export const computed: StepForm<'computed'> = (position, _, following) => {
  following.settle();
  if (holdsId(position.shape)) following.ledger.escape(position, 'computed with');
};

/** `switch (me.data.type) { case 'teacher': … }` */
export const switched: StepForm<'switched'> = (position, { statement }, { evaluation, ledger }) => {
  const literals = statement.caseBlock.clauses.flatMap((clause) =>
    tsc.isCaseClause(clause) ? evaluation.evaluate(clause.expression, EMPTY_CONTEXT).map(knownText) : [],
  );
  const known = literals.filter((each) => each !== null);
  const branches = isSteady(position.node, [], evaluation) ? branchesOfSwitch(statement, evaluation) : [];
  ledger.use(position, { kind: 'compare', literals: foldCase(position.node, known), comparison: null, branches });
  if (holdsId(position.shape)) ledger.escape(position, 'compared with stored ids');
  if (isLinkText(position.shape)) ledger.escape(position, 'compared with a text');
};

/** `{ kind: 'teacher' }[type]` has its own step; here the name or the value is asked for: `'email' in me.data`. */
export const searched: StepForm<'searched'> = (position, { to: parent }, following) => {
  following.settle();
  if (parent.left === position.node) return noteTable(position, parent.right, following);
  asksForMember(position, parent.left, following);
};

/** `type === 'teacher'`, `id < '5'` */
export const compared: StepForm<'compared'> = (position, transfer, following) => {
  const { node, shape } = position;
  const { to, other, isEquality } = transfer;
  following.settle();
  if (!isEquality) return computed(position, { kind: 'computed', to }, following);
  if (!isNothing(other) && comparesLink(position, other, following)) return;
  if (shape.kind !== 'body') return;
  const literals = foldCase(node, textsOf(other, following));
  if (literals.length) {
    const [literal] = literals.length === 1 ? literals : [];
    // What only may be this text is compared with whatever it is.
    const isCertain = literal === undefined || isWrittenText(other, following.evaluation);
    const comparison = isCertain ? comparisonAt(to) : null;
    // A variable that is set again may hold something else than Clever said.
    const isKnown = literal !== undefined && comparison && isSteady(node, [], following.evaluation);
    const branches = isKnown ? branchesOf(to, comparison.negated, literal, following.evaluation) : [];
    following.ledger.use(position, { kind: 'compare', literals, comparison, branches });
  } else if (holdsId(shape) && !isNothing(other)) comparedWithStored(position, other, following);
};

/** An id, by a function that compares: what was stored is an id from before, whether it is written here or not. */
export function comparedWith(position: Position, other: ts.Expression, following: Following): void {
  const literals = textsOf(other, following);
  following.settle();
  if (!literals.length) return isNothing(other) ? undefined : comparedWithStored(position, other, following);
  following.ledger.use(position, { kind: 'compare', literals, comparison: null, branches: [] });
}

function comparedWithStored(position: Position, other: ts.Expression, { ledger, evaluation }: Following): void {
  // Inside a function that the id was passed to, the call of that function is the place to tell of.
  const key = position.descent ? null : comparedKey(other, evaluation);
  if (key) ledger.use(doubted(position, other, 'compared with a value that may be a stored id'), key);
  ledger.use(position, { kind: 'match', other: spanOf(other) });
  ledger.escape(position, 'compared with stored id');
}
