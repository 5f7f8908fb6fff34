import type { ts } from 'ts-morph';
import { OWN_STATE } from '../../libraries/cells.js';
import { eachOf, holder, memberShape, type Shape } from '../../clients/shape.js';
import { calleeName } from '../../program/syntax-index.js';
import { tsc } from '../../syntax/compiler.js';
import { givenParameters, memberOfLiteral } from '../../syntax/functions.js';
import { takenName, writtenName } from '../../syntax/names.js';
import { outermostOf } from '../../syntax/outer.js';
import type { Call } from '../../syntax/transfer.js';
import type { Evaluation } from '../../values/evaluation.js';
import { EMPTY_CONTEXT } from '../../values/value.js';
import type { Following } from '../following.js';
import { parameterOf } from '../members.js';
import { doubted, type Position } from '../position.js';
import { readsOf } from '../references.js';
import { cellNamed, isMaker, putIntoCell, type Cell } from './cells.js';
import { bind } from './names.js';
import { aliasesIn, expose } from './vuex.js';

/** A function, or an object of functions, that makes the state of a store, and the call that it is given to. */
interface Definition {
  readonly made: ts.CallExpression;
  /** The function that is handed `set` and `get`; null for a store whose functions have their state as `this`. */
  readonly maker: ts.FunctionLikeDeclaration | null;
}

/**
 * `set({ me: body })`, `set((state) => ({ ...state, me }))` in the function that makes the state of a store, `this.$patch({ me })`:
 * into the state.
 *
 * @returns whether it is such a call
 */
export function putsIntoState(position: Position, parent: Call, index: number, following: Following): boolean {
  if (index !== 0) return false;
  const { evaluation } = following;
  const { shape } = position;
  const state = shape.kind === 'function' ? shape.returns : shape;
  const definition = definitionSetBy(parent.expression, evaluation);
  if (definition) putIntoState(definition, state, parent.expression, position, following);
  return definition !== null;
}

/** `this.me = body` in a function of a store, `user.me = body` on the store: into its state; answers whether it is one. */
export function assignedToOwnState(
  owner: ts.Expression,
  name: string,
  position: Position,
  following: Following,
): boolean {
  const definition = definitionOf(owner, following.evaluation);
  if (definition) putIntoState(definition, holder({ [name]: position.shape }), owner, position, following);
  return definition !== null;
}

/** `state.me = body` of a draft that is handed to `set`. */
export function assignedToDraft(owner: ts.Expression, name: string, position: Position, following: Following): boolean {
  const draft = parameterOf(owner, following.evaluation);
  const call = draft && outermostOf(draft.parent).parent;
  if (!draft || !call || !tsc.isCallExpression(call) || givenParameters(draft.parent)[0] !== draft) return false;
  const definition = definitionSetBy(call.expression, following.evaluation);
  if (definition) putIntoState(definition, holder({ [name]: position.shape }), owner, position, following);
  return definition !== null;
}

/** What a function of `getters` answers is a member of the store. */
export function answersGetter(
  scope: ts.FunctionLikeDeclaration,
  shape: Shape,
  position: Position,
  following: Following,
): void {
  const member = memberOfLiteral(scope);
  const name = member && writtenName(member.name);
  if (!name || !isTable(member.literal, OWN_STATE.getters)) return;
  const definition = definitionAround(member.literal, following.evaluation);
  if (definition) putIntoState(definition, holder({ [name]: shape }), scope, position, following);
}

/** `defineStore('user', () => ({ me, load }))`: what the function answers is the store, without the boxes of Vue. */
export function madeStore(position: Position, parent: Call, following: Following): boolean {
  const { shape } = position;
  if (shape.kind !== 'function' || calleeName(parent.expression) !== OWN_STATE.maker) return false;
  if (!tsc.isCallExpression(parent) || !isMaker(parent, following.evaluation)) return false;
  putIntoState({ made: parent, maker: null }, eachOf(shape.returns, unboxed), parent.expression, position, following);
  return true;
}

function unboxed(shape: Shape): Shape {
  const isBox = shape.kind === 'holder' && Object.keys(shape.members).join() === 'value';
  return (isBox && memberShape(shape, 'value')) || shape;
}

