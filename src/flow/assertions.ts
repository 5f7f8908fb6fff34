import type { ts } from 'ts-morph';
import { isAsserting, isExpecting, isSnapshot } from '../libraries/named-calls.js';
import { tsc } from '../syntax/compiler.js';
import { contains } from '../syntax/contains.js';
import { namesLeadingTo, writtenName } from '../syntax/names.js';
import { innerOf } from '../syntax/outer.js';
import { tellsPath } from '../syntax/path-question.js';
import type { Call } from '../syntax/transfer.js';
import type { Evaluation } from '../values/evaluation.js';
import { constantValue } from './references.js';

/** What a test compares a value with. */
interface Assertion {
  readonly expected: readonly ts.Expression[];
  /** Whether a file of its own says what is expected. */
  readonly isSnapshot: boolean;
}

/**
 * The assertion about an argument of a call: `assert.equal(value, '/me')`, `expect(value).toBe('/me')`.
 *
 * @returns null for a log, for a message, and for what says what is expected of something else
 */
export function assertionAt(call: Call, index: number): Assertion | null {
  const names = namesLeadingTo(call.expression);
  const isCompared = isAsserting(names) && index < 2;
  if (isCompared) return { expected: (call.arguments ?? []).slice(0, 2).toSpliced(index, 1), isSnapshot: false };
  const matcher = isExpecting(names) ? nextCall(call) : null;
  return matcher && { expected: matcher.call.arguments, isSnapshot: isSnapshot(matcher.name) };
}

/** `toBe('/me')` of `expect(ME).not.toBe('/me')`. */
function nextCall({ parent }: ts.Node): { readonly name: string; readonly call: ts.CallExpression } | null {
  if (!tsc.isPropertyAccessExpression(parent)) return null;
  return tsc.isCallExpression(parent.parent) && parent.parent.expression === parent
    ? { name: parent.name.text, call: parent.parent }
    : nextCall(parent);
}

/** What an object that is written out has under names; what is no such object, as it is; null where it has nothing there. */
export function memberWritten(
  object: ts.Expression,
  names: readonly string[],
  evaluation: Evaluation,
): ts.Expression | null {
  const inner = innerOf(object);
  const written = tsc.isIdentifier(inner) ? (constantValue(inner, evaluation) ?? inner) : inner;
  const [first, ...others] = names;
  if (first === undefined || !tsc.isObjectLiteralExpression(written)) return written;
  const member = written.properties.find(({ name }) => name && writtenName(name) === first);
  return member && tsc.isPropertyAssignment(member) ? memberWritten(member.initializer, others, evaluation) : null;
}

/** Whether an expression is a text with a path, or has a version in what it joins. */
export function spellsPath(node: ts.Expression, words: ReadonlySet<string>): boolean {
  const inner = innerOf(node);
  if (tsc.isStringLiteralLike(inner) || tsc.isRegularExpressionLiteral(inner)) return tellsPath(inner, null, words);
  if (tsc.isCallExpression(inner)) return false;
  if (tsc.isTemplateExpression(inner) || tsc.isBinaryExpression(inner)) return contains(inner, hasVersion);
  return (
    tsc.forEachChild(inner, (child) => (tsc.isExpression(child) && spellsPath(child, words)) || undefined) ?? false
  );
}

function hasVersion(node: ts.Node): boolean {
  return (tsc.isStringLiteralLike(node) || tsc.isTemplateLiteralToken(node)) && /\bv\d/.test(node.text);
}
