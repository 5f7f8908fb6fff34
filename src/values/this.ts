import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { outermostOf } from '../syntax/outer.js';
import { spanOf } from '../program/program.js';
import type { Evaluation, Form } from './evaluation.js';
import { findSite, openedSite } from './functions.js';
import { baseClass, classOfSuperCall, lineage } from './inheritance.js';
import { asOfPackage } from './package-classes.js';
import { prototypeOwner } from './prototypes.js';
import { EMPTY_CONTEXT, outsideOf, unknown, type Context, type Scope, type ValueOf, type Values } from './value.js';

/** `this`. */
export const thisKeyword: Form = (node, context, evaluation) => {
  const values = thisValue(node, context, evaluation);
  return values.length ? values : [unknown('this', 'the value of `this`', spanOf(node))];
};

/** `super`: the instance, its members looked for from the class above. */
export const superKeyword: Form = (node, context, evaluation) => {
  const owner = ownerOfThis(node, evaluation);
  const base = owner && tsc.isClassLike(owner.holder) ? baseClass(owner.holder, evaluation) : null;
  const found = base
    ? thisValue(node, context, evaluation).flatMap((value): Values =>
        value.kind === 'instance'
          ? [{ ...value, from: base }]
          : value.kind === 'class'
            ? [{ ...value, node: base, opens: null }]
            : [],
      )
    : thisValue(node, context, evaluation).flatMap((value) =>
        value.kind === 'instance' ? (asOfPackage(value, evaluation) ?? []) : [],
      );
  return found.length ? found : [unknown('super', 'the value of `super`', spanOf(node))];
};

/** What `this` is: the receiver of the call that evaluation went into, or an instance not yet known. */
function thisValue(node: ts.Node, context: Context, evaluation: Evaluation): Values {
  const owner = ownerOfThis(node, evaluation);
  if (!owner) return [];
  const { holder, method } = owner;
  for (let frame = context.frame; frame; frame = frame.parent) {
    if (frame.receiver && frame.scope === method) return [frame.receiver];
    if (frame.scope === holder && !tsc.isObjectLiteralExpression(holder))
      return [{ kind: 'instance', node: holder, site: frame.site, context: outsideOf(context), from: null }];
  }
  if (tsc.isObjectLiteralExpression(holder)) return [{ kind: 'object', node: holder, context: outsideOf(context) }];
  if (owner.isStatic && tsc.isClassLike(holder)) {
    const opens = method && findSite(method, context) === undefined ? method : null;
    const classes = openedReceivers(method, context, evaluation).filter(({ kind }) => kind === 'class');
    return classes.length ? classes : [{ kind: 'class', node: holder, context: EMPTY_CONTEXT, opens }];
  }
  const instance = openInstance(holder, context, evaluation);
  if (instance.site) return [instance];
  const instances = openedReceivers(method, context, evaluation).flatMap((each) =>
    // Of an instance that nobody constructs, what is known here says what its constructor was handed.
    each.kind === 'instance' ? [each.site ? each : { ...each, context: outsideOf(context) }] : [],
  );
  return instances.length ? instances : [instance];
}

/** What a method is called on at the call through which it was entered: `this.get(…)` in an heir is a call on the heir. */
function openedReceivers(method: ts.FunctionLikeDeclaration | null, context: Context, evaluation: Evaluation): Values {
  const site = method && openedSite(method, context);
  if (!site?.node) return [];
  return evaluation
    .evaluate(site.node.expression, site.context)
    .flatMap((callee) =>
      callee.kind === 'function' && callee.node === method && callee.receiver ? callee.receiver : [],
    );
}

/** The instance that code in a class works on: of the class itself, or of the heir that was constructed. */
function openInstance(node: Scope, context: Context, evaluation: Evaluation): ValueOf<'instance'> {
  const outside = outsideOf(context);
  const site = openedSite(node, context) ?? null;
  const instance: ValueOf<'instance'> = { kind: 'instance', node, site, context: outside, from: null };
  if (!site?.node || !tsc.isClassLike(node)) return instance;
  const heir = classOfSuperCall(site.node);
  if (heir) return openInstance(heir, context, evaluation);
  const constructed = evaluation
    .evaluate(site.node.expression, site.context)
    .find((value) => value.kind === 'class' && lineage(value.node, evaluation).includes(node));
  return constructed?.kind === 'class' ? { ...instance, node: constructed.node } : instance;
}

