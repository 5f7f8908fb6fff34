import type { ts } from 'ts-morph';
import { awaited, holder, promise, type Shape } from '../../clients/shape.js';
import { CALLABLES, CHANNELS, type Channel } from '../../libraries/channels.js';
import { calleeName } from '../../program/syntax-index.js';
import { tsc } from '../../syntax/compiler.js';
import type { Call } from '../../syntax/transfer.js';
import { givenParameters } from '../../syntax/functions.js';
import { openEverywhere } from '../../values/contexts.js';
import { EMPTY_CONTEXT, knownText } from '../../values/value.js';
import type { Following } from '../following.js';
import { parameterOf } from '../members.js';
import { doubted, type Position } from '../position.js';
import { enterCallback, same, type Handover } from './callbacks.js';
import { openUsers, useOf, type Use } from './channels.js';

/**
 * `acknowledge(me)` of a function that is taken under a name, where the last parameter is called: handed back to whoever
 * sends under this name, `socket.emit('whoami', (me) => …)`.
 *
 * @returns whether what is called is the last parameter of such a function
 */
export function acknowledged({ callback, parameters }: Handover, position: Position, following: Following): boolean {
  const parameter = parameterOf(callback, following.evaluation);
  if (!parameter) return false;
  const scope = parameter.parent as ts.FunctionLikeDeclaration;
  if (givenParameters(scope).at(-1) !== parameter) return false;
  const uses = CHANNELS.filter(({ acknowledges }) => acknowledges.length).flatMap((channel) =>
    usesTaking(scope, channel, following),
  );
  for (const use of uses) handBack(use, parameters, position, following);
  return uses.length > 0;
}

/** The calls that take a function under a name. */
function usesTaking(scope: ts.FunctionLikeDeclaration, channel: Channel, following: Following): readonly Use[] {
  const { evaluation } = following;
  return channel.takes
    .flatMap((method) => evaluation.index.callsNamed(method))
    .filter(({ arguments: given = [] }) => {
      const taken = given.at(-1);
      return taken !== undefined && evaluation.evaluate(taken, EMPTY_CONTEXT).some((each) => isFunction(each, scope));
    })
    .flatMap((call) => useOf(call, channel, channel.takes, channel.takers, following) ?? []);
}

function isFunction(value: { readonly kind: string; readonly node?: unknown }, scope: ts.Node): boolean {
  return value.kind === 'function' && value.node === scope;
}

function handBack(use: Use, parameters: readonly (Shape | null)[], position: Position, following: Following): void {
  const { call, channel, name } = use;
  openUsers(use, channel.sends, following);
  const answered = { ...doubted(position, call, `acknowledged as \`${name}\``), descent: null };
  following.ledger.escapeTo(position, 'returned to', call.expression);
  for (const sender of channel.sends.flatMap((method) => following.evaluation.index.callsNamed(method))) {
    if (useOf(sender, channel, channel.sends, channel.senders, following)?.name !== name) continue;
    const first = parameters.find((each) => each !== null);
    if (first && channel.acknowledges.includes(calleeName(sender.expression) ?? ''))
      following.push({ ...answered, node: sender, shape: promise(awaited(first)) });
    const callback = (sender.arguments ?? []).slice(1).at(-1);
    if (callback)
      enterCallback({ callback, parameters, call: callback, wrap: same, returns: false }, answered, following);
  }
}

/**
 * A function that answers the answer, run for callers elsewhere: what it answers comes out of the functions that call it
 * by the name it is exported by.
 *
 * @param parent the call that takes it: `onCall(async () => …)`
 * @returns whether it is such a call, and there is one that calls the function
 */
export function answersCallers(position: Position, parent: Call, following: Following): boolean {
  const { shape } = position;
  const callable = CALLABLES.find(({ takes }) => takes.includes(calleeName(parent.expression) ?? ''));
  const name = exportedName(parent);
  if (shape.kind !== 'function' || !callable || name === null) return false;
  const { evaluation } = following;
  openEverywhere(name, callable.makes, evaluation);
  const makers = callable.makes
    .flatMap((method) => evaluation.index.callsNamed(method))
    .filter(({ arguments: given = [] }) =>
      given.some((each) => evaluation.evaluate(each, EMPTY_CONTEXT).some((value) => knownText(value) === name)),
    );
  if (!makers.length) return false;
  following.ledger.escapeTo(position, 'returned to', parent.expression);
  const answered = { ...doubted(position, parent, `answered as \`${name}\``), descent: null };
  const returns = promise(holder({ [callable.within]: awaited(shape.returns) }));
  for (const node of makers) following.push({ ...answered, node, shape: { kind: 'function', returns } });
  return true;
}

/** `whoAmI` of `export const whoAmI = onCall(…)`, of `exports.whoAmI = onCall(…)` and of `{ whoAmI: onCall(…) }`. */
function exportedName({ parent }: Call): string | null {
  if (tsc.isBinaryExpression(parent)) return calleeName(parent.left);
  const isNamed = tsc.isVariableDeclaration(parent) || tsc.isPropertyAssignment(parent);
  return isNamed && tsc.isIdentifier(parent.name) ? parent.name.text : null;
}
