import type { ts } from 'ts-morph';
import { tsc } from '../compiler.js';
import { LIBRARY_FILE } from '../library.js';
import { fileOf, spanOf } from '../program.js';
import type { Evaluation, Form } from './evaluation.js';
import { asTexts } from './literals.js';
import { propertyNameText, memberNames } from './objects.js';
import { concatenate, knownText, NOTHING, unknown, type Context, type Value, type Values } from './value.js';

/** A name: whatever its declarations say. */
export const identifier: Form<ts.Identifier> = (node, context, evaluation) => {
  if (node.text === 'undefined') return [NOTHING];
  const symbol = symbolOf(node, evaluation.checker);
  const declarations = symbol?.declarations?.filter((each) => each.getSourceFile().fileName !== LIBRARY_FILE) ?? [];
  if (!declarations.length) return globalName(node);
  const values = declarations.flatMap((declaration) =>
    tsc.isVariableDeclaration(declaration)
      ? variable(declaration, node, context, evaluation)
      : evaluation.evaluate(declaration, context),
  );
  return values.length ? values : [unknown(node.text, `the value of \`${node.text}\``, spanOf(node))];
};

/** The symbol a name stands for; the value behind a shorthand property. */
export function symbolOf(node: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  if (tsc.isShorthandPropertyAssignment(node.parent) && node.parent.name === node) {
    return checker.getShorthandAssignmentValueSymbol(node.parent);
  }
  if (tsc.isExportSpecifier(node.parent)) return checker.getExportSpecifierLocalTargetSymbol(node.parent);
  return checker.getSymbolAtLocation(node);
}

/** `const { base, paths: { me } = {}, ...rest } = config`. */
export const bindingElement: Form<ts.BindingElement> = (node, context, evaluation) => {
  const holders = evaluation.evaluate(node.parent, context);
  if (node.dotDotDotToken) return holders;
  const name = boundName(node, context, evaluation);
  const values = name === null ? [] : holders.flatMap((holder) => memberOrHole(holder, name, node, evaluation));
  const set = values.filter((value) => value.kind !== 'nothing');
  const complete = set.length === values.length && set.length > 0;
  if (!node.initializer || (complete && set.every((value) => value.kind !== 'unknown')))
    return set.length ? set : values;
  return [...set, ...evaluation.evaluate(node.initializer, context)];
};

/** What a whole pattern takes apart. */
export const bindingPattern: Form<ts.BindingPattern> = (node, context, evaluation) => {
  const { parent } = node;
  if (tsc.isVariableDeclaration(parent)) return declaredValue(parent, context, evaluation);
  return evaluation.evaluate(parent, context);
};

/** `enum Path { Me = '/me' }`. */
export const enumDeclaration: Form<ts.EnumDeclaration> = (node, context) => [{ kind: 'object', node, context }];

/** The member a binding element takes, if its name is known. */
export function boundName(node: ts.BindingElement, context: Context, evaluation: Evaluation): string | null {
  if (tsc.isArrayBindingPattern(node.parent)) return String(node.parent.elements.indexOf(node));
  if (node.propertyName) return propertyNameText(node.propertyName, evaluation, context);
  return tsc.isIdentifier(node.name) ? node.name.text : null;
}

function memberOrHole(holder: Value, name: string, node: ts.BindingElement, evaluation: Evaluation): Values {
  const found = evaluation.member(holder, name);
  if (found.length) return found;
  if (holder.kind === 'unknown') return [unknown(name, holder.missing, spanOf(node), holder.opens)];
  return [NOTHING];
}

/**
 * A variable where it is used: its value at declaration, then each assignment.
 *
 * Assignments that certainly run before the use replace what was known; others add an alternative.
 */
