import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { move, type Following } from '../following.js';
import { ASKING_OPERATORS, MAPPING_OPERATORS, SAME_VALUE_OPERATORS } from '../method-names.js';
import type { Position } from '../position.js';
import { awaited, observable } from '../../clients/shape.js';
import { enterCallback, same } from './callbacks.js';

/** `.pipe(map((response) => response.data), catchError(…))`, from one of its operators on. */
export function piped(position: Position, call: ts.CallExpression, start: number, following: Following): void {
  for (const operator of call.arguments.slice(start)) {
    if (!tsc.isCallExpression(operator)) return following.ledger.escapeTo(position, 'passed to', operator);
    const name = operator.expression.getText();
    const [callback] = operator.arguments;
    const parameters = [awaited(position.shape)];
    if (callback && MAPPING_OPERATORS.has(name)) {
      // What the function returns comes back as the value of the operator, and goes on from there.
      const handover = { callback, parameters, call: operator, returns: true };
      return enterCallback({ ...handover, wrap: (returned) => observable(awaited(returned)) }, position, following);
    }
    if (ASKING_OPERATORS.has(name)) {
      // `distinctUntilChanged` hands its function the value before as well.
      const asked = { parameters: [...parameters, ...parameters], call: operator, wrap: same, returns: false };
      if (callback) enterCallback({ ...asked, callback }, position, following);
    } else if (!SAME_VALUE_OPERATORS.has(name)) return following.ledger.escapeTo(position, 'passed to', name);
  }
  move(position, call, position.shape, following);
}
