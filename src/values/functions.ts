import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { givenParameters } from '../syntax/functions.js';
import { spanOf } from '../program/program.js';
import type { Evaluation, Form } from './evaluation.js';
import { afterStep, inChain } from './builders.js';
import { lineage } from './inheritance.js';
import { injectedByName } from './injected.js';
import { tokenOf } from './provided.js';
import { optionsHandedTo } from './query-options.js';
import { clientHandedTo, clientNamed } from './shared-members.js';
import { spreadOut } from './spreading.js';
import { contextIn, siteSeenFrom } from './call-sites.js';
import {
  EMPTY_CONTEXT,
  NOTHING,
  outsideOf,
  placedValues,
  underChoices,
  unknown,
  type CallSite,
  type Context,
  type Frame,
  type Placed,
  type Scope,
  type Value,
  type ValueOf,
  type Values,
} from './value.js';

/** Deeper than this, a chain of calls is recursion or of no use to a reader. */
const MAXIMUM_DEPTH = 10;

/** Functions of every form, as values. */
export const functionLike: Form<ts.FunctionLikeDeclaration> = (node, context) => [
  { kind: 'function', node, context, receiver: null, bound: [] },
];

/** Classes, as values. */
export const classLike: Form<ts.ClassLikeDeclaration> = (node, context) => [
  { kind: 'class', node, context, opens: null },
];

/** A parameter: the argument at the call that evaluation came through, or its default. */
export const parameter: Form<ts.ParameterDeclaration> = (node, context, evaluation) => {
  const scope = scopeOf(node);
  const site = findSite(scope, context);
  if (site === undefined) return openParameter(node, scope, evaluation);
  if (site === null) return undeclaredArgument(node, evaluation, context);
  const argument = argumentOf(node, site, evaluation);
  if (argument.kind === 'rest') return [{ kind: 'array', elements: argument.elements }];
  if (argument.kind === 'missing' && node.initializer) return evaluation.evaluate(node.initializer, context);
  // What a library hands to a function that it calls stands nowhere.
  if (argument.kind === 'missing') return site.node ? [NOTHING] : undeclaredArgument(node, evaluation, context);
  const given = evaluation.evaluate(argument.placed.node, argument.placed.context);
  const values = underChoices(given, site.choices);
  // A default takes the place of nothing but `undefined`: `load(path, null)` asks without a version.
  const isNull = argument.placed.node.kind === tsc.SyntaxKind.NullKeyword;
  if (!node.initializer || isNull || values.every((value) => value.kind !== 'nothing')) return values;
  return [...values.filter((value) => value.kind !== 'nothing'), ...evaluation.evaluate(node.initializer, context)];
};

/** `arguments`: what the function around is called with. */
export function argumentsObject(node: ts.Identifier, context: Context, evaluation: Evaluation): Values {
  const scope = tsc.findAncestor(node, (each) => tsc.isFunctionLike(each) && !tsc.isArrowFunction(each));
  if (!scope) return [];
  const site = findSite(scope as Scope, context);
  if (site) return [{ kind: 'array', elements: spreadOut(site.arguments, evaluation) }];
  return [unknown('arguments', 'the arguments of the function', spanOf(node), site === null ? null : (scope as Scope))];
}

/**
 * What a call of a user's function answers: what it returns, with its parameters bound to this call.
 *
 * A promise counts as what it will hold, for whoever wants the text awaits it.
 */
export function invokeFunction(callee: ValueOf<'function'>, site: CallSite, evaluation: Evaluation): Values {
  const { node } = callee;
  if (isRecursive(node, site.context))
    return [unknown(nameOf(node), 'the result of a function that calls itself', spanOf(node))];
  if (site.context.depth > MAXIMUM_DEPTH) {
    return [
      {
        ...unknown(nameOf(node), 'the result of a function behind more calls than this tool follows', spanOf(node)),
        isCut: true,
      },
    ];
  }
  const instance = inChain(callee, evaluation);
  const context = enter(instance ? { ...callee, receiver: instance } : callee, site);
  const yields = evaluation.index.yieldsOf(node);
  if (yields.length) return yielded(yields, context, evaluation);
  const returned = evaluation.index
    .returnsOf(node)
    .flatMap((expression) =>
      instance && expression.kind === tsc.SyntaxKind.ThisKeyword
        ? [afterStep(instance, { method: node, context })]
        : evaluation.evaluate(expression, context),
    );
  return returned.length ? returned : [NOTHING];
}

/**
 * The list of what a generator yields, one after the other; `yield*` yields what a list holds.
 *
 * A list that a limit leaves out may hold anything, so it stands for its elements beside those that are known.
 */
function yielded(yields: readonly ts.YieldExpression[], context: Context, evaluation: Evaluation): Values {
  const unseen: Value[] = [];
  const elements = yields.flatMap(({ expression, asteriskToken }): readonly Placed[] => {
    if (!expression) return [];
    if (!asteriskToken) return [{ node: expression, context }];
    return evaluation.evaluate(expression, context).flatMap((list): readonly Placed[] => {
      if (list.kind === 'array') return list.elements;
      if (list.kind !== 'unknown') return [];
      unseen.push(list);
      return list.isCut ? [placedValues(expression, [list])] : [];
    });
  });
  return elements.length || !unseen.length ? [{ kind: 'array', elements }] : unseen;
}

/** The context inside a function that is called at a site. */
export function enter(callee: ValueOf<'function'>, site: CallSite): Context {
  const { bound, choices } = callee;
  const full = bound.length || choices ? { ...site, arguments: [...bound, ...site.arguments], choices } : site;
  const frame: Frame = {
    scope: scopeOfFunction(callee.node),
    site: full,
    receiver: callee.receiver,
    parent: callee.context.frame,
  };
  return contextIn(frame);
}

