import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { propertyNameText } from '../../values/objects.js';
import { EMPTY_CONTEXT } from '../../values/value.js';
import { move, type Following, type StepForm } from '../following.js';
import type { Position } from '../position.js';
import {
  awaited,
  BODY,
  elementShape,
  holder,
  holdsId,
  listOf,
  methodShape,
  withoutMembers,
  type Shape,
} from '../../clients/shape.js';
import { assign } from './keeping.js';
import { bind } from './names.js';
import { showInTemplate } from './templates.js';

/** `{ user: me }` */
export const literalMember: StepForm<ts.PropertyAssignment> = (position, parent, following) => {
  const name = propertyNameText(parent.name, following.evaluation, EMPTY_CONTEXT);
  if (name === null) return following.ledger.escape(position, 'kept under a name that is only known at run time');
  putInto(position, parent.parent, name, following);
};

/** `{ me }` */
export const shorthandMember: StepForm<ts.ShorthandPropertyAssignment> = (position, parent, following) =>
  putInto(position, parent.parent, parent.name.text, following);

/** `{ ...me.data, role }` has the answer's members, but for those that are written behind it. */
export const spreadMember: StepForm<ts.SpreadAssignment> = (position, parent, following) => {
  const literal = parent.parent;
  following.ledger.escape(position, 'spread into another object');
  const later = literal.properties.slice(literal.properties.indexOf(parent) + 1);
  const names = later.map((each) =>
    each.name ? propertyNameText(each.name, following.evaluation, EMPTY_CONTEXT) : null,
  );
  const shape = withoutMembers(
    position.shape,
    names.filter((each) => each !== null),
  );
  following.push({ ...position, node: literal, shape });
};

/** `[...data, ...more]`, `load(...data)` */
export const spreadElement: StepForm<ts.SpreadElement> = (position, parent, following) => {
  const { parent: outer } = parent;
  if (position.shape.kind === 'body' && holdsId(position.shape))
    return following.ledger.escape(position, 'taken apart');
  if (tsc.isArrayLiteralExpression(outer)) {
    const isFirst = outer.elements[0] === parent;
    const element = elementShape(position.shape);
    const shape = isFirst && position.shape.kind === 'holder' ? position.shape : element && listOf(element);
    return move(position, outer, shape, following);
  }
  // The arguments of a call: what each of them holds is known by its index.
  if (tsc.isCallExpression(outer) || tsc.isNewExpression(outer)) following.push({ ...position, node: parent });
};

/** `[me, sections]` */
export const arrayElement: StepForm<ts.ArrayLiteralExpression> = (position, parent, following) =>
  putInto(position, parent, String(parent.elements.indexOf(position.node as ts.Expression)), following);

/** `{ [me.data.type]: true }` */
export const computedName: StepForm<ts.ComputedPropertyName> = (position, parent, { ledger }) => {
  if (!tsc.isPropertyAssignment(parent.parent)) return;
  ledger.use(position, { kind: 'lookup', keys: [] });
  if (holdsId(position.shape)) ledger.escape(position, 'used as the key of a table');
};

/** `for (const { data } of users)`, `for await (const chunk of response.body)` */
export const forOf: StepForm<ts.ForOfStatement> = (position, parent, following) => {
  if (parent.expression !== position.node) return;
  // The characters of an id that will be another one.
  if (position.shape.kind === 'body' && holdsId(position.shape))
    return following.ledger.escape(position, 'taken apart');
  const element = iterated(position.shape);
  const shape = element && parent.awaitModifier ? awaited(element) : element;
  if (!shape) return;
  if (!tsc.isVariableDeclarationList(parent.initializer))
    return assign(parent.initializer, { ...position, shape }, following);
  const [declaration] = parent.initializer.declarations;
  if (declaration) bind(declaration.name, { ...position, shape }, following);
};

/** What a loop over a value sees: of a body that can also be had as a text, its chunks. */
function iterated(shape: Shape): Shape | null {
  if (shape.kind === 'stream' || methodShape(shape, 'text')) return BODY;
  return shape.kind === 'table' ? holder({ 1: shape.of }) : elementShape(shape);
}

function putInto(position: Position, literal: ts.Expression, name: string, following: Following): void {
  // `data() { return { me } }`
  showInTemplate([name], position.node, position, following);
  following.push({
    ...position,
    node: literal,
    shape: holder({ [name]: position.shape }),
    carrier: position.carrier ?? position.node,
  });
}
