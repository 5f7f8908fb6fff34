import type { Mentions } from './mentions.js';

/**
 * The pages that send a person back with a code, and the exchange of that code for a token.
 * Source: https://dev.clever.com/docs/oauth-implementation, https://datatracker.ietf.org/doc/html/rfc6749#section-4.1.3
 */
const SIGNS_IN = /\boauth\/(?:authorize|instant-login)\b|\bauthorization_code\b/;

/** What a file mentions that has one of them. */
const WORDS = ['oauth', 'authorization_code'];

/**
 * Whether a program sends people to Clever's pages for signing in, or takes the code that these send back for a token.
 *
 * @param textOf the text of a source file
 */
export function sendsPeopleToClever(mentions: Mentions, textOf: (file: string) => string): boolean {
  const files = new Set(WORDS.flatMap((word) => mentions.filesMentioning(word)));
  return [...files].some((file) => {
    const text = textOf(file);
    return SIGNS_IN.test(text) && /clever/i.test(text);
  });
}
