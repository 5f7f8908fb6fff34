import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { remembered } from '../model/remembered.js';
import { holds } from '../syntax/holds.js';
import { innerOf } from '../syntax/outer.js';
import type { Evaluation } from '../values/evaluation.js';
import { heirs, lineage } from '../values/inheritance.js';
import { writtenName } from '../syntax/names.js';
import { ownerOfThis } from '../values/this.js';
import { onlyNameText } from '../values/objects.js';
import { EMPTY_CONTEXT, knownText, type Value } from '../values/value.js';
import { awaited, elementShape, memberShape, shapeKey, type Others, type Shape } from '../clients/shape.js';
import type { Alternative, Position } from './position.js';
import { declaredSymbol } from './references.js';

const COLLECTIONS: ReadonlySet<string> = new Set(['Map', 'Set']);

/** Nothing at all, what is still to be filled, what never comes. */
const NOTHING: Alternative = { own: [], emptyTo: 0 };
/** A thing of the program's own that nobody knows the members of. */
const OWN: Alternative = { own: [[]], emptyTo: 0 };

/** The same position, where each of some things may stand in the place of the answer. */
export function beside(position: Position, ...others: readonly Alternative[]): Position {
  const alternative = anyOf([position.alternative ?? NOTHING, ...others]);
  const { own, emptyTo, merged, handed } = alternative;
  return own.length || emptyTo || merged || handed ? { ...position, alternative } : position;
}

/** The same position, in a function that may be handed other things than the answer. */
export function inHanded(position: Position, scope: ts.FunctionLikeDeclaration): Position {
  return beside(position, { ...NOTHING, handed: [scope] });
}

/** The same position, where a function has answered what it was handed. */
export function outOfHanded(position: Position, scope: ts.FunctionLikeDeclaration): Position {
  const { alternative } = position;
  if (!alternative?.handed?.includes(scope)) return position;
  const { handed, ...rest } = alternative;
  const left = handed.filter((each) => each !== scope);
  return { ...position, alternative: left.length ? { ...rest, handed: left } : rest };
}

/** The same position, where the object has the members of something else as well. */
export function mergedWith(position: Position, others: readonly ts.Expression[], evaluation: Evaluation): Position {
  const isOpen = others.some(
    (each) => !evaluation.evaluate(each, EMPTY_CONTEXT).every(({ kind }) => kind === 'object'),
  );
  return isOpen ? mergedAt(position, []) : position;
}

/** The same, where a part of the answer has the members of something else as well: `Object.assign(me.data, user)`. */
export function mergedAt(position: Position, path: readonly string[]): Position {
  return beside(position, { ...NOTHING, merged: path });
}

/** Whether a member that is read of an answer may be one of something else that is put into the same object. */
export function isMerged(path: readonly string[], { merged }: Alternative): boolean {
  return merged !== undefined && merged.length < path.length && merged.every((each, index) => each === path[index]);
}

/** The same position, where a thing of the program's own may stand in the place of the answer. */
export function besideOwn(position: Position, isOwn: boolean): Position {
  return isOwn ? beside(position, OWN) : position;
}

function anyOf(alternatives: readonly Alternative[]): Alternative {
  if (alternatives.every((each) => each === NOTHING)) return NOTHING;
  const handed = new Set(alternatives.flatMap((each) => each.handed ?? []));
  const merged = alternatives.flatMap((each) => (each.merged ? [each.merged] : [])).reduce(sharedFront, null);
  return {
    own: distinctPaths(alternatives.flatMap(({ own }) => own)),
    emptyTo: Math.max(...alternatives.map(({ emptyTo }) => emptyTo)),
    ...(merged ? { merged } : {}),
    ...(handed.size > 0 ? { handed: [...handed] } : {}),
  };
}

/** What two paths have in common, from the front. */
function sharedFront(left: readonly string[] | null, right: readonly string[]): readonly string[] {
  if (!left) return right;
  const end = left.findIndex((each, index) => each !== right[index]);
  return end < 0 ? left : left.slice(0, end);
}

