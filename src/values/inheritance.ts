import type { ts } from 'ts-morph';
import { groupBy } from '../model/group-by.js';
import { remembered } from '../model/remembered.js';
import { tsc } from '../syntax/compiler.js';
import { extendedBy } from '../syntax/heritage.js';
import { givenParameters } from '../syntax/functions.js';
import { spanOf } from '../program/program.js';
import type { Evaluation } from './evaluation.js';
import { namesOf } from './function-names.js';
import { symbolOf } from './names.js';
import { siteAt } from './call-sites.js';
import { EMPTY_CONTEXT, unknown, type CallSite, type Values } from './value.js';

/** Classes, each of which extends the next, that are looked at. */
const MAXIMUM_CLASSES = 200;

/** Lineages in which each base is known, which no file that is opened later can change. */
const lineagesOf = new WeakMap<Evaluation, WeakMap<ts.Node, readonly ts.ClassLikeDeclaration[]>>();

/** The class and those it extends, nearest first; as many as are looked at. */
export function lineage(node: ts.ClassLikeDeclaration, evaluation: Evaluation): readonly ts.ClassLikeDeclaration[] {
  const known = remembered(lineagesOf, evaluation, () => new WeakMap<ts.Node, readonly ts.ClassLikeDeclaration[]>());
  const before = known.get(node);
  if (before) return before;
  const found = findLineage(node, evaluation);
  const last = found.at(-1);
  if (last && (!extendedBy(last) || found.length === MAXIMUM_CLASSES)) known.set(node, found);
  return found;
}

function findLineage(node: ts.ClassLikeDeclaration, evaluation: Evaluation): readonly ts.ClassLikeDeclaration[] {
  const found = new Set<ts.ClassLikeDeclaration>();
  for (let current: ts.ClassLikeDeclaration | null = node; current; current = baseClass(current, evaluation)) {
    if (found.has(current) || found.size === MAXIMUM_CLASSES) break;
    found.add(current);
  }
  return [...found];
}

/** What a member can be that none of the classes has which are looked at: nothing, if these are all there are. */
export function memberFurtherUp(owners: readonly ts.ClassLikeDeclaration[], name: string): Values {
  const last = owners.at(-1);
  if (!last || owners.length < MAXIMUM_CLASSES) return [];
  return [{ ...unknown(name, 'a class with more base classes than this tool follows', spanOf(last)), isCut: true }];
}

/** The class that a class extends, if it is in sight. */
export function baseClass(node: ts.ClassLikeDeclaration, evaluation: Evaluation): ts.ClassLikeDeclaration | null {
  const extended = extendedBy(node);
  if (!extended) return null;
  const found = evaluation.evaluate(extended, EMPTY_CONTEXT);
  const bases = found.some(({ kind }) => kind === 'class') ? found : givenToMixin(extended, evaluation);
  const base = bases.find((value) => value.kind === 'class');
  return base?.kind === 'class' ? base.node : null;
}

/** What the class that a mixin makes extends, where all calls of it hand it the same: `(Base) => class extends Base {}`. */
function givenToMixin(base: ts.Expression, evaluation: Evaluation): Values {
  if (!tsc.isIdentifier(base)) return [];
  const declaration = symbolOf(base, evaluation.checker)?.valueDeclaration;
  if (!declaration || !tsc.isParameter(declaration)) return [];
  const mixin = declaration.parent as ts.FunctionLikeDeclaration;
  const index = givenParameters(mixin).indexOf(declaration);
  const given = namesOf(mixin)
    .flatMap((name) => evaluation.index.callsNamed(name))
    .flatMap((call) => call.arguments?.[index] ?? [])
    .flatMap((argument) => evaluation.evaluate(argument, EMPTY_CONTEXT));
  const classes = new Set(given.flatMap((value) => (value.kind === 'class' ? [value.node] : [])));
  return classes.size === 1 ? given : [];
}

/** Classes that extend or implement this one, at any distance. */
export function heirs(
  node: ts.ClassLikeDeclaration | ts.InterfaceDeclaration,
  evaluation: Evaluation,
): readonly ts.ClassLikeDeclaration[] {
  const named = node.name ? evaluation.index.heirsBelow(node.name.text) : [];
  if (tsc.isInterfaceDeclaration(node) || !isWholeExport(node)) return named;
  const known = heirsOfWholes(evaluation);
  return remembered(known.below, node, () => {
    const found = new Set<ts.ClassLikeDeclaration>([node]);
    for (const each of found) {
      const direct = known.direct.get(each) ?? [];
      for (const heir of direct) for (const below of [heir, ...heirsByName(heir, evaluation)]) found.add(below);
    }
    found.delete(node);
    return [...new Set([...named, ...found])];
  });
}

