import type { ts } from 'ts-morph';
import { holdsId, memberShape, pathOf, type Shape } from '../clients/shape.js';
import { ACCOUNT_CALLBACKS, ACCOUNT_MAKERS } from '../libraries/account-keys.js';
import { tsc } from '../syntax/compiler.js';
import { givenParameters, memberOfLiteral } from '../syntax/functions.js';
import { extendedBy } from '../syntax/heritage.js';
import { namesLeadingTo, writtenName } from '../syntax/names.js';
import type { Call } from '../syntax/transfer.js';
import type { Evaluation } from '../values/evaluation.js';
import type { Following } from './following.js';
import { parameterOf } from './members.js';
import type { Position } from './position.js';
import { writtenKey } from './stores.js';

/** `profile(profile) { return { id: profile.data.id }; }`: a framework finds, or makes, the account of this id. */
export function noteAccount(scope: ts.FunctionLikeDeclaration, position: Position, following: Following): void {
  const maker = ACCOUNT_MAKERS.find(
    (each) =>
      each.methods.includes(nameOf(scope) ?? '') &&
      (each.base === null ? standsBeside(scope, each.beside) : extendsBase(scope, each.base)) &&
      (each.keptBy === null || isSet(each.keptBy, following.evaluation)),
  );
  if (!maker) return;
  const { shape } = position;
  const keys = maker.keys ?? (shape.kind === 'holder' ? Object.keys(shape.members) : []);
  for (const key of keys) noteKey(maker.keptBy ?? nameOf(scope) ?? key, memberShape(shape, key), position, following);
}

/** `callback(null, { user_id: body.data.id })` of a function that fetches the profile of a user. */
export function noteAccountHandedOn(position: Position, call: Call, following: Following): void {
  const scope = parameterOf(call.expression, following.evaluation)?.parent;
  const parameters = givenParameters(scope);
  const [first] = parameters;
  if (!scope || !first || parameterOf(call.expression, following.evaluation) !== parameters.at(-1)) return;
  const known = ACCOUNT_CALLBACKS.find(
    (each) => each.parameters === parameters.length && each.first.test(writtenName(first.name) ?? ''),
  );
  if (known) noteKey(known.key, memberShape(position.shape, known.key), position, following);
}

function noteKey(store: string, shape: Shape | null, position: Position, { ledger, evaluation }: Following): void {
  const path = shape && holdsId(shape) ? pathOf(shape) : null;
  if (!path) return;
  const node = position.carrier ?? position.node;
  ledger.use(
    { ...position, node, shape: { kind: 'body', path } },
    { ...writtenKey(store, node, evaluation), mayCreate: true },
  );
}

function nameOf(scope: ts.FunctionLikeDeclaration): string | null {
  const name = memberOfLiteral(scope)?.name ?? (tsc.isMethodDeclaration(scope) ? scope.name : undefined);
  return name ? writtenName(name) : null;
}

function standsBeside(scope: ts.FunctionLikeDeclaration, names: readonly string[]): boolean {
  const literal = memberOfLiteral(scope)?.literal;
  return literal?.properties.some((each) => each.name && names.includes(writtenName(each.name) ?? '')) ?? false;
}

function extendsBase({ parent }: ts.FunctionLikeDeclaration, base: string): boolean {
  const extended = tsc.isClassLike(parent) ? extendedBy(parent) : null;
  return extended !== null && (namesLeadingTo(extended).at(-1) ?? '').endsWith(base);
}

/** Whether the program gives a framework a setting of that name. */
function isSet(name: string, { index }: Evaluation): boolean {
  return index
    .identifiers(name)
    .some(({ parent }) => tsc.isPropertyAssignment(parent) || tsc.isShorthandPropertyAssignment(parent));
}