/** Each path once, in an order that does not hang on who was asked first; the whole says it for all. */
function distinctPaths(paths: readonly (readonly string[])[]): readonly (readonly string[])[] {
  if (paths.length < 2) return paths;
  if (paths.some((path) => path.length === 0)) return OWN.own;
  const byKey = new Map(paths.map((path) => [path.join('.'), path]));
  return [...byKey].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, path]) => path);
}

/** What expressions may be, by the shapes in whose place they were looked at. */
type Known = WeakMap<ts.Expression, Map<string, Alternative>>;

const alternativesKnown = new WeakMap<ts.TypeChecker, Known>();

/**
 * What an expression that stands in for an answer may be. Each of many names may hold the one before twice, so it is
 * looked at once.
 *
 * @param shape how the answer is held in its place
 */
export function alternativeAt(node: ts.Expression, shape: Shape, evaluation: Evaluation): Alternative {
  const known = remembered(alternativesKnown, evaluation.checker, (): Known => new WeakMap());
  const ofNode = remembered(known, node, () => new Map<string, Alternative>());
  return remembered(ofNode, shapeKey(shape), () => findAlternative(node, shape, evaluation));
}

function findAlternative(node: ts.Expression, shape: Shape, evaluation: Evaluation): Alternative {
  return anyOf(
    evaluation.evaluate(node, EMPTY_CONTEXT).map((value) => {
      // Whoever gets an object by a name may fill it.
      const literal = value.kind === 'object' && holds(node, value.node) ? literalOf(value.node) : null;
      if (literal) return alternativeOfLiteral(literal, shape, evaluation);
      const list = value.kind === 'array' ? elementShape(awaited(shape)) : null;
      if (list && value.kind === 'array')
        return anyOf(value.elements.map((each) => alternativeAt(each.node, list, evaluation)));
      return isNothing(value) ? NOTHING : OWN;
    }),
  );
}

/** Whether a value is no thing that could be read: nothing at all, a list that is still to be filled, an empty text. */
function isNothing(value: Value): boolean {
  const isEmpty = (value.kind === 'array' && value.elements.length === 0) || knownText(value) === '';
  return value.kind === 'nothing' || isEmpty || isRejected(value) || isNewCollection(value);
}

/** `new Map()`, `new Set()` */
function isNewCollection(value: Value): boolean {
  if (value.kind !== 'external' || !('global' in value.root) || !COLLECTIONS.has(value.root.global)) return false;
  const [made, ...others] = value.steps;
  return made?.kind === 'call' && made.construct && !made.site.arguments.length && !others.length;
}

function literalOf(node: ts.Node): ts.ObjectLiteralExpression | null {
  return tsc.isObjectLiteralExpression(node) ? node : null;
}

/** What an object with the members of a literal is in the place of an answer. */
function alternativeOfLiteral(literal: ts.ObjectLiteralExpression, held: Shape, evaluation: Evaluation): Alternative {
  const shape = awaited(held);
  const members = literal.properties.map((each): Alternative => {
    const name = each.name && onlyNameText(each.name, evaluation, EMPTY_CONTEXT);
    const isMethod = name && shape.kind === 'holder' && Object.hasOwn(shape.methods, name);
    if (!name || isMethod) return OWN;
    // Not all members of a response hold something of the answer.
    const member = memberShape(shape, name);
    if (!member) return shape.kind === 'holder' ? NOTHING : OWN;
    const given = tsc.isPropertyAssignment(each) ? alternativeAt(each.initializer, member, evaluation) : OWN;
    // `type: null` is not what a member is that is not there.
    if (member.kind === 'body' && member.path.join() !== 'data' && given === NOTHING) return under(member.path, OWN);
    return given.own.length && member.kind === 'body' ? under(member.path, given) : given;
  });
  const self = shape.kind === 'body' ? { own: [], emptyTo: shape.path.length + 1 } : NOTHING;
  return anyOf([self, ...members]);
}

/** The same, where nothing but the member of a path holds it. */
function under(path: readonly string[], { own, ...rest }: Alternative): Alternative {
  return { ...rest, own: own.map((each) => (each.length ? each : path)) };
}

/** `Promise.reject(response)` */
function isRejected(value: Value): boolean {
  return isCallOf(value, 'Promise', 'reject');
}

