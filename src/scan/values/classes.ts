import type { ts } from 'ts-morph';
import { tsc } from '../compiler.js';
import { spanOf } from '../program.js';
import { calleeName } from '../syntax-index.js';
import type { Evaluation } from './evaluation.js';
import { EMPTY_CONTEXT, unknown, type CallSite, type Context, type Value, type ValueOf, type Values } from './value.js';

/** What `this` is: the receiver of the call that evaluation went into, or an instance not yet known. */
export function thisValue(node: ts.Node, context: Context, evaluation: Evaluation): Values {
  const owner = ownerOfThis(node);
  if (!owner) return [];
  for (let frame = context.frame; frame; frame = frame.parent) {
    if (frame.receiver && frame.scope === owner.method) return [frame.receiver];
    if (frame.scope === owner.holder && tsc.isClassLike(owner.holder)) {
      return [{ kind: 'instance', node: owner.holder, site: frame.site }];
    }
  }
  if (!tsc.isClassLike(owner.holder)) return [{ kind: 'object', node: owner.holder, context: EMPTY_CONTEXT }];
  if (owner.isStatic) return [{ kind: 'class', node: owner.holder, context: EMPTY_CONTEXT }];
  return [openInstance(owner.holder, context, evaluation)];
}

/** What a member of an instance can be: methods, fields, parameter properties, `this.name = …`, inherited ones. */
export function instanceMember(value: ValueOf<'instance'>, name: string, evaluation: Evaluation): Values {
  const context = siteContext(value);
  for (const owner of lineage(value.node, evaluation)) {
    const found = declaredMember(owner, name, value, contextFor(owner, value, context, evaluation), evaluation, false);
    if (found.length) return found;
  }
  return overriddenMember(value, name, evaluation);
}

/** What a static member of a class can be. */
export function classMember(value: ValueOf<'class'>, name: string, evaluation: Evaluation): Values {
  for (const owner of lineage(value.node, evaluation)) {
    const found = declaredMember(owner, name, value, EMPTY_CONTEXT, evaluation, true);
    if (found.length) return found;
  }
  return evaluation.index
    .assignmentsTo(name)
    .filter(({ target }) =>
      evaluation
        .evaluate(target.expression, EMPTY_CONTEXT)
        .some((each) => each.kind === 'class' && each.node === value.node),
    )
    .flatMap((assignment) => evaluation.evaluate(assignment.value, EMPTY_CONTEXT));
}

/** The class and those it extends, nearest first. */
export function lineage(node: ts.ClassLikeDeclaration, evaluation: Evaluation): readonly ts.ClassLikeDeclaration[] {
  const found: ts.ClassLikeDeclaration[] = [node];
  for (let current: ts.ClassLikeDeclaration | null = node; current;) {
    current = baseClass(current, evaluation);
    if (!current || found.includes(current)) break;
    found.push(current);
  }
  return found;
}

/** Classes that extend or implement this one, at any distance. */
export function heirs(
  node: ts.ClassLikeDeclaration | ts.InterfaceDeclaration,
  evaluation: Evaluation,
): readonly ts.ClassLikeDeclaration[] {
  const found = new Set<ts.ClassLikeDeclaration>();
  const visit = (name: string | undefined) => {
    if (!name) return;
    for (const alias of evaluation.index.aliasesOf(name)) {
      for (const heir of evaluation.index.heirsOf(alias)) {
        if (found.has(heir)) continue;
        found.add(heir);
        visit(heir.name?.text);
      }
    }
  };
  visit(node.name?.text);
  return [...found];
}

/** The constructor of a class, its own or the nearest inherited one. */
export function constructorOf(node: ts.ClassLikeDeclaration): ts.ConstructorDeclaration | null {
  return (
    (node.members.find(
      (member) => tsc.isConstructorDeclaration(member) && member.body !== undefined,
    ) as ts.ConstructorDeclaration | null) ?? null
  );
}

