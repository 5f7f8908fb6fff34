import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';
import { innerOf } from './outer.js';

/**
 * The names that lead to what is called or read: `['this', 'log', 'info']` of `this.log.info`, and, through a call,
 * `['expect', 'not', 'toBe']` of `expect(url).not.toBe`.
 *
 * @returns an empty name for what has none: `['', 'length']` of `[].length`
 */
export function namesLeadingTo(node: ts.Expression): readonly string[] {
  const inner = innerOf(node);
  if (tsc.isIdentifier(inner)) return [inner.text];
  if (inner.kind === tsc.SyntaxKind.ThisKeyword) return ['this'];
  if (tsc.isPropertyAccessExpression(inner)) return [...namesLeadingTo(inner.expression), inner.name.text];
  if (tsc.isCallExpression(inner)) return namesLeadingTo(inner.expression);
  if (!tsc.isElementAccessExpression(inner)) return [''];
  const key = inner.argumentExpression;
  return [...namesLeadingTo(inner.expression), tsc.isStringLiteralLike(key) ? key.text : ''];
}

/** The name of a member as it is written, without quotation marks; null for one that is computed. */
export function writtenName(name: ts.PropertyName | ts.BindingName): string | null {
  if (tsc.isComputedPropertyName(name))
    return tsc.isStringLiteralLike(name.expression) || tsc.isNumericLiteral(name.expression)
      ? name.expression.text
      : null;
  return tsc.isObjectBindingPattern(name) || tsc.isArrayBindingPattern(name) ? null : name.text;
}

/** The member that an element of a pattern takes, as it is written: `id` of `{ id: cleverId }` and of `{ id }`; null for others. */
export function takenName({ propertyName, name }: ts.BindingElement): string | null {
  return writtenName(propertyName ?? name);
}

/** The names that a declaration binds: `a` and `c` of `const { a, b: [c] } = …`. */
export function boundNames(name: ts.BindingName): readonly string[] {
  if (tsc.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (tsc.isBindingElement(element) ? boundNames(element.name) : []));
}