/** Whether a value is what a method of a global object answers. */
function isCallOf(value: Value, object: string, method: string): boolean {
  if (value.kind !== 'external' || !('global' in value.root) || value.root.global !== object) return false;
  const [member, called] = value.steps;
  return member?.kind === 'member' && member.name === method && called?.kind === 'call';
}

/** What a variable that is given an answer is given elsewhere. */
export function alternativeIn(name: ts.Identifier, shape: Shape, evaluation: Evaluation): Alternative {
  const symbol = declaredSymbol(name, evaluation);
  const declaration = symbol?.valueDeclaration;
  const isVariable = declaration !== undefined && tsc.isVariableDeclaration(declaration);
  const first = isVariable && declaration.name !== name ? declaration.initializer : undefined;
  const given = evaluation.index.changesIn(name.getSourceFile(), name.text).flatMap((change) => {
    const { parent } = change;
    if (change === name || !tsc.isBinaryExpression(parent) || parent.left !== change) return [];
    return declaredSymbol(change, evaluation) === symbol ? [parent.right] : [];
  });
  const swapped = evaluation.index.changesIn(name.getSourceFile(), name.text).flatMap((change) => {
    const value = change === name ? null : valueInPattern(change);
    return value && declaredSymbol(change, evaluation) === symbol ? [value] : [];
  });
  const own = hasOwnElements(swapped, evaluation) ? [OWN] : [];
  return anyOf([
    ...own,
    ...[...(first ? [first] : []), ...given].map((each) => alternativeAt(each, shape, evaluation)),
  ]);
}

/** `b` for the `a` of `[a, b] = [b, a]`; null for a name that no literal gives a value in such a way. */
function valueInPattern(name: ts.Identifier): ts.Expression | null {
  const { parent: pattern } = name;
  if (!tsc.isArrayLiteralExpression(pattern) || !tsc.isBinaryExpression(pattern.parent)) return null;
  const { left, right } = pattern.parent;
  if (left !== pattern || !tsc.isArrayLiteralExpression(right)) return null;
  return right.elements[pattern.elements.indexOf(name)] ?? null;
}

/** What a member of a class that is given an answer is given elsewhere: `this.me = { type: 'guest' }`. */
export function alternativeInMember(
  target: ts.PropertyAccessExpression,
  shape: Shape,
  evaluation: Evaluation,
): Alternative {
  const family = familyOf(target.expression, evaluation);
  if (!family.size) return NOTHING;
  const others = evaluation.index
    .assignmentsTo(target.name.text)
    .filter((each) => each.target !== target && mayBeOf(family, each.target.expression, evaluation));
  const fields = [...family].flatMap(({ members }) => members.filter(tsc.isPropertyDeclaration));
  const initial = fields.flatMap(({ name, initializer }) =>
    initializer && writtenName(name) === target.name.text ? [initializer] : [],
  );
  return anyOf([...others.map(({ value }) => value), ...initial].map((each) => alternativeAt(each, shape, evaluation)));
}

/** The classes that an object may be an instance of, or be itself, with those that they extend or that extend them. */
function familyOf(object: ts.Expression, evaluation: Evaluation): ReadonlySet<ts.ClassLikeDeclaration> {
  const owner = object.kind === tsc.SyntaxKind.ThisKeyword ? ownerOfThis(object, evaluation)?.holder : null;
  const values = owner ? [] : evaluation.evaluate(object, EMPTY_CONTEXT);
  const nodes = [owner, ...values.flatMap((value) => ('node' in value ? [value.node] : []))];
  const classes = nodes.filter((each) => each !== null && each !== undefined).filter(tsc.isClassLike);
  return new Set(classes.flatMap((each) => [...lineage(each, evaluation), ...heirs(each, evaluation)]));
}

/** Whether an object may be of a family of classes; what nobody knows may be. */
function mayBeOf(family: ReadonlySet<ts.ClassLikeDeclaration>, object: ts.Expression, evaluation: Evaluation): boolean {
  const own = familyOf(object, evaluation);
  if (own.size) return [...own].some((each) => family.has(each));
  return !evaluation.evaluate(object, EMPTY_CONTEXT).every(({ kind }) => kind === 'object');
}

