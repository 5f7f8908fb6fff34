import { realpathSync, statSync } from 'node:fs';
import { decodeFile } from './encoding.js';
import { kindOf, type ListedKind } from './file-kind.js';
import { LEADS_OUT, type Listing, listFiles } from './files.js';
import { Haystack, isPartOfName, type Place, type ReadText } from './haystack.js';
import { isMinified } from './minified.js';
import { folderOf, toProjectPath } from './project-path.js';
import { kindOnDisk } from './scripts.js';
import { LARGEST_FILE, UnfitFile, unreadReasonOf } from './read-regular-file.js';
import { errorCode, type SkippedFile } from './skipped-file.js';

/** Which project to read, and what stands for the texts on disk. All paths are absolute. */
export interface CorpusOptions {
  readonly root: string;
  /** Texts that replace or add files: staged blobs, an editor's unsaved text. */
  readonly overlay?: ReadonlyMap<string, Uint8Array | string>;
  /** Files that are taken for gone. */
  readonly deleted?: ReadonlySet<string>;
  /** Files that were named by the user, and so are read although git ignores them. */
  readonly named?: readonly string[];
  /** Whether data is read too, in which ids are looked for. */
  readonly withData?: boolean;
}

/** The files of one project, each read once. Paths are relative to the root, with forward slashes. */
export interface Corpus {
  readonly root: string;
  /** JavaScript and TypeScript that could be read, sorted. */
  readonly files: readonly string[];
  /** Env files that could be read, sorted. */
  readonly environmentFiles: readonly string[];
  /** JSON files, sorted; they are read when one is asked for, so `find` each before its text is taken. */
  readonly jsonFiles: readonly string[];
  /** Other files that can hold an address, sorted; read together with the JSON files. */
  readonly textFiles: readonly string[];
  /** Templates that a server shows, sorted; each is read when it is asked for. */
  readonly viewFiles: readonly string[];
  /** Data in which ids are looked for, sorted; none unless it was asked for. */
  readonly dataFiles: readonly string[];
  /** What could not be read; grows when JSON and text files are asked for. */
  readonly skipped: readonly SkippedFile[];
  /** Folders in which a run is writing, or was stopped while it wrote. */
  readonly unfinished: readonly string[];
  /**
   * The name under which the corpus holds a file.
   *
   * @param path relative to the root; links are followed
   * @returns null for a file that it does not hold
   */
  find(this: void, path: string): string | null;
  /** The same for an absolute path. */
  findAbsolute(path: string): string | null;
  /**
   * The bytes, on disk or in the overlay, in UTF-8.
   *
   * @throws Error for a file that the corpus does not hold
   */
  bytes(file: string): Buffer;
  /**
   * The text without its byte-order mark; line ends are as they are.
   *
   * @throws Error for a file that the corpus does not hold
   */
  text(file: string): string;
  /**
   * Whether a file may hold Clever's name, in any spelling.
   *
   * @throws Error for a file that the corpus does not hold
   */
  mayNameClever(file: string): boolean;
  /**
   * Whether a file holds a word, letter for letter; of a word with Clever's name in it next to nothing is searched.
   *
   * @throws Error for a file that the corpus does not hold
   */
  holds(file: string, word: string): boolean;
  /** All places in source files at which a word stands, file by file; the files are in no order. */
  placesInSources(word: string): Iterable<Place>;
  /** Whether a link gives a file of the corpus a second name. */
  readonly hasLinks: boolean;
  /** @throws Error for a file that the corpus does not hold */
  hasByteOrderMark(file: string): boolean;
  /** Whether a file that the corpus holds is in another encoding than UTF-8, which no change keeps. */
  isReencoded(file: string): boolean;
}

/** What minifiers write. */
const SCRIPT = /\.[cm]?js$/;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Reads a project: each file that can matter once, as bytes.
 *
 * @throws Error of the file system when the root does not exist
 */
export function openCorpus(options: CorpusOptions): Corpus {
  return new FileCorpus(options);
}

class FileCorpus implements Corpus {
  readonly root: string;
  readonly files: readonly string[];
  readonly environmentFiles: readonly string[];
  readonly jsonFiles: readonly string[];
  readonly textFiles: readonly string[];
  readonly viewFiles: readonly string[];
  readonly dataFiles: readonly string[];
  readonly skipped: SkippedFile[];
  readonly unfinished: Listing['unfinished'];
  /** The root, as what a path of the project is put behind. */
  readonly #top: string;
  readonly #links: Listing['links'];
  readonly #overlay: ReadonlyMap<string, Buffer>;
  readonly #kinds: Map<string, ListedKind>;
  readonly #contents = new Map<string, ReadText | null>();
  readonly #texts = new Map<string, string>();
  readonly #reencoded = new Set<string>();
  readonly #sources = new Haystack();
  readonly #others = new Haystack();

