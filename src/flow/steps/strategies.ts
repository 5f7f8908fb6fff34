import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { spanOf } from '../../program/program.js';
import { heirs } from '../../values/inheritance.js';
import { EMPTY_CONTEXT } from '../../values/value.js';
import type { Following } from '../following.js';
import { parameterOf } from '../members.js';
import type { Position } from '../position.js';
import { bind } from './names.js';

type Call = ts.CallExpression | ts.NewExpression;

/** The method with which a strategy gets a profile: https://www.passportjs.org/packages/passport-oauth2/ */
const PROFILE_METHOD = 'userProfile';

/**
 * `done(null, profile)` in the method that gets the profile of a strategy: passport hands it to the function that verifies,
 * as the parameter before its own `done`.
 *
 * @returns whether such a function is in sight
 */
export function handedToVerify(position: Position, parent: Call, index: number, following: Following): boolean {
  const done = parameterOf(parent.expression, following.evaluation);
  const names = index === 1 && done ? strategyNames(done.parent, following) : [];
  const functions = names.flatMap((name) => verifiersOf(name, following));
  for (const { parameters } of functions) {
    const profile = parameters.at(-2);
    if (!profile) continue;
    const trail = [...position.trail, { span: spanOf(profile), message: 'handed on by passport' }];
    bind(profile.name, { ...position, node: profile, descent: null, trail }, following);
  }
  if (functions.length) following.settle();
  return functions.length > 0;
}

/** The names of the class whose method a function is, and of the classes that extend it; none for any other function. */
function strategyNames(scope: ts.Node, { evaluation }: Following): readonly string[] {
  const { parent } = scope;
  if (tsc.isMethodDeclaration(scope) && tsc.isClassLike(parent)) {
    const classes = scope.name.getText() === PROFILE_METHOD ? [parent, ...heirs(parent, evaluation)] : [];
    return classes.flatMap(({ name }) => (name ? evaluation.index.aliasesOf(name.text) : []));
  }
  const target = tsc.isBinaryExpression(parent) && parent.right === scope ? parent.left : null;
  // `Strategy.prototype.userProfile = function …`
  const owner = target?.getText().match(/^(\w+)\.prototype\.(\w+)$/);
  return owner?.[1] !== undefined && owner[2] === PROFILE_METHOD ? evaluation.index.aliasesOf(owner[1]) : [];
}

/** The functions that a strategy is constructed with: `new CleverStrategy(options, verify)`. */
function verifiersOf(name: string, { evaluation }: Following): readonly ts.FunctionLikeDeclaration[] {
  const constructions = evaluation.index.callsNamed(name).filter(tsc.isNewExpression);
  return constructions.flatMap(({ arguments: given }) => {
    const last = given?.at(-1);
    if (!last) return [];
    return evaluation.evaluate(last, EMPTY_CONTEXT).flatMap((value) => (value.kind === 'function' ? [value.node] : []));
  });
}
