import type { ts } from 'ts-morph';
import { declaredSymbol } from '../flow/references.js';
import { isAccess } from '../syntax/accesses.js';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import { functionAround, givenParameters } from '../syntax/functions.js';
import { holds } from '../syntax/holds.js';
import { namesLeadingTo } from '../syntax/names.js';
import { innerOf, outermostOf } from '../syntax/outer.js';
import { isAssignment } from '../syntax/writes.js';
import type { Callers } from '../values/callers.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT, type Value } from '../values/value.js';
import { isMaking, rootOf } from './run-code.js';

/** What is changed, as a piece of code sees it. */
export interface Changed {
  /** What leads to it: `session` of `session.token = given`, `this` of `this.token = given`; null where that is not known. */
  readonly root: ts.Expression | null;
  /** Whether something inside of the object is changed, as opposed to the variable itself. */
  readonly isInside: boolean;
  /** The class of which a member is changed by its own code. */
  readonly ofClass: ts.ClassLikeDeclaration | null;
}

/** What is known of the program. */
interface Known {
  readonly evaluation: Evaluation;
  readonly callers: Callers;
}

/** What a hook of React, or a composable of Vue, answers may be there when the component runs again. */
const HOOK = /^use[A-Z]/;

/**
 * What is changed at a mention of a variable or a member.
 *
 * @param isVariable whether it is the variable that is given another value
 */
export function changedAt(access: ts.Expression, isVariable: boolean, evaluation: Evaluation): Changed {
  const root = isVariable ? access : rootFrom(access, evaluation);
  const ofClass = isThis(root) ? (tsc.findAncestor(root, tsc.isClassLike) ?? null) : null;
  return { root, isInside: !isVariable, ofClass };
}

/** The same, where the function with the change is called. */
export function rootAbove(
  changed: Changed,
  holder: ts.FunctionLikeDeclaration,
  call: ts.Node,
  evaluation: Evaluation,
): Changed {
  const { root } = changed;
  if (!root) return changed;
  if (isThis(root)) {
    const isOfHolder = methodAround(root) === holder;
    return isOfHolder ? { ...changed, root: receiverOf(call, evaluation) } : changed;
  }
  const maker = declarationOf(root, evaluation);
  const owner = maker && functionAround(maker);
  // What a function shares with others is one object with them, for whoever calls it from elsewhere.
  if (owner && owner !== holder && holds(owner, holder) && !holds(owner, call))
    return { ...changed, root: receiverOf(call, evaluation) ?? calledAs(call), isInside: true };
  const parameter = changed.isInside ? parameterOf(root, evaluation) : undefined;
  if (parameter?.parent !== holder || holds(call, holder)) return changed;
  const given = argumentsOf(call)[givenParameters(holder).indexOf(parameter)];
  return { ...changed, root: given ? rootFrom(given, evaluation) : null };
}

/** Whether each run of a function has what is changed for itself. */
export function isOwnedBy(holder: ts.FunctionLikeDeclaration, changed: Changed, known: Known): boolean {
  const { root, isInside } = changed;
  if (!root) return false;
  if (isMaking(root)) return true;
  if (isThis(root)) return isBeingMade(root, holder);
  if (tsc.isCallExpression(root)) return isFresh(root, changed, known) === true;
  const declaration = declarationOf(root, known.evaluation);
  if (!declaration || functionAround(declaration) !== holder) return false;
  if (!isInside) return true;
  if (isCallersParameter(declaration, holder, known)) return false;
  return isFresh(root, changed, known) ?? !(changed.ofClass && isSharedClass(changed.ofClass, known.callers));
}

/** Whether a loop has what is changed for each of its rounds. */
export function isMadeAt(root: ts.Node, loop: ts.Node, evaluation: Evaluation): boolean {
  if (isMaking(root) || tsc.isCallExpression(root)) return holds(loop, root);
  const declaration = declarationOf(root, evaluation);
  if (!declaration || !holds(loop, declaration)) return false;
  return (tsc.getCombinedNodeFlags(declaration) & tsc.NodeFlags.BlockScoped) !== 0;
}

