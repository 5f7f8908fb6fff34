import type { Corpus } from './corpus.js';

/** Where identifiers are written. */
export interface Mentions {
  /** Whether a source file holds the name as a whole word, anywhere: in code, strings and comments. */
  mentions(file: string, name: string): boolean;
  /** All source files that do, in no order. */
  filesMentioning(name: string): readonly string[];
}

/** Opens the lookup of names over a corpus; no question is answered twice. */
export function openMentions(corpus: Corpus): Mentions {
  const known = new Map<string, Map<string, boolean>>();
  const found = new Map<string, readonly string[]>();
  return { mentions, filesMentioning };

  function mentions(file: string, name: string): boolean {
    const answers = known.get(name) ?? new Map<string, boolean>();
    known.set(name, answers);
    const answer = answers.get(file) ?? hasWord(corpus.bytes(file), Buffer.from(name));
    answers.set(file, answer);
    return answer;
  }

  function filesMentioning(name: string): readonly string[] {
    const files = found.get(name) ?? search(name);
    found.set(name, files);
    return files;
  }

  function search(name: string): readonly string[] {
    if (name === '') return [];
    const { length } = Buffer.from(name);
    const places = [...corpus.placesInSources(name)].filter(({ bytes, at }) => isWord(bytes, at, at + length));
    return [...new Set(places.map(({ file }) => file))];
  }
}

function hasWord(bytes: Buffer, needle: Buffer): boolean {
  if (needle.length === 0) return false;
  for (let at = bytes.indexOf(needle); at !== -1; at = bytes.indexOf(needle, at + 1)) {
    if (isWord(bytes, at, at + needle.length)) return true;
  }
  return false;
}

/** Whether no letter, digit, `_` or `$` stands at either side. */
function isWord(bytes: Buffer, start: number, end: number): boolean {
  return !isWordByte(bytes[start - 1]) && !isWordByte(bytes[end]);
}

function isWordByte(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const isDigit = byte >= 0x30 && byte <= 0x39;
  const isLetter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
  return isDigit || isLetter || byte === 0x5f || byte === 0x24;
}