function heirsByName({ name }: ts.ClassLikeDeclaration, { index }: Evaluation): readonly ts.ClassLikeDeclaration[] {
  return name ? index.heirsBelow(name.text) : [];
}

/** Whether whoever imports a class gives it a name: `module.exports = class { … }`, `export default class Base { … }`. */
function isWholeExport(node: ts.ClassLikeDeclaration): boolean {
  return namesOf(node).some((name) => name === 'default' || name === 'exports');
}

interface HeirsOfWholes {
  /** The classes that extend one, and no other between. */
  readonly direct: ReadonlyMap<ts.ClassLikeDeclaration | null, readonly ts.ClassLikeDeclaration[]>;
  /** Those at any distance, of each class that was asked for. */
  readonly below: Map<ts.ClassLikeDeclaration, readonly ts.ClassLikeDeclaration[]>;
}

/** By the names that default exports have, which are another list when one more file is opened. */
const heirsByNames = new WeakMap<readonly string[], HeirsOfWholes>();

/** The heirs of classes that each file calls what it likes, because they are all that their module exports. */
function heirsOfWholes(evaluation: Evaluation): HeirsOfWholes {
  const { index } = evaluation;
  const names = index.renamesOf('default');
  return remembered(heirsByNames, names, () => {
    const candidates = new Set([...names, ...index.renamesOf('exports')].flatMap((name) => index.heirsNamed(name)));
    const baseOf = (heir: ts.ClassLikeDeclaration): ts.ClassLikeDeclaration | null =>
      evaluation.asSharedQuestion(() => baseClass(heir, evaluation), heir);
    return { direct: groupBy([...candidates], baseOf), below: new Map() };
  });
}

/**
 * Whether classes, each of which extends the next, may lead to one. What extends the result of a call may extend anything.
 *
 * A name leads to many others in a large program, so most heirs that go by one of them extend something else.
 */
export function mayLeadTo(node: ts.Node, classes: readonly ts.ClassLikeDeclaration[]): boolean {
  return (
    classes.some((each) => each === node) ||
    classes.map(extendedBy).some((each) => each !== null && tsc.isCallExpression(each))
  );
}

/** Classes that extend this one and no other between. */
export function directHeirs(node: ts.ClassLikeDeclaration, evaluation: Evaluation): readonly ts.ClassLikeDeclaration[] {
  return heirs(node, evaluation).filter((heir) => baseClass(heir, evaluation) === node);
}

/** The constructor that a class declares itself. */
export function constructorOf(node: ts.ClassLikeDeclaration): ts.ConstructorDeclaration | null {
  return (
    (node.members.find(
      (member) => tsc.isConstructorDeclaration(member) && member.body !== undefined,
    ) as ts.ConstructorDeclaration | null) ?? null
  );
}

/** The call of `super(…)` with which a class constructs the one that it extends. */
export function superCall(node: ts.ClassLikeDeclaration): ts.CallExpression | null {
  for (const statement of constructorOf(node)?.body?.statements ?? []) {
    if (!tsc.isExpressionStatement(statement) || !tsc.isCallExpression(statement.expression)) continue;
    if (statement.expression.expression.kind === tsc.SyntaxKind.SuperKeyword) return statement.expression;
  }
  return null;
}

/** The class that a call of `super(…)` stands in. */
export function classOfSuperCall(node: ts.CallExpression | ts.NewExpression): ts.ClassLikeDeclaration | null {
  if (node.expression.kind !== tsc.SyntaxKind.SuperKeyword) return null;
  return tsc.findAncestor(node, tsc.isClassLike) ?? null;
}

/**
 * How an instance came to be, class by class: the construction of its own class, then the `super(…)` that constructs each
 * class above it. A class without a constructor of its own hands on what it is constructed with.
 *
 * @param site where the instance is constructed; null if that is not known
 */
export function constructionsAbove(
  node: ts.ClassLikeDeclaration,
  site: CallSite | null,
  evaluation: Evaluation,
): readonly (readonly [ts.ClassLikeDeclaration, CallSite])[] {
  let last = site;
  return lineage(node, evaluation).flatMap((owner) => {
    const found: readonly (readonly [ts.ClassLikeDeclaration, CallSite])[] = last ? [[owner, last]] : [];
    const call = superCall(owner);
    if (call) last = siteAt(call, EMPTY_CONTEXT);
    return found;
  });
}
