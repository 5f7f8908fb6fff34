import type { ts } from 'ts-morph';
import { CLASS_COMPONENTS } from '../../libraries/frameworks.js';
import type { Shape } from '../../clients/shape.js';
import { calleeName } from '../../program/syntax-index.js';
import { tsc } from '../../syntax/compiler.js';
import { extendedBy } from '../../syntax/heritage.js';
import { isNothing } from '../../syntax/nothing.js';
import { innerOf } from '../../syntax/outer.js';
import { plainName } from '../../syntax/written-members.js';
import type { Call } from '../../syntax/transfer.js';
import { givenParameters } from '../../syntax/functions.js';
import { heirs, lineage } from '../../values/inheritance.js';
import { holdersOf } from '../../values/this.js';
import type { Evaluation } from '../../values/evaluation.js';
import type { Following } from '../following.js';
import { readsOfOwned } from '../members.js';
import { doubted, type Position } from '../position.js';
import { goToMember } from './keeping.js';
import { bind } from './names.js';

type Component = ts.ClassLikeDeclaration | ts.ObjectLiteralExpression;

/**
 * `this.setState({ me })`, `this.setState((before) => ({ ...before, me }))` of a component: into what reads `this.state`.
 *
 * @returns whether it is such a call
 */
export function setStateOfClass(position: Position, call: Call, index: number, following: Following): boolean {
  const { expression: callee } = call;
  const isSetter = tsc.isPropertyAccessExpression(callee) && callee.name.text === CLASS_COMPONENTS.setter;
  if (!isSetter || index !== 0) return false;
  const state = position.shape.kind === 'function' ? position.shape.returns : position.shape;
  const components = componentsOf(callee.expression, following.evaluation);
  for (const each of components) goToState(each, state, callee, position, following);
  return components.length > 0;
}

function goToState(
  component: Component,
  state: Shape,
  setter: ts.PropertyAccessExpression,
  position: Position,
  following: Following,
): void {
  following.settle();
  const reads = readsOfOwned(component, CLASS_COMPONENTS.state, following.evaluation);
  const others = statesSet(component, setter, reads.writes ?? [], following.evaluation);
  const held = { ...position, shape: state, descent: null };
  const way = 'set as the state of a component, which other code sets too';
  // What the component begins with is another value, which is gone once this one is set.
  const own = others.every((each) => leavesMembers(each, state)) ? held : doubted(held, setter, way);
  goToMember({ ...reads, writes: [] }, own, setter, following);
  for (const { name } of parametersHandedState(component, following.evaluation))
    bind(name, { ...own, node: name.parent }, following);
}

/** `prevState` of `componentDidUpdate(prevProps, prevState)`, `before` of `setState((before) => …)`. */
function parametersHandedState(component: Component, evaluation: Evaluation): readonly ts.ParameterDeclaration[] {
  const methods = membersOf(component).flatMap((each) => {
    const isHanded = CLASS_COMPONENTS.handed.has(each.name && tsc.isIdentifier(each.name) ? each.name.text : '');
    const method = functionOf(each);
    return isHanded && method ? (givenParameters(method)[1] ?? []) : [];
  });
  const updaters = settersOf(component, evaluation).flatMap(({ arguments: given = [] }) => {
    const [updater] = given;
    const isUpdater = updater && (tsc.isArrowFunction(updater) || tsc.isFunctionExpression(updater));
    return isUpdater ? (givenParameters(updater)[0] ?? []) : [];
  });
  return [...methods, ...updaters];
}

/** All that a component sets its state to, but by one call: what it begins with, what other calls set. */
function statesSet(
  component: Component,
  setter: ts.Expression,
  writes: readonly ts.Expression[],
  evaluation: Evaluation,
): readonly ts.Expression[] {
  const called = settersOf(component, evaluation)
    .filter(({ expression }) => expression !== setter)
    .flatMap(({ arguments: given = [] }) => given[0] ?? []);
  const assigned = writes.flatMap(({ parent }) => (tsc.isBinaryExpression(parent) ? parent.right : []));
  const written = membersOf(component).flatMap((each): readonly ts.Expression[] => {
    if (tsc.isPropertyDeclaration(each))
      return isNamed(each, CLASS_COMPONENTS.state) && each.initializer ? [each.initializer] : [];
    const method = isNamed(each, CLASS_COMPONENTS.first) ? functionOf(each) : null;
    return method ? evaluation.index.returnsOf(method) : [];
  });
  return [...called, ...assigned, ...written];
}

function membersOf(component: Component): readonly (ts.ClassElement | ts.ObjectLiteralElement)[] {
  return tsc.isClassLike(component) ? component.members : component.properties;
}

function isNamed({ name }: ts.NamedDeclaration, text: string): boolean {
  return name !== undefined && tsc.isIdentifier(name) && name.text === text;
}

function functionOf(member: ts.ClassElement | ts.ObjectLiteralElement): ts.FunctionLikeDeclaration | null {
  const method = tsc.isPropertyAssignment(member) || tsc.isPropertyDeclaration(member) ? member.initializer : member;
  return method && tsc.isFunctionLike(method) ? (method as ts.FunctionLikeDeclaration) : null;
}

/** Whether a state that is set leaves some members as they are, or empties them. */
function leavesMembers(set: ts.Expression, state: Shape): boolean {
  const inner = innerOf(set);
  if (!tsc.isObjectLiteralExpression(inner) || state.kind !== 'holder') return false;
  return inner.properties.every((each) => {
    const name = tsc.isSpreadAssignment(each) ? null : plainName(each);
    if (name !== null && !Object.hasOwn(state.members, name)) return true;
    return tsc.isPropertyAssignment(each) && isEmpty(innerOf(each.initializer));
  });
}

/** `null`, `''`, `false`, `[]`, `{}` */
function isEmpty(node: ts.Expression): boolean {
  if (tsc.isArrayLiteralExpression(node)) return !node.elements.length;
  if (tsc.isObjectLiteralExpression(node)) return !node.properties.length;
  return (
    isNothing(node) || node.kind === tsc.SyntaxKind.FalseKeyword || (tsc.isStringLiteral(node) && node.text === '')
  );
}

/** The calls that set the state of a component. */
function settersOf(component: Component, evaluation: Evaluation): readonly Call[] {
  return evaluation.index
    .callsNamed(CLASS_COMPONENTS.setter)
    .filter(
      ({ expression }) =>
        tsc.isPropertyAccessExpression(expression) &&
        componentsOf(expression.expression, evaluation).includes(component),
    );
}

/** The components that something is: by its class, or by the object that one is made of. */
function componentsOf(node: ts.Expression, evaluation: Evaluation): readonly Component[] {
  const own = new Set<Component>(holdersOf(node, evaluation).flatMap((each) => componentOf(each, evaluation) ?? []));
  // The classes above and below it read the same state.
  for (const each of own)
    if (tsc.isClassLike(each))
      for (const other of [...lineage(each, evaluation), ...heirs(each, evaluation)]) own.add(other);
  return [...own];
}

function componentOf(node: ts.Node, evaluation: Evaluation): Component | null {
  if (tsc.isClassLike(node)) {
    const bases = lineage(node, evaluation).map((each) => extendedBy(each));
    return bases.some((base) => base && CLASS_COMPONENTS.bases.has(calleeName(base) ?? '')) ? node : null;
  }
  const made = tsc.isObjectLiteralExpression(node) && tsc.isCallExpression(node.parent) ? node.parent : null;
  return made && CLASS_COMPONENTS.makers.has(calleeName(made.expression) ?? '')
    ? (node as ts.ObjectLiteralExpression)
    : null;
}
