import type { ts } from 'ts-morph';
import { privateMentions } from '../syntax/private-mentions.js';
import { firstIndex } from '../model/place-index.js';
import { calleeName } from '../program/syntax-index.js';
import { tsc } from '../syntax/compiler.js';
import { namesLeadingTo } from '../syntax/names.js';
import { areInOneFunction, functionAround } from '../syntax/functions.js';
import type { Evaluation } from '../values/evaluation.js';
import { setJustBefore } from '../values/just-set.js';
import { ownerOfThis } from '../values/this.js';
import { EMPTY_CONTEXT, type Scope } from '../values/value.js';
import {
  contextPlace,
  contextReads,
  isSamePlace,
  openContextReaders,
  type ContextPlace,
  openInPackages,
  openReaders,
} from '../values/contexts.js';
import { globalMembers, globalMentions, isGlobalObject, isOfPlatform } from '../values/script-globals.js';
import { declaredSymbol, isAlwaysBefore, isAssignmentTarget } from './references.js';

/** Where a member is read: by access, or by an element of a pattern. */
export interface MemberReads {
  readonly accesses: readonly ts.Expression[];
  readonly elements: readonly ts.BindingElement[];
  /** Where the same member is given another value. */
  readonly writes?: readonly ts.PropertyAccessExpression[];
  /** Whether it is for certain the same member of the same thing. */
  readonly certain: boolean;
}

/** Whether an expression is the thing that a member was given to. */
type Test = (other: ts.Expression) => boolean;

/**
 * The reads of a member that was given the answer: of `this.me` in the class and off its instances, of `store.me` on
 * the same variable in all files, of `req.user` in the other functions that a framework hands the request to.
 *
 * @param holder what the member is of
 * @param name the member
 * @returns null where readers cannot be found
 */
export function memberReads(holder: ts.Expression, name: string, evaluation: Evaluation): MemberReads | null {
  // An import whose file is not open yet leads to nothing; asking for its value opens it for the next pass.
  evaluation.evaluate(holder, EMPTY_CONTEXT);
  const context = isOwn(holder) ? null : contextPlace(holder, evaluation);
  const isSame = context ? null : sameThing(holder, evaluation);
  if (isSame) openReaders(declarationOf(holder, evaluation), name, evaluation);
  if (isSame) return { ...readsBy(isSame, name, evaluation), certain: true };
  if (evaluation.evaluate(holder, EMPTY_CONTEXT).some(isGlobalObject)) return readsOfGlobal(holder, name, evaluation);
  const place = context && { ...context, path: [...context.path, name] };
  if (!place || isSetElsewhere(holder, place, evaluation)) return null;
  openContextReaders(holder, place, evaluation);
  return { ...contextReads(place, evaluation), certain: false };
}

/** The reads of what all scripts of a page see: `me` and `window.me`, after `window.me = answer`. */
function readsOfGlobal(holder: ts.Expression, name: string, evaluation: Evaluation): MemberReads | null {
  if (isOfPlatform(name, evaluation)) return null;
  openInPackages(holder, name, [], evaluation);
  const mentions = [...globalMentions(name, evaluation), ...globalMembers(name, evaluation)];
  return { accesses: mentions.filter((each) => !isAssignmentTarget(each)), elements: [], certain: false };
}

/** The reads of a member of a class, or of an object literal with methods: a getter, a field, a parameter property. */
export function readsOfOwned(
  owner: Scope | ts.ObjectLiteralExpression,
  name: string,
  evaluation: Evaluation,
): MemberReads {
  openReaders(owner, name, evaluation);
  return { ...readsBy(ownedBy(owner, evaluation), name, evaluation), certain: true };
}

/** The reads of a private member `#me`, which only its class can read. */
export function privateReads(name: ts.PrivateIdentifier): MemberReads {
  const all = privateMentions(name)
    .map(({ parent }) => parent)
    .filter((node) => tsc.isPropertyAccessExpression(node));
  const writes = all.filter(isAssignmentTarget);
  const accesses = all.filter((node) => node.name !== name && !isAssignmentTarget(node));
  return { accesses, elements: [], writes, certain: true };
}

