import type { ts } from 'ts-morph';
import { BOUND_GROUPS, COMPUTED_GROUPS } from '../libraries/shared-members.js';
import { tsc } from '../syntax/compiler.js';
import { innerOf } from '../syntax/outer.js';
import type { Evaluation } from './evaluation.js';
import { ownerOfThis } from './this.js';
import { outsideOf, type Context, type Value, type Values } from './value.js';

/**
 * A member that `this` has although the object around the method has none of that name. A framework calls the methods of a
 * description on something that has the members of the whole description: `{ settings: { base }, methods: { me() {
 * this.settings.base } } }`. Without one the code would fail, so it is called by one.
 *
 * @param receiver what the member is read off
 * @param found what it is by itself
 * @returns empty where it is something by itself, or the description has no such member
 */
export function boundMember(
  receiver: ts.Expression,
  name: string,
  found: Values,
  context: Context,
  evaluation: Evaluation,
): Values {
  if (!found.length || found.some(({ kind }) => kind !== 'nothing')) return [];
  const self = innerOf(receiver);
  if (self.kind !== tsc.SyntaxKind.ThisKeyword) return [];
  const holder = ownerOfThis(self, evaluation)?.holder;
  if (!holder || !tsc.isObjectLiteralExpression(holder)) return [];
  for (let around: ts.ObjectLiteralExpression | null = holder; around; around = objectAround(around)) {
    const whole: Value = { kind: 'object', node: around, context: outsideOf(context) };
    const own = around === holder ? [] : membersOf([whole], name, evaluation);
    const found = own.length ? own : membersOf(groupsOf(whole, BOUND_GROUPS, evaluation), name, evaluation);
    if (found.length) return found;
    const computed = membersOf(groupsOf(whole, COMPUTED_GROUPS, evaluation), name, evaluation);
    if (computed.length) return answersOf(computed, evaluation);
  }
  return [];
}

/** The object of which another is a member. */
function objectAround({ parent }: ts.ObjectLiteralExpression): ts.ObjectLiteralExpression | null {
  return tsc.isPropertyAssignment(parent) ? parent.parent : null;
}

/** The objects whose members a framework puts on what it makes of a description; a function answers one. */
function groupsOf(whole: Value, names: readonly string[], evaluation: Evaluation): Values {
  return answersOf(
    names.flatMap((name) => evaluation.member(whole, name)),
    evaluation,
  );
}

/** The values, and what the functions among them answer. */
function answersOf(values: Values, evaluation: Evaluation): Values {
  return values.flatMap((value): Values => {
    if (value.kind !== 'function') return [value];
    return evaluation.invoke(value, { node: null, arguments: [], context: value.context }, false);
  });
}

function membersOf(holders: Values, name: string, evaluation: Evaluation): Values {
  const objects = holders.filter(({ kind }) => kind === 'object');
  return objects.flatMap((holder) => evaluation.member(holder, name)).filter(({ kind }) => kind !== 'nothing');
}
