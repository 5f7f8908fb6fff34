import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { innerOf } from '../syntax/outer.js';
import { givenParameters } from '../syntax/functions.js';
import { argumentTexts, argumentValues } from './arguments.js';
import { dottedName } from './environment.js';
import type { Evaluation } from './evaluation.js';
import { asTexts } from './literals.js';
import { flatListOf, listOf, spreadOut } from './spreading.js';
import {
  concatenate,
  impliedText,
  knownText,
  OTHERS,
  placedValues,
  type CallSite,
  type Placed,
  type ValueOf,
  type Values,
} from './value.js';

type List = ValueOf<'array'>;

/** Elements for each of which a method calls a function; each call costs some of what a question may cost. */
const MAXIMUM_CALLBACK_CALLS = 1000;

/** What a method of an array answers; null where that is not known. */
export type ArrayMethod = (receiver: List, site: CallSite, evaluation: Evaluation) => Values | null;

/** Methods of arrays. A test that picks elements is not evaluated: each element may pass it. */
export const ARRAY_METHODS: Readonly<Record<string, ArrayMethod>> = {
  join: joined,
  concat: appended,
  map: (receiver, site, evaluation) => mapped(receiver, site, evaluation, listOf),
  flatMap: (receiver, site, evaluation) => mapped(receiver, site, evaluation, flatListOf),
  flat: ({ elements }, _site, evaluation) => flatListOf(elements, evaluation),
  filter: filtered,
  reverse: ({ elements }) => [{ kind: 'array', elements: elements.toReversed() }],
  slice: sliced,
  find: anyElement,
  at: (receiver, site, evaluation) => elementAt(receiver, site, evaluation),
  pop: ({ elements }, _site, evaluation) => elements.slice(-1).flatMap((each) => valuesOf(each, evaluation)),
  shift: ({ elements }, _site, evaluation) => elements.slice(0, 1).flatMap((each) => valuesOf(each, evaluation)),
  reduce: reduced,
};

function joined(receiver: List, site: CallSite, evaluation: Evaluation): Values {
  const separators = argumentTexts(site, evaluation)[0] ?? [impliedText(',').pieces];
  const parts = spreadOut(receiver.elements, evaluation).map((each) => asTexts(each.node, valuesOf(each, evaluation)));
  return concatenate(parts.flatMap((part, index) => (index === 0 ? [part] : [separators, part])));
}

/** A list without what is not set, where that is what the function passes over; which others it does, is not asked. */
function filtered(receiver: List, site: CallSite, evaluation: Evaluation): Values {
  const [callback] = site.arguments;
  if (!callback || !passesOverNothing(callback, evaluation)) return [receiver];
  const elements = spreadOut(receiver.elements, evaluation);
  const isSet = (element: Placed): boolean => {
    const values = valuesOf(element, evaluation);
    return !values.length || values.some(({ kind }) => kind !== 'nothing');
  };
  return [{ kind: 'array', elements: elements.filter(isSet) }];
}

/** Whether a function says no to `undefined`: `Boolean`, `(part) => part`, `(part) => part !== undefined && part !== ''`. */
function passesOverNothing({ node, context }: Placed, evaluation: Evaluation): boolean {
  return evaluation.evaluate(node, context).some((value) => {
    if (value.kind === 'external') return dottedName(value) === 'Boolean';
    if (value.kind !== 'function' || !tsc.isArrowFunction(value.node) || tsc.isBlock(value.node.body)) return false;
    const [parameter] = givenParameters(value.node);
    const name = parameter && tsc.isIdentifier(parameter.name) ? parameter.name.text : null;
    return name !== null && isOfWhatIsSet(value.node.body, name);
  });
}

