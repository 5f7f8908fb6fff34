import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { oncePerObject } from '../model/once-per-object.js';
import { spanOf } from '../program/program.js';
import { shortName } from './literals.js';
import type { Evaluation, Form } from './evaluation.js';
import { assignedLater } from './filled-objects.js';
import { distinct } from './same-value.js';
import { listOf } from './spreading.js';
import {
  COMPUTED_FROM_ITSELF,
  EMPTY_CONTEXT,
  knownText,
  memberOfUnknown,
  OTHERS,
  unknown,
  withChoices,
  type Choice,
  type Context,
  type Value,
  type ValueOf,
  type Values,
} from './value.js';
import { plainName } from '../syntax/written-members.js';

/** `{ … }`: looked into when a member is asked for. */
export const objectLiteral: Form<ts.ObjectLiteralExpression> = (node, context) => [{ kind: 'object', node, context }];

/** `[ … ]`, what it spreads included where that is an array too. */
export const arrayLiteral: Form<ts.ArrayLiteralExpression> = (node, context, evaluation) =>
  listOf(
    node.elements.map((element) => ({ node: element, context })),
    evaluation,
  );

/** `...list` where the list is not known. */
export const spreadElement: Form<ts.SpreadElement> = (node, context, evaluation) => {
  const open = evaluation.evaluate(node.expression, context).find((value) => value.kind === 'unknown');
  return [
    open ?? unknown(shortName(node.expression), `the elements of \`${shortName(node.expression)}\``, spanOf(node)),
  ];
};

/** What a member of an object literal can be; the last writer wins, spreads included. */
export function objectMember(value: ValueOf<'object'>, name: string, evaluation: Evaluation): Values {
  if (tsc.isEnumDeclaration(value.node)) return enumMember(value.node, name, evaluation);
  const overwritten: Value[] = [];
  for (const property of evaluation.index.settersOf(value.node, name)) {
    if (tsc.isSpreadAssignment(property)) {
      const spread = evaluation.evaluate(property.expression, value.context);
      const found = spread.map((each) => spreadMember(each, name, evaluation));
      overwritten.push(...found.flat());
      if (spread.length && spread.every((each, index) => surelyHas(each, found[index] ?? []))) return overwritten;
    } else if (!tsc.isSetAccessor(property) && propertyNameText(property.name, evaluation, value.context) === name) {
      return [
        ...overwritten,
        ...withLater(property, propertyValue(property, value, evaluation), value, name, evaluation),
      ];
    }
  }
  return overwritten.length ? overwritten : assignedLater(value, name, evaluation);
}

/** What an object literal says of a member where it is written, whatever the member is assigned later. */
export function writtenMember(value: ValueOf<'object'>, name: string, evaluation: Evaluation): Values {
  if (!tsc.isObjectLiteralExpression(value.node)) return [];
  const setters = evaluation.index.settersOf(value.node, name).filter(isField);
  const property = setters.find((each) => plainName(each) === name);
  const written = property ? propertyValue(property, value, evaluation) : [];
  return written.filter((each) => each.kind !== 'unknown' || each.missing !== COMPUTED_FROM_ITSELF);
}

function isField(
  property: ts.ObjectLiteralElementLike,
): property is ts.PropertyAssignment | ts.ShorthandPropertyAssignment {
  return tsc.isPropertyAssignment(property) || tsc.isShorthandPropertyAssignment(property);
}

/**
 * What a member is written as, and what it is assigned later: `this.row = { next }` in a method beside it.
 *
 * `{ url: '' }` only holds the place of what is assigned later.
 */
function withLater(
  property: ts.ObjectLiteralElementLike,
  written: Values,
  holder: ValueOf<'object'>,
  name: string,
  evaluation: Evaluation,
): Values {
  if (!isField(property)) return written;
  const isPlaceholder = written.every((value) => value.kind === 'nothing' || knownText(value) === '');
  const later = assignedLater(holder, name, evaluation, isPlaceholder);
  return isPlaceholder && later.length ? later : distinct([...written, ...later]);
}

