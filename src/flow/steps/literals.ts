import type { ts } from 'ts-morph';
import { oncePerObject } from '../../model/once-per-object.js';
import { tsc } from '../../syntax/compiler.js';
import { literalText } from '../../syntax/literal-text.js';
import { valuesOfMembers } from '../../syntax/argument-parts.js';
import { onlyNameText } from '../../values/objects.js';
import { EMPTY_CONTEXT } from '../../values/value.js';
import { besideOwn, hasOwnElements, mergedWith, othersIn } from '../alternatives.js';
import { move, type Following, type StepForm } from '../following.js';
import { roleName } from '../role-names.js';
import type { Position } from '../position.js';
import { storeKey } from '../stores.js';
import {
  awaited,
  BODY,
  elementShape,
  holder,
  holdsId,
  listOf,
  methodShape,
  pathOf,
  withoutMembers,
  withOthers,
  type Shape,
} from '../../clients/shape.js';
import { writtenName } from '../../syntax/names.js';
import { toGeneratedHooks } from './generated-hooks.js';
import { answersBeside } from './handovers.js';
import { assign } from './keeping.js';
import { bind } from './names.js';
import { goToAccessors } from './owners.js';
import { resolved } from './resolvers.js';
import { showInTemplate } from './templates.js';

/** `{ user: me }`, `{ me }` */
export const literalMember: StepForm<'member'> = (position, { to, member }, following) => {
  const name = onlyNameText(member.name, following.evaluation, EMPTY_CONTEXT);
  if (name === null) return following.ledger.escape(position, 'kept under unknown name');
  if (toGeneratedHooks(position, to, name, following)) return;
  const label = labelBeside(to, name);
  const labelled = label === null ? null : roleName(label, position.shape);
  if (labelled && labelled !== 'type') following.ledger.keptAs(labelled, position);
  if (position.shape.kind === 'function' && !tsc.isFunctionLike(position.node)) {
    // A function that stands there itself is gone on from where it answers.
    const value = awaited(position.shape.returns);
    answersBeside(member, value, position, following);
    resolved(member, value, position, following);
  }
  putInto(position, to, name, following);
};

/** How the members are called that say what the value beside them is. */
const LABELS = /^(name|key|attribute|claim|field)$/i;

/** What an object with a name and a value says its value is: `custom:role` of `{ Name: 'custom:role', Value: me.type }`. */
function labelBeside(literal: ts.Expression, name: string): string | null {
  if (!/^value$/i.test(name) || !tsc.isObjectLiteralExpression(literal)) return null;
  const labels = literal.properties.flatMap((each) =>
    tsc.isPropertyAssignment(each) && LABELS.test(writtenName(each.name) ?? '') ? [each.initializer] : [],
  );
  return literalText(labels[0]);
}

/** `{ ...me.data, role }` has the answer's members, but for those that are written behind it. */
export const spreadMember: StepForm<'spread'> = (position, { to: literal, member }, following) => {
  following.ledger.escape(position, 'spread');
  const later = literal.properties.slice(literal.properties.indexOf(member) + 1);
  const names = later.map((each) => (each.name ? onlyNameText(each.name, following.evaluation, EMPTY_CONTEXT) : null));
  const shape = withoutMembers(
    position.shape,
    names.filter((each) => each !== null),
  );
  const others = literal.properties.flatMap((each) =>
    tsc.isSpreadAssignment(each) && each !== member ? [each.expression] : [],
  );
  pushLiteral({ ...mergedWith(position, others, following.evaluation), node: literal, shape }, literal, following);
};

/** `[...data, ...more]`, `load(...data)` */
export const spreadElement: StepForm<'unpacked'> = (position, { to: spread }, following) => {
  const { parent: outer } = spread;
  if (position.shape.kind === 'body' && holdsId(position.shape))
    return following.ledger.escape(position, 'taken apart');
  if (tsc.isArrayLiteralExpression(outer)) {
    const isFirst = outer.elements[0] === spread;
    const element = elementShape(position.shape);
    const shape = isFirst && position.shape.kind === 'holder' ? position.shape : element && listOf(element);
    const others = outer.elements.filter((each) => each !== spread);
    if (element && others.length) noteIdAmongOthers({ ...position, shape: element }, following);
    return move(besideOwn(position, hasOwnElements(others, following.evaluation)), outer, shape, following);
  }
  // The arguments of a call: what each of them holds is known by its index.
  if (tsc.isCallExpression(outer) || tsc.isNewExpression(outer)) following.push({ ...position, node: spread });
};

