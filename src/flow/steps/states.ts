import type { ts } from 'ts-morph';
import type { Shape } from '../../clients/shape.js';
import { SIGNALS, STATES } from '../../libraries/frameworks.js';
import { calleeName } from '../../program/syntax-index.js';
import { tsc } from '../../syntax/compiler.js';
import type { Following } from '../following.js';
import type { Position } from '../position.js';
import { bind } from './names.js';

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
