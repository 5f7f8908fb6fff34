import type { ts } from 'ts-morph';
import { MEMBERS_OF_TEXTS } from '../flow/method-names.js';
import { declaredSymbol, mentionsOfSame } from '../flow/references.js';
import { isAccess, wholeAccess } from '../syntax/accesses.js';
import { tsc } from '../syntax/compiler.js';
import { functionAround } from '../syntax/functions.js';
import { holds } from '../syntax/holds.js';
import { namesLeadingTo } from '../syntax/names.js';
import { innerOf, outermostOf } from '../syntax/outer.js';
import { privateMentions } from '../syntax/private-mentions.js';
import { isWritten } from '../syntax/writes.js';
import type { Evaluation } from '../values/evaluation.js';
import { EMPTY_CONTEXT } from '../values/value.js';
import { isCallee } from './changes.js';
import { isMaking } from './run-code.js';
import { isMemberName } from './set-by-request.js';

/** Objects that a program is started with, whose members are texts that nobody changes while it runs. */
const ENVIRONMENTS: ReadonlySet<string> = new Set(['process.env', 'import.meta.env', 'Bun.env']);

/** Globals whose methods make objects; `Buffer.from(text).toString()` has no names that lead to it. */
const MAKERS = /^(?:Buffer|Array|Object|\w+Array)$/;

/** Types whose values are no objects. */
function isPlainType({ flags }: ts.Type): boolean {
  return (
    (flags & (tsc.TypeFlags.Any | tsc.TypeFlags.Unknown | tsc.TypeFlags.Object | tsc.TypeFlags.NonPrimitive)) === 0
  );
}

/**
 * The first part of an expression that may have another value when it is evaluated again; null where all of it is known to
 * be unable to: what is written out, a variable that is given its value once and is no object, what is made of these alone.
 *
 * A list may be rotated, and an object filled, by code that no search for writes would find. So a member that is read
 * off an object is known to last only where every mention of the object reads a member of it, by a name that is written out.
 *
 * An object that is handed on as it is is the same one each time.
 *
 * @param without parts that are not evaluated again
 */
export function passingPart(
  node: ts.Node,
  evaluation: Evaluation,
  without: readonly ts.Node[] = [],
): ts.Expression | null {
  return visit(node);

  function visit(part: ts.Node): ts.Expression | null {
    if (without.includes(part) || isLastingLeaf(part)) return null;
    if (tsc.isIdentifier(part)) return isLastingName(part, part === node || isHandedOn(part), evaluation) ? null : part;
    if (isAccess(part)) return isLastingMember(part, evaluation) ? null : part;
    if (tsc.isCallExpression(part)) return ofCall(part);
    return tsc.forEachChild(part, (child) => (isName(child) ? undefined : (visit(child) ?? undefined))) ?? null;
  }

  /** A function is looked for where it was: what it is called with decides, and what it reads of others. */
  function ofCall(call: ts.CallExpression): ts.Expression | null {
    const callee = innerOf(call.expression);
    const receiver = isAccess(callee) ? visitReceiver(callee.expression) : null;
    const given = call.arguments.reduce<ts.Expression | null>((found, each) => found ?? visit(each), null);
    return receiver ?? given ?? (readsElsewhere(call, evaluation) ? call : null);
  }

  /** A library, or a module, is what it was; whatever else a method is called on may be changed. */
  function visitReceiver(receiver: ts.Expression): ts.Expression | null {
    return isModule(receiver, evaluation) ? null : visit(receiver);
  }
}

/** What is evaluated only when it is called, and what stands for itself. */
function isLastingLeaf(node: ts.Node): boolean {
  return tsc.isFunctionLike(node) || tsc.isTypeNode(node) || tsc.isLiteralExpression(node);
}

/** The name of a member that an object literal or an access has. */
function isName(node: ts.Node): boolean {
  const { parent } = node;
  return tsc.isPropertyAssignment(parent) && parent.name === node && !tsc.isComputedPropertyName(node);
}

/** A variable that is given a value once. One with an object lasts where the object is handed on as it is. */
function isLastingName(name: ts.Identifier, isObjectItself: boolean, evaluation: Evaluation): boolean {
  const declaration = declaredSymbol(name, evaluation)?.valueDeclaration;
  if (!declaration || !isVariable(declaration)) return true;
  const mentions = mentionsOfSame(name, evaluation);
  if (mentions.some(isWritten) || isDeclaredAnew(declaration)) return false;
  return isObjectItself || isNoObject(name, declaration, mentions, evaluation);
}

