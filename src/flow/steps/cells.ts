import type { ts } from 'ts-morph';
import { CELL_PAIRS, CELL_SETTERS, CELL_WRITERS, makesCell } from '../../libraries/cells.js';
import { awaited, cell, type Shape } from '../../clients/shape.js';
import { fileOf } from '../../program/program.js';
import { calleeName } from '../../program/syntax-index.js';
import { tsc } from '../../syntax/compiler.js';
import { innerOf } from '../../syntax/outer.js';
import type { Call } from '../../syntax/transfer.js';
import type { Evaluation } from '../../values/evaluation.js';
import { externalName } from '../../values/external.js';
import { EMPTY_CONTEXT } from '../../values/value.js';
import { move, type Following } from '../following.js';
import { doubted, type Position } from '../position.js';
import { declaredSymbol, mentionsOfSame } from '../references.js';
import { openReaders } from '../../values/contexts.js';
import { goToReaders } from './names.js';
import { showInTemplate } from './templates.js';

/** The variable that holds a cell, and the call that makes it. */
export interface Cell {
  readonly name: ts.Identifier;
  readonly made: ts.CallExpression;
}

/** The cell that a name stands for; null for any other expression. */
export function cellNamed(node: ts.Node | undefined, evaluation: Evaluation): Cell | null {
  if (!node || !tsc.isIdentifier(node)) return null;
  // To ask for its value opens the file that an import leads to.
  if (tsc.isExpression(node)) evaluation.evaluate(node, EMPTY_CONTEXT);
  const declaration = declaredSymbol(node, evaluation)?.valueDeclaration;
  return declaration && tsc.isVariableDeclaration(declaration) ? cellIn(declaration, evaluation) : null;
}

function cellIn({ name, initializer }: ts.VariableDeclaration, evaluation: Evaluation): Cell | null {
  const made = initializer && innerOf(initializer);
  return made && tsc.isCallExpression(made) && tsc.isIdentifier(name) && isMaker(made, evaluation)
    ? { name, made }
    : null;
}

/** `atom(null)`, and `create()(…)`, which is called once more for the sake of its types. */
export function isMaker({ expression }: ts.CallExpression, evaluation: Evaluation): boolean {
  const callee = tsc.isCallExpression(expression) ? expression.expression : expression;
  return evaluation.evaluate(callee, EMPTY_CONTEXT).some((value) => {
    const name = externalName(value);
    return name !== null && makesCell(name);
  });
}

/** Goes on from all that take out what a cell now holds. */
export function putIntoCell({ name }: Cell, value: Shape, at: ts.Node, position: Position, following: Following): void {
  const { evaluation, ledger } = following;
  ledger.escapeTo(position, 'kept in', at);
  const kept = { ...doubted(position, at, `stored in \`${name.text}\``), descent: null };
  openReaders(name, name.text, evaluation);
  goToReaders(name, { ...kept, shape: cell(awaited(value)) }, following);
  readWithSign(name, { ...kept, shape: awaited(value) }, following);
}

/** `$me` of Svelte, in components that know the cell `me`: https://svelte.dev/docs/svelte/stores */
function readWithSign(name: ts.Identifier, position: Position, following: Following): void {
  const { evaluation } = following;
  const sign = `$${name.text}`;
  const shown = new Set<string>();
  for (const mention of mentionsOfSame(name, evaluation)) {
    const file = fileOf(mention);
    if (shown.has(file) || !evaluation.sources.component(file)) continue;
    shown.add(file);
    showInTemplate([sign], mention, position, following);
    for (const read of evaluation.index.identifiersIn(mention.getSourceFile(), sign))
      following.push({ ...position, node: read });
  }
}

/**
 * A value for a call that makes a cell: `atom(async () => me)`, `selector({ get: load })`, `writable(me)`.
 *
 * @returns whether it is such a call
 */
export function madeCell(position: Position, parent: Call, index: number, following: Following): boolean {
  if (index !== 0 || !tsc.isCallExpression(parent) || !isMaker(parent, following.evaluation)) return false;
  const { shape } = position;
  const getter = shape.kind === 'holder' ? shape.members['get'] : undefined;
  const made = getter?.kind === 'function' ? getter : shape;
  const value = made.kind === 'function' ? made.returns : made;
  following.ledger.escapeTo(position, 'returned to', parent.expression);
  move(doubted(position, parent, 'stored where any code can read it'), parent, cell(awaited(value)), following);
  return true;
}

/**
 * `me.set(body)`, `set(meAtom, body)`, `setMe(body)` of `useSetAtom(meAtom)`: into a cell.
 *
 * @returns whether it is one that is known
 */
export function putsIntoCell(position: Position, parent: Call, index: number, following: Following): boolean {
  const { shape } = position;
  const found = cellWrittenBy(parent, index, following.evaluation);
  if (!found) return false;
  const value = shape.kind === 'function' ? shape.returns : shape;
  putIntoCell(found, value, parent.expression, position, following);
  return true;
}

function cellWrittenBy(
  { expression: callee, arguments: given }: Call,
  index: number,
  evaluation: Evaluation,
): Cell | null {
  const isWriter = CELL_WRITERS.has(calleeName(callee) ?? '');
  if (isWriter && index === 1) return cellNamed(given?.[0], evaluation);
  if (index !== 0) return null;
  if (isWriter && tsc.isPropertyAccessExpression(callee)) return cellNamed(callee.expression, evaluation);
  return tsc.isIdentifier(callee) ? cellSetBy(callee, evaluation) : null;
}

/** The cell whose setter a name stands for: `const setMe = useSetAtom(me)`, `const [, setMe] = useAtom(me)`. */
function cellSetBy(name: ts.Identifier, evaluation: Evaluation): Cell | null {
  const declared = declaredSymbol(name, evaluation)?.valueDeclaration;
  if (!declared) return null;
  const isSecond =
    tsc.isBindingElement(declared) &&
    tsc.isArrayBindingPattern(declared.parent) &&
    declared.parent.elements[1] === declared;
  const variable = isSecond ? declared.parent.parent : declared;
  const maker = tsc.isVariableDeclaration(variable) ? variable.initializer : undefined;
  if (!maker || !tsc.isCallExpression(maker)) return null;
  const hooks = isSecond ? CELL_PAIRS : CELL_SETTERS;
  return hooks.has(calleeName(maker.expression) ?? '') ? cellNamed(maker.arguments[0], evaluation) : null;
}

/** `$me = body` in a component of Svelte: the cell `me`; null for any other name. */
export function cellWithSign(target: ts.Identifier, evaluation: Evaluation): Cell | null {
  if (!target.text.startsWith('$') || declaredSymbol(target, evaluation)) return null;
  const [own] = evaluation.index.identifiersIn(target.getSourceFile(), target.text.slice(1));
  return cellNamed(own, evaluation);
}
