import type { ts } from 'ts-morph';
import { tsc } from './compiler.js';

/** What a class extends: `Base` of `class Api extends Base`; null where it extends nothing. */
export function extendedBy({ heritageClauses }: ts.ClassLikeDeclaration): ts.Expression | null {
  const clause = heritageClauses?.find(({ token }) => token === tsc.SyntaxKind.ExtendsKeyword);
  return clause?.types[0]?.expression ?? null;
}
