import type { ts } from 'ts-morph';
import { remembered } from '../model/remembered.js';
import { tsc } from '../syntax/compiler.js';
import { functionAround, givenParameters } from '../syntax/functions.js';
import { innerOf } from '../syntax/outer.js';
import { GLOBAL_OBJECTS, isPlainScript, isShared, PLATFORM_GLOBALS, sharedDeclarationAt } from '../syntax/scripts.js';
import type { Evaluation } from './evaluation.js';
import { symbolOf } from './names.js';
import { distinct } from './same-value.js';
import { EMPTY_CONTEXT, type Value, type Values } from './value.js';

/** What a program makes of a name that all scripts see: what declares it, or what it is set to as a member of `window`. */
type Definition = ts.FunctionDeclaration | ts.ClassDeclaration | ts.Expression;

/** Found once for each program: a name may be mentioned thousands of times. */
const definitionsKnown = new WeakMap<ts.TypeChecker, Map<string, readonly Definition[]>>();

/**
 * What a name is that all scripts of a page see, or all code of a process: `window.Clever = …`, `function loadMe() { … }` of
 * another script.
 *
 * @returns empty where the opened files do not say it, and for the names of the platform and of the clients that it hands out
 */
export function scriptGlobal(name: string, evaluation: Evaluation): Values {
  if (isOfPlatform(name, evaluation)) return [];
  const values = definitionsOf(name, evaluation).flatMap((each) => evaluation.evaluate(each, EMPTY_CONTEXT));
  return distinct(values.filter(({ kind }) => kind !== 'nothing'));
}

/**
 * What `App` of `var App = App || {}` is: of the scripts that all begin in this way, one makes the object, and the others get it.
 *
 * @param node what is declared or set
 * @returns null for any other declaration
 */
export function sharedAgain(node: ts.VariableDeclaration, evaluation: Evaluation): Values | null {
  if (!tsc.isIdentifier(node.name) || !node.initializer || !isShared(node)) return null;
  return ownDefault(node.initializer, node.name.text) ? scriptGlobal(node.name.text, evaluation) : null;
}

/** Whether a value is the object whose members are the globals. */
export function isGlobalObject(value: Value): boolean {
  return (
    value.kind === 'external' && 'global' in value.root && !value.steps.length && GLOBAL_OBJECTS.has(value.root.global)
  );
}

/** The mentions of a name, in whatever file, that stand for what all scripts see. */
export function globalMentions(name: string, evaluation: Evaluation): readonly ts.Identifier[] {
  return evaluation.index
    .identifiers(name)
    .filter((each) => isVariableMention(each) && !symbolOf(each, evaluation.checker));
}

/** The reads of a member of the global object: `window.me`. */
export function globalMembers(name: string, evaluation: Evaluation): readonly ts.PropertyAccessExpression[] {
  return evaluation.index.identifiers(name).flatMap(({ parent }) => {
    const isMember = tsc.isPropertyAccessExpression(parent) && parent.name.text === name;
    return isMember && isOnGlobalObject(parent, evaluation) ? [parent] : [];
  });
}

/** Whether a name is that of something which the platform, or a client, hands to every script. */
export function isOfPlatform(name: string, { clients }: Evaluation): boolean {
  return PLATFORM_GLOBALS.has(name) || /^on[a-z]+$/.test(name) || clients.some(({ globals }) => globals.includes(name));
}

/** Whether an identifier names a variable, and no member, label or declaration. */
function isVariableMention(node: ts.Identifier): boolean {
  const { parent } = node;
  if (tsc.isPropertyAccessExpression(parent)) return parent.expression === node;
  const isName = ['name', 'propertyName', 'label', 'tagName'].some((key) => (parent as never)[key] === node);
  return !isName || tsc.isShorthandPropertyAssignment(parent);
}

function definitionsOf(name: string, evaluation: Evaluation): readonly Definition[] {
  const known = remembered(definitionsKnown, evaluation.checker, () => new Map<string, readonly Definition[]>());
  const before = known.get(name);
  if (before) return before;
  // While the members of objects are asked for, the name itself may come up again.
  known.set(name, []);
  const found = findDefinitions(name, evaluation);
  known.set(name, found);
  return found;
}

