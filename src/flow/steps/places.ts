import type { ts } from 'ts-morph';
import type { Call } from '../../syntax/transfer.js';
import { READERS, SIGNALS, STATES, WRITERS } from '../../libraries/frameworks.js';
import { tsc } from '../../syntax/compiler.js';
import { calleeName } from '../../program/syntax-index.js';
import { EMPTY_CONTEXT, knownText } from '../../values/value.js';
import { externalName } from '../../values/external.js';
import type { Following } from '../following.js';
import { declaredSymbol, openReaders } from '../references.js';
import { doubted, type Position } from '../position.js';
import { awaited, observable, type Shape } from '../../clients/shape.js';
import { assign } from './keeping.js';
import { answersUnderName, sentUnderName } from './channels.js';
import { bind } from './names.js';
import { shorten } from '../../syntax/wording.js';

/**
 * `setMe(body)`, `me$.next(body)`, `session.set('me', body)`: kept where other code of the program asks for it.
 *
 * @returns whether all that will be made of it is in sight
 */
export function keptForReaders(position: Position, parent: Call, index: number, following: Following): boolean {
  return (
    setState(parent.expression, position, following) ||
    answersUnderName(position, parent, following) ||
    sentUnderName(position, parent, index, following) ||
    feeds(position, parent, following) ||
    keptInContext(position, parent, index, following) ||
    storedUnderName(position, parent, index, following)
  );
}

/** `const [me, setMe] = useState(null)`, then `setMe(body)`; answers whether the function is such a setter. */
export function setState(setter: ts.Expression, position: Position, following: Following): boolean {
  const pattern = statePattern(setter, following);
  if (!pattern) return false;
  const [first] = pattern.elements;
  const maker = pattern.parent.initializer;
  const name = maker && tsc.isCallExpression(maker) ? (calleeName(maker.expression) ?? '') : '';
  if (!first || !tsc.isBindingElement(first) || !(STATES.test(name) || SIGNALS.test(name))) return false;
  const { shape } = position;
  // A setter may be given a function that answers the new value.
  const value = shape.kind === 'function' ? shape.returns : shape;
  const held: Shape = SIGNALS.test(name) ? { kind: 'function', returns: value } : value;
  bind(first.name, { ...position, shape: held, descent: null }, following);
  return true;
}

/** The pattern that a setter is the second element of. */
function statePattern(
  setter: ts.Expression,
  { evaluation }: Following,
): (ts.ArrayBindingPattern & { readonly parent: ts.VariableDeclaration }) | null {
  if (!tsc.isIdentifier(setter)) return null;
  const element = evaluation.checker.getSymbolAtLocation(setter)?.valueDeclaration;
  if (!element || !tsc.isBindingElement(element) || !tsc.isArrayBindingPattern(element.parent)) return null;
  const pattern = element.parent;
  if (pattern.elements[1] !== element || !tsc.isVariableDeclaration(pattern.parent)) return null;
  return pattern as ts.ArrayBindingPattern & { readonly parent: ts.VariableDeclaration };
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
  const shape: Shape = isSubject ? observable(awaited(position.shape)) : { kind: 'function', returns: position.shape };
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
  const kept = doubted(position, parent, `kept in \`${shorten(callee.expression.getText())}\``);
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
  const kept = doubted(position, parent, `kept in \`${shorten(callee.expression.getText())}\` as \`${name}\``);
  for (const reader of READERS) {
    for (const node of following.evaluation.index.callsNamed(reader)) {
      const [asked] = node.arguments ?? [];
      const isSame = tsc.isPropertyAccessExpression(node.expression) && lastName(node.expression.expression) === place;
      if (isSame && asked && nameIn(asked, following) === name) following.push({ ...kept, node, descent: null });
    }
  }
  return true;
}

function nameIn(key: ts.Expression, { evaluation }: Following): string | null {
  const [name, ...others] = evaluation.evaluate(key, EMPTY_CONTEXT).map(knownText);
  return others.length ? null : (name ?? null);
}

/** `session` of `req.session`, of `context.session` and of `session` itself. */
function lastName(node: ts.Expression): string | null {
  return tsc.isCallExpression(node) ? lastName(node.expression) : calleeName(node);
}