/** The call at which a scope was entered; null if it has no callers, undefined if nobody has looked. */
export function findSite(scope: Scope, context: Context): CallSite | null | undefined {
  for (let frame = context.frame; frame; frame = frame.parent) if (frame.scope === scope) return frame.site;
  return openedSite(scope, context);
}

/** The call at which a scope was chosen to be entered; null if it has no callers, undefined if nobody has looked. */
export function openedSite(scope: Scope, context: Context): CallSite | null | undefined {
  const opened = context.opened.get(scope);
  return opened && siteSeenFrom(opened, outsideOf(context));
}

/** The scope whose callers know a parameter: its function, or the class of its constructor. */
export function scopeOf(node: ts.ParameterDeclaration): Scope {
  return scopeOfFunction(node.parent as ts.FunctionLikeDeclaration);
}

/** A constructor is called by constructing its class. */
export function scopeOfFunction(node: ts.FunctionLikeDeclaration): Scope {
  return tsc.isConstructorDeclaration(node) ? node.parent : node;
}

/** The argument that a parameter gets at a call. */
export function argumentOf(
  node: ts.ParameterDeclaration,
  site: CallSite,
  evaluation: Evaluation,
): { kind: 'one'; placed: Placed } | { kind: 'rest'; elements: readonly Placed[] } | { kind: 'missing' } {
  const index = givenParameters(node.parent).indexOf(node);
  const all = spreadOut(site.arguments, evaluation);
  if (node.dotDotDotToken) return { kind: 'rest', elements: all.slice(index) };
  // Of a list that is not known, nobody can tell which element it is.
  const spread = all.slice(0, index + 1).find((each) => tsc.isSpreadElement(each.node));
  const placed = spread ?? all[index];
  return placed ? { kind: 'one', placed } : { kind: 'missing' };
}

/** A name for a function, for messages. */
export function nameOf(node: ts.FunctionLikeDeclaration): string {
  if (node.name && tsc.isIdentifier(node.name)) return node.name.text;
  const { parent } = node;
  if ((tsc.isVariableDeclaration(parent) || tsc.isPropertyAssignment(parent)) && tsc.isIdentifier(parent.name))
    return parent.name.text;
  return 'function';
}

function openParameter(node: ts.ParameterDeclaration, scope: Scope, evaluation: Evaluation): Values {
  const declared = node.type ? evaluation.declaredType(node.type).filter(isInSight) : [];
  if (declared.length) return declared;
  const options = optionsHandedTo(node, evaluation);
  if (options.length) return options;
  const injected = injectedInstances(node, evaluation);
  if (injected.length) return injected;
  const registered = injectedByName(node, evaluation);
  if (registered.length) return registered;
  const name = parameterName(node);
  return [unknown(name, `the value that callers pass for \`${name}\``, spanOf(node.name), scope)];
}

/** Whether a type says what a value is: an instance of a class, or the settings of Nest. */
function isInSight({ kind }: Value): boolean {
  return kind === 'instance' || kind === 'object';
}

/**
 * What constructors are handed of the program's own: `new Repository(new HttpClient())`.
 *
 * Only instances, because which of several texts is meant depends on who calls.
 */
function injectedInstances({ parent, name }: ts.ParameterDeclaration, evaluation: Evaluation): Values {
  const made = parent.parent;
  if (!tsc.isConstructorDeclaration(parent) || !tsc.isClassLike(made) || !made.name) return [];
  const index = parent.parameters.findIndex((each) => each.name === name);
  // A name may lead to what is made of the class: `Login` of `new Login(new Client())`.
  const makes = (call: ts.NewExpression): boolean =>
    evaluation
      .evaluate(call.expression, EMPTY_CONTEXT)
      .some((value) => value.kind === 'class' && lineage(value.node, evaluation).includes(made));
  return evaluation.index
    .aliasesOf(made.name.text)
    .flatMap((alias) => evaluation.index.callsNamed(alias))
    .flatMap((call) => (tsc.isNewExpression(call) && makes(call) ? (call.arguments?.[index] ?? []) : []))
    .flatMap((given) => evaluation.evaluate(given, EMPTY_CONTEXT))
    .filter(({ kind }) => kind === 'instance');
}

/** Nobody calls the function: its default, its declared class, or nothing at all is known. */
function undeclaredArgument(node: ts.ParameterDeclaration, evaluation: Evaluation, context: Context): Values {
  const provided = tokenOf(node) ? injectedByName(node, evaluation) : [];
  if (provided.length) return provided;
  const declared: Values = node.type ? evaluation.declaredType(node.type) : [];
  if (declared.length) return declared;
  const registered = injectedByName(node, evaluation);
  if (registered.length) return registered;
  const options = optionsHandedTo(node, evaluation);
  if (options.length) return options;
  const name = parameterName(node);
  // A framework hands in what a parameter is called after.
  if (name.startsWith('$') && clientNamed(name).length) return clientNamed(name);
  const handed = clientHandedTo(node);
  if (handed.length) return handed;
  const open: Value = unknown(name, `the value that callers pass for \`${name}\``, spanOf(node.name));
  return node.initializer ? [...evaluation.evaluate(node.initializer, context), open] : [open];
}

function parameterName(node: ts.ParameterDeclaration): string {
  return tsc.isIdentifier(node.name) ? node.name.text : 'options';
}

function isRecursive(node: ts.FunctionLikeDeclaration, context: Context): boolean {
  let seen = 0;
  for (let frame: Frame | null = context.frame; frame; frame = frame.site.context.frame)
    if (frame.scope === node) seen += 1;
  return seen > 1;
}
