import type { ts } from 'ts-morph';
import { memberShape, type Shape } from '../../clients/shape.js';
import { tsc } from '../../syntax/compiler.js';
import { move, type Following } from '../following.js';
import type { Position } from '../position.js';
import { enterCallback, same } from './callbacks.js';
import { answered, checkIn, isThrowing, readSchemas, tieSchemas } from './checks.js';

/**
 * `Me.parse(body)`, `parse(Me, body)` of a schema library: the members that the schema asks for, and what the check
 * answers.
 *
 * @returns whether the callee is one of a library that is known
 */
export function checkedBySchema(
  position: Position,
  parent: ts.CallExpression | ts.NewExpression,
  following: Following,
): boolean {
  const callee = parent.expression;
  const check = checkIn(callee, following);
  if (!check) return false;
  const given = (parent.arguments ?? []).filter((each) => each !== position.node);
  const holders = check.isMethod && tsc.isPropertyAccessExpression(callee) ? [callee.expression] : given;
  const schemas = holders.flatMap((each) => readSchemas(each, following));
  tieSchemas(schemas, position, following);
  following.check(position.node, position, isThrowing(check.answers));
  for (const { callback, path } of schemas.flatMap(({ callbacks }) => callbacks)) {
    const shape = shapeAt(position.shape, path);
    const handover = { callback, parameters: [shape], call: parent, wrap: same, returns: path.length === 0 };
    if (shape) enterCallback(handover, position, following);
  }
  for (const answer of check.answers) move(position, parent, answered(answer, position.shape), following);
  following.settle();
  return true;
}

function shapeAt(shape: Shape, path: readonly string[]): Shape | null {
  return path.reduce<Shape | null>((held, name) => held && memberShape(held, name), shape);
}
