import { createRequire } from 'node:module';
import type { Composer, CST, Document } from 'yaml';
import { isNestedTooDeep } from './nesting.js';

/** As many errors; what somebody wrote, with a mistake in it, has few, and what has more is no YAML. */
const MAXIMUM_ERRORS = 1000;

/** A text has more errors than are looked at. */
class TooManyErrors extends Error {}

/**
 * Parses a YAML text. The library keeps an error with its stack for each place that is wrong, which takes far longer than
 * the text; so a text that is wrong everywhere is not read to its end.
 *
 * @returns its documents, one at least, with their errors; null for a text that is wrong everywhere, or nested too deep
 */
export function parseYaml(text: string): readonly [Document.Parsed, ...Document.Parsed[]] | null {
  if (isNestedTooDeep(text)) return null;
  // Loaded here because it takes half as long to start as Node does, and few projects need it.
  const yaml = createRequire(import.meta.url)('yaml') as typeof import('yaml');
  // An error is a place alone, because a picture of each takes time that grows with their square.
  const composer = new yaml.Composer({ prettyErrors: false });
  const onError = boundErrors(composer);
  try {
    const [first, ...others] = composer.compose(told(new yaml.Parser().parse(text), onError), true, text.length);
    return first === undefined ? null : [first, ...others];
  } catch (error) {
    if (error instanceof TooManyErrors) return null;
    throw error;
  }
}

/**
 * Ends a composer at too many errors. It has no other way to be told of one before it has read all.
 *
 * @returns what is to be told of an error that the composer is not told of by its own parts
 */
function boundErrors(composer: Composer): () => void {
  let errors = 0;
  const count = (): void => {
    errors += 1;
    if (errors > MAXIMUM_ERRORS) throw new TooManyErrors();
  };
  const { onError } = composer as unknown as { readonly onError: (...error: unknown[]) => void };
  const counted: typeof onError = (...error) => {
    count();
    onError(...error);
  };
  Object.assign(composer, { onError: counted });
  return count;
}

/** Tells of each token that stands where none can. */
function* told(tokens: Iterable<CST.Token>, onError: () => void): Iterable<CST.Token> {
  for (const token of tokens) {
    if (token.type === 'error') onError();
    yield token;
  }
}
