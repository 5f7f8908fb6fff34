import type { ts } from 'ts-morph';
import { isAccess } from '../../syntax/accesses.js';
import { tsc } from '../../syntax/compiler.js';
import { namesLeadingTo, writtenName } from '../../syntax/names.js';
import { isOuter } from '../../syntax/outer.js';
import { spanOf } from '../../program/program.js';
import type { Evaluation } from '../../values/evaluation.js';
import { heirs, lineage } from '../../values/inheritance.js';
import { onlyNameText } from '../../values/objects.js';
import { isEnvironment } from '../../values/environment.js';
import { holdersOf, isStaticMember } from '../../values/this.js';
import { EMPTY_CONTEXT, knownText } from '../../values/value.js';
import type { Following, StepForm } from '../following.js';
import { alternativeInMember, beside } from '../alternatives.js';
import { memberReads, parameterOf, privateReads, readsOfOwned, stillHeld, type MemberReads } from '../members.js';
import { roleName, typeIn } from '../role-names.js';
import { doubted, type Position } from '../position.js';
import { replacedAmong } from '../replaced-members.js';
import { holder, holdsId, holdsWhole, memberShape, pathOf, type Shape } from '../../clients/shape.js';
import { assignedKey, KEEPING } from '../stores.js';
import { cellWithSign, putIntoCell } from './cells.js';
import { fillMember, fillObject } from './filling.js';
import { accessorOwners, accessorsOf, goToAccessors } from './owners.js';
import { besideDefault, bind, goToReaders, indexedShape } from './names.js';
import { assignedToDraft, assignedToOwnState } from './own-states.js';
import { assignedToState } from './states-of-store.js';
import { shownInAllViews, showInTemplate } from './templates.js';
import { tieAnnotated, tieDeclared } from './ties.js';
import { shorten } from '../../syntax/wording.js';

/** `target = answer`, where the target is a name, a member, or a pattern. */
export function assign(target: ts.Expression, position: Position, following: Following): void {
  if (isOuter(target)) return assign(target.expression, position, following);
  if (tsc.isIdentifier(target)) {
    tieDeclared(target, position, following);
    const sign = cellWithSign(target, following.evaluation);
    if (sign) putIntoCell(sign, position.shape, target, position, following);
    return goToReaders(target, position, following);
  }
  if (tsc.isObjectLiteralExpression(target)) return assignMembers(target, position, following);
  if (tsc.isArrayLiteralExpression(target)) return assignElements(target, position, following);
  // `me.value = answer`, `this.me = answer`
  showInTemplate(namesLeadingTo(target), target, position, following);
  shownInAllViews(target, position, following);
  noteAssignedKey(target, position, following);
  const kept = noteAssignedRole(target, position, following);
  if (tsc.isPropertyAccessExpression(target)) return assignMember(target, kept, following);
  if (tsc.isElementAccessExpression(target)) return assignKey(target, kept, following);
  following.ledger.escapeTo(position, 'kept in', target);
}

/** `user.role = me.type`, `req.session['userType'] = me.type`; a mere `type` says something only of what is stored. */
function noteAssignedRole(target: ts.Expression, position: Position, { ledger }: Following): Position {
  const name = namesLeadingTo(target).at(-1) ?? '';
  const says = isAccess(target) ? roleName(name, position.shape) : null;
  const type = typeIn(position.shape);
  if (!says || !type) return position;
  const isStored = namesLeadingTo(target).some((each) => KEEPING.test(each));
  if (says !== 'type' || isStored) ledger.keptAs(says, { ...position, shape: type });
  return { ...position, role: position.node };
}

/** `session.userId = id`, and `session.user = { id }`, where it is the member that is the id. */
export function noteAssignedKey(target: ts.Expression, position: Position, { ledger, evaluation }: Following): void {
  const path = pathOf(position.shape);
  const key = path && holdsId(position.shape) ? assignedKey(target, evaluation) : null;
  if (!key || !path) return;
  ledger.use({ ...position, node: position.carrier ?? position.node, shape: { kind: 'body', path } }, key);
}