  readonly find = (path: string): string | null => {
    if (this.#isReadable(path)) return path;
    const target = this.#targetOf(path);
    return target !== null && this.#isReadable(target) ? target : null;
  };

  constructor(options: CorpusOptions) {
    const { root } = options;
    const listing = listFiles(root, options.withData);
    const overlay = toOverlay(options, listing);
    this.root = root;
    this.#top = root === '/' ? '' : root;
    this.unfinished = listing.unfinished;
    this.#links = listing.links;
    this.#overlay = overlay;
    const named = namedFiles(options, listing);
    this.#kinds = new Map([...listing.files, ...named.kinds, ...overlayKinds(overlay)]);
    for (const path of options.deleted ?? []) this.#kinds.delete(toCorpusPath(root, path) ?? '');
    this.skipped = [...listing.skipped, ...named.skipped].filter(({ file }) => !overlay.has(file));
    this.#leaveOutBackslashes();
    this.files = this.#readTogether(this.#sources, this.#sortedFiles('source'));
    this.environmentFiles = this.#readTogether(this.#others, this.#sortedFiles('env'));
    this.jsonFiles = this.#sortedFiles('json');
    this.textFiles = this.#sortedFiles('text');
    this.viewFiles = this.#sortedFiles('view');
    this.dataFiles = this.#sortedFiles('data');
  }

  get hasLinks(): boolean {
    return this.#links.size > 0;
  }

  mayNameClever(file: string): boolean {
    return this.#contentOrThrow(file).mayNameClever;
  }

  isReencoded(file: string): boolean {
    return this.#reencoded.has(file);
  }

  #leaveOutBackslashes(): void {
    for (const file of [...this.#kinds.keys()].filter(hasBackslash)) {
      this.#kinds.delete(file);
      this.skipped.push({ file, reason: 'its name has a backslash, which the compiler reads as a folder separator' });
    }
  }

  #sortedFiles(kind: ListedKind): readonly string[] {
    const paths = [...this.#kinds.keys()].filter((path) => this.#kinds.get(path) === kind);
    return paths.sort();
  }

  #isReadable(file: string): boolean {
    return this.#contentOf(file) !== null;
  }

  #contentOf(file: string): ReadText | null {
    const known = this.#contents.get(file);
    if (known !== undefined) return known;
    const kind = this.#kinds.get(file);
    if (kind === undefined) return null;
    // Whoever asks for data or for a text asks for all.
    const isAlone = kind === 'view' || kind === 'data';
    this.#readTogether(this.#others, isAlone ? [file] : [...this.jsonFiles, ...this.textFiles]);
    return this.#contents.get(file) ?? null;
  }

  /** Reads files and gives those that are fit to be searched; the others are skipped. */
  #readTogether(haystack: Haystack, files: readonly string[]): readonly string[] {
    const failures = new Map<string, unknown>();
    for (const file of files) {
      try {
        const laidOver = this.#overlay.get(file);
        if (laidOver === undefined) haystack.read(file, `${this.#top}/${file}`);
        else haystack.add(file, boundedText(laidOver));
      } catch (error) {
        failures.set(file, error);
      }
    }
    for (const file of files) this.#contents.set(file, this.#takeOrSkip(haystack, file, failures));
    return files.filter((file) => this.#contents.get(file) !== null);
  }

  #takeOrSkip(haystack: Haystack, file: string, failures: ReadonlyMap<string, unknown>): ReadText | null {
    try {
      if (failures.has(file)) throw failures.get(file);
      return this.#take(haystack, file);
    } catch (error) {
      this.skipped.push({ file, reason: unreadReasonOf(error, file) });
      return null;
    }
  }

  #take(haystack: Haystack, file: string): ReadText | null {
    const read = this.#inUtf8(haystack, file);
    // Data has a name of a text now and then, which is no matter while it cannot name Clever.
    if (this.#kinds.get(file) === 'text' && !read.mayNameClever) return read;
    // A file without an extension is often a program of the machine's, which holds no text.
    if (this.#kinds.get(file) === 'data' && !read.isPlain) return null;
    if (SCRIPT.test(file) && isMinified(read.content)) return this.#leaveOutMinified(file, read.content);
    boundedText(read.content);
    if (!read.isPlain) throw new UnfitFile('not a text file');
    return read;
  }

  #inUtf8(haystack: Haystack, file: string): ReadText {
    const read = haystack.get(file);
    if (read.isPlain) return read;
    const { content, isReencoded } = decodeFile(read.content);
    if (!isReencoded) return read;
    this.#reencoded.add(file);
    haystack.add(file, content);
    return haystack.get(file);
  }

  /** Of the many minified files that projects hold, those are worth a word that can have to do with Clever. */
  #leaveOutMinified(file: string, content: Buffer): null {
    if (/clever/i.test(content.toString('latin1')))
      this.skipped.push({ file, reason: 'minified, so it is the output of a build' });
    return null;
  }

  *placesInSources(word: string): Iterable<Place> {
    for (const place of this.#sources.places(word)) if (this.#contents.get(place.file)) yield place;
  }

  holds(file: string, word: string): boolean {
    const { content, mayNameClever } = this.#contentOrThrow(file);
    return (mayNameClever || !isPartOfName(word)) && content.includes(word);
  }

  #targetOf(path: string): string | null {
    if (this.#links.size === 0) return null;
    for (let prefix = path; prefix !== ''; prefix = folderOf(prefix)) {
      const target = this.#links.get(prefix);
      if (target !== undefined) return (target + path.slice(prefix.length)).replace(/^\//, '');
    }
    return null;
  }

  findAbsolute(path: string): string | null {
    const projectPath = toCorpusPath(this.root, path);
    return projectPath === null ? null : this.find(projectPath);
  }

  bytes(file: string): Buffer {
    return this.#contentOrThrow(file).content;
  }

  #contentOrThrow(file: string): ReadText {
    const content = this.#contentOf(file);
    if (content === null) throw new Error(`The corpus does not hold ${file}`);
    return content;
  }

  text(file: string): string {
    const known = this.#texts.get(file);
    if (known !== undefined) return known;
    const decoded = this.bytes(file).toString('utf8', this.hasByteOrderMark(file) ? BYTE_ORDER_MARK.length : 0);
    this.#texts.set(file, decoded);
    return decoded;
  }

  hasByteOrderMark(file: string): boolean {
    return this.bytes(file).subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  }
}

