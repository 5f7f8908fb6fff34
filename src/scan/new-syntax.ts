import { featuresIn, NEWEST, type LanguageFeature } from '../syntax/language-features.js';

/** What a change brings into a file that the oldest Node which runs it does not know. */
export type NewSyntax = Pick<LanguageFeature, 'name' | 'token'>;

/**
 * What a changed text uses of the language, and the text before did not, that came after a release of Node.
 *
 * @param node the release, with two digits for its minor number
 */
export function newSyntaxIn(file: string, before: string, after: string, node: number): readonly NewSyntax[] {
  if (node >= NEWEST) return [];
  const news = [...featuresIn(file, after)].filter((feature) => feature.node > node);
  if (!news.length) return [];
  const known = featuresIn(file, before);
  return news.filter((feature) => !known.has(feature));
}

/** Whether a text uses something of the language. */
export function usesSyntax(file: string, text: string, { name }: NewSyntax): boolean {
  return [...featuresIn(file, text)].some((feature) => feature.name === name);
}
