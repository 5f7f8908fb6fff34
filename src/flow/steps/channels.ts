import type { ts } from 'ts-morph';
import { awaited, holder, promise, type Shape } from '../../clients/shape.js';
import { CHANNELS, COMMON_NAMES, EVENTS, SOCKETS, type Channel } from '../../libraries/channels.js';
import type { Span } from '../../model/spans.js';
import { spanOf } from '../../program/program.js';
import { calleeName } from '../../program/syntax-index.js';
import { tsc } from '../../syntax/compiler.js';
import { givenParameters, memberOfLiteral } from '../../syntax/functions.js';
import type { Call } from '../../syntax/transfer.js';
import { openEverywhere, openInPackages } from '../../values/contexts.js';
import type { Evaluation } from '../../values/evaluation.js';
import { lineage } from '../../values/inheritance.js';
import { ownerOfThis } from '../../values/this.js';
import { onlyNameText } from '../../values/objects.js';
import { EMPTY_CONTEXT, knownText } from '../../values/value.js';
import type { Following } from '../following.js';
import { doubted, type Position } from '../position.js';
import { writtenAt } from '../tables.js';
import { enterCallback, same } from './callbacks.js';
import { bind } from './names.js';

/** A call by which a channel is used, and the name it says. */
export interface Use {
  readonly call: Call;
  readonly channel: Channel;
  readonly name: string;
}

/**
 * `bus.emit('login', me)`, `ipcRenderer.send('login', me)`, `Meteor.call('save', me)`: handed to the functions that take
 * it under the same name.
 *
 * @returns whether there is such a function
 */
export function sentUnderName(position: Position, parent: Call, index: number, following: Following): boolean {
  const uses = CHANNELS.flatMap((channel) => useOf(parent, channel, channel.sends, channel.senders, following) ?? []);
  if (!uses.length && sentUnderAnyName(position, parent, index, following)) return true;
  return uses.map((use) => handOn(use, position, index - 1, following)).some(Boolean);
}

/** A function that a channel hands on to, and the name under which it takes. */
interface Taker {
  readonly key: ts.Expression;
  readonly name: string;
  readonly callback: ts.Expression;
}

/**
 * `bus.emit(event.type, event.data)`: the name is one that only run time knows, so any function may be meant that takes
 * something from the same bus.
 */
function sentUnderAnyName(position: Position, parent: Call, index: number, following: Following): boolean {
  const { evaluation, ledger } = following;
  const takers = takersOfAnyName(parent, evaluation);
  if (!takers.length) return false;
  if (index === 0) {
    const branches = takers.map(({ name, callback }) => ({ literal: name, span: spanOf(callback) }));
    ledger.use(position, { kind: 'lookup', keys: takers.map(({ name }) => name), branches });
    return false;
  }
  const handed = {
    ...doubted(position, parent, 'handed on under a name that is only known at run time'),
    descent: null,
  };
  const parameters = [...Array<null>(index - 1).fill(null), position.shape];
  for (const { callback } of takers)
    enterCallback({ callback, parameters, call: callback, wrap: same, returns: false }, handed, following);
  ledger.escapeTo(position, 'passed to', parent.expression);
  return true;
}

/** The functions that take from what a call sends through, where only run time knows the name that it says. */
function takersOfAnyName(sender: Call, evaluation: Evaluation): readonly Taker[] {
  const [key] = sender.arguments ?? [];
  const receiver = receiverOf(sender);
  if (!key || receiver === null || SOCKETS.includes(receiver)) return [];
  if (!isCalledOn(sender, EVENTS.sends, null)) return [];
  if (evaluation.evaluate(key, EMPTY_CONTEXT).some((each) => each.kind !== 'unknown')) return [];
  openInPackages(sender, receiver, EVENTS.takes, evaluation);
  const calls = EVENTS.takes.flatMap((method) => evaluation.index.callsNamed(method));
  return calls.flatMap((call) => {
    const [named, callback] = call.arguments ?? [];
    if (!named || !callback || !isSameReceiver(call, sender, evaluation)) return [];
    const [name, ...others] = evaluation.evaluate(named, EMPTY_CONTEXT).map(knownText);
    return typeof name !== 'string' || others.length || COMMON_NAMES.has(name) ? [] : [{ key: named, name, callback }];
  });
}

/**
 * Where the names are written under which functions take what a call sends under a name that only run time knows.
 *
 * @param callee `bus.emit`
 */
