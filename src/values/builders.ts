import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import type { FieldChange } from '../syntax/field-changes.js';
import { functionAround } from '../syntax/functions.js';
import { spanOf } from '../program/program.js';
import type { Evaluation } from './evaluation.js';
import { assigned } from './literals.js';
import { spreadOut } from './spreading.js';
import {
  placedValues,
  toPieces,
  unknown,
  type BuilderStep,
  type Context,
  type Placed,
  type Value,
  type ValueOf,
  type Values,
} from './value.js';

/** A chain of more calls is generated, or hostile. */
const MAXIMUM_STEPS = 30;

/** What a method answers that ends in `return this`: the instance, with this call among those that built it. */
export function afterStep(instance: ValueOf<'instance'>, step: BuilderStep): ValueOf<'instance'> {
  const steps = [...(instance.steps ?? []), step];
  return steps.length > MAXIMUM_STEPS ? instance : { ...instance, steps };
}

/** A method that is entered in a chain works on what the calls before it in the chain have built. */
export function inChain({ node, receiver }: ValueOf<'function'>, evaluation: Evaluation): ValueOf<'instance'> | null {
  if (receiver?.kind !== 'instance' || !endsInThis(node, evaluation)) return null;
  return { ...receiver, steps: receiver.steps ?? [] };
}

/** Whether code sets a field in a step of a chain: of an instance that a chain built, only the steps seen count. */
export function isInStep({ steps }: ValueOf<'instance'>, node: ts.Node, evaluation: Evaluation): boolean {
  const around = steps && functionAround(node);
  return around !== undefined && endsInThis(around, evaluation);
}

function endsInThis(node: ts.FunctionLikeDeclaration, evaluation: Evaluation): boolean {
  return evaluation.index.returnsOf(node).some(({ kind }) => kind === tsc.SyntaxKind.ThisKeyword);
}

/**
 * What a field of an instance holds after the calls that built it: `this.version = version`, `this.parts.push(name)`.
 *
 * @param before what the field holds once the instance is constructed
 */
export function builtField(
  before: Values,
  instance: ValueOf<'instance'>,
  name: string,
  evaluation: Evaluation,
): Values {
  if (!before.length) return before;
  if (instance.steps) {
    return instance.steps.reduce((values, step) => afterOne(values, step, name, evaluation), before);
  }
  const growth = before.some(mayGrow) ? evaluation.index.fieldChanges(name).find(isGrowth) : undefined;
  return growth ? before.map((value) => grown(value, name, growth.node)) : before;
}

/** Whether a change adds to what was there, in a method that may be called any number of times. */
function isGrowth({ kind, node }: FieldChange): boolean {
  const isMore = kind === 'push' || node.operatorToken.kind === tsc.SyntaxKind.PlusEqualsToken;
  const around = functionAround(node);
  return isMore && around !== undefined && !tsc.isConstructorDeclaration(around);
}

function mayGrow({ kind }: Value): boolean {
  return kind === 'array' || kind === 'text';
}

function afterOne(before: Values, { method, context }: BuilderStep, name: string, evaluation: Evaluation): Values {
  return evaluation.index
    .fieldChanges(name)
    .filter(({ node }) => functionAround(node) === method)
    .reduce<Values>(
      (values, change) =>
        change.kind === 'push'
          ? values.map((value) => pushed(value, change.node, context, evaluation))
          : assigned(change.node, values, context, evaluation),
      before,
    );
}

/** An element that is not passed is not pushed either: `if (id) this.parts.push(id)`. */
function pushed(value: Value, node: ts.CallExpression, context: Context, evaluation: Evaluation): Value {
  if (value.kind !== 'array') return value;
  const given = spreadOut(
    node.arguments.map((each): Placed => ({ node: each, context })),
    evaluation,
  );
  const set = given.filter((each) =>
    evaluation.evaluate(each.node, each.context).some(({ kind }) => kind !== 'nothing'),
  );
  return { kind: 'array', elements: [...value.elements, ...set] };
}

/** A list or a text that grows in calls which are not seen. */
export function grown(value: Value, name: string, node: ts.Expression): Value {
  const missing = unknown(name, `the value that is added to \`${name}\``, spanOf(node));
  if (value.kind === 'array') return { kind: 'array', elements: [...value.elements, placedValues(node, [missing])] };
  return value.kind === 'text'
    ? { kind: 'text', pieces: [...value.pieces, ...toPieces(missing, name, spanOf(node))] }
    : value;
}
