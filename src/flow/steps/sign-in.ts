import type { ts } from 'ts-morph';
import type { Call } from '../../syntax/transfer.js';
import { awaited, holder, holdsId, type Shape } from '../../clients/shape.js';
import {
  AMONG_OTHERS,
  AUTHENTICATES,
  LOGINS,
  NEST_STRATEGY,
  STAGES,
  USER_PLACES,
  type Stage,
  type StageName,
} from '../../libraries/sign-in.js';
import { calleeName } from '../../program/syntax-index.js';
import { spanOf } from '../../program/program.js';
import { tsc } from '../../syntax/compiler.js';
import { functionAround, givenParameters } from '../../syntax/functions.js';
import { heirs } from '../../values/inheritance.js';
import { EMPTY_CONTEXT } from '../../values/value.js';
import { contextPlace, contextReads, openContextReaders, openInPackages } from '../../values/contexts.js';
import type { Following } from '../following.js';
import type { Position } from '../position.js';
import { openUsers } from '../references.js';
import { goToMember } from './keeping.js';
import { bind } from './names.js';
import { holds } from '../../syntax/holds.js';
import { isNestVerify, nestVerifiers, profileIndex } from '../../requests/strategies.js';

/**
 * `done(null, user)` of a function that passport calls: what comes next gets the user.
 *
 * @param done the parameter that is called
 * @param shape what its second argument holds
 * @returns whether passport calls the function, and what it makes of that is known
 */
export function handedToDone(
  done: ts.ParameterDeclaration,
  shape: Shape | null,
  position: Position,
  following: Following,
): boolean {
  const scope = done.parent as ts.FunctionLikeDeclaration;
  const parameters = givenParameters(scope);
  if (!shape || parameters.length < 2 || parameters.at(-1) !== done) return false;
  const stage = stageOf(scope, following);
  if (!stage) return false;
  const handed = { ...position, shape };
  if (stage.name === 'profile') return handToVerify(scope, handed, following);
  handOn(stage, scope, handed, following);
  return true;
}

/** What the `validate` of a strategy of Nest answers is the user. */
export function answeredToPassport(scope: ts.FunctionLikeDeclaration, position: Position, following: Following): void {
  if (STAGES.profile.methods.includes(methodName(scope) ?? ''))
    handAmongOthers(scope, { ...position, shape: awaited(position.shape) }, following);
  if (!isNestVerify(scope)) return;
  handOn(STAGES.verify, scope, { ...position, shape: awaited(position.shape) }, following);
}

/** `async ({ profile, accessToken }) => …`: a function that verifies, and is handed all it gets as one object. */
function handAmongOthers(scope: ts.Node, position: Position, following: Following): void {
  const handed = { ...position, shape: holder({ [AMONG_OTHERS]: position.shape }) };
  for (const verifier of verifiersFor(scope, following)) {
    const parameters = givenParameters(verifier);
    if (parameters.length === 1) enter(parameters[0], handed, following);
  }
}

/** `req.login(user, …)`: the program itself signs the user in. */
export function signedIn(position: Position, parent: Call, index: number, following: Following): boolean {
  const callee = parent.expression;
  if (index !== 0 || !tsc.isPropertyAccessExpression(callee) || !LOGINS.has(callee.name.text)) return false;
  const place = contextPlace(callee.expression, following.evaluation);
  if (place?.path.length !== 0) return false;
  handOn(STAGES.verify, parent, position, following);
  return true;
}

function handOn({ next, isUser, name }: Stage, from: ts.Node, position: Position, following: Following): void {
  following.settle();
  following.ledger.escape(position, 'handed to passport');
  // An id alone is the key of the session: what it finds again is for the store to say.
  if (position.shape.kind === 'body' && holdsId(position.shape)) return;
  for (const each of next) enterStage(each, from, position, following);
  if (isUser) putOnRequest(from, position, name === 'deserialize', following);
}

function enterStage(name: StageName, from: ts.Node, position: Position, following: Following): void {
  const stage = STAGES[name];
  for (const word of stage.givenTo) openInPackages(from, word, ['passport'], following.evaluation);
  for (const scope of functionsOf(stage, following)) enter(givenParameters(scope).at(stage.takes), position, following);
}

function enter(parameter: ts.ParameterDeclaration | undefined, position: Position, following: Following): void {
  if (!parameter) return;
  const trail = [...position.trail, { span: spanOf(parameter), message: 'passed on by passport' }];
  bind(parameter.name, { ...position, node: parameter, descent: null, trail }, following);
}

/** The profile goes to the functions that verify, as the parameter before their own `done`. */
function handToVerify(scope: ts.Node, position: Position, following: Following): boolean {
  const verifiers = verifiersFor(scope, following);
  for (const each of verifiers) enter(givenParameters(each)[profileIndex(each)], position, following);
  if (verifiers.length) following.settle();
  return verifiers.length > 0;
}

/**
 * `req.user`. Where the program reads the user of a session anew for each request, what a strategy hands on is the user
 * only of the request that signs in.
 */
