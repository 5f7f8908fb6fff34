import fc from 'fast-check';
import ts from 'typescript';

/** A place of a program that is changed, as a share of its tokens, and what is done there. */
export interface Mutation {
  readonly kind: 'delete' | 'repeat' | 'swap' | 'replace';
  readonly at: number;
  readonly with: number;
}

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** A few changes of a program. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.record({ kind: fc.constantFrom('delete', 'repeat', 'swap', 'replace'), at: place, with: place }),
  { minLength: 1, maxLength: 4 },
);

/**
 * Changes a program token by token.
 *
 * @param text any text
 * @returns the text with tokens deleted, repeated, swapped, or replaced by others of it
 */
export function mutated(text: string, changes: readonly Mutation[]): string {
  const tokens = tokensOf(text);
  for (const { kind, at, with: other } of changes) {
    const [here, there] = [Math.floor(at * tokens.length), Math.floor(other * tokens.length)];
    const [token = '', another = ''] = [tokens[here], tokens[there]];
    if (kind === 'delete') tokens.splice(here, 1);
    else if (kind === 'repeat') tokens.splice(here, 0, token);
    else if (kind === 'replace') tokens.splice(here, 1, another);
    else if (here !== there) [tokens[here], tokens[there]] = [another, token];
  }
  return tokens.join('');
}

/** The tokens of a text, each with the blanks and comments before it. */
function tokensOf(text: string): string[] {
  const scanner = ts.createScanner(ts.ScriptTarget.ESNext, true, ts.LanguageVariant.JSX, text);
  const tokens: string[] = [];
  for (let kind = scanner.scan(); ; kind = scanner.scan()) {
    const token = text.slice(scanner.getTokenFullStart(), scanner.getTokenEnd());
    if (token !== '') tokens.push(token);
    if (kind === ts.SyntaxKind.EndOfFileToken) return tokens;
  }
}
