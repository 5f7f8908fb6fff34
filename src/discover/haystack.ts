import { isUtf8 } from 'node:buffer';
import { readInto, readRegularFile } from './read-regular-file.js';

/** How many bytes lie in one buffer; a text that does not fit has one of its own. */
const SLAB_SIZE = 1024 * 1024;
/** Stands before and behind each text, so that no word goes on into the next one, or into memory that was never written. */
const SEPARATOR = 0x0a;
/** Every spelling of Clever's name holds one of these. */
const NAME_ENDS = ['lever', 'LEVER'];

/** A text, and what one look at hundreds of texts told of it. */
export interface ReadText {
  readonly content: Buffer;
  /** Whether it is UTF-8 without a zero byte. */
  readonly isPlain: boolean;
  /** Whether it may hold Clever's name. */
  readonly mayNameClever: boolean;
}

/** A place at which a word was found. */
export interface Place {
  readonly file: string;
  /** The buffer that the text lies in; before and behind the text stands a line end, or the buffer ends. */
  readonly bytes: Buffer;
  readonly at: number;
  /** Where the text ends. */
  readonly end: number;
}

/** A text in a slab. */
interface Entry {
  readonly file: string;
  readonly slab: Slab;
  readonly start: number;
  readonly end: number;
}

/** Texts that lie one behind the other in one buffer. */
interface Slab {
  readonly bytes: Buffer;
  readonly entries: Entry[];
  /** Where the last text ends. */
  end: number;
}

interface Facts {
  readonly isPlain: boolean;
  readonly naming: ReadonlySet<Entry>;
}

/** Whether a word holds what every spelling of Clever's name holds, so that it can be nowhere else. */
export function isPartOfName(word: string): boolean {
  return NAME_ENDS.some((end) => word.includes(end));
}

/**
 * Texts that are read one behind the other into large buffers. So hundreds of them are searched with one call, and calls,
 * of the system and out of JavaScript, are most of what small files cost.
 */
export class Haystack {
  readonly #slabs: Slab[] = [];
  /** The slab that files are read into. */
  #filling: Slab | null = null;
  readonly #entries = new Map<string, Entry>();
  readonly #facts = new Map<Slab, Facts>();

  /**
   * Reads a file.
   *
   * @param file the name under which its text is kept
   * @param path absolute; a regular file, as far as is known
   * @throws UnfitFile for what is no regular file, or too large; Error of the file system for what cannot be opened
   */
  read(file: string, path: string): void {
    if (this.#filling !== null && this.#readBehind(this.#filling, file, path)) return;
    const slab: Slab = { bytes: Buffer.allocUnsafeSlow(SLAB_SIZE), entries: [], end: 0 };
    if (this.#readBehind(slab, file, path)) {
      this.#slabs.push(slab);
      this.#filling = slab;
    } else this.add(file, readRegularFile(path));
  }

  /** Adds a text that is not on disk, or that takes the place of one that was read. */
  add(file: string, content: Buffer): void {
    const slab: Slab = { bytes: content, entries: [], end: content.length };
    this.#slabs.push(slab);
    this.#put({ file, slab, start: 0, end: content.length });
  }

  /** @throws Error for a file that was neither read nor added */
  get(file: string): ReadText {
    const entry = this.#entries.get(file);
    if (entry === undefined) throw new Error(`${file} was not read`);
    const { slab, start, end } = entry;
    const content = slab.bytes.subarray(start, end);
    const { isPlain, naming } = this.#factsOf(slab);
    return { content, isPlain: isPlain || isPlainText(content), mayNameClever: naming.has(entry) };
  }

  /** All places of a word that is not empty, text by text. */
  *places(word: string): Iterable<Place> {
    for (const slab of this.#slabs) {
      for (const { entry, at } of placesIn(slab, word)) {
        const { file, end } = entry;
        if (this.#entries.get(file) === entry) yield { file, bytes: slab.bytes, at, end };
      }
    }
  }

  /** Reads a file into a slab; false where it does not fit. */
  #readBehind(slab: Slab, file: string, path: string): boolean {
    const start = slab.end + 1;
    const end = readInto(path, slab.bytes, start);
    if (end === null) return false;
    slab.bytes[slab.end] = SEPARATOR;
    slab.bytes[end] = SEPARATOR;
    slab.end = end;
    this.#facts.delete(slab);
    this.#put({ file, slab, start, end });
    return true;
  }

  #put(entry: Entry): void {
    entry.slab.entries.push(entry);
    this.#entries.set(entry.file, entry);
  }

  #factsOf(slab: Slab): Facts {
    const known = this.#facts.get(slab);
    if (known !== undefined) return known;
    const places = NAME_ENDS.flatMap((end) => [...placesIn(slab, end)]);
    const isPlain = isPlainText(slab.bytes.subarray(0, slab.end));
    const facts = { isPlain, naming: new Set(places.map(({ entry }) => entry)) };
    this.#facts.set(slab, facts);
    return facts;
  }
}

function* placesIn(
  { bytes, entries, end }: Slab,
  word: string,
): Iterable<{ readonly entry: Entry; readonly at: number }> {
  const searched = bytes.subarray(0, end);
  const needle = Buffer.from(word);
  let index = 0;
  for (let at = searched.indexOf(needle); at !== -1; at = searched.indexOf(needle, at + 1)) {
    while ((entries[index]?.end ?? end) <= at) index += 1;
    const entry = entries[index];
    if (entry !== undefined) yield { entry, at };
  }
}

function isPlainText(content: Buffer): boolean {
  return !content.includes(0) && isUtf8(content);
}
