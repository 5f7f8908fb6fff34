import type { ts } from 'ts-morph';
import { awaited, holder, promise, type Shape } from '../../clients/shape.js';
import {
  ACTION_MEMBERS,
  ACTION_NAMES,
  ANSWERS_STATE,
  CONNECTS,
  SELECTING,
  SELECTING_EFFECT,
  SELECTING_HOOK,
  SELECTOR_NAME,
  STATE_NAMES,
  TOOLKIT,
} from '../../libraries/reducers.js';
import { contextNamed } from '../../libraries/contexts.js';
import { innerOf } from '../../syntax/outer.js';
import { calleeName } from '../../program/syntax-index.js';
import { tsc } from '../../syntax/compiler.js';
import { givenParameters, memberOfLiteral } from '../../syntax/functions.js';
import { takenName, writtenName } from '../../syntax/names.js';
import type { Call } from '../../syntax/transfer.js';
import { openInPackages } from '../../values/contexts.js';
import type { Evaluation } from '../../values/evaluation.js';
import { EMPTY_CONTEXT, knownText } from '../../values/value.js';
import type { Following } from '../following.js';
import { doubted, type Position } from '../position.js';
import { bind } from './names.js';
import { isMutation, keptInModule } from './vuex.js';

/** Whether a function makes a state of the one before and an action. */
export function isReducer(scope: ts.SignatureDeclaration): boolean {
  const parameters = givenParameters(scope);
  const [, action] = parameters;
  if (!action || parameters.length !== 2) return false;
  if (isOfSlice(scope)) return true;
  if (tsc.isIdentifier(action.name)) return ACTION_NAMES.has(action.name.text);
  if (!tsc.isObjectBindingPattern(action.name)) return false;
  return action.name.elements.some((element) => ACTION_MEMBERS.has(takenName(element) ?? ''));
}

/** `reducers: { loaded(draft, { payload }) { … } }` of a slice, whatever the parameters are called. */
function isOfSlice(scope: ts.SignatureDeclaration): boolean {
  const table = memberOfLiteral(scope)?.literal.parent;
  if (!table || !tsc.isPropertyAssignment(table) || writtenName(table.name) !== TOOLKIT.reducers) return false;
  const { parent: call } = table.parent;
  return tsc.isCallExpression(call) && calleeName(call.expression) === TOOLKIT.slice;
}

/**
 * What a reducer returns is the next state.
 *
 * @param scope the function that returns it
 */
export function keptByReducer(
  scope: ts.FunctionLikeDeclaration,
  shape: Shape,
  position: Position,
  following: Following,
): void {
  if (!isReducer(scope)) return;
  const members = shape.kind === 'holder' ? Object.entries(shape.members) : [];
  // `(state, action) => action.payload`
  if (!members.length && sliceAround(scope, following) !== null)
    keptInState([], scope, { ...position, shape }, following);
  for (const [name, each] of members) keptInState([name], scope, { ...position, shape: each }, following);
}

/**
 * `state.me = action.payload` in a reducer of Redux Toolkit.
 *
 * @param holderNode `state` of it, or a member of that
 * @returns whether it is the state of a reducer
 */
export function assignedToState(
  holderNode: ts.Expression,
  name: string,
  position: Position,
  following: Following,
): boolean {
  const path = pathBehind(holderNode);
  const root = path && following.evaluation.checker.getSymbolAtLocation(path.root)?.valueDeclaration;
  if (!path || !root || !tsc.isParameter(root) || givenParameters(root.parent)[0] !== root) return false;
  if (isMutation(root.parent)) {
    keptInModule([...path.names, name], root.parent, position, following);
    return true;
  }
  if (!isReducer(root.parent)) return false;
  keptInState([...path.names, name], root.parent as ts.FunctionLikeDeclaration, position, following);
  return true;
}

/** From a member of a state to the functions that select it. */
function keptInState(
  path: readonly string[],
  scope: ts.FunctionLikeDeclaration,
  position: Position,
  following: Following,
): void {
  const slice = sliceAround(scope, following);
  const [first = slice ?? ''] = path;
  openInPackages(scope, first, [], following.evaluation);
  const kept = { ...doubted(position, scope, `stored in \`${path.join('.')}\` of the state`), descent: null };
  following.ledger.escapeTo(position, 'kept in', scope.parameters[0]?.name ?? scope);
  const shape = path.reduceRight((inner: Shape, name) => holder({ [name]: inner }), position.shape);
  for (const mount of mountsOf(slice, first, following)) following.push({ ...kept, node: mount, shape });
}

/** The expressions that hold the state of a slice in functions that select: `state.user` of `(state) => state.user.me`. */
function mountsOf(slice: string | null, member: string, following: Following): readonly ts.Expression[] {
  const { index } = following.evaluation;
  const named = slice === null ? [] : index.identifiers(slice).map(({ parent }) => parent);
  const read = index
    .identifiers(member)
    .map(({ parent }) => (tsc.isPropertyAccessExpression(parent) ? parent.expression : parent));
  const found = [...named, ...read].filter((each) => tsc.isPropertyAccessExpression(each));
  const own = found.filter(
    (each) =>
      (slice === null || each.name.text === slice) &&
      (isState(each.expression, following.evaluation) ||
        (slice !== null && isSelected(each, member, following.evaluation))),
  );
  return [...new Set(own)];
}

