import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { fileOf, spanOf } from '../program/program.js';
import { boundMember } from './bound-members.js';
import { chosen } from './choices.js';
import { choicesOfKey } from './conditions.js';
import { settled } from './configurations/index.js';
import type { Evaluation, Form } from './evaluation.js';
import { COMPUTED_MEMBER } from './external.js';
import { justSet } from './just-set.js';
import { shortName } from './literals.js';
import { isHeldAt, withoutSight } from './members-at.js';
import { namespaceMember } from './namespaces.js';
import { anyMember, memberNames } from './objects.js';
import {
  choicesOf,
  knownText,
  memberOfUnknown,
  NOTHING,
  unknown,
  withChoices,
  type Choice,
  type Value,
  type ValueOf,
  type Values,
} from './value.js';
import { sharedOrHanded } from './shared-members.js';
import { variableMember } from './variables.js';

/** A member access that may name an environment variable, or CommonJS's `module.exports`. */
export const propertyAccess: Form<ts.PropertyAccessExpression> = (node, context, evaluation) => {
  if (node.name.text === 'exports' && tsc.isIdentifier(node.expression) && node.expression.text === 'module') {
    return [{ kind: 'module', file: fileOf(node) }];
  }
  return settled(memberValues(node, context, evaluation), node, evaluation);
};

export const elementAccess: Form<ts.ElementAccessExpression> = (node, context, evaluation) =>
  settled(elementValues(node, context, evaluation), node, evaluation);

/** `value.name`. */
const memberValues: Form<ts.PropertyAccessExpression> = (node, context, evaluation) => {
  const set = valuesJustSet(node, context, evaluation);
  if (set.length) return set;
  const inNamespace = namespaceMember(node, context, evaluation);
  if (inNamespace) return inNamespace;
  const holders = evaluation.evaluate(node.expression, context);
  const found = chosen(holders, node.expression, context, evaluation, (holder) =>
    accessed(node, [holder], node.name.text, evaluation),
  );
  const bound = boundMember(node.expression, node.name.text, found, context, evaluation);
  if (bound.length) return bound;
  const shared = sharedOrHanded(node, node.name.text, holders, found, evaluation);
  if (shared.length) return shared;
  return isHeldAt(holders, node.name.text, evaluation) ? found : variableMember(node, found, context, evaluation);
};

/** A member that is set right before; a function among its values would lack its receiver, an accessor has code of its own. */
const valuesJustSet: Form<ts.PropertyAccessExpression> = (node, context, evaluation) => {
  const set = justSet(node, evaluation.index);
  if (!set || evaluation.index.gettersNamed(node.name.text).length) return [];
  const values = evaluation.evaluate(set, context);
  return values.some(({ kind }) => kind === 'function') ? [] : values;
};

/** `value['name']`, `table[key]`: each value of the table where the key is not known, whoever calls. */
const elementValues: Form<ts.ElementAccessExpression> = (node, context, evaluation) => {
  const named = evaluation.evaluate(node.argumentExpression, context);
  const keys = named.map(knownText);
  const holders = evaluation.evaluate(node.expression, context);
  const open = named.find((value) => value.kind === 'unknown' && value.opens !== null);
  if (open?.kind === 'unknown' && holders.some((holder) => memberNames(holder).length > 0 || isCalledOn(holder, node)))
    return [unknown(shortName(node), `the value of \`${node.getText()}\``, spanOf(node), open.opens)];
  const choicesFor = (name: string): readonly Choice[] =>
    choicesOfKey(node.argumentExpression, [name], true, context, evaluation);
  if (keys.every((key) => key !== null))
    return keys.flatMap((key, index) => {
      const chosenKey = [...choicesOfText(named[index]), ...choicesFor(key)];
      return withChoices(accessed(node, holders, key, evaluation), chosenKey);
    });
  const all = holders.flatMap((holder) => anyMember(holder, evaluation, choicesFor));
  if (all.length) return all;
  const called = holders.filter((holder) => isCalledOn(holder, node) && isOfClient(holder, evaluation));
  if (called.length) return called.flatMap((holder) => evaluation.member(holder, COMPUTED_MEMBER));
  return [unknown(shortName(node), `the value of \`${node.getText()}\``, spanOf(node))];
};

/** Whether a method is called on what has members that nobody lists: `axios[method](url)`, `this[name](path)`. */
function isCalledOn({ kind }: Value, node: ts.ElementAccessExpression): boolean {
  const isCallee = tsc.isCallExpression(node.parent) && node.parent.expression === node;
  return isCallee && (kind === 'external' || kind === 'instance' || kind === 'module');
}

/** Whether a value comes from what exports an HTTP client. */
function isOfClient(value: Value, { clients }: Evaluation): value is ValueOf<'external'> {
  if (value.kind !== 'external') return false;
  const { root } = value;
  return clients.some(({ globals, modules }) =>
    'global' in root ? globals.includes(root.global) : modules.includes(root.module),
  );
}

function choicesOfText(value: Value | undefined): readonly Choice[] {
  return value?.kind === 'text' ? choicesOf(value.pieces) : [];
}

/** What was said to be read off a value that is not known, where more is read off that. */
const READ_OFF = / \(`[^`]*`\)$/;

function accessed(node: ts.Expression, holders: Values, name: string, evaluation: Evaluation): Values {
  return holders.flatMap((holder) => {
    const found = evaluation.member(holder, name);
    if (found.length) return found.map(withoutSight);
    if (holder.kind === 'unknown') {
      const missing = `${holder.missing.replace(READ_OFF, '')} (\`${node.getText()}\`)`;
      return [memberOfUnknown({ ...holder, missing }, name, spanOf(node))];
    }
    return [NOTHING];
  });
}
