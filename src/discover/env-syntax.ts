import type { Extent } from '../model/place-index.js';

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
/** References that are looked up for all values of a file: in a long chain, each value would look up the rest of it. */
const MAXIMUM_REFERENCES_OF_FILE = 100_000;
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
  const ofFile = { left: MAXIMUM_REFERENCES_OF_FILE };
  return [...entries.values()].map((entry) => expand(entry, entries, ofFile));
}

/** Where each assignment of an env file stands, one after the other; a value in quotes may go over several lines. */
export function assignmentsIn(text: string): readonly Extent[] {
  return [...text.matchAll(ASSIGNMENT)].map(({ index, 0: written }) => ({ start: index, end: index + written.length }));
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

/** How many references may still be looked up. */
interface Allowance {
  left: number;
}

function expand(
  entry: EnvironmentEntry,
  entries: ReadonlyMap<string, EnvironmentEntry>,
  ofFile: Allowance,
): EnvironmentEntry {
  const ofValue = { left: MAXIMUM_REFERENCES };
  const expansion: Expansion = { entries, within: new Set(), allowances: [ofValue, ofFile], isCut: false };
  const value = expandValue(entry.name, expansion);
  if (expansion.isCut) return { ...entry, isCut: true };
  return value === entry.value ? entry : { ...entry, value, verbatim: false };
}

/** The expansion of one value. */
interface Expansion {
  readonly entries: ReadonlyMap<string, EnvironmentEntry>;
  /** The names whose values are being expanded now, from the outermost on. */
  readonly within: Set<string>;
  readonly allowances: readonly Allowance[];
  /** Whether it took more references than are allowed: the value is not known then. */
  isCut: boolean;
}

/** A name that refers to itself, and one that the file does not know, stay as they are written. */
function expandValue(name: string, expansion: Expansion): string {
  const { entries, within } = expansion;
  within.add(name);
  const expanded = substitute(entries.get(name)?.value ?? '', (other) => {
    if (!entries.has(other) || within.has(other) || !mayLookUp(expansion)) return null;
    return expandValue(other, expansion);
  });
  within.delete(name);
  return expanded;
}

function mayLookUp(expansion: Expansion): boolean {
  expansion.isCut ||= expansion.allowances.some(({ left }) => left === 0);
  if (!expansion.isCut) for (const allowance of expansion.allowances) allowance.left--;
  return !expansion.isCut;
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