export function channelNames(callee: ts.Expression, evaluation: Evaluation): readonly Span[] {
  const { parent: call } = callee;
  if (!tsc.isCallExpression(call) || call.expression !== callee) return [];
  return takersOfAnyName(call, evaluation).flatMap(({ key }) =>
    evaluation.evaluate(key, EMPTY_CONTEXT).flatMap((value) => writtenAt(value) ?? []),
  );
}

/**
 * A function that answers the answer, taken under a name: what it answers comes out of the calls by this name.
 *
 * @param parent the call that takes it: `ipcMain.handle('whoami', load)`
 * @returns whether it is such a call
 */
export function answersUnderName(position: Position, parent: Call, following: Following): boolean {
  const { shape } = position;
  if (shape.kind !== 'function') return false;
  const uses = CHANNELS.filter(({ answers, isTable }) => answers && !isTable).flatMap(
    (channel) => useOf(parent, channel, channel.takes, channel.takers, following) ?? [],
  );
  for (const use of uses) comeOut(use, shape.returns, position, following);
  return uses.length > 0;
}

/** The same of a function that is a member of what is taken: `Meteor.methods({ whoami: load })`. */
export function answersAsMember(
  scope: ts.FunctionLikeDeclaration,
  shape: Shape,
  position: Position,
  following: Following,
): void {
  const member = memberOfLiteral(scope);
  const call = member?.literal.parent;
  if (!member || !call || !tsc.isCallExpression(call)) return;
  const name = onlyNameText(member.name, following.evaluation, EMPTY_CONTEXT);
  for (const channel of CHANNELS) {
    if (name === null || !channel.isTable || !isCalledOn(call, channel.takes, channel.takers)) continue;
    comeOut({ call, channel, name }, shape, position, following);
  }
}

/** A call of one of the methods, and the name that is its first argument; null for any other call. */
export function useOf(
  call: Call,
  channel: Channel,
  methods: readonly string[],
  receivers: readonly string[] | null,
  { evaluation }: Following,
): Use | null {
  const [key] = call.arguments ?? [];
  if (!key || !isCalledOn(call, methods, receivers)) return null;
  const [name, ...others] = evaluation.evaluate(key, EMPTY_CONTEXT).map(knownText);
  return typeof name !== 'string' || others.length || COMMON_NAMES.has(name) ? null : { call, channel, name };
}

function isCalledOn(call: Call, methods: readonly string[], receivers: readonly string[] | null): boolean {
  const receiver = receiverOf(call);
  if (receiver === null || !methods.includes(calleeName(call.expression) ?? '')) return false;
  return receivers === null || receivers.includes(receiver);
}

/** `bus` of `this.bus.emit(…)` and of `bus.emit(…)`, `timeout` of `socket.timeout(500).emit(…)` */
function receiverOf({ expression: callee }: Call): string | null {
  if (!tsc.isPropertyAccessExpression(callee)) return null;
  const { expression: receiver } = callee;
  if (receiver.kind === tsc.SyntaxKind.ThisKeyword) return 'this';
  return calleeName(tsc.isCallOrNewExpression(receiver) ? receiver.expression : receiver);
}

function handOn(use: Use, position: Position, place: number, following: Following): boolean {
  const { channel, call, name } = use;
  if (place < 0) return false;
  openUsers(use, [...channel.takes, ...channel.decorators], following);
  const handed = doubted(position, call, `handed on as \`${name}\``);
  const shape = channel.within === null ? position.shape : holder({ [channel.within]: position.shape });
  const parameters = [...Array<null>(channel.before + place).fill(null), shape];
  const takers = takersOf(use, following);
  for (const callback of takers)
    enterCallback(
      { callback, parameters, call: callback, wrap: same, returns: false },
      { ...handed, descent: null },
      following,
    );
  const methods = decoratedMethods(use, following);
  for (const method of methods) {
    const parameter = givenParameters(method)[channel.before + place];
    if (parameter) bind(parameter.name, { ...handed, node: parameter, shape, descent: null }, following);
  }
  if (takers.length + methods.length === 0) return false;
  following.ledger.escapeTo(position, 'passed to', call.expression);
  return true;
}

/** Opens the files that may use the channel under the same name by one of some methods. */
export function openUsers({ call, channel, name }: Use, methods: readonly string[], { evaluation }: Following): void {
  if (channel.isRemote) openEverywhere(wordOf(name), methods, evaluation);
  else openInPackages(call, wordOf(name), methods, evaluation);
}