function variable(node: ts.VariableDeclaration, use: ts.Identifier, context: Context, evaluation: Evaluation): Values {
  let values = declaredValue(node, context, evaluation);
  if (isConstant(node) || !tsc.isIdentifier(node.name)) return values;
  const sameFunction = functionAround(node) === functionAround(use);
  for (const assignment of assignmentsTo(node, evaluation)) {
    if (sameFunction && assignment.pos > use.pos && !isInSameLoop(assignment, use)) continue;
    if (contains(assignment, use)) continue;
    const assigned = assignedValue(assignment, values, context, evaluation);
    values = sameFunction && certainlyRunsBefore(assignment, use) ? assigned : [...values, ...assigned];
  }
  const set = values.filter((value) => value.kind !== 'nothing');
  return set.length ? set : values;
}

function declaredValue(node: ts.VariableDeclaration, context: Context, evaluation: Evaluation): Values {
  if (node.initializer) return evaluation.evaluate(node.initializer, context);
  const loop = node.parent.parent;
  if (tsc.isForOfStatement(loop)) return elementsOf(evaluation.evaluate(loop.expression, context), evaluation);
  const declared = node.type ? evaluation.declaredType(node.type) : [];
  return declared.length ? declared : [NOTHING];
}

function elementsOf(holders: Values, evaluation: Evaluation): Values {
  return holders.flatMap((holder) => {
    if (holder.kind === 'unknown') return [holder];
    return memberNames(holder).flatMap((name) => evaluation.member(holder, name));
  });
}

function assignmentsTo(node: ts.VariableDeclaration, evaluation: Evaluation): readonly ts.BinaryExpression[] {
  const name = node.name as ts.Identifier;
  const symbol = evaluation.checker.getSymbolAtLocation(name);
  return evaluation.index
    .identifiers(name.text)
    .filter((each) => isAssigned(each) && symbolOf(each, evaluation.checker) === symbol)
    .map((each) => each.parent as ts.BinaryExpression);
}

function isAssigned(node: ts.Identifier): boolean {
  const { parent } = node;
  if (!tsc.isBinaryExpression(parent) || parent.left !== node) return false;
  const { kind } = parent.operatorToken;
  return kind >= tsc.SyntaxKind.FirstAssignment && kind <= tsc.SyntaxKind.LastAssignment;
}

function assignedValue(node: ts.BinaryExpression, before: Values, context: Context, evaluation: Evaluation): Values {
  const right = evaluation.evaluate(node.right, context);
  if (node.operatorToken.kind !== tsc.SyntaxKind.PlusEqualsToken) return right;
  return concatenate([asTexts(node.left, before), asTexts(node.right, right)]);
}

function certainlyRunsBefore(assignment: ts.BinaryExpression, use: ts.Node): boolean {
  const statement = assignment.parent;
  return tsc.isExpressionStatement(statement) && assignment.pos < use.pos && contains(statement.parent, use);
}

function isInSameLoop(left: ts.Node, right: ts.Node): boolean {
  for (let node = left.parent; node; node = node.parent) {
    if (tsc.isFunctionLike(node)) return false;
    if (tsc.isIterationStatement(node, false) && contains(node, right)) return true;
  }
  return false;
}

function isConstant(node: ts.VariableDeclaration): boolean {
  return tsc.isVariableDeclarationList(node.parent) && (node.parent.flags & tsc.NodeFlags.Const) !== 0;
}

function contains(outer: ts.Node, inner: ts.Node): boolean {
  return outer.getSourceFile() === inner.getSourceFile() && outer.pos <= inner.pos && inner.end <= outer.end;
}

function functionAround(node: ts.Node): ts.Node | undefined {
  return tsc.findAncestor(node.parent, tsc.isFunctionLike);
}

/** A name nobody declares: a global, or what CommonJS hands to each file. */
function globalName(node: ts.Identifier): Values {
  if (node.text === 'exports') return [{ kind: 'module', file: fileOf(node) }];
  return [{ kind: 'external', root: { global: node.text }, steps: [] }];
}

/** `import.meta`. */
export const metaProperty: Form<ts.MetaProperty> = (node) => [
  { kind: 'external', root: { global: node.getText() }, steps: [] },
];

/** Whether any of the values is this text. */
export function includesText(values: Values, text: string): boolean {
  return values.some((value) => knownText(value) === text);
}
