import type { ts } from 'ts-morph';
import { tsc } from '../../compiler.js';
import { spanOf } from '../../program.js';
import type { Following, StepForm } from '../following.js';
import type { Position } from '../position.js';
import { readsOf } from '../references.js';
import { elementShape, memberShape, type Shape } from '../shape.js';
import { tieType } from './ties.js';

/** `const me: Me = await load()` */
export const variable: StepForm<ts.VariableDeclaration> = (position, parent, following) => {
  if (parent.type) tieType(parent.type, position, following);
  bind(parent.name, position, following);
};

/** Gives the answer to a name or a pattern. */
export function bind(name: ts.BindingName, position: Position, following: Following): void {
  if (tsc.isIdentifier(name)) return goToReaders(name, position, following);
  name.elements.forEach((element, index) => {
    if (tsc.isBindingElement(element)) bindElement(element, index, position, following);
  });
}

/** Goes on from every mention of a variable that was given the answer. */
export function goToReaders(name: ts.Identifier, position: Position, following: Following): void {
  const { shape, descent, certain, trail } = position;
  for (const node of readsOf(name, following.evaluation)) following.push({ node, shape, descent, certain, trail });
  if (isExportedVariable(name)) following.ledger.escape(position, 'exported');
}

function bindElement(element: ts.BindingElement, index: number, position: Position, following: Following): void {
  if (element.dotDotDotToken) {
    following.ledger.escape(position, 'kept as the rest of a pattern');
    return bind(element.name, position, following);
  }
  if (tsc.isArrayBindingPattern(element.parent)) {
    const shape = indexedShape(position.shape, index);
    if (shape) bind(element.name, { ...position, shape }, following);
    return;
  }
  const named = element.propertyName ?? element.name;
  const name = tsc.isIdentifier(named) || tsc.isStringLiteralLike(named) ? named.text : null;
  const shape = name === null ? null : memberShape(position.shape, name);
  if (!shape) return;
  if (position.shape.kind === 'body') following.ledger.read(position, shape, spanOf(named), { element });
  bind(element.name, { ...position, shape }, following);
}

function indexedShape(shape: Shape, index: number): Shape | null {
  // The places of a list that the program made itself are told apart: `const [me, home] = await Promise.all([…])`.
  return shape.kind === 'holder' ? memberShape(shape, String(index)) : elementShape(shape);
}

function isExportedVariable(name: ts.Identifier): boolean {
  // The variables of a function that is exported are not exported themselves.
  const statement = tsc.findAncestor(name, (each) =>
    tsc.isFunctionLike(each) ? 'quit' : tsc.isVariableStatement(each),
  );
  return (
    statement !== undefined &&
    tsc.isVariableStatement(statement) &&
    (tsc.getModifiers(statement)?.some((each) => each.kind === tsc.SyntaxKind.ExportKeyword) ?? false)
  );
}
