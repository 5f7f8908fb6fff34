/** One assignment in an env file. */
export interface EnvironmentEntry {
  readonly name: string;
  readonly value: string;
  /** Offsets of the value as it is written, without its quotes. */
  readonly start: number;
  readonly end: number;
  /** Whether the text at that place is letter for letter the value. */
  readonly verbatim: boolean;
  /** Whether it refers to more variables than are looked up, so that the value is not known. */
  readonly isCut?: boolean;
}

/** The grammar of dotenv, with the places of its groups: dotenv itself says the values but not where they are. */
const ASSIGNMENT =
  /^[^\S\r\n\u2028\u2029]*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|\s*`(?:\\`|[^`])*`|[^#\r\n]+)?\s*(?:#.*)?$/dgm;
/** References that are looked up for one value; each may hold others, so a few lines can double into gigabytes. */
const MAXIMUM_REFERENCES = 500;
const QUOTED = /^(['"`])[^]*\1$/;

/** `\$`, `${NAME}`, the beginning of `${NAME:-default}`, `$NAME`, the end of a default, and what stands between them. */
const TOKEN = /\\\$|\$\{([A-Za-z_]\w*)\}|\$\{([A-Za-z_]\w*):?-|\$([A-Za-z_]\w*)|\}|[^\\$}]+|[^]/g;

/**
 * Reads an env file as dotenv does, and expands `${NAME}`, `$NAME` and `${NAME:-default}` as dotenv-expand does.
 *
 * @returns one entry for each name, its last assignment, in the order of their places
 */
export function parseEnvironment(text: string): readonly EnvironmentEntry[] {
  const entries = new Map<string, EnvironmentEntry>();
  for (const match of text.matchAll(ASSIGNMENT)) {
    const entry = toEntry(match);
    entries.delete(entry.name);
    entries.set(entry.name, entry);
  }
  return [...entries.values()].map((entry) => expand(entry, entries));
}

function toEntry(match: RegExpExecArray): EnvironmentEntry {
  const written = match[2] ?? '';
  const trimmed = written.trim();
  const quote = QUOTED.test(trimmed) ? 1 : 0;
  const from = match.indices?.[2]?.[0] ?? match.index + match[0].length;
  const start = from + written.indexOf(trimmed) + quote;
  const raw = trimmed.slice(quote, trimmed.length - quote);
  const value = toValue(raw, trimmed.startsWith('"'));
  return { name: match[1] ?? '', value, start, end: start + raw.length, verbatim: value === raw };
}

function toValue(raw: string, isDoubleQuoted: boolean): string {
  const text = raw.replace(/\r\n?/g, '\n');
  return isDoubleQuoted ? text.replaceAll('\\n', '\n').replaceAll('\\r', '\r') : text;
}

function expand(entry: EnvironmentEntry, entries: ReadonlyMap<string, EnvironmentEntry>): EnvironmentEntry {
  const value = expandValue(entry.name, entries, new Set(), { left: MAXIMUM_REFERENCES });
  if (value === null) return { ...entry, isCut: true };
  return value === entry.value ? entry : { ...entry, value, verbatim: false };
}

/**
 * A name that refers to itself, and one that the file does not know, stay as they are written.
 *
 * @param references how many may still be looked up for the value at hand
 * @returns null where it takes more of them
 */
function expandValue(
  name: string,
  entries: ReadonlyMap<string, EnvironmentEntry>,
  outer: ReadonlySet<string>,
  references: { left: number },
): string | null {
  const within = new Set([...outer, name]);
  const value = entries.get(name)?.value ?? '';
  const expanded = substitute(value, (other) => {
    if (!entries.has(other) || within.has(other) || references.left-- <= 0) return null;
    return expandValue(other, entries, within, references);
  });
  return references.left < 0 ? null : expanded;
}

/** A default whose end was not seen yet. */
interface OpenDefault {
  readonly name: string;
  readonly written: string;
  readonly value: string;
}

/** Replaces references by what they stand for; a default may hold references with defaults in turn. */
function substitute(text: string, valueOf: (name: string) => string | null): string {
  const open: OpenDefault[] = [{ name: '', written: '', value: '' }];
  const append = (written: string, value: string): void => {
    const last = open.pop() as OpenDefault;
    open.push({ ...last, written: last.written + written, value: last.value + value });
  };
  for (const [token, braced, withDefault, plain] of text.matchAll(TOKEN)) {
    const name = braced ?? plain;
    if (withDefault !== undefined) open.push({ name: withDefault, written: token, value: '' });
    else if (name !== undefined) append(token, valueOf(name) ?? token);
    else if (token === '}' && open.length > 1) {
      const ended = open.pop() as OpenDefault;
      append(ended.written + token, valueOf(ended.name) ?? ended.value);
    } else append(token, token);
  }
  // What never ends is no reference.
  const [first, ...unended] = open as [OpenDefault, ...OpenDefault[]];
  return first.value + unended.map(({ written }) => written).join('');
}
