import type { ts } from 'ts-morph';
import { tsc } from '../../compiler.js';
import { spanOf } from '../../program.js';
import type { Span } from '../../usage.js';
import { propertyNameText } from '../../values/objects.js';
import { EMPTY_CONTEXT, knownText } from '../../values/value.js';
import { move, type Following, type StepForm } from '../following.js';
import type { Position } from '../position.js';
import { isAssignmentTarget } from '../references.js';
import { holdsId, memberShape } from '../shape.js';
import { bracketKey } from '../stores.js';
import { method } from './methods.js';

/** `me.data` */
export const property: StepForm<ts.PropertyAccessExpression> = (position, parent, following) => {
  if (parent.expression === position.node) member(position, parent, parent.name.text, spanOf(parent.name), following);
};

/** `me['data']`, `users[0]`, `table[me.data.type]` */
export const element: StepForm<ts.ElementAccessExpression> = (position, parent, following) => {
  const key = parent.argumentExpression;
  if (key === position.node) return lookup(position, parent, following);
  if (tsc.isNumericLiteral(key)) return indexed(position, parent, key.text, following);
  const names = following.evaluation.evaluate(key, EMPTY_CONTEXT).map(knownText);
  const [only] = names;
  if (names.length !== 1 || typeof only !== 'string')
    return following.ledger.escape(position, 'read by a name that is only known at run time');
  member(position, parent, only, spanOfKey(key), following);
};

/** `holder.name`, where the name may be a method about to be called. */
function member(position: Position, access: ts.Expression, name: string, span: Span, following: Following): void {
  const { parent } = access;
  if (tsc.isCallExpression(parent) && parent.expression === access)
    return method({ position, call: parent, name, access, span }, following);
  if (isAssignmentTarget(access)) return;
  const shape = memberShape(position.shape, name);
  if (!shape) return;
  if (position.shape.kind === 'body')
    following.ledger.read(position, shape, span, { expression: access, holder: position.node });
  move(position, access, shape, following);
}

function indexed(position: Position, access: ts.Expression, index: string, following: Following): void {
  const { shape } = position;
  if (shape.kind === 'body') return move(position, access, { kind: 'body', path: [...shape.path, '[]'] }, following);
  move(position, access, memberShape(shape, index) ?? memberShape(shape, '[]'), following);
}

/** A value of the answer as the key of a table. */
function lookup(position: Position, access: ts.ElementAccessExpression, following: Following): void {
  const { evaluation, ledger } = following;
  const tables = evaluation.evaluate(access.expression, EMPTY_CONTEXT);
  const keys = tables.flatMap((table) => {
    if (table.kind !== 'object' || !tsc.isObjectLiteralExpression(table.node)) return [];
    return table.node.properties.map((each) =>
      each.name ? propertyNameText(each.name, evaluation, table.context) : null,
    );
  });
  ledger.use(position, { kind: 'lookup', keys: keys.filter((key) => key !== null) });
  if (!holdsId(position.shape)) return;
  ledger.use(position, bracketKey(access));
  ledger.escape(position, 'used as the key of a table');
}

/** The name without its quotation marks. */
function spanOfKey(key: ts.Expression): Span {
  if (!tsc.isStringLiteralLike(key)) return spanOf(key);
  return { ...spanOf(key), start: key.getStart() + 1, end: key.getEnd() - 1 };
}
