import type { ts } from 'ts-morph';
import { tsc } from '../../compiler.js';
import { spanOf } from '../../program.js';
import { delegateOf } from '../../requests/delegates.js';
import { scopeOfFunction } from '../../values/functions.js';
import type { Following, StepForm } from '../following.js';
import type { Descent, Position } from '../position.js';
import { awaited, holder, promise, type Shape } from '../shape.js';
import { tieType } from './ties.js';
import { shorten } from './wording.js';

/** A call of a function, and the descent it was itself made in. */
export interface CallOf {
  readonly node: ts.CallExpression | ts.NewExpression;
  readonly outer: Descent | null;
}

/** `return answer`: to the call it came through, or to every caller. */
export const returned: StepForm = (position, parent, following) => {
  const scope = tsc.findAncestor(parent, tsc.isFunctionLike) as ts.FunctionLikeDeclaration | undefined;
  if (!scope) return;
  if (scope.type) tieType(scope.type, position, following);
  const shape = isAsync(scope) ? promise(awaited(position.shape)) : position.shape;
  if (position.descent?.scope === scope) {
    const { call, wrap, outer } = position.descent;
    return following.push({ ...position, node: call, shape: wrap(shape), descent: outer });
  }
  const callers = callersOf(scope, position.descent, following);
  if (!callers.length) return leave(position, scope, following);
  for (const { node, outer } of callers) {
    const trail = [...position.trail, { span: spanOf(node), message: 'answered here' }];
    following.push({ ...position, node, shape: resultOf(node, shape, following), trail, descent: outer });
  }
};

/** `() => answer` */
export const arrowBody: StepForm<ts.ArrowFunction> = (position, parent, following) => {
  if (parent.body === position.node) returned(position, parent, following);
};

/** The calls of a function: the one that the answer came through, the one the request was found by, or all. */
export function callersOf(
  scope: ts.FunctionLikeDeclaration,
  descent: Descent | null,
  { request, callers }: Following,
): readonly CallOf[] {
  for (let each = descent; each; each = each.outer) {
    if (each.scope === scope && tsc.isCallExpression(each.call)) return [{ node: each.call, outer: each.outer }];
  }
  const opened = request.context.opened.get(scope)?.node;
  if (opened) return [{ node: opened, outer: null }];
  return callers
    .of(scopeOfFunction(scope))
    .flatMap(({ site }) => (site.node ? [{ node: site.node, outer: null }] : []));
}

/** What a call answers of what a function returned: `useSWR(key, load)` puts it into `data`. */
function resultOf(call: ts.CallExpression | ts.NewExpression, shape: Shape, { evaluation }: Following): Shape {
  const delegate = delegateOf(call, evaluation);
  return delegate ? holder({ [delegate.result]: awaited(shape) }) : shape;
}

/** A function that nobody in sight calls. */
function leave(position: Position, scope: ts.FunctionLikeDeclaration, { ledger }: Following): void {
  const { parent } = scope;
  if (tsc.isCallExpression(parent) && parent.arguments.includes(scope as ts.Expression)) {
    return ledger.escape(position, `returned to \`${shorten(parent.expression.getText())}\``);
  }
  ledger.escape(position, 'returned to callers that are not in sight');
}

function isAsync(scope: ts.FunctionLikeDeclaration): boolean {
  return (
    tsc.canHaveModifiers(scope) &&
    (tsc.getModifiers(scope)?.some((each) => each.kind === tsc.SyntaxKind.AsyncKeyword) ?? false)
  );
}