/** `me = await load()` in the body of a class */
export const fieldValue: StepForm<'field'> = (position, { declaration }, following) => {
  const { name, parent } = declaration;
  tieAnnotated(declaration, position, following);
  if (tsc.isPrivateIdentifier(name)) {
    return goToMember(privateReads(name), { ...position, descent: null }, name, following);
  }
  if (!tsc.isIdentifier(name)) return following.ledger.escape(position, 'kept as default');
  const outside = { ...position, descent: null };
  goToMember(readsOfOwned(parent, name.text, following.evaluation), outside, name, following);
  fillMember({ holder: parent, isStatic: isStaticMember(declaration) }, name, keptIn(name, outside), following);
};

/** The instance that holds the answer in a member, from where the member is given it. */
export function keptIn(name: ts.Identifier, position: Position): Position {
  const trail = [...position.trail, { span: spanOf(name), message: 'kept here' }];
  const shape = holder({ [name.text]: position.shape });
  return { ...position, shape, trail, filled: position.filled ?? position.node };
}

/** Goes on from the reads of a member that holds the answer. */
export function goToMember(reads: MemberReads, position: Position, at: ts.Node, following: Following): void {
  const { accesses, elements, certain } = stillHeld(reads, at, following.evaluation);
  const { shape, descent, role } = position;
  const kept = { ...position, trail: [...position.trail, { span: spanOf(at), message: 'kept here' }] };
  const sure = certain ? kept : doubted(position, at, `stored in \`${shorten(at.getText())}\`, which other code reads`);
  const { alternative } = position;
  const replaced = replacedAmong(accesses, at, following.evaluation);
  for (const node of accesses) {
    const held = {
      node,
      shape,
      descent,
      certain: sure.certain,
      trail: sure.trail,
      ...(alternative && { alternative }),
      ...(role && { role }),
    };
    following.push(replaced.at(node, held));
  }
  for (const element of elements) bind(element.name, replaced.at(element, { ...sure, node: element }), following);
}

/** `this.me = answer`, `store.me = answer`, `req.user = answer` */
function assignMember(target: ts.PropertyAccessExpression, given: Position, following: Following): void {
  tieDeclared(target.name, given, following);
  const position = besideOthers(target, given, following);
  if (tsc.isPrivateIdentifier(target.name)) return goToMember(privateReads(target.name), position, target, following);
  keepMember(target.expression, target.name.text, target, position, following);
}

/** The same position, where the member that is assigned to may hold something else. */
function besideOthers(target: ts.PropertyAccessExpression, position: Position, { evaluation }: Following): Position {
  if (!holdsWhole(position.shape)) return position;
  return beside(position, alternativeInMember(target, position.shape, evaluation));
}

/** Goes on from what reads a member that an object was given. */
export function keepMember(
  object: ts.Expression,
  name: string,
  target: ts.Expression,
  position: Position,
  following: Following,
): void {
  // What the environment holds goes to every process that is started.
  if (following.evaluation.evaluate(object, EMPTY_CONTEXT).some(isEnvironment))
    following.ledger.escapeTo(position, 'kept in', target);
  if (assignedToDraft(object, name, position, following)) return;
  assignedToOwnState(object, name, position, following);
  const reads = memberReads(object, name, following.evaluation);
  if (reads) goToMember(reads, position, target, following);
  goToOwners(object, name, target, position, following);
  // `(token, store = session) => { store.user = answer; }` fills the session where nothing else is given.
  const fallback = parameterOf(object, following.evaluation)?.initializer;
  if (fallback) keepMember(fallback, name, target, position, following);
  if (!reads && assignedToState(object, name, position, following)) return;
  if (reads?.certain === false) return following.ledger.escapeTo(position, 'kept in', target);
  const trail = [...position.trail, { span: spanOf(target), message: 'kept here' }];
  const replaced = replacedAmong(reads?.accesses ?? [], target, following.evaluation);
  for (const each of replaced.elsewhere(position)) {
    const shape = holder({ [name]: each.shape });
    fillObject(object, { ...each, shape, trail, filled: position.filled ?? position.node }, following);
  }
}

/**
 * `user.data = answer`, where the class of the user, or one of its family, reads `this.data`, or takes what is set there; or
 * where an accessor of the object itself does.
 */