/** Whose `this` a node sees. */
export interface ThisOwner {
  /** The class, the constructor function, or the object literal. */
  readonly holder: Scope | ts.ObjectLiteralExpression;
  /** The function through which. */
  readonly method: ts.FunctionLikeDeclaration | null;
  readonly isStatic: boolean;
}

/** What declares the members of an expression: the owner of `this`, or of what else is at hand each object that it can be. */
export function holdersOf(object: ts.Expression, evaluation: Evaluation): readonly ts.Node[] {
  const owner = object.kind === tsc.SyntaxKind.ThisKeyword ? ownerOfThis(object, evaluation)?.holder : null;
  if (owner) return [owner];
  return evaluation
    .evaluate(object, EMPTY_CONTEXT)
    .flatMap((value) => (value.kind === 'instance' || value.kind === 'object' ? [value.node] : []));
}

/** The class, constructor function or object literal whose `this` a node sees; arrow functions have none of their own. */
export function ownerOfThis(node: ts.Node, evaluation: Evaluation): ThisOwner | null {
  let method: ts.FunctionLikeDeclaration | null = null;
  for (let current = node.parent; current; current = current.parent) {
    if (tsc.isClassLike(current))
      return { holder: current, method, isStatic: isStaticMember(memberAround(node, current)) };
    if (tsc.isFunctionDeclaration(current) || tsc.isFunctionExpression(current))
      return ownerOfFunction(current, evaluation);
    if (!tsc.isMethodDeclaration(current) && !tsc.isAccessor(current) && !tsc.isConstructorDeclaration(current))
      continue;
    if (tsc.isObjectLiteralExpression(current.parent)) return ownerOfMember(current, current.parent, evaluation);
    method = current;
  }
  return null;
}

/** A plain function sees the object it is a member of, or what it constructs itself. */
function ownerOfFunction(node: ts.FunctionDeclaration | ts.FunctionExpression, evaluation: Evaluation): ThisOwner {
  const { parent } = node;
  if (tsc.isPropertyAssignment(parent)) return ownerOfMember(node, parent.parent, evaluation);
  const bound = ownerItIsBoundTo(node, evaluation);
  if (bound) return bound;
  const outer = ownerItIsAssignedTo(node, evaluation);
  if (outer) return { ...outer, method: node };
  const holder = tsc.isFunctionExpression(node) ? prototypeOwner(node, evaluation) : null;
  return holder ? { holder, method: node, isStatic: false } : { holder: node, method: null, isStatic: false };
}

/** `function () { … }.bind(this)` sees what the code around it sees. */
function ownerItIsBoundTo(node: ts.Node, evaluation: Evaluation): ThisOwner | null {
  const access = outermostOf(node).parent;
  const call = access.parent;
  if (!tsc.isPropertyAccessExpression(access) || access.name.text !== 'bind') return null;
  const [given] = tsc.isCallExpression(call) && call.expression === access ? call.arguments : [];
  return given?.kind === tsc.SyntaxKind.ThisKeyword ? ownerOfThis(given, evaluation) : null;
}

/** `this.read = function () { … }` sees the instance that the code around it constructs. */
function ownerItIsAssignedTo(node: ts.Node, evaluation: Evaluation): ThisOwner | null {
  const { parent } = node;
  if (!tsc.isBinaryExpression(parent) || parent.right !== node || !tsc.isPropertyAccessExpression(parent.left))
    return null;
  const { expression: holder } = parent.left;
  return holder.kind === tsc.SyntaxKind.ThisKeyword ? ownerOfThis(holder, evaluation) : null;
}

/** A member of an object literal; where that literal is a prototype, of what its function constructs. */
function ownerOfMember(
  method: ts.FunctionLikeDeclaration,
  literal: ts.ObjectLiteralExpression,
  evaluation: Evaluation,
): ThisOwner {
  return { holder: prototypeOwner(literal, evaluation) ?? literal, method, isStatic: false };
}

function memberAround(node: ts.Node, holder: ts.ClassLikeDeclaration): ts.ClassElement | undefined {
  return holder.members.find((member) => member.pos <= node.pos && node.end <= member.end);
}

/** Whether a member belongs to the class rather than to its instances. */
export function isStaticMember(member: ts.ClassElement | undefined): boolean {
  if (!member) return false;
  if (tsc.isClassStaticBlockDeclaration(member)) return true;
  return (
    tsc.canHaveModifiers(member) &&
    (tsc.getModifiers(member)?.some((each) => each.kind === tsc.SyntaxKind.StaticKeyword) ?? false)
  );
}