/** A member that a spread brings; a hole where only the callers know what is spread. */
function spreadMember(holder: Value, name: string, evaluation: Evaluation): Values {
  if (holder.kind === 'unknown' && (holder.opens || holder.isCut)) return [memberOfUnknown(holder, name)];
  return evaluation.member(holder, name).filter(({ kind }) => kind !== 'nothing');
}

/** Whether what is spread has the member for sure; what comes from outside the program, or may not be set, may not. */
function surelyHas(spread: Value, found: Values): boolean {
  return found.length > 0 && [spread, ...found].every(({ kind }) => !['nothing', 'unknown', 'external'].includes(kind));
}

/** The names a value is known to have. */
export function memberNames(value: Value): readonly string[] {
  if (value.kind === 'merge') return value.parts.flatMap(memberNames);
  if (value.kind === 'array') return value.elements.map((_, index) => String(index));
  if (value.kind !== 'object') return [];
  const elements = tsc.isEnumDeclaration(value.node) ? value.node.members : value.node.properties;
  return elements.map(plainName).filter((name) => name !== null);
}

/**
 * What any of the members of a value can be; no more is looked at than there is room for.
 *
 * @param choicesFor what is known where it is the member of a name
 */
export function anyMember(
  holder: Value,
  evaluation: Evaluation,
  choicesFor?: (name: string) => readonly Choice[],
): Values {
  let found: Values = [];
  for (const name of memberNames(holder)) {
    found = distinct([...found, ...withChoices(evaluation.member(holder, name), choicesFor?.(name))]);
    if (found.at(-1) === OTHERS) return found;
  }
  return found;
}

/** An element of an array literal; any of them where the index says nothing. */
export function arrayMember(value: ValueOf<'array'>, name: string, evaluation: Evaluation): Values {
  // The texts of a tagged template as they are written.
  if (name === 'raw') return [value];
  const element = value.elements[Number(name)];
  return element ? evaluation.evaluate(element.node, element.context) : [];
}

/** The name a property is declared under, if it is written there or can be computed. */
export function propertyNameText(name: ts.PropertyName, evaluation: Evaluation, context: Context): string | null {
  if (!tsc.isComputedPropertyName(name)) return name.text;
  const [key] = evaluation.evaluate(name.expression, context);
  return key ? knownText(key) : null;
}

/** The name of a property, if it can be no other; null too where it may be one of several, which run time chooses. */
export function onlyNameText(name: ts.PropertyName, evaluation: Evaluation, context: Context): string | null {
  if (!tsc.isComputedPropertyName(name)) return name.text;
  const [only = null, ...others] = new Set(evaluation.evaluate(name.expression, context).map(knownText));
  return others.length ? null : only;
}

function propertyValue(
  property: Exclude<ts.ObjectLiteralElementLike, ts.SpreadAssignment | ts.SetAccessorDeclaration>,
  holder: ValueOf<'object'>,
  evaluation: Evaluation,
): Values {
  if (tsc.isPropertyAssignment(property))
    return withReceiver(evaluation.evaluate(property.initializer, holder.context), holder);
  if (tsc.isShorthandPropertyAssignment(property)) return evaluation.evaluate(property.name, holder.context);
  const method: Value = { kind: 'function', node: property, context: holder.context, receiver: holder, bound: [] };
  if (!tsc.isGetAccessorDeclaration(property)) return [method];
  const site = { node: null, arguments: [], context: holder.context };
  return evaluation.invoke(method, site, false);
}

/** A function taken off an object has that object as `this`. */
function withReceiver(values: Values, receiver: Value): Values {
  return values.map((value) =>
    value.kind === 'function' && !tsc.isArrowFunction(value.node) ? { ...value, receiver } : value,
  );
}

function enumMember(node: ts.EnumDeclaration, name: string, evaluation: Evaluation): Values {
  const member = membersByName(node).get(name);
  return member?.initializer ? evaluation.evaluate(member.initializer, EMPTY_CONTEXT) : [];
}

const membersByName = oncePerObject(
  ({ members }: ts.EnumDeclaration) => new Map(members.map((member) => [plainName(member), member])),
);