function putOnRequest(from: ts.Node, position: Position, isOfSession: boolean, following: Following): void {
  const { evaluation } = following;
  const isRenewed = !isOfSession && functionsOf(STAGES.deserialize, following).length > 0;
  for (const place of USER_PLACES) {
    openContextReaders(from, place, evaluation);
    const { accesses, elements } = contextReads(place, evaluation);
    const isMeant = (node: ts.Node): boolean => !isRenewed || isBehindSignIn(node, from);
    const reads = { accesses: accesses.filter(isMeant), elements: elements.filter(isMeant), certain: false };
    goToMember(reads, { ...position, descent: null }, from, following);
  }
}

/** Whether code stands behind `passport.authenticate(…)` in the same call, or in the function that signs the user in. */
function isBehindSignIn(node: ts.Node, from: ts.Node): boolean {
  if (tsc.isCallExpression(from)) {
    const scope = functionAround(from);
    if (scope && holds(scope, node)) return true;
  }
  return (
    tsc.findAncestor(node, (each) => tsc.isCallExpression(each) && each.arguments.some(isAuthentication)) !== undefined
  );
}

function isAuthentication(node: ts.Expression): boolean {
  return tsc.isCallExpression(node) && calleeName(node.expression) === AUTHENTICATES;
}

function stageOf(scope: ts.FunctionLikeDeclaration, following: Following): Stage | null {
  const stages = Object.values(STAGES);
  const method = methodName(scope);
  const named = method === null ? undefined : stages.find(({ methods }) => methods.includes(method));
  return named ?? stages.find((stage) => functionsOf(stage, following).includes(scope)) ?? null;
}

/** The functions of the program that make a step. */
function functionsOf(stage: Stage, following: Following): readonly ts.FunctionLikeDeclaration[] {
  const { index } = following.evaluation;
  if (stage.name === 'verify') return index.calls.filter(isStrategy).flatMap((call) => lastFunctions(call, following));
  const given = stage.givenTo.flatMap((name) => index.callsNamed(name));
  const methods = stage.methods.flatMap((name) =>
    index.identifiers(name).flatMap(({ parent }) => (tsc.isMethodDeclaration(parent) && parent.body ? [parent] : [])),
  );
  return [...given.flatMap((call) => lastFunctions(call, following)), ...methods];
}

/** `userProfile` of a method, or of `Strategy.prototype.userProfile = function …`. */
function methodName(scope: ts.FunctionLikeDeclaration): string | null {
  if (tsc.isMethodDeclaration(scope)) return scope.name.getText();
  const target = assignedTarget(scope);
  return target ? target.name.text : null;
}

function assignedTarget(scope: ts.Node): ts.PropertyAccessExpression | null {
  const { parent } = scope;
  const target = tsc.isBinaryExpression(parent) && parent.right === scope ? parent.left : null;
  return target && tsc.isPropertyAccessExpression(target) ? target : null;
}

/** The functions that verify what a method gets as the profile. */
function verifiersFor(scope: ts.Node, following: Following): readonly ts.FunctionLikeDeclaration[] {
  const { evaluation } = following;
  const { parent } = scope;
  if (tsc.isClassLike(parent)) {
    const classes = [parent, ...heirs(parent, evaluation)];
    return classes.flatMap((each) => (each.name ? verifiersOfClass(each.name, following) : []));
  }
  const owner = assignedTarget(scope)?.expression;
  if (!owner) return [];
  // `Strategy.prototype.userProfile = function …`, and `strategy.userProfile = function …` of one strategy.
  if (tsc.isPropertyAccessExpression(owner) && owner.name.text === 'prototype')
    return verifiersOfClass(owner.expression, following);
  const declaration = tsc.isIdentifier(owner)
    ? evaluation.checker.getSymbolAtLocation(owner)?.valueDeclaration
    : undefined;
  const made = declaration && tsc.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return made && tsc.isNewExpression(made) ? lastFunctions(made, following) : [];
}

/** The functions that strategies of a class are constructed with: `new CleverStrategy(options, verify)`. */
function verifiersOfClass(named: ts.Expression, following: Following): readonly ts.FunctionLikeDeclaration[] {
  const { index } = following.evaluation;
  openUsers(named, named.getText(), following.evaluation);
  const names = index.aliasesOf(named.getText());
  const constructions = names.flatMap((name) => index.callsNamed(name)).filter(tsc.isNewExpression);
  const isOfClass = ({ arguments: given }: Call): boolean =>
    given?.some((each) => tsc.isIdentifier(each) && names.includes(each.text)) ?? false;
  const ofNest = index.callsNamed(NEST_STRATEGY.base).filter(isOfClass).flatMap(nestVerifiers);
  return [...constructions.flatMap((call) => lastFunctions(call, following)), ...ofNest];
}

/** Whether a strategy is constructed: by its name, or because passport is given it. */
function isStrategy(call: Call): boolean {
  if (!tsc.isNewExpression(call)) return false;
  const { parent } = call;
  const isUsed = tsc.isCallExpression(parent) && calleeName(parent.expression) === 'use';
  return isUsed || /Strategy$/.test(calleeName(call.expression) ?? '');
}

/** The functions that the last argument of a call can be. */
function lastFunctions({ arguments: given }: Call, { evaluation }: Following): readonly ts.FunctionLikeDeclaration[] {
  const last = given?.at(-1);
  const values = last ? evaluation.evaluate(last, EMPTY_CONTEXT) : [];
  return values.flatMap((value) => (value.kind === 'function' ? [value.node] : []));
}
