import type { Corpus } from './corpus.js';

/** Where identifiers are written. */
export interface Mentions {
  /** The source files that hold the name as a whole word, anywhere: in code, strings and comments. */
  filesMentioning(name: string): readonly string[];
}

/** Opens the look-up of names over a corpus; each name is searched once. */
export function openMentions(corpus: Corpus): Mentions {
  const known = new Map<string, readonly string[]>();
  return { filesMentioning };

  function filesMentioning(name: string): readonly string[] {
    const files = known.get(name) ?? search(name);
    known.set(name, files);
    return files;
  }

  function search(name: string): readonly string[] {
    if (name === '') return [];
    const needle = Buffer.from(name, 'utf8');
    return corpus.files.filter((file) => hasWord(corpus.bytes(file), needle));
  }
}

/** Whether the bytes hold the needle with no letter, digit, `_` or `$` at either side. */
export function hasWord(bytes: Buffer, needle: Buffer): boolean {
  for (let at = bytes.indexOf(needle); at !== -1; at = bytes.indexOf(needle, at + 1)) {
    if (!isWordByte(bytes[at - 1]) && !isWordByte(bytes[at + needle.length])) return true;
  }
  return false;
}

function isWordByte(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const isDigit = byte >= 0x30 && byte <= 0x39;
  const isLetter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
  return isDigit || isLetter || byte === 0x5f || byte === 0x24;
}
