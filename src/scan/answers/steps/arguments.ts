import type { ts } from 'ts-morph';
import { tsc } from '../../compiler.js';
import { spanOf } from '../../program.js';
import { passThrough, SILENT_CALLS } from '../calls.js';
import { move, type Following, type StepForm } from '../following.js';
import type { Descent, Position } from '../position.js';
import { awaited, elementShape, holder, holdsId, isPiped, pathOf, promise, type Shape } from '../shape.js';
import { storeKey } from '../stores.js';
import { enterCallback, same } from './callbacks.js';
import { bind, goToReaders } from './names.js';
import { piped } from './observables.js';
import { callersOf } from './returns.js';
import { tieSchema, tieType } from './ties.js';
import { shorten } from './wording.js';

type Call = ts.CallExpression | ts.NewExpression;

/** `load(me)`, or `load()` where it is the function that holds the answer. */
export const call: StepForm<Call> = (position, parent, following) => {
  const { node, shape } = position;
  if (parent.expression === node) {
    if (shape.kind === 'function') move(position, parent, shape.returns, following);
    return;
  }
  const index = [...(parent.arguments ?? [])].indexOf(node as ts.Expression);
  if (index < 0) return;
  const isOperator = tsc.isPropertyAccessExpression(parent.expression) && parent.expression.name.text === 'pipe';
  if (isOperator && tsc.isCallExpression(parent) && isPiped(shape))
    return piped(position, parent, index + 1, following);
  argument(position, parent, index, following);
};

/** The answer as an argument: into a function of the program, through one that is known, or out of sight. */
function argument(position: Position, parent: Call, index: number, following: Following): void {
  const name = parent.expression.getText();
  if (passThrough(name)) {
    tieSchema(parent, position, following);
    return move(position, parent, passedThrough(name, position.shape), following);
  }
  noteKey(position, parent, following);
  if (collected(position, parent, following)) return;
  if (enterCallees(position, parent, index, following)) return;
  if (resolvesPromise(position, parent, following) || callsBack(position, parent, index, following)) return;
  if (SILENT_CALLS.test(name)) return;
  following.ledger.escape(position, `passed to \`${shorten(name)}\``);
}

/** The id given to a store. */
function noteKey(position: Position, parent: Call, { ledger }: Following): void {
  const carrier = position.carrier ?? position.node;
  const path = pathOf(position.shape);
  if (path === null || !holdsId(position.shape) || !tsc.isCallExpression(parent) || !holdsNode(parent, carrier)) return;
  const key = storeKey(parent, carrier, path);
  if (key) ledger.use({ ...position, node: carrier, shape: { kind: 'body', path } }, key);
}

function enterCallees(position: Position, parent: Call, index: number, following: Following): boolean {
  const callees = following.evaluation.evaluate(parent.expression, following.request.context);
  let entered = false;
  for (const callee of callees) {
    if (callee.kind === 'function')
      entered = enterFunction(position, parent, callee.node, index + callee.bound.length, following) || entered;
    else if (callee.kind === 'class')
      entered = enterConstructor(position, parent, callee.node, index, following) || entered;
  }
  return entered;
}

function enterFunction(
  position: Position,
  parent: ts.Expression,
  scope: ts.FunctionLikeDeclaration,
  index: number,
  following: Following,
): boolean {
  const parameter = scope.parameters[index] ?? scope.parameters.find((each) => each.dotDotDotToken);
  if (!parameter || !scope.body) return false;
  const descent: Descent = { scope, call: parent, wrap: same, outer: position.descent };
  const trail = [...position.trail, { span: spanOf(parent), message: 'passed on here' }];
  bind(parameter.name, { ...position, node: parameter, descent, trail }, following);
  if (parameter.type) tieType(parameter.type, position, following);
  return true;
}

