import type { ts } from 'ts-morph';
import { declaredSymbol } from '../flow/references.js';
import { tsc } from '../syntax/compiler.js';
import { holds } from '../syntax/holds.js';
import { isWritten } from '../syntax/writes.js';
import type { Evaluation } from '../values/evaluation.js';

/** Methods that put something into what they are called on, or take it out. */
const FILLING_METHODS: ReadonlySet<string> = new Set(['push', 'unshift', 'add', 'set', 'delete', 'clear']);

/**
 * Finds something that functions set whenever they make a request, and that code outside of them reads: a counter, the
 * last URL. A second request through these functions leaves it other than it was.
 *
 * @param wrappers the functions of the program between a call and the client
 * @returns its name; null where there is none
 */
export function setByRequest(wrappers: readonly ts.Node[], evaluation: Evaluation): string | null {
  for (const wrapper of wrappers) {
    const found = namesSetIn(wrapper).find((name) => isSeenOutside(name, wrapper, evaluation));
    if (found) return found.text;
  }
  return null;
}

/** `count` of `count += 1`, `last` of `this.last = url`, `asked` of `this.asked.push(url)`. */
function namesSetIn(scope: ts.Node): readonly ts.Identifier[] {
  const names: ts.Identifier[] = [];
  visit(scope);
  return names;

  function visit(node: ts.Node): void {
    const isAccess = tsc.isPropertyAccessExpression(node);
    const name = isAccess ? node.name : node;
    if (tsc.isIdentifier(name) && (isWritten(node) || isChangedByCall(node))) names.push(name);
    tsc.forEachChild(node, visit);
  }
}

function isChangedByCall({ parent }: ts.Node): boolean {
  const isCalled = tsc.isPropertyAccessExpression(parent) && tsc.isCallExpression(parent.parent);
  return isCalled && parent.parent.expression === parent && FILLING_METHODS.has(parent.name.text);
}

function isSeenOutside(name: ts.Identifier, scope: ts.Node, evaluation: Evaluation): boolean {
  const symbol = declaredSymbol(name, evaluation);
  const declaration = symbol?.declarations?.[0];
  const isOwn = declaration !== undefined && holds(scope, declaration);
  const isOwnMember = tsc.isPropertyAccessExpression(name.parent) && name.parent.name === name;
  if (isOwn && !isOwnMember) return false;
  return evaluation.index
    .identifiers(name.text)
    .some((each) => !holds(scope, each) && isRead(each) && declaredSymbol(each, evaluation) === symbol);
}

/** Whether a mention is neither a declaration nor the target of an assignment. */
function isRead(name: ts.Identifier): boolean {
  const { parent } = name;
  if (tsc.isPropertyAccessExpression(parent) && parent.name === name) return !isWritten(parent);
  const isDeclared = (tsc.isVariableDeclaration(parent) || tsc.isPropertyDeclaration(parent)) && parent.name === name;
  return !isDeclared && !isWritten(name);
}