function isVariable(declaration: ts.Declaration): boolean {
  return tsc.isVariableDeclaration(declaration) || tsc.isParameter(declaration) || tsc.isBindingElement(declaration);
}

/** `var` in a loop gets another value in each round. */
function isDeclaredAnew(declaration: ts.Declaration): boolean {
  const isVar = (tsc.getCombinedNodeFlags(declaration) & tsc.NodeFlags.BlockScoped) === 0;
  if (!isVar || tsc.findAncestor(declaration, tsc.isParameter)) return false;
  return (
    tsc.findAncestor(declaration, (each) =>
      tsc.isFunctionLike(each) ? 'quit' : tsc.isIterationStatement(each, false),
    ) !== undefined
  );
}

/** `{ headers }`, `{ headers: headers }`, `[headers]`: whoever gets it gets the object itself. */
function isHandedOn(name: ts.Identifier): boolean {
  const { parent } = outermostOf(name);
  return (
    tsc.isShorthandPropertyAssignment(parent) ||
    tsc.isPropertyAssignment(parent) ||
    tsc.isArrayLiteralExpression(parent) ||
    tsc.isConditionalExpression(parent)
  );
}

/** Whether a variable holds a text, or whatever else nobody can write into. */
function isNoObject(
  name: ts.Identifier,
  declaration: ts.Declaration,
  mentions: readonly ts.Identifier[],
  evaluation: Evaluation,
): boolean {
  const type = evaluation.checker.getTypeAtLocation(name);
  const parts = type.isUnion() ? type.types : [type];
  if (parts.every(isPlainType)) return true;
  if (!(type.flags & (tsc.TypeFlags.Any | tsc.TypeFlags.Unknown))) return false;
  if (isMakingObject(declaration)) return false;
  const values = evaluation.evaluate(name, EMPTY_CONTEXT);
  return mentions.every(isUsedAsText) && values.every(({ kind }) => kind !== 'array' && kind !== 'object');
}

/** `Buffer.from(…)`, `new URL(…)`, `[…]` */
function isMakingObject(declaration: ts.Declaration): boolean {
  const made = tsc.isVariableDeclaration(declaration) && declaration.initializer && innerOf(declaration.initializer);
  if (!made) return false;
  if (isMaking(made)) return true;
  const [holder = '', method] = tsc.isCallExpression(made) ? namesLeadingTo(made.expression) : [];
  return method !== undefined && MAKERS.test(holder);
}

/** A mention that would do the same for a text. */
function isUsedAsText(name: ts.Identifier): boolean {
  const { parent } = name;
  if (tsc.isElementAccessExpression(parent) && parent.expression === name) return false;
  if (!tsc.isPropertyAccessExpression(parent) || parent.expression !== name) return true;
  return MEMBERS_OF_TEXTS.has(parent.name.text);
}

function isLastingMember(
  access: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  evaluation: Evaluation,
): boolean {
  const names = namesLeadingTo(access);
  if (ENVIRONMENTS.has(names.slice(0, -1).join('.')) || isEnvironment(access.expression)) return true;
  const type = evaluation.checker.getTypeAtLocation(access);
  if (type.flags & tsc.TypeFlags.EnumLiteral) return true;
  if (tsc.isPropertyAccessExpression(access) && tsc.isPrivateIdentifier(access.name))
    return isSetOnceOnly(access.name, evaluation);
  return isUntouched(access, evaluation);
}

/** `import.meta.env` */
function isEnvironment(node: ts.Expression): boolean {
  return ENVIRONMENTS.has(node.getText());
}

/** `this.#token`, a text that the constructor sets: no other code can get at it by another name. */
function isSetOnceOnly(name: ts.PrivateIdentifier, evaluation: Evaluation): boolean {
  return privateMentions(name).every((each) => {
    const { parent } = each;
    if (!tsc.isPropertyAccessExpression(parent)) return true;
    const around = functionAround(each);
    return (around && tsc.isConstructorDeclaration(around)) || isReadOnly(wholeAccess(parent), evaluation);
  });
}

