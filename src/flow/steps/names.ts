import type { ts } from 'ts-morph';
import { tsc } from '../../syntax/compiler.js';
import { holds } from '../../syntax/holds.js';
import { isExported } from '../../syntax/exports.js';
import { spanOf } from '../../program/program.js';
import { onlyNameText } from '../../values/objects.js';
import { EMPTY_CONTEXT } from '../../values/value.js';
import type { Evaluation } from '../../values/evaluation.js';
import type { Following } from '../following.js';
import { alternativeAt, alternativeIn, beside } from '../alternatives.js';
import { STATUS } from '../failures.js';
import { linkShape } from '../links.js';
import { doubted, type Position } from '../position.js';
import { replacedInVariable } from '../replaced-members.js';
import { declaredSymbol, isSeenByScripts, readsOf, readsOfMembers } from '../references.js';
import { openInPackages, openReaders } from '../../values/contexts.js';
import { HEADERS } from '../response-checks.js';
import {
  elementShape,
  fromIndex,
  holdsId,
  holdsWhole,
  isPlainHolder,
  memberShape,
  saysUrl,
  withoutMembers,
  type Shape,
} from '../../clients/shape.js';
import { showInTemplate } from './templates.js';

/** Gives the answer to a name or a pattern. */
export function bind(name: ts.BindingName, given: Position, following: Following): void {
  // What a pattern takes out of a parameter is not what the parameter holds.
  if (tsc.isParameter(given.node) && given.node.name === name) following.arrive(given.node, given);
  const { parent } = name;
  const initializer = tsc.isParameter(parent) || tsc.isBindingElement(parent) ? parent.initializer : undefined;
  const position = besideDefault(initializer, given, following);
  if (tsc.isIdentifier(name)) return goToReaders(name, position, following);
  // The characters of an id that will be another one.
  if (position.shape.kind === 'body' && holdsId(position.shape))
    return following.ledger.escape(position, 'taken apart');
  for (const element of name.elements) if (tsc.isBindingElement(element)) bindElement(element, position, following);
}

/** The same position, where a default may take the place of the answer: `(student = nobody) => …`, `[first = {}] = rows`. */
export function besideDefault(
  initializer: ts.Expression | undefined,
  position: Position,
  { evaluation }: Following,
): Position {
  if (!initializer || !holdsWhole(position.shape) || holds(initializer, position.node)) return position;
  return beside(position, alternativeAt(initializer, position.shape, evaluation));
}

/** Goes on from every mention of a variable that was given the answer. */
export function goToReaders(name: ts.Identifier, position: Position, following: Following): void {
  const { shape, descent, certain, trail, filled, role } = position;
  following.settle();
  showInTemplate([name.text], name, position, following);
  // A name that no file declares is read in this file as well as out of sight.
  const symbol = declaredSymbol(name, following.evaluation);
  if (!symbol) following.ledger.escapeTo(position, 'kept in what is declared elsewhere', name.text);
  const isExported = isExportedVariable(name, following.evaluation);
  if (isExported) openReaders(name, name.text, following.evaluation);
  const isOfScripts = isSeenByScripts(name, symbol, following.evaluation);
  if (isOfScripts) openInPackages(name, name.text, [], following.evaluation);
  const { alternative } = beside(position, alternativeIn(name, shape, following.evaluation));
  const replaced = replacedInVariable(name, following.evaluation);
  const members = membersThatMatter(shape);
  const reads = members ? readsOfMembers(name, members, following.evaluation) : readsOf(name, following.evaluation);
  for (const node of reads) {
    const held = {
      node,
      shape,
      descent,
      certain,
      trail,
      ...(alternative && { alternative }),
      ...(filled && { filled }),
      ...(role && { role }),
    };
    const isElsewhere = isOfScripts && node.getSourceFile() !== name.getSourceFile();
    const way = `stored in \`${name.text}\`, which other scripts read`;
    following.push(replaced.at(node, isElsewhere ? doubted(held, name, way) : held));
  }
  // Whoever reads the member that was set is found by its name.
  const isFilled = filled !== undefined && shape.kind === 'holder';
  if (isExported && !isFilled) following.ledger.escape(position, 'exported');
}

/**
 * The members of an object that anything can come of where they are read; null where it is more than an object with members,
 * and any may matter.
 */
function membersThatMatter(shape: Shape): readonly string[] | null {
  if (!isPlainHolder(shape)) return null;
  return [...Object.keys(shape.members), ...STATUS, ...HEADERS];
}

/** What an element of a list holds by its index; the places of a list that the program made itself are told apart. */
export function indexedShape(shape: Shape, index: number): Shape | null {
  if (shape.kind === 'holder') return memberShape(shape, String(index)) ?? memberShape(shape, '[]');
  return linkShape(shape, String(index)) ?? elementShape(shape);
}

function bindElement(element: ts.BindingElement, position: Position, following: Following): void {
  if (tsc.isArrayBindingPattern(element.parent)) return bindIndexed(element, element.parent, position, following);
  if (element.dotDotDotToken) return bindRest(element, position, following);
  const named = element.propertyName ?? element.name;
  const name = nameOf(element, following);
  if (name === null) return following.ledger.escape({ ...position, node: element }, 'read by unknown name');
  const shape = memberShape(position.shape, name);
  if (saysUrl(position.shape, name))
    following.ledger.escapeTo({ ...position, node: element }, 'asked for its URL by', element);
  if (!shape) return following.settle();
  const span = tsc.isComputedPropertyName(named) ? spanOf(named.expression) : spanOf(named);
  if (position.shape.kind === 'body') following.ledger.read(position, shape, span, { element });
  bind(element.name, { ...position, shape }, following);
}

function bindIndexed(
  element: ts.BindingElement,
  pattern: ts.ArrayBindingPattern,
  position: Position,
  following: Following,
): void {
  const index = pattern.elements.indexOf(element);
  const shape = element.dotDotDotToken ? fromIndex(position.shape, index) : indexedShape(position.shape, index);
  if (shape) bind(element.name, { ...position, shape }, following);
}

/** `...rest` has the members that no other element took. */
function bindRest(element: ts.BindingElement, position: Position, following: Following): void {
  const others = element.parent.elements.filter((each) => tsc.isBindingElement(each) && each !== element);
  const taken = others.map((each) => nameOf(each as ts.BindingElement, following)).filter((each) => each !== null);
  following.ledger.escape({ ...position, node: element }, 'kept as rest');
  bind(element.name, { ...position, shape: withoutMembers(position.shape, taken) }, following);
}

/** The member that an element takes; null where only run time knows, or which of several it is. */
function nameOf({ propertyName, name }: ts.BindingElement, { evaluation }: Following): string | null {
  if (propertyName) return onlyNameText(propertyName, evaluation, EMPTY_CONTEXT);
  return tsc.isIdentifier(name) ? name.text : null;
}

/** Whether a variable is declared by an `export` statement of its own, alone or in a pattern. */
function isExportedVariable(name: ts.Identifier, evaluation: Evaluation): boolean {
  const symbol = evaluation.checker.getSymbolAtLocation(name);
  let declaration: ts.Node = symbol?.valueDeclaration ?? name.parent;
  while (tsc.isBindingElement(declaration)) declaration = declaration.parent.parent;
  const statement = declaration.parent?.parent;
  if (!tsc.isVariableDeclaration(declaration) || !statement || !tsc.isVariableStatement(statement)) return false;
  return isExported(statement);
}
