import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { functionAround } from '../syntax/functions.js';
import { changePlace, type ChangePlace } from '../syntax/change-places.js';
import { isShared } from '../syntax/scripts.js';
import { sourceOf, spanOf } from '../program/program.js';
import { branchesSeen } from './conditions.js';
import type { Evaluation } from './evaluation.js';
import { assigned, asTexts, shortName } from './literals.js';
import { isVariable, symbolOf, type Variable } from './names.js';
import { anyMember, writtenMember } from './objects.js';
import { sharedAgain } from './script-globals.js';
import { spreadOut } from './spreading.js';
import { valuesAt, type Branches, type VariableChange } from './reaching.js';
import { withParameters, withPart, withPartAdded } from './url-text.js';
import { memberOfUnknown, NOTHING, unknown, type Context, type Value, type Values } from './value.js';

/** As many changes of one name are followed; each is looked at anew for each use. */
const MAXIMUM_CHANGES = 1000;

const OFTEN_CHANGED = 'a value that is changed in more places than this tool follows';

/** A variable where it is used: its value at declaration, and what was done to it since. */
export function variable(node: Variable, use: ts.Node, context: Context, evaluation: Evaluation): Values {
  const declared = tsc.isVariableDeclaration(node)
    ? declaredValue(node, context, evaluation)
    : evaluation.evaluate(node, context);
  if (!tsc.isIdentifier(node.name)) return declared;
  const symbol = symbolOf(node.name, evaluation.checker);
  const places = evaluation.index.changesIn(sourceOf(node), node.name.text);
  if (places.length > MAXIMUM_CHANGES) return [oftenChanged(use)];
  const changes = places
    .filter((each) => symbolOf(each, evaluation.checker) === symbol)
    .flatMap((each) => toChange(each, context, evaluation));
  return changedSince(node, use, declared, changes, branchesSeen(context, evaluation));
}

/**
 * A member of a variable where it is used, given that the variable's members are assigned: `options.base = …`.
 *
 * @param declared what the member holds by itself
 */
export function variableMember(
  use: ts.PropertyAccessExpression,
  declared: Values,
  context: Context,
  evaluation: Evaluation,
): Values {
  const { expression, name } = use;
  if (!tsc.isIdentifier(expression)) return declared;
  const assignments = evaluation.index
    .assignmentsTo(name.text)
    .filter(({ target }) => tsc.isIdentifier(target.expression));
  if (!assignments.length) return declared;
  if (assignments.length > MAXIMUM_CHANGES) return [oftenChanged(use)];
  const symbol = symbolOf(expression, evaluation.checker);
  const declaration = symbol?.declarations?.find(isVariable);
  if (!declaration || assignments.some(({ node }) => node.left === use)) return declared;
  const own = assignments.filter(
    ({ target }) => symbolOf(target.expression as ts.Identifier, evaluation.checker) === symbol,
  );
  const near = own.filter(({ node }) => functionAround(node) === functionAround(use));
  const changes = near.map(({ node }): VariableChange => ({
    node,
    apply: (before) => assigned(node, before, context, evaluation),
  }));
  const isAllNear = near.length === own.length && near.some(({ node, value }) => node === value);
  // What each of them adds must not be there before the first.
  const before = isAllNear ? writtenBefore(use, declared, context, evaluation) : declared;
  return changedSince(declaration, use, before, changes, branchesSeen(context, evaluation));
}

/** What a member of a variable holds before it is assigned, where literals say that. */
function writtenBefore(
  { expression, name }: ts.PropertyAccessExpression,
  declared: Values,
  context: Context,
  evaluation: Evaluation,
): Values {
  const written = evaluation
    .evaluate(expression, context)
    .map((holder) => (holder.kind === 'object' ? writtenMember(holder, name.text, evaluation) : []));
  return written.every(({ length }) => length > 0) ? written.flat() : declared;
}

function oftenChanged(use: ts.Node): Value {
  return { ...unknown(shortName(use), OFTEN_CHANGED, spanOf(use)), isCut: true };
}

/** What a variable is declared to hold. */
export function declaredValue(node: ts.VariableDeclaration, context: Context, evaluation: Evaluation): Values {
  const shared = sharedAgain(node, evaluation);
  if (shared) return shared;
  if (node.initializer) return evaluation.evaluate(node.initializer, context);
  const loop = node.parent.parent;
  if (tsc.isForOfStatement(loop)) return elementsOf(evaluation.evaluate(loop.expression, context), node, evaluation);
  const declared = node.type ? evaluation.declaredType(node.type) : [];
  return declared.length ? declared : [NOTHING];
}

