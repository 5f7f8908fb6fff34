import { createRequire } from 'node:module';
import type * as library from 'yaml';

/** As many levels; the readers of YAML call themselves for each, and at the end of the stack the process may end. */
const MAXIMUM_LEVELS = 300;
/** As many errors; what somebody wrote, with a mistake in it, has few, and what has more is no YAML. */
const MAXIMUM_ERRORS = 1000;

/** A text that nobody wrote is not read to its end. */
class NotWritten extends Error {}

/**
 * Parses a YAML text. The library calls itself for each level, and keeps an error with its stack for each place that is
 * wrong, which takes far longer than the text. So the parser is stopped where it is too deep, or wrong everywhere.
 *
 * @returns its documents, one at least, with their errors; null for a text that is wrong everywhere, or nested too deep
 */
export function parseYaml(text: string): readonly [library.Document.Parsed, ...library.Document.Parsed[]] | null {
  // Loaded here because it takes half as long to start as Node does, and few projects need it.
  const yaml = createRequire(import.meta.url)('yaml') as typeof library;
  // An error is a place alone, and no key is compared with all others: both take time that grows with their square. Keys
  // that are there twice are found afterwards.
  const composer = new yaml.Composer({ prettyErrors: false, uniqueKeys: false });
  const onError = boundErrors(composer);
  try {
    const [first, ...others] = composer.compose(tokensOf(text, yaml, onError), true, text.length);
    if (first === undefined) return null;
    for (const document of [first, ...others]) noteKeysWrittenTwice(document, yaml, onError);
    return [first, ...others];
  } catch (error) {
    if (error instanceof NotWritten) return null;
    throw error;
  }
}

/**
 * Adds an error to a document for each key that its map has before, as YAML forbids: https://yaml.org/spec/1.2.2/#3211-nodes
 *
 * @param onError told of each
 */
function noteKeysWrittenTwice(document: library.Document.Parsed, yaml: typeof library, onError: () => void): void {
  yaml.visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!yaml.isScalar(key)) continue;
        if (seen.has(key.value)) {
          const [start, end] = key.range ?? [0, 0];
          document.errors.push(new yaml.YAMLParseError([start, end], 'DUPLICATE_KEY', 'Map keys must be unique'));
          onError();
        }
        seen.add(key.value);
      }
    },
  });
}

/**
 * Ends a composer at too many errors. It has no other way to be told of one before it has read all.
 *
 * @returns what is to be told of an error that the composer is not told of by its own parts
 */
function boundErrors(composer: library.Composer): () => void {
  let errors = 0;
  const count = (): void => {
    errors += 1;
    if (errors > MAXIMUM_ERRORS) throw new NotWritten();
  };
  const { onError } = composer as unknown as { readonly onError: (...error: unknown[]) => void };
  const counted: typeof onError = (...error) => {
    count();
    onError(...error);
  };
  Object.assign(composer, { onError: counted });
  return count;
}

/**
 * What the parser makes of a text, word by word. Its stack tells how deep it is, also in maps that no bracket begins.
 *
 * @param onError told of each token that stands where none can
 */
function* tokensOf(
  text: string,
  { Lexer, Parser }: Pick<typeof library, 'Lexer' | 'Parser'>,
  onError: () => void,
): Iterable<library.CST.Token> {
  const parser = new Parser();
  for (const word of new Lexer().lex(text)) {
    for (const token of parser.next(word)) {
      if (token.type === 'error') onError();
      yield token;
    }
    if (parser.stack.length > MAXIMUM_LEVELS) throw new NotWritten();
  }
  yield* parser.end();
}
