import type { ts } from 'ts-morph';
import { filesLeadingTo } from '../model/leading-files.js';
import {
  contextAnsweredBy,
  contextNamed,
  HANDED_OBJECTS,
  standsBesideRequest,
  type ContextModel,
} from '../libraries/contexts.js';
import { calleeName } from '../program/syntax-index.js';
import { fileOf } from '../program/program.js';
import { tsc } from '../syntax/compiler.js';
import { isOuter } from '../syntax/outer.js';
import { replacementAt } from '../syntax/writes.js';
import { givenParameters } from '../syntax/functions.js';
import type { Evaluation } from './evaluation.js';
import { filledParameter } from './filled-parameters.js';

/** A member of an object that a framework hands from function to function: `req.user`, `res.locals.user`. */
export interface ContextPlace {
  /** The object; null where a pattern takes it apart, so that only the members are known: `({ locals }) => …`. */
  readonly model: ContextModel | null;
  readonly path: readonly string[];
}

/** Where a member of such an object is read. */
export interface ContextReads {
  readonly accesses: readonly ts.Expression[];
  readonly elements: readonly ts.BindingElement[];
}

/** Longer rows of names for one such object do not occur. */
const MAXIMUM_NAMES = 4;

/**
 * The member of such an object that an expression is; the object itself has no members.
 *
 * @returns null for any other expression
 */
export function contextPlace(node: ts.Expression, evaluation: Evaluation, names = 0): ContextPlace | null {
  if (tsc.isPropertyAccessExpression(node)) {
    const outer = contextPlace(node.expression, evaluation, names);
    return outer ? member(outer, node.name.text) : handedWithOthers(node);
  }
  if (tsc.isElementAccessExpression(node) && tsc.isStringLiteralLike(node.argumentExpression))
    return member(contextPlace(node.expression, evaluation, names), node.argumentExpression.text);
  if (isOuter(node) || tsc.isAwaitExpression(node)) return contextPlace(node.expression, evaluation, names);
  if (tsc.isCallExpression(node)) return whole(contextAnsweredBy(calleeName(node.expression) ?? ''));
  return tsc.isIdentifier(node) ? placeOfName(node, evaluation, names) : null;
}

/** The reads of a member of such an object in all files that are open. */
export function contextReads(place: ContextPlace, evaluation: Evaluation): ContextReads {
  const name = place.path.at(-1);
  const mentions = name === undefined ? [] : evaluation.index.identifiers(name).map(({ parent }) => parent);
  const accesses = mentions
    .filter((each) => tsc.isPropertyAccessExpression(each))
    .filter((each) => each.name.text === name && replacementAt(each) === null)
    .filter((each) => isSamePlace(contextPlace(each, evaluation), place));
  const elements = mentions
    .filter((each) => tsc.isBindingElement(each))
    .filter((each) => nameOf(each) === name && isSamePlace(placeOfElement(each, evaluation), place));
  return { accesses, elements };
}

/** Whether two members are the same one of the same object, as far as their names say. */
export function isSamePlace(left: ContextPlace | null, right: ContextPlace): boolean {
  if (!left || left.path.join() !== right.path.join()) return false;
  if (left.model === right.model) return left.model !== null;
  // A single name says too little without the object.
  return (left.model === null || right.model === null) && right.path.length > 1;
}

/**
 * Opens, for the next pass, the files that may read a name which a file exports.
 *
 * @param node stands in the file that exports
 * @param name what the readers must mention
 */
export function openReaders(node: ts.Node, name: string, evaluation: Evaluation): void {
  const { sources } = evaluation;
  const reached = new Set([fileOf(node)]);
  for (const file of reached) {
    for (const importer of sources.importersOf(file)) {
      // To ask for what a file exports opens it.
      if (!reached.has(importer) && sources.mentions(importer, name)) evaluation.exported(importer, name);
      reached.add(importer);
    }
  }
}

/**
 * Opens, for the next pass, the files of the same package, and of the packages that import it, that may read the member.
 *
 * A framework hands such an object to functions in files that no import leads to.
 *
 * @param node stands in the file that puts something there
 */
export function openContextReaders(node: ts.Node, { model, path }: ContextPlace, evaluation: Evaluation): void {
  const [name = '', ...outer] = [...path].reverse();
  openInPackages(node, name, [...wordsFor(model), ...outer], evaluation);
}

/**
 * Opens, for the next pass, the files of the same package, and of the packages that import it, that hold a word.
 *
 * @param beside further words, of which a file must hold one; none for no such condition
 */