function putIntoState(
  { made, maker }: Definition,
  state: Shape,
  at: ts.Node,
  position: Position,
  following: Following,
): void {
  const kept = { ...doubted(position, at, 'stored in the state of a store'), descent: null };
  following.ledger.escapeTo(position, 'kept in', at);
  const name = variableOf(made);
  if (name) putIntoCell({ name, made }, state, at, position, following);
  const get = givenParameters(maker)[1]?.name;
  if (get && tsc.isIdentifier(get))
    for (const node of readsOf(get, following.evaluation))
      following.push({ ...kept, node, shape: { kind: 'function', returns: state } });
  if (maker) return;
  for (const each of made.arguments) seenInside(each, state, kept, following);
  if (state.kind === 'holder') mappedIntoComponents(made, state, kept, following);
}

/** The functions of a store see its state as `this`, those of `getters` as their parameter too. */
function seenInside(options: ts.Expression, state: Shape, position: Position, following: Following): void {
  const visit = (node: ts.Node): void => {
    if (node.kind === tsc.SyntaxKind.ThisKeyword) following.push({ ...position, node, shape: state });
    const getter = tsc.isFunctionLike(node) ? memberOfLiteral(node) : null;
    const [parameter] = tsc.isFunctionLike(node) ? givenParameters(node) : [];
    if (parameter && getter && isTable(getter.literal, OWN_STATE.getters))
      bind(parameter.name, { ...position, node: parameter, shape: state }, following);
    tsc.forEachChild(node, visit);
  };
  if (tsc.isObjectLiteralExpression(options)) visit(options);
}

/** `...mapState(useUserStore, ['me'])`: https://pinia.vuejs.org/cookbook/options-api.html */
function mappedIntoComponents(
  made: ts.CallExpression,
  state: Shape & { kind: 'holder' },
  position: Position,
  following: Following,
): void {
  const { evaluation } = following;
  for (const call of ['mapState', 'mapWritableState'].flatMap((each) => evaluation.index.callsNamed(each))) {
    if (cellNamed(call.arguments?.[0], evaluation)?.made !== made) continue;
    for (const [name, shape] of Object.entries(state.members))
      for (const alias of aliasesIn(call, name)) expose(alias, shape, call, position, following);
  }
}

function isTable({ parent }: ts.ObjectLiteralExpression, name: string): boolean {
  return tsc.isPropertyAssignment(parent) && writtenName(parent.name) === name;
}

/** The store whose state a function sets: `set` of the function that makes it, `this.$patch`, `user.$patch`, `useUser.setState`. */
function definitionSetBy(callee: ts.Expression, evaluation: Evaluation): Definition | null {
  const parameter = parameterOf(callee, evaluation);
  const maker = parameter?.parent;
  if (parameter && maker && givenParameters(maker)[0] === parameter)
    return stateMaker(maker as ts.FunctionLikeDeclaration, evaluation);
  const isPatch = tsc.isPropertyAccessExpression(callee) && callee.name.text === '$patch';
  return isPatch ? definitionOf(callee.expression, evaluation) : null;
}

/** `create((set, get) => …)`, `create()(persist((set) => …))` */
function stateMaker(maker: ts.FunctionLikeDeclaration, evaluation: Evaluation): Definition | null {
  let call: ts.Node = outermostOf(maker).parent;
  while (tsc.isCallExpression(call) && !isStateMaker(call, evaluation)) call = outermostOf(call).parent;
  return tsc.isCallExpression(call) ? { made: call, maker } : null;
}

function isStateMaker(call: ts.CallExpression, evaluation: Evaluation): boolean {
  const callee = tsc.isCallExpression(call.expression) ? call.expression.expression : call.expression;
  const name = calleeName(callee) ?? '';
  return name !== OWN_STATE.maker && isMaker(call, evaluation);
}

/** The store that `this` is in one of its functions, or that a name was given: `const user = useUserStore()`. */
function definitionOf(node: ts.Expression, evaluation: Evaluation): Definition | null {
  if (node.kind === tsc.SyntaxKind.ThisKeyword) return definitionAround(node, evaluation);
  if (!tsc.isIdentifier(node)) return null;
  const declared = evaluation.checker.getSymbolAtLocation(node)?.valueDeclaration;
  const maker = declared && tsc.isVariableDeclaration(declared) ? declared.initializer : undefined;
  const found: Cell | null = maker && tsc.isCallExpression(maker) ? cellNamed(maker.expression, evaluation) : null;
  return found && calleeName(found.made.expression) === OWN_STATE.maker ? { made: found.made, maker: null } : null;
}