/** What a function given to `catch` answers in the place of the answer. */
export function alternativeOf(callback: ts.Expression | undefined, shape: Shape, evaluation: Evaluation): Alternative {
  if (!callback) return NOTHING;
  const returned = evaluation
    .evaluate(callback, EMPTY_CONTEXT)
    .flatMap((value) => (value.kind === 'function' ? evaluation.index.returnsOf(value.node) : []));
  return anyOf(returned.map((each) => alternativeAt(each, shape, evaluation)));
}

/**
 * What a function that answers what Clever said may answer in its place that looks like it: a guest, an answer that a file
 * kept.
 *
 * @param answer what it returns of Clever's
 * @param shape how it holds that
 */
export function alternativeReturned(
  scope: ts.FunctionLikeDeclaration,
  answer: ts.Node,
  shape: Shape,
  evaluation: Evaluation,
): Alternative {
  const others = evaluation.index.returnsOf(scope).filter((each) => !holds(each, answer));
  return anyOf(
    others.flatMap(branchesOf).flatMap((branch) =>
      evaluation.evaluate(branch, EMPTY_CONTEXT).map((value) => {
        const literal = value.kind === 'object' ? literalOf(value.node) : null;
        if (literal) return holds(branch, literal) ? alternativeOfLiteral(literal, shape, evaluation) : OWN;
        return isDecoded(value) ? OWN : NOTHING;
      }),
    ),
  );
}

/** The sides of a condition, each of which the expression may be. */
function branchesOf(node: ts.Expression): readonly ts.Expression[] {
  const inner = innerOf(node);
  if (tsc.isAwaitExpression(inner)) return branchesOf(inner.expression);
  return tsc.isConditionalExpression(inner) ? [...branchesOf(inner.whenTrue), ...branchesOf(inner.whenFalse)] : [inner];
}

/** `JSON.parse(text)` */
function isDecoded(value: Value): boolean {
  return isCallOf(value, 'JSON', 'parse');
}

/** Whether a thing in the place of an answer may have what stands at a path of its own, or a part of that. */
export function hasOwnAt(path: readonly string[], { own }: Alternative): boolean {
  return own.some((each) => path.slice(0, each.length).join() === each.slice(0, path.length).join());
}

/** A key under which two equal alternatives fall together. */
export function alternativeKey({ own, emptyTo, merged, handed = [] }: Alternative): string {
  const functions = handed.map((each) => `:${each.getSourceFile().fileName}:${each.pos}`).join('');
  return `${own.map((each) => each.join('.')).join()}:${emptyTo}${merged ? `:merged ${merged.join('.')}` : ''}${functions}`;
}

/**
 * Whether a list that elements of an answer are put into has elements of the program's own too.
 *
 * @param others what else is put into it: elements, and spreads of lists
 */
export function hasOwnElements(others: readonly ts.Expression[], evaluation: Evaluation): boolean {
  return others.some((each) =>
    evaluation.evaluate(tsc.isSpreadElement(each) ? each.expression : each, EMPTY_CONTEXT).some((value) => {
      if (value.kind === 'array')
        return hasOwnElements(
          value.elements.map(({ node }) => node),
          evaluation,
        );
      return value.kind === 'object' || value.kind === 'instance' || isDecoded(value);
    }),
  );
}

/**
 * What stands beside a thing in a literal, or in a list of arguments; whether that is the program's own is found out where
 * it matters, for to evaluate all that stands beside an answer takes long.
 *
 * @param literal what has all of them
 * @param all what it has, which may be thousands of things
 * @param own the thing itself
 */
export function othersIn(
  literal: ts.Node,
  all: readonly ts.Expression[],
  own: ts.Node,
  evaluation: Evaluation,
): Others | undefined {
  if (!all.some((each) => each !== own)) return undefined;
  let known: boolean | null = null;
  return {
    key: `@${literal.getSourceFile().fileName}:${literal.pos}`,
    isOwn: () =>
      (known ??= hasOwnElements(
        all.filter((each) => each !== own),
        evaluation,
      )),
  };
}
