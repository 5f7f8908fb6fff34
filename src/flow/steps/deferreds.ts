import type { ts } from 'ts-morph';
import { awaited, promise, type Shape } from '../../clients/shape.js';
import { DEFERRED_PROMISE, DEFERRED_PROMISES, DEFERRING, RESOLVING } from '../../libraries/deferreds.js';
import { calleeName } from '../../program/syntax-index.js';
import { spanOf } from '../../program/program.js';
import { tsc } from '../../syntax/compiler.js';
import { namesLeadingTo, takenName } from '../../syntax/names.js';
import { innerOf } from '../../syntax/outer.js';
import { givenParameters } from '../../syntax/functions.js';
import { move, type Following } from '../following.js';
import { parameterOf } from '../members.js';
import type { Position } from '../position.js';
import { declaredSymbol, readsOf } from '../references.js';
import { bind } from './names.js';

/**
 * `resolve(body)` of `new Promise((resolve) => …)`, also by a name that outlives the function, and `deferred.resolve(body)`:
 * the promise holds what it is resolved to.
 *
 * @param callee what is called with it
 * @param shape what it is called with
 * @returns whether it resolves a promise that is in sight
 */
export function resolvesPromise(
  callee: ts.Expression,
  shape: Shape,
  position: Position,
  following: Following,
): boolean {
  const kept = promise(awaited(shape));
  const made = promiseResolvedBy(callee, following);
  if (made) {
    move(position, made, kept, following);
    return true;
  }
  return resolvesDeferred(innerOf(callee), kept, position, following);
}

/** The promise whose executor was handed a function first. */
function promiseResolvedBy(callee: ts.Expression, following: Following): ts.NewExpression | null {
  const parameter = parameterOf(callee, following.evaluation) ?? parameterKept(callee, following);
  const executor = parameter?.parent;
  if (!executor || givenParameters(executor)[0] !== parameter || !tsc.isNewExpression(executor.parent)) return null;
  return namesLeadingTo(executor.parent.expression).join('.') === 'Promise' ? executor.parent : null;
}

/** `ok` of `let ok; new Promise((resolve) => { ok = resolve; })`: the parameter that a name was given. */
function parameterKept(callee: ts.Expression, { evaluation, request }: Following): ts.ParameterDeclaration | null {
  for (const value of evaluation.evaluate(callee, request.context)) {
    if (value.kind !== 'unknown' || value.readOff || !value.opens || !value.span || tsc.isClassLike(value.opens))
      continue;
    const { start, file } = value.span;
    const found = value.opens.parameters.find(({ name }) => {
      const span = spanOf(name);
      return span.start === start && span.file === file;
    });
    if (found) return found;
  }
  return null;
}

function resolvesDeferred(callee: ts.Expression, kept: Shape, position: Position, following: Following): boolean {
  if (tsc.isPropertyAccessExpression(callee) && tsc.isIdentifier(callee.expression)) {
    const declaration = declaredSymbol(callee.expression, following.evaluation)?.valueDeclaration;
    if (!RESOLVING.has(callee.name.text) || !declaration || !tsc.isVariableDeclaration(declaration)) return false;
    return takenFrom(declaration, kept, position, following);
  }
  const element = tsc.isIdentifier(callee) ? declaredSymbol(callee, following.evaluation)?.valueDeclaration : undefined;
  if (!element || !tsc.isBindingElement(element) || !RESOLVING.has(takenName(element) ?? '')) return false;
  const { parent: pattern } = element;
  if (!tsc.isVariableDeclaration(pattern.parent) || makerOf(pattern.parent) === null) return false;
  const own = pattern.elements.find((each) => tsc.isBindingElement(each) && takenName(each) === DEFERRED_PROMISE);
  if (!own || !tsc.isBindingElement(own)) return false;
  bind(own.name, { ...position, node: own, shape: kept }, following);
  return true;
}

/** `deferred.promise`, `deferred.promise()`, and `deferred` where it is a promise itself. */
function takenFrom(
  declaration: ts.VariableDeclaration,
  kept: Shape,
  position: Position,
  following: Following,
): boolean {
  const maker = makerOf(declaration);
  if (maker === null || !tsc.isIdentifier(declaration.name)) return false;
  following.settle();
  for (const read of readsOf(declaration.name, following.evaluation)) {
    const access = tsc.isPropertyAccessExpression(read.parent) && read.parent.expression === read ? read.parent : null;
    const isPromise = access?.name.text === DEFERRED_PROMISE;
    if (!isPromise && (access !== null || !DEFERRED_PROMISES.has(maker))) continue;
    const call = access && tsc.isCallExpression(access.parent) && access.parent.expression === access;
    const node = access ? (call ? access.parent : access) : read;
    following.push({ ...position, node, shape: kept });
  }
  return true;
}

/** The name of the function that a variable has a deferred of; null for any other variable. */
function makerOf({ initializer }: ts.VariableDeclaration): string | null {
  if (!initializer || !(tsc.isCallExpression(initializer) || tsc.isNewExpression(initializer))) return null;
  const name = calleeName(initializer.expression) ?? '';
  return DEFERRING.has(name) ? name : null;
}