/**
 * The reads at which a member may still hold what it was given.
 *
 * @param at where it is given that: what the same function, or the code right before a read, gives it later is another value
 */
export function stillHeld(reads: MemberReads, at: ts.Node, { index }: Evaluation): MemberReads {
  const others = (reads.writes ?? []).filter((each) => each !== at);
  if (!others.length) return reads;
  const holders = new Set<ts.Expression>(others.map(({ expression }) => expression));
  const near = others.filter((each) => each.pos > at.pos && areInOneFunction(each, at));
  const isHeld = (read: ts.Node, name: string): boolean => {
    if (areInOneFunction(read, at) && isOverwritten(read, near)) return false;
    const set = setJustBefore({ read, name, isHolder: (node) => holders.has(node) }, index);
    return set === null || set.left === at;
  };
  return {
    ...reads,
    accesses: reads.accesses.filter((each) => isHeld(each, calleeName(each) ?? '')),
    elements: reads.elements.filter((each) => isHeld(each, (each.propertyName ?? each.name).getText())),
  };
}

/** The mentions of an object at which only a member of it is read, and that holds another value than it was given. */
export function mentionsOverwritten(access: ts.Node, evaluation: Evaluation): ReadonlySet<ts.Node> {
  if (!tsc.isPropertyAccessExpression(access) || tsc.isPrivateIdentifier(access.name)) return new Set();
  const reads = memberReads(access.expression, access.name.text, evaluation);
  if (!reads) return new Set();
  const held = stillHeld(reads, access, evaluation);
  const [accesses, elements] = [new Set<ts.Node>(held.accesses), new Set<ts.Node>(held.elements)];
  return new Set([
    ...reads.accesses
      .filter((each) => !accesses.has(each))
      .flatMap((each) => ('expression' in each ? [each.expression as ts.Node] : [])),
    ...reads.elements
      .filter((each) => !elements.has(each) && each.parent.elements.length === 1)
      .flatMap((each) => patternValue(each) ?? []),
  ]);
}

/** Whether one of some assignments, which are in the order of the text, always happens before a read. */
function isOverwritten(read: ts.Node, writes: readonly ts.Node[]): boolean {
  // The nearest nearly always says it.
  for (let index = firstIndex(writes, ({ pos }) => pos >= read.pos) - 1; index >= 0; index -= 1) {
    const write = writes[index];
    if (write && isAlwaysBefore(write, read)) return true;
  }
  return false;
}

/** Whether what `this` is goes to somebody who may read its members: a store's options, a component with a template. */
export function isHandedOn(owner: Scope | ts.ObjectLiteralExpression): boolean {
  if (tsc.isClassLike(owner)) return hasTemplate(owner);
  if (!tsc.isObjectLiteralExpression(owner)) return false;
  let outermost: ts.Node = owner;
  while (tsc.isPropertyAssignment(outermost.parent) || tsc.isObjectLiteralExpression(outermost.parent))
    outermost = outermost.parent;
  return !tsc.isVariableDeclaration(outermost.parent);
}

/** An Angular component, whose template reads its members: https://angular.dev/guide/components */
function hasTemplate(owner: ts.ClassLikeDeclaration): boolean {
  const decorators = tsc.canHaveDecorators(owner) ? (tsc.getDecorators(owner) ?? []) : [];
  return decorators.some(({ expression }) => namesLeadingTo(expression)[0] === 'Component');
}

/** The function whose parameter an expression is; null for anything else. */
export function parameterOf(node: ts.Expression, evaluation: Evaluation): ts.ParameterDeclaration | null {
  if (!tsc.isIdentifier(node)) return null;
  const declaration = evaluation.checker.getSymbolAtLocation(node)?.valueDeclaration;
  return declaration && tsc.isParameter(declaration) ? declaration : null;
}

