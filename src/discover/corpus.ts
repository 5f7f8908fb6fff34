import { realpathSync, statSync } from 'node:fs';
import { decodeFile } from './encoding.js';
import { type FileKind, kindOf } from './file-kind.js';
import { type Listing, listFiles } from './files.js';
import { Haystack, isPartOfName, type Place, type ReadText } from './haystack.js';
import { isMinified } from './minified.js';
import { folderOf, toProjectPath } from './project-path.js';
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
  /** Whether a file that the corpus holds is written in UTF-16, which no change keeps. */
  isUtf16(file: string): boolean;
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
  const { root } = options;
  const top = root === '/' ? '' : root;
  const listing = listFiles(root);
  const overlay = toOverlay(options, listing);
  const kinds = new Map([...listing.files, ...namedKinds(options, listing), ...overlayKinds(overlay)]);
  for (const path of options.deleted ?? []) kinds.delete(toCorpusPath(root, path) ?? '');
  const skipped = listing.skipped.filter(({ file }) => !overlay.has(file));
  for (const file of [...kinds.keys()].filter(hasBackslash)) {
    kinds.delete(file);
    skipped.push({ file, reason: 'a backslash in its name, which the compiler takes for a folder' });
  }
  const contents = new Map<string, ReadText | null>();
  const texts = new Map<string, string>();
  const utf16Files = new Set<string>();
  const [sources, others] = [new Haystack(), new Haystack()];
  const sourceFiles = readTogether(sources, sortedFiles('source'));
  const environmentFiles = readTogether(others, sortedFiles('env'));
  const jsonFiles = sortedFiles('json');
  const textFiles = sortedFiles('text');

  return {
    root,
    files: sourceFiles,
    environmentFiles,
    jsonFiles,
    textFiles,
    skipped,
    unfinished: listing.unfinished,
    find,
    findAbsolute,
    bytes,
    text,
    mayNameClever: (file) => contentOrThrow(file).mayNameClever,
    holds,
    placesInSources: (word) => placesInSources(word),
    hasLinks: listing.links.size > 0,
    hasByteOrderMark,
    isUtf16: (file) => utf16Files.has(file),
  };

  function sortedFiles(kind: FileKind): readonly string[] {
    const paths = [...kinds.keys()].filter((path) => kinds.get(path) === kind);
    return paths.sort();
  }

  function isReadable(file: string): boolean {
    return contentOf(file) !== null;
  }

  function contentOf(file: string): ReadText | null {
    const known = contents.get(file);
    if (known !== undefined) return known;
    if (!kinds.has(file)) return null;
    // Whoever asks for one of them asks for all.
    readTogether(others, [...jsonFiles, ...textFiles]);
    return contents.get(file) ?? null;
  }

  /** Reads files and gives those that are fit to be searched; the others are skipped. */
  function readTogether(haystack: Haystack, files: readonly string[]): readonly string[] {
    const failures = new Map<string, unknown>();
    for (const file of files) {
      try {
        const laidOver = overlay.get(file);
        if (laidOver === undefined) haystack.read(file, `${top}/${file}`);
        else haystack.add(file, laidOver);
      } catch (error) {
        failures.set(file, error);
      }
    }
    for (const file of files) contents.set(file, takeOrSkip(haystack, file, failures));
    return files.filter((file) => contents.get(file) !== null);
  }

  function takeOrSkip(haystack: Haystack, file: string, failures: ReadonlyMap<string, unknown>): ReadText | null {
    try {
      if (failures.has(file)) throw failures.get(file);
      return take(haystack, file);
    } catch (error) {
      skipped.push({ file, reason: unreadReasonOf(error) });
      return null;
    }
  }

  function take(haystack: Haystack, file: string): ReadText | null {
    const read = inUtf8(haystack, file);
    // Old property files and sources have other encodings, which is no matter while they cannot name Clever.
    if (kinds.get(file) === 'text' && !read.mayNameClever) return read;
    if (SCRIPT.test(file) && isMinified(read.content)) return leaveOutMinified(file, read.content);
    if (read.content.length > LARGEST_FILE) throw new UnfitFile('larger than 5 MB');
    if (!read.isPlain) throw new UnfitFile('not a text file');
    return read;
  }

  function inUtf8(haystack: Haystack, file: string): ReadText {
    const read = haystack.get(file);
    const { content, isUtf16 } = read.isPlain ? { content: read.content, isUtf16: false } : decodeFile(read.content);
    if (!isUtf16) return read;
    utf16Files.add(file);
    haystack.add(file, content);
    return haystack.get(file);
  }

  /** Of the many minified files that projects hold, those are worth a word that can have to do with Clever. */
  function leaveOutMinified(file: string, content: Buffer): null {
    if (/clever/i.test(content.toString('latin1')))
      skipped.push({ file, reason: 'minified, so the output of a build' });
    return null;
  }

  function* placesInSources(word: string): Iterable<Place> {
    for (const place of sources.places(word)) if (contents.get(place.file)) yield place;
  }

  function holds(file: string, word: string): boolean {
    const { content, mayNameClever } = contentOrThrow(file);
    return (mayNameClever || !isPartOfName(word)) && content.includes(word);
  }

  function find(path: string): string | null {
    if (isReadable(path)) return path;
    const target = targetOf(path);
    return target !== null && isReadable(target) ? target : null;
  }

  function targetOf(path: string): string | null {
    if (listing.links.size === 0) return null;
    for (let prefix = path; prefix !== ''; prefix = folderOf(prefix)) {
      const target = listing.links.get(prefix);
      if (target !== undefined) return (target + path.slice(prefix.length)).replace(/^\//, '');
    }
    return null;
  }

  function findAbsolute(path: string): string | null {
    const projectPath = toCorpusPath(root, path);
    return projectPath === null ? null : find(projectPath);
  }

  function bytes(file: string): Buffer {
    return contentOrThrow(file).content;
  }

  function contentOrThrow(file: string): ReadText {
    const content = contentOf(file);
    if (content === null) throw new Error(`The corpus does not hold ${file}`);
    return content;
  }

  function text(file: string): string {
    const known = texts.get(file);
    if (known !== undefined) return known;
    const decoded = bytes(file).toString('utf8', hasByteOrderMark(file) ? BYTE_ORDER_MARK.length : 0);
    texts.set(file, decoded);
    return decoded;
  }

  function hasByteOrderMark(file: string): boolean {
    return bytes(file).subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
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

function toBuffer(content: Uint8Array | string): Buffer {
  if (typeof content === 'string') return Buffer.from(content, 'utf8');
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength);
}

function overlayKinds(overlay: ReadonlyMap<string, Buffer>): ReadonlyMap<string, FileKind> {
  const kinds = new Map<string, FileKind>();
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

function namedKinds({ root, named }: CorpusOptions, { links }: Listing): ReadonlyMap<string, FileKind> {
  const kinds = new Map<string, FileKind>();
  for (const path of named ?? []) {
    const file = toCorpusPath(root, path);
    const kind = kindOf(path);
    if (!file || kind === null || links.has(file)) continue;
    if (isFile(path)) kinds.set(file, kind);
  }
  return kinds;
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
