import type { ts } from 'ts-morph';
import type { Call } from '../../syntax/transfer.js';
import { COOKIES, COOKIE_WRITERS, READERS, WRITERS } from '../../libraries/frameworks.js';
import { tsc } from '../../syntax/compiler.js';
import { calleeName } from '../../program/syntax-index.js';
import { EMPTY_CONTEXT } from '../../values/value.js';
import { openInPackages, openReaders } from '../../values/contexts.js';
import { externalName } from '../../values/external.js';
import type { Following } from '../following.js';
import { declaredSymbol } from '../references.js';
import { doubted, type Position } from '../position.js';
import { awaited, observable, type Shape } from '../../clients/shape.js';
import { assign } from './keeping.js';
import { answersCallers } from './acknowledgements.js';
import { answersUnderName, sentUnderName } from './channels.js';
import { putsIntoCell } from './cells.js';
import { answeredByThunk, dispatched } from './reducers.js';
import { setStateOfClass } from './class-states.js';
import { handsOnContext } from './made-contexts.js';
import { passedToAction, putsIntoState } from './own-states.js';
import { setState } from './states.js';
import { selected } from './states-of-store.js';
import { committed } from './vuex.js';
import { shorten } from '../../syntax/wording.js';

/**
 * `setMe(body)`, `me$.next(body)`, `session.set('me', body)`: kept where other code of the program asks for it.
 *
 * @returns whether all that will be made of it is in sight
 */
export function keptForReaders(position: Position, parent: Call, index: number, following: Following): boolean {
  answeredByThunk(position, parent, following);
  return (
    putsIntoCell(position, parent, index, following) ||
    putsIntoState(position, parent, index, following) ||
    committed(position, parent, index, following) ||
    setState(parent.expression, position, following) ||
    setStateOfClass(position, parent, index, following) ||
    selected(position, parent, index, following) ||
    dispatched(position, parent, index, following) ||
    answersUnderName(position, parent, following) ||
    answersCallers(position, parent, following) ||
    sentUnderName(position, parent, index, following) ||
    feeds(position, parent, following) ||
    keptInContext(position, parent, index, following) ||
    sentAsCookie(position, parent, index, following) ||
    handsOnContext(position, parent, following) ||
    passedToAction(position, parent, index, following) ||
    storedUnderName(position, parent, index, following)
  );
}

/** `this.me$.next(body)` of a subject, `me.set(body)` of a signal. */
function feeds(position: Position, parent: Call, following: Following): boolean {
  const callee = parent.expression;
  if (!tsc.isPropertyAccessExpression(callee) || parent.arguments?.length !== 1) return false;
  const name = callee.name.text;
  const maker = following.evaluation.evaluate(callee.expression, EMPTY_CONTEXT).map(makerName).find(Boolean);
  const isSubject = name === 'next' && /Subject$/.test(maker ?? '');
  const isSignal = name === 'set' && maker === 'signal';
  if (!isSubject && !isSignal) return false;
  const held = awaited(position.shape);
  const shape: Shape = isSubject
    ? observable(held, maker === 'BehaviorSubject')
    : { kind: 'function', returns: position.shape };
  assign(callee.expression, { ...position, shape, descent: null }, following);
  return true;
}

function makerName(value: { readonly kind: string } & object): string | null {
  if (value.kind !== 'external' || !('steps' in value)) return null;
  const steps = value.steps as readonly { readonly kind: string; readonly name?: string }[];
  return steps.findLast((step) => step.kind === 'member')?.name ?? null;
}

/** `storage.run(me, next)`, read by `storage.getStore()`: https://nodejs.org/api/async_context.html#class-asynclocalstorage */
function keptInContext(position: Position, parent: Call, index: number, following: Following): boolean {
  const { evaluation, ledger } = following;
  const callee = parent.expression;
  if (index !== 0 || !tsc.isPropertyAccessExpression(callee) || !tsc.isIdentifier(callee.expression)) return false;
  const symbol = declaredSymbol(callee.expression, evaluation);
  const names = evaluation.evaluate(callee.expression, EMPTY_CONTEXT).map(externalName);
  const isStorage = names.some((name) => name !== null && /^(node:)?async_hooks$/.test(name.root));
  if (!symbol?.valueDeclaration || !isStorage || !/^(run|enterWith)$/.test(callee.name.text)) return false;
  openReaders(symbol.valueDeclaration, 'getStore', evaluation);
  ledger.escapeTo(position, 'kept in', callee.expression);
  const kept = doubted(position, parent, `stored in \`${shorten(callee.expression.getText())}\``);
  for (const node of evaluation.index.callsNamed('getStore')) {
    const asked = tsc.isPropertyAccessExpression(node.expression) ? node.expression.expression : null;
    if (asked && tsc.isIdentifier(asked) && declaredSymbol(asked, evaluation) === symbol)
      following.push({ ...kept, node, descent: null });
  }
  return true;
}

/** `localStorage.setItem('me', text)`, read again by `localStorage.getItem('me')`. */
function storedUnderName(position: Position, parent: Call, index: number, following: Following): boolean {
  const callee = parent.expression;
  const [key] = parent.arguments ?? [];
  if (index === 0 || !key || !tsc.isPropertyAccessExpression(callee) || !WRITERS.has(callee.name.text)) return false;
  const name = nameIn(key, following);
  if (name === null) return false;
  following.ledger.escapeTo(position, 'kept in', callee.expression);
  const place = lastName(callee.expression);
  const kept = doubted(position, parent, `stored in \`${shorten(callee.expression.getText())}\` as \`${name}\``);
  for (const reader of READERS) {
    for (const node of following.evaluation.index.callsNamed(reader)) {
      const [asked] = node.arguments ?? [];
      const isSame = tsc.isPropertyAccessExpression(node.expression) && lastName(node.expression.expression) === place;
      if (isSame && asked && nameIn(asked, following) === name) following.push({ ...kept, node, descent: null });
    }
  }
  return true;
}

/** `response.cookie('me', text)`, which later requests bring as `request.cookies.me`: https://expressjs.com/en/api.html#res.cookie */
function sentAsCookie(position: Position, parent: Call, index: number, following: Following): boolean {
  const { evaluation, ledger } = following;
  const [key] = parent.arguments ?? [];
  if (index !== 1 || !key || !COOKIE_WRITERS.has(calleeName(parent.expression) ?? '')) return false;
  const name = nameIn(key, following);
  if (name === null) return false;
  ledger.escapeTo(position, 'kept in', parent.expression);
  openInPackages(key, name, COOKIES, evaluation);
  const kept = doubted(position, parent, `stored in the cookie \`${name}\``);
  for (const mention of evaluation.index.identifiers(name)) {
    const read = mention.parent;
    if (
      tsc.isPropertyAccessExpression(read) &&
      read.name === mention &&
      COOKIES.includes(lastName(read.expression) ?? '')
    )
      following.push({ ...kept, node: read, descent: null });
  }
  return true;
}

/** The text of a key; what only run time knows of it is a hole: `me:{}` of `` `me:${session}` ``. */
function nameIn(key: ts.Expression, { evaluation }: Following): string | null {
  const [value, ...others] = evaluation.evaluate(key, EMPTY_CONTEXT);
  if (others.length || value?.kind !== 'text') return null;
  const name = value.pieces.map(({ text, hole }) => (hole ? '{}' : text)).join('');
  return /\w/.test(name) ? name : null;
}

/** `session` of `req.session`, of `context.session` and of `session` itself. */
function lastName(node: ts.Expression): string | null {
  return tsc.isCallExpression(node) ? lastName(node.expression) : calleeName(node);
}
