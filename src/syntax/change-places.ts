import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';

/** The expression that changes what a variable holds, and how. */
export type ChangePlace =
  /** `name = …`, `name += …` */
  | { readonly kind: 'assignment'; readonly node: ts.BinaryExpression }
  /** `({ name } = …)`, `[name] = …`; the members lead from the right side to the name. */
  | { readonly kind: 'pattern'; readonly node: ts.BinaryExpression; readonly members: readonly string[] }
  /** `name.pathname = …` */
  | { readonly kind: 'url-part'; readonly node: ts.BinaryExpression; readonly part: string }
  /** `name.push(…)` */
  | { readonly kind: 'elements'; readonly node: ts.CallExpression; readonly atStart: boolean }
  /** `name.searchParams.set(…)`, `name.append(…)` */
  | { readonly kind: 'query'; readonly node: ts.CallExpression; readonly ofUrl: boolean };

const URL_PARTS: ReadonlySet<string> = new Set(['pathname', 'search', 'hash', 'href', 'host', 'hostname', 'protocol']);
const QUERY_METHODS: ReadonlySet<string> = new Set(['set', 'append']);

/**
 * How a mention of a variable changes what it holds.
 *
 * @returns null for a mention that only reads
 */
export function changePlace(node: ts.Identifier): ChangePlace | null {
  const { parent } = node;
  if (tsc.isBinaryExpression(parent) && parent.left === node) {
    return isAssignment(parent) ? { kind: 'assignment', node: parent } : null;
  }
  if (tsc.isPropertyAccessExpression(parent) && parent.expression === node) return memberChange(parent);
  return patternChange(node);
}

function memberChange(access: ts.PropertyAccessExpression): ChangePlace | null {
  const { parent } = access;
  const name = access.name.text;
  if (tsc.isBinaryExpression(parent) && parent.left === access && isPlainAssignment(parent) && URL_PARTS.has(name)) {
    return { kind: 'url-part', node: parent, part: name };
  }
  if (tsc.isPropertyAccessExpression(parent) && name === 'searchParams' && QUERY_METHODS.has(parent.name.text)) {
    const call = parent.parent;
    return tsc.isCallExpression(call) && call.expression === parent ? { kind: 'query', node: call, ofUrl: true } : null;
  }
  if (!tsc.isCallExpression(parent) || parent.expression !== access) return null;
  if (name === 'push' || name === 'unshift') return { kind: 'elements', node: parent, atStart: name === 'unshift' };
  return QUERY_METHODS.has(name) ? { kind: 'query', node: parent, ofUrl: false } : null;
}

/** Climbs from a name to the assignment whose left side is a pattern with it. */
function patternChange(node: ts.Identifier): ChangePlace | null {
  const members: string[] = [];
  for (let child: ts.Node = node; ; child = child.parent) {
    const { parent } = child;
    if (tsc.isBinaryExpression(parent)) {
      const isTarget = parent.left === child && isPlainAssignment(parent) && members.length > 0;
      return isTarget ? { kind: 'pattern', node: parent, members } : null;
    }
    if (tsc.isShorthandPropertyAssignment(parent) && parent.name === child) members.unshift(parent.name.text);
    else if (tsc.isPropertyAssignment(parent) && parent.initializer === child && tsc.isIdentifier(parent.name))
      members.unshift(parent.name.text);
    else if (tsc.isArrayLiteralExpression(parent))
      members.unshift(String(parent.elements.indexOf(child as ts.Expression)));
    else if (!tsc.isObjectLiteralExpression(parent) && !tsc.isParenthesizedExpression(parent)) return null;
  }
}

function isAssignment({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return kind >= tsc.SyntaxKind.FirstAssignment && kind <= tsc.SyntaxKind.LastAssignment;
}

function isPlainAssignment({ operatorToken }: ts.BinaryExpression): boolean {
  return operatorToken.kind === tsc.SyntaxKind.EqualsToken;
}