/** The instance that code in a class works on: of the class itself, or of the heir that was constructed. */
function openInstance(node: ts.ClassLikeDeclaration, context: Context, evaluation: Evaluation): Value {
  const site = context.opened.get(node) ?? null;
  if (!site?.node) return { kind: 'instance', node, site: null };
  const constructed = evaluation
    .evaluate(site.node.expression, site.context)
    .find((value) => value.kind === 'class' && lineage(value.node, evaluation).includes(node));
  return { kind: 'instance', node: constructed?.kind === 'class' ? constructed.node : node, site };
}

/** The context in which the fields of an instance are set up: its constructor's parameters are those of the site. */
function siteContext(value: ValueOf<'instance'>): Context {
  if (!value.site) return EMPTY_CONTEXT;
  return constructionContext(value.node, value.site);
}

function constructionContext(node: ts.ClassLikeDeclaration, site: CallSite): Context {
  const frame = { scope: node, site, receiver: null, parent: site.context.frame };
  return { opened: site.context.opened, frame, depth: site.context.depth + 1 };
}

/** An inherited constructor sees the arguments of `super(…)`, or those of the site where there is no own constructor. */
function contextFor(
  owner: ts.ClassLikeDeclaration,
  value: ValueOf<'instance'>,
  own: Context,
  evaluation: Evaluation,
): Context {
  if (owner === value.node || !value.site) return own;
  let context = own;
  let site: CallSite = value.site;
  for (const heir of lineage(value.node, evaluation)) {
    if (heir === owner) return context;
    const constructor = constructorOf(heir);
    const call = constructor && superCall(constructor);
    if (call) site = { node: call, arguments: call.arguments.map((node) => ({ node, context })), context };
    const base = baseClass(heir, evaluation);
    if (!base) return context;
    context = constructionContext(base, site);
  }
  return context;
}

function superCall(constructor: ts.ConstructorDeclaration): ts.CallExpression | null {
  for (const statement of constructor.body?.statements ?? []) {
    if (!tsc.isExpressionStatement(statement) || !tsc.isCallExpression(statement.expression)) continue;
    if (statement.expression.expression.kind === tsc.SyntaxKind.SuperKeyword) return statement.expression;
  }
  return null;
}

function declaredMember(
  owner: ts.ClassLikeDeclaration,
  name: string,
  receiver: Value,
  context: Context,
  evaluation: Evaluation,
  isStatic: boolean,
): Values {
  const values: Value[] = [];
  for (const member of owner.members) {
    if (!member.name || isStaticMember(member) !== isStatic || memberName(member.name) !== name) continue;
    values.push(...memberValue(member, receiver, context, evaluation));
  }
  if (!isStatic) {
    values.push(...parameterProperty(owner, name, context, evaluation));
    values.push(...assignedInClass(owner, name, context, evaluation));
  }
  if (values.length) return values;
  return isStatic ? [] : typedField(owner, name, evaluation);
}

function memberValue(member: ts.ClassElement, receiver: Value, context: Context, evaluation: Evaluation): Values {
  if (tsc.isMethodDeclaration(member)) return [{ kind: 'function', node: member, context, receiver, bound: [] }];
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
  const parameter = constructorOf(owner)?.parameters.find(
    (each) =>
      tsc.isParameterPropertyDeclaration(each, each.parent) && tsc.isIdentifier(each.name) && each.name.text === name,
  );
  return parameter ? evaluation.evaluate(parameter, context) : [];
}

/** `this.name = value` anywhere in the class; parameters are known in the constructor only. */
function assignedInClass(
  owner: ts.ClassLikeDeclaration,
  name: string,
  context: Context,
  evaluation: Evaluation,
): Values {
  return evaluation.index
    .assignmentsTo(name)
    .filter(
      ({ target }) => target.expression.kind === tsc.SyntaxKind.ThisKeyword && ownerOfThis(target)?.holder === owner,
    )
    .flatMap(({ value }) => evaluation.evaluate(value, context));
}

