import type { ts } from 'ts-morph';
import { elementShape, type Shape } from '../../clients/shape.js';
import { ROOT_TYPES } from '../../libraries/handovers.js';
import { remembered } from '../../model/remembered.js';
import { tsc } from '../../syntax/compiler.js';
import { valueOfProperty } from '../../syntax/argument-parts.js';
import { writtenName } from '../../syntax/names.js';
import type { Evaluation } from '../../values/evaluation.js';
import { openInPackages } from '../../values/contexts.js';
import { onlyNameText } from '../../values/objects.js';
import { EMPTY_CONTEXT } from '../../values/value.js';
import type { Following } from '../following.js';
import { doubted, type Position } from '../position.js';
import { readsOf } from '../references.js';
import { enterCallback, same } from './callbacks.js';

/** A type of a schema, and an object with the functions of its fields. */
interface TypeResolvers {
  readonly type: string;
  readonly literal: ts.ObjectLiteralExpression;
}

/** A field of the schema that a function resolves, and the resolvers of all types. */
interface Field {
  readonly type: string;
  readonly name: string;
  readonly all: readonly TypeResolvers[];
}

/**
 * What a resolver of GraphQL answers is the first argument of the resolvers of the type that it answers:
 * `{ Query: { viewer: load }, Viewer: { email: (me) => me.email } }`, https://graphql.org/learn/execution/
 *
 * @param member the function, as a member of an object
 */
export function resolved(member: ts.Node, shape: Shape, position: Position, following: Following): void {
  const { evaluation } = following;
  for (const field of fieldsAt(member, evaluation)) {
    openInPackages(member, field.name, [...ROOT_TYPES], evaluation);
    const answered = typesOfFields(evaluation).get(`${field.type}.${field.name}`);
    if (!answered && !ROOT_TYPES.has(field.type)) continue;
    const takers = field.all.filter(({ type }) => (answered ? answered.has(type) : !ROOT_TYPES.has(type)));
    // Without the schema, nobody knows of which type it is, if there are several.
    if (!answered && takers.length > 1) continue;
    const outside = { ...position, descent: null };
    const given = answered ? outside : doubted(outside, member, 'this tool cannot see the schema');
    for (const callback of takers.flatMap(({ literal }) => functionsIn(literal)))
      for (const held of [shape, ...(isList(shape) ? [elementShape(shape)] : [])])
        if (held)
          enterCallback({ callback, parameters: [held], call: callback, wrap: same, returns: false }, given, following);
  }
}

function isList(shape: Shape): boolean {
  return (
    shape.kind === 'list' || (shape.kind === 'holder' && Object.keys(shape.members).every((each) => /^\d+$/.test(each)))
  );
}

function functionsIn({ properties }: ts.ObjectLiteralExpression): readonly ts.Expression[] {
  return properties.flatMap((each) => {
    const value = valueOfProperty(each);
    // `{ resolve: (me) => … }`, `{ subscribe, resolve }`
    return value && tsc.isObjectLiteralExpression(value) ? [] : (value ?? []);
  });
}

/** The fields that a function resolves: as a member of the resolvers of a type, which stand beside those of others. */
function fieldsAt(member: ts.Node, evaluation: Evaluation): readonly Field[] {
  const literal = member.parent;
  if (!tsc.isObjectLiteralElement(member) || !member.name || !tsc.isObjectLiteralExpression(literal)) return [];
  const name = onlyNameText(member.name, evaluation, EMPTY_CONTEXT);
  if (name === null) return [];
  return placesOf(literal, evaluation).flatMap((place) => {
    const all = resolversIn(place.parent, evaluation);
    const type = writtenName(place.name);
    return type && all.some((each) => ROOT_TYPES.has(each.type)) ? [{ type, name, all }] : [];
  });
}

type Place = (ts.PropertyAssignment | ts.ShorthandPropertyAssignment) & {
  readonly parent: ts.ObjectLiteralExpression;
};

/** The members that an object is: where it is written, or where a name for it is. */
function placesOf(literal: ts.ObjectLiteralExpression, evaluation: Evaluation): readonly Place[] {
  const { parent } = literal;
  if (isPlace(parent)) return [parent];
  if (!tsc.isVariableDeclaration(parent) || !tsc.isIdentifier(parent.name)) return [];
  return readsOf(parent.name, evaluation)
    .map((mention) => mention.parent)
    .filter(isPlace);
}

function isPlace(node: ts.Node): node is Place {
  return tsc.isPropertyAssignment(node) || tsc.isShorthandPropertyAssignment(node);
}

/** The objects that are members of an object. */
function resolversIn(literal: ts.ObjectLiteralExpression, evaluation: Evaluation): readonly TypeResolvers[] {
  return literal.properties.flatMap((each) => {
    const type = each.name && writtenName(each.name);
    const value = valueOfProperty(each);
    if (!type || !value || tsc.isFunctionLike(value)) return [];
    return evaluation
      .evaluate(value, EMPTY_CONTEXT)
      .flatMap((found) =>
        found.kind === 'object' && tsc.isObjectLiteralExpression(found.node) ? [{ type, literal: found.node }] : [],
      );
  });
}

/** The types of fields, by `Query.viewer`, as the schemas that are written in the program say. */
type FieldTypes = ReadonlyMap<string, ReadonlySet<string>>;

const fieldTypesKnown = new WeakMap<ts.TypeChecker, FieldTypes>();

function typesOfFields(evaluation: Evaluation): FieldTypes {
  return remembered(fieldTypesKnown, evaluation.checker, () => {
    const found = new Map<string, Set<string>>();
    const { strings, templates } = evaluation.index;
    for (const text of [...strings.map((each) => each.text), ...templates.map((each) => each.getText())])
      if (/\btype\s+\w+/.test(text)) readSchema(text, found);
    return found;
  });
}

/** `type Query { viewer(id: ID!): Viewer! }` */
function readSchema(text: string, found: Map<string, Set<string>>): void {
  for (const [, type = '', fields = ''] of text.matchAll(/\btype\s+(\w+)[^{}]{0,200}\{([^{}]*)\}/g))
    for (const [, name = '', answered = ''] of fields
      .replaceAll(/\([^()]*\)/g, '')
      .matchAll(/\b(\w+)\s*:\s*(?:\[\s*)?(\w+)/g))
      remembered(found, `${type}.${name}`, () => new Set<string>()).add(answered);
}
