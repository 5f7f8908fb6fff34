import type { ts } from 'ts-morph';
import { BODY, holder } from '../clients/shape.js';
import { ANSWERS_ERRORS, CLIENT_DEFAULTS, type Client } from '../clients/client.js';
import { SETTINGS, type SettingForm } from '../clients/settings.js';
import { tsc } from '../syntax/compiler.js';
import { functionAround, givenParameters } from '../syntax/functions.js';
import { outermostOf } from '../syntax/outer.js';
import type { FoundCallback } from './answers.js';
import { openingOf } from './holes.js';
import type { Asked } from './requests.js';
import type { Callers, Opening } from '../values/callers.js';
import type { Evaluation } from '../values/evaluation.js';
import { asTexts } from '../values/literals.js';
import type { Sender } from '../model/usage.js';
import { EMPTY_CONTEXT, type Context, type Piece } from '../values/value.js';

/** A setting with an address that a library will ask for. */
export interface Setting extends Asked {
  readonly sender: Sender;
  readonly urls: readonly (readonly Piece[])[];
}

/** Where a setting is written: the expression, and the object it is a member of if that is written there too. */
interface Written {
  readonly form: SettingForm;
  readonly value: ts.Expression;
  readonly object: ts.ObjectLiteralExpression | null;
}

/**
 * The settings of providers and strategies that name the address of a profile.
 *
 * @param hosts hosts worth following a parameter for
 */
export function settingsOf(hosts: readonly string[], evaluation: Evaluation, callers: Callers): readonly Setting[] {
  return SETTINGS.flatMap((form) => writtenSettings(form, evaluation)).flatMap((written) => {
    const contexts = callers.contexts((context) => openingFor(written.value, context, hosts, evaluation));
    return contexts.map((context) => toSetting(written, context, evaluation));
  });
}

function toSetting({ form, value, object }: Written, context: Context, evaluation: Evaluation): Setting {
  const isAnswered = !isAskedInstead(form, value, evaluation);
  const client: Client = {
    ...CLIENT_DEFAULTS,
    urlQuery: 'kept',
    errors: ANSWERS_ERRORS,
    decodes: false,
    name: form.name,
    modules: [],
    requests: [],
    answer: null,
    callbacks: isAnswered ? [...callbacksBeside(form, object), ...hooksOf(form, evaluation)] : [],
    keptAt: form.keptAt ?? [],
  };
  const types = isAnswered && object ? typesFor(form, object) : [];
  const sender = { name: form.name, secondRequest: form.secondRequest };
  return { sender, client, call: value, context, types, urls: textsOf(value, context, evaluation) };
}

/** `Profile`, where the object is said to be an `OAuthConfig<Profile>`: by the function that answers it, or right there. */
function typesFor({ typed = [] }: SettingForm, object: ts.ObjectLiteralExpression): readonly ts.TypeNode[] {
  const outer = outermostOf(object);
  const { parent } = outer;
  const said = [object.parent, outer].flatMap((each) =>
    tsc.isAsExpression(each) || tsc.isSatisfiesExpression(each) ? [each.type] : [],
  );
  const declared = tsc.isReturnStatement(parent) ? functionAround(object) : parent;
  if (declared && (tsc.isVariableDeclaration(declared) || tsc.isFunctionLike(declared)) && declared.type)
    said.push(declared.type);
  return said.flatMap((type) => {
    if (!tsc.isTypeReferenceNode(type)) return [];
    const { typeName, typeArguments } = type;
    const { text } = tsc.isQualifiedName(typeName) ? typeName.right : typeName;
    return typed.includes(text) ? (typeArguments?.slice(0, 1) ?? []) : [];
  });
}

/**
 * `userinfo: { url, request }`: the function answers with the profile. Where no code reads the setting, the function's own
 * requests say what the profile is.
 */
function isAskedInstead({ instead, property }: SettingForm, address: ts.Expression, evaluation: Evaluation): boolean {
  const table = address.parent.parent;
  const asked = instead !== undefined && tsc.isObjectLiteralExpression(table) ? memberNode(table, instead) : null;
  const functions = asked ? evaluation.evaluate(asked, EMPTY_CONTEXT) : [];
  if (!functions.length || functions.some(({ kind }) => kind !== 'function')) return false;
  return evaluation.index.identifiers(property).every(({ parent }) => tsc.isPropertyAssignment(parent));
}

