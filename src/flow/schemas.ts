import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from '../values/evaluation.js';
import { propertyNameText } from '../values/objects.js';
import { EMPTY_CONTEXT, type Context, type ExternalStep, type Value } from '../values/value.js';
import type { DeclaredMember } from './declarations.js';
import { braceOf, MAXIMUM_DEPTH } from './declarations.js';

/** Functions of zod, valibot, yup, joi, superstruct and io-ts that take an object of members. */
const OBJECT_FUNCTIONS = new Set([
  'object',
  'shape',
  'strictObject',
  'looseObject',
  'passthrough',
  'keys',
  'type',
  'extend',
]);

/** Calls that let a member be missing. */
const OPTIONAL = /\.(optional|nullish|partial|notRequired|default|catch)\(|^(v|valibot)\.(optional|nullish)\(/;

/**
 * The members a schema asks for, those of nested schemas included.
 *
 * @param schema the expression that stands for the schema: `MeSchema` of `MeSchema.parse(body)`
 */
export function schemaMembers(schema: ts.Expression, evaluation: Evaluation): readonly DeclaredMember[] {
  return evaluation.evaluate(schema, EMPTY_CONTEXT).flatMap((value) => membersOf(value, [], evaluation, 0));
}

function membersOf(
  value: Value,
  path: readonly string[],
  evaluation: Evaluation,
  depth: number,
): readonly DeclaredMember[] {
  const literals = value.kind === 'external' ? objectArguments(value.steps) : [];
  if (depth > MAXIMUM_DEPTH) return [];
  return literals.flatMap(({ literal, context }) =>
    literal.properties.flatMap((property) => memberOf(property, context, path, evaluation, depth)),
  );
}

function memberOf(
  property: ts.ObjectLiteralElementLike,
  context: Context,
  path: readonly string[],
  evaluation: Evaluation,
  depth: number,
): readonly DeclaredMember[] {
  if (!tsc.isPropertyAssignment(property)) return [];
  const name = propertyNameText(property.name, evaluation, context);
  if (name === null) return [];
  const own = [...path, name];
  const values = evaluation.evaluate(property.initializer, context);
  const [inner] = values.flatMap((value) => (value.kind === 'external' ? objectArguments(value.steps) : []));
  const member: DeclaredMember = {
    path: own,
    name: property.name,
    language: 'schema',
    member: property,
    inner: inner ? braceOf(inner.literal) : null,
    optional: OPTIONAL.test(property.initializer.getText()),
  };
  return [member, ...values.flatMap((value) => membersOf(value, own, evaluation, depth + 1))];
}

/** The object literals handed to the functions that make object schemas. */
function objectArguments(
  steps: readonly ExternalStep[],
): readonly { literal: ts.ObjectLiteralExpression; context: Context }[] {
  return steps.flatMap((step, index) => {
    const before = steps[index - 1];
    if (step.kind !== 'call' || before?.kind !== 'member' || !OBJECT_FUNCTIONS.has(before.name)) return [];
    const [argument] = step.site.arguments;
    const isLiteral = argument && tsc.isObjectLiteralExpression(argument.node);
    return isLiteral ? [{ literal: argument.node, context: argument.context }] : [];
  });
}
