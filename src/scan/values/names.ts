import type { ts } from 'ts-morph';
import { tsc } from '../compiler.js';
import { LIBRARY_FILE } from '../library.js';
import { fileOf, spanOf } from '../program.js';
import type { Evaluation, Form } from './evaluation.js';
import { settled } from './environment.js';
import { argumentsObject } from './functions.js';
import { firstThatIsSet } from './literals.js';
import { chosen, propertyNameText } from './objects.js';
import { declaredValue, isVariable, variable } from './variables.js';
import { NOTHING, unknown, type Context, type Value, type Values } from './value.js';

/** A name: whatever its declarations say. */
export const identifier: Form<ts.Identifier> = (node, context, evaluation) => {
  if (node.text === 'undefined') return [NOTHING];
  if (node.text === 'arguments') return argumentsObject(node, context, evaluation);
  const symbol = symbolOf(node, evaluation.checker);
  const declarations = symbol?.declarations?.filter((each) => each.getSourceFile().fileName !== LIBRARY_FILE) ?? [];
  // In a CommonJS file the compiler takes assignments to members of `exports` for its declarations.
  const isExports = node.text === 'exports' && !declarations.some(isVariable);
  if (!declarations.length || isExports) return globalName(node);
  const values = declarations.flatMap((declaration) =>
    isVariable(declaration)
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
  if (node.dotDotDotToken) return holders.map((holder) => restOf(holder, node));
  const name = boundName(node, context, evaluation);
  const found =
    name === null
      ? []
      : chosen(holders, node.parent, context, evaluation, (holder) => memberOrHole(holder, name, node, evaluation));
  const values = settled(found, node, evaluation);
  const { initializer } = node;
  return initializer ? firstThatIsSet(values, () => evaluation.evaluate(initializer, context)) : values;
};

/** A member of a namespace; null for anything else. */
export function namespaceMember(
  node: ts.PropertyAccessExpression,
  context: Context,
  evaluation: Evaluation,
): Values | null {
  const holder = tsc.isIdentifier(node.expression) ? symbolOf(node.expression, evaluation.checker) : undefined;
  if (!holder?.declarations?.some(tsc.isModuleDeclaration)) return null;
  const declarations = evaluation.checker.getSymbolAtLocation(node.name)?.declarations ?? [];
  return declarations.flatMap((each) =>
    isVariable(each) ? variable(each, node, context, evaluation) : evaluation.evaluate(each, context),
  );
}

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

/** `...rest`: an object keeps all members, since nobody asks for those that were taken. */
function restOf(holder: Value, node: ts.BindingElement): Value {
  if (holder.kind !== 'array' || !tsc.isArrayBindingPattern(node.parent)) return holder;
  return { kind: 'array', elements: holder.elements.slice(node.parent.elements.indexOf(node)) };
}

function memberOrHole(holder: Value, name: string, node: ts.BindingElement, evaluation: Evaluation): Values {
  const found = evaluation.member(holder, name);
  if (found.length) return found;
  if (holder.kind === 'unknown') return [unknown(name, holder.missing, spanOf(node), holder.opens)];
  return [NOTHING];
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
