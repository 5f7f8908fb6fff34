import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { spanOf } from '../program/program.js';
import { boundMember } from './bound-members.js';
import { chosen } from './choices.js';
import { settled } from './configurations/index.js';
import type { Evaluation, Form } from './evaluation.js';
import { firstThatIsSet } from './literals.js';
import { propertyNameText } from './objects.js';
import { sharedOrHanded } from './shared-members.js';
import { memberOfUnknown, NOTHING, type Context, type Value, type Values } from './value.js';
import { declaredValue } from './variables.js';

/** `const { base, paths: { me } = {}, ...rest } = config`. */
export const bindingElement: Form<ts.BindingElement> = (node, context, evaluation) => {
  const holders = evaluation.evaluate(node.parent, context);
  if (node.dotDotDotToken) return holders.map((holder) => restOf(holder, node));
  const name = boundName(node, context, evaluation);
  const found =
    name === null
      ? []
      : chosen(holders, node.parent, context, evaluation, (holder) => memberOrHole(holder, name, node, evaluation));
  const whole = node.parent.parent;
  const receiver = tsc.isVariableDeclaration(whole) ? whole.initializer : undefined;
  const bound = receiver && name !== null ? boundMember(receiver, name, found, context, evaluation) : [];
  const shared = name === null ? [] : sharedOrHanded(node, name, holders, found, evaluation);
  const values = bound.length ? bound : shared.length ? shared : settled(found, node, evaluation);
  const { initializer } = node;
  return initializer ? firstThatIsSet(values, () => evaluation.evaluate(initializer, context)) : values;
};

/** What a whole pattern takes apart. */
export const bindingPattern: Form<ts.BindingPattern> = (node, context, evaluation) => {
  const { parent } = node;
  if (tsc.isVariableDeclaration(parent)) return declaredValue(parent, context, evaluation);
  return evaluation.evaluate(parent, context);
};

/** The member a binding element takes, if its name is known. */
function boundName(node: ts.BindingElement, context: Context, evaluation: Evaluation): string | null {
  if (tsc.isArrayBindingPattern(node.parent)) return String(node.parent.elements.indexOf(node));
  if (node.propertyName) return propertyNameText(node.propertyName, evaluation, context);
  return tsc.isIdentifier(node.name) ? node.name.text : null;
}

/** `...rest`: an object keeps all members, since nobody asks for those that were taken. */
function restOf(holder: Value, node: ts.BindingElement): Value {
  if (holder.kind !== 'array' || !tsc.isArrayBindingPattern(node.parent)) return holder;
  return { kind: 'array', elements: holder.elements.slice(node.parent.elements.indexOf(node)) };
}

function memberOrHole(holder: Value, name: string, node: ts.BindingElement, evaluation: Evaluation): Values {
  const found = evaluation.member(holder, name);
  if (found.length) return found;
  if (holder.kind === 'unknown') return [memberOfUnknown(holder, name, spanOf(node))];
  return [NOTHING];
}