function enterConstructor(
  position: Position,
  parent: ts.Expression,
  scope: ts.ClassLikeDeclaration,
  index: number,
  following: Following,
): boolean {
  const constructor = scope.members.find((member) => tsc.isConstructorDeclaration(member) && member.body);
  if (!constructor || !tsc.isConstructorDeclaration(constructor)) return false;
  const parameter = constructor.parameters[index];
  if (parameter && tsc.isParameterPropertyDeclaration(parameter, parameter.parent))
    following.ledger.escape(position, 'kept in an object');
  return enterFunction(position, parent, constructor, index, following);
}

/** `chunks.push(chunk)` */
function collected(position: Position, parent: Call, following: Following): boolean {
  const callee = parent.expression;
  if (!tsc.isPropertyAccessExpression(callee) || !['push', 'unshift'].includes(callee.name.text)) return false;
  if (!tsc.isIdentifier(callee.expression)) return false;
  if (holdsId(position.shape)) following.ledger.escape(position, 'kept in a list');
  goToReaders(callee.expression, { ...position, shape: { kind: 'list', of: position.shape } }, following);
  return true;
}

/** `new Promise((resolve) => … resolve(body))` */
function resolvesPromise(position: Position, parent: Call, following: Following): boolean {
  const executor = parameterOwner(parent.expression, following);
  if (!executor || executor.index !== 0 || !tsc.isNewExpression(executor.scope.parent)) return false;
  if (executor.scope.parent.expression.getText() !== 'Promise') return false;
  move(position, executor.scope.parent, promise(awaited(position.shape)), following);
  return true;
}

/** `callback(null, body)`, where the callback is a parameter: the functions that callers pass for it. */
function callsBack(position: Position, parent: Call, index: number, following: Following): boolean {
  const owner = parameterOwner(parent.expression, following);
  if (!owner) return false;
  const parameters = [...Array<null>(index).fill(null), position.shape];
  let entered = false;
  for (const { node, outer } of callersOf(owner.scope, position.descent, following)) {
    const callback = node.arguments?.[owner.index];
    if (!callback) continue;
    const handover = { callback, parameters, call: node, wrap: same, returns: false };
    enterCallback(handover, { ...position, descent: outer }, following);
    entered = true;
  }
  return entered;
}

/** The function that a callee is a parameter of, and which one. */
function parameterOwner(
  callee: ts.Expression,
  { evaluation }: Following,
): { readonly scope: ts.FunctionLikeDeclaration; readonly index: number } | null {
  if (!tsc.isIdentifier(callee)) return null;
  const declaration = evaluation.checker.getSymbolAtLocation(callee)?.valueDeclaration;
  if (!declaration || !tsc.isParameter(declaration)) return null;
  const scope = declaration.parent as ts.FunctionLikeDeclaration;
  return { scope, index: scope.parameters.indexOf(declaration) };
}

function passedThrough(name: string, shape: Shape): Shape {
  if (/^Promise\.(all|allSettled|any|race)$/.test(name)) return promise(settledList(name, shape));
  if (name === 'Promise.resolve') return promise(awaited(shape));
  return (name === 'Buffer.concat' && elementShape(shape)) || shape;
}

/** What `Promise.all` resolves to: the same list, each element awaited. */
function settledList(name: string, shape: Shape): Shape {
  const unwrap = (each: Shape): Shape =>
    name === 'Promise.allSettled' ? holder({ value: awaited(each) }) : awaited(each);
  if (shape.kind === 'list') return /any|race/.test(name) ? awaited(shape.of) : { kind: 'list', of: unwrap(shape.of) };
  if (shape.kind !== 'holder') return shape;
  const members = Object.fromEntries(Object.entries(shape.members).map(([key, each]) => [key, unwrap(each)]));
  return holder(members);
}

function holdsNode(outer: ts.Node, inner: ts.Node): boolean {
  return outer.getSourceFile() === inner.getSourceFile() && outer.pos <= inner.pos && inner.end <= outer.end;
}