/** Whether every mention of an object only reads members of it, by names that are written out, so that nobody else has it. */
function isUntouched(access: ts.Expression, evaluation: Evaluation): boolean {
  const root = rootNameOf(access);
  const declaration = root && declaredSymbol(root, evaluation)?.valueDeclaration;
  if (!root || !declaration || !tsc.isVariableDeclaration(declaration)) return false;
  const made = declaration.initializer && innerOf(declaration.initializer);
  if (!made || !tsc.isObjectLiteralExpression(made) || !isLiteralOfTexts(made, evaluation)) return false;
  return mentionsOfSame(root, evaluation).every(
    (each) => holds(declaration.name, each) || isNameOfModule(each) || isReadOnly(wholeAccess(each), evaluation),
  );
}

function rootNameOf(access: ts.Expression): ts.Identifier | null {
  const inner = innerOf(access);
  if (tsc.isPropertyAccessExpression(inner)) return rootNameOf(inner.expression);
  return tsc.isIdentifier(inner) ? inner : null;
}

/** Whether nothing but texts, and objects of texts, that last is written in an object. */
function isLiteralOfTexts({ properties }: ts.ObjectLiteralExpression, evaluation: Evaluation): boolean {
  return properties.every((each) => {
    if (!tsc.isPropertyAssignment(each)) return tsc.isMethodDeclaration(each);
    const value = innerOf(each.initializer);
    if (tsc.isObjectLiteralExpression(value)) return isLiteralOfTexts(value, evaluation);
    return !tsc.isIdentifier(value) || isLastingName(value, false, evaluation);
  });
}

/** `import { config }`, `export { config }` */
function isNameOfModule({ parent }: ts.Node): boolean {
  return tsc.isImportSpecifier(parent) || tsc.isImportClause(parent) || tsc.isExportSpecifier(parent);
}

/** `config.token` where it is read: neither written, nor deleted, nor an object that somebody else gets. */
function isReadOnly(access: ts.Expression, { checker }: Evaluation): boolean {
  const { parent } = outermostOf(access);
  if (!isAccess(access) || isWritten(access) || tsc.isDeleteExpression(parent)) return false;
  if (tsc.isElementAccessExpression(access) && !tsc.isStringLiteralLike(access.argumentExpression)) return false;
  if (isCallee(access)) return MEMBERS_OF_TEXTS.has(namesLeadingTo(access).at(-1) ?? '');
  return (checker.getTypeAtLocation(access).flags & tsc.TypeFlags.Object) === 0;
}

/** Whether a name stands for a library, a module or a class: what a program calls functions of. */
function isModule(node: ts.Expression, evaluation: Evaluation): boolean {
  const inner = innerOf(node);
  if (!tsc.isIdentifier(inner)) return false;
  const declaration = declaredSymbol(inner, evaluation)?.valueDeclaration;
  return (
    !declaration ||
    !isVariable(declaration) ||
    evaluation.evaluate(inner, EMPTY_CONTEXT).some(({ kind }) => kind === 'external')
  );
}

/** Whether a function that is called reads what it did not get: `auth()` of `const auth = () => tokens[0]`. */
function readsElsewhere(call: ts.CallExpression, evaluation: Evaluation): boolean {
  const callees = evaluation.evaluate(call.expression, EMPTY_CONTEXT);
  return callees.some((callee) => {
    if (callee.kind !== 'function' || !callee.node.body) return false;
    return readsOther(callee.node.body, callee.node, evaluation);
  });
}

function readsOther(node: ts.Node, scope: ts.Node, evaluation: Evaluation): boolean {
  if (node.kind === tsc.SyntaxKind.ThisKeyword) return true;
  if (tsc.isIdentifier(node)) {
    if (isName(node) || isMemberName(node)) return false;
    const declaration = declaredSymbol(node, evaluation)?.valueDeclaration;
    if (!declaration || !isVariable(declaration) || holds(scope, declaration)) return false;
    const access = wholeAccess(node);
    return isAccess(access) ? !isLastingMember(access, evaluation) : !isLastingName(node, false, evaluation);
  }
  return tsc.forEachChild(node, (child) => readsOther(child, scope, evaluation) || undefined) ?? false;
}