function changedSince(
  node: Variable,
  use: ts.Node,
  declared: Values,
  changes: readonly VariableChange[],
  branches: Branches,
): Values {
  if (!changes.length) return declared;
  const block = blockOf(node);
  if (!block) return declared;
  // Another script, which asks for the name where it is declared, reads it at any time, as a function does.
  const isOfScript = use === node.name && tsc.isVariableDeclaration(node) && isShared(node);
  const isSeenFromInside = isOfScript || functionAround(use) !== functionAround(node.name);
  const values = valuesAt(block, isSeenFromInside ? null : use, declared, changes, branches);
  if (!isSeenFromInside) return values;
  const set = values.filter((value) => value.kind !== 'nothing');
  return set.length ? set : values;
}

function toChange(name: ts.Identifier, context: Context, evaluation: Evaluation): readonly VariableChange[] {
  const place = changePlace(name);
  if (!place) return [];
  return [{ node: place.node, apply: (before) => changed(place, before, context, evaluation) }];
}

function changed(place: ChangePlace, before: Values, context: Context, evaluation: Evaluation): Values {
  switch (place.kind) {
    case 'assignment':
      return assigned(place.node, before, context, evaluation);
    case 'step':
      return [unknown(shortName(place.node.operand), 'the value of a counter', spanOf(place.node))];
    case 'pattern':
      return place.members.reduce<Values>(
        (values, member) => values.flatMap((value) => evaluation.member(value, member)),
        evaluation.evaluate(place.node.right, context),
      );
    case 'url-part': {
      const texts = asTexts(place.node.right, evaluation.evaluate(place.node.right, context));
      const set = place.adds ? withPartAdded : withPart;
      return before.flatMap((value): Values => (value.kind === 'text' ? set(value, place.part, texts) : [value]));
    }
    case 'elements':
      return before.map((value) => withElements(value, place, context, evaluation));
    case 'filled':
      return before.map((value) =>
        value.kind === 'unknown' ? withDefaults(value, place, context, evaluation) : value,
      );
    case 'query': {
      const [key, value] = place.node.arguments.map((node) => asTexts(node, evaluation.evaluate(node, context)));
      return before.flatMap((each): Values =>
        each.kind === 'text' && key && value ? withParameters(each, key, value, place.ofUrl) : [each],
      );
    }
  }
}

/** What is not known, filled with what the program has; an object that the program made tells by itself what fills it. */
function withDefaults(
  value: Value,
  { node, isDefault }: Extract<ChangePlace, { kind: 'filled' }>,
  context: Context,
  evaluation: Evaluation,
): Value {
  const others = node.arguments.slice(1).flatMap((each) => evaluation.evaluate(each, context));
  return { kind: 'merge', parts: isDefault ? [...others.toReversed(), value] : [value, ...others] };
}

function withElements(
  value: Value,
  { node, atStart }: Extract<ChangePlace, { kind: 'elements' }>,
  context: Context,
  evaluation: Evaluation,
): Value {
  if (value.kind !== 'array') return value;
  const more = spreadOut(
    node.arguments.map((each) => ({ node: each, context })),
    evaluation,
  );
  return { kind: 'array', elements: atStart ? [...more, ...value.elements] : [...value.elements, ...more] };
}

/** What a loop goes through; one of unknown things has the name of the variable, not that of the list. */
function elementsOf(holders: Values, { name }: ts.VariableDeclaration, evaluation: Evaluation): Values {
  return holders.flatMap((holder) => {
    if (holder.kind === 'unknown') return [tsc.isIdentifier(name) ? memberOfUnknown(holder, name.text) : holder];
    return anyMember(holder, evaluation);
  });
}

/** The statements in which a variable lives. */
export function blockOf(node: Variable): readonly ts.Statement[] | null {
  for (let current: ts.Node = node.parent; current; current = current.parent) {
    if (tsc.isFunctionLike(current)) {
      const { body } = current as ts.FunctionLikeDeclaration;
      return body && tsc.isBlock(body) ? body.statements : null;
    }
    if (
      tsc.isBlock(current) ||
      tsc.isSourceFile(current) ||
      tsc.isModuleBlock(current) ||
      tsc.isCaseOrDefaultClause(current)
    )
      return current.statements;
  }
  return null;
}