function findDefinitions(name: string, evaluation: Evaluation): readonly Definition[] {
  const declared = evaluation.index.identifiers(name).flatMap((each): readonly Definition[] => {
    const declaration = sharedDeclarationAt(each);
    if (!declaration) return [];
    if (!tsc.isVariableDeclaration(declaration)) return [declaration];
    const { initializer } = declaration;
    return [(initializer && ownDefault(initializer, name)) ?? each];
  });
  const set = evaluation.index
    .assignmentsTo(name)
    .filter(({ target }) => isOnGlobalObject(target, evaluation))
    .map(({ value }) => ownDefault(value, name) ?? value);
  const isDefault = (each: Definition): boolean =>
    tsc.isBinaryExpression(each.parent) && isOwnDefault(each.parent, name);
  const all = [...declared, ...set];
  const [first] = all;
  const others = all.filter((each) => !isDefault(each));
  return others.length || !first ? others : [first];
}

/** `{}` of `App || {}` and `window.App || {}` */
function ownDefault(node: ts.Expression, name: string): ts.Expression | null {
  const inner = innerOf(node);
  return tsc.isBinaryExpression(inner) && isOwnDefault(inner, name) ? inner.right : null;
}

function isOwnDefault({ left, operatorToken }: ts.BinaryExpression, name: string): boolean {
  const { BarBarToken, QuestionQuestionToken } = tsc.SyntaxKind;
  if (operatorToken.kind !== BarBarToken && operatorToken.kind !== QuestionQuestionToken) return false;
  const own = innerOf(left);
  if (tsc.isIdentifier(own)) return own.text === name;
  return (
    tsc.isPropertyAccessExpression(own) && own.name.text === name && !tsc.isPropertyAccessExpression(own.expression)
  );
}

/** Whether what a member is read or set on holds the globals: `window`, a parameter that is handed it, `this` of a script. */
function isOnGlobalObject({ expression }: ts.AccessExpression, evaluation: Evaluation): boolean {
  if (expression.kind === tsc.SyntaxKind.ThisKeyword) return isThisOfScript(expression);
  if (!tsc.isIdentifier(expression)) return false;
  return evaluation.evaluate(handedAtOnce(expression, evaluation) ?? expression, EMPTY_CONTEXT).some(isGlobalObject);
}

/** What a function gets that is called where it is written: `window` for `root` of `(function (root) { … })(window)`. */
function handedAtOnce(name: ts.Identifier, evaluation: Evaluation): ts.Expression | null {
  const parameter = symbolOf(name, evaluation.checker)?.valueDeclaration;
  if (!parameter || !tsc.isParameter(parameter)) return null;
  const scope = innerOfCallee(parameter.parent);
  const isCalled = tsc.isCallExpression(scope.parent) && scope.parent.expression === scope;
  return (isCalled && scope.parent.arguments[givenParameters(parameter.parent).indexOf(parameter)]) || null;
}

/** `this` outside of all functions, and in one that is called with it: `(function () { this.App = {}; }).call(this)`. */
function isThisOfScript(node: ts.Expression): boolean {
  if (tsc.findAncestor(node, tsc.isClassLike) || !isPlainScript(node.getSourceFile())) return false;
  const scope = functionAround(node);
  if (!scope) return true;
  const { parent } = innerOfCallee(scope);
  const call = parent.parent;
  const isHanded = tsc.isPropertyAccessExpression(parent) && tsc.isCallExpression(call) && call.expression === parent;
  const [given] = isHanded && parent.name.text === 'call' ? call.arguments : [];
  return given?.kind === tsc.SyntaxKind.ThisKeyword && !functionAround(given);
}

function innerOfCallee(scope: ts.Node): ts.Node {
  return tsc.isParenthesizedExpression(scope.parent) ? scope.parent : scope;
}
