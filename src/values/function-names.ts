import type { ts } from 'ts-morph';
import { tsc } from '../syntax/compiler.js';
import { isOuter } from '../syntax/outer.js';
import { functionAround } from '../syntax/functions.js';
import { calleeName } from '../program/syntax-index.js';
import { isExportsObject } from '../syntax/exports.js';
import type { Scope } from './value.js';

/** Names a function, or a class, is called by. */
export function namesOf(scope: Scope): readonly string[] {
  const names: string[] = [];
  if (scope.name && 'text' in scope.name) names.push(scope.name.text);
  if (isDefaultExport(scope)) names.push('default');
  const maker = makerOf(scope);
  if (maker) names.push(...namesOf(maker));
  let node: ts.Node = scope;
  // `withRetry(async (path) => …)`, casts and parentheses still leave the function under the name outside.
  while (tsc.isExpression(node) && (tsc.isCallExpression(node.parent) || isOuter(node.parent))) {
    node = node.parent;
  }
  const { parent } = node;
  if (
    (tsc.isVariableDeclaration(parent) || tsc.isPropertyAssignment(parent) || tsc.isPropertyDeclaration(parent)) &&
    'text' in parent.name
  ) {
    names.push(parent.name.text);
  }
  if (tsc.isExportAssignment(parent)) names.push('default');
  if (tsc.isBinaryExpression(parent)) {
    const target = calleeName(parent.left);
    if (target) names.push(target);
    if (isExportsObject(parent.left)) names.push('exports');
  }
  return names;
}

/** The function that answers this one: it is called by whatever name the answer is given. */
function makerOf(scope: Scope): ts.FunctionLikeDeclaration | null {
  const { parent } = scope;
  if (tsc.isArrowFunction(parent)) return parent;
  if (!tsc.isReturnStatement(parent)) return null;
  return functionAround(parent) ?? null;
}

function isDefaultExport(scope: Scope): boolean {
  const modifiers = tsc.canHaveModifiers(scope) ? tsc.getModifiers(scope) : undefined;
  return modifiers?.some((each) => each.kind === tsc.SyntaxKind.DefaultKeyword) ?? false;
}
