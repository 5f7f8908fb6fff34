import type { ts } from 'ts-morph';
import { appendAll } from '../model/append.js';
import { groupBy } from '../model/group-by.js';
import { oncePerObject } from '../model/once-per-object.js';
import { remembered } from '../model/remembered.js';
import { tsc } from '../syntax/compiler.js';
import { extendedBy } from '../syntax/heritage.js';
import { writtenName } from '../syntax/names.js';
import { spanOf } from '../program/program.js';
import { calleeName, type MemberAssignment } from '../program/syntax-index.js';
import type { Evaluation } from './evaluation.js';
import { baseClass, constructorOf, heirs, lineage, mayLeadTo, memberFurtherUp, superCall } from './inheritance.js';
import { builtField, isInStep } from './builders.js';
import { baseCall, baseFunction, prototypeMember, siteOfBaseCall } from './prototypes.js';
import { asOfPackage } from './package-classes.js';
import { distinct } from './same-value.js';
import { isStaticMember, ownerOfThis } from './this.js';
import { contextIn, siteAt } from './call-sites.js';
import {
  EMPTY_CONTEXT,
  memberOfUnknown,
  unknown,
  withChoices,
  type CallSite,
  type Context,
  type Scope,
  type Value,
  type ValueOf,
  type Values,
} from './value.js';

/** What a member of an instance can be: methods, fields, parameter properties, `this.name = …`, inherited ones. */
export function instanceMember(value: ValueOf<'instance'>, name: string, evaluation: Evaluation): Values {
  if (!tsc.isClassLike(value.node)) return constructedMember(value, name, evaluation);
  if (name === 'constructor') return classesOf(value, value.node, evaluation);
  const declared = builtField(inheritedMember(value, value.node, name, evaluation), value, name, evaluation);
  const added = declared.length ? declared : addedMember(value, value.node, name, evaluation);
  const own = added.length ? added : memberOfPackage(value, name, evaluation);
  if (value.site || value.from) return own;
  // Nobody is seen to construct it: it may as well be an heir.
  const overridden = overriddenMember({ ...value, node: value.node }, name, evaluation);
  return overridden.length ? [...own.filter((each) => each.kind !== 'unknown' || each.isCut), ...overridden] : own;
}

/** A member that code puts on the prototype of a class, or of one above: `Api.prototype.me = function () { … }`. */
function addedMember(
  value: ValueOf<'instance'>,
  node: ts.ClassLikeDeclaration,
  name: string,
  evaluation: Evaluation,
): Values {
  for (const owner of lineage(node, evaluation)) {
    const found = prototypeMember({ ...value, node: owner }, name, evaluation);
    if (found.length) return found.map((each) => (each.kind === 'function' ? { ...each, receiver: value } : each));
  }
  return [];
}

/** `this.constructor`: the class that made an instance; one that nobody is seen to construct may be made by an heir. */
function classesOf(
  { site, from, context }: ValueOf<'instance'>,
  node: ts.ClassLikeDeclaration,
  evaluation: Evaluation,
): Values {
  const known = site || from ? [] : heirs(node, evaluation);
  return [node, ...known].map((each) => ({ kind: 'class', node: each, context, opens: null }));
}

/**
 * A member that a class of a package brings: `this.get` of one that extends `RESTDataSource`, and `this.config` of one
 * that extends a class which nobody can look into.
 */
function memberOfPackage(value: ValueOf<'instance'>, name: string, evaluation: Evaluation): Values {
  const base = asOfPackage(value, evaluation);
  if (base) return evaluation.member(base, name);
  const last = tsc.isClassLike(value.node) ? lineage(value.node, evaluation).at(-1) : undefined;
  const extended = last && extendedBy(last);
  return extended ? [unknown(name, `the value of \`this.${name}\``, spanOf(extended))] : [];
}

/**
 * A member as the heirs have it, each from its own class or from one between. What is read off one heir never goes
 * together with what is read off another, so the values remember of which they are.
 */
function overriddenMember(value: InstanceOfClass, name: string, evaluation: Evaluation): Values {
  return heirsThatMayHave(value.node, name, evaluation).flatMap(([heir, owners]) => {
    const receiver = { ...value, node: heir };
    for (const owner of owners) {
      const found = declaredMember(owner, name, receiver, value.context, evaluation, false);
      if (found.length) return withChoices(found, [{ holder: shownName(value.node), frame: null, picked: heir }]);
    }
    return [];
  });
}

type InstanceOfClass = ValueOf<'instance'> & { readonly node: ts.ClassLikeDeclaration };

