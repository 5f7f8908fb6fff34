import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { holds } from '../syntax/holds.js';
import { innerOf } from '../syntax/outer.js';
import type { Evaluation } from '../values/evaluation.js';
import { heirs, lineage } from '../values/inheritance.js';
import { writtenName } from '../syntax/names.js';
import { ownerOfThis } from '../values/this.js';
import { onlyNameText } from '../values/objects.js';
import { EMPTY_CONTEXT, knownText, type Value } from '../values/value.js';
import { declaredSymbol } from './references.js';

/**
 * Whether an expression that stands in for an answer may be a thing of the program's own: `{ type: 'guest' }`, what a
 * cache held. Nothing at all is no such thing, nor is what is still to be filled, or what never comes.
 */
export function isOwnThing(node: ts.Expression, evaluation: Evaluation): boolean {
  return evaluation.evaluate(node, EMPTY_CONTEXT).some((value) => {
    // A list that is still to be filled, or a text.
    const isEmpty = (value.kind === 'array' && value.elements.length === 0) || knownText(value) === '';
    return value.kind !== 'nothing' && !isEmpty && !isRejected(value);
  });
}

/** `Promise.reject(response)` */
function isRejected(value: Value): boolean {
  return isCallOf(value, 'Promise', 'reject');
}

/** Whether a value is what a method of a global object answers. */
function isCallOf(value: Value, object: string, method: string): boolean {
  if (value.kind !== 'external' || !('global' in value.root) || value.root.global !== object) return false;
  const [member, called] = value.steps;
  return member?.kind === 'member' && member.name === method && called?.kind === 'call';
}

/** Whether a variable that is given an answer is given something of the program's own elsewhere. */
export function holdsOwnThings(name: ts.Identifier, evaluation: Evaluation): boolean {
  const symbol = declaredSymbol(name, evaluation);
  const declaration = symbol?.valueDeclaration;
  const isVariable = declaration !== undefined && tsc.isVariableDeclaration(declaration);
  const first = isVariable && declaration.name !== name ? declaration.initializer : undefined;
  if (first && isOwnThing(first, evaluation)) return true;
  return evaluation.index.changesIn(name.getSourceFile(), name.text).some((change) => {
    const { parent } = change;
    if (change === name || !tsc.isBinaryExpression(parent) || parent.left !== change) return false;
    return declaredSymbol(change, evaluation) === symbol && isOwnThing(parent.right, evaluation);
  });
}

/**
 * Whether a member of a class that is given an answer is given something of the program's own elsewhere: `this.me = { type:
 * 'guest' }`.
 */
export function memberHoldsOwnThings(target: ts.PropertyAccessExpression, evaluation: Evaluation): boolean {
  const family = familyOf(target.expression, evaluation);
  if (!family.size) return false;
  const others = evaluation.index
    .assignmentsTo(target.name.text)
    .filter((each) => each.target !== target && mayBeOf(family, each.target.expression, evaluation));
  const fields = [...family].flatMap(({ members }) => members.filter(tsc.isPropertyDeclaration));
  const initial = fields.flatMap(({ name, initializer }) =>
    initializer && writtenName(name) === target.name.text ? [initializer] : [],
  );
  return [...others.map(({ value }) => value), ...initial].some((value) => isOwnThing(value, evaluation));
}

/** The classes that an object may be an instance of, or be itself, with those that they extend or that extend them. */
function familyOf(object: ts.Expression, evaluation: Evaluation): ReadonlySet<ts.ClassLikeDeclaration> {
  const owner = object.kind === tsc.SyntaxKind.ThisKeyword ? ownerOfThis(object, evaluation)?.holder : null;
  const values = owner ? [] : evaluation.evaluate(object, EMPTY_CONTEXT);
  const nodes = [owner, ...values.flatMap((value) => ('node' in value ? [value.node] : []))];
  const classes = nodes.filter((each) => each !== null && each !== undefined).filter(tsc.isClassLike);
  return new Set(classes.flatMap((each) => [...lineage(each, evaluation), ...heirs(each, evaluation)]));
}

/** Whether an object may be of a family of classes; what nobody knows may be. */
function mayBeOf(family: ReadonlySet<ts.ClassLikeDeclaration>, object: ts.Expression, evaluation: Evaluation): boolean {
  const own = familyOf(object, evaluation);
  if (own.size) return [...own].some((each) => family.has(each));
  return !evaluation.evaluate(object, EMPTY_CONTEXT).every(({ kind }) => kind === 'object');
}

/** Whether a function given to `catch` answers something of its own in the place of the answer. */
export function answersOwnThing(callback: ts.Expression | undefined, evaluation: Evaluation): boolean {
  if (!callback) return false;
  return evaluation
    .evaluate(callback, EMPTY_CONTEXT)
    .flatMap((value) => (value.kind === 'function' ? evaluation.index.returnsOf(value.node) : []))
    .some((returned) => isOwnThing(returned, evaluation));
}

/** The members that every answer of Clever with a person has, and the method of a response that answers it. */
const ENVELOPE: ReadonlySet<string> = new Set(['type', 'data', 'json']);

/**
 * Whether a function that answers what Clever said may answer a thing of the program's own that looks like it: a guest,
 * an answer that a file kept.
 *
 * @param answer what it returns of Clever's
 */
export function returnsOwnAnswer(
  scope: ts.FunctionLikeDeclaration,
  answer: ts.Node | null,
  evaluation: Evaluation,
): boolean {
  const others = evaluation.index.returnsOf(scope).filter((each) => !answer || !holds(each, answer));
  return others.some((each) => branchesOf(each).some((branch) => passesForAnswer(branch, evaluation)));
}

/** The sides of a condition, each of which the expression may be. */
function branchesOf(node: ts.Expression): readonly ts.Expression[] {
  const inner = innerOf(node);
  if (tsc.isAwaitExpression(inner)) return branchesOf(inner.expression);
  return tsc.isConditionalExpression(inner) ? [...branchesOf(inner.whenTrue), ...branchesOf(inner.whenFalse)] : [inner];
}

function passesForAnswer(node: ts.Expression, evaluation: Evaluation): boolean {
  return evaluation.evaluate(node, EMPTY_CONTEXT).some((value) => {
    if (value.kind !== 'object') return isDecoded(value);
    if (!tsc.isObjectLiteralExpression(value.node)) return false;
    return value.node.properties.some((each) => {
      const name = each.name && onlyNameText(each.name, evaluation, EMPTY_CONTEXT);
      return !name || ENVELOPE.has(name);
    });
  });
}

/** `JSON.parse(text)` */
function isDecoded(value: Value): boolean {
  return isCallOf(value, 'JSON', 'parse');
}

/**
 * Whether a list that elements of an answer are put into has elements of the program's own too.
 *
 * @param others what else is put into it: elements, and spreads of lists
 */
export function hasOwnElements(others: readonly ts.Expression[], evaluation: Evaluation): boolean {
  return others.some((each) =>
    evaluation.evaluate(tsc.isSpreadElement(each) ? each.expression : each, EMPTY_CONTEXT).some((value) => {
      if (value.kind === 'array')
        return hasOwnElements(
          value.elements.map(({ node }) => node),
          evaluation,
        );
      return value.kind === 'object' || value.kind === 'instance' || isDecoded(value);
    }),
  );
}