/** Whether a condition holds only of what is set. */
function isOfWhatIsSet(condition: ts.Expression, name: string): boolean {
  const inner = innerOf(condition);
  if (tsc.isIdentifier(inner)) return inner.text === name;
  if (tsc.isPropertyAccessExpression(inner)) return isOfWhatIsSet(inner.expression, name);
  if (tsc.isPrefixUnaryExpression(inner) && tsc.isPrefixUnaryExpression(inner.operand))
    return isOfWhatIsSet(inner.operand.operand, name);
  if (tsc.isCallExpression(inner))
    return inner.expression.getText() === 'Boolean' && inner.arguments[0]?.getText() === name;
  if (!tsc.isBinaryExpression(inner)) return false;
  const { left, right, operatorToken } = inner;
  if (operatorToken.kind === tsc.SyntaxKind.AmpersandAmpersandToken)
    return isOfWhatIsSet(left, name) || isOfWhatIsSet(right, name);
  const isUnequal = [tsc.SyntaxKind.ExclamationEqualsToken, tsc.SyntaxKind.ExclamationEqualsEqualsToken].includes(
    operatorToken.kind,
  );
  return isUnequal && left.getText() === name && ['undefined', 'null'].includes(right.getText());
}

function appended(receiver: List, site: CallSite, evaluation: Evaluation): Values {
  const whole = placedValues(site.node as ts.Expression, [receiver]);
  return flatListOf([whole, ...site.arguments], evaluation);
}

/** What a function makes of each element; of a list so long that no question may cost as much, nothing is known. */
function mapped(
  receiver: List,
  site: CallSite,
  evaluation: Evaluation,
  toList: (elements: readonly Placed[], evaluation: Evaluation) => Values,
): Values {
  const [callbacks = []] = argumentValues(site, evaluation);
  const elements = spreadOut(receiver.elements, evaluation);
  if (elements.length > MAXIMUM_CALLBACK_CALLS) return [OTHERS];
  const made = elements.map((element) => {
    const values = callbacks.flatMap((callback) =>
      evaluation.invoke(callback, { ...site, arguments: [element] }, false),
    );
    return placedValues(site.node as ts.Expression, values);
  });
  return toList(made, evaluation);
}

/** `.reduce((sum, part) => …, start)`, step by step. */
function reduced(receiver: List, site: CallSite, evaluation: Evaluation): Values | null {
  const [callbacks = [], ...rest] = argumentValues(site, evaluation);
  const elements = spreadOut(receiver.elements, evaluation);
  const [first, ...others] = elements;
  if (elements.length > MAXIMUM_CALLBACK_CALLS) return [OTHERS];
  const start = rest[0] ?? (first && valuesOf(first, evaluation));
  const node = site.node as ts.Expression;
  if (!start || !callbacks.every((callback) => callback.kind === 'function')) return null;
  return (rest[0] ? elements : others).reduce<Values>((sum, element) => {
    const step = { ...site, arguments: [placedValues(node, sum), element] };
    return callbacks.flatMap((callback) => evaluation.invoke(callback, step, false));
  }, start);
}

function sliced({ elements }: List, site: CallSite, evaluation: Evaluation): Values | null {
  const bounds = argumentValues(site, evaluation).map(([value]) => Number((value && knownText(value)) ?? 'unknown'));
  if (!bounds.every((bound) => Number.isInteger(bound))) return null;
  return [{ kind: 'array', elements: elements.slice(...bounds) }];
}

function elementAt(receiver: List, site: CallSite, evaluation: Evaluation): Values | null {
  const [index] = argumentValues(site, evaluation).map(([value]) => Number((value && knownText(value)) ?? 'unknown'));
  if (index === undefined || !Number.isInteger(index)) return anyElement(receiver, site, evaluation);
  const element = receiver.elements.at(index);
  return element ? valuesOf(element, evaluation) : null;
}

function anyElement({ elements }: List, _site: CallSite, evaluation: Evaluation): Values {
  return elements.flatMap((each) => valuesOf(each, evaluation));
}

function valuesOf({ node, context }: Placed, evaluation: Evaluation): Values {
  return evaluation.evaluate(node, context);
}
