import type { ts } from 'ts-morph';
import { holder, type Shape } from '../../clients/shape.js';
import { HANDED_ANSWERS, type HandedAnswer } from '../../libraries/handovers.js';
import { tsc } from '../../syntax/compiler.js';
import { valueOfProperty } from '../../syntax/argument-parts.js';
import { extendedBy } from '../../syntax/heritage.js';
import { namesLeadingTo, writtenName } from '../../syntax/names.js';
import type { Evaluation } from '../../values/evaluation.js';
import { heirs, lineage } from '../../values/inheritance.js';
import type { Following } from '../following.js';
import type { Position } from '../position.js';
import { enterCallback, same } from './callbacks.js';

/**
 * `userinfo: { request }` of a provider, whose `profile` is handed what that answers, and `getProfile` of a strategy,
 * whose other methods are.
 *
 * @param member the function that answers, as a member of an object or of a class
 */
export function answersBeside(member: ts.Node, shape: Shape, position: Position, following: Following): void {
  const name = nameOfMember(member);
  const forms = name === null ? [] : HANDED_ANSWERS.filter(({ answers }) => answers === name);
  for (const form of forms) {
    const handed = form.member === null ? shape : holder({ [form.member]: shape });
    for (const { callback, parameter } of takersFor(form, member.parent, following.evaluation)) {
      const parameters = [...Array<null>(parameter).fill(null), handed];
      const handover = { callback, parameters, call: callback, wrap: same, returns: false };
      enterCallback(handover, { ...position, descent: null }, following);
    }
  }
}

function nameOfMember(member: ts.Node): string | null {
  const isNamed = tsc.isObjectLiteralElement(member) || tsc.isClassElement(member);
  return isNamed && member.name ? (writtenName(member.name) ?? null) : null;
}

/** A function that is handed what another one answers. */
interface Taker {
  readonly callback: ts.Expression;
  readonly parameter: number;
}

function takersFor({ takes, within, base }: HandedAnswer, own: ts.Node, evaluation: Evaluation): readonly Taker[] {
  const isOfClass = tsc.isClassLike(own);
  if (isOfClass !== (base !== null)) return [];
  const members = isOfClass ? membersOfClass(own, base ?? '', evaluation) : membersBeside(own, within);
  return takes.flatMap(({ name, parameter }) =>
    members
      .filter((each) => nameOfMember(each) === name)
      .flatMap((each) => callbackOf(each) ?? [])
      .map((callback) => ({ callback, parameter })),
  );
}

function membersBeside(own: ts.Node, within: string | null): readonly ts.Node[] {
  if (!tsc.isObjectLiteralExpression(own)) return [];
  if (within === null) return own.properties;
  const { parent } = own;
  return tsc.isPropertyAssignment(parent) && parent.name.getText() === within ? parent.parent.properties : [];
}

/** The members of a class, and of its family, if the last of these extends a class of the library. */
function membersOfClass(own: ts.ClassLikeDeclaration, base: string, evaluation: Evaluation): readonly ts.Node[] {
  const classes = lineage(own, evaluation);
  const extended = classes.map(extendedBy).filter((each) => each !== null && each !== undefined);
  if (!extended.some((each) => namesLeadingTo(each).at(-1) === base)) return [];
  return [...new Set([...classes, ...heirs(own, evaluation)])].flatMap(({ members }) => [...members]);
}

function callbackOf(member: ts.Node): ts.Expression | null {
  if (tsc.isObjectLiteralElementLike(member)) return valueOfProperty(member);
  if (tsc.isPropertyDeclaration(member)) return member.initializer ?? null;
  // A method is no expression to the compiler, but has a value like one.
  return tsc.isMethodDeclaration(member) && member.body ? (member as ts.Node as ts.Expression) : null;
}