/**
 * The corpus path of an absolute path, also where one of the two goes through a link (`/tmp` on macOS).
 *
 * @returns null for a path outside of the root
 */
export function toCorpusPath(root: string, absolutePath: string): string | null {
  return toProjectPath(root, absolutePath) ?? toProjectPath(realPathOf(root), realPathOf(absolutePath));
}

/** A file that exists in an overlay only has no real path of its own, but its folder may have one. */
function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return path;
  }
}

function toOverlay({ root, overlay }: CorpusOptions, { links }: Listing): ReadonlyMap<string, Buffer> {
  const contents = new Map<string, Buffer>();
  for (const [path, content] of overlay ?? []) {
    const file = toCorpusPath(root, path);
    if (file) contents.set(links.get(file) ?? file, toBuffer(content));
  }
  return contents;
}

/** @throws UnfitFile for more than is read of a file on disk */
function boundedText(content: Buffer): Buffer {
  if (content.length > LARGEST_FILE) throw new UnfitFile('larger than 5 MB');
  return content;
}

function toBuffer(content: Uint8Array | string): Buffer {
  if (typeof content === 'string') return Buffer.from(content, 'utf8');
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength);
}

function overlayKinds(overlay: ReadonlyMap<string, Buffer>): ReadonlyMap<string, ListedKind> {
  const kinds = new Map<string, ListedKind>();
  for (const file of overlay.keys()) {
    const kind = kindOf(file);
    if (kind !== null) kinds.set(file, kind);
  }
  return kinds;
}

/** A letter like any other in a name, except on Windows, where paths come here with forward slashes. */
function hasBackslash(file: string): boolean {
  return file.includes('\\');
}

/** The files that the user named; links out of the project are not followed for that, whichever part of a path they are. */
function namedFiles(
  { root, named }: CorpusOptions,
  { links, skipped: known }: Listing,
): { readonly kinds: ReadonlyMap<string, ListedKind>; readonly skipped: readonly SkippedFile[] } {
  const kinds = new Map<string, ListedKind>();
  const skipped: SkippedFile[] = [];
  const isKnown = new Set(known.map(({ file }) => file));
  for (const path of named ?? []) {
    const file = toCorpusPath(root, path);
    if (file === null || isKnown.has(file) || links.has(file) || !isFile(path)) continue;
    if (toProjectPath(realPathOf(root), realPathOf(path)) === null) {
      skipped.push({ file, reason: LEADS_OUT });
      continue;
    }
    const kind = kindOnDisk(path);
    if (kind !== null) kinds.set(file, kind);
  }
  return { kinds, skipped };
}

/** A link that leads in a circle is no file. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return false;
  }
}
