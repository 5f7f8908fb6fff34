import type { ts } from 'ts-morph';
import { awaited, holder, type Shape } from '../../clients/shape.js';
import { DISPATCHES, NGRX, TOOLKIT } from '../../libraries/reducers.js';
import { calleeName } from '../../program/syntax-index.js';
import { contains } from '../../syntax/contains.js';
import { tsc } from '../../syntax/compiler.js';
import { functionAround, givenParameters } from '../../syntax/functions.js';
import { holds } from '../../syntax/holds.js';
import type { Call } from '../../syntax/transfer.js';
import { openInPackages } from '../../values/contexts.js';
import { isMeaningful } from '../../values/external.js';
import { EMPTY_CONTEXT, knownText, type Value, type Values } from '../../values/value.js';
import type { Following } from '../following.js';
import { doubted, type Position } from '../position.js';
import { readsOf } from '../references.js';
import { bind } from './names.js';
import { isReducer } from './states-of-store.js';

/**
 * `signedIn(me)` of a slice, `dispatch({ type: 'signed-in', me })`: to the reducers that the action is handed to.
 *
 * @returns whether there is such a reducer
 */
export function dispatched(position: Position, parent: Call, index: number, following: Following): boolean {
  if (index !== 0) return false;
  const reducers = reducersOfCreator(parent, following);
  for (const each of reducers) enterReducer(each, holder({ payload: position.shape }), parent, position, following);
  const handled = reducersOfMade(parent, following);
  for (const each of handled) enterReducer(each, position.shape, parent, position, following);
  return reducers.length + handled.length > 0 || dispatchedByType(position, parent, following);
}

/** What the function of a thunk answers: to the reducers that are added for its success. */
export function answeredByThunk(position: Position, parent: Call, following: Following): void {
  const { shape } = position;
  if (shape.kind !== 'function' || calleeName(parent.expression) !== TOOLKIT.thunk) return;
  openInPackages(parent, TOOLKIT.fulfilled, [], following.evaluation);
  const isOwn = (node: ts.Node): boolean =>
    tsc.isPropertyAccessExpression(node) &&
    node.name.text === TOOLKIT.fulfilled &&
    following.evaluation
      .evaluate(node.expression, EMPTY_CONTEXT)
      .some((each) => madeBy(each, TOOLKIT.thunk) === parent);
  const payload = holder({ payload: awaited(shape.returns) });
  for (const each of reducersFor(isOwn, following)) enterReducer(each, payload, parent, position, following);
}

/** The reducers of an action whose creator is called: that of the slice, and those that are added for it. */
function reducersOfCreator({ expression: callee }: Call, following: Following): Values {
  const { evaluation } = following;
  return evaluation.evaluate(callee, EMPTY_CONTEXT).flatMap((creator): Values => {
    if (creator.kind !== 'external') return [];
    const made = madeBy(creator, TOOLKIT.action);
    if (made) openInPackages(callee, calleeName(callee) ?? '', [TOOLKIT.addCase], evaluation);
    const isOwn = (node: ts.Node): boolean =>
      evaluation.evaluate(node, EMPTY_CONTEXT).some((each) => madeBy(each, TOOLKIT.action) === made);
    return [...sliceReducers(creator, following), ...(made ? reducersFor(isOwn, following) : [])];
  });
}

/** The reducers of NgRx for an action whose creator is called: `on(loaded, (state, { me }) => …)`. */
function reducersOfMade({ expression: callee }: Call, following: Following): Values {
  const { evaluation } = following;
  const keys = new Set(evaluation.evaluate(callee, EMPTY_CONTEXT).flatMap((each) => creatorOfNgrx(each) ?? []));
  if (!keys.size) return [];
  openInPackages(callee, calleeName(callee) ?? '', [NGRX.on], evaluation);
  return evaluation.index.callsNamed(NGRX.on).flatMap(({ arguments: given = [] }) => {
    const reduce = given.at(-1);
    const isMeant = given
      .slice(0, -1)
      .some((each) => evaluation.evaluate(each, EMPTY_CONTEXT).some((value) => keys.has(creatorOfNgrx(value) ?? '')));
    return reduce && isMeant ? evaluation.evaluate(reduce, EMPTY_CONTEXT) : [];
  });
}

/** What tells a creator of actions from others: where it is made, and its name in a group; null for anything else. */
function creatorOfNgrx(value: Value): string | null {
  if (value.kind !== 'external' || !('module' in value.root) || value.root.module !== NGRX.module) return null;
  const last = value.steps.filter(isMeaningful).at(-1);
  const inGroup = last?.kind === 'member' ? last.name : null;
  const own = inGroup === null ? value : { ...value, steps: value.steps.filter(isMeaningful).slice(0, -1) };
  const made = madeBy(own, inGroup === null ? TOOLKIT.action : NGRX.group);
  return made && `${made.getSourceFile().fileName}:${made.pos}:${inGroup ?? ''}`;
}

