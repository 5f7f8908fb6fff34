import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { EMPTY_CONTEXT, knownText, type Piece } from '../../values/value.js';
import type { Following } from '../following.js';

/** Whether all that a key can be is written out, so that it can be nothing else. */
export function isWrittenOut(key: ts.Expression, { evaluation }: Following): boolean {
  const values = evaluation.evaluate(key, EMPTY_CONTEXT);
  const taking = values.find((value) => value.kind === 'unknown')?.opens?.parent;
  if (!taking) return values.every((value) => value.kind === 'text' && value.pieces.every(isWholeLiteral));
  if (!tsc.isCallExpression(taking) || !tsc.isPropertyAccessExpression(taking.expression)) return false;
  const lists = evaluation.evaluate(taking.expression.expression, EMPTY_CONTEXT);
  return (
    lists.length > 0 &&
    lists.every((list) => list.kind === 'array' && list.elements.every(({ node }) => tsc.isStringLiteralLike(node)))
  );

  function isWholeLiteral({ span }: Piece): boolean {
    const text = span ? evaluation.sources.text(span.file) : '';
    return span !== null && /["'`]/.test(text.slice(span.start - 1, span.start)) && /["'`]/.test(text.charAt(span.end));
  }
}

/** What a key can be; where a list calls the function around for each of its elements, one of these. */
export function namesAt(key: ts.Expression, { evaluation, callers }: Following): readonly (string | null)[] {
  const values = evaluation.evaluate(key, EMPTY_CONTEXT);
  const scope = values.find((value) => value.kind === 'unknown')?.opens;
  if (!scope || !tsc.isCallExpression(scope.parent)) return values.map(knownText);
  return callers
    .contexts((context) => {
      const open = evaluation.evaluate(key, context).find((value) => value.kind === 'unknown' && value.opens === scope);
      return open ? { scope, isClevers: true } : null;
    })
    .flatMap((context) => evaluation.evaluate(key, context).map(knownText));
}