/** Whether a call is one of a method of another object than the one that is changed: each is made for itself. */
export function isOtherObject(site: ts.Node, { root, isInside }: Changed, evaluation: Evaluation): boolean {
  if (!root || !isInside || !tsc.isCallExpression(site) || !isAccess(site.expression)) return false;
  const [own, other] = [root, rootFrom(site.expression, evaluation)].map((each) => madeVariable(each, evaluation));
  return own !== undefined && other !== undefined && own !== other;
}

/** The variable that holds what is made where it is declared. */
function madeVariable(root: ts.Expression, evaluation: Evaluation): ts.VariableDeclaration | undefined {
  const declaration = declarationOf(root, evaluation);
  if (!declaration || !tsc.isVariableDeclaration(declaration) || !declaration.initializer) return undefined;
  return isMaking(innerOf(declaration.initializer)) ? declaration : undefined;
}

/** `client` of `client.use(token).name`, `this` of a variable for it, `connect()` of `connect().use(token)`. */
function rootFrom(node: ts.Expression, evaluation: Evaluation): ts.Expression {
  const root = rootOf(node);
  const { parent } = outermostOf(root);
  if (tsc.isCallExpression(parent) && innerOf(parent.expression) === root && holds(node, parent)) return parent;
  const stands = standsFor(root, evaluation);
  return stands && isThis(stands) ? stands : root;
}

/** `this` of `const self = this`, the object that a variable holds a member of. */
function standsFor(root: ts.Expression, evaluation: Evaluation): ts.Expression | null {
  const held = madeBy(root, evaluation);
  return held && (isAccess(held) || isThis(held)) ? rootOf(held) : null;
}

/** What a method is called on, or a setter; null where code does not say. */
function receiverOf(call: ts.Node, evaluation: Evaluation): ts.Expression | null {
  if (tsc.isNewExpression(call)) return call;
  if (tsc.isCallExpression(call) && isAccess(call.expression)) {
    const isBound =
      tsc.isPropertyAccessExpression(call.expression) && /^(?:call|apply)$/.test(call.expression.name.text);
    const receiver = isBound ? call.arguments[0] : call.expression.expression;
    return receiver ? rootFrom(receiver, evaluation) : null;
  }
  const { parent } = call;
  const isAssigned = tsc.isBinaryExpression(parent) && parent.right === call && isAccess(parent.left);
  return isAssigned ? rootFrom(parent.left.expression, evaluation) : null;
}

/** `login` of `login(token)` */
function calledAs(call: ts.Node): ts.Expression | null {
  return tsc.isCallExpression(call) ? innerOf(call.expression) : null;
}

function argumentsOf(call: ts.Node): readonly ts.Expression[] {
  return tsc.isCallExpression(call) || tsc.isNewExpression(call) ? (call.arguments ?? []) : [];
}

function isThis(node: ts.Expression): boolean {
  return node.kind === tsc.SyntaxKind.ThisKeyword || node.kind === tsc.SyntaxKind.SuperKeyword;
}

/** The function of which `this` is called on something: a method, or an arrow that is a field of a class. */
function methodAround(self: ts.Node): ts.Node | undefined {
  return tsc.findAncestor(self, (node) => {
    if (!tsc.isArrowFunction(node)) return tsc.isFunctionLike(node);
    return (
      tsc.findAncestor(node, (each) =>
        each !== node && tsc.isFunctionLike(each) ? 'quit' : tsc.isPropertyDeclaration(each),
      ) !== undefined
    );
  });
}

/** Whether code stands in a constructor, or gives a field its first value: nobody else has the object yet. */
function isBeingMade(self: ts.Node, holder: ts.Node): boolean {
  if (tsc.isConstructorDeclaration(holder)) return methodAround(self) === holder;
  return tsc.findAncestor(self, (each) => (each === holder ? 'quit' : tsc.isPropertyDeclaration(each))) !== undefined;
}

function declarationOf(root: ts.Node, evaluation: Evaluation): ts.Declaration | undefined {
  return tsc.isIdentifier(root) ? declaredSymbol(root, evaluation)?.valueDeclaration : undefined;
}