function definitionAround(node: ts.Node, evaluation: Evaluation): Definition | null {
  const made = tsc.findAncestor(
    node,
    (each) => tsc.isCallExpression(each) && calleeName(each.expression) === OWN_STATE.maker,
  );
  return made && tsc.isCallExpression(made) && isMaker(made, evaluation) ? { made, maker: null } : null;
}

function variableOf(made: ts.CallExpression): ts.Identifier | null {
  const { parent } = outermostOf(made);
  return tsc.isVariableDeclaration(parent) && tsc.isIdentifier(parent.name) ? parent.name : null;
}

/** `useUser.getState().setUser(me)`: into the function of the store; answers whether there is one. */
export function passedToAction(position: Position, parent: Call, index: number, following: Following): boolean {
  const actions = actionsCalled(parent.expression, following.evaluation);
  const handed = { ...doubted(position, parent, 'passed to a store'), descent: null };
  for (const action of actions) {
    const parameter = givenParameters(action)[index];
    if (parameter) bind(parameter.name, { ...handed, node: parameter }, following);
  }
  return actions.length > 0;
}

/**
 * The function of a store that a name or a member stands for: `useUser.getState().setUser`, `const setUser = useUser((state) =>
 * state.setUser)`, `const { setUser } = useUser()`.
 *
 * @returns empty for any other callee
 */
function actionsCalled(callee: ts.Expression, evaluation: Evaluation): readonly ts.FunctionLikeDeclaration[] {
  const asked = tsc.isPropertyAccessExpression(callee)
    ? { from: callee.expression, name: callee.name.text }
    : tsc.isIdentifier(callee)
      ? takenFrom(callee, evaluation)
      : null;
  const store = asked && storeAsked(asked.from, evaluation);
  if (!asked || !store) return [];
  return functionsIn(store, asked.name, evaluation);
}

function takenFrom(
  name: ts.Identifier,
  evaluation: Evaluation,
): { readonly from: ts.Expression; readonly name: string } | null {
  const declared = evaluation.checker.getSymbolAtLocation(name)?.valueDeclaration;
  if (declared && tsc.isBindingElement(declared) && tsc.isObjectBindingPattern(declared.parent)) {
    const { parent: variable } = declared.parent;
    const from = tsc.isVariableDeclaration(variable) ? variable.initializer : undefined;
    const taken = takenName(declared);
    return from && taken ? { from, name: taken } : null;
  }
  const call = declared && tsc.isVariableDeclaration(declared) ? declared.initializer : undefined;
  const selector = call && tsc.isCallExpression(call) ? call.arguments[0] : undefined;
  const selected = selector && tsc.isArrowFunction(selector) ? selector.body : undefined;
  const isMember = selected && tsc.isPropertyAccessExpression(selected) && tsc.isIdentifier(selected.expression);
  return call && isMember ? { from: call, name: selected.name.text } : null;
}

/** The store that `useUser()`, `useUser(select)` and `useUser.getState()` ask, and a name that was given its answer. */
function storeAsked(node: ts.Expression, evaluation: Evaluation): Cell | null {
  if (tsc.isIdentifier(node)) {
    const declared = evaluation.checker.getSymbolAtLocation(node)?.valueDeclaration;
    const maker = declared && tsc.isVariableDeclaration(declared) ? declared.initializer : undefined;
    return maker && tsc.isCallExpression(maker) ? storeAsked(maker, evaluation) : null;
  }
  if (!tsc.isCallExpression(node)) return null;
  const { expression: callee } = node;
  return cellNamed(tsc.isPropertyAccessExpression(callee) ? callee.expression : callee, evaluation);
}

/** The functions that are members of a name in the definition of a store. */
function functionsIn({ made }: Cell, name: string, evaluation: Evaluation): readonly ts.FunctionLikeDeclaration[] {
  return evaluation.index
    .identifiersIn(made.getSourceFile(), name)
    .filter((each) => each.pos >= made.pos && each.end <= made.end)
    .flatMap(({ parent }): readonly ts.FunctionLikeDeclaration[] => {
      if (tsc.isMethodDeclaration(parent)) return [parent];
      if (!tsc.isPropertyAssignment(parent)) return [];
      return evaluation
        .evaluate(parent.initializer, EMPTY_CONTEXT)
        .flatMap((value) => (value.kind === 'function' ? [value.node] : []));
    });
}
