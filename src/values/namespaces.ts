import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import type { Evaluation } from './evaluation.js';
import { symbolOf } from './names.js';
import type { Context, Values } from './value.js';
import { isVariable } from './names.js';
import { variable } from './variables.js';

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