function goToOwners(
  object: ts.Expression,
  name: string,
  target: ts.Expression,
  position: Position,
  following: Following,
): void {
  const { evaluation } = following;
  const own = classesOf(object, evaluation);
  const family = new Set(own.flatMap((each) => [...lineage(each, evaluation), ...heirs(each, evaluation)]));
  const outside = { ...position, descent: null };
  for (const each of family) {
    goToMember(readsOfOwned(each, name, evaluation), outside, target, following);
    for (const parameter of parametersOfSetters(each.members, name))
      bind(parameter.name, { ...outside, node: parameter }, following);
  }
  for (const owner of accessorOwners(object, following)) {
    goToAccessors(owner, { ...outside, shape: holder({ [name]: position.shape }) }, following);
    for (const parameter of parametersOfSetters(accessorsOf(owner), name))
      bind(parameter.name, { ...outside, node: parameter }, following);
  }
}

/** The classes of which an expression is an instance. */
function classesOf(object: ts.Expression, evaluation: Evaluation): readonly ts.ClassLikeDeclaration[] {
  return holdersOf(object, evaluation).filter(tsc.isClassLike);
}

/** `user` of `set user(user) { … }` */
function parametersOfSetters(
  members: readonly (ts.ClassElement | ts.AccessorDeclaration)[],
  name: string,
): readonly ts.ParameterDeclaration[] {
  const setters = members.filter(tsc.isSetAccessor).filter((each) => writtenName(each.name) === name);
  return setters.flatMap(({ parameters }) => parameters);
}

/** `table[key] = answer` */
function assignKey(target: ts.ElementAccessExpression, position: Position, following: Following): void {
  const { argumentExpression: key, expression: table } = target;
  const names = following.evaluation.evaluate(key, EMPTY_CONTEXT).map(knownText);
  const [name] = names;
  if (names.length === 1 && typeof name === 'string') return keepMember(table, name, target, position, following);
  following.ledger.escapeTo(position, 'kept in', target);
  if (!tsc.isIdentifier(table)) return;
  const kept = doubted(position, target, 'stored under a key that is only known at run time');
  goToReaders(table, { ...kept, shape: { kind: 'table', of: position.shape } }, following);
}

/** `({ email: address = '' } = answer)` */
function assignMembers(pattern: ts.ObjectLiteralExpression, position: Position, following: Following): void {
  for (const property of pattern.properties) {
    if (tsc.isSpreadAssignment(property)) {
      following.ledger.escape({ ...position, node: property }, 'kept as rest');
      assign(property.expression, position, following);
    } else if (tsc.isShorthandPropertyAssignment(property)) {
      const shape = readMember(property, property.name, property.name.text, position, following);
      if (!shape) continue;
      const held = besideDefault(property.objectAssignmentInitializer, { ...position, shape }, following);
      goToReaders(property.name, held, following);
    } else if (tsc.isPropertyAssignment(property)) {
      const name = onlyNameText(property.name, following.evaluation, EMPTY_CONTEXT);
      if (name === null) following.ledger.escape({ ...position, node: property }, 'read by unknown name');
      const shape = name === null ? null : readMember(property, property.name, name, position, following);
      if (shape) assignOrDefault(property.initializer, { ...position, shape }, following);
    }
  }
}

function readMember(
  element: ts.Node,
  named: ts.Node,
  name: string,
  position: Position,
  following: Following,
): Shape | null {
  const shape = memberShape(position.shape, name);
  if (shape && position.shape.kind === 'body') following.ledger.read(position, shape, spanOf(named), { element });
  return shape;
}

/** `[first, second] = answers` */
function assignElements(pattern: ts.ArrayLiteralExpression, position: Position, following: Following): void {
  pattern.elements.forEach((element, index) => {
    const shape = tsc.isOmittedExpression(element) ? null : indexedShape(position.shape, index);
    if (shape) assignOrDefault(element, { ...position, shape }, following);
  });
}

/** `first`, `first = {}`: an element of a pattern. */
function assignOrDefault(element: ts.Expression, position: Position, following: Following): void {
  const isDefault = tsc.isBinaryExpression(element) && element.operatorToken.kind === tsc.SyntaxKind.EqualsToken;
  if (!isDefault) return assign(element, position, following);
  assign(element.left, besideDefault(element.right, position, following), following);
}