function readsBy(isSame: Test, name: string, evaluation: Evaluation): Omit<MemberReads, 'certain'> {
  const mentions = evaluation.index.identifiers(name);
  const all = mentions
    .map((each) => each.parent)
    .filter((each) => tsc.isPropertyAccessExpression(each))
    .filter((each) => each.name.text === name && isSame(each.expression));
  const writes = all.filter(isAssignmentTarget);
  const accesses = all.filter((each) => !isAssignmentTarget(each));
  const elements = mentions
    .map((each) => each.parent)
    .filter((each) => tsc.isBindingElement(each))
    .filter((each) => {
      const source = patternValue(each);
      return isElementNamed(each, name) && source !== null && isSame(source);
    });
  return { accesses, elements, writes };
}

function isElementNamed({ propertyName, name }: ts.BindingElement, text: string): boolean {
  const named = propertyName ?? name;
  return tsc.isIdentifier(named) && named.text === text;
}

/** What a pattern one level deep takes apart. */
function patternValue(element: ts.BindingElement): ts.Expression | null {
  const { parent } = element.parent;
  return tsc.isVariableDeclaration(parent) ? (parent.initializer ?? null) : null;
}

function sameThing(holder: ts.Expression, evaluation: Evaluation): Test | null {
  if (holder.kind === tsc.SyntaxKind.ThisKeyword) {
    const owner = ownerOfThis(holder, evaluation)?.holder;
    return owner ? ownedBy(owner, evaluation) : null;
  }
  if (tsc.isPropertyAccessExpression(holder)) {
    const isSame = sameThing(holder.expression, evaluation);
    return isSame && ((other) => isMemberOf(other, holder.name.text, isSame));
  }
  if (!tsc.isIdentifier(holder)) return null;
  const symbol = declaredSymbol(holder, evaluation);
  // What a parameter's member holds is read by whoever passed it.
  if (!symbol?.valueDeclaration || !tsc.isVariableDeclaration(symbol.valueDeclaration)) return null;
  return (other) => tsc.isIdentifier(other) && declaredSymbol(other, evaluation) === symbol;
}

function ownedBy(owner: Scope | ts.ObjectLiteralExpression, evaluation: Evaluation): Test {
  return (other) => {
    if (other.kind === tsc.SyntaxKind.ThisKeyword) return ownerOfThis(other, evaluation)?.holder === owner;
    return evaluation
      .evaluate(other, EMPTY_CONTEXT)
      .some((value) => (value.kind === 'instance' || value.kind === 'object') && value.node === owner);
  };
}

/** Whether another function gives the member something else, so that nobody can say what a reader gets. */
function isSetElsewhere(holder: ts.Expression, place: ContextPlace, evaluation: Evaluation): boolean {
  const own = functionAround(holder);
  return evaluation.index.assignmentsTo(place.path.at(-1) ?? '').some(({ target, value }) => {
    if (functionAround(target) === own) return false;
    if (!isSamePlace(contextPlace(target, evaluation), place)) return false;
    return !evaluation.evaluate(value, EMPTY_CONTEXT).every((each) => each.kind === 'nothing');
  });
}

/** `this.session`, which is the program's own thing whatever its name. */
function isOwn(holder: ts.Expression): boolean {
  if (tsc.isPropertyAccessExpression(holder)) return isOwn(holder.expression);
  return holder.kind === tsc.SyntaxKind.ThisKeyword;
}

function isMemberOf(node: ts.Expression, name: string, isSame: Test): boolean {
  return tsc.isPropertyAccessExpression(node) && node.name.text === name && isSame(node.expression);
}

/** Where the variable at the front of `store.user` is declared. */
function declarationOf(holder: ts.Expression, evaluation: Evaluation): ts.Node {
  if (tsc.isPropertyAccessExpression(holder)) return declarationOf(holder.expression, evaluation);
  if (!tsc.isIdentifier(holder)) return holder;
  return declaredSymbol(holder, evaluation)?.valueDeclaration ?? holder;
}
