import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { innerOf } from '../../syntax/outer.js';
import { givenParameters } from '../../syntax/functions.js';
import { remembered } from '../../model/remembered.js';
import type { Evaluation } from '../../values/evaluation.js';
import { scopeOfFunction } from '../../values/functions.js';
import { BODY } from '../../clients/shape.js';
import { hasOwnElements } from '../alternatives.js';
import type { Following } from '../following.js';
import { MAXIMUM_NAMES } from '../limits.js';
import { memberReads, parameterOf, privateReads } from '../members.js';
import type { Position } from '../position.js';
import { declaredSymbol, mentionsOfSame, valuesGivenTo } from '../references.js';
import { callersOf } from './callers.js';
import { goToMember } from './keeping.js';
import { goToReaders } from './names.js';

/** Methods that put what they are given into a collection, and which of their arguments that is. */
const FILLING: ReadonlyMap<string, (given: readonly ts.Expression[]) => readonly ts.Expression[]> = new Map([
  ['push', (given) => given],
  ['unshift', (given) => given],
  ['add', (given) => given],
  ['set', (given) => given.slice(1)],
  ['splice', (given) => given.slice(2)],
  ['fill', (given) => given.slice(0, 1)],
]);

/** Whether a call puts things of the program's own into the collection that it is made on: `students.push(guest)`. */
export function putsOwnThings(call: ts.CallExpression, name: string, { callers, evaluation }: Following): boolean {
  const given = FILLING.get(name)?.(call.arguments) ?? [];
  return hasOwnElements(given, evaluation) || given.some(isGivenByCaller);

  /** `guest` of `const add = (list, guest) => list.push(guest)`. */
  function isGivenByCaller(node: ts.Expression): boolean {
    const parameter = parameterOf(node, evaluation);
    if (!parameter) return false;
    const scope = parameter.parent as ts.FunctionLikeDeclaration;
    const index = givenParameters(scope).indexOf(parameter);
    return callers.of(scopeOfFunction(scope), false).some(({ site }) => {
      const argument = site.arguments[index]?.node;
      return argument !== undefined && hasOwnElements([argument], evaluation);
    });
  }
}

/**
 * Goes on from all that has a collection which things of the program's own are put into: what it holds is read there too.
 *
 * @param collection an expression that is the collection
 * @param position says that what it holds may be the program's own
 */
export function mixInto(
  collection: ts.Expression,
  position: Position,
  following: Following,
  names: readonly ts.Node[] = [],
): void {
  const inner = innerOf(collection);
  if (names.includes(inner)) return;
  if (names.length > MAXIMUM_NAMES) return following.ledger.escape({ ...position, shape: BODY }, 'followed too far');
  const further = [...names, inner];
  if (tsc.isIdentifier(inner)) return mixIntoVariable(inner, position, following, further);
  if (tsc.isPropertyAccessExpression(inner)) return mixIntoMember(inner, position, following);
  if (!tsc.isCallExpression(inner) || !tsc.isPropertyAccessExpression(inner.expression)) return;
  const { expression, name } = inner.expression;
  if (ANSWERING_ITSELF.has(name.text)) mixInto(expression, position, following, further);
}

/** Methods of lists that answer the list itself. */
const ANSWERING_ITSELF: ReadonlySet<string> = new Set(['sort', 'reverse', 'fill']);

function mixIntoVariable(
  name: ts.Identifier,
  position: Position,
  following: Following,
  names: readonly ts.Node[],
): void {
  const { evaluation } = following;
  goToReaders(name, position, following);
  const declaration = declaredSymbol(name, evaluation)?.valueDeclaration;
  if (!declaration) return;
  if (tsc.isVariableDeclaration(declaration)) {
    for (const value of valuesGivenTo(declaration, evaluation) ?? []) mixInto(value, position, following, names);
    return;
  }
  if (!tsc.isParameter(declaration)) return;
  const scope = declaration.parent as ts.FunctionLikeDeclaration;
  const index = givenParameters(scope).indexOf(declaration);
  for (const { node, outer } of callersOf(scope, position.descent, following)) {
    const given = node.arguments?.[index];
    if (given) mixInto(given, { ...position, descent: outer }, following, names);
  }
}

function mixIntoMember(access: ts.PropertyAccessExpression, position: Position, following: Following): void {
  const { expression, name } = access;
  const reads = tsc.isPrivateIdentifier(name)
    ? privateReads(name)
    : memberReads(expression, name.text, following.evaluation);
  if (reads) goToMember(reads, position, access, following);
}

/** Whether the program puts things of its own into a collection that an answer is put into: `all.push(me, { id: 'guest' })`. */
export function holdsOwnThings(collection: ts.Expression, evaluation: Evaluation): boolean {
  if (!tsc.isIdentifier(collection)) return false;
  const mentions = mentionsOfSame(collection, evaluation);
  return remembered(known, mentions, () => areGivenOwnThings(mentions, evaluation));
}

/** Found once for each collection, which may be filled in thousands of places. */
const known = new WeakMap<readonly ts.Identifier[], boolean>();

function areGivenOwnThings(mentions: readonly ts.Identifier[], evaluation: Evaluation): boolean {
  return mentions.some(({ parent }) => {
    if (!tsc.isPropertyAccessExpression(parent) || !tsc.isCallExpression(parent.parent)) return false;
    if (parent.parent.expression !== parent) return false;
    return hasOwnElements(FILLING.get(parent.name.text)?.(parent.parent.arguments) ?? [], evaluation);
  });
}
