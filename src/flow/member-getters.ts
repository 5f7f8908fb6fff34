import type { ts } from 'ts-morph';
import { remembered } from '../model/remembered.js';
import { valueOfProperty } from '../syntax/argument-parts.js';
import { tsc } from '../syntax/compiler.js';
import { literalText } from '../syntax/literal-text.js';
import { innerOf } from '../syntax/outer.js';
import { writtenName } from '../syntax/names.js';
import type { Evaluation } from '../values/evaluation.js';
import { externalName } from '../values/external.js';
import { EMPTY_CONTEXT, type Value } from '../values/value.js';

/** Code that runs when a member is read; null for code that is not in sight. */
type Getter = ts.FunctionLikeDeclaration | null;

/** Members whose getters a call defines, and the getters; the name is null for one that is computed. */
interface Defined {
  readonly name: string | null;
  readonly getters: readonly Getter[];
}

/** What the calls of the opened files define, which each read of a member asks for. */
const definedKnown = new WeakMap<ts.TypeChecker, readonly Defined[]>();

/**
 * What runs when a member is read: `get token() {}`, `Object.defineProperty(pool, 'token', { get() {} })`, the handler of a
 * proxy that the object may be.
 *
 * @param read the access, or the element of a pattern
 */
export function gettersReadBy(read: ts.Node, evaluation: Evaluation): readonly Getter[] {
  const name = memberRead(read);
  if (name === undefined) return [];
  const mayBeRead = (each: Defined): boolean => each.name === null || name === null || each.name === name;
  const calls = remembered(definedKnown, evaluation.checker, () => definedByCalls(evaluation));
  const defined = calls.filter(mayBeRead);
  return [
    ...(name === null ? [] : evaluation.index.gettersNamed(name)),
    ...defined.flatMap(({ getters }) => getters),
    ...(mayBeProxy(read, evaluation) ? trapsOf(evaluation) : []),
  ];
}

/** The member that is read; null for one whose name is computed, undefined where none is. */
function memberRead(node: ts.Node): string | null | undefined {
  if (tsc.isPropertyAccessExpression(node)) return node.name.text;
  if (tsc.isElementAccessExpression(node)) return literalText(node.argumentExpression);
  if (!tsc.isBindingElement(node) || !tsc.isObjectBindingPattern(node.parent)) return undefined;
  const name = node.propertyName ?? node.name;
  return tsc.isIdentifier(name) || tsc.isStringLiteralLike(name) ? name.text : null;
}

/** https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Object/defineProperty and its like. */
function definedByCalls(evaluation: Evaluation): readonly Defined[] {
  const argumentsOf = (name: string): readonly (readonly ts.Expression[])[] =>
    evaluation.index.callsNamed(name).map((call) => [...(call.arguments ?? [])]);
  return [
    ...argumentsOf('defineProperty').map(([, name, descriptor]) => ({
      name: literalText(name),
      getters: gettersOf(descriptor, evaluation),
    })),
    ...[...argumentsOf('defineProperties'), ...argumentsOf('create')].flatMap(([, descriptors]) =>
      membersOf(descriptors, evaluation).map((member) => ({
        name: nameOf(member),
        getters: gettersOf(valueOfProperty(member) ?? undefined, evaluation),
      })),
    ),
    ...argumentsOf('__defineGetter__').map(([name, getter]) => ({
      name: literalText(name),
      getters: functionsOf(getter, evaluation),
    })),
  ];
}

/** The getter of `{ get: () => tokens.shift(), enumerable: true }`. */
function gettersOf(descriptor: ts.Node | undefined, evaluation: Evaluation): readonly Getter[] {
  return membersOf(descriptor, evaluation).flatMap((member) => {
    if (nameOf(member) !== 'get') return [];
    return tsc.isMethodDeclaration(member) ? [member] : functionsOf(valueOfProperty(member) ?? undefined, evaluation);
  });
}

/** The members of an object that is written where it stands, or in a variable. */
function membersOf(node: ts.Node | undefined, evaluation: Evaluation): readonly ts.ObjectLiteralElementLike[] {
  if (!node || !tsc.isExpression(node)) return [];
  const inner = innerOf(node);
  if (tsc.isObjectLiteralExpression(inner)) return [...inner.properties];
  return evaluation
    .evaluate(inner, EMPTY_CONTEXT)
    .flatMap((value) =>
      value.kind === 'object' && tsc.isObjectLiteralExpression(value.node) ? [...value.node.properties] : [],
    );
}

function nameOf({ name }: ts.ObjectLiteralElementLike): string | null {
  return name ? writtenName(name) : null;
}

function functionsOf(node: ts.Node | undefined, evaluation: Evaluation): readonly Getter[] {
  if (!node || !tsc.isExpression(node)) return [null];
  const inner = innerOf(node);
  if (tsc.isArrowFunction(inner) || tsc.isFunctionExpression(inner)) return [inner];
  return evaluation.evaluate(inner, EMPTY_CONTEXT).map((value) => (value.kind === 'function' ? value.node : null));
}

/** `new Proxy(secrets, { get: … })`, and `Proxy.revocable(…)` */
function trapsOf(evaluation: Evaluation): readonly Getter[] {
  const made = ['Proxy', 'revocable'].flatMap((name) => evaluation.index.callsNamed(name));
  return made.flatMap((call) => gettersOf(call.arguments?.[1], evaluation));
}

/** Whether nothing says that what a member is read off is no proxy. */
function mayBeProxy(read: ts.Node, evaluation: Evaluation): boolean {
  if (!tsc.isPropertyAccessExpression(read) && !tsc.isElementAccessExpression(read)) return true;
  const values = evaluation.evaluate(read.expression, EMPTY_CONTEXT);
  return !values.length || values.some(isUnseen);
}

/** Whether a value is not written in the program, nor another package's own. */
function isUnseen(value: Value): boolean {
  return value.kind === 'unknown' || externalName(value)?.root === 'Proxy';
}