/** An heir, and of its own class and those between the ones that may have a member, nearest first. */
type OwnersBelow = readonly [heir: ts.ClassLikeDeclaration, owners: readonly ts.ClassLikeDeclaration[]];

/** By the heirs of a class, which are another list when a file with one more is opened. */
const ownersBelow = new WeakMap<readonly ts.Node[], Map<ts.Node, OwnersByName>>();

type OwnersByName = Map<string, readonly OwnersBelow[]>;

function heirsThatMayHave(node: ts.ClassLikeDeclaration, name: string, evaluation: Evaluation): readonly OwnersBelow[] {
  const below = heirs(node, evaluation);
  const ofHeirs = remembered(ownersBelow, below, () => new Map<ts.Node, OwnersByName>());
  const ofClass = remembered(ofHeirs, node, (): OwnersByName => new Map());
  return remembered(ofClass, name, () => {
    const declaring = mayBeSetOnAny(name, evaluation) ? null : evaluation.index.classesDeclaring(name);
    if (declaring?.length === 0) return [];
    return below.flatMap((heir): readonly OwnersBelow[] => {
      const owners = ownersBetween(heir, node, declaring, evaluation);
      return owners.length ? [[heir, owners]] : [];
    });
  });
}

/** Whether code sets a member of that name on `this` or merges objects into it, whatever the class. */
function mayBeSetOnAny(name: string, { index }: Evaluation): boolean {
  return index.assignmentsTo(name).length > 0 || index.callsNamed('assign').some(isMergedIntoThis);
}

/** Those of some classes that an heir is or extends below a class, nearest first; none if it does not lead to that class. */
function ownersBetween(
  heir: ts.ClassLikeDeclaration,
  node: ts.ClassLikeDeclaration,
  some: readonly ts.ClassLikeDeclaration[] | null,
  evaluation: Evaluation,
): readonly ts.ClassLikeDeclaration[] {
  const classes = lineage(heir, evaluation);
  const places = placesIn(classes);
  const end = places.get(node) ?? (mayLeadTo(node, classes) ? classes.length : 0);
  if (!some) return classes.slice(0, end);
  return some
    .flatMap((each) => places.get(each) ?? [])
    .filter((place) => place < end)
    .sort((one, other) => one - other)
    .flatMap((place) => classes[place] ?? []);
}

const placesIn = oncePerObject(
  (classes: readonly ts.ClassLikeDeclaration[]) => new Map(classes.map((each, place) => [each, place])),
);

function shownName({ name }: Scope): string {
  return name?.getText() ?? 'this';
}

/** What a static member of a class can be. */
export function classMember(value: ValueOf<'class'>, name: string, evaluation: Evaluation): Values {
  if (value.opens) {
    const isOverridden = heirs(value.node, evaluation).some((heir) => staticField(heir, name));
    const own = staticField(value.node, name);
    if (isOverridden)
      return [unknown(name, `the class that declares \`${name}\``, spanOf(own ?? value.node), value.opens)];
  }
  const assigned = assignedToClass(value, name, evaluation);
  const owners = lineage(value.node, evaluation);
  for (const owner of owners) {
    const found = declaredMember(owner, name, value, EMPTY_CONTEXT, evaluation, true);
    if (found.length) return distinct([...found, ...assigned]);
  }
  return assigned.length ? assigned : memberFurtherUp(owners, name);
}

/** `Clever.base = …`, or `this.base = …` in a static method. */
function assignedToClass(value: ValueOf<'class'>, name: string, evaluation: Evaluation): Values {
  return evaluation.index
    .assignmentsTo(name)
    .filter(({ target }) =>
      evaluation
        .evaluate(target.expression, EMPTY_CONTEXT)
        .some((each) => each.kind === 'class' && each.node === value.node),
    )
    .flatMap((assignment) => evaluation.evaluate(assignment.value, EMPTY_CONTEXT));
}

/** The field of that name that a class declares for itself. */
function staticField(node: ts.ClassLikeDeclaration, name: string): ts.ClassElement | null {
  const found = node.members.find(
    (member) =>
      tsc.isPropertyDeclaration(member) &&
      isStaticMember(member) &&
      member.initializer !== undefined &&
      writtenName(member.name) === name,
  );
  return found ?? null;
}

