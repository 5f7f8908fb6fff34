import type { ts } from 'ts-morph';
import { awaited, holder, promise, type Shape } from '../../clients/shape.js';
import type { CheckAnswer } from '../../libraries/schemas.js';
import { tsc } from '../../syntax/compiler.js';
import { isMeaningful } from '../../values/external.js';
import type { Value } from '../../values/value.js';
import type { Following } from '../following.js';
import type { Position } from '../position.js';
import { libraryOf, schemasOf, type Schema } from '../schemas.js';
import { tieMembers } from './ties.js';

/** A callee by which a schema library checks a value. */
export interface FoundCheck {
  /** What it answers: one of these. */
  readonly answers: readonly CheckAnswer[];
  /** Whether it is a method of the schema, as opposed to a function that is given one. */
  readonly isMethod: boolean;
}

/** The check that every value of a callee is; null where one of them is something else. */
export function checkIn(callee: ts.Expression, following: Following): FoundCheck | null {
  const { evaluation } = following;
  // The answer came from callers that are open; what others call has to do with something else.
  const contexts = following.callers.contextsOf(callee, false);
  const found = contexts.flatMap((context) => evaluation.evaluate(callee, context)).map(checkNamed);
  const [first] = found;
  return first && found.every((each) => each !== null) ? first : null;
}

/** Notes what a schema asks of the answer; where it may change or refuse a value, the answer leaves sight. */
export function tieSchemas(schemas: readonly Schema[], position: Position, following: Following): void {
  if (!schemas.length) following.ledger.escape(position, 'schema out of sight');
  for (const { members, obstacle } of schemas) {
    tieMembers(members, position, following);
    if (obstacle !== null) following.ledger.escapeTo(position, 'checked with', obstacle);
  }
}

/** `.then(Me.parse)`: the shape that comes out of it; null for a function that is no check. */
export function checkedBy(callback: ts.Expression, position: Position, following: Following): Shape | null {
  const check = checkIn(callback, following);
  const [answer] = check?.answers ?? [];
  if (!check || !answer) return null;
  following.check(callback, position, isThrowing(check.answers));
  const schemas = tsc.isPropertyAccessExpression(callback) ? readSchemas(callback.expression, following) : [];
  tieSchemas(schemas, position, following);
  return answered(answer, position.shape);
}

/** Whether a check throws, or rejects, where a value is not as it should be: what it answers is that value, then. */
export function isThrowing(answers: readonly CheckAnswer[]): boolean {
  return answers.every(({ kind }) => kind === 'value' || kind === 'promise');
}

/** The schemas that an expression can be. */
export function readSchemas(node: ts.Expression, following: Following): readonly Schema[] {
  return following.callers.contextsOf(node, true).flatMap((context) => schemasOf(node, following.evaluation, context));
}

/** What a check answers of the value it was given; null for a plain yes or no. */
export function answered(answer: CheckAnswer, shape: Shape): Shape | null {
  if (answer.kind === 'value') return shape;
  if (answer.kind === 'promise') return promise(awaited(shape));
  if (answer.kind === 'test') return null;
  const result = holder(Object.fromEntries(answer.names.map((name) => [name, shape])));
  return answer.isPromise ? promise(result) : result;
}

function checkNamed(value: Value): FoundCheck | null {
  const library = libraryOf(value);
  if (!library || value.kind !== 'external') return null;
  const steps = value.steps.filter(isMeaningful);
  const last = steps.at(-1);
  if (last?.kind !== 'member') return null;
  const isMethod = steps.length > 1;
  const table = isMethod ? library.methods : library.functions;
  const answers = Object.hasOwn(table, last.name) ? table[last.name] : undefined;
  return answers ? { answers, isMethod } : null;
}