export function openInPackages(node: ts.Node, word: string, beside: readonly string[], evaluation: Evaluation): void {
  const { sources } = evaluation;
  const packages = new Set([...filesLeadingTo([fileOf(node)], sources)].map((file) => sources.packageOf(file)));
  openMentioning(word, beside, evaluation, (file) => packages.has(sources.packageOf(file)));
}

/** The same of all packages: what a server says reaches a client that no import leads to. */
export function openEverywhere(word: string, beside: readonly string[], evaluation: Evaluation): void {
  openMentioning(word, beside, evaluation, () => true);
}

function openMentioning(
  word: string,
  beside: readonly string[],
  evaluation: Evaluation,
  isMeant: (file: string) => boolean,
): void {
  const { sources } = evaluation;
  const isBeside = (file: string): boolean => !beside.length || beside.some((each) => sources.mentions(file, each));
  for (const file of sources.filesMentioning(word)) {
    // To ask for what a file exports opens it.
    if (isMeant(file) && isBeside(file)) evaluation.exported(file, word);
  }
}

function wordsFor(model: ContextModel | null): readonly string[] {
  return model ? [...model.names, ...model.types, ...(model.methods ?? [])] : [];
}

function whole(model: ContextModel | null): ContextPlace | null {
  return model && { model, path: [] };
}

function member(place: ContextPlace | null, name: string): ContextPlace | null {
  return place && { ...place, path: [...place.path, name] };
}

/** `this.ctx` of a class that a framework makes for each request, `options.ctx` of what a function is handed. */
function handedWithOthers({ expression, name }: ts.PropertyAccessExpression): ContextPlace | null {
  const isPlain = expression.kind === tsc.SyntaxKind.ThisKeyword || tsc.isIdentifier(expression);
  return isPlain ? whole(contextNamed(name.text, null)) : null;
}

function placeOfName(name: ts.Identifier, evaluation: Evaluation, names: number): ContextPlace | null {
  const declaration = evaluation.checker.getSymbolAtLocation(name)?.valueDeclaration;
  if (!declaration || names > MAXIMUM_NAMES) return null;
  if (tsc.isBindingElement(declaration)) return placeOfElement(declaration, evaluation, names + 1);
  if (tsc.isParameter(declaration))
    return placeHandedTo(declaration) ?? whole(contextNamed(name.text, typeNameOf(declaration)));
  const isAlias = tsc.isVariableDeclaration(declaration) && declaration.initializer;
  return isAlias ? contextPlace(isAlias, evaluation, names + 1) : null;
}

/** `credentials` of `{ auth, token, profile: (credentials, params, get) => … }`. */
function placeHandedTo(parameter: ts.ParameterDeclaration): ContextPlace | null {
  const handed = filledParameter(parameter, HANDED_OBJECTS);
  return handed ? { model: handed.model, path: handed.path } : null;
}

/** What an element of a pattern takes out: `user` of `const { user } = req`, of `({ locals: { user } }) => …`. */
export function placeOfElement(element: ts.BindingElement, evaluation: Evaluation, names = 0): ContextPlace | null {
  const name = nameOf(element);
  const { parent } = element.parent;
  if (name === null || !tsc.isObjectBindingPattern(element.parent)) return null;
  if (tsc.isBindingElement(parent)) return member(placeOfElement(parent, evaluation, names), name);
  if (tsc.isParameter(parent)) {
    const model = modelOfPattern(parent);
    return (model ? null : whole(contextNamed(name, null))) ?? { model, path: [name] };
  }
  return parent.initializer ? member(contextPlace(parent.initializer, evaluation, names), name) : null;
}

/** The request where another parameter says so. */
function modelOfPattern(parameter: ts.ParameterDeclaration): ContextModel | null {
  const second = givenParameters(parameter.parent)[1]?.name;
  const isHandler = second !== undefined && tsc.isIdentifier(second) && standsBesideRequest(second.text);
  return contextNamed(isHandler ? 'req' : '', typeNameOf(parameter));
}

function typeNameOf({ type }: ts.ParameterDeclaration): string | null {
  if (!type || !tsc.isTypeReferenceNode(type)) return null;
  return tsc.isIdentifier(type.typeName) ? type.typeName.text : type.typeName.right.text;
}

function nameOf({ propertyName, name }: ts.BindingElement): string | null {
  const named = propertyName ?? name;
  return tsc.isIdentifier(named) ? named.text : null;
}