/** A member of what a plain function constructs. */
function constructedMember(value: ValueOf<'instance'>, name: string, evaluation: Evaluation): Values {
  const context = siteContext(value);
  const own = evaluation.index
    .assignmentsTo(name)
    .filter(
      (assignment) => isSetOn(value.node, assignment, evaluation) && !isInStep(value, assignment.node, evaluation),
    )
    .flatMap((assignment) => evaluation.evaluate(assignment.value, context))
    .map((each): Value => (each.kind === 'function' && !each.receiver ? { ...each, receiver: value } : each));
  if (own.length) return builtField(own, value, name, evaluation);
  const merged = mergedInClass(value.node, name, context, evaluation);
  if (merged.length) return merged;
  const found = prototypeMember(value, name, evaluation);
  return found.length ? found : memberOfBaseFunction(value, name, context, evaluation);
}

/** A member that a plain function inherits, seen on what the function itself constructs. */
function memberOfBaseFunction(
  value: ValueOf<'instance'>,
  name: string,
  context: Context,
  evaluation: Evaluation,
): Values {
  if (tsc.isClassLike(value.node)) return [];
  const base = baseFunction(value.node, evaluation);
  if (!base || base === value.node) return [];
  const call = baseCall(value.node);
  const site = call ? siteOfBaseCall(call, context, evaluation) : value.site;
  const found = evaluation.member({ ...value, node: base, site }, name);
  return found.map((each): Value => (each.kind === 'function' ? { ...each, receiver: value } : each));
}

function inheritedMember(
  value: ValueOf<'instance'>,
  node: ts.ClassLikeDeclaration,
  name: string,
  evaluation: Evaluation,
): Values {
  const context = siteContext(value);
  const owners = lineage(node, evaluation);
  const first = value.from ? owners.indexOf(value.from) : 0;
  for (const owner of owners.slice(Math.max(first, 0))) {
    const receiver = { ...value, from: null };
    const inside = contextFor(owner, value, node, context, evaluation);
    const found = declaredMember(owner, name, receiver, inside, evaluation, false);
    if (found.length) return found;
  }
  return memberFurtherUp(owners, name);
}

/** The context in which the fields of an instance are set up: its constructor's parameters are those of the site. */
function siteContext(value: ValueOf<'instance'>): Context {
  return value.site ? constructionContext(value.node, value.site) : value.context;
}

function constructionContext(node: Scope, site: CallSite): Context {
  return contextIn({ scope: node, site, receiver: null, parent: site.context.frame });
}

/**
 * The context in which a class above sets up its part of an instance. Its constructor sees the arguments of `super(…)`,
 * whether or not anybody is seen to construct the instance; without such a call it sees those of the site.
 */
function contextFor(
  owner: ts.ClassLikeDeclaration,
  value: ValueOf<'instance'>,
  node: ts.ClassLikeDeclaration,
  own: Context,
  evaluation: Evaluation,
): Context {
  let context = own;
  let site = value.site;
  for (const heir of lineage(node, evaluation)) {
    if (heir === owner) return context;
    const call = superCall(heir);
    if (call) site = siteAt(call, context);
    const base = baseClass(heir, evaluation);
    if (!base) return context;
    if (site) context = constructionContext(base, site);
  }
  return context;
}

function declaredMember(
  owner: ts.ClassLikeDeclaration,
  name: string,
  receiver: Value,
  context: Context,
  evaluation: Evaluation,
  isStatic: boolean,
): Values {
  const declared = membersNamed(owner, name, isStatic);
  const values = declared.flatMap((member) => memberValue(member, receiver, context, evaluation));
  if (!isStatic) {
    appendAll(values, parameterProperty(owner, name, context, evaluation));
    appendAll(values, assignedInClass(owner, name, receiver, context, evaluation));
  }
  if (values.length || isStatic) return values;
  const merged = mergedInClass(owner, name, context, evaluation);
  return merged.length ? merged : typedField(declared, name, owner, evaluation);
}

function memberValue(member: ts.ClassElement, receiver: Value, context: Context, evaluation: Evaluation): Values {
  if (tsc.isMethodDeclaration(member)) {
    // An abstract method, or the head of an overload.
    if (!member.body) return [];
    return [{ kind: 'function', node: member, context, receiver, bound: [] }];
  }
  if (tsc.isGetAccessorDeclaration(member)) {
    const getter: Value = { kind: 'function', node: member, context, receiver, bound: [] };
    return evaluation.invoke(getter, { node: null, arguments: [], context }, false);
  }
  if (!tsc.isPropertyDeclaration(member) || !member.initializer) return [];
  return evaluation.evaluate(member.initializer, context);
}

/** `constructor(private base: string)`. */
function parameterProperty(
  owner: ts.ClassLikeDeclaration,
  name: string,
  context: Context,
  evaluation: Evaluation,
): Values {
  const parameter = parameterNamed(owner, name);
  return parameter ? evaluation.evaluate(parameter, context) : [];
}

