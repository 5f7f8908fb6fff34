import type { ts } from 'ts-morph';
import type { Evaluation } from './evaluation.js';
import { isMember } from './external.js';
import { EMPTY_CONTEXT, type Value, type ValueOf, type Values } from './value.js';
import { tsc } from '../syntax/compiler.js';

/** Methods that keep their first argument for all code that they run: https://nodejs.org/api/async_context.html#class-asynclocalstorage */
export const KEEPING: readonly string[] = ['run', 'enterWith'];

/**
 * `storage.getStore()`: what the program has `storage.run(…)` keep.
 *
 * @returns null for any other call, and where nothing is kept
 */
export function storedValue(callee: ValueOf<'external'>, evaluation: Evaluation): Values | null {
  const last = callee.steps.at(-1);
  const made = last?.kind === 'member' && last.name === 'getStore' ? constructionOf(callee, 1) : null;
  if (!made) return null;
  const isSame = (receiver: ts.Expression): boolean =>
    evaluation
      .evaluate(receiver, EMPTY_CONTEXT)
      .some((value: Value) => value.kind === 'external' && constructionOf(value, 0) === made);
  const kept = KEEPING.flatMap((name) => evaluation.index.callsNamed(name)).flatMap((call) => {
    const [value] = call.arguments ?? [];
    return value && tsc.isPropertyAccessExpression(call.expression) && isSame(call.expression.expression)
      ? [value]
      : [];
  });
  const values = kept.flatMap((node) => evaluation.evaluate(node, EMPTY_CONTEXT));
  return values.length ? values : null;
}

/** The call that made a storage, so many steps before the end of a value. */
function constructionOf({ root, steps }: ValueOf<'external'>, after: number): ts.Node | null {
  const step = steps.at(-1 - after);
  const maker: Value = { kind: 'external', root, steps: steps.slice(0, -1 - after) };
  return step?.kind === 'call' && isMember(maker, 'async_hooks', ['AsyncLocalStorage']) ? step.site.node : null;
}