/** The last word of a name, which every file has that says it: files are looked up by words. */
export function wordOf(name: string): string {
  return /\w+(?=\W*$)/.exec(name)?.[0] ?? '';
}

/** The functions that are taken under the name. */
function takersOf({ call, channel, name }: Use, following: Following): readonly ts.Expression[] {
  const calls = channel.takes.flatMap((method) => following.evaluation.index.callsNamed(method));
  if (channel.isTable)
    return calls
      .filter((each) => isCalledOn(each, channel.takes, channel.takers))
      .flatMap((each) => memberNamed(each, name));
  return calls.flatMap((each) => {
    const use = useOf(each, channel, channel.takes, channel.takers, following);
    const callback = each.arguments?.at(-1);
    const isSame = use?.name === name && (channel.takers !== null || isSameReceiver(each, call, following.evaluation));
    return isSame && callback && each.arguments?.indexOf(callback) !== 0 ? [callback] : [];
  });
}

/** Whether two calls are calls on the same thing, by its name, or by its class: `this.emit(…)` and `client.on(…)`. */
function isSameReceiver(taker: Call, sender: Call, evaluation: Evaluation): boolean {
  if (receiverOf(taker) === receiverOf(sender)) return true;
  const senders = new Set(classesCalledOn(sender, evaluation).flatMap((each) => lineage(each, evaluation)));
  if (!senders.size) return false;
  return classesCalledOn(taker, evaluation).some(
    (each) => senders.has(each) || lineage(each, evaluation).some((base) => senders.has(base)),
  );
}

/** The classes of the program whose instance a call is called on. */
function classesCalledOn({ expression: callee }: Call, evaluation: Evaluation): readonly ts.ClassLikeDeclaration[] {
  if (!tsc.isPropertyAccessExpression(callee)) return [];
  const { expression: receiver } = callee;
  if (receiver.kind === tsc.SyntaxKind.ThisKeyword) {
    const owner = ownerOfThis(receiver, evaluation)?.holder;
    return owner && tsc.isClassLike(owner) ? [owner] : [];
  }
  return evaluation
    .evaluate(receiver, EMPTY_CONTEXT)
    .flatMap((value) => (value.kind === 'instance' && tsc.isClassLike(value.node) ? [value.node] : []));
}

function memberNamed(
  { arguments: [table] = [] }: { readonly arguments?: readonly ts.Expression[] },
  name: string,
): readonly ts.Expression[] {
  if (!table || !tsc.isObjectLiteralExpression(table)) return [];
  return table.properties.flatMap((each) => {
    if (!each.name || !('text' in each.name) || each.name.text !== name) return [];
    // A method is no expression to the compiler, but has a value like one.
    return [tsc.isPropertyAssignment(each) ? each.initializer : (each as ts.Node as ts.Expression)];
  });
}

function decoratedMethods({ channel, name }: Use, { evaluation }: Following): readonly ts.MethodDeclaration[] {
  return channel.decorators.flatMap((decorator) =>
    evaluation.index.callsNamed(decorator).flatMap((call) => {
      const [key] = call.arguments ?? [];
      const method = call.parent.parent;
      if (!key || !tsc.isDecorator(call.parent) || !tsc.isMethodDeclaration(method)) return [];
      return evaluation.evaluate(key, EMPTY_CONTEXT).some((each) => knownText(each) === name) ? [method] : [];
    }),
  );
}

/** What a function answers that is taken under a name comes out of the calls by this name, or is handed to their callback. */
function comeOut({ call, channel, name }: Use, shape: Shape, position: Position, following: Following): void {
  openUsers({ call, channel, name }, channel.sends, following);
  const value = awaited(shape);
  const answered = { ...doubted(position, call, `answered as \`${name}\``), descent: null };
  following.ledger.escapeTo(position, 'returned to', call.expression);
  for (const sender of channel.sends.flatMap((method) => following.evaluation.index.callsNamed(method))) {
    if (useOf(sender, channel, channel.sends, channel.senders, following)?.name !== name) continue;
    following.push({ ...answered, node: sender, shape: promise(value) });
    const callback = sender.arguments?.at(-1);
    if (!callback || !tsc.isFunctionLike(callback)) continue;
    const handover = { callback, parameters: [null, value], call: callback, wrap: same, returns: false };
    enterCallback(handover, answered, following);
  }
}
