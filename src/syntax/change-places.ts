import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';
import { namesLeadingTo } from './names.js';
import { writeAt } from './writes.js';

/** The expression that changes what a variable holds, and how. */
export type ChangePlace =
  /** `name = …`, `name += …` */
  | { readonly kind: 'assignment'; readonly node: ts.BinaryExpression }
  /** `name++`, `--name` */
  | { readonly kind: 'step'; readonly node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression }
  /** `({ name } = …)`, `[name] = …`; the members lead from the right side to the name. */
  | { readonly kind: 'pattern'; readonly node: ts.BinaryExpression; readonly members: readonly string[] }
  /** `name.pathname = …`, `name.pathname += …` */
  | { readonly kind: 'url-part'; readonly node: ts.BinaryExpression; readonly part: string; readonly adds: boolean }
  /** `name.push(…)` */
  | { readonly kind: 'elements'; readonly node: ts.CallExpression; readonly atStart: boolean }
  /** `Object.assign(name, …)`, and `_.defaults(name, …)`, which leaves what the name has. */
  | { readonly kind: 'filled'; readonly node: ts.CallExpression; readonly isDefault: boolean }
  /** `name.searchParams.set(…)`, `name.append(…)` */
  | { readonly kind: 'query'; readonly node: ts.CallExpression; readonly ofUrl: boolean };

const URL_PARTS: ReadonlySet<string> = new Set(['pathname', 'search', 'hash', 'href', 'host', 'hostname', 'protocol']);
/** Functions that fill their first argument with what the others hold. */
const FILLING = /^(?:Object\.assign|(?:_|lodash|\$|jQuery|angular)\.(?:assign|extend|merge|defaults|defaultsDeep))$/;
const QUERY_METHODS: ReadonlySet<string> = new Set(['set', 'append']);

/**
 * How a mention of a variable changes what it holds.
 *
 * @returns null for a mention that only reads
 */
export function changePlace(node: ts.Identifier): ChangePlace | null {
  const { parent } = node;
  if (tsc.isPropertyAccessExpression(parent) && parent.expression === node) return memberChange(parent);
  return tsc.isCallExpression(parent) ? fillingChange(node, parent) : writeChange(node);
}

function fillingChange(node: ts.Identifier, call: ts.CallExpression): ChangePlace | null {
  const name = namesLeadingTo(call.expression).join('.');
  if (call.arguments[0] !== node || !FILLING.test(name)) return null;
  return { kind: 'filled', node: call, isDefault: /\.defaults/.test(name) };
}

function memberChange(access: ts.PropertyAccessExpression): ChangePlace | null {
  const { parent } = access;
  const name = access.name.text;
  if (tsc.isBinaryExpression(parent) && parent.left === access && URL_PARTS.has(name)) {
    const adds = parent.operatorToken.kind === tsc.SyntaxKind.PlusEqualsToken;
    return adds || isPlainAssignment(parent) ? { kind: 'url-part', node: parent, part: name, adds } : null;
  }
  if (tsc.isPropertyAccessExpression(parent) && name === 'searchParams' && QUERY_METHODS.has(parent.name.text)) {
    const call = parent.parent;
    return tsc.isCallExpression(call) && call.expression === parent ? { kind: 'query', node: call, ofUrl: true } : null;
  }
  if (!tsc.isCallExpression(parent) || parent.expression !== access) return null;
  if (name === 'push' || name === 'unshift') return { kind: 'elements', node: parent, atStart: name === 'unshift' };
  return QUERY_METHODS.has(name) ? { kind: 'query', node: parent, ofUrl: false } : null;
}

/** An assignment to a name, a step of it, or a pattern with it on the left of one; what a loop gives it is not computed. */
function writeChange(node: ts.Identifier): ChangePlace | null {
  const write = writeAt(node);
  if (write?.kind === 'assignment' || write?.kind === 'step') return write;
  if (write?.kind !== 'pattern' || !tsc.isBinaryExpression(write.node) || write.members.includes('...')) return null;
  return { kind: 'pattern', node: write.node, members: write.members };
}

function isPlainAssignment({ operatorToken }: ts.BinaryExpression): boolean {
  return operatorToken.kind === tsc.SyntaxKind.EqualsToken;
}