/** A field without a value has at least its declared class. */
function typedField(owner: ts.ClassLikeDeclaration, name: string, evaluation: Evaluation): Values {
  for (const member of owner.members) {
    if (!tsc.isPropertyDeclaration(member) || memberName(member.name) !== name || !member.type) continue;
    const declared = evaluation.declaredType(member.type);
    if (declared.length) return declared;
    return [unknown(name, `what sets \`${name}\``, spanOf(member.name), owner)];
  }
  return [];
}

/** A member that only heirs have: `this.path` of an abstract class. */
function overriddenMember(value: ValueOf<'instance'>, name: string, evaluation: Evaluation): Values {
  if (value.site) return [];
  return heirs(value.node, evaluation).flatMap((heir) => {
    const instance: ValueOf<'instance'> = { kind: 'instance', node: heir, site: null };
    return declaredMember(heir, name, instance, EMPTY_CONTEXT, evaluation, false);
  });
}

function baseClass(node: ts.ClassLikeDeclaration, evaluation: Evaluation): ts.ClassLikeDeclaration | null {
  const clause = node.heritageClauses?.find((each) => each.token === tsc.SyntaxKind.ExtendsKeyword);
  const [type] = clause?.types ?? [];
  if (!type) return null;
  const base = evaluation.evaluate(type.expression, EMPTY_CONTEXT).find((value) => value.kind === 'class');
  return base?.kind === 'class' ? base.node : null;
}

interface ThisOwner {
  readonly holder: ts.ClassLikeDeclaration | ts.ObjectLiteralExpression;
  readonly method: ts.FunctionLikeDeclaration | null;
  readonly isStatic: boolean;
}

/** The class or object literal whose `this` a node sees, and the function through which. */
export function ownerOfThis(node: ts.Node): ThisOwner | null {
  let method: ts.FunctionLikeDeclaration | null = null;
  for (let current = node.parent; current; current = current.parent) {
    if (tsc.isClassLike(current))
      return { holder: current, method, isStatic: isStaticMember(memberAround(node, current)) };
    const isPlain = tsc.isFunctionDeclaration(current) || tsc.isFunctionExpression(current);
    const inObject =
      current.parent && tsc.isObjectLiteralExpression(current.parent) && tsc.isMethodDeclaration(current);
    if (inObject)
      return {
        holder: current.parent as ts.ObjectLiteralExpression,
        method: current as ts.MethodDeclaration,
        isStatic: false,
      };
    if (isPlain) return objectOfFunction(current as ts.FunctionExpression);
    if (tsc.isMethodDeclaration(current) || tsc.isConstructorDeclaration(current) || tsc.isAccessor(current))
      method = current;
  }
  return null;
}

/** `{ load: function () { this.… } }` */
function objectOfFunction(node: ts.FunctionExpression | ts.FunctionDeclaration): ThisOwner | null {
  const { parent } = node;
  if (!tsc.isPropertyAssignment(parent)) return null;
  return { holder: parent.parent, method: node, isStatic: false };
}

function memberAround(node: ts.Node, holder: ts.ClassLikeDeclaration): ts.ClassElement | undefined {
  return holder.members.find((member) => member.pos <= node.pos && node.end <= member.end);
}

function isStaticMember(member: ts.ClassElement | undefined): boolean {
  if (!member) return false;
  if (tsc.isClassStaticBlockDeclaration(member)) return true;
  return (
    tsc.canHaveModifiers(member) &&
    (tsc.getModifiers(member)?.some((each) => each.kind === tsc.SyntaxKind.StaticKeyword) ?? false)
  );
}

function memberName(name: ts.PropertyName): string | null {
  if (tsc.isComputedPropertyName(name)) return tsc.isStringLiteralLike(name.expression) ? name.expression.text : null;
  return name.text;
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