function parameterNamed(owner: ts.ClassLikeDeclaration, name: string): ts.ParameterDeclaration | undefined {
  return constructorOf(owner)?.parameters.find(
    (each) =>
      tsc.isParameterPropertyDeclaration(each, each.parent) && tsc.isIdentifier(each.name) && each.name.text === name,
  );
}

/** `this.name = value` anywhere in the class; what is made of the old value (`this.get = this.get.bind(this)`) is no news. */
function assignedInClass(
  owner: ts.ClassLikeDeclaration,
  name: string,
  receiver: Value,
  context: Context,
  evaluation: Evaluation,
): Values {
  const source = owner.getSourceFile();
  return evaluation.index
    .assignmentsTo(name)
    .filter(
      (assignment) =>
        (assignment.source === source || !isOfThis(assignment)) &&
        isSetOn(owner, assignment, evaluation) &&
        !(receiver.kind === 'instance' && isInStep(receiver, assignment.node, evaluation)) &&
        !isBoundAgain(assignment),
    )
    .flatMap(({ value }) => evaluation.evaluate(value, context));
}

/** `Object.assign(this, options)` in a class or constructor function. */
function mergedInClass(owner: Scope, name: string, context: Context, evaluation: Evaluation): Values {
  return evaluation.index.callsNamed('assign').flatMap((call) => {
    const [target, ...given] = call.arguments ?? [];
    if (!target || !isMergedIntoThis(call) || ownerOfThis(target, evaluation)?.holder !== owner) return [];
    const found = given
      .flatMap((each) => evaluation.evaluate(each, context))
      .map((each) => memberOrHole(each, name, evaluation));
    return found.flat().filter(({ kind }) => kind !== 'nothing');
  });
}

function isMergedIntoThis({ expression, arguments: given }: ts.CallExpression | ts.NewExpression): boolean {
  return given?.[0]?.kind === tsc.SyntaxKind.ThisKeyword && expression.getText() === 'Object.assign';
}

function memberOrHole(holder: Value, name: string, evaluation: Evaluation): Values {
  if (holder.kind === 'unknown' && (holder.opens || holder.isCut)) return [memberOfUnknown(holder, name)];
  return evaluation.member(holder, name);
}

function isOfThis({ target }: MemberAssignment): boolean {
  return target.expression.kind === tsc.SyntaxKind.ThisKeyword;
}

/** Whether an assignment is to `this`, or to a name for it, of a class or constructor function. */
function isSetOn(owner: Scope, assignment: MemberAssignment, evaluation: Evaluation): boolean {
  const { target } = assignment;
  if (isOfThis(assignment)) return ownerOfThis(target, evaluation)?.holder === owner;
  if (!tsc.isIdentifier(target.expression)) return false;
  return evaluation
    .evaluate(target.expression, EMPTY_CONTEXT)
    .some((value) => value.kind === 'instance' && value.node === owner);
}

function isBoundAgain({ target, value }: MemberAssignment): boolean {
  return (
    tsc.isCallExpression(value) &&
    tsc.isPropertyAccessExpression(value.expression) &&
    value.expression.name.text === 'bind' &&
    value.expression.expression.getText() === target.getText()
  );
}

/** A field without a value has at least its declared class. */
function typedField(
  declared: readonly ts.ClassElement[],
  name: string,
  owner: ts.ClassLikeDeclaration,
  evaluation: Evaluation,
): Values {
  for (const member of declared) {
    if (!tsc.isPropertyDeclaration(member) || !member.type) continue;
    const values = evaluation.declaredType(member.type);
    if (values.length) return values;
    return [unknown(name, `the code that sets \`${name}\``, spanOf(member.name), owner)];
  }
  return [];
}

/** The members of a class by name; a class is asked about once for each of its heirs. */
const membersByName = oncePerObject(({ members }: ts.ClassLikeDeclaration) =>
  groupBy(members, ({ name }) => (name ? writtenName(name) : null)),
);

function membersNamed(owner: ts.ClassLikeDeclaration, name: string, isStatic: boolean): readonly ts.ClassElement[] {
  return (membersByName(owner).get(name) ?? []).filter((member) => isStaticMember(member) === isStatic);
}

/** The name a class is constructed by. */
export function classNames(node: ts.ClassLikeDeclaration): readonly string[] {
  const names: string[] = [];
  if (node.name) names.push(node.name.text);
  const { parent } = node;
  if (tsc.isVariableDeclaration(parent) && tsc.isIdentifier(parent.name)) names.push(parent.name.text);
  if (tsc.isBinaryExpression(parent)) {
    const target = calleeName(parent.left);
    if (target) names.push(target);
  }
  return names;
}