/** The parameter that a name is one of, or a part of. */
function parameterOf(root: ts.Node, evaluation: Evaluation): ts.ParameterDeclaration | undefined {
  const declaration = declarationOf(root, evaluation);
  return (
    declaration &&
    (tsc.findAncestor(declaration, (each) => (tsc.isFunctionLike(each) ? 'quit' : tsc.isParameter(each))) as
      ts.ParameterDeclaration | undefined)
  );
}

/** Whether an object is a parameter of which the calls in sight say whose it is. */
function isCallersParameter(
  declaration: ts.Declaration,
  holder: ts.FunctionLikeDeclaration,
  { callers }: Known,
): boolean {
  if (!tsc.findAncestor(declaration, (each) => (each === holder ? 'quit' : tsc.isParameter(each)))) return false;
  const calls = callers.of(holder, false).map(({ site }) => site.node);
  return calls.length > 0 && calls.every((call) => call !== null && !holds(call, holder));
}

/**
 * Whether an object is made for the code that has it, as opposed to one that is there for the whole program, or was kept
 * for the next time.
 *
 * @returns null where the code does not say
 */
function isFresh(root: ts.Expression, { ofClass }: Changed, { evaluation, callers }: Known): boolean | null {
  const made = tsc.isCallExpression(root) ? root : madeBy(root, evaluation);
  if (made && isMaking(made)) return true;
  if (made && tsc.isCallExpression(made) && isKeeping(made.expression, evaluation)) return false;
  const source = made && tsc.isCallExpression(made) ? made : root;
  const makings = evaluation.evaluate(source, EMPTY_CONTEXT).flatMap((value) => makingOf(value) ?? []);
  if (makings.length) return makings.every(isMadeForCaller);
  if (!tsc.isCallExpression(root)) return null;
  return ofClass !== null && !isSharedClass(ofClass, callers);
}

/** Whether a function may answer what it answered before: a hook, or one that sets a variable which it does not declare. */
function isKeeping(callee: ts.Expression, evaluation: Evaluation): boolean {
  if (HOOK.test(namesLeadingTo(callee).at(-1) ?? '')) return true;
  return evaluation.evaluate(callee, EMPTY_CONTEXT).some((value) => {
    if (value.kind !== 'function') return false;
    return value.skipped !== undefined || contains(value.node, (each) => setsOutside(each, value.node, evaluation));
  });
}

/** `only ??= new Client()` of a variable of the code around a function */
function setsOutside(node: ts.Node, scope: ts.Node, evaluation: Evaluation): boolean {
  if (!tsc.isBinaryExpression(node) || !isAssignment(node.operatorToken.kind)) return false;
  const declaration = declarationOf(rootOf(node.left), evaluation);
  return declaration !== undefined && !holds(scope, declaration);
}

/** What a variable is given where it is declared. */
function madeBy(root: ts.Expression, evaluation: Evaluation): ts.Expression | undefined {
  const declaration = declarationOf(root, evaluation);
  const owner = tsc.findAncestor(declaration, (each) =>
    tsc.isFunctionLike(each) ? 'quit' : tsc.isVariableDeclaration(each),
  );
  return owner && tsc.isVariableDeclaration(owner) && owner.initializer ? innerOf(owner.initializer) : undefined;
}

function makingOf(value: Value): ts.Node | null {
  if (value.kind === 'object') return value.node;
  return value.kind === 'instance' ? (value.site?.node ?? null) : null;
}

/** Whether an object is made in a function, and put nowhere where it would be found again. */
function isMadeForCaller(made: ts.Node): boolean {
  if (!functionAround(made)) return false;
  const { parent } = tsc.isExpression(made) ? outermostOf(made) : made;
  return !tsc.isBinaryExpression(parent) || parent.operatorToken.kind === tsc.SyntaxKind.CommaToken;
}

/** Whether one object of a class serves several sign-ins; one that is made by nobody in sight may. */
function isSharedClass(owner: ts.ClassLikeDeclaration, callers: Callers): boolean {
  const made = callers.of(owner, false);
  return made.length === 0 || made.some(({ site }) => site.node !== null && functionAround(site.node) === undefined);
}