/** `profile(profile) { … }` beside `userinfo`, which is handed what that answers. */
function callbacksBeside(
  { callback }: SettingForm,
  object: ts.ObjectLiteralExpression | null,
): readonly FoundCallback[] {
  const node = callback === undefined || !object ? null : memberNode(object, callback);
  return node ? [{ argument: 'last', parameters: [BODY], leaves: true, node }] : [];
}

/** The functions beside `providers` that are handed the profile of whoever signs in. */
function hooksOf({ hooks = [] }: SettingForm, evaluation: Evaluation): readonly FoundCallback[] {
  const { index } = evaluation;
  return hooks.flatMap(({ setting, name, member, parameter }) => {
    const tables = index.identifiers(setting).map(({ parent }) => parent);
    return tables.flatMap((table): readonly FoundCallback[] => {
      if (!tsc.isPropertyAssignment(table) || !tsc.isObjectLiteralExpression(table.initializer)) return [];
      const node = table.parent.properties.some((each) => nameOf(each) === 'providers')
        ? memberNode(table.initializer, name)
        : null;
      if (!node) return [];
      const isByPlace = parameter !== undefined && takesMoreThan(node, parameter, evaluation);
      const parameters = isByPlace ? [...Array<null>(parameter).fill(null), BODY] : [holder({ [member]: BODY })];
      return [{ argument: 'last', parameters, leaves: true, isShared: true, node }];
    });
  });
}

function takesMoreThan(node: ts.Expression, parameters: number, evaluation: Evaluation): boolean {
  return evaluation
    .evaluate(node, EMPTY_CONTEXT)
    .some((value) => value.kind === 'function' && givenParameters(value.node).length > parameters);
}

/** What a member of an object is written as: an expression, or a method. */
function memberNode(object: ts.ObjectLiteralExpression, name: string): ts.Expression | null {
  const property = object.properties.find((each) => nameOf(each) === name);
  if (!property) return null;
  if (tsc.isPropertyAssignment(property)) return property.initializer;
  if (tsc.isShorthandPropertyAssignment(property)) return property.name;
  // A method is no expression to the compiler, but has a value like one.
  return property as ts.Node as ts.Expression;
}

function writtenSettings(form: SettingForm, evaluation: Evaluation): readonly Written[] {
  const properties = evaluation.index.identifiers(form.property).flatMap(({ parent: property }) => {
    if (!tsc.isPropertyAssignment(property) || nameOf(property) !== form.property) return [];
    return [{ value: property.initializer, object: property.parent }];
  });
  const assigned = evaluation.index.assignmentsTo(form.property).map(({ value }) => ({ value, object: null }));
  return [...properties, ...assigned]
    .filter(({ object }) => stands(form, object))
    .flatMap(({ value, object }) => {
      const address = addressIn(form, value);
      return address ? [{ form, value: address, object }] : [];
    });
}

/** Whether the setting stands among those that say what object it is of. */
function stands({ beside }: SettingForm, object: ts.ObjectLiteralExpression | null): boolean {
  if (!beside.length) return true;
  return object?.properties.some((property) => beside.includes(nameOf(property) ?? '')) ?? false;
}

function addressIn({ member }: SettingForm, value: ts.Expression): ts.Expression | null {
  if (member === undefined) return tsc.isObjectLiteralExpression(value) ? null : value;
  if (!tsc.isObjectLiteralExpression(value)) return null;
  const property = value.properties.find((each) => nameOf(each) === member);
  return property && tsc.isPropertyAssignment(property) ? property.initializer : null;
}

/** The callers that must be known before anything can be said of the address; null if enough is known. */
function openingFor(
  value: ts.Expression,
  context: Context,
  hosts: readonly string[],
  evaluation: Evaluation,
): Opening | null {
  for (const pieces of textsOf(value, context, evaluation)) {
    const opening = openingOf(pieces, hosts);
    if (opening) return opening;
  }
  return null;
}

function textsOf(value: ts.Expression, context: Context, evaluation: Evaluation): readonly (readonly Piece[])[] {
  const values = evaluation.evaluate(value, context);
  return asTexts(
    value,
    values.filter((each) => each.kind === 'text' || each.kind === 'unknown'),
  );
}

function nameOf(property: ts.ObjectLiteralElementLike): string | null {
  const { name } = property;
  return name && (tsc.isIdentifier(name) || tsc.isStringLiteralLike(name)) ? name.text : null;
}
