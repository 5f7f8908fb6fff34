import type { ts } from 'ts-morph';
import { BODY } from '../clients/shape.js';
import { ANSWERS_ERRORS, CLIENT_DEFAULTS, type Client } from '../clients/client.js';
import { SETTINGS, type SettingForm } from '../clients/settings.js';
import { tsc } from '../syntax/compiler.js';
import type { FoundCallback } from './answers.js';
import { openingOf } from './holes.js';
import type { Asked } from './requests.js';
import type { Callers, Opening } from '../values/callers.js';
import type { Evaluation } from '../values/evaluation.js';
import { asTexts } from '../values/literals.js';
import type { Context, Piece } from '../values/value.js';

/** A setting with an address that a library will ask for. */
export interface Setting extends Asked {
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
  const client: Client = {
    ...CLIENT_DEFAULTS,
    errors: ANSWERS_ERRORS,
    decodes: false,
    name: form.name,
    modules: [],
    requests: [],
    origin: 'setting',
    answer: null,
    callbacks: callbacksBeside(form, object),
  };
  return { client, call: value, context, urls: textsOf(value, context, evaluation) };
}

/** `profile(profile) { … }` beside `userinfo`, which is handed what that answers. */
function callbacksBeside(
  { callback }: SettingForm,
  object: ts.ObjectLiteralExpression | null,
): readonly FoundCallback[] {
  const property = object?.properties.find((each) => callback !== undefined && nameOf(each) === callback);
  if (!property) return [];
  const node = tsc.isPropertyAssignment(property) ? property.initializer : property;
  // A method is no expression to the compiler, but has a value like one.
  return [{ argument: 'last', parameters: [BODY], leaves: true, node: node as ts.Expression }];
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
