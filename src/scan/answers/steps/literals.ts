import type { ts } from 'ts-morph';
import { tsc } from '../../compiler.js';
import { propertyNameText } from '../../values/objects.js';
import { EMPTY_CONTEXT } from '../../values/value.js';
import type { Following, StepForm } from '../following.js';
import type { Position } from '../position.js';
import { BODY, elementShape, holder } from '../shape.js';
import { bind } from './names.js';

/** `{ user: me }` */
export const literalMember: StepForm<ts.PropertyAssignment> = (position, parent, following) => {
  const name = propertyNameText(parent.name, following.evaluation, EMPTY_CONTEXT);
  if (name === null) return following.ledger.escape(position, 'kept under a name that is only known at run time');
  putInto(position, parent.parent, name, following);
};

/** `{ me }` */
export const shorthandMember: StepForm<ts.ShorthandPropertyAssignment> = (position, parent, following) =>
  putInto(position, parent.parent, parent.name.text, following);

/** `{ ...me.data, role }` has the answer's members. */
export const spreadMember: StepForm<ts.SpreadAssignment> = (position, parent, following) => {
  following.ledger.escape(position, 'spread into another object');
  following.push({ ...position, node: parent.parent });
};

/** `[me, sections]` */
export const arrayElement: StepForm<ts.ArrayLiteralExpression> = (position, parent, following) =>
  putInto(position, parent, String(parent.elements.indexOf(position.node as ts.Expression)), following);

/** `for (const { data } of users)` */
export const forOf: StepForm<ts.ForOfStatement> = (position, parent, following) => {
  if (parent.expression !== position.node || !tsc.isVariableDeclarationList(parent.initializer)) return;
  const shape = position.shape.kind === 'stream' ? BODY : elementShape(position.shape);
  const [declaration] = parent.initializer.declarations;
  if (shape && declaration) bind(declaration.name, { ...position, shape }, following);
};

function putInto(position: Position, literal: ts.Expression, name: string, following: Following): void {
  following.push({
    ...position,
    node: literal,
    shape: holder({ [name]: position.shape }),
    carrier: position.carrier ?? position.node,
  });
}