/** `signedIn` of `slice.actions`: the function of this name in `reducers`. */
function sliceReducers(creator: Value & { readonly kind: 'external' }, { evaluation }: Following): Values {
  const steps = creator.steps.filter(isMeaningful);
  const [actions, name] = steps.slice(-2);
  const slice = madeBy({ ...creator, steps: steps.slice(0, -2) }, TOOLKIT.slice);
  if (!slice || actions?.kind !== 'member' || actions.name !== 'actions' || name?.kind !== 'member') return [];
  const [options] = slice.arguments ?? [];
  return (options ? evaluation.evaluate(options, EMPTY_CONTEXT) : [])
    .flatMap((each) => evaluation.member(each, 'reducers'))
    .flatMap((each) => evaluation.member(each, name.name))
    .flatMap((each) => (each.kind === 'object' ? evaluation.member(each, 'reducer') : [each]));
}

/** The call by which a value was made, if a function of a name made it. */
function madeBy(value: Value, maker: string): Call | null {
  if (value.kind !== 'external') return null;
  const [made, call] = value.steps.filter(isMeaningful).slice(-2);
  const isMade = made?.kind === 'member' && made.name === maker && call?.kind === 'call';
  return isMade ? call.site.node : null;
}

/** `builder.addCase(loaded, reduce)`, `{ [loaded]: reduce }` */
function reducersFor(isOwn: (node: ts.Node) => boolean, { evaluation }: Following): Values {
  const added = evaluation.index.callsNamed(TOOLKIT.addCase).flatMap(({ arguments: given = [] }) => {
    const [action, reduce] = given;
    return action && reduce && isOwn(action) ? evaluation.evaluate(reduce, EMPTY_CONTEXT) : [];
  });
  const listed = evaluation.index.identifiers(TOOLKIT.fulfilled).flatMap(({ parent }) => {
    const property = tsc.isComputedPropertyName(parent.parent) ? parent.parent.parent : null;
    if (!property || !tsc.isPropertyAssignment(property) || !isOwn(parent)) return [];
    return evaluation.evaluate(property.initializer, EMPTY_CONTEXT);
  });
  return [...added, ...listed];
}

function enterReducer(reducer: Value, action: Shape, from: Call, position: Position, following: Following): void {
  if (reducer.kind !== 'function') return;
  const parameter = givenParameters(reducer.node)[1];
  if (!parameter) return;
  following.settle();
  const handed = { ...doubted(position, from, 'dispatched to a reducer'), descent: null };
  bind(parameter.name, { ...handed, node: parameter, shape: action }, following);
}

/** `dispatch({ type: 'signed-in', me })`: to the branches of reducers for the same type. */
function dispatchedByType(position: Position, parent: Call, following: Following): boolean {
  const { evaluation } = following;
  if (!DISPATCHES.has(calleeName(parent.expression) ?? '') || position.shape.kind !== 'holder') return false;
  const [type, ...others] = evaluation
    .evaluate(position.node, EMPTY_CONTEXT)
    .flatMap((action) => evaluation.member(action, 'type'))
    .map(knownText);
  if (typeof type !== 'string' || others.length) return false;
  openInPackages(parent, type, [], evaluation);
  const branches = branchesFor(type, following);
  const handed = { ...doubted(position, parent, `dispatched as \`${type}\``), descent: null };
  following.ledger.escapeTo(position, 'passed to', parent.expression);
  for (const { branch, scope } of branches) {
    const action = givenParameters(scope)[1]?.name;
    if (!action || !tsc.isIdentifier(action)) continue;
    for (const read of readsOf(action, evaluation)) if (holds(branch, read)) following.push({ ...handed, node: read });
  }
  return branches.length > 0;
}

interface Branch {
  readonly branch: ts.Node;
  readonly scope: ts.FunctionLikeDeclaration;
}

/** `case 'signed-in':` and `if (action.type === 'signed-in')` of reducers. */
function branchesFor(type: string, { evaluation }: Following): readonly Branch[] {
  return evaluation.index.identifiers('type').flatMap(({ parent: access }): readonly Branch[] => {
    if (!tsc.isPropertyAccessExpression(access)) return [];
    const scope = functionAround(access);
    if (!scope || !isReducer(scope)) return [];
    const isMeant = (node: ts.Expression): boolean =>
      evaluation.evaluate(node, EMPTY_CONTEXT).some((each) => knownText(each) === type);
    const { parent } = access;
    if (tsc.isSwitchStatement(parent)) return clausesFor(parent, isMeant).map((branch) => ({ branch, scope }));
    const test = tsc.isBinaryExpression(parent) && isMeant(parent.right) ? tsc.findAncestor(parent, isTest) : undefined;
    return test ? [{ branch: test, scope }] : [];
  });
}

function isTest(node: ts.Node): boolean {
  return tsc.isIfStatement(node) || tsc.isConditionalExpression(node);
}

/** The clause for a value, with those that it falls through to. */
function clausesFor({ caseBlock }: ts.SwitchStatement, isMeant: (node: ts.Expression) => boolean): readonly ts.Node[] {
  const first = caseBlock.clauses.findIndex((clause) => tsc.isCaseClause(clause) && isMeant(clause.expression));
  const found: ts.Node[] = [];
  for (const clause of first < 0 ? [] : caseBlock.clauses.slice(first)) {
    found.push(clause);
    if (clause.statements.some((each) => contains(each, isEnd))) break;
  }
  return found;
}

function isEnd(node: ts.Node): boolean {
  return tsc.isReturnStatement(node) || tsc.isBreakStatement(node) || tsc.isThrowStatement(node);
}
