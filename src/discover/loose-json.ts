/** What is not closed goes to the end: it is no JSON anyway, and to look for its end again and again takes quadratic time. */
const STRING_OR_COMMENT = /("(?:\\[^]|[^"\\])*(?:"|$))|\/\/[^\r\n]*|\/\*[^]*?(?:\*\/|$)/g;
const STRING_OR_TRAILING_COMMA = /("(?:\\[^]|[^"\\])*(?:"|$))|,(?=\s*[}\]])/g;

/**
 * Reads JSON as TypeScript's configuration files are written: comments and trailing commas are allowed.
 *
 * @throws SyntaxError for anything else that is not JSON
 */
export function parseLooseJson(text: string): unknown {
  const withoutComments = text.replace(STRING_OR_COMMENT, (_, string?: string) => string ?? ' ');
  return JSON.parse(withoutComments.replace(STRING_OR_TRAILING_COMMA, (_, string?: string) => string ?? ''));
}

/**
 * Reads JSON.
 *
 * @returns undefined, which JSON has no word for, where the text is not JSON
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** An object of unknown members, as JSON gives it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object, and no array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The strings of a JSON array, or a single string as a list of one; empty for any other value. */
export function toStrings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