/** `[me, sections]` */
export const arrayElement: StepForm<'element'> = (position, { to, index }, following) => {
  if (to.elements.some(tsc.isSpreadElement)) noteIdAmongOthers(position, following);
  putInto(position, to, String(index), following);
};

/** `new Set([...known, me.data.id])`: ids that the program has from elsewhere are told from it, or taken for it. */
function noteIdAmongOthers(position: Position, { ledger }: Following): void {
  if (holdsId(position.shape)) ledger.escape(position, 'kept in a list');
}

/** `{ [me.data.type]: true }`, `storage.set({ [me.data.id]: saved })` */
export const computedName: StepForm<'computed name'> = (position, { name }, { ledger, evaluation }) => {
  if (!tsc.isPropertyAssignment(name.parent)) return;
  const { parent: literal } = name.parent;
  const call = literal.parent;
  const path = holdsId(position.shape) ? pathOf(position.shape) : null;
  const isGiven = tsc.isCallExpression(call) && call.expression !== literal;
  const key = path && isGiven ? storeKey(call, position.node, path, evaluation) : null;
  ledger.use(position, { kind: 'lookup', keys: [] });
  if (key && path) ledger.use({ ...position, shape: { kind: 'body', path } }, key);
  if (path) ledger.escape(position, 'key of a table');
};

/** `for (const { data } of users)`, `for await (const chunk of response.body)` */
export const forOf: StepForm<'iterated'> = (position, { loop }, following) => {
  // The characters of an id that will be another one.
  if (position.shape.kind === 'body' && holdsId(position.shape))
    return following.ledger.escape(position, 'taken apart');
  const element = iterated(position.shape);
  const shape = element && loop.awaitModifier ? awaited(element) : element;
  if (!shape) return;
  if (!tsc.isVariableDeclarationList(loop.initializer))
    return assign(loop.initializer, { ...position, shape }, following);
  const [declaration] = loop.initializer.declarations;
  if (declaration) bind(declaration.name, { ...position, shape }, following);
};

/** What a loop over a value sees: of a body that can also be had as a text, its chunks. */
function iterated(shape: Shape): Shape | null {
  if (shape.kind === 'stream' || methodShape(shape, 'text')) return BODY;
  // No body of Clever's is a list: what is gone through are the parts in which it comes.
  if (shape.kind === 'body' && !shape.path.length) return BODY;
  return shape.kind === 'table' ? holder({ 1: shape.of }) : elementShape(shape);
}

function putInto(position: Position, literal: ts.Expression, name: string, following: Following): void {
  // `data() { return { me } }`
  showInTemplate([name], position.node, position, following);
  const others = othersIn(literal, valuesIn(literal), position.node, following.evaluation);
  pushLiteral(
    {
      ...position,
      node: literal,
      shape: withOthers(holder({ [name]: position.shape }), others),
      carrier: position.carrier ?? position.node,
      ...(roleName(name, position.shape) !== null && { role: position.node }),
    },
    literal,
    following,
  );
}

/** Goes on from a literal, and from the accessors in it, which see the same as `this`. */
function pushLiteral(position: Position, literal: ts.Expression, following: Following): void {
  following.push(position);
  if (tsc.isObjectLiteralExpression(literal)) goToAccessors(literal, position, following);
}

/** The values that a literal gives its elements or members; looked for once, for each may be a part of the answer. */
const valuesIn = oncePerObject((literal: ts.Expression): readonly ts.Expression[] => {
  if (tsc.isArrayLiteralExpression(literal)) return literal.elements;
  return tsc.isObjectLiteralExpression(literal) ? valuesOfMembers(literal) : [];
});
