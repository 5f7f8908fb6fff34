import type { ts } from 'ts-morph';
import { appendAll } from '../model/append.js';
import { tsc } from '../syntax/compiler.js';
import type { Shape } from '../clients/shape.js';

/**
 * One link of an answer's list, where the program says which it means.
 *
 * @param list what may be the list of links
 * @param which the place in the list, or what the link says of itself
 * @returns null for any other list
 */
export function linkShape(list: Shape, which: string): Shape | null {
  return isLinks(list) ? { kind: 'body', path: [...list.path, `[${which}]`] } : null;
}

/** The link, or the links, that a function given to `find` or `filter` lets through: `(link) => link.rel === 'canonical'`. */
export function chosenLink(list: Shape, call: ts.CallExpression): Shape | null {
  const [callback] = call.arguments;
  if (!isLinks(list) || !callback) return null;
  const texts = textsComparedIn(callback);
  return texts.length === 1 && texts[0] !== undefined ? linkShape(list, texts[0]) : null;
}

function isLinks(shape: Shape): shape is Shape & { kind: 'body' } {
  return shape.kind === 'body' && shape.path.join() === 'links';
}

function textsComparedIn(node: ts.Node): readonly string[] {
  if (tsc.isBinaryExpression(node) && isEqual(node.operatorToken.kind)) {
    return [node.left, node.right].flatMap((side) => (tsc.isStringLiteralLike(side) ? [side.text] : []));
  }
  const found: string[] = [];
  tsc.forEachChild(node, (child) => appendAll(found, textsComparedIn(child)));
  return found;
}

function isEqual(kind: ts.SyntaxKind): boolean {
  return kind === tsc.SyntaxKind.EqualsEqualsToken || kind === tsc.SyntaxKind.EqualsEqualsEqualsToken;
}