/** Whether an expression is the state as a whole: the parameter of a function that selects, or what `getState()` answers. */
function isState(node: ts.Expression, evaluation: Evaluation): boolean {
  if (tsc.isCallExpression(node)) return calleeName(node.expression) === ANSWERS_STATE;
  if (!tsc.isIdentifier(node)) return false;
  const declaration = evaluation.checker.getSymbolAtLocation(node)?.valueDeclaration;
  if (declaration && tsc.isVariableDeclaration(declaration))
    return declaration.initializer !== undefined && isState(declaration.initializer, evaluation);
  if (!declaration || !tsc.isParameter(declaration) || givenParameters(declaration.parent)[0] !== declaration)
    return false;
  const { parent: scope } = declaration;
  if (tsc.isCallExpression(scope.parent)) {
    const name = calleeName(scope.parent.expression) ?? '';
    return SELECTING.has(name) || SELECTING_HOOK.test(name);
  }
  const name = scope.name ?? (tsc.isVariableDeclaration(scope.parent) ? scope.parent.name : undefined);
  return STATE_NAMES.has(node.text) && name !== undefined && SELECTOR_NAME.test(writtenName(name) ?? '');
}

/** `(st) => st.user.me`: a function that does nothing but read the member of a slice, whatever its parameter is called. */
function isSelected(mount: ts.PropertyAccessExpression, member: string, { checker }: Evaluation): boolean {
  const { expression: root, parent: read } = mount;
  if (!tsc.isPropertyAccessExpression(read) || read.name.text !== member || !tsc.isIdentifier(root)) return false;
  const declaration = checker.getSymbolAtLocation(root)?.valueDeclaration;
  if (!declaration || !tsc.isParameter(declaration) || contextNamed(root.text, null)) return false;
  const { parent: scope } = declaration;
  return tsc.isArrowFunction(scope) && givenParameters(scope).length === 1 && beginsWith(scope.body, read);
}

/** Whether an expression is a read of members that begins with another one. */
function beginsWith(node: ts.Node, front: ts.Expression): boolean {
  let each: ts.Node = innerOf(node as ts.Expression);
  while (each !== front && (tsc.isPropertyAccessExpression(each) || tsc.isNonNullExpression(each)))
    each = each.expression;
  return each === front;
}

/** The name of the slice that a reducer stands in; null where it stands in none. */
function sliceAround(scope: ts.Node, { evaluation }: Following): string | null {
  const call = tsc.findAncestor(
    scope,
    (node) => tsc.isCallExpression(node) && calleeName(node.expression) === TOOLKIT.slice,
  );
  const [options] = call && tsc.isCallExpression(call) ? call.arguments : [];
  if (!options) return null;
  const names = evaluation.evaluate(options, EMPTY_CONTEXT).flatMap((each) => evaluation.member(each, 'name'));
  return names.map(knownText).find((name) => name !== null) ?? null;
}

/** `state.user` as the name at its front, and the members behind. */
function pathBehind(node: ts.Expression): { readonly root: ts.Identifier; readonly names: readonly string[] } | null {
  if (tsc.isIdentifier(node)) return { root: node, names: [] };
  if (!tsc.isPropertyAccessExpression(node)) return null;
  const before = pathBehind(node.expression);
  return before && { ...before, names: [...before.names, node.name.text] };
}

/**
 * A function that selects, handed to a hook: what it answers comes out of the hook, or goes to a component.
 *
 * @returns whether the call takes such functions
 */
export function selected(position: Position, parent: Call, index: number, following: Following): boolean {
  const { shape } = position;
  const name = calleeName(parent.expression) ?? '';
  if (shape.kind !== 'function' || index !== 0) return false;
  const value = awaited(shape.returns);
  if (SELECTING_HOOK.test(name)) following.push({ ...position, node: parent, shape: value });
  else if (name === SELECTING_EFFECT) following.push({ ...position, node: parent, shape: promise(value) });
  else return name === CONNECTS && connected(parent, { ...position, shape: value }, following);
  return true;
}

/** `connect(select)(Page)`: the component is handed the members of what is selected. */
function connected({ parent: outer }: Call, position: Position, following: Following): boolean {
  const [component] = tsc.isCallExpression(outer) ? outer.arguments : [];
  if (!component) return false;
  const functions = following.evaluation.evaluate(component, EMPTY_CONTEXT).filter((each) => each.kind === 'function');
  for (const { node } of functions) {
    const [properties] = givenParameters(node);
    if (properties) bind(properties.name, { ...position, node: properties, descent: null }, following);
  }
  return functions.length > 0;
}
